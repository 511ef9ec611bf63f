// The status line: says aloud and shows what has just happened, and offers what can be done about it.

import { isolated } from "./directions.js";
import { button, byId } from "./dom.js";
import { wording } from "./words.js";

const line = byId("status");
const actions = byId("status-actions");
const notice = byId("notice");

/**
 * @param {string} message
 * @param {...{ label: string, action: () => void, isInBar?: boolean }} choices buttons beside the message; `isInBar`: the bar has
 *   the same, and on a small screen that stands beside the message
 */
export function say(message, ...choices) {
  const hadFocus = actions.contains(document.activeElement);
  line.replaceChildren(...isolated(inSentences(message)));
  actions.replaceChildren(...choices.map(({ label, action, isInBar }) => button(label, action, { class: isInBar ? "in-bar" : "" })));
  if (hadFocus) (actions.querySelector("button") ?? byId("text-column")).focus();
}

/** A sentence that ends in a name with a full stop of its own ("Harbour Inc.") has one. @param {string} message */
function inSentences(message) {
  return message.replace(/([^.])\.\.(?=\s|$)/g, "$1.");
}

/**
 * Something that needs the reader's attention stays over the text until it is settled.
 * @param {string} message
 * @param {{ error?: boolean, choices?: { label: string, action: () => void }[] }} [options]
 */
export function warn(message, { error = false, choices = [] } = {}) {
  const text = document.createElement("p");
  text.append(...isolated(inSentences(message)));
  const row = document.createElement("div");
  row.className = "notice-actions";
  row.append(...choices.map(({ label, action }) => button(label, action)), button(wording.status.close, settle));
  notice.classList.toggle("error", error);
  notice.replaceChildren(text, row);
  notice.hidden = false;
}

/** Takes the warning away. */
export function settle() {
  const hadFocus = notice.contains(document.activeElement);
  notice.hidden = true;
  notice.replaceChildren();
  if (hadFocus) byId("text-column").focus();
}
