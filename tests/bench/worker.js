// Reads texts, with builds from before the engine had a worker of its own, too.

import { annotate, initSync } from "./pkg/whosaid.js";

self.onmessage = ({ data: { module, text } }) => {
  if (module) initSync({ module });
  self.postMessage({ json: annotate(text ?? "Ready.") });
};
