// Keeps the page's own files, so that it works without a network. `pkg/files.js` names them and changes with them:
// then the browser installs this worker anew, and the page offers the new version.

importScripts("./pkg/files.js");

/** `PACKED` holds all files of text; `OTHERS` come each by itself. */
const worker = /** @type {ServiceWorkerGlobalScope & { VERSION: string, PACKED: string, OTHERS: string[] }} */ (/** @type {unknown} */ (self));
/** What the page's caches begin with: its origin may serve other pages, whose caches are not touched. */
const OWN = "whosaid ";
const CACHE = `${OWN}${worker.VERSION}`;
/** What a server says of the packed file alone. */
const OF_PACKED = ["content-encoding", "content-length", "etag", "last-modified"];

worker.addEventListener("install", event => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await unpack(cache);
    if (!worker.registration.active) beginEngine();
    // The first visit is under way, and brings the others through this worker. A new version has to be whole before.
    if (worker.registration.active) await keepOthers(cache);
  })());
});

/** Puts the files of text into the cache, with the headers that the server sends with each of its files: the policy, too.
 * @param {Cache} cache */
async function unpack(cache) {
  const packed = await fetch(worker.PACKED, { cache: "no-cache" });
  if (!packed.ok) throw new Error(`the server answered ${packed.status}`);
  const headers = new Headers(packed.headers);
  for (const name of OF_PACKED) headers.delete(name);
  /** @type {{ name: string, type: string, text: string }[]} */
  const files = await packed.json();
  await Promise.all(files.map(({ name, type, text }) => {
    headers.set("content-type", type);
    return cache.put(name, new Response(text, { headers }));
  }));
}

/** What the first visit is about to ask for. @type {{ address: string, response: Promise<Response> } | null} */
let begun = null;

/** At the first visit: fetches the engine while the page's modules are loaded. */
function beginEngine() {
  const file = worker.OTHERS.find(name => name.endsWith(".wasm"));
  if (!file) return;
  begun = { address: new URL(file, location.href).href, response: fetch(file, { cache: "no-cache" }) };
  begun.response.catch(() => {});
}

/** @param {Request} request @returns {Promise<Response>} */
function ask(request) {
  if (begun?.address !== request.url) return fetch(request);
  const { response } = begun;
  begun = null;
  return response.catch(() => fetch(request));
}

/** Fetches what is not kept yet. @param {Cache} cache */
async function keepOthers(cache) {
  for (const file of worker.OTHERS) {
    if (!await cache.match(file)) await cache.add(new Request(file, { cache: "no-cache" }));
  }
}

worker.addEventListener("activate", event => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(OWN) && name !== CACHE) await caches.delete(name);
    await worker.clients.claim();
  })());
});

worker.addEventListener("message", event => {
  if (event.data === "use the new version") worker.skipWaiting();
  if (event.data === "keep all") event.waitUntil(caches.open(CACHE).then(keepOthers));
});

// Only the page's own files, only from its own origin, only read.
worker.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    const response = await ask(request);
    const isOther = worker.OTHERS.some(file => new URL(file, location.href).href === request.url);
    // What reads documents is large and seldom wanted: it is kept when it has been wanted once.
    const isWanted = request.url.startsWith(new URL("./documents/", location.href).href);
    if (response.ok && (isOther || isWanted)) event.waitUntil(cache.put(request.url, response.clone()));
    return response;
  })());
});
