// Makes a bulletin in the studio as people do, in headless Chromium: from a pasted text to a published episode.
// node studio.cjs ADDRESS FOLDER [--shots FOLDER]; NODE_PATH names the folder of puppeteer-core and axe-core. Prints one JSON document.
const puppeteer = require("puppeteer-core");
const { existsSync, readFileSync } = require("node:fs");

const chromium = ["chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`).find(existsSync);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const STORIES = [
  "শহরে নতুন সেতু\n\nশুক্রবার শহরে একটি নতুন সেতু খুলেছে। সেতুটির দৈর্ঘ্য ৪৫০ মিটার।\n\nপুরসভা জানিয়েছে, খরচ হয়েছে ₹১২ কোটি। সেতুর উপর দিয়ে দিনে ২০,০০০ গাড়ি চলবে।\n\nআরও পড়ুন: শীতে কোথায় বেড়াবেন?",
  "বন্দরে এল তিনটি জাহাজ\n\nবন্দরে সোমবার ৩টি জাহাজ এসেছে। মাল খালাস চলছে।\n\nপরিবহণ দপ্তর জানিয়েছে, কাজ শেষ হবে রাত ১০টায়।",
  "উপকূলে ভারী বৃষ্টির সতর্কতা\n\nউপকূলে আগামী দু'দিন ভারী বৃষ্টি হতে পারে। আবহাওয়া দপ্তর মৎস্যজীবীদের সমুদ্রে যেতে নিষেধ করেছে।\n\nজেলা প্রশাসন ৪০টি আশ্রয়কেন্দ্র খুলেছে।",
];

async function findings(page, name) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.slice(0, 3).map((one) => `${one.html.slice(0, 160)} ${one.failureSummary.replace(/\s+/g, " ").slice(0, 200)}`).join(" | ")}`);
}
const narrow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function open(browser, address, width, height, touch, scheme = "light") {
  const page = await browser.newPage(), errors = [];
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("dialog", (dialog) => dialog.accept());
  await page.setViewport({ width, height, isMobile: touch, hasTouch: touch });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(address, { waitUntil: "load" });
  await page.waitForSelector("#paste"); await page.waitForSelector('[data-k="new"]');
  return { page, errors };
}
const headlines = (page) => page.evaluate(() => [...document.querySelectorAll("ol.cards .card:not(.part) .open")].map((one) => one.textContent));
const count = (page, wanted) => page.waitForFunction((number) => document.querySelectorAll("ol.cards .card:not(.part)").length === number, { timeout: 30000 }, wanted);
const key = (name) => `[data-k="${name}"]`;

async function focused(page) { return page.evaluate(() => document.activeElement.dataset.k ?? document.activeElement.id ?? document.activeElement.tagName); }
async function tabTo(page, test) { // as somebody does who has only the Tab key
  for (let presses = 1; presses < 200; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((source) => new Function("one", `return ${source}`)(document.activeElement), test)) return presses;
  }
  throw new Error(`no Tab leads to ${test}`);
}

(async () => {
  const args = process.argv.slice(2), at = args.indexOf("--shots"), shots = at < 0 ? null : args.splice(at, 2)[1];
  const [address, target] = args, root = new URL("/", address).href;
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--autoplay-policy=no-user-gesture-required"] });
  const out = { axe: [], wide: {} };
  const { page, errors } = await open(browser, address, 1280, 900, false);
  const shot = async (name, one = page) => {
    out.axe.push(...await findings(one, name));
    out.wide[name] = await narrow(one);
    if (shots) await one.screenshot({ path: `${shots}/${name}.png` });
  };
  out.token = page.url().includes("token");
  await shot("1280-empty");

  // Paste, with the keyboard alone.
  await page.focus("#paste");
  for (const [number, text] of STORIES.entries()) {
    await page.$eval("#paste", (one, given) => { one.value = given; one.dispatchEvent(new Event("input")); }, text);
    await page.focus("#paste");
    await page.keyboard.down("Control"); await page.keyboard.press("Enter"); await page.keyboard.up("Control");
    await count(page, number + 1);
  }
  out.gathered = await headlines(page);
  await shot("1280-cards");

  // Order by keys: the last story goes up twice, and the keyboard stays on its button.
  const up = `one.dataset.k?.startsWith("up ") && one.closest(".card").querySelector(".open").textContent.includes("উপকূলে")`;
  await page.focus("#add");
  out.tabs = await tabTo(page, up);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("ol.cards .card:not(.part) .open")[1].textContent.includes("উপকূলে"));
  out.stays = (await focused(page)).startsWith("up ");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("ol.cards .card:not(.part) .open")[0].textContent.includes("উপকূলে"));
  out.ordered = await headlines(page);

  // By hand: the first is dragged below the second.
  const [first, second] = await page.$$("ol.cards .card:not(.part)");
  await page.evaluate((from, to) => {
    const data = new DataTransfer();
    for (const [one, type] of [[from, "dragstart"], [to, "dragover"], [to, "drop"], [from, "dragend"]]) one.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, first, second);
  await page.waitForFunction(() => document.querySelectorAll("ol.cards .card:not(.part) .open")[1].textContent.includes("উপকূলে"));
  out.dragged = await headlines(page);

  // Open a story, change a sentence, hear it, leave one out, take one back.
  await page.evaluate(() => [...document.querySelectorAll(".open")].find((one) => one.textContent.includes("সেতু")).click());
  await page.waitForSelector("#story .line");
  out.struck = await page.$$eval("#story .struck .mark", (all) => all.map((one) => one.textContent));
  out.said = await page.$$eval("#story .said", (all) => all.length);
  await shot("1280-story");
  await page.evaluate(() => document.querySelector('#story .line [data-k^="edit "]').click());
  await page.waitForSelector("#story form textarea");
  await shot("1280-edit");
  await page.$eval("#story form textarea", (one) => { one.value = "শুক্রবার শহরে নতুন সেতু খুলেছে।"; one.dispatchEvent(new Event("input")); });
  await page.focus("#story form textarea");
  const begun = Date.now();
  const sound = page.waitForResponse((answer) => answer.url().endsWith("/hear"));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#story .line .words")?.textContent === "শুক্রবার শহরে নতুন সেতু খুলেছে।");
  await page.evaluate(() => document.querySelector('#story .line [data-k^="hear "]').click());
  out.heard = (await sound).status();
  await page.waitForSelector("#story .line.now:not(.coming)");
  out.heardAfter = Date.now() - begun;
  await page.evaluate(() => document.querySelector('[data-k="hear story"]').click()); // which says Stop now
  await page.waitForFunction(() => !document.body.classList.contains("playing"));
  await page.evaluate(() => document.querySelector('#story .struck button').click());
  await page.waitForFunction(() => !document.querySelector("#story .struck"));
  await page.evaluate(() => [...document.querySelectorAll('#story .line [data-k^="out "]')].at(-1).click());
  await page.waitForSelector("#story .struck");

  // A word said otherwise, by keys alone: along the sentence with the arrows, Enter, type, Enter.
  await page.focus("#story .words button");
  await page.keyboard.press("ArrowRight"); await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#word[open]");
  await page.waitForFunction(() => document.getElementById("word-sounds").textContent);
  out.sounds = await page.$eval("#word-sounds", (one) => one.textContent);
  await page.keyboard.type("নোতুন");
  await page.waitForFunction(() => document.getElementById("word-new").textContent.includes("নোতুন"));
  await shot("1280-word");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.getElementById("word").open);
  await page.waitForFunction(() => document.querySelector("#story .said")?.textContent.includes("নোতুন"));
  out.back = await focused(page);

  // Half a sentence is typed, and the browser goes down: what was typed is there again.
  await page.evaluate(() => document.querySelector('#story .line [data-k^="edit "]').click());
  await page.waitForSelector("#story form textarea");
  await page.focus("#story form textarea");
  await page.keyboard.press("End");
  await page.keyboard.type(" আর আধখানা");
  await page.goto("about:blank");
  await page.goto(root, { waitUntil: "load" });
  await count(page, 3);
  await page.evaluate(() => [...document.querySelectorAll(".open")].find((one) => one.textContent.includes("সেতু")).click());
  await page.waitForSelector("#story .line");
  await page.evaluate(() => document.querySelector('#story .line [data-k^="edit "]').click());
  await page.waitForSelector("#story form textarea");
  out.typed = await page.$eval("#story form textarea", (one) => one.value);
  await page.evaluate(() => document.querySelector('#story [data-k="cancel"]').click());

  // A second window sees it, changes another sentence, and neither loses anything.
  const other = await open(browser, root, 360, 740, true);
  await count(other.page, 3);
  await shot("360-cards", other.page);
  await other.page.evaluate(() => [...document.querySelectorAll(".open")].find((one) => one.textContent.includes("জাহাজ")).click());
  await other.page.waitForSelector("#story .line");
  await shot("360-story", other.page);
  await other.page.evaluate(() => document.querySelector('#story .line [data-k^="out "]').click());
  await other.page.waitForSelector("#story .struck");
  await page.bringToFront();
  await page.evaluate(() => [...document.querySelectorAll(".open")].find((one) => one.textContent.includes("জাহাজ")).click());
  await page.waitForSelector("#story .struck", { timeout: 5000 });
  out.together = await page.$$eval("#story .struck", (all) => all.length);
  await other.page.bringToFront();
  await other.page.evaluate(() => history.back());
  await other.page.waitForFunction(() => document.getElementById("story").hidden);
  await page.bringToFront();

  // The narrowest screen that WCAG asks for, and text twice as large.
  const tiny = await open(browser, root, 320, 640, true);
  await count(tiny.page, 3);
  await shot("320-cards", tiny.page);
  await tiny.page.evaluate(() => { document.documentElement.style.fontSize = "200%"; document.querySelector("ol.cards .card:not(.part) .open").click(); });
  await tiny.page.waitForSelector("#story .line");
  await shot("320-large", tiny.page);
  await tiny.page.close();
  await page.bringToFront();

  // Labels in English, and back.
  await page.click(key("language"));
  await page.waitForFunction(() => document.documentElement.lang === "en");
  await shot("1280-english");
  await page.click(key("language"));

  // Make, with the progress in view, and publish.
  await page.click("#make");
  await page.waitForSelector("#making .done a", { timeout: 120000 });
  await shot("1280-made");
  out.episode = await page.$eval("#making .done a", (one) => one.getAttribute("href"));
  await page.click("#ask-publish");
  await page.waitForSelector("#publish[open]");
  await page.type("#target", target);
  await shot("1280-publish");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => [...document.querySelectorAll("#making p")].some((one) => /প্রকাশ হয়েছে|হল না/.test(one.textContent)), { timeout: 60000 });
  out.published = await page.$$eval("#making p", (all) => all.map((one) => one.textContent));
  const heard = await browser.newPage();
  await heard.goto(new URL(out.episode, root).href, { waitUntil: "load" });
  out.page = await heard.evaluate(() => document.body.innerText.includes("নতুন সেতু খুলেছে"));
  await heard.close();
  await other.page.bringToFront();
  await shot("360-made", other.page);

  const night = await open(browser, root, 1280, 900, false, "dark");
  await count(night.page, 3);
  await shot("1280-dark", night.page);

  // Whatever a title, a text, a reading or a name says, it stays text.
  const evil = await open(browser, root, 1280, 900, false);
  const bad = `<img src=x onerror="window.run=1"><script>window.run=1</script>"'\u202e{{7*7}} $& {} javascript:run`;
  await evil.page.$eval(key("new"), (one) => one.click());
  await evil.page.waitForFunction(() => document.querySelectorAll("ol.cards .card:not(.part)").length === 0);
  await evil.page.$eval("#paste", (one, given) => { one.value = given; }, STORIES[0]);
  await evil.page.$eval("#add", (one) => one.click());
  await count(evil.page, 1);
  await evil.page.$eval('[data-k="title"]', (one, given) => { one.value = given; one.dispatchEvent(new Event("change")); }, `${bad} নাম`);
  await evil.page.$eval("ol.cards .card:not(.part) .open", (one) => one.click());
  for (const [button, sign] of [['[data-k$="/headline"]', "h2"], ['.line [data-k^="edit "]', ".words"]]) {
    await evil.page.waitForSelector(`#story ${button}`);
    await evil.page.$eval(`#story ${button}`, (one) => one.click());
    await evil.page.waitForSelector("#story form textarea");
    await evil.page.$$eval("#story form textarea", (all, given) => all.forEach((one) => { one.value = given; }), `${bad} কথা`);
    await evil.page.$eval('[data-k="save"]', (one) => one.click());
    await evil.page.waitForFunction((where) => document.querySelector(`#story ${where}`)?.textContent.includes("onerror"), {}, sign);
  }
  await wait(300);
  out.hostile = await evil.page.evaluate(() => ({ run: "run" in window, elements: document.querySelectorAll("img[src='x'], body script").length, shown: document.getElementById("story").textContent.includes("<script>"), named: document.querySelector('ol.cards [data-k^="up "]').ariaLabel.includes(document.querySelector("ol.cards .card:not(.part) .open").textContent) }));

  // Shared from elsewhere: the links are in the box, and nothing is read until somebody says so.
  const shared = await open(browser, `${root}share?title=x&text=${encodeURIComponent("পড়ুন https://example.org/a")}`, 360, 740, true);
  out.shared = await shared.page.$eval("#paste", (one) => one.value);
  await page.bringToFront();
  const client = await page.createCDPSession();
  out.install = (await client.send("Page.getInstallabilityErrors")).installabilityErrors;
  out.manifest = (await client.send("Page.getAppManifest")).errors;
  out.errors = [...errors, ...other.errors, ...night.errors, ...evil.errors, ...shared.errors];
  await browser.close();
  console.log("\x1e" + JSON.stringify(out, null, 1));
})().catch((error) => { console.error(error); process.exit(1); });
