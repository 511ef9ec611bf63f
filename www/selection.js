// Making new annotations, and giving those that there are another extent: with the pointer or a finger by selecting words, with the keyboard by a word cursor.
// Both are the browser's own selection, so that it is seen, spoken and copied as everywhere else.

import { correct, goTo, splitAt, stepFrom, UNDO } from "./actions.js";
import { button, element, excerpt } from "./dom.js";
import { say } from "./status.js";
import { store } from "./store.js";
import { wording } from "./words.js";

/** @typedef {import("./render.js").ArticleView} ArticleView */
/** @typedef {"quotation" | "person" | "organization" | "place"} Make */

const toolbar = element("div", { id: "new-mark", role: "toolbar", "aria-label": wording.selection.markSelectedWords, hidden: true });

/** @type {ArticleView} */
let view;
/** @type {(text: string, start: number, end: number) => Promise<import("./engine.js").Proposal | null>} */
let propose = () => Promise.resolve(null);
/** The word cursor: where it began and where it is. Null when it is off. @type {{ anchor: [number, number], focus: [number, number] } | null} */
let cursor = null;

/** @param {ArticleView} article @param {typeof propose} engine what proposes cue and source of a new quotation */
export function startSelection(article, engine) {
  view = article;
  propose = engine;
  article.root.after(toolbar);
  for (const [make, label, key] of /** @type {[Make, string, string][]} */ ([
    ["quotation", wording.selection.quotation, "Q"], ["person", wording.selection.person, "P"], ["organization", wording.selection.organization, "O"], ["place", wording.selection.place, "L"]])) {
    toolbar.append(button(label, () => mark(make), { title: `${label} (${key})`, "aria-keyshortcuts": key }));
  }
  toolbar.append(
    element("span", { class: "of-selected", hidden: true, data: { part: "any" } }, button(wording.selection.useAsExtent, useAsExtent, { title: wording.selection.selectedAnnotationTheseWords })),
    element("span", { class: "of-selected", hidden: true, data: { part: "quotation" } },
      button(wording.selection.addToIt, addToIt, { title: wording.selection.furtherPieceSelectedQuotation }),
      button(wording.selection.splitHere, splitHere, { title: wording.selection.secondPartSelectedQuotationBegins }),
      button(wording.selection.itsCue, () => setPart("setCue", "cue")), button(wording.selection.namesItsSpeaker, () => setPart("setSource", "source"))));
  // Keep the selection when the toolbar is pressed.
  toolbar.addEventListener("pointerdown", event => event.preventDefault());
  document.addEventListener("selectionchange", () => requestAnimationFrame(showToolbar));
}

/** The selected stretch of the text, at word boundaries. @returns {{ start: number, end: number } | null} */
export function selectedStretch() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0 || !store.model) return null;
  const range = selection.getRangeAt(0);
  const from = view.offsetOf(range.startContainer, range.startOffset);
  const to = view.offsetOf(range.endContainer, range.endOffset);
  if (from === null || to === null) return null;
  const { text } = store.model;
  let start = Math.min(from, to);
  let end = Math.max(from, to);
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  if (start >= end) return null;
  // Half a word is the whole word.
  if (isWordInside(text, start)) start = stepFrom(text, start, -1, "word", "start");
  if (isWordInside(text, end)) end = stepFrom(text, end, 1, "word", "end");
  return { start, end };
}

/** Whether an offset lies between two letters. @param {string} text @param {number} at */
function isWordInside(text, at) {
  return /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, at - 2), at)) && /^[\p{L}\p{N}]/u.test(text.slice(at, at + 2));
}

function showToolbar() {
  const stretch = document.body.dataset.mode === "read" ? selectedStretch() : null;
  toolbar.hidden = !stretch;
  if (!stretch) return;
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (toolbar.querySelectorAll("[data-part]"))) {
    part.hidden = part.dataset.part === "any" ? !store.annotation : store.annotation?.type !== "quotation";
  }
  const range = view.domRange(stretch.start, stretch.end);
  const boxes = range?.getClientRects();
  const last = boxes && boxes[boxes.length - 1];
  const main = /** @type {HTMLElement} */ (toolbar.offsetParent ?? document.body).getBoundingClientRect();
  if (!last) return;
  const left = Math.min(last.left, document.documentElement.clientWidth - toolbar.offsetWidth - 12);
  toolbar.style.setProperty("--left", `${Math.max(0, Math.round(left - main.left))}px`);
  toolbar.style.setProperty("--top", `${Math.round(last.bottom - main.top + 8)}px`);
}

/** Marks the selected words. @param {Make} make */
export async function mark(make) {
  const stretch = selectedStretch();
  const { model } = store;
  if (!stretch || !model) return say(wording.selection.selectSomeWordsFirstWith);
  const words = model.text.slice(stretch.start, stretch.end);
  const there = model.inOrder.find(({ type, start, end }) => start === stretch.start && end === stretch.end && (type === "quotation") === (make === "quotation"));
  endCursor();
  if (there) {
    goTo(there.id);
    say(wording.selection.markedAlreadyChangeItsCard(excerpt(words, 60), model.describe(there)));
    return;
  }
  const proposal = make === "quotation" ? await propose(model.text, stretch.start, stretch.end) : null;
  // While the engine thought, the text may have changed.
  if (store.model?.text !== model.text) return;
  const outcome = make === "quotation"
    ? correct({ do: "addQuotation", spans: [stretch], cue: proposal?.cue ?? undefined, source: proposal?.source ?? undefined }, wording.selection.newQuotation(excerpt(words, 60)))
    : correct({ do: "addMention", span: stretch, ...nameOf(words, make) }, wording.selection.newMark(make, excerpt(words, 60)));
  if (!outcome?.focus) return;
  store.select(outcome.focus);
  view.focus(outcome.focus);
  const made = store.annotation;
  if (made?.type === "quotation" && made.quotation.speaker) {
    say(wording.selection.newQuotationProposedSpeakerAccepts(excerpt(words, 60), store.model?.nameOf(made.quotation.speaker)), UNDO);
  }
}

/** The selected words, when an annotation is selected too. */
function forSelected() {
  const stretch = selectedStretch();
  const { annotation, model } = store;
  if (!stretch || !annotation || !model) return null;
  endCursor();
  return { stretch, annotation, words: excerpt(model.text.slice(stretch.start, stretch.end), 60) };
}

function useAsExtent() {
  const on = forSelected();
  if (!on) return;
  correct({ do: "setExtent", id: on.annotation.id, span: on.stretch }, wording.selection.theIsNow(on.annotation.type, on.words));
  view.focus(on.annotation.id);
}

function addToIt() {
  const on = forSelected();
  if (on?.annotation.type !== "quotation") return;
  correct({ do: "addPiece", quotation: on.annotation.id, span: on.stretch }, wording.selection.added(on.words));
  view.focus(on.annotation.id);
}

function splitHere() {
  const on = forSelected();
  if (on?.annotation.type === "quotation") splitAt(on.annotation.id, on.stretch.start);
}

/** Somebody already known by these words, or somebody new. @param {string} words @param {"person" | "organization" | "place"} kind */
function nameOf(words, kind) {
  const known = store.model?.annotations.entities.find(entity => entity.kind === kind
    && (entity.name === words || entity.mentions.some(mention => mention.form === "name" && mention.span.exact === words)));
  return known ? { entity: known.id } : { kind };
}

/** @param {"setCue" | "setSource"} command @param {string} what */
function setPart(command, what) {
  const stretch = selectedStretch();
  const annotation = store.annotation;
  if (!stretch || annotation?.type !== "quotation" || !store.model) return;
  const words = store.model.text.slice(stretch.start, stretch.end);
  endCursor();
  correct({ do: command, quotation: annotation.quotation.id, span: stretch }, wording.selection.theIs(what, excerpt(words, 60)));
}

// The word cursor

export function cursorIsOn() {
  return cursor !== null;
}

/** Starts the cursor at the selected annotation, or at the first word in sight. */
export function startCursor() {
  const { model, annotation, lastAt } = store;
  if (!model) return;
  const from = annotation || lastAt > 0 ? lastAt : firstInSight();
  const word = wordAt(model.text, from);
  if (!word) return;
  cursor = { anchor: word, focus: word };
  paint(wording.selection.wordCursorArrowsMoveShift(model.text.slice(...word)));
}

export function endCursor() {
  const was = cursor !== null;
  cursor = null;
  document.getSelection()?.removeAllRanges();
  toolbar.hidden = true;
  return was;
}

/** Where the cursor is, to split there. */
export function cursorOffset() {
  return cursor?.focus[0] ?? null;
}

/**
 * @param {"word" | "line"} unit @param {1 | -1} direction @param {boolean} extend
 */
export function moveCursor(unit, direction, extend) {
  const { model } = store;
  if (!cursor || !model) return;
  const [start, end] = cursor.focus;
  let next = direction > 0
    ? wordAt(model.text, stepFrom(model.text, start, 1, "word", "start"))
    : wordAt(model.text, stepFrom(model.text, start, -1, "word", "start"));
  if (unit === "line") next = wordOnNextLine(start, direction) ?? next;
  if (!next || (next[0] === start && next[1] === end)) return say(direction > 0 ? wording.selection.endOfTheText : wording.selection.startOfTheText);
  cursor = { anchor: extend ? cursor.anchor : next, focus: next };
  paint();
}

/** @param {string} [message] */
function paint(message) {
  const { model } = store;
  if (!cursor || !model) return;
  const start = Math.min(cursor.anchor[0], cursor.focus[0]);
  const end = Math.max(cursor.anchor[1], cursor.focus[1]);
  const range = view.domRange(start, end);
  const selection = document.getSelection();
  if (!range || !selection) return;
  selection.removeAllRanges();
  selection.addRange(range);
  const word = view.domRange(...cursor.focus)?.getBoundingClientRect();
  if (word && (word.top < 120 || word.bottom > window.innerHeight - 90)) {
    window.scrollBy({ top: word.top - window.innerHeight / 2, behavior: "instant" });
  }
  say(message ?? `“${excerpt(model.text.slice(start, end), 90)}”`);
}

/** The word at or after an offset. @param {string} text @param {number} offset @returns {[number, number] | null} */
function wordAt(text, offset) {
  const end = stepFrom(text, offset, 1, "word", "end");
  if (end <= offset) return null;
  return [stepFrom(text, end, -1, "word", "start"), end];
}

function firstInSight() {
  const paragraph = view.paragraphs.find(({ element: shown }) => shown.getBoundingClientRect().bottom > 120);
  return paragraph?.start ?? 0;
}

/** @param {number} from @param {1 | -1} direction @returns {[number, number] | null} */
function wordOnNextLine(from, direction) {
  const { model } = store;
  const range = view.domRange(from, from + 1);
  if (!model || !range) return null;
  const { left, top } = range.getBoundingClientRect();
  let at = from;
  let best = null;
  let line = /** @type {number | null} */ (null);
  let distance = Infinity;
  for (let steps = 0; steps < 80; steps++) {
    const next = stepFrom(model.text, at, direction, "word", "start");
    if (next === at) break;
    at = next;
    const box = view.domRange(at, at + 1)?.getBoundingClientRect();
    if (!box || Math.abs(box.top - top) < 8) continue;
    line ??= box.top;
    if (Math.abs(box.top - line) > 8) break;
    if (Math.abs(box.left - left) < distance) {
      distance = Math.abs(box.left - left);
      best = at;
    }
  }
  return best === null ? null : wordAt(model.text, best);
}
