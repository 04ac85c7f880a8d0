// The text of an episode: it follows the sound, is searched, and a click on a sentence plays it.
const text = document.querySelector(".text"), said = [...text.querySelectorAll("[data-t]")];
const starts = said.map((sentence) => Number(sentence.dataset.t));
const lit = typeof Highlight === "function" && CSS.highlights ? new Highlight() : null;
let current = -1, spoken = [], begins = [], word = -1, touched = false, following = false, hits = [], hit = -1;
if (lit) { // its style is set here, since checkers of style sheets do not know it yet
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("::highlight(word) { background: var(--word); color: var(--on-word); text-decoration: underline } @media (forced-colors: active) { ::highlight(word) { background: Highlight; color: HighlightText } }");
  document.adoptedStyleSheets.push(sheet);
  CSS.highlights.set("word", lit);
}

// The words of a sentence: when each begins, and its range. Words that are heard as one are lit as one.
function words(sentence) {
  const node = sentence.firstChild, steps = sentence.dataset.w?.match(/../g) ?? [], made = [];
  if (!lit || !node) return made;
  let now = Number(sentence.dataset.t);
  for (const [index, found] of [...node.data.matchAll(/\S+/g)].entries()) {
    const step = parseInt(steps[index], 36) || 0; // hundredths of a second after the word before
    now += step / 100;
    if (step || !made.length) {
      made.push([now, new Range()]);
      made.at(-1)[1].setStart(node, found.index);
    }
    made.at(-1)[1].setEnd(node, found.index + found[0].length);
  }
  return steps.length ? made : [];
}

function seen(element) {
  const box = element?.getBoundingClientRect();
  return Boolean(box) && box.bottom > 0 && box.top < innerHeight - bar.offsetHeight;
}

changed.push((now) => {
  const sentence = at(starts, now);
  if (sentence !== current) turn(sentence);
  const here = at(begins, now);
  if (here === word) return;
  word = here;
  lit?.clear();
  if (spoken[word]) lit.add(spoken[word][1]);
});

function turn(sentence) {
  // It scrolls along only while the text is being looked at: from a sentence in view to the next.
  const along = one("follow").checked && !audio.paused && (following && !touched || seen(said[current]) || seen(said[sentence]));
  said[current]?.classList.remove("now");
  said[current]?.removeAttribute("aria-current");
  current = sentence;
  spoken = said[current] ? words(said[current]) : [];
  begins = spoken.map(([start]) => start);
  word = -2;
  following = along;
  touched = false;
  said[current]?.classList.add("now");
  said[current]?.setAttribute("aria-current", "true");
  if (along) said[current]?.scrollIntoView({ block: "center" });
}

function linked() { // #t=75 in the address
  const found = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
  if (found) seek(Number(found[1]));
  return Boolean(found);
}

async function share() {
  const url = location.href.split("#")[0] + "#t=" + Math.floor(audio.currentTime);
  try { history.replaceState(null, "", url); } catch { /* some browsers refuse it from disk */ }
  if (navigator.share && served) {
    const title = marks[chapter]?.querySelector(".title").textContent ?? document.title;
    try { return await navigator.share({ title, url }); } catch (error) { if (error.name === "AbortError") return; }
  }
  try {
    await navigator.clipboard.writeText(url);
    say("told", facts.copied);
  } catch { say("told", facts.linked, url); }
}

function search() {
  for (const sentence of hits) sentence.classList.remove("hit");
  const wanted = plain(one("find").value).trim();
  hits = wanted ? said.filter((sentence) => plain(sentence.textContent).includes(wanted)) : [];
  for (const sentence of hits) sentence.classList.add("hit");
  hit = -1;
  say("found", wanted ? (hits.length ? facts.found : facts.none) : "", number(hits.length));
}

function next(step) {
  if (!hits.length) return;
  hit = (hit + step + hits.length) % hits.length;
  hits[hit].tabIndex = -1;
  hits[hit].focus();
  hits[hit].scrollIntoView({ block: "center" });
}

keys.ArrowLeft = () => seek(starts[Math.max(current - 1, 0)] ?? 0);
keys.ArrowRight = () => seek(starts[Math.min(current + 1, starts.length - 1)] ?? 0);
for (const name of ["wheel", "touchmove", "keydown"]) addEventListener(name, () => { touched = true; }, { passive: true });
for (const [name, act] of Object.entries({ share, up: () => next(-1), down: () => next(1) })) one(name).addEventListener("click", act);
one("find").addEventListener("input", search);
one("finder").addEventListener("submit", (event) => { event.preventDefault(); next(1); });
one("follow").checked = (kept.get("follow") ?? (matchMedia("(min-width: 40rem)").matches ? "on" : "off")) === "on";
one("follow").addEventListener("change", (event) => kept.set("follow", event.target.checked ? "on" : "off"));
addEventListener("hashchange", linked);

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest(".say, .chapters a"), sentence = event.target.closest("[data-t]");
  if (link) event.preventDefault();
  if (link) seek(time(link), true);
  else if (sentence && getSelection().isCollapsed) seek(Number(sentence.dataset.t), true);
});
text.addEventListener("keydown", (event) => { // links that act as buttons answer to both keys of a button
  const link = event.target.closest(".say"), sentence = event.target.closest("[data-t]");
  if (!(link && event.key === " ") && !(sentence && event.key === "Enter")) return;
  event.preventDefault();
  seek(link ? time(link) : Number(sentence.dataset.t), true);
});
for (const link of text.querySelectorAll(".say")) link.setAttribute("role", "button");
draw();
if (!linked()) recall();
