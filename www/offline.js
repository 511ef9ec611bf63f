// The page without a network: a service worker keeps the page's own files, and nothing else.

import { say } from "./status.js";
import { wording } from "./words.js";

/** @param {() => Promise<void>} engine waits until the engine is there */
export async function startOffline(engine) {
  if (!("serviceWorker" in navigator)) return;
  engine().then(async () => (await navigator.serviceWorker.ready).active?.postMessage("keep all"), () => {});
  try {
    const registration = await navigator.serviceWorker.register(new URL("./service-worker.js", import.meta.url));
    const offer = () => {
      if (!registration.waiting || !navigator.serviceWorker.controller) return;
      say(wording.offline.thereNewVersionWhosaidYour, {
        label: wording.offline.useTheNewVersion,
        action: () => {
          navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
          registration.waiting?.postMessage("use the new version");
        },
      });
    };
    offer();
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", offer);
    });
  } catch {
    // Without it the page works as long as there is a network.
  }
}
