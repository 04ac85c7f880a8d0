"use strict";
// The player: everything here is an addition. Without it the page has native sound, links and the whole text.
(() => {
  const one = (id) => document.getElementById(id);
  const audio = one("audio"), words = one("player").dataset, text = document.querySelector(".text");
  const said = [...document.querySelectorAll(".text article a:not([rel])")], marks = [...document.querySelectorAll(".chapters a")];
  const time = (link) => Number(link.hash.slice(3));
  const starts = said.map(time), chapters = marks.map(time);
  const length = Number(words.duration), key = "audionews:" + words.key;
  const number = (value) => String(value).replace(/\d/g, (digit) => words.digits[digit]);
  const say = (place, message, value) => { one(place).textContent = message.replace("{}", value ?? ""); };
  let current = -1, chapter = -1, second = -1, touched = 0, hits = [], hit = -1;

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

  function seek(seconds, play) {
    audio.currentTime = Math.min(Math.max(seconds, 0), length);
    draw();
    if (play) audio.play();
  }

  function stop(link) { // one sentence is the text's tab stop; the arrow keys go on from it
    for (const other of said) if (other.tabIndex === 0) other.tabIndex = -1;
    link.tabIndex = 0;
  }

  function draw() {
    const now = audio.currentTime, sentence = at(starts, now), part = at(chapters, now);
    if (sentence !== current) {
      said[current]?.classList.remove("now");
      said[current]?.removeAttribute("aria-current");
      current = sentence;
      if (said[current]) show(said[current]);
    }
    if (part !== chapter) {
      marks[chapter]?.removeAttribute("aria-current");
      chapter = part;
      marks[chapter]?.setAttribute("aria-current", "true");
    }
    if (Math.floor(now) !== second) {
      second = Math.floor(now);
      one("seek").value = now;
      one("seek").setAttribute("aria-valuetext", clock(now) + " / " + clock(length));
      one("clock").textContent = clock(now) + " / " + clock(length);
    }
  }

  function show(link) {
    link.classList.add("now");
    link.setAttribute("aria-current", "true");
    if (!text.contains(document.activeElement)) stop(link);
    const reading = performance.now() - touched < 4000 || !one("follow").checked || audio.paused;
    if (!reading) link.scrollIntoView({ block: "center" });
  }

  function loop() {
    draw();
    if (!audio.paused) requestAnimationFrame(loop);
  }

  function remember() {
    try { localStorage.setItem(key, audio.ended ? "0" : audio.currentTime.toFixed(1)); } catch { /* no store: no memory */ }
  }

  function recall() {
    let place = 0;
    try { place = Number(localStorage.getItem(key)) || 0; } catch { /* as above */ }
    if (place < 5 || place > length - 5) return;
    seek(place);
    say("status", words.resumed, clock(place));
  }

  function linked() { // #t=75 in the address
    const found = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
    if (found) seek(Number(found[1]));
    return Boolean(found);
  }

  async function share() {
    const link = location.href.split("#")[0] + "#t=" + Math.floor(audio.currentTime);
    try { history.replaceState(null, "", link); } catch { /* some browsers refuse it from disk */ }
    try {
      await navigator.clipboard.writeText(link);
      say("status", words.copied);
    } catch { say("status", words.linked, link); }
  }

  function search() {
    for (const link of hits) link.classList.remove("hit");
    const wanted = one("find").value.normalize("NFC").trim().toLowerCase();
    hits = wanted ? said.filter((link) => link.textContent.normalize("NFC").toLowerCase().includes(wanted)) : [];
    for (const link of hits) link.classList.add("hit");
    hit = -1;
    say("found", wanted ? (hits.length ? words.found : words.none) : "", number(hits.length));
  }

  function turn(step) {
    if (!hits.length) return;
    hit = (hit + step + hits.length) % hits.length;
    stop(hits[hit]);
    hits[hit].focus();
    hits[hit].scrollIntoView({ block: "center" });
  }

  function sentence(step) { seek(starts[Math.min(Math.max(current + step, 0), starts.length - 1)] ?? 0); }
  function part(step) { seek(chapters[Math.min(Math.max(chapter + step, 0), chapters.length - 1)] ?? 0); }
  const toggle = () => (audio.paused ? audio.play() : audio.pause());
  const actions = {
    play: toggle, back: () => seek(audio.currentTime - 15), forward: () => seek(audio.currentTime + 15),
    before: () => sentence(-1), after: () => sentence(1), share, up: () => turn(-1), down: () => turn(1),
  };

  for (const [name, act] of Object.entries(actions)) one(name).addEventListener("click", act);
  for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, () => {
    one("playing").hidden = audio.paused;
    one("paused").hidden = !audio.paused;
    if (audio.paused) remember(); else loop();
  });
  for (const name of ["timeupdate", "seeking", "seeked"]) audio.addEventListener(name, draw);
  setInterval(() => { if (!audio.paused) remember(); }, 5000);
  addEventListener("pagehide", remember);
  addEventListener("hashchange", linked);
  for (const name of ["wheel", "touchmove"]) addEventListener(name, () => { touched = performance.now(); }, { passive: true });
  one("seek").addEventListener("input", (event) => seek(Number(event.target.value)));
  one("speed").addEventListener("change", (event) => { audio.playbackRate = Number(event.target.value); });
  one("find").addEventListener("input", search);
  one("finder").addEventListener("submit", (event) => { event.preventDefault(); turn(1); });

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".text article a:not([rel]), .chapters a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (getSelection().isCollapsed) seek(time(link), true);
  });

  text.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], here = said.indexOf(document.activeElement);
    const next = step && here >= 0 && said[here + step];
    if (!next) return;
    event.preventDefault();
    stop(next);
    next.focus();
  });

  if ("mediaSession" in navigator) {
    const artwork = [{ src: new URL("cover.jpg", location.href).href, sizes: "3000x3000", type: "image/jpeg" }];
    navigator.mediaSession.metadata = new MediaMetadata({ title: document.title, artwork });
    const keys = {
      play: () => audio.play(), pause: () => audio.pause(), seekbackward: actions.back, seekforward: actions.forward,
      previoustrack: () => part(-1), nexttrack: () => part(1), seekto: (details) => seek(details.seekTime),
    };
    for (const [name, act] of Object.entries(keys)) try { navigator.mediaSession.setActionHandler(name, act); } catch { /* not known here */ }
  }

  for (const link of said) link.tabIndex = -1;
  if (said.length) stop(said[0]);
  document.documentElement.classList.add("scripted");
  for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;
  audio.controls = false;
  audio.hidden = true;
  draw();
  if (!linked()) recall();
})();
