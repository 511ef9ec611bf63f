// Where a quotation is to be split: at the places that suggest themselves, or at any word of it in the text.

import { splitAt } from "../actions.js";
import { button, element, excerpt } from "../dom.js";
import { state } from "./parts.js";
import { wording } from "../words.js";

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const words = new Intl.Segmenter("en", { granularity: "word" });
/** How many places are shown, of those that suggest themselves and of words. */
const MOST = { likely: 12, words: 60 };

/** @param {import("../model.js").Model} model @param {import("../model.js").Quotation} quotation @param {import("./index.js").Card} card */
export function splitPanel(model, quotation, card) {
  const places = placesOf(quotation);
  card.afterwards.push(() => /** @type {HTMLElement | null} */ (root.querySelector("button"))?.focus());
  const root = element("div", { class: "chooser" },
    element("p", { class: "label" }, places.length > 0 ? wording.cardSplit.whereDoesSecondPartBegin : wording.cardSplit.tapWordTextAtSecond),
    places.length > 0 ? element("ul", { class: "preview" }, ...places.map(at => element("li", null,
      button(`“${excerpt(model.text.slice(at, Math.min(at + 80, endOf(quotation, at))), 50)}”`, () => splitAt(quotation.id, at), { class: "quiet", data: { control: `split ${at}` } })))) : null,
    places.length > 0 ? state(wording.cardSplit.orTapAnyWordQuotation) : null,
    button(wording.cardSplit.back, () => card.open(null), { data: { control: "Back" } }));
  return root;
}

/** Where the piece ends that holds an offset. @param {import("../model.js").Quotation} quotation @param {number} at */
function endOf({ spans }, at) {
  return (spans.find(span => at < span.end16) ?? spans[spans.length - 1]).end16;
}

/** Starts of pieces, of sentences, and of clauses behind a comma, but for the very first; where there are none, of words.
 * @param {import("../model.js").Quotation} quotation */
function placesOf(quotation) {
  /** @type {Set<number>} */
  const places = new Set();
  for (const { start16, exact } of quotation.spans) {
    places.add(start16);
    for (const { index } of sentences.segment(exact)) places.add(start16 + index);
    for (const { index, 0: mark } of exact.matchAll(/[,;:—–]\s+/g)) places.add(start16 + index + mark.length);
  }
  places.delete(quotation.spans[0].start16);
  if (places.size > 0) return [...places].sort((a, b) => a - b).slice(0, MOST.likely);
  const { start16, exact } = quotation.spans[0];
  const starts = [...words.segment(exact)].flatMap(({ index, isWordLike }) => isWordLike ? start16 + index : []);
  return starts.slice(1, MOST.words);
}

