// Reads one text thoroughly, in steps, and says how far it is.

import init, { ThoroughReader } from "../pkg/whosaid.js";

self.onmessage = async ({ data: { weights, text } }) => {
  try {
    await init();
    const bytes = await unpacked(weights);
    const reader = ThoroughReader.load(bytes, await sha256(bytes));
    const run = reader.begin(text);
    while (run.step()) self.postMessage({ done: run.done, all: run.all });
    self.postMessage({ json: run.finish() });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};

/** In hex; nothing where the page did not come by a safe way, and the browser does not tell.
 * @param {Uint8Array<ArrayBuffer>} bytes */
async function sha256(bytes) {
  if (!crypto.subtle) return undefined;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

/** The file is packed with gzip, whatever a server does besides.
 * @param {Uint8Array<ArrayBuffer>} bytes */
async function unpacked(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
