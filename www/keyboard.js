// Every key of the page. Single letters work while the focus is in the text, on its card, on a button of the bars or
// nowhere, never in a field that takes text, a menu or a dialog, and can be switched off.

import { acceptAndGoOn, goTo, join, moveBoundary, nextKind, nextToCheck, redo, remove, selectedEntity, selectedQuotation, setSpeakerByNumber, splitAt, undo, walk } from "./actions.js";
import { cardIsOpen, closeCard, enterCard, openPanel } from "./card/index.js";
import { directionAt } from "./directions.js";
import { byId } from "./dom.js";
import { showHelp } from "./help.js";
import { cursorIsOn, cursorOffset, endCursor, mark, moveCursor, selectedStretch, startCursor } from "./selection.js";
import { openSearch, searchAll } from "./search.js";
import { settings } from "./settings.js";
import { say } from "./status.js";
import { store } from "./store.js";
import { mode, stepInField } from "./texts/mode.js";
import { wording } from "./words.js";

/** The keys, as the help lists them. */
export const KEYS = /** @type {const} */ ([
  [wording.keyboard.look, [
    ["J", wording.keyboard.nextAnnotation], ["K", wording.keyboard.previousAnnotation], ["N", wording.keyboard.nextCheckMostDoubtfulFirst],
    ["Enter", wording.keyboard.intoCardAnnotation], ["Escape", wording.keyboard.outCardThenOffAnnotation],
  ]],
  [wording.keyboard.correct, [
    ["A", wording.keyboard.acceptGoNextCheck],
    [wording.keyboard.xOrDelete, wording.keyboard.notQuotationNotName],
    ["S", wording.keyboard.changeSpeakerOrWhomName],
    [wording.keyboard.oneToNine, wording.keyboard.speakerNumber],
    ["T", wording.keyboard.directIndirectMixed],
    [wording.keyboard.shiftArrows, wording.keyboard.moveEndByWordWith],
    [wording.keyboard.altArrows, wording.keyboard.moveStartByWordWith],
    ["+", wording.keyboard.joinWithQuotationBefore],
    ["/", wording.keyboard.splitAtWordCursorOr],
    ["M", wording.keyboard.mergePeopleSplitMentionOff],
    [wording.keyboard.shiftA, wording.keyboard.sameEverywhereCheckboxEachPlace],
  ]],
  [wording.keyboard.markSomethingNew, [
    ["Enter", wording.keyboard.wordCursorWhenNoAnnotation],
    ["← → ↑ ↓", wording.keyboard.moveWordCursorWithShift],
    ["Q, P, O, L", wording.keyboard.markQuotationPersonOrganizationPlace],
  ]],
  [wording.keyboard.everywhere, [
    [wording.keyboard.ctrlZ, wording.keyboard.undo], [wording.keyboard.ctrlShiftZ, wording.keyboard.redo], [wording.keyboard.ctrlS, wording.keyboard.saveJson],
    [wording.keyboard.ctrlEnter, wording.keyboard.fromTextFieldMarkedText],
    ["F6", wording.keyboard.betweenTextCardLists], ["/", wording.keyboard.searchInLists], [wording.keyboard.altPage, wording.keyboard.nextOrPreviousText], ["?", wording.keyboard.thisHelp],
  ]],
]);

/** @param {{ article: HTMLElement, save: () => void, finishEditing: () => void }} page */
export function startKeyboard({ article, save, finishEditing }) {
  const card = byId("card-place");
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.isComposing) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");
    if (document.querySelector("dialog[open]")) return;
    const handled = everywhere(event, typing, save, finishEditing)
      || (!typing && (article.contains(target) || card.contains(target)) && inText(event, article.contains(target)))
      || (besideText(target) && letters(event));
    if (handled) event.preventDefault();
  });
}

/** @param {KeyboardEvent} event @param {boolean} typing @param {() => void} save @param {() => void} finishEditing */
function everywhere(event, typing, save, finishEditing) {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (command && key === "enter") return finishEditing(), true;
  if (command && key === "s") return save(), true;
  if (command && !typing && !event.altKey && (key === "z" || key === "y")) {
    const isRedo = key === "y" || event.shiftKey;
    // Beside the marks it means them; elsewhere, while the text is edited, what was typed.
    if (mode() === "edit" && !/** @type {HTMLElement} */ (event.target).closest("#reading, #sidebar")) stepInField(isRedo);
    else if (isRedo) redo();
    else undo();
    return true;
  }
  if (key === "f6" && store.model) return nextRegion(event.shiftKey ? -1 : 1), true;
  if (typing || command || event.altKey || !settings.letters) return false;
  if (event.key === "?") return showHelp(), true;
  const list = /** @type {HTMLElement} */ (event.target).closest("[role=tab], [role=tabpanel], #desk, #quotations");
  if (event.key === "/" && list) return searchFrom(list), true;
  return false;
}

/** Whether the focus stays where a press of a button left it, or nowhere, while a text is read. @param {HTMLElement} target */
function besideText(target) {
  return mode() === "read" && !!store.model && !document.querySelector(":popover-open")
    && (target === document.body || target.matches(":is(header, .status-bar) button"));
}

/** @param {KeyboardEvent} event */
function letters({ key, shiftKey, altKey, ctrlKey, metaKey }) {
  if (altKey || ctrlKey || metaKey || !settings.letters) return false;
  if (/^[1-9]$/.test(key) && selectedQuotation()) return setSpeakerByNumber(Number(key)), true;
  return letter(key, shiftKey);
}

/** The search of a list: its own, that of all texts, or that of the text. @param {Element} list */
function searchFrom(list) {
  const field = /** @type {HTMLElement | null} */ (document.querySelector("[role=tabpanel]:not([hidden]) input[type=search]"));
  if (list.id === "desk") searchAll();
  else if (list.id !== "quotations" && field?.checkVisibility()) field.focus();
  else openSearch();
}

/** From the text to the card, to the lists, and around. @param {1 | -1} step */
function nextRegion(step) {
  const regions = [
    { inside: "#text-column", enter: () => goTo(store.selected) },
    ...(cardIsOpen() ? [{ inside: "#card-place", enter: enterCard }] : []),
    { inside: ".tabs, [role=tabpanel]", enter: () => /** @type {HTMLElement | null} */ (document.querySelector("[role=tab][aria-selected=true]"))?.focus() },
  ];
  const here = regions.findIndex(({ inside }) => document.activeElement?.closest(inside));
  regions[(Math.max(here, 0) + step + regions.length) % regions.length].enter();
}

/** @param {KeyboardEvent} event @param {boolean} inArticle */
function inText(event, inArticle) {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
  if (metaKey) return false;
  const ahead = runsBackwards() ? -1 : 1;
  const across = key === "ArrowRight" ? ahead : key === "ArrowLeft" ? -ahead : 0;
  const down = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;

  if (key === "Escape") return escape(inArticle);
  if (inArticle && cursorIsOn() && !altKey && (across || down)) {
    moveCursor(across ? "word" : "line", /** @type {1 | -1} */ (across || down), shiftKey);
    return true;
  }
  if (across && store.annotation && (shiftKey || altKey)) {
    moveBoundary(shiftKey ? "end" : "start", /** @type {1 | -1} */ (across), ctrlKey ? "character" : "word");
    return true;
  }
  if (ctrlKey || altKey) return false;
  if (inArticle && key === "Enter") {
    const onMark = document.activeElement !== byId("article");
    if (onMark && store.selected) enterCard();
    else startCursor();
    return true;
  }
  if (inArticle && across && !shiftKey && store.model) return startCursor(), true;
  if (key === "Delete") return remove(), true;
  return letters(event);
}

/** Whether the paragraph at hand runs from right to left: the arrows then point the other way in its text. */
function runsBackwards() {
  const at = cursorOffset() ?? store.annotation?.start;
  return at !== undefined && directionAt(store.model?.text ?? "", at) === "rtl";
}

/** @param {string} key @param {boolean} shift */
function letter(key, shift) {
  if (selectedStretch() && !shift) {
    const make = /** @type {const} */ ({ q: "quotation", p: "person", o: "organization", l: "place" })[key];
    if (make) return mark(make), true;
  }
  switch (key) {
    case "j": walk(1); return true;
    case "k": walk(-1); return true;
    case "n": nextToCheck(); return true;
    case "a": acceptAndGoOn(); return true;
    case "A": if (store.annotation) openPanel("spread"); return true;
    case "x": remove(); return true;
    case "s": chooseSpeaker(); return true;
    case "t": nextKind(); return true;
    case "+": join(); return true;
    case "/": split(); return true;
    case "m": merge(); return true;
    case "q": case "p": case "o": case "l":
      say(wording.keyboard.selectSomeWordsFirstPress);
      return true;
    default: return false;
  }
}

/** @param {boolean} inArticle */
function escape(inArticle) {
  if (endCursorIfOn()) return true;
  if (!inArticle) return false;
  if (cardIsOpen()) {
    closeCard();
    return true;
  }
  if (!store.selected) return false;
  store.select(null);
  byId("article").focus({ preventScroll: true });
  return true;
}

function endCursorIfOn() {
  if (!cursorIsOn() && !selectedStretch()) return false;
  endCursor();
  return true;
}

function chooseSpeaker() {
  if (selectedQuotation()) openPanel("speaker");
  else if (store.annotation) openPanel("assign");
}

function merge() {
  const quotation = selectedQuotation();
  if (!quotation) {
    if (selectedEntity()) openPanel("merge");
    return;
  }
  // Of a quotation: its speaker.
  const speaker = quotation.speaker && store.model?.entities.get(quotation.speaker);
  if (!speaker) return say(wording.keyboard.quotationHasNoSpeakerMerge);
  store.select(speaker.mentions[0]?.id ?? speaker.id);
  openPanel("merge");
}

function split() {
  const quotation = selectedQuotation();
  if (!quotation) return say(wording.keyboard.selectAQuotationFirst);
  const at = cursorOffset();
  if (at === null) return openPanel("split");
  endCursor();
  splitAt(quotation.id, at);
}
