// Keeps the phone's page, so that it opens without a signal. What it keeps is the same for everybody: it never sees a cookie,
// and nothing else that the site answers is ever put into its cache. The server writes KEPT = {version, shell, files} above.

const PREFIX = "firmground-phone-";
const CACHE = PREFIX + KEPT.version;
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
  else if (FILES.has(pathname)) event.respondWith(keptOrFetched(pathname, request));
});
