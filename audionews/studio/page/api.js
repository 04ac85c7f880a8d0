// What the server can be asked. Every answer is JSON, but for sound.
import { failureOf } from "./words.js";

export class Refused extends Error {
  constructor(status, { error, hint, failure }) {
    super([failureOf(failure), error, hint].filter(Boolean).join(" "));
    this.status = status;
  }
}

async function ask(method, path, body, headers = {}) {
  const answer = await fetch(path, { method, body, headers, credentials: "same-origin" });
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({ error: answer.statusText }));
    throw new Refused(answer.status, told);
  }
  return answer;
}
const json = async (method, path, given, headers) =>
  (await ask(method, path, given === undefined ? undefined : JSON.stringify(given), { "Content-Type": "application/json", ...headers })).json();
const draft = (name) => `/api/drafts/${encodeURIComponent(name)}`;

export const state = () => json("GET", "/api/state");
export const voices = () => json("GET", "/api/voices");
export const newDraft = () => json("POST", "/api/drafts", {});
export const get = (name) => json("GET", draft(name));
export const remove = (name) => json("DELETE", draft(name));
export const deed = (name, version, given) => json("POST", `${draft(name)}/deed`, given, { "If-Match": `"${version}"` });
export const undo = (name) => json("POST", `${draft(name)}/undo`, {});
export const add = (name, given) => json("POST", `${draft(name)}/add`, given);
export const addFile = async (name, file) => (await ask("POST", `${draft(name)}/file?name=${encodeURIComponent(file.name)}`, file)).json();
export const make = (name) => json("POST", `${draft(name)}/make`, {});
export const word = (name, given) => json("POST", `${draft(name)}/word`, given);
export const feed = (url, on) => json("POST", "/api/feeds", { url, on });
export const publish = (given) => json("POST", "/api/publish", given);
export const hear = async (name, given) => (await ask("POST", `${draft(name)}/hear`, JSON.stringify(given), { "Content-Type": "application/json" })).blob();

export function events(onnews, onstate) {
  const stream = new EventSource("/api/events");
  stream.onmessage = (message) => onnews(JSON.parse(message.data));
  stream.onopen = () => onstate(true);
  stream.onerror = () => onstate(false);
  return stream;
}
