// Reads a text thoroughly: brings the weights, lets a worker of its own read, and puts what it says in place of what nobody
// has looked at.

import { undo } from "../actions.js";
import { say } from "../status.js";
import { store } from "../store.js";
import { forgetWeights, isKept, openCache } from "./cache.js";
import { wording } from "../words.js";

/** @typedef {import("./cache.js").Offer} Offer */

const WEIGHTS = new URL("../pkg/thorough.weights", import.meta.url).href;

/**
 * The file of the weights: from this device, or else from the server, and then kept.
 * @param {Offer} offer
 * @param {AbortSignal} signal
 * @param {(loaded: number, total: number) => void} progress
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function fetchWeights(offer, signal, progress) {
  const kept = await isKept(offer) && await (await openCache(offer))?.match(WEIGHTS);
  if (kept) return new Uint8Array(await kept.arrayBuffer());
  const response = await fetch(WEIGHTS, { signal });
  if (!response.ok || !response.body) throw new Error(wording.thoroughReading.theServerAnswered(response.status));
  const bytes = new Uint8Array(offer.bytes);
  let loaded = 0;
  const reader = response.body.getReader();
  for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
    if (loaded + (value?.length ?? 0) > bytes.length) throw new Error(wording.thoroughReading.fileLargerThanShould);
    bytes.set(value ?? [], loaded);
    loaded += value?.length ?? 0;
    progress(loaded, bytes.length);
  }
  if (loaded < bytes.length) throw new Error(wording.thoroughReading.fileNotWhole);
  try {
    await forgetWeights();
    await (await openCache(offer))?.put(WEIGHTS, new Response(bytes));
  } catch {
    // No room, or not allowed: it is fetched again next time.
    await forgetWeights().catch(() => {});
  }
  return bytes;
}

/**
 * What a thorough reading says of a text, as a native file.
 * @param {Uint8Array<ArrayBuffer>} weights
 * @param {string} text
 * @param {AbortSignal} signal
 * @param {(done: number, all: number) => void} progress
 * @returns {Promise<string>}
 */
export async function readText(weights, text, signal, progress) {
  // A worker loaded by address would not be held by the page's Content-Security-Policy; one from a Blob is.
  const address = new URL("./worker.js", import.meta.url).href;
  const source = URL.createObjectURL(new Blob([`import ${JSON.stringify(address)};`], { type: "text/javascript" }));
  const worker = new Worker(source, { type: "module", name: "whosaid thorough" });
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("stopped")));
      if (signal.aborted) reject(new Error("stopped"));
      worker.onmessage = ({ data }) => {
        if (data.json !== undefined) resolve(data.json);
        else if (data.error !== undefined) reject(new Error(data.error));
        else progress(data.done, data.all);
      };
      worker.onerror = event => {
        event.preventDefault();
        reject(new Error(event.message || wording.thoroughReading.theWorkerStopped));
      };
      worker.postMessage({ weights, text }, [weights.buffer]);
    });
  } finally {
    worker.terminate();
    URL.revokeObjectURL(source);
  }
}

/**
 * Takes in what was read, and says what it changed.
 * @param {string} json
 */
export function showChanges(json) {
  const changes = store.session?.readAgain(json);
  if (!changes) {
    say(wording.thoroughReading.textHasChangedMeanwhileSo);
    return;
  }
  store.refresh();
  const { added, removed, moved, speakers } = changes;
  const parts = [
    count(added.length, wording.thoroughReading.quotationMore, wording.thoroughReading.quotationsMore),
    count(removed, wording.thoroughReading.quotationFewer, wording.thoroughReading.quotationsFewer),
    count(moved.length, wording.thoroughReading.beginsOrEndsElsewhere, wording.thoroughReading.beginOrEndElsewhere),
    count(speakers.length, wording.thoroughReading.speakerChanged, wording.thoroughReading.speakersChanged),
  ].filter(part => part !== "");
  const changed = [...new Set([...added, ...moved, ...speakers])].sort((a, b) => place(a) - place(b));
  const undoIt = { label: wording.thoroughReading.undo, action: undo };
  if (parts.length === 0) {
    say(wording.thoroughReading.readThoroughlyNoQuotationHas, ...(store.model?.annotations.undo === "read thoroughly" ? [undoIt] : []));
    return;
  }
  const found = wording.thoroughReading.readThoroughly(parts.join(", "));
  /** @param {number} next the change to show */
  const walk = next => {
    const choices = changed.length === 0 ? [] : [{
      label: next === 0 ? wording.thoroughReading.show : wording.thoroughReading.showTheNext,
      action: () => {
        store.select(changed[next]);
        walk((next + 1) % changed.length);
      },
    }];
    say(wording.thoroughReading.change(found, next, changed.length), ...choices, undoIt);
  };
  walk(0);
}

/** @param {number} number @param {string} one @param {string} many */
function count(number, one, many) {
  return number === 0 ? "" : `${number} ${number === 1 ? one : many}`;
}

/** @param {string} id */
function place(id) {
  return store.model?.byId.get(id)?.start ?? 0;
}
