// Opens pages in headless Chromium and prints one JSON document of what it found.
// node browse.cjs PAGE.html... [--shots FOLDER], or PAGE.html --opened for the milliseconds until it is drawn; NODE_PATH names the folder of puppeteer-core and axe-core.
const puppeteer = require("puppeteer-core");
const { existsSync, readFileSync } = require("node:fs");
const { basename, dirname, resolve } = require("node:path");
const { pathToFileURL } = require("node:url");

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const chromium = ["chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`).find(existsSync);

async function look(browser, file, width, scheme, shots) {
  const page = await browser.newPage(), errors = [];
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(resolve(file)).href);
  const place = `${basename(dirname(resolve(file)))}-${width}-${scheme}`;
  if (shots) await page.screenshot({ path: `${shots}/${place}.png` });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => axe.run(document, { runOnly: { type: "tag", values: tags } }), TAGS);
  await page.close();
  const violations = result.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.length, html: nodes[0].html, why: nodes[0].failureSummary }));
  return { file, width, scheme, wide, errors, violations, passes: result.passes.length };
}

async function opened(browser, file) {
  const page = await browser.newPage(), times = [];
  for (let count = 0; count < 3; count++) {
    const before = Date.now();
    await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: "load" });
    await page.evaluate(() => new Promise(requestAnimationFrame));
    times.push(Date.now() - before);
  }
  return Math.min(...times);
}

(async () => {
  const args = process.argv.slice(2), at = args.indexOf("--shots");
  const shots = at < 0 ? null : args.splice(at, 2)[1];
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"] });
  if (args[1] === "--opened") {
    console.log("\x1e" + JSON.stringify({ opened: await opened(browser, args[0]) }));
    return browser.close();
  }
  const found = [];
  for (const file of args) for (const width of [320, 768, 1440]) for (const scheme of ["light", "dark"]) {
    found.push(await look(browser, file, width, scheme, shots));
  }
  await browser.close();
  console.log("\x1e" + JSON.stringify(found, null, 1));
})();
