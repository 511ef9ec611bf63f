// What is said and who speaks, of the text at hand and of all texts of the desk: what the views for looking show.

import { desk } from "./desk.js";
import { voicesTogether } from "./pkg/whosaid.js";
import { store } from "./store.js";

/** @typedef {import("./pkg/whosaid.js").Digest} Digest */
/** @typedef {import("./pkg/whosaid.js").Saying} Saying */
/** @typedef {import("./pkg/whosaid.js").Voices} Voices */
/** @typedef {{ entry: import("./desk.js").Entry | null, title: string, text: string, digest: Digest }} Part  a text, and what it says */

/** @type {Digest | null} */
let current = null;
/** @type {Voices | null} */
let together = null;

store.addEventListener("change", () => { current = together = null; });
desk.addEventListener("change", () => { together = null; });

/** Of the text at hand. @returns {Digest | null} */
export function digestOfText() {
  if (!store.session || !store.model) return null;
  return current ??= store.session.digest();
}

/** The texts to look through: the one at hand, or all that have been read. @param {boolean} all @returns {Part[]} */
export function parts(all) {
  const digest = digestOfText();
  if (!all || desk.size === 0) {
    return digest && store.model ? [{ entry: desk.current, title: digest.title, text: store.model.text, digest }] : [];
  }
  return desk.entries.flatMap(entry => {
    const found = entry === desk.current && digest ? digest : entry.digest;
    return found ? [{ entry, title: found.title, text: entry === desk.current ? store.model?.text ?? "" : entry.text ?? "", digest: found }] : [];
  });
}

/** Who speaks. @param {boolean} all @returns {Voices | null} */
export function voicesOf(all) {
  if (!all || desk.size < 2) return digestOfText()?.voices ?? null;
  return together ??= voicesTogether(parts(true).map(part => part.digest.voices));
}
