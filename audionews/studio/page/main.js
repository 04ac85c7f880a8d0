// The studio's page: it draws the draft, and hears what the keyboard and the server say.
import * as api from "./api.js";
import { accept, act, afterwards, failed, load, open, say, sight, studio, told } from "./desk.js";
import { by, button, el, fill, sign } from "./dom.js";
import * as gather from "./gather.js";
import * as making from "./making.js";
import * as stories from "./stories.js";
import * as story from "./story.js";
import { spokenLanguage, switchLanguage, t } from "./words.js";

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

function render() {
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

Object.assign(sight, { draw: render, standing, leave: story.leave });

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
