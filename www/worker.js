// Reads texts, away from the page's own thread. Requests carry ids, and so do the answers.

import { initSync, annotate, digest, looksForeign, propose, readText } from "./pkg/whosaid.js";

self.onmessage = ({ data }) => {
  if (data.module) {
    initSync({ module: data.module });
    // Held as long as the worker lives: whoever waits for it learns when the browser ends the worker without a word.
    if (data.life) navigator.locks?.request(data.life, () => new Promise(() => {}));
    // Unpacks the weights before somebody waits for it.
    annotate("Ready.");
    self.postMessage({ ready: true });
    return;
  }
  const { id, text, start, end, desk } = data;
  try {
    if (desk) self.postMessage({ id, ...readForDesk(desk) });
    else if (start === undefined) self.postMessage({ id, json: annotate(text) });
    else self.postMessage({ id, proposal: propose(text, start, end) });
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
};

/** One of many texts, or a native file: what it holds, and in short. @param {{ text?: string, json?: string, source?: object, anyLanguage?: boolean }} what */
function readForDesk({ text = "", json, source = {}, anyLanguage = false }) {
  if (json !== undefined) return { json, digest: digest(json) };
  if (text.trim() === "") throw new Error("there is no text in it");
  return !anyLanguage && looksForeign(text) ? { foreign: true } : readText(text, source);
}
