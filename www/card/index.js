// The card of the selected annotation: what is known of it, and every way to correct it. It stands in the side
// column, in place of the lists; on small screens it is a sheet above the status line.

import { acceptAndGoOn, commitField } from "../actions.js";
import { button, byId, element } from "../dom.js";
import { store } from "../store.js";
import { entityCard } from "./entity.js";
import { act, fieldIsLeft } from "./parts.js";
import { quotationCard } from "./quotation.js";
import { wording } from "../words.js";

/**
 * @typedef {import("../model.js").Annotation} Annotation
 * @typedef {"speaker" | "merge" | "assign" | "spread" | "place" | "split" | null} Panel  what is open in the card
 */

/**
 * What a card shows.
 * @typedef {{
 *   title: string, details: (string | Node | null)[], badge: Node | null,
 *   change: { says: string, action: () => void } | null, remove: { says: string, action: () => void } | null,
 *   body: (Node | null | false)[],
 * }} Content
 */

/**
 * What the parts of a card may do with it.
 * @typedef {{ panel: Panel, open: (panel: Panel) => void, close: () => void, afterwards: (() => void)[] }} Card
 */

const place = byId("card-place");
const sidebar = byId("sidebar");
const heading = element("h2", null);
const details = element("div", { class: "details" });
const badge = element("span", { class: "badge-place" });
const decision = element("div", { class: "decision", role: "group", "aria-label": wording.card.decide });
const body = element("div", { class: "card-body" });
const frame = element("section", { class: "card", tabIndex: -1, role: "group" },
  element("div", { class: "card-head" }, badge, element("div", { class: "grow" }, heading, details),
    button("✕", closeCard, { class: "quiet", "aria-label": wording.card.close, title: wording.card.closeEscape, data: { control: "close" } })),
  decision, body);

/** @type {Panel} */
let panel = null;
let dismissed = false;
let drawing = 0;
/** The field in which something was typed that is not taken in yet. @type {EventTarget | null} */
let typing = null;
/** Whether the card shows what was true before, because something is being typed in it. */
let stale = false;
/** How far the card is scrolled. */
let scrolled = 0;
body.addEventListener("scroll", () => { scrolled = body.scrollTop; });
/** @type {(id: string | null) => void} */
let giveFocusBack = () => {};
/** @type {(id: string) => DOMRect | undefined} */
let boxOf = () => undefined;

/** @param {{ giveFocusBack: (id: string | null) => void, boxOf: (id: string) => DOMRect | undefined }} page */
export function startCard(page) {
  ({ giveFocusBack, boxOf } = page);
  let shown = /** @type {string | null} */ (null);
  // What is selected again after its card was put away shows it again.
  store.addEventListener("choose", () => { dismissed = false; });
  store.addEventListener("select", () => {
    if (store.selected !== shown) panel = null;
    shown = store.selected;
    // A field that is just being left has changed: the focus must first be where it goes.
    clearTimeout(drawing);
    if (fieldIsLeft()) drawing = window.setTimeout(draw);
    else draw();
  });
  place.addEventListener("input", event => { typing = event.target; });
  place.addEventListener("change", () => { typing = null; }, { capture: true });
  place.addEventListener("focusout", () => {
    clearTimeout(drawing);
    if (stale) drawing = window.setTimeout(draw);
  });
  place.addEventListener("keydown", event => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    if (panel) openPanel(null);
    else closeCard();
  });
}

/** Puts the card away; the annotation stays selected and gets the focus. */
export function closeCard() {
  const hadFocus = place.contains(document.activeElement);
  hideCard();
  if (hadFocus) giveFocusBack(store.selected);
}

/** Puts the card away without a word about the focus. */
export function hideCard() {
  commitField();
  dismissed = true;
  panel = null;
  draw();
}

export function cardIsOpen() {
  return frame.isConnected;
}

/** What is open in the card. */
export function openedPanel() {
  return cardIsOpen() ? panel : null;
}

/** Opens the card and moves the focus into it. */
export function enterCard() {
  dismissed = false;
  draw();
  if (frame.isConnected) frame.focus();
}

/** Opens a part of the card with its field ready to type in, or closes it and goes back to the text.
 * @param {Panel} which */
export function openPanel(which) {
  dismissed = false;
  panel = which;
  draw();
  if (which === null) giveFocusBack(store.selected);
}

function draw() {
  clearTimeout(drawing);
  const { model, selected } = store;
  const before = document.activeElement;
  const inside = place.contains(before) ? /** @type {HTMLElement} */ (before) : null;
  // A field that is being typed in is left as it is; it is taken in, and the card drawn, when it is left.
  stale = frame.dataset.of === selected && inside === typing && Boolean(inside?.matches("[data-commits]"));
  if (stale) return;
  const control = inside?.closest("[data-control]")?.getAttribute("data-control");
  /** @type {Card} */
  const card = { panel, open: openPanel, close: closeCard, afterwards: [] };
  const content = model && selected && !dismissed ? contentOf(card) : null;
  sidebar.classList.toggle("has-card", Boolean(content));
  if (!content) {
    frame.remove();
    if (inside) giveFocusBack(selected);
    return;
  }
  const same = frame.dataset.of === selected;
  frame.dataset.of = selected ?? "";
  frame.setAttribute("aria-label", content.title);
  heading.textContent = content.title;
  details.replaceChildren(...content.details.flatMap(part => part === null ? [] : [part]));
  badge.replaceChildren(...(content.badge ? [content.badge] : []));
  const status = store.annotation?.type === "quotation" ? store.annotation.quotation.status
    : (store.annotation?.type === "mention" ? store.annotation.entity : model?.entities.get(selected ?? ""))?.status;
  decision.replaceChildren(
    act(status === "unreviewed" ? wording.card.accept : wording.card.nextToCheck, acceptAndGoOn, "A", { class: "primary" }),
    ...(content.change ? [act(wording.card.change, content.change.action, "S", { "aria-label": content.change.says })] : []),
    ...(content.remove ? [act(wording.card.remove, content.remove.action, "X", { "aria-label": content.remove.says, class: "danger" })] : []));
  body.replaceChildren(...content.body.filter(part => part !== null && part !== false));
  if (!frame.isConnected) place.append(frame);
  // Asking for the place would have the browser lay out the whole text first.
  if (scrolled !== 0) body.scrollTop = same ? scrolled : 0;
  // A list that opens makes the card higher.
  if (!same || card.panel) keepInSight();
  for (const action of card.afterwards) action();
  if (inside && !place.contains(document.activeElement)) {
    const twin = control ? /** @type {HTMLElement | null} */ (place.querySelector(`[data-control="${CSS.escape(control)}"]`)) : null;
    (twin?.checkVisibility() ? twin : frame).focus({ preventScroll: true });
  }
}

/** Where the card is a sheet over the text: the text is scrolled so that the mark stays in sight. */
function keepInSight() {
  const box = boxOf(store.annotation?.id ?? "");
  const sheet = place.getBoundingClientRect();
  if (!box || getComputedStyle(place).position !== "fixed") return;
  const header = document.querySelector("header");
  const top = header && getComputedStyle(header).position === "sticky" ? header.getBoundingClientRect().bottom : 0;
  if (box.bottom > sheet.top - 40 || box.top < top + 4) window.scrollBy({ top: box.top + box.height / 2 - (top + sheet.top) / 2, behavior: "instant" });
}

/** @param {Card} card @returns {Content | null} */
function contentOf(card) {
  const { model, annotation, selected } = store;
  if (!model || !selected) return null;
  if (annotation?.type === "quotation") return quotationCard(model, annotation, card);
  const entity = annotation?.type === "mention" ? annotation.entity : model.entities.get(selected);
  return entity ? entityCard(model, entity, annotation, card) : null;
}
