// Broken lines, as a PDF gives them: offers to join them, and shows what that will do.

import { button, byId, counted, element } from "./dom.js";
import { joinLines } from "./pkg/whosaid.js";
import { say } from "./status.js";

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
  const does = [`${counted(breaks, "line break")} within sentences ${breaks === 1 ? "becomes a space" : "become spaces"}`,
    words.length > 0 ? `${counted(words.length, "divided word")} ${words.length === 1 ? "is" : "are"} put together (${some(words)})` : "",
    leftOut.length > 0 ? `${counted(leftOut.length, "line")} of the page ${leftOut.length === 1 ? "goes" : "go"}: ${some(leftOut)}` : ""].filter(Boolean).join("; ");
  const settle = () => {
    offer.hidden = true;
    offer.replaceChildren();
    byId("article").focus({ preventScroll: true });
  };
  offer.replaceChildren(
    element("p", null, "The lines of this text are broken, as when it was copied from a PDF. Quotations that run over them are found less well."),
    element("details", null, element("summary", null, "What joining will do"),
      element("p", null, `${does}.`),
      element("pre", { tabIndex: 0, role: "region", "aria-label": "The text with its lines joined" }, joining.text.slice(0, SHOWN) + (joining.text.length > SHOWN ? "…" : ""))),
    element("div", { class: "row" },
      button("Join broken lines", () => { settle(); join(joining.text); say(`Joined ${counted(breaks, "line break")}.`); }, { class: "primary", id: "join-lines" }),
      button("Leave as it is", settle)));
  offer.hidden = false;
}

/** @param {string[]} words */
function some(words) {
  return words.slice(0, 6).join(", ") + (words.length > 6 ? ", …" : "");
}
