// Voices, style and length; the episode made, with its progress; the show published.
import * as api from "./api.js";
import { act, failed, items, say, studio, told } from "./desk.js";
import { by, button, el, fill, sign } from "./dom.js";
import { listening, spoken } from "./stories.js";
import { voiceChoice } from "./story.js";
import { clock, digits, preset, t } from "./words.js";

const LENGTHS = [2, 3, 5, 7, 10, 15, 20, 30, 45, 60];
const states = { make: null, publish: null };
const adding = new Set();
export const reading = () => adding.size > 0;
const live = new Audio(); // what is being made, as far as it is ready
live.preload = "none";

export function settings() {
  const { draft } = studio;
  if (!draft) return;
  const choice = (label, key, options, value, choose) => el("label", {}, el("span", {}, label), el("select", { "data-k": key, onchange: (event) => choose(event.target.value) },
    options.map(([name, text]) => el("option", { value: String(name), ...(String(name) === String(value) ? { selected: true } : {}) }, text))));
  const lengths = [...new Set([...LENGTHS, ...(draft.minutes ? [draft.minutes] : [])])].sort((a, b) => a - b);
  fill(by("settings"),
    el("h2", { id: "settings-name" }, t("settings")),
    el("div", { class: "grid" },
      el("label", { class: "title" }, el("span", {}, t("title")), el("input", { "data-k": "title", lang: "bn", value: draft.title, onchange: (event) => event.target.value.trim() && act({ do: "title", text: event.target.value }) })),
      choice(t("preset"), "preset", studio.presets.map((name) => [name, preset(name)]), draft.preset, (name) => act({ do: "preset", preset: name })),
      choice(t("length"), "length", [[0, t("asLong")], ...lengths.map((minutes) => [minutes, t("minutes", digits(minutes))])], draft.minutes ?? 0, (minutes) => act({ do: "length", minutes: Number(minutes) })),
      voiceChoice(t("bodyVoice"), draft.voice, (voice) => act({ do: "voice", headlines: false, voice }), "body voice"),
      voiceChoice(t("headlineVoice"), draft.headlineVoice, (voice) => act({ do: "voice", headlines: true, voice }), "headline voice")),
    Object.keys(draft.words).length ? el("details", {}, el("summary", { "data-k": "lexicon" }, `${t("lexicon")} (${digits(Object.keys(draft.words).length)})`),
      el("ul", {}, Object.entries(draft.words).map(([word, said]) => el("li", { lang: "bn" }, `${word} → ${said} `, button(`${t("forget")}: ${word}`, () => act({ do: "word", word, said: "" }), { "data-k": `forget ${word}` }, sign("out")))))) : null,
    button(t("remove"), async () => {
      if (!confirm(t("removeSure"))) return;
      try { await api.remove(draft.name); location.hash = ""; location.reload(); } catch (error) { failed(error); }
    }, { "data-k": "remove" }));
}

export function errand(one, { old }) {
  if (one.kind === "add") {
    if (old && one.state !== "running") return;
    if (one.state === "running") adding.add(one.number); else adding.delete(one.number);
    const place = by("adding");
    if (place) place.textContent = adding.size ? `${t("adding")} ${one.notes.at(-1) ?? ""}` : "";
    if (one.state === "done") say(t("added", digits(one.result.stories)));
    if (one.state === "failed") failed(new api.Refused(0, one));
    return;
  }
  if (one.draft !== studio.draft?.name) return;
  const before = states[one.kind];
  states[one.kind] = one;
  if (one.state !== "running" && before?.number === one.number && before.state === "running") say(one.state === "done" ? one.kind === "make" ? t("made", clock(one.result.seconds)) : t("published", digits(one.result.files)) : t("failed", new api.Refused(0, one).message));
  render();
}

function standing(one) {
  if (!one || one.draft !== studio.draft.name) return null;
  if (one.state === "failed") return el("p", { class: "error" }, t("failed", new api.Refused(0, one).message));
  if (one.kind === "publish") return el("p", {}, one.state === "running" ? t("publishing") : t("published", digits(one.result.files)));
  if (one.state === "running") return el("div", { class: "progress" }, el("label", {}, el("span", {}, `${t("making_")} ${one.step ? t(one.step) : ""}`), el("progress", { max: "1", value: one.share })),
    button(t("hearLive"), () => { live.src = "/show/now.mp3"; live.play().catch(() => say(t("notYet"))); }, { "data-k": "live" }));
  return el("p", { class: "done" }, el("a", { href: one.result.page, target: "_blank", rel: "noopener" }, `${t("openEpisode")} (${clock(one.result.seconds)})`), one.result.version === studio.draft.version ? null : el("span", { class: "quiet" }, ` ${t("stale")}`), one.result.degraded ? ` ${t("degraded", digits(one.result.degraded))}` : null);
}

async function make() {
  try { await api.make(studio.draft.name); } catch (error) { failed(error); }
}

function publish() {
  const place = by("publish"), target = el("input", { id: "target", value: studio.target ?? "", "aria-describedby": "target-hint" });
  place.replaceChildren(el("form", { onsubmit: async (event) => {
    event.preventDefault();
    try { await api.publish({ draft: studio.draft.name, target: target.value }); place.close(); } catch (error) { place.close(); failed(error); }
  } },
  el("h2", { id: "publish-name" }, t("publishTitle")),
  el("label", {}, el("span", {}, t("target")), target), el("p", { id: "target-hint", class: "quiet" }, t("targetHint")),
  el("div", { class: "row" }, el("button", { type: "submit", class: "main" }, t("publish")), button(t("cancel"), () => place.close()))));
  place.showModal();
  target.focus();
}

export function render() {
  const { draft } = studio;
  if (!draft) return;
  const running = states.make?.state === "running" && states.make.draft === draft.name, made = states.make?.state === "done" && states.make.draft === draft.name;
  fill(by("making"),
    el("h2", { id: "making-name", class: "vh" }, t("making")),
    el("span", { class: "length" }, told().length ? t("about", clock(draft.seconds)) : ""),
    listening(t("hearAll"), () => told().length ? items().filter((one) => !one.leftOut).flatMap(spoken) : [], "hear all"),
    button(t("make"), make, { "data-k": "make", id: "make", class: "main", disabled: running || !told().length }),
    made ? button(t("publish"), publish, { "data-k": "publish", id: "ask-publish" }) : null,
    standing(states.make), standing(states.publish));
}
