"use strict";
// Keeps the list and the newest episode, so that they are there without a network. Made anew with every episode.
const VERSION = "{version}", FILES = {files}, SOUND = "{sound}", CACHE = "audionews-" + VERSION;
const here = (path) => new URL(path, registration.scope).href;

async function fetched(path) { // an answer that was redirected may not stand for a page that is opened
  const answer = await fetch(new Request(here(path), { cache: "reload" }));
  if (!answer.ok) throw new Error(path);
  return answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer;
}

async function keep(paths) {
  const cache = await caches.open(CACHE);
  await Promise.all(paths.map(async (path) => cache.put(here(path), await fetched(path))));
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(keep(FILES));
});

addEventListener("activate", (event) => event.waitUntil((async () => {
  const base = await caches.open(CACHE); // of this show alone: other shows of this host have their own
  const own = await base.match(here("index.html"));
  for (const name of await caches.keys()) {
    if (!name.startsWith("audionews-") || name === CACHE || !own) continue;
    if (await (await caches.open(name)).match(here("index.html"))) await caches.delete(name);
  }
  await clients.claim();
})()));

addEventListener("message", (event) => event.waitUntil((async () => { // a page is open, and data need not be saved
  const cache = await caches.open(CACHE);
  if (event.data === "keep" && SOUND && !(await cache.match(here(SOUND)))) await keep([SOUND]);
})().catch(() => { /* it is streamed then */ })));

async function ranged(request, answer) { // players ask for pieces of the sound, and some take nothing else
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!asked) return answer;
  const whole = await answer.blob(), size = whole.size;
  const from = asked[1] ? Number(asked[1]) : size - Number(asked[2]), to = asked[1] && asked[2] ? Math.min(Number(asked[2]), size - 1) : size - 1;
  if (from > to || from < 0) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${size}` } });
  const headers = { "Content-Type": answer.headers.get("content-type"), "Content-Range": `bytes ${from}-${to}/${size}`, "Content-Length": to - from + 1, "Accept-Ranges": "bytes" };
  return new Response(whole.slice(from, to + 1), { status: 206, headers });
}

async function kept(request) {
  const url = new URL(request.url), cache = await caches.open(CACHE);
  url.search = url.hash = "";
  return (await cache.match(url.href)) ?? (url.href.endsWith("/") ? cache.match(url.href + "index.html") : undefined);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  event.respondWith((async () => {
    if (SOUND && new URL(request.url).pathname === new URL(here(SOUND)).pathname) {
      const sound = await kept(request); // the same under this name as long as this worker lives
      if (sound) return ranged(request, sound);
    }
    try {
      return await fetch(request);
    } catch (error) {
      const old = await kept(request);
      if (old) return old;
      if (request.mode === "navigate") return Response.redirect(here("index.html"));
      throw error;
    }
  })());
});
