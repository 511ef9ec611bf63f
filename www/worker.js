// Reads texts, away from the page's own thread. Requests carry ids, and so do the answers.

import { initSync, annotate } from "./pkg/whosaid.js";

self.onmessage = ({ data }) => {
  if (data.module) {
    initSync({ module: data.module });
    // Unpacks the weights before somebody waits for it.
    annotate("Ready.");
    self.postMessage({ ready: true });
    return;
  }
  const { id, text } = data;
  try {
    self.postMessage({ id, json: annotate(text) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
