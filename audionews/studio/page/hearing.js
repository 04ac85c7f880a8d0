// Plays sentences one after another; the next one is fetched while one is heard.
import * as api from "./api.js";

const sound = new Audio();
const MOST = 60;
const kept = new Map();
let turn = 0, told = () => {};

export const onplace = (listener) => { told = listener; };

function fetched(draft, version, { key, ...given }) {
  const name = JSON.stringify([draft, version, given]);
  if (!kept.has(name)) {
    if (kept.size >= MOST) {
      const [oldest, waiting] = kept.entries().next().value;
      kept.delete(oldest);
      waiting.then(URL.revokeObjectURL, () => {});
    }
    const coming = api.hear(draft, given).then((blob) => URL.createObjectURL(blob));
    coming.catch(() => kept.delete(name));
    kept.set(name, coming);
  }
  return kept.get(name);
}

export const playing = () => document.body.classList.contains("playing");

function over() {
  document.body.classList.remove("playing");
  told(null);
}

export function stop() {
  turn += 1;
  sound.pause();
  over();
}

// Each item is what the server is to say, with the key of the place on the page that says it.
export async function play(draft, version, items) {
  stop();
  const mine = turn;
  document.body.classList.add("playing");
  for (let at = 0; at < items.length; at += 1) {
    told(items[at].key, true);
    const address = await fetched(draft, version, items[at]);
    if (mine !== turn) return;
    if (at + 1 < items.length) fetched(draft, version, items[at + 1]).catch(() => {});
    told(items[at].key);
    sound.src = address;
    const ended = new Promise((done) => { sound.onended = done; sound.onpause = done; sound.onerror = done; });
    await sound.play().catch((error) => { if (mine === turn) throw error; });
    await ended;
    if (mine !== turn) return;
  }
  over();
}
