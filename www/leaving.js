// Leaving the page: the browser asks only where something would be lost.

import { commitField } from "./actions.js";
import { desk } from "./desk.js";
import { store } from "./store.js";
import { page } from "./texts/mode.js";

let asks = true;

export function startLeaving() {
  window.addEventListener("beforeunload", event => {
    commitField();
    if (asks && (store.unsaved || desk.unsaved)) event.preventDefault();
  });
}

/** Loads the page anew. The tab's draft brings text and corrections back, so the browser does not ask; of several texts
 * some may not be kept. */
export function loadAnew() {
  commitField();
  asks = !page.keepDraftNow() || desk.size > 0;
  location.reload();
}
