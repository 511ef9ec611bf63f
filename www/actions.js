// Every correction, in one line each: what the session is told, and what the status line says.

import { say } from "./status.js";
import { store } from "./store.js";
import { counted } from "./dom.js";

/**
 * @typedef {import("./store.js").Command} Command
 * @typedef {import("./model.js").Annotation} Annotation
 */

/** Set by main.js: moves the focus to an annotation of the text. @type {(id: string | null) => void} */
let focusAnnotation = () => {};

/** @param {(id: string | null) => void} focus */
export function onFocusNeeded(focus) {
  focusAnnotation = focus;
}

/** How much is left, for the end of every message. */
function left() {
  return store.model ? `${counted(store.model.checks.length, "annotation")} to check.` : "";
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
    say(`${message}. ${left()}`, { label: "Undo", action: undo });
    return outcome;
  } catch (error) {
    say(`That is not possible: ${plain(error)}.`);
    return undefined;
  }
}

/** @param {unknown} error */
export function plain(error) {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}

export function undo() {
  const outcome = store.undo();
  if (!outcome) return say("There is nothing to undo.");
  show(outcome.focus);
  say(`Undone: ${outcome.label}. ${left()}`, { label: "Redo", action: redo });
}

export function redo() {
  const outcome = store.redo();
  if (!outcome) return say("There is nothing to redo.");
  show(outcome.focus);
  say(`Done again: ${outcome.label}. ${left()}`, { label: "Undo", action: undo });
}

/** Selects what was undone; the focus follows only where it would otherwise be in the text or on nothing.
 * @param {string | null} id */
function show(id) {
  if (!id) return;
  store.select(id);
  if (!document.activeElement?.closest("header, .status-line, #sidebar")) focusAnnotation(id);
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
  if (shown.length === 0) return say("There is no annotation to go to.");
  const current = shown.findIndex(annotation => annotation.id === store.annotation?.id);
  const after = shown.findIndex(annotation => annotation.start >= store.lastAt);
  const next = current >= 0 ? current + step
    : after < 0 ? (step > 0 ? shown.length : shown.length - 1)
    : step > 0 ? after : after - 1;
  if (next < 0 || next >= shown.length) return say(step > 0 ? "That was the last annotation." : "That was the first annotation.");
  goTo(shown[next].id);
}

/** The next annotation to check, in the order of the text; from the end on again from the start. */
export function nextToCheck() {
  const { model } = store;
  if (!model) return;
  const open = model.inOrder.filter(annotation => model.toCheck.has(annotation.id));
  if (open.length === 0) return say("Everything has been checked.");
  const current = store.annotation;
  const after = open.find(annotation => annotation.start > store.lastAt
    || (annotation.start === store.lastAt && (!current || (annotation.id !== current.id && annotation.end < current.end))));
  goTo((after ?? open[0]).id);
}

/** Pronouns are reached through their quotation or with the pointer; they would make the walk too long.
 * @param {Annotation} annotation */
function isStop(annotation) {
  if (annotation.type === "quotation") return !hidden("quotation");
  if (annotation.mention.form === "pronoun" || annotation.entity.kind === "other") return false;
  return !hidden(annotation.entity.kind === "place" ? "place" : "person");
}

/** @param {string} layer */
function hidden(layer) {
  return document.getElementById("article")?.classList.contains(`hide-${layer}`) ?? false;
}

/** Accepts what is selected and goes on to the next to check. */
export function acceptAndGoOn() {
  const { selected, annotation } = store;
  if (!selected) return nextToCheck();
  const number = annotation?.type === "quotation" ? `quotation ${annotation.number}` : selectedEntity()?.name;
  if (!correct({ do: "accept", id: selected }, `Accepted ${number}`)) return;
  const { model } = store;
  if (model && model.toCheck.size > 0) {
    nextToCheck();
    const next = store.annotation;
    say(`Accepted ${number}. Now: ${next ? model.describe(next) : ""}. ${left()}`, { label: "Undo", action: undo });
  } else {
    focusAnnotation(selected);
    say(`Accepted ${number}. Everything has been checked.`, { label: "Undo", action: undo });
  }
}

/** Deletes what is selected; the focus goes to what comes next. @param {{ everywhere?: boolean }} [options] */
export function remove({ everywhere = false } = {}) {
  const { annotation, model } = store;
  if (!annotation || !model) return;
  const following = model.inOrder.filter(isStop).find(other => other.start >= annotation.start && other.id !== annotation.id);
  const what = annotation.type === "quotation" ? `Removed quotation ${annotation.number}` : `Removed the mark on “${annotation.mention.span.exact}”`;
  const outcome = correct({ do: "delete", id: annotation.id, everywhere }, everywhere ? `${what}, everywhere` : what);
  if (!outcome) return;
  const next = following && store.model?.has(following.id) ? following.id : outcome.focus ?? null;
  store.select(next);
  focusAnnotation(next);
}

/** @param {string} quotation @param {string | null} speaker */
export function setSpeaker(quotation, speaker) {
  const name = store.model?.nameOf(speaker);
  return correct({ do: "setSpeaker", quotation, speaker }, speaker ? `${name} is the speaker` : "The speaker is unknown");
}

/** Gives the selected quotation the speaker with this number. @param {number} number */
export function setSpeakerByNumber(number) {
  const quotation = selectedQuotation();
  const { model } = store;
  if (!quotation || !model) return;
  const speaker = model.speakers.find(entity => entity.number === number);
  if (!speaker) return say(`There is no speaker ${number}.`);
  setSpeaker(quotation.id, speaker.id);
}

const KINDS = /** @type {const} */ (["direct", "indirect", "mixed"]);

/** Direct becomes indirect, indirect mixed, mixed direct. */
export function nextKind() {
  const quotation = selectedQuotation();
  if (!quotation) return;
  const kind = KINDS[(KINDS.indexOf(quotation.kind) + 1) % KINDS.length];
  correct({ do: "setQuotationKind", quotation: quotation.id, kind }, `The quotation is ${kind}`);
}

/** Joins the selected quotation with the one before it. */
export function join() {
  const quotation = selectedQuotation();
  if (!quotation) return;
  const outcome = correct({ do: "joinWithPrevious", quotation: quotation.id }, "Joined with the quotation before");
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
  if (quotation) correct({ do: "setPiece", quotation: quotation.id, piece: index, span: moved }, `The quotation is now “${words}”`);
  else if (annotation.type === "mention") correct({ do: "setMention", mention: annotation.mention.id, span: moved }, `The mark is now on “${words}”`);
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

/** The same change for all other mentions of the same words. @param {string} id */
export function spread(id) {
  return correct({ do: "spread", id }, "The same everywhere");
}

/**
 * What {@link spread} would touch: where the same words stand.
 * @param {string} id of a quotation or a mention
 * @returns {{ words: string, places: { start: number, end: number }[] }}
 */
export function spreadPreview(id) {
  const { model } = store;
  const annotation = model?.byId.get(id);
  if (!model || !annotation) return { words: "", places: [] };
  if (annotation.type === "quotation") {
    const source = annotation.quotation.source?.exact ?? "";
    const same = model.quotations.filter(other => other.id !== id && source !== "" && other.source?.exact === source
      && other.speaker !== annotation.quotation.speaker);
    return { words: source, places: same.map(({ spans }) => ({ start: spans[0].start16, end: spans[0].end16 })) };
  }
  return store.session?.sameWords(id) ?? { words: annotation.mention.span.exact, places: [] };
}
