// What a thorough reading says, put in place of what nobody has looked at, and what that changed.

import { undo } from "../actions.js";
import { say } from "../status.js";
import { store } from "../store.js";

/**
 * Takes in what was read, and says what it changed.
 * @param {string} json
 */
export function showChanges(json) {
  const changes = store.session?.readAgain(json);
  if (!changes) {
    say("The text has changed meanwhile, so nothing was taken over. Read it thoroughly again.");
    return;
  }
  store.refresh();
  const { added, removed, moved, speakers } = changes;
  const parts = [
    count(added.length, "quotation more", "quotations more"),
    count(removed, "quotation fewer", "quotations fewer"),
    count(moved.length, "begins or ends elsewhere", "begin or end elsewhere"),
    count(speakers.length, "speaker changed", "speakers changed"),
  ].filter(part => part !== "");
  const changed = [...new Set([...added, ...moved, ...speakers])].sort((a, b) => place(a) - place(b));
  const undoIt = { label: "Undo", action: undo };
  if (parts.length === 0) {
    say("Read thoroughly. No quotation has changed.", ...(store.model?.annotations.undo === "read thoroughly" ? [undoIt] : []));
    return;
  }
  const found = `Read thoroughly: ${parts.join(", ")}. `;
  /** @param {number} next the change to show */
  const walk = next => {
    const choices = changed.length === 0 ? [] : [{
      label: next === 0 ? "Show" : "Show the next",
      action: () => {
        store.select(changed[next]);
        walk((next + 1) % changed.length);
      },
    }];
    say(`${found}${next === 0 ? "What you have changed or accepted stays." : `Change ${next} of ${changed.length}.`}`, ...choices, undoIt);
  };
  walk(0);
}

/** @param {number} number @param {string} one @param {string} many */
function count(number, one, many) {
  return number === 0 ? "" : `${number} ${number === 1 ? one : many}`;
}

/** @param {string} id */
function place(id) {
  return store.model?.byId.get(id)?.start ?? 0;
}
