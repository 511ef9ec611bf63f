// Keeps the page's own files, so that it works without a network. `pkg/files.js` names them and changes with them:
// then the browser installs this worker anew, and the page offers the new version.

/* global VERSION, FILES */
importScripts("./pkg/files.js");

const CACHE = `whosaid ${VERSION}`;

self.addEventListener("install", event => {
  event.waitUntil(caches.open(CACHE).then(cache =>
    cache.addAll(FILES.map(file => new Request(file, { cache: "no-cache" })))));
});

self.addEventListener("activate", event => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("message", event => {
  if (event.data === "use the new version") self.skipWaiting();
});

// Only the page's own files, only from its own origin, only read.
self.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    return await cache.match(request, { ignoreSearch: true, ignoreVary: true }) ?? fetch(request);
  })());
});
