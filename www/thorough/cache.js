// Where the weights for reading thoroughly are kept on this device.

/** What the server has: `cargo xtask build` writes it. Without weights `bytes` is 0.
 * @typedef {{ bytes: number, version: string }} Offer */

/** The names of its caches begin with this, and end with the version of the weights. */
const CACHES = "whosaid-thorough ";

/** The cache of the weights on offer. @param {Offer} offer */
function nameFor(offer) {
  return CACHES + offer.version;
}

/** The cache of the weights on offer; nothing where the browser has none for this page.
 * @param {Offer} offer
 * @returns {Promise<Cache | null>} */
export async function openCache(offer) {
  return "caches" in window ? caches.open(nameFor(offer)) : null;
}

/** Whether the weights on offer are on this device. @param {Offer} offer */
export async function isKept(offer) {
  return "caches" in window && await caches.has(nameFor(offer));
}

/** Takes all weights off this device, those of other versions too. */
export async function forgetWeights() {
  if (!("caches" in window)) return;
  const names = (await caches.keys()).filter(name => name.startsWith(CACHES));
  await Promise.all(names.map(name => caches.delete(name)));
}
