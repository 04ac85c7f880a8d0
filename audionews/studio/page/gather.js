// Where stories come from: links and text pasted, files dropped, sources of the settings, links shared from elsewhere.
import * as api from "./api.js";
import { by, button, el } from "./dom.js";
import { failed, studio } from "./main.js";
import { t } from "./words.js";

const KEPT = "audionews:pasted"; // what was typed is there again after a crash
const shared = new URLSearchParams(location.pathname === "/share" ? location.search : "");
const fromShare = [...new Set(["url", "text", "title"].flatMap((name) => (shared.get(name) ?? "").match(/https?:\/\/\S+/g) ?? []))].join("\n");

async function send(given) {
  try { await api.add(studio.draft.name, given); return true; } catch (error) { failed(error); return false; }
}
async function files(list) {
  for (const file of list) try { await api.addFile(studio.draft.name, file); } catch (error) { failed(error); }
}

export function build() {
  const text = el("textarea", { id: "paste", rows: 3, "aria-describedby": "paste-hint", placeholder: "https://…",
    oninput: (event) => localStorage.setItem(KEPT, event.target.value),
    onkeydown: (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) add(); } });
  text.value = fromShare || localStorage.getItem(KEPT) || "";
  const add = async () => {
    if (!text.value.trim()) { text.focus(); return; }
    if (await send({ text: text.value })) { text.value = ""; localStorage.removeItem(KEPT); }
  };
  const pick = el("input", { type: "file", id: "files", class: "vh", multiple: true, onchange: (event) => { files(event.target.files); event.target.value = ""; } });
  const chosen = studio.sources.map((source, number) => el("label", { class: "source" }, el("input", { type: "checkbox", value: String(number), name: "source" }), el("span", {}, source)));
  const sources = studio.sources.length ? el("fieldset", {}, el("legend", {}, t("sources")), ...chosen,
    button(t("add"), () => {
      const wanted = chosen.map((label) => label.firstChild).filter((box) => box.checked).map((box) => studio.sources[Number(box.value)]);
      if (wanted.length) send({ sources: wanted });
    })) : "";
  by("gather").replaceChildren(
    el("h2", { id: "gather-name" }, t("gather")),
    el("label", { for: "paste" }, t("paste")), text, el("p", { id: "paste-hint", class: "quiet" }, t("pasteHint")),
    el("div", { class: "row" }, button(t("add"), add, { class: "main", id: "add" }), pick, el("label", { for: "files", class: "like-button" }, t("files")), el("span", { class: "quiet drop" }, t("drop")), el("span", { id: "adding", class: "quiet" })),
    sources);
}

addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) { event.preventDefault(); document.body.classList.add("dropping"); } });
addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
addEventListener("drop", (event) => {
  document.body.classList.remove("dropping");
  if (event.dataTransfer?.files.length) { event.preventDefault(); files(event.dataTransfer.files); }
});
