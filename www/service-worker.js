// Keeps the page's own files, so that it works without a network. `pkg/files.js` names them and changes with them:
// then the browser installs this worker anew, and the page offers the new version.

importScripts("./pkg/files.js");

const worker = /** @type {ServiceWorkerGlobalScope & { VERSION: string, FILES: string[] }} */ (/** @type {unknown} */ (self));
/** What the page's caches begin with: its origin may serve other pages, whose caches are not touched. */
const OWN = "whosaid ";
const CACHE = `${OWN}${worker.VERSION}`;

worker.addEventListener("install", event => {
  event.waitUntil(caches.open(CACHE).then(cache =>
    cache.addAll(worker.FILES.map(file => new Request(file, { cache: "no-cache" })))));
});

worker.addEventListener("activate", event => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(OWN) && name !== CACHE) await caches.delete(name);
    await worker.clients.claim();
  })());
});

worker.addEventListener("message", event => {
  if (event.data === "use the new version") worker.skipWaiting();
});

// Only the page's own files, only from its own origin, only read.
worker.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    const answer = await fetch(request);
    // What reads documents is large and seldom wanted: it is kept when it has been wanted once.
    if (answer.ok && new URL(request.url).pathname.includes("/documents/")) await cache.put(request, answer.clone());
    return answer;
  })());
});
