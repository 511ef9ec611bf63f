// "Read thoroughly": the button, and what of it is kept on this device. What does the work is loaded when it is wanted.

import { plain } from "./actions.js";
import { button, byId, element } from "./dom.js";
import { say, warn } from "./status.js";
import { store } from "./store.js";
import { engine, engineIsReady } from "./texts.js";
import { fetchWeights, forgetWeights, hasWeights } from "./pkg/whosaid.js";
import { showChanges } from "./thorough/changes.js";

/** What the server has; `cargo xtask build` writes it. Without weights `bytes` is 0. @typedef {import("./pkg/whosaid.js").Offer} Offer */

const WEIGHTS = new URL("./pkg/thorough.weights", import.meta.url).href;
/** @type {Offer} */
let offer = { bytes: 0, version: "" };
/** The reading that goes on. @type {AbortController | null} */
let reading = null;

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Progress is told so often that it can be read, and no more; milliseconds. */
const SELDOM = 500;

/** @param {(done: number, all: number) => void} tell */
function seldom(tell) {
  let last = 0;
  return (/** @type {number} */ done, /** @type {number} */ all) => {
    const now = performance.now();
    if (now - last < SELDOM) return;
    last = now;
    tell(done, all);
  };
}

/** Asks before anything is fetched. */
async function ask() {
  if (reading) return;
  if (await hasWeights(offer)) return read();
  say(`To read thoroughly, a file of ${megabytes(offer.bytes)} is fetched once, from where this page came from, and kept on this device. Your text stays here.`,
    { label: `Fetch ${megabytes(offer.bytes)}`, action: read },
    { label: "Not now", action: () => say("Nothing was fetched.") });
}

async function read() {
  const text = store.model?.text;
  if (reading || !text) return;
  const control = new AbortController();
  reading = control;
  const stop = { label: "Stop", action: () => { control.abort(); say("Stopped. Nothing has changed."); } };
  try {
    const weights = await fetchWeights(WEIGHTS, offer, control.signal, seldom((loaded, total) =>
      say(`Fetching what is needed to read thoroughly: ${megabytes(loaded)} of ${megabytes(total)}.`, stop)));
    say("Reading thoroughly…", stop);
    const json = await engine.readThoroughly(weights, text, control.signal, seldom((done, all) =>
      say(`Reading thoroughly: ${Math.floor(100 * done / all)} % of the text.`, stop)));
    showChanges(json);
  } catch (error) {
    if (control.signal.aborted) return;
    say("The text was not read thoroughly. Nothing has changed.");
    warn(`The text could not be read thoroughly: ${plain(error)}. What is marked stays as it is.`, { error: true });
  } finally {
    reading = null;
  }
}

/** In the settings: what is kept, and how to be rid of it. */
function startSetting() {
  const about = element("p");
  const remove = button("Remove it", async () => {
    reading?.abort();
    await forgetWeights();
    await show();
    say("The weights for reading thoroughly are removed from this device.");
  }, { class: "danger", id: "thorough-remove" });
  const show = async () => {
    const kept = await hasWeights(offer);
    about.textContent = kept ? `The weights (${megabytes(offer.bytes)}) are kept on this device.`
      : `The weights (${megabytes(offer.bytes)}) are fetched when they are wanted.`;
    remove.hidden = !kept;
  };
  const panel = byId("settings");
  panel.append(element("fieldset", { id: "thorough-setting" }, element("legend", null, "Reading thoroughly"), about, remove));
  panel.addEventListener("beforetoggle", show);
  show();
}

/** Shows the button where the server has the weights, once the engine is there. */
export async function startThorough() {
  try {
    await engineIsReady();
    offer = await (await fetch(new URL("./pkg/thorough.json", import.meta.url))).json();
  } catch {
    // Without a network and without this file there is nothing to offer.
  }
  if (!(offer.bytes > 0)) return;
  byId("edit-text").before(button("Read thoroughly", ask, { id: "thorough", title: "A second, slower reading that knows more English" }));
  startSetting();
}
