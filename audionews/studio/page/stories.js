// The bulletin as cards, in the order in which it will be heard.
import { act, failed, item, items, open, say, studio, told } from "./desk.js";
import { by, button, el, fill, sign } from "./dom.js";
import * as hearing from "./hearing.js";
import { clock, digits, t } from "./words.js";

const PARTS = { greeting: "opening", headline: "headlines", recap: "recap", signoff: "closing" };
export const partName = (one) => t(PARTS[one.role] ?? "opening");
let dragged = null;

function move(one, by) { // one place up (-1) or down (1) among the stories that are told
  const list = told(), at = list.indexOf(one), to = at + by;
  if (to < 0 || to >= list.length) return;
  const before = by < 0 ? list[to].key : list[to + 1]?.key ?? "";
  act({ do: "move", part: one.key, before }, () => say(t("moved", one.headline, digits(to + 1))));
}

// What is to be said of a part or story, sentence by sentence, each with its place on the page.
export function spoken(one) {
  const said = one.lines.filter((line) => line.said).map((line) => ({ key: `${one.key}/${one.lines.indexOf(line)}`, text: line.text, spoken: line.own ? line.said : "", role: line.kind === "subhead" ? "subhead" : one.role ?? "body", voice: line.reader || one.voice || "" }));
  return one.kind === "story" ? [{ key: `${one.key}/headline`, text: one.headline, spoken: "", role: "intro", voice: "" }, ...said] : said;
}

export function hear(list) {
  hearing.play(studio.draft.name, studio.draft.version, list).catch((error) => { hearing.stop(); failed(error); });
}

// One button that begins and stops: what it says goes with what is heard, and the keyboard stays on it.
export const listening = (label, list, key) => el("button", { type: "button", class: "listen", "data-k": key, disabled: !list().length, onclick: () => hearing.playing() ? hearing.stop() : hear(list()) },
  sign("play"), sign("stop"), el("span", { class: "still" }, label), el("span", { class: "going" }, t("stop")));

const missing = new Set();
function picture(one) { // one that cannot be had is not asked for again
  const address = `/api/drafts/${encodeURIComponent(studio.draft.name)}/picture/${encodeURIComponent(one.key)}`;
  if (missing.has(address)) return null;
  const image = el("img", { src: address, alt: "", width: 96, height: 72, loading: "lazy" });
  image.addEventListener("error", () => { missing.add(address); image.remove(); });
  return image;
}

function card(one, number, count) {
  const said = one.lines.filter((line) => line.said).length;
  const doubles = one.doubles.map(item).filter(Boolean);
  const li = el("li", {
    class: "card", "data-row": one.key, "data-key": one.key, draggable: true, ...(studio.open === one.key ? { "data-open": "" } : {}),
    ondragstart: (event) => { dragged = one.key; event.dataTransfer.effectAllowed = "move"; event.dataTransfer.setData("text/plain", one.headline); li.classList.add("dragged"); },
    ondragend: () => { dragged = null; li.classList.remove("dragged"); },
    ondragover: (event) => { if (dragged && dragged !== one.key) { event.preventDefault(); li.classList.add("target"); } },
    ondragleave: () => li.classList.remove("target"),
    ondrop: (event) => {
      if (!dragged) return;
      event.preventDefault();
      event.stopPropagation();
      const list = told(), from = list.findIndex((other) => other.key === dragged), to = list.indexOf(one);
      const before = from < to ? list[to + 1]?.key ?? "" : one.key;
      act({ do: "move", part: dragged, before });
    },
  },
  el("span", { class: "grip", title: t("drag"), "aria-hidden": "true" }, sign("grip"), el("b", {}, digits(number))),
  one.picture ? picture(one) : null,
  el("div", { class: "what" },
    el("h3", {}, el("button", { type: "button", class: "open", "data-k": `open ${one.key}`, "aria-current": studio.open === one.key ? "true" : false, onclick: () => open(one.key) }, one.headline)),
    el("p", { class: "quiet" }, [one.site || one.source, clock(one.seconds), t("sentences", digits(said))].filter(Boolean).join(" · ")),
    one.pinned ? el("p", { class: "mark" }, t("pinned")) : null,
    ...doubles.map((other) => el("p", { class: "mark double" }, el("span", {}, t("double", other.headline)), " ", button(t("merge"), () => act({ do: "merge", part: one.key, into: other.key }), { "data-k": `merge ${one.key} ${other.key}`, "aria-label": `${t("merge")}: ${one.headline}` }, t("merge"))))),
  el("div", { class: "keys" },
    button(t("up", one.headline), () => move(one, -1), { "data-k": `up ${one.key}`, disabled: number === 1 }, sign("up")),
    button(t("down", one.headline), () => move(one, 1), { "data-k": `down ${one.key}`, disabled: number === count }, sign("down")),
    button(`${t("pin")}: ${one.headline}`, () => act({ do: "pin", part: one.key, on: !one.pinned }), { "data-k": `pin ${one.key}`, "aria-pressed": String(one.pinned) }, sign("pin")),
    button(`${t("leaveOut")}: ${one.headline}`, () => act({ do: "leave-out", part: one.key, on: true }), { "data-k": `out ${one.key}` }, sign("out"))));
  return li;
}

const part = (one) => el("li", { class: "card part", "data-row": one.key, ...(studio.open === one.key ? { "data-open": "" } : {}) },
  el("div", { class: "what" }, el("h3", {}, el("button", { type: "button", class: "open", "data-k": `open ${one.key}`, "aria-current": studio.open === one.key ? "true" : false, onclick: () => open(one.key) }, el("span", {}, partName(one)), el("span", { class: "quiet", lang: "bn" }, one.lines.filter((line) => line.said).map((line) => line.text).join(" "))))));

export function render() {
  const list = told(), out = items().filter((one) => one.kind === "story" && one.leftOut);
  let number = 0;
  const cards = items().filter((one) => !one.leftOut).map((one) => one.kind === "part" ? part(one) : card(one, number += 1, list.length));
  fill(by("stories"),
    el("h2", { id: "stories-name" }, list.length ? `${t("stories")} (${digits(list.length)})` : t("stories")),
    list.length ? null : el("p", { class: "quiet" }, t("noStories")),
    list.length ? el("ol", { class: "cards" }, cards) : null,
    out.length ? el("details", { open: render.out, ontoggle: (event) => { render.out = event.target.open; } }, el("summary", { "data-k": "left out" }, `${t("leftOut")} (${digits(out.length)})`),
      el("ul", { class: "cards" }, out.map((one) => el("li", { class: "card gone", "data-row": one.key }, el("div", { class: "what" }, el("h3", {}, one.headline), el("p", { class: "quiet" }, one.site || one.source)),
        button(`${t("takeBack")}: ${one.headline}`, () => act({ do: "leave-out", part: one.key, on: false }), { "data-k": `back ${one.key}` }, t("takeBack")))))) : null,
    studio.draft?.skipped.length ? el("details", {}, el("summary", {}, `${t("skipped")} (${digits(studio.draft.skipped.length)})`), el("ul", {}, studio.draft.skipped.map(({ source, why }) => el("li", {}, `${source}: ${why}`)))) : null);
}
