// What was found, as three lists: who speaks, which places, and what to check.

import { correct, goTo } from "./actions.js";
import { checks } from "./checks.js";
import { cardIsOpen, hideCard } from "./card/index.js";
import { desk } from "./desk.js";
import { arrange, button, byId, element, excerpt } from "./dom.js";
import { ListTools, byName, heading, note } from "./list-tools.js";
import { drawMap } from "./map.js";
import { placeInWords } from "./model.js";
import { store } from "./store.js";
import { voicesPanel } from "./voices.js";
import { wording } from "./words.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Entity} Entity
 * @typedef {import("./model.js").Quotation} Quotation
 */

/**
 * A part of a list. It is made anew only when one of the values that it `shows` is another one; objects of the
 * session's view are the same as long as nothing in them changes.
 * @typedef {{ key: string, shows: unknown[], make: () => HTMLElement }} Item
 */

/** @typedef {Map<string, { shows: unknown[], made: HTMLElement }>} Drawn */

/** A speaker's further quotations are folded in. */
const MOST_SAID = 3;
/** Of whom all quotations are shown, by id. @type {Set<string>} */
const unfolded = new Set();

const said = (/** @type {Entity} */ { id }) => store.model?.said.get(id)?.length ?? 0;
const speakerTools = new ListTools(wording.listTools.nameOrRole, [
  { label: wording.listTools.firstWords, compare: null }, { label: wording.listTools.name, compare: byName },
  { label: wording.listTools.quotations, compare: (a, b) => said(b) - said(a) }], () => redraw("speakers"));
const placeTools = new ListTools(wording.listTools.place, [
  { label: wording.listTools.firstMention, compare: null }, { label: wording.listTools.name, compare: byName },
  { label: wording.listTools.mentions, compare: (a, b) => b.mentions.length - a.mentions.length }], () => redraw("places"));

const tabs = ["speakers", "places", "check", "voices"].map(name =>
  ({ name, tab: byId(`tab-${name}`), panel: byId(`panel-${name}`), drawn: /** @type {Drawn} */ (new Map()) }));

/** The lists that no longer show what is. @type {Set<string>} */
const stale = new Set();
let drawing = 0;

export function startSidebar() {
  for (const [index, { tab }] of tabs.entries()) {
    tab.addEventListener("click", () => open(index));
    tab.addEventListener("keydown", event => {
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -index, End: tabs.length - 1 - index }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const next = (index + step + tabs.length) % tabs.length;
      open(next);
      tabs[next].tab.focus();
    });
  }
  store.addEventListener("change", () => {
    stale.add("speakers").add("places").add("check").add("voices");
    count();
    soon();
  });
  desk.addEventListener("change", () => {
    stale.add("voices");
    soon();
  });
  store.addEventListener("select", () => lightUp(null));
  store.addEventListener("light", event => lightUp(/** @type {CustomEvent} */ (event).detail));
  for (const { panel } of tabs) {
    /** @param {Event} event */
    const light = event => {
      const item = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest("[data-quotation], [data-entity]")) : null;
      store.light(item ? { quotation: item.dataset.quotation, entity: item.dataset.entity } : null);
    };
    panel.addEventListener("pointerover", light);
    panel.addEventListener("pointerleave", () => store.light(null));
    panel.addEventListener("focusin", light);
    panel.addEventListener("focusout", () => store.light(null));
  }
}

/** Draws the open list when the text has been drawn, and the browser has answered in between. */
function soon() {
  cancelAnimationFrame(drawing);
  drawing = requestAnimationFrame(() => setTimeout(draw));
}

/** What a list shows was chosen otherwise. @param {string} name */
function redraw(name) {
  stale.add(name);
  draw();
}

/** Draws all lists, for paper. */
export function drawLists() {
  if (speakerTools.clear()) stale.add("speakers");
  if (placeTools.clear()) stale.add("places");
  draw(true);
  for (const rest of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("#sidebar details.rest"))) rest.open = true;
}

/** Opens a tab. @param {number} index */
function open(index) {
  // The card stands in the place of the list.
  if (cardIsOpen()) hideCard();
  tabs.forEach(({ tab, panel }, other) => {
    tab.setAttribute("aria-selected", String(other === index));
    tab.tabIndex = other === index ? 0 : -1;
    panel.hidden = other !== index;
  });
  draw();
}

/** Opens the tab of this name. @param {"speakers" | "places" | "check"} name */
export function openTab(name) {
  open(tabs.findIndex(tab => tab.name === name));
}

/** How much there is, on the tabs. */
function count() {
  const { model } = store;
  const counts = model ? [model.speakers.length, model.places.length, model.checks.length + model.lost.length, ""] : ["", "", "", ""];
  tabs.forEach(({ tab }, index) => {
    /** @type {HTMLElement} */ (tab.querySelector(".count")).textContent = String(counts[index]);
    // In a row of its own parts, the space between name and count would not be told.
    tab.setAttribute("aria-label", `${tab.querySelector("[data-text]")?.textContent} ${counts[index]}`.trim());
  });
}

/** Draws the open list anew where it is stale, after the text has been drawn; for paper all lists.
 * @param {unknown} [all] */
function draw(all) {
  const { model } = store;
  for (const list of tabs) {
    const { name, panel, drawn } = list;
    if ((panel.hidden && !all) || !stale.delete(name)) continue;
    const focused = panel.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
    const control = focused?.dataset.control;
    const items = !model ? [] : name === "voices" ? voicesPanel(() => redraw("voices")) : name === "speakers" ? speakers(model) : name === "places" ? places(model) : checks(model);
    list.drawn = new Map(items.map(({ key, shows, make }) => {
      const old = drawn.get(key);
      const same = old?.shows.length === shows.length && shows.every((value, index) => value === old.shows[index]);
      return [key, { shows, made: old && same ? old.made : make() }];
    }));
    arrange(panel, [...list.drawn.values()].map(({ made }) => made));
    if (focused && document.activeElement !== focused) /** @type {HTMLElement} */ ((control && panel.querySelector(`[data-control="${CSS.escape(control)}"]`)) || panel).focus({ preventScroll: true });
  }
  lightUp(null);
}

/** @param {Model} model @returns {Item[]} */
function speakers(model) {
  const speakers = speakerTools.pick(model.speakers);
  const silent = speakerTools.pick(model.silent);
  const parts = speakers.map(entity => speakerItem(model, entity));
  const { unattributed } = model;
  if (unattributed.length > 0 && !speakerTools.isLooking) {
    parts.push({
      key: "unknown", shows: unattributed,
      make: () => element("section", { class: "item" },
        element("div", { class: "item-head" },
          element("span", { class: "badge in-list unknown", "aria-hidden": "true" }, "?"),
          element("span", { class: "grow" }, element("strong", null, wording.sidebar.unknownSpeaker), element("small", null, wording.sidebar.quotations(unattributed.length)))),
        quotationList(model, unattributed, "unknown")),
    });
  }
  const tools = speakerTools.items(model.speakers.length + model.silent.length, speakers.length + silent.length);
  if (parts.length === 0 && !speakerTools.isLooking) return [note(model.quotations.length === 0 ? wording.sidebar.noQuotationWasFoundSo : wording.sidebar.noSpeakerIsKnown)];
  if (parts.length + silent.length === 0) return [...tools, note(wording.listTools.nobodyOfThatName)];
  if (silent.length === 0) return [...tools, ...parts];
  return [...tools, ...parts, heading(wording.sidebar.namedButNotQuoted), ...silent.map(entityItem)];
}

/** @param {Model} model @param {Entity} entity @returns {Item} */
function speakerItem(model, entity) {
  const quotations = model.said.get(entity.id) ?? [];
  const number = model.badgeOf(entity.id) ?? "";
  const open = quotations.filter(quotation => model.doubtful.has(quotation.id)).length;
  const part = Math.round(100 * quotations.length / model.quotations.length);
  return {
    key: entity.id, shows: [entity, number, open, part, ...quotations],
    make: () => element("section", { class: "item", data: { entity: entity.id } },
      element("h3", null, element("button", { type: "button", class: "item-head", onclick: () => goToEntity(entity), data: { control: entity.id } },
        element("span", { class: "badge in-list" }, number),
        element("span", { class: "grow" }, element("strong", null, entity.name),
          entity.description ? element("small", null, entity.description) : null,
          element("small", null, wording.sidebar.share(quotations.length, part, open)),
          share(part), noteOf(entity)))),
      quotationList(model, quotations, entity.id)),
  };
}

/** How large a part of all quotations is somebody's, as a bar; the figure stands beside it. @param {number} part */
function share(part) {
  const bar = element("span", { class: "share", "aria-hidden": "true" });
  bar.style.setProperty("--part", `${part}%`);
  return bar;
}

/** The first of them, and the rest folded in. @param {Model} model @param {Quotation[]} quotations @param {string} whose */
function quotationList(model, quotations, whose) {
  const rows = quotations.map(quotation => quotationRow(model, quotation));
  if (rows.length <= MOST_SAID + 1) return element("ol", null, ...rows);
  const rest = element("details", { class: "rest", open: unfolded.has(whose) },
    element("summary", { data: { control: `rest ${whose}` } }, wording.sidebar.more(rows.length - MOST_SAID)), element("ol", { start: MOST_SAID + 1 }, ...rows.slice(MOST_SAID)));
  rest.addEventListener("toggle", () => { unfolded[rest.open ? "add" : "delete"](whose); });
  return element("div", null, element("ol", null, ...rows.slice(0, MOST_SAID)), rest);
}

/** @param {Model} model @param {Quotation} quotation */
function quotationRow(model, quotation) {
  return element("li", null,
    element("button", {
      type: "button", class: model.doubtful.has(quotation.id) ? "doubtful" : "", data: { quotation: quotation.id, control: quotation.id },
      onclick: () => goTo(quotation.id),
    }, element("span", { class: "excerpt" }, model.doubtful.has(quotation.id) ? element("span", { class: "visually-hidden" }, wording.sidebar.toCheck) : null, quotation.kind === "direct" ? `“${model.wordsOf(quotation)}”` : model.wordsOf(quotation)),
    noteOf(quotation)));
}

/** What a person wrote beside it. @param {{ note?: string, tags?: string[] }} of */
function noteOf({ note = "", tags = [] }) {
  const says = [note && wording.sidebar.note(excerpt(note, 80)), tags.length > 0 && wording.sidebar.tags(tags.join("; "))].filter(Boolean).join(". ");
  return says ? element("small", { class: "note" }, says) : null;
}

/** @param {Entity} entity @returns {Item} */
function entityItem(entity) {
  return {
    key: entity.id, shows: [entity],
    make: () => element("section", { class: "item", data: { entity: entity.id } },
      element("h3", null, element("button", { type: "button", class: "item-head", onclick: () => goToEntity(entity), data: { control: entity.id } },
        element("span", { class: "grow" }, element("strong", null, entity.name),
          element("small", null, [entity.description, entity.kind === "person" ? "" : wording.names.entity[entity.kind], wording.sidebar.mentions(entity.mentions.length)].filter(Boolean).join(", ")), noteOf(entity))))),
  };
}

/** @param {Entity} entity */
function goToEntity(entity) {
  goTo(entity.mentions[0]?.id ?? entity.id);
}

/** @param {Model} model @returns {Item[]} */
function places(model) {
  if (model.places.length === 0) return [note(wording.sidebar.noPlaceWasFound)];
  // Those that are not on the map stay first, whatever the order.
  const found = placeTools.pick(model.places).toSorted((a, b) => Number(Boolean(a.place)) - Number(Boolean(b.place)));
  return [{ key: "map", shows: [model], make: () => drawMap(model) }, ...placeTools.items(model.places.length, found.length),
    ...(found.length > 0 ? found.map(placeItem) : [note(wording.listTools.noPlaceOfThatName)])];
}

/** @param {Entity} entity @returns {Item} */
function placeItem(entity) {
  return {
    key: entity.id, shows: [entity],
    make: () => element("section", { class: "item with-action", data: { entity: entity.id } },
      element("h3", null, element("button", { type: "button", class: "item-head", onclick: () => goToEntity(entity), data: { control: entity.id } },
        element("span", { class: "diamond", "aria-hidden": "true" }, entity.place ? "◆" : "◇"),
        element("span", { class: "grow" }, element("strong", null, entity.name),
          element("small", null, entity.place ? placeInWords(entity.place.label) || wording.sidebar.setByHand : wording.sidebar.notFoundNotMap),
          element("small", null, [wording.sidebar.mentions(entity.mentions.length),
            entity.place?.candidates?.length ? wording.sidebar.candidates(entity.place.candidates.length) : "",
            entity.status === "unreviewed" ? "" : entity.status === "accepted" ? wording.sidebar.checked : wording.sidebar.corrected].filter(Boolean).join(", ")), noteOf(entity)))),
      button(wording.cardPlace.notAPlace, () => correct({ do: "notAPlace", entity: entity.id }, wording.cardPlace.isNoPlace(entity.name)),
        { class: "quiet", "aria-label": wording.sidebar.notAPlace(entity.name), data: { control: `not ${entity.id}` } })),
  };
}

/** @param {{ quotation?: string, entity?: string } | null} what */
function lightUp(what) {
  const { annotation, model } = store;
  const entity = what?.entity || (what?.quotation && model?.quotations.find(({ id }) => id === what.quotation)?.speaker)
    || (what ? "" : annotation?.type === "mention" ? annotation.entity.id : annotation?.quotation.speaker ?? "");
  for (const item of document.querySelectorAll("#sidebar .item[data-entity]")) {
    item.classList.toggle("lit", Boolean(entity) && /** @type {HTMLElement} */ (item).dataset.entity === entity);
  }
}

