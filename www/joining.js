// Broken lines, as a PDF gives them: offers to join them, and shows what that will do.

import { button, byId, element } from "./dom.js";
import { joinLines } from "./pkg/whosaid.js";
import { say } from "./status.js";
import { wording } from "./words.js";

/** How much of the joined text is shown before. */
const SHOWN = 1500;
/** Larger texts are not looked at. */
const LARGEST = 2_000_000;

const offer = byId("join-offer");

/**
 * Offers to join the lines of a text, where they are broken.
 * @param {string} text @param {(joined: string) => void} join takes the joined text in
 */
export function offerJoining(text, join) {
  offer.hidden = true;
  const joining = text.length <= LARGEST ? joinLines(text) : undefined;
  if (!joining) return;
  const { breaks, words, leftOut } = joining;
  const does = [wording.joining.withinSentences(breaks),
    words.length > 0 ? wording.joining.putTogether(words.length, some(words)) : "",
    leftOut.length > 0 ? wording.joining.ofThePage(leftOut.length, some(leftOut)) : ""].filter(Boolean).join("; ");
  const settle = () => {
    offer.hidden = true;
    offer.replaceChildren();
    byId("article").focus({ preventScroll: true });
  };
  offer.replaceChildren(
    element("p", null, wording.joining.linesTextAreBrokenWhen),
    element("details", null, element("summary", null, wording.joining.whatJoiningWillDo),
      element("p", null, `${does}.`),
      element("pre", { tabIndex: 0, role: "region", "aria-label": wording.joining.textWithItsLinesJoined }, joining.text.slice(0, SHOWN) + (joining.text.length > SHOWN ? "…" : ""))),
    element("div", { class: "row" },
      button(wording.joining.joinBrokenLines, () => { settle(); join(joining.text); say(wording.joining.joined(breaks)); }, { class: "primary", id: "join-lines" }),
      button(wording.joining.leaveAsItIs, settle)));
  offer.hidden = false;
}

/** @param {string[]} words */
function some(words) {
  return words.slice(0, 6).join(", ") + (words.length > 6 ? ", …" : "");
}
