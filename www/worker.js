// Reads texts, away from the page's own thread. Requests carry ids, and so do the answers.

import { initSync, annotate, propose } from "./pkg/whosaid.js";

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

/** @param {{ id: number, text: string, start?: number, end?: number }} request */
function answer({ id, text, start, end }) {
  try {
    if (start === undefined || end === undefined) self.postMessage({ id, json: annotate(text) });
    else self.postMessage({ id, proposal: propose(text, start, end) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
}
