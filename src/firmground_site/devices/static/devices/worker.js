// Keeps the phone's page, so that it opens without a signal. What it keeps is the same for everybody: it never sees a cookie,
// and nothing else that the site answers is ever put into its cache. The server writes KEPT = {version, shell, files, recordings}
// above. Recordings, which recordings.mjs keeps, stay when the page changes: their names are the digests of their sounds.

const PREFIX = "firmground-phone-";
const CACHE = PREFIX + KEPT.version;
const RECORDINGS = "firmground-recordings"; // as recordings.mjs has it
const FILES = new Set(KEPT.files);

async function fetchAll() {
  const cache = await caches.open(CACHE);
  const add = async (address) => {
    const answer = await fetch(address, { cache: "no-cache", credentials: "omit", redirect: "error" });
    if (!answer.ok) throw new TypeError(`${address} was answered with ${answer.status}`);
    await cache.put(address, answer);
  };
  await Promise.all([KEPT.shell, ...KEPT.files].map(add));
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function keptOrFetched(address, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) ?? fetch(request);
}

/** A recording from those that are kept: all of it, or the part that a player asks for. */
async function recorded(address, request) {
  const found = await caches.match(address, { cacheName: RECORDINGS });
  const part = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "");
  if (!found || !part) return found ?? fetch(request);
  const sound = await found.arrayBuffer();
  const first = Number(part[1]);
  const last = Math.min(part[2] === "" ? Infinity : Number(part[2]), sound.byteLength - 1);
  if (first > last) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${sound.byteLength}` } });
  const headers = { "Content-Type": found.headers.get("Content-Type"), "Content-Range": `bytes ${first}-${last}/${sound.byteLength}` };
  return new Response(sound.slice(first, last + 1), { status: 206, headers });
}

self.addEventListener("install", (event) => event.waitUntil(fetchAll()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));

// A new worker waits until the page says that no entry is open: see news.mjs.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === KEPT.shell) event.respondWith(keptOrFetched(KEPT.shell, request));
  else if (pathname.startsWith(KEPT.recordings)) event.respondWith(recorded(pathname, request));
  else if (FILES.has(pathname)) event.respondWith(keptOrFetched(pathname, request));
});
