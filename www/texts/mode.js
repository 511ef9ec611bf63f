// The text at hand: whether it is typed, edited or read, and what of the page is shown for that.

import { byId } from "../dom.js";
import { store } from "../store.js";

/** @typedef {"empty" | "edit" | "read"} Mode */
/** @typedef {import("../pkg/whosaid.js").DocumentFields} DocumentFields */

export const input = /** @type {HTMLTextAreaElement} */ (byId("input"));

export const hand = {
  /** The text last given to the engine. */
  lastText: "",
  /** While "Edit text" is on: whether the session already holds an edit of this bout. @type {"no" | "begun" | "changed"} */
  editing: "no",
  /** The timer that waits for typing to rest. */
  typing: 0,
  /** Where the text comes from, as it came in. @type {DocumentFields} */
  origin: {},
  /** The name of the file that the text comes from; empty where it comes from none. */
  file: "",
};

/** What the page does beside: it saves, keeps drafts and tells whether that is done, and brings the focus to the text. */
export const page = { save: () => {}, keepDraftSoon: () => {}, keepDraftNow: () => false, arrive: () => {} };

/** @param {Mode} mode */
export function setMode(mode) {
  document.body.dataset.mode = mode;
  byId("editor").hidden = mode === "read";
  showReading();
  byId("done").hidden = mode === "empty";
  // What had the focus may be hidden now.
  if (!document.activeElement?.checkVisibility()) (mode === "read" ? byId("article") : input).focus({ preventScroll: true });
}

/** The marked text is shown as long as it is the text at hand. */
export function showReading() {
  const shown = mode() !== "empty" && Boolean(store.model) && !isRefused();
  byId("reading").hidden = !shown;
  byId("line").hidden = mode() !== "read" || !store.model;
  for (const id of ["save", "save-menu-button"]) /** @type {HTMLButtonElement} */ (byId(id)).disabled = !store.model || isRefused();
}

/** Whether the text in the field is one that was refused: what is marked is then another text. */
export function isRefused() {
  return mode() === "edit" && input.dataset.refused !== undefined && input.dataset.refused === input.value;
}

/** @returns {Mode} */
export function mode() {
  return /** @type {Mode} */ (document.body.dataset.mode);
}

/** Whether no text is at hand, not even one that waits to be read. */
export function isFree() {
  return mode() === "empty" && !store.model && !input.value.trim();
}

/** What stands in the text field. */
export function typedText() {
  return input.value;
}

/** Takes back, or does again, what was typed into the text field. @param {boolean} isRedo */
export function stepInField(isRedo) {
  input.focus();
  document.execCommand(isRedo ? "redo" : "undo");
}

/** The text of the model is the one in the field, too. */
export function followModel() {
  const { model } = store;
  if (model && mode() === "read" && input.value !== model.text) input.value = hand.lastText = model.text;
}
