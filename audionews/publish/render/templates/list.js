// The list of episodes: plays the newest, and searches the headlines of all, a month at a time, newest first.
const finder = one("finder"), results = one("results"), months = finder.dataset.months.split(" ").filter(Boolean);
const loaded = new Map(), ROWS = 30;
let turn = 0, next = 0, count = 0;

for (const each of document.querySelectorAll(".toggle")) each.addEventListener("click", () => { bar.hidden = false; toggle(); });

function rows(month) { // [folder, day as written, title, [[headline, seconds]…]] of each episode
  if (!loaded.has(month)) loaded.set(month, fetch(`search-${month}.json`).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer))));
  return loaded.get(month);
}

function element(name, inner, more = {}) {
  const made = document.createElement(name);
  made.append(...inner);
  return Object.assign(made, more);
}

function found([folder, day, title, headlines], wanted) {
  const fits = (written) => wanted.every((word) => plain(written).includes(word));
  const told = headlines.filter(([headline]) => fits(headline));
  if (!told.length && !fits(title + " " + day)) return null;
  const page = `${folder}/index.html`;
  const links = told.map(([headline, seconds]) => element("li", [element("a", [headline], { href: `${page}#t=${seconds}` })]));
  return element("li", [element("p", [element("a", [title], { href: page }), ` · ${day}`]), element("ul", links)]);
}

async function search(more) {
  const mine = ++turn, wanted = plain(one("find").value).split(/\s+/).filter(Boolean);
  if (!more) {
    results.replaceChildren();
    next = count = 0;
  }
  const goal = count + ROWS;
  one("more").hidden = true;
  say("found", "");
  if (!wanted.length) return;
  try {
    while (next < months.length && count < goal) {
      const inner = await rows(months[next]);
      if (mine !== turn) return;
      next += 1;
      const made = inner.map((row) => found(row, wanted)).filter(Boolean);
      count += made.length;
      results.append(...made);
    }
  } catch { // from disk, or offline
    loaded.delete(months[next]);
    if (mine === turn) say("found", facts.unsearched);
    return;
  }
  one("more").hidden = next >= months.length;
  say("found", count ? facts.found : facts.none, number(count));
}

let waiting = 0;
one("find").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 150); });
one("more").addEventListener("click", () => search(true));
finder.addEventListener("submit", (event) => { event.preventDefault(); search(); });
one("find").value = new URLSearchParams(location.search).get("q") ?? ""; // index.html?q=…
if (one("find").value) search();
draw();
recall();
bar.hidden = !audio.currentTime; // until there is something in it
