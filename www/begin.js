// Begins the page. At the first visit its many small files come as one: the service worker takes them apart, and the page
// loads its parts from there. Without a service worker each part comes by itself.

/** A service worker that takes longer is not waited for; milliseconds. */
const PATIENCE = 3000;

/** Waits until the service worker has the parts, if it is about to get them. */
async function parts() {
  const { serviceWorker } = navigator;
  if (!serviceWorker || serviceWorker.controller) return;
  const registration = await serviceWorker.register(new URL("./service-worker.js", import.meta.url));
  // A page that was loaded past its service worker does without it.
  if (registration.active) return;
  await new Promise(resolve => {
    serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    registration.installing?.addEventListener("statechange", event => {
      if (/** @type {ServiceWorker} */ (event.target).state === "redundant") resolve(undefined);
    });
    if (serviceWorker.controller) resolve(undefined);
    setTimeout(resolve, PATIENCE);
  });
}

await parts().catch(() => {});
await import("./main.js");
document.documentElement.dataset.begun = "";
