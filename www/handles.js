// Handles at both ends of the selected annotation, to be drawn with the mouse or a finger. Their twins without drawing
// are the arrow keys, the arrows on the card and "Use as extent".

import { correct, stepFrom } from "./actions.js";
import { directionOf } from "./directions.js";
import { element, excerpt } from "./dom.js";
import { store } from "./store.js";
import { wording } from "./words.js";

/** @typedef {import("./render.js").ArticleView} ArticleView */
/** @typedef {"start" | "end"} Side */

/** Half the size of a handle; CSS pixels. */
const HALF = 14;

/** @type {ArticleView} */
let view;
/** What is drawn at the moment. @type {{ side: Side, fixed: number, at: number } | null} */
let drawn = null;
/** @type {Record<Side, HTMLElement>} */
const handles = { start: handle("start"), end: handle("end") };
const preview = "highlights" in CSS ? new Highlight() : null;

/** @param {ArticleView} article */
export function startHandles(article) {
  view = article;
  article.root.after(handles.start, handles.end);
  if (preview) CSS.highlights.set("extent", preview);
  store.addEventListener("select", place);
  window.addEventListener("resize", place);
  new ResizeObserver(place).observe(article.root);
  // What comes into sight is laid out only then, and moves what stands below it.
  article.root.addEventListener("contentvisibilityautostatechange", place);
  document.addEventListener("scrollend", place);
}

/** Where what is selected begins and ends. @returns {{ start: number, end: number } | null} */
function extent() {
  const { annotation } = store;
  if (!annotation || document.body.dataset.mode !== "read") return null;
  if (annotation.type === "quotation") return { start: annotation.start, end: annotation.end };
  return annotation.mention.form === "pronoun" ? null : { start: annotation.start, end: annotation.end };
}

function place() {
  requestAnimationFrame(() => {
    const stretch = extent();
    for (const side of /** @type {Side[]} */ (["start", "end"])) {
      const handle = handles[side];
      const box = stretch && boxAt(side === "start" ? stretch.start : stretch.end, side);
      handle.hidden = !box;
      if (!box) continue;
      const frame = /** @type {HTMLElement} */ (handle.offsetParent ?? document.body).getBoundingClientRect();
      handle.style.setProperty("--x", `${Math.round(box.x - frame.left - HALF)}px`);
      handle.style.setProperty("--y", `${Math.round((side === "start" ? box.top - 2 * HALF + 6 : box.bottom - 6) - frame.top)}px`);
    }
  });
}

/** Where an end is seen: the edge of the letter beside it. @param {number} at @param {Side} side */
function boxAt(at, side) {
  const range = side === "start" ? view.domRange(at, at + 1) : view.domRange(at - 1, at);
  const boxes = range ? [...range.getClientRects()].filter(({ width }) => width > 0) : [];
  const box = side === "start" ? boxes[0] : boxes.at(-1);
  if (!box) return null;
  const letter = store.model?.text.slice(...(side === "start" ? [at, at + 2] : [Math.max(0, at - 1), at])) ?? "";
  const isLeft = (side === "start") === (directionOf(letter) === "ltr");
  return { x: isLeft ? box.left : box.right, top: box.top, bottom: box.bottom };
}

/** @param {Side} side */
function handle(side) {
  const made = element("div", { class: `handle ${side}`, hidden: true, "aria-hidden": "true", title: wording.handles.drawToMoveThe(side) });
  made.addEventListener("pointerdown", event => {
    const stretch = extent();
    if (!stretch || event.button > 0) return;
    event.preventDefault();
    made.setPointerCapture(event.pointerId);
    made.classList.add("drawn");
    drawn = side === "start" ? { side, fixed: stretch.end, at: stretch.start } : { side, fixed: stretch.start, at: stretch.end };
  });
  made.addEventListener("pointermove", event => {
    if (!drawn || drawn.side !== side) return;
    // The finger hides what it points at: the word is the one beside the handle.
    const at = wordEnd(event.clientX, event.clientY + (side === "start" ? HALF : -HALF), side);
    if (at === null || (side === "start" ? at >= drawn.fixed : at <= drawn.fixed)) return;
    drawn.at = at;
    show();
  });
  made.addEventListener("pointerup", finish);
  made.addEventListener("pointercancel", () => { drawn = null; finish(); });
  return made;
}

/** The word under a point: where it begins or ends. @param {number} x @param {number} y @param {Side} side */
function wordEnd(x, y, side) {
  const point = caretAt(x, y);
  const offset = point && view.offsetOf(point.node, point.offset);
  if (offset === null || offset === undefined || !store.model) return null;
  const { text } = store.model;
  const end = stepFrom(text, Math.max(0, offset - 1), 1, "word", "end");
  const start = stepFrom(text, end, -1, "word", "start");
  if (side === "start") return start;
  return start <= offset ? end : stepFrom(text, offset + 1, -1, "word", "end");
}

/** @param {number} x @param {number} y @returns {{ node: Node, offset: number } | null} */
function caretAt(x, y) {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return { node: position.offsetNode, offset: position.offset };
  // Safari's older way.
  const range = /** @type {any} */ (document).caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

function show() {
  if (!drawn) return;
  const range = view.domRange(Math.min(drawn.fixed, drawn.at), Math.max(drawn.fixed, drawn.at));
  preview?.clear();
  if (range) preview?.add(range);
  const box = boxAt(drawn.at, drawn.side);
  const { side } = drawn;
  const frame = /** @type {HTMLElement} */ (handles[side].offsetParent ?? document.body).getBoundingClientRect();
  if (!box) return;
  handles[side].style.setProperty("--x", `${Math.round(box.x - frame.left - HALF)}px`);
  handles[side].style.setProperty("--y", `${Math.round((side === "start" ? box.top - 2 * HALF + 6 : box.bottom - 6) - frame.top)}px`);
}

function finish() {
  const { annotation, model } = store;
  preview?.clear();
  for (const made of Object.values(handles)) made.classList.remove("drawn");
  const done = drawn;
  drawn = null;
  if (!done || !annotation || !model) return place();
  const { side, at } = done;
  if (at === (side === "start" ? annotation.start : annotation.end)) return place();
  const span = side === "start" ? { start: at, end: annotation.end } : { start: annotation.start, end: at };
  const words = excerpt(model.text.slice(span.start, span.end), 70);
  correct({ do: "setExtent", id: annotation.id, span }, wording.handles.theIsNow(annotation.type, words));
}
