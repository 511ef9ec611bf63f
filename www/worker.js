// Reads texts, away from the page's own thread. Requests carry ids, and so do the answers.

import { initSync, annotate, propose } from "./pkg/whosaid.js";

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
  const { id, text, start, end } = data;
  try {
    if (start === undefined) self.postMessage({ id, json: annotate(text) });
    else self.postMessage({ id, proposal: propose(text, start, end) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
