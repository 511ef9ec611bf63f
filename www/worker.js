// Reads texts, away from the page's own thread. Requests carry ids, and so do the answers.

import { initSync, annotate, digest, looksForeign, propose, readText } from "./pkg/whosaid.js";

self.onmessage = async ({ data }) => {
  if (data.module) {
    await holdLock(data.life);
    initSync({ module: data.module });
    // Unpacks the weights before somebody waits for it.
    annotate("Ready.");
    self.postMessage({ ready: true });
    return;
  }
  answer(data);
};

/** Holds a lock as long as the worker lives: whoever waits for it learns when the browser ends the worker without a word.
 * @param {string} name @returns {Promise<void>} */
function holdLock(name) {
  if (!navigator.locks) return Promise.resolve();
  return new Promise(held => {
    navigator.locks.request(name, () => {
      held();
      return new Promise(() => {});
    }).catch(() => held());
  });
}

/** @typedef {{ text?: string, json?: string, source?: object, anyLanguage?: boolean }} DeskRequest */

/** @param {{ id: number, text: string, start?: number, end?: number, desk?: DeskRequest }} request */
function answer({ id, text, start, end, desk }) {
  try {
    if (desk) self.postMessage({ id, ...readForDesk(desk) });
    else if (start === undefined || end === undefined) self.postMessage({ id, json: annotate(text) });
    else self.postMessage({ id, proposal: propose(text, start, end) });
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

/** One of many texts, or a native file: what it holds, and in short. @param {DeskRequest} request */
function readForDesk({ text = "", json, source = {}, anyLanguage = false }) {
  if (json !== undefined) return { json, digest: digest(json) };
  if (text.trim() === "") throw new Error("there is no text in it");
  return !anyLanguage && looksForeign(text) ? { foreign: true } : readText(text, source);
}
