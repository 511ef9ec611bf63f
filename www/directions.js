// Which way words run: an article may hold some that run from right to left.

import { element } from "./dom.js";

const BACKWARD = String.raw`(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]`;
const BACKWARDS = new RegExp(BACKWARD, "gu");
/** From the first such letter to the last before another one. */
const RUN = new RegExp(String.raw`(${BACKWARD}(?:(?:${BACKWARD}|\P{L})*${BACKWARD})?\p{M}*)`, "gu");

/** That of most letters: an English sentence may begin with a quotation that runs the other way. @param {string} text @returns {"ltr" | "rtl"} */
export function directionOf(text) {
  const backwards = text.match(BACKWARDS)?.length ?? 0;
  return backwards > 0 && 2 * backwards > (text.match(/\p{L}/gu)?.length ?? 0) ? "rtl" : "ltr";
}

/** That of the paragraph in which an offset is. @param {string} text @param {number} at */
export function directionAt(text, at) {
  const end = text.indexOf("\n", at);
  return directionOf(text.slice(text.lastIndexOf("\n", at - 1) + 1, end < 0 ? text.length : end));
}

/** A message of the page with words of the text in it: those that run from right to left do not take along what is
 * around them. @param {string} message @returns {(string | HTMLElement)[]} */
export function isolated(message) {
  return message.split(RUN).map((part, index) => index % 2 === 1 ? element("bdi", null, part) : part);
}
