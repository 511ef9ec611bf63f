// The marked article: what a click, a finger or the focus in it does, and what lights up together.

import { nextToCheck, splitAt, stepFrom, walk } from "./actions.js";
import { enterCard, openedPanel } from "./card/index.js";
import { byId } from "./dom.js";
import { store } from "./store.js";

/** @typedef {import("./render.js").ArticleView} ArticleView */

/** @param {ArticleView} view */
export function startArticle(view) {
  const { root } = view;
  store.addEventListener("change", () => {
    const { model } = store;
    if (model) view.show(model);
    // The focus of the whole text shows on its first mark.
    view.highlight("stands-in", model?.inOrder.slice(0, 1).map(({ id }) => id) ?? []);
    count();
  });
  store.addEventListener("select", () => {
    view.highlight("selected", store.annotation ? [store.annotation.id] : []);
    view.highlight("lit", belonging(null));
  });
  store.addEventListener("light", event => view.highlight("lit", belonging(/** @type {CustomEvent} */ (event).detail)));

  root.addEventListener("click", event => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!document.getSelection()?.isCollapsed) return;
    if (openedPanel() === "split" && splitAtPoint(view)) return;
    const owner = /** @type {HTMLElement | null} */ (target.closest("[data-owner]"))?.dataset.owner;
    if (!owner) {
      store.select(null);
      return;
    }
    store.select(owner);
    view.focus(owner);
    // By a key, or by what reads the page aloud: no pointer is over the text, so the card is gone into.
    if (event.detail === 0) enterCard();
  });
  /** @param {Event} event */
  const light = event => {
    const owner = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-owner]"))?.dataset.owner;
    const annotation = owner ? store.model?.byId.get(owner) : undefined;
    store.light(!annotation ? null : annotation.type === "quotation" ? { quotation: annotation.id } : { entity: annotation.entity.id });
  };
  root.addEventListener("pointerover", light);
  root.addEventListener("pointerleave", () => store.light(null));
  root.addEventListener("focusin", light);
  root.addEventListener("focusout", () => store.light(null));
  root.addEventListener("copy", event => {
    // What is copied is the text itself, with its own line breaks.
    const range = document.getSelection()?.rangeCount ? document.getSelection()?.getRangeAt(0) : undefined;
    const from = range && view.offsetOf(range.startContainer, range.startOffset);
    const to = range && view.offsetOf(range.endContainer, range.endOffset);
    if (from === null || to === null || from === undefined || to === undefined || !event.clipboardData) return;
    event.clipboardData.setData("text/plain", view.text.slice(Math.min(from, to), Math.max(from, to)));
    event.preventDefault();
  });
  startLine(root);
}

/** The line above the text: legend, filter and counts, and the way from mark to mark. @param {HTMLElement} root */
function startLine(root) {
  for (const toggle of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-layer]"))) {
    toggle.addEventListener("click", () => {
      const show = toggle.getAttribute("aria-pressed") !== "true";
      toggle.setAttribute("aria-pressed", String(show));
      root.classList.toggle(`hide-${toggle.dataset.layer}`, !show);
    });
  }
  byId("previous").addEventListener("click", () => walk(-1));
  byId("next").addEventListener("click", () => walk(1));
  byId("next-to-check").addEventListener("click", nextToCheck);
  const fold = byId("fold");
  const narrow = window.matchMedia("(max-width: 47.5em)");
  /** @param {boolean} open */
  const unfold = open => {
    fold.setAttribute("aria-expanded", String(open));
    byId("legend").hidden = !open;
  };
  fold.addEventListener("click", () => unfold(fold.getAttribute("aria-expanded") !== "true"));
  narrow.addEventListener("change", () => unfold(!narrow.matches));
  unfold(!narrow.matches);
}

function count() {
  const { model } = store;
  const counts = { quotation: model?.quotations.length, person: model && model.speakers.length + model.silent.length, place: model?.places.length };
  for (const [layer, number] of Object.entries(counts)) {
    const shown = document.querySelector(`[data-layer=${layer}] .count`);
    if (shown) shown.textContent = String(number ?? "");
  }
  const open = byId("next-to-check");
  /** @type {HTMLElement} */ (open.querySelector(".count")).textContent = String(model?.checks.length ?? "");
}

/** Splits the selected quotation at the word that was clicked. @param {ArticleView} view */
function splitAtPoint(view) {
  const selection = document.getSelection();
  const { annotation, model } = store;
  if (!selection?.anchorNode || annotation?.type !== "quotation" || !model) return false;
  const offset = view.offsetOf(selection.anchorNode, selection.anchorOffset);
  if (offset === null || offset <= annotation.start || offset > annotation.end) return false;
  const end = stepFrom(model.text, offset, 1, "word", "end");
  splitAt(annotation.quotation.id, stepFrom(model.text, end, -1, "word", "start"));
  return true;
}

/** What belongs together: of a quotation its words, cue, source and its speaker's mentions; of an entity its
 * mentions and what it says. Without anything pointed at, what belongs to the selection.
 * @param {{ quotation?: string, entity?: string } | null} what */
function belonging(what) {
  const { model, annotation } = store;
  if (!model) return [];
  const quotation = what ? what.quotation : annotation?.type === "quotation" ? annotation.id : undefined;
  if (quotation) {
    const speaker = model.quotations.find(({ id }) => id === quotation)?.speaker;
    return [quotation, ...(speaker ? model.entities.get(speaker)?.mentions.map(({ id }) => id) ?? [] : [])];
  }
  const entity = what ? what.entity : annotation?.type === "mention" ? annotation.entity.id : undefined;
  if (!entity) return [];
  return [...model.entities.get(entity)?.mentions.map(({ id }) => id) ?? [], ...model.said.get(entity)?.map(({ id }) => id) ?? []];
}

