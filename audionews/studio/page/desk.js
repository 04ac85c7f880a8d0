// The studio's state: one draft, what is open of it, and what is done to it. Each change is saved at once.
import * as api from "./api.js";
import { by, button, el } from "./dom.js";
import * as hearing from "./hearing.js";
import { t } from "./words.js";

export const studio = { draft: null, drafts: [], sources: [], feeds: [], queued: 0, presets: [], voices: [], open: null, saving: 0, reached: true };

// What is seen of it; the page sets it, and nothing here knows what the page is made of.
export const sight = { draw() {}, standing() {}, leave() {} };

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

export function accept(draft) {
  studio.draft = draft;
  if (studio.open && !item(studio.open)) studio.open = null;
  sight.draw();
}

let line = Promise.resolve(); // deeds go one after another, each from the state that the one before made
export const afterwards = (work) => { line = line.then(work).catch(() => {}); return line; };

export function act(deed, done) {
  const begun = line.then(async () => {
    const { name, version } = studio.draft;
    studio.saving += 1;
    sight.standing();
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
      sight.standing();
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
  sight.leave();
  if (push && key) history.pushState({ open: key }, "");
  sight.draw();
  if (key) { by("story").querySelector("h2")?.focus(); }
  else by("stories").focus();
}
addEventListener("popstate", (event) => open(event.state?.open ?? null, { push: false }));
