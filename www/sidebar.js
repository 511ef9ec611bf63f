// What was found, as three lists: who speaks, which places, and what to check.

import { correct, goTo, nothingToCheck } from "./actions.js";
import { cardIsOpen, hideCard } from "./card/index.js";
import { desk } from "./desk.js";
import { arrange, button, byId, element, excerpt } from "./dom.js";
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

/** What the list of voices shows was chosen otherwise. */
function redrawVoices() {
  stale.add("voices");
  draw();
}

/** Draws all lists, for paper. */
export function drawLists() {
  draw(true);
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
    const items = !model ? [] : name === "voices" ? voicesPanel(redrawVoices) : name === "speakers" ? speakers(model) : name === "places" ? places(model) : checks(model);
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

/** @param {string} text @returns {Item} */
function note(text) {
  return { key: text, shows: [], make: () => element("p", { class: "empty-note" }, text) };
}

/** @param {string} text @returns {Item} */
function heading(text) {
  return { key: text, shows: [], make: () => element("h2", null, text) };
}

/** @param {Model} model @returns {Item[]} */
function speakers(model) {
  const parts = model.speakers.map(entity => speakerItem(model, entity));
  const { unattributed } = model;
  if (unattributed.length > 0) {
    parts.push({
      key: "unknown", shows: unattributed,
      make: () => element("section", { class: "item" },
        element("div", { class: "item-head" },
          element("span", { class: "badge in-list unknown", "aria-hidden": "true" }, "?"),
          element("span", { class: "grow" }, element("strong", null, wording.sidebar.unknownSpeaker), element("small", null, wording.sidebar.quotations(unattributed.length)))),
        quotationList(model, unattributed)),
    });
  }
  if (parts.length === 0) return [note(model.quotations.length === 0 ? wording.sidebar.noQuotationWasFoundSo : wording.sidebar.noSpeakerIsKnown)];
  if (model.silent.length === 0) return parts;
  return [...parts, heading(wording.sidebar.namedButNotQuoted), ...model.silent.map(entityItem)];
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
      quotationList(model, quotations)),
  };
}

/** How large a part of all quotations is somebody's, as a bar; the figure stands beside it. @param {number} part */
function share(part) {
  const bar = element("span", { class: "share", "aria-hidden": "true" });
  bar.style.setProperty("--part", `${part}%`);
  return bar;
}

/** @param {Model} model @param {Quotation[]} quotations */
function quotationList(model, quotations) {
  return element("ol", null, ...quotations.map(quotation => element("li", null,
    element("button", {
      type: "button", class: model.doubtful.has(quotation.id) ? "doubtful" : "", data: { quotation: quotation.id, control: quotation.id },
      onclick: () => goTo(quotation.id),
    }, element("span", { class: "excerpt" }, model.doubtful.has(quotation.id) ? element("span", { class: "visually-hidden" }, wording.sidebar.toCheck) : null, quotation.kind === "direct" ? `“${model.wordsOf(quotation)}”` : model.wordsOf(quotation)),
    noteOf(quotation)))));
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
  return [{ key: "map", shows: [model], make: () => drawMap(model) }, ...model.places.map(placeItem)];
}

/** @param {Entity} entity @returns {Item} */
function placeItem(entity) {
  return {
    key: entity.id, shows: [entity],
    make: () => element("section", { class: "item", data: { entity: entity.id } },
      element("h3", null, element("button", { type: "button", class: "item-head", onclick: () => goToEntity(entity), data: { control: entity.id } },
        element("span", { class: "diamond", "aria-hidden": "true" }, entity.place ? "◆" : "◇"),
        element("span", { class: "grow" }, element("strong", null, entity.name),
          element("small", null, entity.place ? placeInWords(entity.place.label) || wording.sidebar.setByHand : wording.sidebar.notFoundNotMap),
          element("small", null, [wording.sidebar.mentions(entity.mentions.length),
            entity.place?.candidates?.length ? wording.sidebar.candidates(entity.place.candidates.length) : "",
            entity.status === "unreviewed" ? "" : entity.status === "accepted" ? wording.sidebar.checked : wording.sidebar.corrected].filter(Boolean).join(", ")), noteOf(entity))))),
  };
}

/** @param {Model} model @returns {Item[]} */
function checks(model) {
  const { lost, removed } = model;
  /** @type {Item[]} */
  const parts = [];
  if (lost.length > 0) {
    parts.push(heading(wording.sidebar.lostWhenTextWasEdited), ...lost.map(aside => asideItem(model, aside, "lost")));
  }
  if (model.checks.length > 0 && lost.length > 0) parts.push(heading(wording.sidebar.notLookedAtYet));
  parts.push(...model.checks.map(check => checkItem(model, check)));
  if (model.checks.length === 0) parts.push(note(nothingToCheck()));
  if (model.checks.length + model.unseen > 0) {
    const { unseen } = model;
    parts.push({
      key: "accept all", shows: [unseen, model.checks.length],
      make: () => element("div", { class: "row" },
        unseen > 0 ? element("p", { class: "state" }, wording.sidebar.moreProgramSure(unseen)) : null,
        button(wording.sidebar.acceptAllLeft, () => correct({ do: "acceptAll" }, wording.sidebar.acceptedEverything), { data: { control: "accept all" } })),
    });
  }
  if (removed.length > 0) parts.push(heading(wording.sidebar.removed), ...removed.map(aside => asideItem(model, aside, "removed")));
  return parts;
}

/** @param {Model} model @param {import("./model.js").Check} check @returns {Item} */
function checkItem(model, check) {
  const { annotation } = check;
  const reason = model.reasonInWords(check);
  const quotation = annotation.type === "quotation" ? annotation.quotation : undefined;
  const entity = annotation.type === "mention" ? annotation.entity : undefined;
  const number = quotation && (model.badgeOf(quotation.speaker) ?? "");
  const words = excerpt(quotation ? model.wordsOf(quotation) : annotation.type === "mention" ? annotation.mention.span.exact : "", 110);
  const why = quotation?.speaker ? `${model.nameOf(quotation.speaker)}: ${reason}` : reason;
  return {
    key: annotation.id, shows: [number, words, why, entity],
    make: () => element("button", {
      type: "button", class: "check-item", onclick: () => goTo(annotation.id),
      data: { quotation: quotation?.id ?? "", entity: entity?.id ?? "", control: annotation.id },
    },
    quotation ? element("span", { class: `badge in-list${quotation.speaker ? "" : " unknown"}` }, number)
      : element("span", { class: `diamond ${entity?.kind === "place" ? "" : "of-name"}`, "aria-hidden": "true" }, entity?.kind !== "place" ? "–" : entity.place ? "◆" : "◇"),
    element("span", { class: "grow" }, element("span", { class: "excerpt" }, words), element("small", null, why))),
  };
}

/** @param {Model} model @param {import("./pkg/whosaid.js").SetAside} aside @param {"lost" | "removed"} list @returns {Item} */
function asideItem(model, aside, list) {
  const { quotation, entity, mention } = aside;
  const id = quotation?.id ?? entity?.id ?? mention?.id ?? "";
  const words = quotation ? `“${quotation.spans.map(span => span.exact).join(" … ")}”` : entity?.name ?? mention?.span.exact ?? "";
  const who = quotation?.speaker ? `, ${model.nameOf(quotation.speaker)}` : "";
  const kind = quotation ? wording.sidebar.quotation(wording.names.quotation[quotation.kind], who) : entity ? wording.names.entity[entity.kind] : wording.sidebar.mention;
  return {
    key: `${list} ${id}`, shows: [words, kind],
    make: () => element("section", { class: `item${list === "lost" ? " lost" : ""}` },
      element("div", { class: "item-head" }, element("span", { class: "grow" }, excerpt(words, 160), element("small", null, kind)),
        list === "lost"
          ? button(wording.sidebar.dismiss, () => correct({ do: "dismiss", id }, wording.sidebar.takenOffTheList), { "aria-label": wording.sidebar.dismiss2(excerpt(words, 40)), data: { control: `aside ${id}` } })
          : button(wording.sidebar.restore, () => correct({ do: "restore", id }, wording.sidebar.broughtBack), { "aria-label": wording.sidebar.restore2(excerpt(words, 40)), data: { control: `aside ${id}` } }))),
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

