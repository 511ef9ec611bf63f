// The page without a network: a service worker keeps the page's own files, and nothing else. A new version is offered, and
// stands beside what one works on until somebody takes it.

import { button, byId, element } from "./dom.js";
import { loadAnew } from "./leaving.js";
import { say } from "./status.js";
import { wording } from "./words.js";

/** @param {() => Promise<void>} engine waits until the engine is there */
export async function startOffline(engine) {
  if (!("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  engine().then(async () => (await serviceWorker.ready).active?.postMessage("keep all"), () => {});
  let controlled = Boolean(serviceWorker.controller);
  let taken = false;
  serviceWorker.addEventListener("controllerchange", () => {
    if (taken) loadAnew();
    // Another tab has taken it, or somebody told the browser to stay. The first one only begins to keep the page.
    if (controlled) offer(wording.offline.newVersionIsInUse, wording.offline.loadThisTabAnew, loadAnew);
    controlled = true;
  });
  try {
    const registration = await serviceWorker.register(new URL("./service-worker.js", import.meta.url));
    const look = () => {
      if (!registration.waiting || !serviceWorker.controller) return;
      offer(wording.offline.thereNewVersionWhosaidYour, wording.offline.useTheNewVersion, () => {
        taken = true;
        registration.waiting?.postMessage("use the new version");
      });
    };
    look();
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  } catch {
    // Without it the page works as long as there is a network.
  }
}

/** Over the text, where it stays whatever is said in the status line meanwhile.
 * @param {{ short: string, long: string }} message @param {string} label @param {() => void} action */
function offer(message, label, action) {
  const place = byId("version-offer");
  const settle = () => {
    place.hidden = true;
    place.replaceChildren();
    byId("text-column").focus({ preventScroll: true });
  };
  place.replaceChildren(
    element("p", null, `${message.short} ${message.long}`),
    element("div", { class: "row" },
      button(label, () => { settle(); action(); }, { class: "primary" }),
      button(wording.offline.later, settle)));
  place.hidden = false;
  say(message.short);
}
