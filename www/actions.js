// Every correction, in one line each: what the session is told, and what the status line says.

import { plain } from "./reasons.js";
import { say } from "./status.js";
import { store } from "./store.js";
import { wording } from "./words.js";

/**
 * @typedef {import("./store.js").Command} Command
 * @typedef {import("./model.js").Annotation} Annotation
 */

/** Set by main.js: moves the focus to an annotation of the text. @type {(id: string | null) => void} */
let focusAnnotation = () => {};

/** Undo and redo beside a message; the bar has the same buttons. */
export const UNDO = { label: wording.actions.undo, action: undo, isInBar: true };
export const REDO = { label: wording.actions.redo, action: redo, isInBar: true };

/** @param {(id: string | null) => void} focus */
export function onFocusNeeded(focus) {
  focusAnnotation = focus;
}

/** How much is left, for the end of every message. */
function left() {
  return store.model ? wording.actions.toCheck(store.model.checks.length) : "";
}

/** What there is to say when the queue is empty: what is left is not unlooked-at for that. */
export function nothingToCheck() {
  const unseen = store.model?.unseen ?? 0;
  return unseen === 0 ? wording.actions.everythingHasBeenChecked
    : wording.actions.nothingDoubtfulLeftNotBeen(unseen);
}

/** What was typed into a field and not taken in yet is taken in. */
export function commitField() {
  const field = document.activeElement;
  if (field instanceof HTMLElement && field.matches("[data-commits]")) field.dispatchEvent(new Event("change"));
}

/**
 * Corrects and says so.
 * @param {Command} command
 * @param {string} message in the past tense, without full stop
 * @returns {import("./store.js").Outcome | undefined} nothing when the session refused
 */
export function correct(command, message) {
  try {
    const outcome = store.apply(command);
    say(`${message}. ${left()}`, UNDO);
    return outcome;
  } catch (error) {
    say(wording.actions.thatIsNotPossible(plain(error)));
    return undefined;
  }
}

/** @param {import("./store.js").Outcome} outcome */
export function stepInWords({ step, what }) {
  return wording.steps[step](what);
}

export function undo() {
  commitField();
  const outcome = store.undo();
  if (!outcome) return say(wording.actions.thereNothingUndo);
  show(outcome.focus);
  say(wording.actions.undone(stepInWords(outcome), left()), REDO);
}

export function redo() {
  commitField();
  const outcome = store.redo();
  if (!outcome) return say(wording.actions.thereNothingRedo);
  show(outcome.focus);
  say(wording.actions.doneAgain(stepInWords(outcome), left()), UNDO);
}

/** Selects what was undone; the focus follows only where it would otherwise be in the text or on nothing.
 * @param {string | null} id */
function show(id) {
  const entity = id && store.model?.entities.has(id) ? id : undefined;
  const { annotation } = store;
  // Of an entity that is selected by one of its mentions, that mention.
  if (!(entity && annotation?.type === "mention" && annotation.entity.id === entity)) store.select(id);
  if (!document.activeElement?.closest("header, .status-bar, #sidebar")) focusAnnotation(store.selected);
}

/** Selects an annotation and brings it into view. @param {string | null} id */
export function goTo(id) {
  store.select(id);
  focusAnnotation(id);
  const annotation = store.annotation;
  if (annotation && store.model) say(`${store.model.describe(annotation)}.`);
}

/** The id of the quotation that is selected. */
export function selectedQuotation() {
  const annotation = store.annotation;
  return annotation?.type === "quotation" ? annotation.quotation : undefined;
}

/** The entity that is selected, by a mention or by itself. */
export function selectedEntity() {
  const annotation = store.annotation;
  if (annotation?.type === "mention") return annotation.entity;
  return store.selected ? store.model?.entities.get(store.selected) : undefined;
}

/** The next or previous annotation that is shown. @param {1 | -1} step */
export function walk(step) {
  const { model } = store;
  if (!model) return;
  const shown = model.inOrder.filter(isStop);
  if (shown.length === 0) return say(wording.actions.thereNoAnnotationGo);
  const current = shown.findIndex(annotation => annotation.id === store.annotation?.id);
  const after = shown.findIndex(annotation => annotation.start >= store.lastAt);
  const next = current >= 0 ? current + step
    : after < 0 ? (step > 0 ? shown.length : shown.length - 1)
    : step > 0 ? after : after - 1;
  if (next < 0 || next >= shown.length) return say(step > 0 ? wording.actions.wasLastAnnotation : wording.actions.wasFirstAnnotation);
  goTo(shown[next].id);
}

/** The most doubtful annotation to check, or the one after the selected one; of those that are shown. */
export function nextToCheck() {
  const { model } = store;
  if (!model) return;
  const open = model.checks.filter(({ annotation }) => isShown(annotation));
  if (open.length === 0) return say(model.checks.length === 0 ? nothingToCheck() : wording.actions.whatCheckNotShownMore(model.checks.length));
  const current = store.annotation && model.checkOf(store.annotation);
  const at = current ? open.findIndex(check => check.id === current.id) : -1;
  goTo(open[(at + 1) % open.length].id);
}

/** Pronouns are reached through their quotation or with the pointer; they would make the walk too long.
 * @param {Annotation} annotation */
function isStop(annotation) {
  return isShown(annotation) && !(annotation.type === "mention" && annotation.mention.form === "pronoun");
}

/** Whether its layer is shown. @param {Annotation} annotation */
function isShown(annotation) {
  if (annotation.type === "quotation") return !hidden("quotation");
  return annotation.entity.kind !== "other" && !hidden(annotation.entity.kind === "place" ? "place" : "person");
}

/** @param {string} layer */
function hidden(layer) {
  return document.getElementById("article")?.classList.contains(`hide-${layer}`) ?? false;
}

/** Accepts what is selected and goes on to the next to check. */
export function acceptAndGoOn() {
  const { selected, annotation, model: before } = store;
  if (!selected || !before) return nextToCheck();
  const name = annotation ? before.titleOf(annotation) : before.nameOf(selected);
  const queue = before.checks.filter(check => isShown(check.annotation));
  const current = annotation && before.checkOf(annotation);
  const at = queue.findIndex(check => check.id === current?.id);
  if (!correct({ do: "accept", id: selected }, wording.actions.accepted(name))) return;
  const { model } = store;
  const next = [...queue.slice(at + 1), ...queue.slice(0, Math.max(at, 0))].find(check => model?.checks.some(({ id }) => id === check.id));
  if (model && next) {
    goTo(next.id);
    say(wording.actions.acceptedNow(name, model.describe(next.annotation), left()), UNDO);
  } else {
    focusAnnotation(selected);
    say(wording.actions.accepted2(name, nothingToCheck()), UNDO);
  }
}

/** Deletes what is selected; the focus goes to what comes next. @param {{ everywhere?: boolean }} [options] */
export function remove({ everywhere = false } = {}) {
  const { annotation, model } = store;
  if (!annotation || !model) return;
  const following = model.inOrder.filter(isStop).find(other => other.start >= annotation.start && other.id !== annotation.id);
  const what = annotation.type === "quotation" ? wording.actions.removedTheQuotation(model.callOf(annotation.quotation)) : wording.actions.removedTheMarkOn(annotation.mention.span.exact);
  const outcome = correct({ do: "delete", id: annotation.id, everywhere }, everywhere ? wording.actions.everywhere(what) : what);
  if (!outcome) return;
  const next = following && store.model?.has(following.id) ? following.id : outcome.focus ?? null;
  store.select(next);
  focusAnnotation(next);
}

/** @param {string} quotation @param {string | null} speaker */
export function setSpeaker(quotation, speaker) {
  const name = store.model?.nameOf(speaker);
  return correct({ do: "setSpeaker", quotation, speaker }, speaker ? wording.actions.isTheSpeaker(name) : wording.actions.theSpeakerIsUnknown);
}

/** Gives the selected quotation the speaker with this number. @param {number} number */
export function setSpeakerByNumber(number) {
  const quotation = selectedQuotation();
  const { model } = store;
  if (!quotation || !model) return;
  const speaker = model.speakers.find(entity => entity.number === number);
  if (!speaker) return say(wording.actions.thereIsNoSpeaker(number));
  setSpeaker(quotation.id, speaker.id);
}

const KINDS = /** @type {const} */ (["direct", "indirect", "mixed"]);

/** Direct becomes indirect, indirect mixed, mixed direct. */
export function nextKind() {
  const quotation = selectedQuotation();
  if (!quotation) return;
  const kind = KINDS[(KINDS.indexOf(quotation.kind) + 1) % KINDS.length];
  correct({ do: "setQuotationKind", quotation: quotation.id, kind }, wording.actions.theQuotationIs(wording.names.quotation[kind]));
}

/** Splits a quotation. @param {string} quotation @param {number} at where the second part begins */
export function splitAt(quotation, at) {
  const outcome = correct({ do: "splitQuotation", quotation, at }, wording.actions.splitInTwo);
  if (!outcome?.focus) return;
  store.select(outcome.focus);
  focusAnnotation(outcome.focus);
}

/** Joins the selected quotation with the one before it. */
export function join() {
  const quotation = selectedQuotation();
  if (!quotation) return;
  const outcome = correct({ do: "joinWithPrevious", quotation: quotation.id }, wording.actions.joinedWithQuotationBefore);
  if (outcome?.focus) {
    store.select(outcome.focus);
    focusAnnotation(outcome.focus);
  }
}

/**
 * Moves a boundary of what is selected.
 * @param {"start" | "end"} side
 * @param {1 | -1} direction forwards or backwards in the text
 * @param {"word" | "character"} unit
 * @param {number} [piece] of a quotation; the first for its start, the last for its end
 */
export function moveBoundary(side, direction, unit, piece) {
  const { annotation, model } = store;
  if (!annotation || !model) return;
  const quotation = annotation.type === "quotation" ? annotation.quotation : undefined;
  const index = quotation ? piece ?? (side === "start" ? 0 : quotation.spans.length - 1) : 0;
  const span = annotation.type === "quotation" ? annotation.quotation.spans[index] : annotation.mention.span;
  const moved = { start: span.start16, end: span.end16 };
  moved[side] = stepFrom(model.text, moved[side], direction, unit, side);
  const words = excerptOf(model.text.slice(moved.start, moved.end));
  if (quotation) correct({ do: "setPiece", quotation: quotation.id, piece: index, span: moved }, wording.actions.theQuotationIsNow(words));
  else if (annotation.type === "mention") correct({ do: "setMention", mention: annotation.mention.id, span: moved }, wording.actions.markNow(words));
}

/** First and last words. @param {string} text */
function excerptOf(text) {
  const flat = text.replace(/\s+/g, " ");
  return flat.length < 70 ? flat : `${flat.slice(0, 30)} … ${flat.slice(-30)}`;
}

const words = new Intl.Segmenter("en", { granularity: "word" });
const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * The offset one word or one character further. A start stops at the starts of words, an end at their ends.
 * @param {string} text @param {number} from @param {1 | -1} direction
 * @param {"word" | "character"} unit @param {"start" | "end"} side
 */
export function stepFrom(text, from, direction, unit, side) {
  const low = Math.max(0, from - 200);
  const high = Math.min(text.length, from + 200);
  const pieces = [...(unit === "word" ? words : characters).segment(text.slice(low, high))];
  const stops = pieces
    .filter(piece => unit === "character" || piece.isWordLike)
    .map(piece => low + piece.index + (side === "end" ? piece.segment.length : 0));
  if (direction > 0) return stops.find(stop => stop > from) ?? (unit === "word" || from >= text.length ? from : high);
  return stops.findLast(stop => stop < from) ?? from;
}

/**
 * The same change at these places of the same words.
 * @param {string} id of a quotation or a mention @param {number[]} at where the places begin @param {string} message
 */
export function spread(id, at, message) {
  return correct({ do: "spread", id, at }, message);
}
