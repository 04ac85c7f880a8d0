// Goes through every control of a page with the keyboard alone, in headless Chromium, and measures what happens.
// node play.cjs PAGE.html; NODE_PATH names the folder of puppeteer-core. Prints one JSON document.
const puppeteer = require("puppeteer-core");
const { existsSync } = require("node:fs");
const { resolve } = require("node:path");
const { pathToFileURL } = require("node:url");

const chromium = ["chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`).find(existsSync);
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// What has the focus, and whether people can see that it has.
const focused = () => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const name = one.id || (one.closest(".chapters") ? "chapter" : one.closest("article") ? (one.rel ? "source" : "paragraph") : one.className || one.tagName);
  const top = document.elementFromPoint(box.x + Math.min(box.width, 8) / 2, box.y + Math.min(box.height, 8) / 2);
  return { name, outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.bottom > 0 && box.top < innerHeight && Boolean(top && (one.contains(top) || top.contains(one))), height: box.height, width: box.width };
};

(async () => {
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"] });
  const page = await browser.newPage(), errors = [], out = { errors };
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.setViewport({ width: 1000, height: 800 });
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  const url = pathToFileURL(resolve(process.argv[2])).href;
  const before = Date.now();
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate(() => new Promise(requestAnimationFrame));
  out.opened = Date.now() - before;
  const at = () => page.evaluate(() => document.getElementById("audio").currentTime);
  const press = async (key, times = 1) => { for (let count = 0; count < times; count++) await page.keyboard.press(key); await wait(120); };
  const to = async (id) => { // by Tab alone
    for (let count = 0; count < 400; count++) {
      if (await page.evaluate((name) => document.activeElement.id === name, id)) return true;
      await page.keyboard.press("Tab");
    }
    return false;
  };

  out.stops = [];
  for (let count = 0; count < 400; count++) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(focused);
    if (now.name === "BODY" || (count && now.name === out.stops[0].name)) break;
    out.stops.push(now);
  }
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
  await page.reload({ waitUntil: "load" });

  await to("play"); await press("Enter"); await wait(400);
  out.plays = await page.evaluate(() => !document.getElementById("audio").paused) && (await at()) > 0;
  await press("Space");
  out.pauses = await page.evaluate(() => document.getElementById("audio").paused);
  out.keys = {};
  await page.evaluate(() => { document.activeElement.blur(); document.getElementById("audio").currentTime = 2; });
  for (const key of ["l", "j", "ArrowRight", "ArrowLeft", "n", "p"]) { const from = await at(); await press(key); out.keys[key] = (await at()) - from; }
  const bengali = (code) => page.evaluate((code) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ন", code, bubbles: true, cancelable: true })), code);
  const before15 = await at(); await bengali("KeyL"); out.keys.bengali = (await at()) - before15;
  await press("k"); out.keys.k = await page.evaluate(() => !document.getElementById("audio").paused); await press("k");
  await page.keyboard.press("?"); await wait(120);
  out.help = await page.evaluate(() => [document.getElementById("help").open, document.getElementById("help").contains(document.activeElement)]);
  await page.evaluate(() => document.getElementById("keys").focus()); await press("Space");
  await page.evaluate(() => document.querySelector("#help form button").focus()); await press("Enter");
  out.help.push(await page.evaluate(() => document.getElementById("help").open));
  const silent = await at(); await press("l"); out.keys.off = (await at()) - silent;
  await page.evaluate(() => { document.getElementById("audio").currentTime = 0; });

  const moved = async (id, key = "Enter") => { const from = await at(); await to(id); await press(key); return (await at()) - from; };
  out.forward = await moved("forward"); out.after = await moved("after"); out.before = await moved("before");
  await page.evaluate(() => { document.getElementById("audio").currentTime = 17; }); out.back = await moved("back");
  out.seek = await moved("seek", "ArrowRight");
  await to("speed"); await press("ArrowDown");
  out.speed = await page.evaluate(() => document.getElementById("audio").playbackRate);
  await to("share"); await press("Enter");
  out.shared = await page.evaluate(() => document.getElementById("told").textContent);
  await to("follow"); await press("Space");
  out.follow = await page.evaluate(() => document.getElementById("follow").checked);
  await to("find"); await page.keyboard.type("আশ্রয়শিবির"); await wait(120);
  out.found = await page.evaluate(() => [document.getElementById("found").textContent, document.querySelectorAll(".hit").length]);
  await press("Enter");
  out.hit = await page.evaluate(() => document.activeElement.classList.contains("hit"));
  const sentence = await page.evaluate(() => Number(document.activeElement.dataset.t));
  await press("Enter");
  out.heard = (await at()) - sentence;
  out.paragraph = [];
  for (const key of ["Enter", "Space"]) {
    const start = await page.evaluate((count) => { const one = document.querySelectorAll(".say")[count]; one.focus(); return Number(one.hash.slice(3)); }, key === "Enter" ? 3 : 4);
    await press(key);
    out.paragraph.push((await at()) - start);
  }
  await page.evaluate(() => { document.activeElement.blur(); document.querySelectorAll("[data-t]")[5].scrollIntoView(); });
  const clicked = await page.evaluate(() => Number(document.querySelectorAll("[data-t]")[5].dataset.t));
  await (await page.$$("[data-t]"))[5].click(); await wait(120);
  out.clicked = (await at()) - clicked;
  await page.evaluate(() => document.querySelectorAll(".chapters a")[1].focus());
  const chapter = await page.evaluate(() => Number(document.activeElement.hash.slice(3)));
  await press("Enter");
  out.chapter = (await at()) - chapter;
  out.marked = await page.evaluate(() => document.querySelectorAll(".chapters a")[1].getAttribute("aria-current"));

  // How late the highlight is: the sound's time at which a sentence is marked, less its start.
  out.lags = await page.evaluate(() => new Promise((done) => {
    const audio = document.getElementById("audio"), lags = [];
    let last = document.querySelector(".now");
    audio.playbackRate = 1; audio.currentTime = 0; audio.play();
    new MutationObserver(() => {
      const now = document.querySelector(".now");
      if (!now || now === last) return;
      last = now;
      lags.push(audio.currentTime - Number(now.dataset.t));
    }).observe(document.getElementById("text").parentElement, { subtree: true, attributes: true, attributeFilter: ["class"] });
    setTimeout(() => { audio.pause(); done(lags); }, 4000);
  }));

  // The words that were lit, each with the sound's time.
  out.words = await page.evaluate(() => new Promise((done) => {
    const audio = document.getElementById("audio"), lit = CSS.highlights.get("word"), said = [];
    audio.currentTime = Number(document.querySelectorAll("[data-t]")[9].dataset.t);
    const look = () => {
      const range = [...lit][0];
      if (range && said.at(-1)?.[1] !== range.toString()) said.push([audio.currentTime, range.toString()]);
      if (said.length < 8) requestAnimationFrame(look); else { audio.pause(); done(said); }
    };
    audio.addEventListener("seeked", () => requestAnimationFrame(() => audio.play().then(look)), { once: true });
    setTimeout(() => done(said), 6000);
  }));

  await page.evaluate(() => { const audio = document.getElementById("audio"); audio.currentTime = 6.5; });
  await wait(150);
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  await page.goto(url, { waitUntil: "load" }); await wait(300);
  out.remembered = await at();
  out.pace = await page.evaluate(() => [document.getElementById("audio").playbackRate, document.getElementById("speed").value]);
  await page.select("#theme", "dark"); await page.reload({ waitUntil: "load" });
  out.theme = await page.evaluate(() => [document.getElementById("theme").value, getComputedStyle(document.body).backgroundColor]);
  await page.goto(url + "#t=3", { waitUntil: "load" }); await page.reload({ waitUntil: "load" }); await wait(300);
  out.linked = await at();

  await page.setJavaScriptEnabled(false);
  await page.goto(url, { waitUntil: "load" });
  out.plain = await page.evaluate(() => ({
    controls: document.getElementById("audio").controls, shown: document.getElementById("audio").getBoundingClientRect().height > 0,
    buttons: [...document.querySelectorAll("button")].filter((one) => one.offsetParent).length, text: document.querySelectorAll("article [data-t]").length, paragraphs: document.querySelectorAll('a.say:not([role])').length }));
  await browser.close();
  console.log("\x1e" + JSON.stringify(out, null, 1));
})();
