// How a word is said: heard, shown in letters and sounds, and changed for this bulletin or for all.
import * as api from "./api.js";
import { act, failed, say, studio } from "./desk.js";
import { by, button, el } from "./dom.js";
import { hear } from "./stories.js";
import { t } from "./words.js";

let waiting;

export async function open(text, key) {
  const back = () => [...document.querySelectorAll("[data-k]")].find((one) => one.dataset.k === key)?.focus();
  const place = by("word"), name = studio.draft.name;
  const word = el("input", { id: "word-itself", lang: "bn", value: text, oninput: () => look() });
  const now = el("output", { id: "word-now", lang: "bn" }), sounds = el("output", { id: "word-sounds", lang: "bn-fonipa" });
  const said = el("input", { id: "word-said", lang: "bn", "aria-describedby": "word-hint word-new", oninput: () => { clearTimeout(waiting); waiting = setTimeout(tryOut, 250); } });
  const tried = el("p", { id: "word-new", role: "status", class: "quiet" });
  const always = el("input", { type: "checkbox", id: "word-always" });
  const forget = button(t("forget"), () => keep(""), { id: "word-forget" });
  const look = async () => {
    try {
      const found = await api.word(name, { word: word.value });
      now.textContent = found.said;
      sounds.textContent = found.sounds;
      if (found.own && !said.value) said.value = found.own;
      forget.hidden = !found.own;
    } catch (error) { now.textContent = error.message; }
  };
  const tryOut = async () => {
    if (!said.value.trim()) { tried.textContent = ""; return; }
    try {
      const found = await api.word(name, { word: word.value, said: said.value });
      tried.textContent = `${found.said}  ${found.sounds}`;
    } catch (error) { tried.textContent = error.message; }
  };
  const listen = (given) => hear([{ key: "word", text: word.value, role: "body", voice: "", spoken: "", ...given }]);
  const keep = async (reading) => {
    if (await act({ do: "word", word: word.value, said: reading, ...(always.checked && reading ? { always: true } : {}) })) { place.close(); back(); say(t("wordSaved")); }
  };
  place.replaceChildren(el("form", { method: "dialog", onsubmit: (event) => { event.preventDefault(); if (said.value.trim()) keep(said.value); else place.close(); } },
    el("h2", { id: "word-name" }, t("wordTitle")),
    el("label", {}, el("span", {}, t("word")), word),
    el("dl", {}, el("dt", {}, t("now")), el("dd", {}, now, " ", button(t("hearNow"), () => listen({}), { id: "word-hear-now" })), el("dt", {}, t("sounds")), el("dd", {}, sounds)),
    el("label", {}, el("span", {}, t("sayIt")), said), el("p", { id: "word-hint", class: "quiet" }, t("sayItHint")), tried,
    button(t("hearNew"), () => said.value.trim() && listen({ word: word.value, said: said.value }), { id: "word-hear-new" }),
    el("label", { class: "check" }, always, el("span", {}, t("always"))),
    el("div", { class: "row" }, el("button", { type: "submit", class: "main", id: "word-save" }, t("save")), forget, button(t("cancel"), () => place.close()))));
  forget.hidden = true;
  place.showModal();
  said.focus();
  await look().catch(failed);
}
