// The studio's page: one draft, what is open of it, and what is done to it. Each change is saved at once.
import * as api from "./api.js";
import { by, button, el, fill, sign } from "./dom.js";
import * as gather from "./gather.js";
import * as hearing from "./hearing.js";
import * as making from "./making.js";
import * as stories from "./stories.js";
import * as story from "./story.js";
import { spokenLanguage, switchLanguage, t } from "./words.js";

export const studio = { draft: null, drafts: [], sources: [], feeds: [], queued: 0, presets: [], voices: [], open: null, saving: 0, reached: true };

export const items = () => studio.draft?.items ?? [];
export const item = (key) => items().find((one) => one.key === key);
export const told = () => items().filter((one) => one.kind === "story" && !one.leftOut);

export function say(text) {
  by("said").textContent = "";
  requestAnimationFrame(() => { by("said").textContent = text; });
}

export function notice(text, more) {
  const close = button(t("close"), () => by("notice").replaceChildren());
  by("notice").replaceChildren(el("p", {}, text), more ?? "", close);
}
export const failed = (error) => notice(error instanceof TypeError ? t("offline") : t("failed", error.message));

function accept(draft) {
  studio.draft = draft;
  if (studio.open && !item(studio.open)) studio.open = null;
  render();
}

let line = Promise.resolve(); // deeds go one after another, each from the state that the one before made
const afterwards = (work) => { line = line.then(work).catch(() => {}); return line; };

export function act(deed, done) {
  const begun = line.then(async () => {
    const { name, version } = studio.draft;
    studio.saving += 1;
    standing();
    try {
      const after = await (typeof deed === "function" ? deed(name) : api.deed(name, version, deed));
      studio.saving -= 1;
      accept(after);
      done?.();
      return true;
    } catch (error) {
      studio.saving -= 1;
      if (error.status === 409) {
        accept(await api.get(name));
        notice(t("conflict"), typeof deed === "function" ? null : button(t("again"), () => { by("notice").replaceChildren(); act(deed, done); }));
      } else failed(error);
      standing();
      return false;
    }
  });
  line = begun.catch(() => false);
  return begun;
}

// Once all is done that was meant for the bulletin before it.
export const load = (name) => afterwards(async () => {
  hearing.stop();
  studio.open = null;
  try {
    accept(await api.get(name));
    history.replaceState(null, "", `#${encodeURIComponent(name)}`);
  } catch (error) { failed(error); }
});

export function open(key, { push = true } = {}) {
  studio.open = key;
  story.leave();
  if (push && key) history.pushState({ open: key }, "");
  render();
  if (key) { by("story").querySelector("h2")?.focus(); }
  else by("stories").focus();
}
addEventListener("popstate", (event) => open(event.state?.open ?? null, { push: false }));

const create = () => afterwards(async () => {
  try {
    const draft = await api.newDraft();
    Object.assign(studio, await api.state());
    studio.open = null;
    accept(draft);
    history.replaceState(null, "", `#${encodeURIComponent(draft.name)}`);
    by("paste")?.focus();
  } catch (error) { failed(error); }
});

function header() {
  const { draft, drafts } = studio;
  if (!draft) return;
  const known = drafts.some((one) => one.name === draft.name) ? drafts : [{ name: draft.name, title: draft.title }, ...drafts];
  const choice = el("select", { "data-k": "drafts", onchange: (event) => load(event.target.value) },
    known.map(({ name, title }) => el("option", { value: name, ...(name === draft.name ? { selected: true } : {}) }, `${name === draft.name ? draft.title : title} · ${name}`)));
  fill(by("top"),
    el("h1", {}, t("studio")),
    el("label", { class: "drafts" }, el("span", { class: "vh" }, t("drafts")), choice),
    button(t("newDraft"), create, { "data-k": "new" }),
    button(t("undo"), () => act(api.undo), { "data-k": "undo", disabled: !draft.undo }, sign("back")),
    button(t("language"), () => { switchLanguage(); gather.build(); render(); }, { "data-k": "language", lang: spokenLanguage() === "bn" ? "en" : "bn" }),
    el("span", { class: "state" }));
  standing();
}

function standing() { // alone, so that nothing is drawn anew below somebody's finger
  const place = by("top").querySelector(".state");
  if (!place) return;
  place.dataset.reached = String(studio.reached);
  place.textContent = studio.reached ? studio.saving ? t("saving") : t("saved") : t("offline");
}

export function render() {
  document.documentElement.lang = spokenLanguage();
  document.title = `${studio.draft?.title ?? ""} · ${t("studio")}`;
  for (const one of document.querySelectorAll("[data-label]")) one.textContent = t(one.dataset.label);
  document.body.classList.toggle("reading", Boolean(studio.open));
  document.body.classList.toggle("filled", told().length > 0);
  header();
  stories.render();
  story.render();
  making.settings();
  making.render();
}

addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select");
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing && studio.draft?.undo) { event.preventDefault(); act(api.undo); }
  if (event.key === "Escape" && !typing && !document.querySelector("dialog[open]") && studio.open) open(null);
});

let hello = false;
function news(one) {
  if (one.kind === "errands") { // after a pause in the connection: what happened meanwhile is not known
    for (const errand of one.errands) making.errand(errand, { old: !hello });
    if (hello && studio.draft) api.get(studio.draft.name).then((draft) => draft.version !== studio.draft.version && accept(draft), () => {});
    hello = true;
  } else if (one.kind === "errand") making.errand(one.errand, {});
  else if (one.kind === "draft" && one.name === studio.draft?.name) afterwards(async () => {
    if (one.name !== studio.draft.name || one.version === studio.draft.version) return;
    accept(await api.get(one.name));
    if (!making.reading()) say(t("changedElsewhere"));
  });
}

// The draft that is asked for, else the next one that can be read: one may have been edited into something else.
async function readable(first) {
  for (const one of [first, ...studio.drafts].filter(Boolean)) try { return await api.get(one.name); } catch (error) { failed(error); }
  return api.newDraft();
}

// Somebody may have edited the draft in a text editor meanwhile.
addEventListener("focus", () => afterwards(async () => {
  if (!studio.draft) return;
  const now = await api.get(studio.draft.name);
  if (now.version !== studio.draft.version) accept(now);
}));

async function begin() {
  try {
    Object.assign(studio, await api.state());
    const wanted = decodeURIComponent(location.hash.slice(1)), first = studio.drafts.find((one) => one.name === wanted) ?? studio.drafts[0];
    gather.build();
    accept(await readable(first));
    history.replaceState(null, "", `/#${encodeURIComponent(studio.draft.name)}`);
    let missed;
    api.events(news, (reached) => { // one that broke is opened anew: only one that stays away is told
      clearTimeout(missed);
      if (reached) { studio.reached = true; standing(); } else missed = setTimeout(() => { studio.reached = false; standing(); }, 4000);
    });
    studio.voices = await api.voices();
    render();
  } catch (error) { failed(error); }
}
begin();
