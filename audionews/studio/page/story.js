// One story, or one part of the programme: every sentence as written and as said, and what is left out.
import { act, item, open, studio, told } from "./desk.js";
import { by, button, el, fill, sign } from "./dom.js";
import * as hearing from "./hearing.js";
import { hear, listening, partName, spoken } from "./stories.js";
import * as word from "./word.js";
import { reason, t } from "./words.js";

const TYPED = "audionews:typed"; // what is being typed is there again after a crash
let edited = null; // { part, line (index, "headline" or "new"), was }

export const leave = () => { edited = null; hearing.stop(); };
const short = (text) => text.length > 60 ? `${text.slice(0, 60)}…` : text;

function edit(part, line, was) {
  edited = { part, line, was };
  render();
  by("story").querySelector("form textarea")?.focus();
}

function form(one, line, was, said) {
  const kept = JSON.parse(localStorage.getItem(TYPED) ?? "null");
  const same = kept && kept.part === one.key && kept.line === line && kept.was === was;
  const keep = () => localStorage.setItem(TYPED, JSON.stringify({ part: one.key, line, was, text: text.value, said: own?.value ?? "" }));
  const text = el("textarea", { rows: 3, "data-k": "typed", lang: "bn", oninput: keep, onkeydown: (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); save(event); } if (event.key === "Escape") { event.stopPropagation(); cancel(); } } });
  text.value = same ? kept.text : was;
  const own = typeof line === "number" ? el("textarea", { rows: 2, "data-k": "typed said", lang: "bn", oninput: keep }) : null;
  if (own) own.value = same ? kept.said : said;
  const back = line === "new" ? "add" : `edit ${one.key}/${line}`;
  const done = () => { localStorage.removeItem(TYPED); edited = null; render(); [...by("story").querySelectorAll("[data-k]")].find((other) => other.dataset.k === back)?.focus(); };
  const cancel = () => done();
  const save = async (event) => {
    event?.preventDefault();
    const now = text.value.trim(), reading = own?.value.trim() ?? "";
    if (!now) { text.focus(); return; }
    let well = true;
    if (line === "new") well = await act({ do: "add", part: one.key, line: one.lines.length, text: now });
    else if (line === "headline") { if (now !== was) well = await act({ do: "headline", part: one.key, was, text: now }); }
    else {
      if (now !== was) well = await act({ do: "reword", part: one.key, line, was, text: now });
      if (well && reading !== (now === was ? said : "")) well = await act({ do: "say", part: one.key, line, was: item(one.key).lines[line].text, spoken: reading });
    }
    if (well) done();
  };
  return el("form", { onsubmit: save },
    el("label", {}, el("span", {}, line === "new" ? t("newLine") : t("written")), text),
    own ? el("label", {}, el("span", {}, t("saidAs"), " ", el("small", { class: "quiet" }, t("saidAsHint"))), own) : null,
    el("div", { class: "row" }, el("button", { type: "submit", class: "main", "data-k": "save" }, t("save")), button(t("cancel"), cancel, { "data-k": "cancel" })));
}

// The words of a sentence as buttons, one stop of the Tab key: arrows go from word to word.
function wordButtons(text, key) {
  const pieces = text.split(/(\s+)/).filter(Boolean);
  let first = true;
  const group = el("span", { class: "words", role: "toolbar", "aria-label": `${t("words")}: ${short(text)}`, lang: "bn", onkeydown: (event) => {
    const all = [...group.querySelectorAll("button")], at = all.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || !all[to]) return;
    event.preventDefault();
    all[at].tabIndex = -1;
    all[to].tabIndex = 0;
    all[to].focus();
  } }, pieces.map((piece, number) => {
    const bare = piece.replace(/^[\s"'“”‘’(\[{,;:!?।…–—-]+|[\s"'“”‘’)\]},;:!?।….–—-]+$/gu, "");
    if (!bare) return piece;
    const one = el("button", { type: "button", class: "w", tabindex: first ? "0" : "-1", "data-k": `word ${key} ${number}`, "aria-haspopup": "dialog", onclick: (event) => word.open(bare, event.currentTarget.dataset.k) }, piece);
    first = false;
    return one;
  }));
  return group;
}

// What is said otherwise than it is written is lit: the words that are not in the written text.
function differing(said, text) {
  const known = new Set(text.split(/\s+/));
  return said.split(/(\s+)/).map((piece) => piece.trim() && !known.has(piece) ? el("mark", {}, piece) : piece);
}

function row(one, line, at) {
  const key = `${one.key}/${at}`;
  if (edited?.part === one.key && edited.line === at && edited.was === line.text) return el("li", { class: "line editing", "data-row": key }, form(one, at, line.text, line.own ? line.said : ""));
  if (line.kind === "tune" || line.kind === "headlines") return el("li", { class: "line quiet" }, line.kind === "tune" ? `♪ ${t("tune")}` : t("headlinesHere"));
  if (line.kind === "struck") return el("li", { class: "line struck", "data-row": key },
    el("div", { class: "text" }, el("s", { lang: "bn" }, line.text), el("p", { class: "mark" }, reason(line.reason))),
    button(t("restore", short(line.text)), () => act({ do: "take-back", part: one.key, line: at, was: line.text }), { "data-k": `back ${key}`, class: "wide" }, sign("back"), el("span", {}, t("restoreShort"))));
  return el("li", { class: `line ${line.kind === "subhead" ? "subhead" : ""} ${line.opens && at ? "opens" : ""}`, "data-row": key, "data-place": key },
    button(t("hear", short(line.text)), () => hear(spoken(one).filter((part) => part.key === key)), { "data-k": `hear ${key}`, class: "hear" }, sign("play")),
    el("div", { class: "text" }, wordButtons(line.text, key),
      line.said && line.said !== line.text ? el("p", { class: "said" }, el("span", { class: "vh" }, `${t("saidAs")}: `), line.own ? el("span", { class: "mark" }, t("own")) : null, el("span", { lang: "bn" }, differing(line.said, line.text))) : null),
    el("div", { class: "keys" },
      button(t("edit", short(line.text)), () => edit(one.key, at, line.text), { "data-k": `edit ${key}` }, sign("edit")),
      button(t("strike", short(line.text)), () => act({ do: "strike", part: one.key, line: at, was: line.text }), { "data-k": `out ${key}` }, sign("out"))));
}

export function voiceChoice(label, value, choose, key) {
  const known = studio.voices.some((voice) => voice.name === value) || !value ? studio.voices : [{ name: value, engine: "", voice: value, about: "", host: "" }, ...studio.voices];
  return el("label", {}, el("span", {}, label), el("select", { "data-k": key, onchange: (event) => choose(event.target.value) },
    el("option", { value: "" }, t("anyVoice")),
    known.map((voice) => el("option", { value: voice.name, ...(voice.name === value ? { selected: true } : {}) }, [voice.engine, voice.voice, voice.host ? t("sends", voice.host) : ""].filter(Boolean).join(" ")))));
}

export function render() {
  const place = by("story"), one = studio.open ? item(studio.open) : null;
  place.hidden = !one;
  if (!one) { place.replaceChildren(); return; }
  const isStory = one.kind === "story", others = told().filter((other) => other.key !== one.key);
  const heading = edited?.part === one.key && edited.line === "headline" ? form(one, "headline", one.headline, "")
    : el("div", { class: "head" }, el("h2", { id: "story-name", tabindex: "-1", lang: "bn" }, isStory ? one.headline : partName(one)),
      isStory ? button(t("edit", t("headline")), () => edit(one.key, "headline", one.headline), { "data-k": `edit ${one.key}/headline` }, sign("edit")) : null);
  const link = one.url && /^https?:\/\//.test(one.url) ? el("a", { href: one.url, target: "_blank", rel: "noopener noreferrer" }, one.site || one.source || one.url) : one.site || one.source;
  fill(place,
    el("div", { class: "row nav" }, button(t("back"), () => open(null), { "data-k": "list", class: "wide" }, sign("left"), el("span", {}, t("back"))),
      listening(t("hearStory"), () => spoken(one), "hear story")),
    heading,
    isStory ? el("p", { class: "quiet" }, link || null, one.also.length ? ` · ${t("also", one.also.join(", "))}` : null) : null,
    el("ol", { class: "lines" }, one.lines.map((line, at) => row(one, line, at))),
    edited?.part === one.key && edited.line === "new" ? form(one, "new", "", "") : button(t("addLine"), () => edit(one.key, "new", ""), { "data-k": "add", class: "add" }),
    isStory ? el("div", { class: "row options" },
      voiceChoice(t("voice"), one.voice, (voice) => act({ do: "story-voice", part: one.key, voice }), "story voice"),
      others.length ? el("label", {}, el("span", {}, t("mergeInto")), el("select", { "data-k": "merge", onchange: (event) => { const into = event.target.value; if (into) act({ do: "merge", part: one.key, into }, () => open(into, { push: false })); } },
        el("option", { value: "" }, t("choose")), others.map((other) => el("option", { value: other.key }, short(other.headline))))) : null) : null);
}

hearing.onplace((key, coming) => {
  for (const one of document.querySelectorAll("[data-place].now")) one.classList.remove("now", "coming");
  const one = key && [...document.querySelectorAll("[data-place]")].find((other) => other.dataset.place === key);
  if (one) { one.classList.add("now"); one.classList.toggle("coming", Boolean(coming)); one.scrollIntoView({ block: "nearest" }); }
});
