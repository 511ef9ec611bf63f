// "Read thoroughly": the button, and what of it is kept on this device. What does the work is loaded when it is wanted.

import { button, byId, element } from "./dom.js";
import { plain } from "./reasons.js";
import { say, warn } from "./status.js";
import { store } from "./store.js";
import { engine, engineReady } from "./texts/loading.js";
import { fetchWeights, forgetWeights, hasWeights } from "./pkg/whosaid.js";
import { showChanges } from "./thorough/changes.js";
import { wording } from "./words.js";

/** What the server has; `cargo xtask build` writes it. Without weights `bytes` is 0. @typedef {import("./pkg/whosaid.js").Offer} Offer */

const WEIGHTS = new URL("./pkg/thorough.weights", import.meta.url).href;
/** @type {Offer} */
let offer = { bytes: 0, version: "" };
/** The reading that goes on. @type {AbortController | null} */
let reading = null;

/** @param {number} bytes */
function megabytes(bytes) {
  return wording.thorough.megabytes((bytes / 1e6).toFixed(1));
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
  say(wording.thorough.readThoroughlyFileFetchedOnce(megabytes(offer.bytes)),
    { label: wording.thorough.fetch(megabytes(offer.bytes)), action: read },
    { label: wording.thorough.notNow, action: () => say(wording.thorough.nothingWasFetched) });
}

async function read() {
  const text = store.model?.text;
  if (reading || !text) return;
  const control = new AbortController();
  reading = control;
  const stop = { label: wording.thorough.stop, action: () => { control.abort(); say(wording.thorough.stoppedNothingHasChanged); } };
  say(wording.thorough.fetchingWhatNeeded, stop);
  try {
    const weights = await fetchWeights(WEIGHTS, offer, control.signal, seldom((loaded, total) =>
      say(wording.thorough.fetchingWhatNeededReadThoroughly(megabytes(loaded), megabytes(total)), stop)));
    say(wording.thorough.readingThoroughly, stop);
    const json = await engine.readThoroughly(weights, text, control.signal, seldom((done, all) =>
      say(wording.thorough.readingThoroughlyText(Math.floor(100 * done / all)), stop)));
    showChanges(json);
  } catch (error) {
    if (control.signal.aborted) return;
    say(wording.thorough.textWasNotReadThoroughly);
    warn(wording.thorough.textCouldNotReadThoroughly(plain(error)), { error: true });
  } finally {
    reading = null;
  }
}

/** In the settings: what is kept, and how to be rid of it. */
function startSetting() {
  const about = element("p");
  const remove = button(wording.thorough.removeIt, async () => {
    reading?.abort();
    await forgetWeights();
    await show();
    say(wording.thorough.weightsReadingThoroughlyAreRemoved);
  }, { class: "danger", id: "thorough-remove" });
  const show = async () => {
    const kept = await hasWeights(offer);
    about.textContent = kept ? wording.thorough.weightsAreKeptDevice(megabytes(offer.bytes))
      : wording.thorough.weightsAreFetchedWhenThey(megabytes(offer.bytes));
    remove.hidden = !kept;
  };
  const panel = byId("settings");
  panel.append(element("fieldset", { id: "thorough-setting" }, element("legend", null, wording.thorough.readingThoroughly2), about, remove));
  panel.addEventListener("beforetoggle", show);
  show();
}

/** Shows the button where the server has the weights, once the engine is there. */
export async function startThorough() {
  try {
    await engineReady();
    offer = await (await fetch(new URL("./pkg/thorough.json", import.meta.url))).json();
  } catch {
    // Without a network and without this file there is nothing to offer.
  }
  if (!(offer.bytes > 0)) return;
  byId("edit-text").before(button(wording.thorough.readThoroughly, ask, { id: "thorough", title: wording.thorough.secondSlowerReadingKnowsMore }));
  startSetting();
}
