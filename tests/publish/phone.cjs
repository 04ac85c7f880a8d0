// Uses a served show as people do, on phones and desktops, in headless Chromium, and measures what they meet.
// node phone.cjs ROOT SECONDS [--shots FOLDER]; NODE_PATH names the folder of puppeteer-core. Prints one JSON document.
const puppeteer = require("puppeteer-core");
const { createReadStream, existsSync, statSync } = require("node:fs");
const http = require("node:http");
const { extname, join, normalize } = require("node:path");

const chromium = ["chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`).find(existsSync);
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".jpg": "image/jpeg", ".mp3": "audio/mpeg", ".png": "image/png", ".webmanifest": "application/manifest+json" };
const DEVICES = [ // width, height, touch
  [320, 640, true], [360, 740, true], [740, 360, true], [768, 1024, true], [1440, 900, false],
];
const MODES = { light: {}, dark: { scheme: "dark" }, forced: { forced: true }, large: { text: 2 } };

function serve(root) {
  const server = http.createServer((request, response) => {
    let path = join(root, normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
    if (existsSync(path) && statSync(path).isDirectory()) path = join(path, "index.html");
    if (!existsSync(path)) return response.writeHead(404).end();
    const size = statSync(path).size, range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    const type = { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Accept-Ranges": "bytes" };
    if (!range) return createReadStream(path).pipe(response.writeHead(200, { ...type, "Content-Length": size }));
    const from = Number(range[1]), to = range[2] ? Number(range[2]) : size - 1;
    createReadStream(path, { start: from, end: to }).pipe(response.writeHead(206, { ...type, "Content-Range": `bytes ${from}-${to}/${size}`, "Content-Length": to - from + 1 }));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

// The controls that cannot be seen and touched, and where the page stands.
const look = (names) => {
  const lost = names.filter((name) => {
    const one = document.getElementById(name), box = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return box.width < 24 || box.height < 24 || box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth || !one.contains(top);
  });
  return { lost, y: Math.round(scrollY), focus: document.activeElement.id || document.activeElement.tagName, now: document.getElementById("audio").currentTime,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth };
};
const CONTROLS = ["before", "back", "play", "forward", "after", "seek", "speed"];

async function open(browser, url, [width, height, touch], { scheme = "light", forced, text } = {}) {
  const page = await browser.newPage(), errors = [];
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.setViewport({ width, height, isMobile: touch, hasTouch: touch });
  const client = await page.createCDPSession();
  const features = [{ name: "prefers-color-scheme", value: scheme }, ...(forced ? [{ name: "forced-colors", value: "active" }] : [])];
  await client.send("Emulation.setEmulatedMedia", { features });
  await page.goto(url, { waitUntil: "load" });
  if (text) await page.evaluate((times) => { document.documentElement.style.fontSize = `${times * 100}%`; }, text);
  await wait(100);
  return { page, client, errors };
}

async function listen(browser, url, device, name, seconds, shots) {
  const { page, errors } = await open(browser, url, device, MODES[name]);
  const touch = device[2], out = { device: device.slice(0, 2).join("x"), mode: name, errors, moments: [] };
  await page.evaluate(() => localStorage.clear());
  if (touch) await page.tap("#play");
  else { await page.focus("#play"); await page.keyboard.press("Enter"); }
  for (let count = 0; count < seconds * 4; count++) { await wait(250); out.moments.push(await page.evaluate(look, CONTROLS)); }
  if (shots) await page.screenshot({ path: `${shots}/${out.device}-${name}-play.png` });
  // In the text, which is followed only where the reader wants it.
  out.follow = await page.evaluate(() => document.getElementById("follow").checked);
  await page.evaluate(() => { const one = document.querySelectorAll("article p [data-t]")[12]; one.scrollIntoView({ block: "center", behavior: "instant" }); });
  await wait(150);
  const before = await page.evaluate(() => scrollY), handle = (await page.$$("article p [data-t]"))[12];
  if (touch) await handle.tap(); else await handle.click();
  await wait(1500);
  out.text = { moved: (await page.evaluate(() => scrollY)) - before, ...(await page.evaluate(look, CONTROLS)), lit: await page.evaluate(() => [...CSS.highlights.get("word")].length), marked: await page.evaluate(() => document.querySelectorAll(".now").length) };
  if (shots) await page.screenshot({ path: `${shots}/${out.device}-${name}-text.png` });
  await page.close();
  return out;
}

async function followed(browser, url, wanted) { // does the text come along from sentence to sentence, where it is asked for
  const { page } = await open(browser, url, [360, 740, true]);
  await page.evaluate(() => localStorage.clear());
  await page.reload({ waitUntil: "load" });
  const label = await page.evaluateHandle(() => document.getElementById("follow").labels[0]);
  if (wanted) await label.asElement().tap();
  const place = await page.evaluate(() => {
    const said = [...document.querySelectorAll("article p [data-t]")].slice(-9);
    said[0].scrollIntoView({ block: "end", behavior: "instant" });
    scrollBy({ top: document.getElementById("player").offsetHeight, behavior: "instant" });
    return said.map((one) => Number(one.dataset.t));
  });
  const still = () => page.evaluate(() => scrollY); // what was off the screen is laid out first
  for (let last = NaN, now = await still(); now !== last; last = now, now = await still()) await wait(300);
  const before = await page.evaluate(() => scrollY), moved = [];
  await page.evaluate((start) => seek(start, true), place[0]); await wait(400);
  for (const start of place.slice(1)) { await page.evaluate((to) => seek(to), start); await wait(150); }
  await wait(700);
  moved.push((await page.evaluate(() => scrollY)) - before);
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await page.evaluate(() => dispatchEvent(new Event("touchmove"))); // the reader turned away
  await page.evaluate((to) => seek(to), place[0]); await wait(700);
  moved.push(await page.evaluate(() => scrollY));
  const kept = await page.evaluate(() => localStorage.getItem("audionews:follow"));
  await page.close();
  return { moved, kept };
}

async function session(browser, url) { // what the lock screen and the share sheet are told
  const { page } = await open(browser, "about:blank", [360, 740, true]);
  await page.evaluateOnNewDocument(() => { navigator.share = async (what) => { window.shared = what; }; });
  await page.goto(url, { waitUntil: "load" });
  await page.tap("#play"); await wait(300);
  const told = () => page.evaluate(() => { const { title, artist, album, artwork } = navigator.mediaSession.metadata; return { title, artist, album, art: artwork.length }; });
  const first = await told();
  await page.tap("#after"); await page.tap("#after"); await page.tap("#after"); await wait(200);
  const later = await told();
  await page.tap("#share"); await wait(100);
  const shared = await page.evaluate(() => window.shared);
  await page.close();
  return { first, later, shared };
}

async function tree(browser, url) { // what a screen reader is given
  const { page } = await open(browser, url, [360, 740, true]);
  const lines = [], walk = (node, depth) => { lines.push(`${"  ".repeat(depth)}${node.role} ${JSON.stringify(node.name ?? "")}${node.checked !== undefined ? ` checked=${node.checked}` : ""}${node.valuetext ? ` ${node.valuetext}` : ""}`); for (const child of node.children ?? []) walk(child, depth + 1); };
  walk(await page.accessibility.snapshot(), 0);
  await page.close();
  return lines;
}

async function app(browser, url) {
  const { page, client, errors } = await open(browser, url, [360, 740, true]);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await wait(500);
  const { installabilityErrors } = await client.send("Page.getInstallabilityErrors");
  const manifest = await client.send("Page.getAppManifest");
  await page.close();
  return { errors, installability: installabilityErrors, manifest: { url: manifest.url, errors: manifest.errors, data: Boolean(manifest.data) } };
}

async function search(browser, url, wanted) {
  const { page, errors } = await open(browser, url, [360, 740, true]);
  const loads = [];
  page.on("response", (response) => { if (response.url().includes("search-")) loads.push(response.url().split("/").pop()); });
  const screens = await page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
  const found = [];
  for (const text of [...wanted, "zzzz"]) {
    await page.evaluate(() => { document.getElementById("find").value = ""; });
    await page.type("#find", text);
    const before = Date.now();
    await page.waitForFunction(() => document.getElementById("found").textContent, { timeout: 20000 });
    await wait(300);
    await page.waitForFunction(() => document.getElementById("found").textContent, { timeout: 20000 });
    found.push({ text, rows: await page.evaluate(() => document.querySelectorAll("#results > li").length), link: await page.evaluate(() => document.querySelector("#results ul a")?.getAttribute("href") ?? null), told: await page.evaluate(() => document.getElementById("found").textContent), more: await page.evaluate(() => !document.getElementById("more").hidden), milliseconds: Date.now() - before });
  }
  await page.tap(".toggle"); await wait(500);
  const plays = await page.evaluate(() => !document.getElementById("audio").paused && !document.getElementById("player").hidden);
  await page.close();
  return { errors, screens, loads, found, plays };
}

async function offline(browser, server, url, newest) {
  const { page } = await open(browser, url, [360, 740, true]);
  await page.waitForFunction(async (sound) => { for (const name of await caches.keys()) if (await (await caches.open(name)).match(new URL(sound, location.href).href)) return true; return false; }, { timeout: 30000, polling: 200 }, `${newest}/episode.mp3`);
  server.closeAllConnections();
  await new Promise((done) => server.close(done)); // there is no network any more
  const out = {};
  await page.goto(url, { waitUntil: "load" });
  out.list = await page.evaluate(() => document.querySelectorAll(".episodes li").length);
  await page.goto(`${url}${newest}/index.html`, { waitUntil: "load" });
  await page.tap("#play"); await wait(700);
  out.plays = await page.evaluate(() => document.getElementById("audio").currentTime);
  await page.evaluate(() => seek(10)); await wait(700);
  out.seeks = await page.evaluate(() => document.getElementById("audio").currentTime);
  await page.goto(`${url}2000-01-01/index.html`, { waitUntil: "load" }).catch(() => {});
  out.elsewhere = page.url().replace(url, "");
  await page.close();
  return out;
}

(async () => {
  const args = process.argv.slice(2), at = args.indexOf("--shots"), shots = at < 0 ? null : args.splice(at, 2)[1];
  const [root, seconds, newest, ...wanted] = args;
  const server = await serve(root), url = `http://127.0.0.1:${server.address().port}/`, episode = `${url}${newest}/index.html`;
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--autoplay-policy=no-user-gesture-required"] });
  const out = { listened: [] };
  for (const device of DEVICES) for (const name of Object.keys(MODES)) out.listened.push(await listen(browser, episode, device, name, Number(seconds), shots));
  out.followed = [await followed(browser, episode, true), await followed(browser, episode, false)];
  out.session = await session(browser, episode);
  out.tree = await tree(browser, episode);
  out.list = await tree(browser, url);
  out.app = await app(browser, url);
  out.search = await search(browser, url, wanted);
  out.offline = await offline(browser, server, url, newest);
  await browser.close();
  console.log("\x1e" + JSON.stringify(out, null, 1));
})();
