// Where stories come from: links and text pasted, files dropped, sources of the settings, links shared from elsewhere.
import * as api from "./api.js";
import { failed, studio } from "./desk.js";
import { by, button, el, fill, sign } from "./dom.js";
import { digits, t } from "./words.js";

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
  const text = el("textarea", { id: "paste", rows: 3, "aria-describedby": "paste-hint", placeholder: t("paste"),
    oninput: (event) => localStorage.setItem(KEPT, event.target.value),
    onkeydown: (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) add(); } });
  text.value = fromShare || localStorage.getItem(KEPT) || "";
  const add = async () => {
    if (!text.value.trim()) { text.focus(); return; }
    if (await send({ text: text.value })) { text.value = ""; localStorage.removeItem(KEPT); }
  };
  const pick = el("input", { type: "file", id: "files", class: "vh", multiple: true, onchange: (event) => { files(event.target.files); event.target.value = ""; } });
  by("gather").replaceChildren(
    el("h2", { id: "gather-name" }, t("gather")),
    el("label", { for: "paste" }, t("paste")), text, el("p", { id: "paste-hint", class: "quiet" }, t("pasteHint")),
    el("div", { class: "row" }, button(t("add"), add, { class: "main", id: "add" }), pick, el("label", { for: "files", class: "like-button" }, t("files")), el("span", { class: "quiet drop" }, t("drop")), el("span", { id: "adding", class: "quiet" })),
    el("details", { id: "sources", open: studio.queued > 0 }));
  sources();
}

const shown = (address) => { try { const url = new URL(address); return url.host.replace(/^www\./, "") + (url.pathname === "/" ? "" : url.pathname); } catch { return address; } };

// What is read again and again: of the settings, remembered feeds, and the reading queue.
function sources() {
  const place = by("sources");
  const box = (source, label, more) => el("li", {}, el("label", { class: "source" }, el("input", { type: "checkbox", value: source, checked: source === "queue", "data-k": `source ${source}` }), el("span", { title: source }, label)), more ?? null);
  const list = el("ul", {},
    studio.queued ? box("queue", t("queue", digits(studio.queued))) : null,
    studio.sources.map((source) => box(source, shown(source))),
    studio.feeds.map((url) => box(url, shown(url), button(t("dropFeed", shown(url)), () => remember(url, false), { "data-k": `forget ${url}` }, sign("out")))));
  const link = el("input", { id: "feed", type: "url", "data-k": "feed", placeholder: "https://…/feed.xml" });
  fill(place,
    el("summary", { "data-k": "sources" }, t("sources")),
    list.children.length ? list : null,
    list.children.length ? button(t("read"), async () => {
      const wanted = [...list.querySelectorAll("input:checked")].map((one) => one.value);
      if (wanted.length && await send({ sources: wanted })) studio.queued = wanted.includes("queue") ? 0 : studio.queued;
    }, { "data-k": "read", class: "read" }) : null,
    el("form", { class: "row", onsubmit: (event) => { event.preventDefault(); if (link.value.trim()) remember(link.value.trim(), true); } },
      el("label", {}, el("span", {}, t("feed")), link), el("button", { type: "submit", "data-k": "keep feed" }, t("keepFeed"))));
}

async function remember(url, on) {
  try { studio.feeds = await api.feed(url, on); sources(); } catch (error) { failed(error); }
}


addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) { event.preventDefault(); document.body.classList.add("dropping"); } });
addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
addEventListener("drop", (event) => {
  document.body.classList.remove("dropping");
  if (event.dataTransfer?.files.length) { event.preventDefault(); files(event.dataTransfer.files); }
});
