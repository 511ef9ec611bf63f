// Reads one text thoroughly, in steps, and says how far it is.

import init, { ThoroughReader } from "../pkg/whosaid.js";

self.onmessage = async ({ data: { weights, text } }) => {
  try {
    await init();
    const reader = ThoroughReader.load(await unpacked(weights));
    const run = reader.begin(text);
    while (run.step()) self.postMessage({ done: run.done, all: run.all });
    self.postMessage({ json: run.finish() });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};

/** The file is packed with gzip, whatever a server does besides.
 * @param {Uint8Array<ArrayBuffer>} bytes */
async function unpacked(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
