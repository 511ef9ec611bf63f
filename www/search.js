// Search and filter: by words, speaker, kind, status and doubt, in the text at hand or in all of the desk. In the text
// the hits are painted; the quotation view lists what is left.

import { goTo } from "./actions.js";
import { desk } from "./desk.js";
import { parts } from "./digests.js";
import { byId, element } from "./dom.js";
import { say } from "./status.js";
import { store } from "./store.js";
import { wording } from "./words.js";

/** @typedef {import("./digests.js").Saying} Saying */
/** @typedef {{ words: string, speaker: string, kind: string, status: string, doubt: string, all: boolean }} Filter */

/** @type {Filter} */
export const filter = { words: "", speaker: "", kind: "", status: "", doubt: "", all: false };

/** More hits than this are counted, but not painted. */
const MOST_PAINTED = 500;
/** What the session calls sure, and what a guess: doubt of the speaker. */
const SURE = 0.1;
const GUESS = 0.4;

const panel = /** @type {HTMLFormElement} */ (byId("search"));
const opener = byId("search-button");
/** Hits in the text at hand, as they are painted. @type {{ start: number, end: number }[]} */
let hits = [];
let at = -1;
/** Tells who shows what is left. @type {Set<() => void>} */
const listeners = new Set();

/** @param {() => void} listener */
export function onFilter(listener) {
  listeners.add(listener);
}

/** Whether anything but words is asked for. */
function hasChoices() {
  return Boolean(filter.speaker || filter.kind || filter.status || filter.doubt);
}

export function isFiltering() {
  return hasChoices() || filter.words.trim() !== "";
}

/** Lower case and plain marks, of the same length as the text. @param {string} text */
function fold(text) {
  const plain = text.replace(/[“”„«»]/g, "\"").replace(/[‘’]/g, "'").replace(/\u00a0/g, " ");
  const low = plain.toLowerCase();
  return low.length === text.length ? low : [...plain].map(letter => letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter).join("");
}

/** Whether a quotation is what is looked for. @param {Saying} saying @param {Filter} [by] */
export function matches(saying, by = filter) {
  if (by.speaker === "?" ? saying.speaker : by.speaker && saying.name !== by.speaker) return false;
  if (by.kind && saying.kind !== by.kind) return false;
  if (by.status && saying.status !== by.status) return false;
  if (by.doubt && by.doubt !== certainty(saying)) return false;
  const words = fold(by.words.trim());
  return words === "" || [saying.words, saying.name, saying.role, saying.note, ...saying.tags].some(text => text && fold(text).includes(words));
}

/** @param {Saying} saying */
function certainty({ speaker, doubt }) {
  if (!speaker) return "guess";
  const wrong = doubt ?? 0;
  return wrong <= SURE ? "sure" : wrong <= GUESS ? "check" : "guess";
}

/** Where the words stand in a text. @param {string} text @param {string} words @returns {{ start: number, end: number }[]} */
export function placesOf(text, words) {
  const wanted = fold(words.trim());
  if (wanted === "") return [];
  const folded = fold(text);
  const places = [];
  for (let start = folded.indexOf(wanted); start >= 0; start = folded.indexOf(wanted, start + wanted.length)) {
    places.push({ start, end: start + wanted.length });
  }
  return places;
}

/** @param {import("./render.js").ArticleView} view */
export function startSearch(view) {
  const field = control("words", "input", { type: "search", placeholder: wording.search.wordsNamesRolesNotesTags, "aria-label": wording.search.searchForWords });
  const speaker = control("speaker", "select", {});
  panel.append(
    element("label", { class: "grow" }, wording.search.words, field),
    element("label", null, wording.search.speaker, speaker),
    choice("kind", wording.search.kind, [["", wording.search.all], ...Object.entries(wording.names.quotation)]),
    choice("status", wording.search.status, [["", wording.search.all], ...Object.entries(wording.names.status)]),
    choice("doubt", wording.search.speakerIs, [["", wording.search.all], ["sure", wording.names.certainty.sure], ["check", wording.names.certainty.check], ["guess", wording.search.aGuessOrUnknown]]),
    element("label", { class: "inline", id: "search-all-label" }, element("input", {
      type: "checkbox", id: "search-all", onchange: (/** @type {Event} */ event) => { filter.all = /** @type {HTMLInputElement} */ (event.target).checked; changed(); },
    }), wording.search.allTexts),
    element("div", { class: "row" },
      element("output", { id: "search-count" }),
      element("button", { type: "button", id: "search-previous", onclick: () => step(-1) }, wording.search.previous),
      element("button", { type: "submit", id: "search-next" }, wording.search.next),
      element("button", { type: "button", id: "search-clear", onclick: () => { clear(); field.focus(); } }, wording.search.clear),
      element("button", { type: "button", id: "search-close", onclick: close }, wording.search.close)));
  panel.addEventListener("submit", event => {
    event.preventDefault();
    step(1);
  });
  panel.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
  opener.addEventListener("click", () => panel.hidden ? openSearch() : close());
  for (const source of [store, desk]) source.addEventListener("change", () => { if (!panel.hidden) soon(); });
  paint = () => {
    const ids = hasChoices() && !panel.hidden ? parts(false).flatMap(({ digest }) => digest.sayings.filter(saying => !matches(saying)).map(({ id }) => id)) : [];
    view.highlight("left-out", ids);
    paintHits(view);
  };
}

/** Paints what is found; set when the page has started. */
let paint = () => {};
let waiting = 0;

function soon() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => setTimeout(changed));
}

/** @param {keyof Filter} name @param {"input" | "select"} tag @param {Record<string, any>} properties */
function control(name, tag, properties) {
  const made = element(tag, { id: `search-${name}`, ...properties });
  made.addEventListener("input", () => {
    Reflect.set(filter, name, made.value);
    at = -1;
    changed();
  });
  return made;
}

/** @param {keyof Filter} name @param {string} label @param {[string, string][]} options */
function choice(name, label, options) {
  const made = control(name, "select", {});
  made.append(...options.map(([value, text]) => element("option", { value }, text)));
  return element("label", null, label, made);
}

export function openSearch() {
  if (!store.model) return say(wording.search.thereNoTextSearch);
  panel.hidden = false;
  opener.setAttribute("aria-expanded", "true");
  changed();
  byId("search-words").focus();
}

/** Search over all texts of the desk. */
export function searchAll() {
  openSearch();
  if (desk.size > 1) {
    filter.all = /** @type {HTMLInputElement} */ (byId("search-all")).checked = true;
    changed();
  }
}

function close() {
  panel.hidden = true;
  opener.setAttribute("aria-expanded", "false");
  clear();
  opener.focus();
}

function clear() {
  Object.assign(filter, { words: "", speaker: "", kind: "", status: "", doubt: "", all: false });
  for (const field of panel.querySelectorAll("input, select")) {
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = false;
    else /** @type {HTMLInputElement} */ (field).value = "";
  }
  changed();
}

/** Something that is looked for, or looked through, is another one. */
function changed() {
  if (!panel.hidden) listSpeakers();
  byId("search-all-label").hidden = desk.size < 2;
  hits = panel.hidden ? [] : placesOf(store.model?.text ?? "", filter.words);
  paint();
  byId("search-count").textContent = isFiltering() ? result() : "";
  for (const listener of listeners) listener();
}

/** "3 of 14 quotations, 12 places in the text". */
function result() {
  const looked = parts(filter.all);
  const sayings = looked.flatMap(({ digest }) => digest.sayings);
  const found = sayings.filter(saying => matches(saying)).length;
  const places = filter.words.trim() === "" ? 0 : looked.reduce((sum, { text }) => sum + placesOf(text, filter.words).length, 0);
  const where = filter.all ? wording.search.inTexts(looked.length) : "";
  return wording.search.result(found, sayings.length, filter.words.trim(), places, where);
}

/** The speakers to choose from. */
function listSpeakers() {
  const select = /** @type {HTMLSelectElement} */ (byId("search-speaker"));
  const names = new Set(parts(filter.all).flatMap(({ digest }) => digest.voices.voices.map(({ name }) => name)));
  const options = [["", wording.search.all], ...[...names].filter(Boolean).sort((a, b) => a.localeCompare(b, "en")).map(name => [name, name]), ...(names.has("") ? [["?", wording.search.unknown]] : [])];
  const same = options.length === select.options.length && options.every(([value], index) => select.options[index].value === value);
  if (same) return;
  select.replaceChildren(...options.map(([value, text]) => element("option", { value }, text)));
  select.value = filter.speaker;
  if (select.selectedIndex < 0) select.value = filter.speaker = "";
}

/** To the next or previous hit: a place of the words, else a quotation that is left. @param {1 | -1} direction */
function step(direction) {
  if (!isFiltering()) return;
  if (hits.length > 0) {
    at = at < 0 ? (direction > 0 ? 0 : hits.length - 1) : (at + direction + hits.length) % hits.length;
    paint();
    byId("search-count").textContent = wording.search.result2(at + 1, hits.length);
    show(hits[at]);
    return;
  }
  const left = parts(false).flatMap(({ digest }) => digest.sayings.filter(saying => matches(saying)));
  if (left.length === 0) return say(wording.search.nothingFoundText);
  const current = left.findIndex(({ id }) => id === store.annotation?.id);
  goTo(left[current < 0 ? (direction > 0 ? 0 : left.length - 1) : (current + direction + left.length) % left.length].id);
}

/** @type {(hit: { start: number, end: number }) => void} */
let show = () => {};

/** @param {import("./render.js").ArticleView} view */
function paintHits(view) {
  if (!("highlights" in CSS)) return;
  const ranges = hits.slice(0, MOST_PAINTED).flatMap(({ start, end }) => view.domRange(start, end) ?? []);
  CSS.highlights.set("search", new Highlight(...ranges));
  const now = hits[at] && view.domRange(hits[at].start, hits[at].end);
  CSS.highlights.set("search-now", new Highlight(...(now ? [now] : [])));
  show = ({ start, end }) => view.domRange(start, end)?.startContainer.parentElement?.scrollIntoView({ block: "center" });
}
