"use strict";
// The bar that plays one episode, on its page and on the list. All of it is an addition: without it the page has the
// browser's own player, links and the whole text.
const one = (id) => document.getElementById(id);
const root = document.documentElement, bar = one("player"), audio = one("audio"), facts = bar.dataset;
const marks = [...document.querySelectorAll(".chapters a")], length = Number(facts.duration), changed = [];
const time = (link) => Number(link.hash.slice(3)), chapters = marks.map(time);
const sparing = matchMedia("(prefers-reduced-data: reduce)").matches || Boolean(navigator.connection?.saveData);
const number = (value) => String(value).replace(/\d/g, (digit) => root.dataset.digits[digit]);
const say = (place, message, value) => { one(place).textContent = message.replace("{}", value ?? ""); };
const served = location.protocol.startsWith("http"); // not from disk
const plain = (written) => written.normalize("NFC").toLowerCase().replace(/[০-৯]/g, (digit) => digit.charCodeAt(0) - 0x9e6); // for a search
let chapter = -2, second = -1;

const kept = { // what this browser remembers; without a store, nothing
  get(name) { try { return localStorage.getItem("audionews:" + name); } catch { return null; } },
  set(name, value) { try { localStorage.setItem("audionews:" + name, value); } catch { /* no store: no memory */ } },
};

function clock(seconds) {
  const whole = Math.floor(seconds), two = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
  return number((hours ? hours + ":" + two(minutes) : minutes) + ":" + two(whole % 60));
}

// Index of the last start that is not after `now`; -1 before the first.
function at(list, now) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] <= now + 0.02) low = middle + 1; else high = middle;
  }
  return low - 1;
}

const play = () => audio.play().catch((error) => { if (error.name !== "AbortError") say("status", facts.silent); });
const toggle = () => (audio.paused ? play() : audio.pause());

// To the story after, or before; from the middle of a story first to its beginning.
function part(step) {
  const inside = step < 0 && audio.currentTime - chapters[chapter] > 3 ? 1 : 0;
  seek(chapters[Math.min(Math.max(chapter + step + inside, 0), chapters.length - 1)] ?? 0);
}

function seek(seconds, start) {
  audio.currentTime = Math.min(Math.max(seconds, 0), length);
  draw();
  if (start) play();
}

function draw() {
  const now = audio.currentTime, here = at(chapters, now);
  for (const each of changed) each(now);
  if (here !== chapter) {
    marks[chapter]?.removeAttribute("aria-current");
    chapter = here;
    marks[chapter]?.setAttribute("aria-current", "true");
    announce(marks[chapter]);
  }
  if (Math.floor(now) === second) return;
  second = Math.floor(now);
  one("seek").value = now;
  one("seek").setAttribute("aria-valuetext", clock(now) + " / " + clock(length));
  one("now").textContent = clock(now);
}

function loop() {
  draw();
  if (!audio.paused) requestAnimationFrame(loop);
}

// The lock screen, the car and the headset: the story as title, the show as album.
function announce(mark) {
  if (!("mediaSession" in navigator)) return;
  const art = mark?.dataset.art ?? facts.art, title = mark?.querySelector(".title").textContent ?? facts.title;
  const artwork = served ? [{ src: new URL(art, location.href).href, type: "image/jpeg" }] : [];
  navigator.mediaSession.metadata = new MediaMetadata({ title, artist: facts.title, album: facts.show, artwork });
}

function position() {
  try { navigator.mediaSession.setPositionState({ duration: length, playbackRate: audio.playbackRate, position: Math.min(audio.currentTime, length) }); } catch { /* not known here */ }
}

function remember() { kept.set(facts.key, audio.ended ? "0" : audio.currentTime.toFixed(1)); }

function recall() {
  const place = Number(kept.get(facts.key)) || 0;
  if (place < 5 || place > length - 5) return;
  seek(place);
  say("status", facts.resumed, clock(place));
}

function pace(speed) {
  audio.defaultPlaybackRate = audio.playbackRate = speed;
  kept.set("speed", speed);
}

const actions = {
  play: toggle, back: () => seek(audio.currentTime - 15), forward: () => seek(audio.currentTime + 15),
  before: () => part(-1), after: () => part(1),
};
for (const [name, act] of Object.entries(actions)) one(name)?.addEventListener("click", act);
for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, () => {
  root.classList.toggle("playing", !audio.paused);
  for (const each of document.querySelectorAll(".paused")) each.hidden = !audio.paused;
  for (const each of document.querySelectorAll(".plays")) each.hidden = audio.paused;
  if (audio.paused) remember(); else { say("status", ""); loop(); }
});
for (const name of ["timeupdate", "seeking", "seeked"]) audio.addEventListener(name, draw);
for (const name of ["play", "seeked", "ratechange"]) audio.addEventListener(name, position);
audio.addEventListener("error", () => say("status", facts.silent));
setInterval(() => { if (!audio.paused) remember(); }, 5000);
addEventListener("pagehide", () => { if (audio.currentTime) remember(); });
one("seek").addEventListener("input", (event) => seek(Number(event.target.value)));
one("speed").addEventListener("change", (event) => pace(Number(event.target.value)));

// Keys. Letters are those of the key's place where the keyboard writes another script.
const keys = {
  " ": toggle, k: toggle, j: actions.back, l: actions.forward, ArrowLeft: actions.back, ArrowRight: actions.forward,
  n: actions.after, p: actions.before, "?": () => one("help")?.showModal(),
};
addEventListener("keydown", (event) => {
  const where = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (where.closest("select, dialog, input:not([type=checkbox])")) return;
  if (event.key === " " && where.closest("button, a, summary, input")) return;
  if (event.key.length === 1 && event.key !== " " && kept.get("keys") === "off") return; // WCAG 2.1.4
  const letter = /^Key[JKLNP]$/.test(event.code) && !/^[a-z]$/i.test(event.key) ? event.code.slice(3) : event.key;
  const act = keys[letter.length === 1 ? letter.toLowerCase() : letter];
  if (!act) return;
  event.preventDefault();
  act();
});
if (one("keys")) {
  one("keys").checked = kept.get("keys") !== "off";
  one("keys").addEventListener("change", (event) => kept.set("keys", event.target.checked ? "on" : "off"));
  one("ask").addEventListener("click", keys["?"]);
}

if ("mediaSession" in navigator) {
  const handlers = {
    play, pause: () => audio.pause(), seekbackward: actions.back, seekforward: actions.forward,
    previoustrack: actions.before, nexttrack: actions.after, seekto: (details) => seek(details.seekTime),
  };
  for (const [name, act] of Object.entries(handlers)) try { navigator.mediaSession.setActionHandler(name, act); } catch { /* not known here */ }
}

one("theme").value = kept.get("theme") ?? "auto";
one("theme").addEventListener("change", (event) => theme(event.target.value));
function theme(chosen) {
  kept.set("theme", chosen);
  root.dataset.theme = chosen;
}
root.dataset.theme = one("theme").value;

const speed = Number(kept.get("speed"));
if ([...one("speed").options].some((option) => Number(option.value) === speed)) {
  one("speed").value = speed;
  pace(speed);
}
if (sparing) audio.preload = "none";
root.classList.add("scripted");
for (const each of document.querySelectorAll("[data-scripted]")) each.hidden = false;
audio.controls = false;
audio.hidden = true;
new ResizeObserver(() => root.style.setProperty("--bar", bar.offsetHeight + "px")).observe(bar);

// Once the show is served, it can be installed, and its newest episode is heard offline.
if (served) {
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = root.dataset.root + "manifest.webmanifest";
  document.head.append(link);
  navigator.serviceWorker?.register(root.dataset.root + "worker.js").then(async () => {
    if (!sparing) (await navigator.serviceWorker.ready).active.postMessage("keep");
  }).catch(() => { /* an episode without its show */ });
}
