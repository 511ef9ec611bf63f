// The quotation view: only what was said, in the order of the text or by speaker; the way to copy it.

import { goTo } from "./actions.js";
import { copyTable, copyText } from "./copying.js";
import { desk } from "./desk.js";
import { parts } from "./digests.js";
import { button, byId, element } from "./dom.js";
import { filter, isFiltering, matches, onFilter } from "./search.js";
import { store } from "./store.js";
import { wording } from "./words.js";

/** @typedef {import("./digests.js").Saying} Saying */
/** @typedef {{ part: import("./digests.js").Part, sayings: Saying[] }} Found */

/** More quotations than this are shown when they are asked for. */
const MOST = 500;

const place = byId("quotations");
const toggle = byId("only-quotations");
/** @type {"text" | "speaker"} */
let order = "text";
let everything = false;
let stale = true;
let waiting = 0;

export function startQuotations() {
  toggle.addEventListener("click", () => open(toggle.getAttribute("aria-pressed") !== "true"));
  store.addEventListener("change", soon);
  store.addEventListener("select", mark);
  desk.addEventListener("change", () => { if (filter.all) soon(); });
  onFilter(() => {
    everything = false;
    // What is found in other texts can only be shown as a list.
    if (filter.all && isFiltering() && !isOpen()) open(true);
    else soon();
  });
}

function isOpen() {
  return toggle.getAttribute("aria-pressed") === "true";
}

/** @param {boolean} show */
function open(show) {
  toggle.setAttribute("aria-pressed", String(show));
  byId("article").hidden = show;
  place.hidden = !show;
  soon();
}

function soon() {
  stale = true;
  if (!isOpen()) return;
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => setTimeout(draw));
}

/** What is left of the quotations, by text. @returns {Found[]} */
function found() {
  return parts(filter.all).map(part => ({ part, sayings: part.digest.sayings.filter(saying => matches(saying)) })).filter(({ sayings }) => sayings.length > 0);
}

function draw() {
  if (!stale || !isOpen()) return;
  stale = false;
  const focused = place.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.control : undefined;
  const list = found();
  const all = list.reduce((sum, { sayings }) => sum + sayings.length, 0);
  const many = filter.all && desk.size > 1;
  place.replaceChildren(
    element("div", { class: "row quotations-head" },
      element("h2", null, wording.quotations.quotations(all)),
      element("span", { class: "segmented", role: "group", "aria-label": wording.quotations.order },
        ...(/** @type {const} */ ([["text", wording.quotations.inOrder], ["speaker", wording.quotations.bySpeaker]])).map(([value, label]) =>
          button(label, () => { order = value; soon(); }, { "aria-pressed": String(order === value), data: { control: `order ${value}` } }))),
      button(wording.quotations.copyAsText, () => copyText(asText(inShownOrder(list), many), wording.quotations.quotations(all)), { data: { control: "copy text" } }),
      button(wording.quotations.copyAsTable, () => copyTable(asTable(inShownOrder(list), many), wording.quotations.asATable(all)), { data: { control: "copy table" } }),
      button(wording.quotations.backToTheText, () => { open(false); byId("article").focus(); }, { data: { control: "back" } })),
    ...(all === 0 ? [element("p", { class: "empty-note" }, isFiltering() ? wording.quotations.noQuotationLike : wording.quotations.noQuotationWasFound)] : rows(list, many)),
    ...(all > MOST && !everything ? [button(wording.quotations.showAll(all), () => { everything = true; soon(); }, { data: { control: "all" } })] : []));
  if (focused) (/** @type {HTMLElement | null} */ (place.querySelector(`[data-control="${CSS.escape(focused)}"]`)) ?? toggle).focus({ preventScroll: true });
  mark();
}

/** @param {Found[]} list @returns {Found[]} */
function inShownOrder(list) {
  return order === "text" ? list : list.map(({ part, sayings }) => ({ part, sayings: bySpeaker(sayings).flatMap(([, own]) => own) }));
}

/** @param {Saying[]} sayings @returns {[string, Saying[]][]} by who speaks first; the unknown ones last */
function bySpeaker(sayings) {
  /** @type {Map<string, Saying[]>} */
  const groups = new Map();
  for (const saying of sayings) {
    const key = saying.speaker ?? "";
    const group = groups.get(key);
    if (group) group.push(saying);
    else groups.set(key, [saying]);
  }
  return [...groups].sort((a, b) => Number(a[0] === "") - Number(b[0] === ""));
}

/** @param {Found[]} list @param {boolean} many @returns {HTMLElement[]} */
function rows(list, many) {
  let left = everything ? Infinity : MOST;
  return list.flatMap(({ part, sayings }) => {
    if (left <= 0) return [];
    const shown = sayings.slice(0, left);
    left -= shown.length;
    const groups = order === "text" ? [element("ol", null, ...shown.map(saying => row(saying, part, true)))]
      : bySpeaker(shown).map(([, own]) => element("section", null, element("h3", null, speakerOf(own[0])), element("ol", null, ...own.map(saying => row(saying, part, false)))));
    return many ? [element("section", null, element("h3", { class: "of-text" }, button(part.title, () => { if (part.entry) desk.show(part.entry); }, { class: "plain", data: { control: `text ${part.entry?.id}` } })), ...groups)] : groups;
  });
}

/** @param {Saying} saying @param {import("./digests.js").Part} part @param {boolean} withName */
function row(saying, part, withName) {
  const here = part.entry === desk.current;
  const facts = [wording.names.quotation[saying.kind], wording.quotations.paragraph(saying.paragraph), saying.status === "unreviewed" ? "" : wording.names.status[saying.status], saying.note ? wording.quotations.note(saying.note) : "", saying.tags.length > 0 ? wording.quotations.tags(saying.tags.join("; ")) : ""].filter(Boolean).join(", ");
  return element("li", { class: `saying ${saying.kind}`, data: { quotation: here ? saying.id : "" } },
    element("button", {
      type: "button", class: "plain", data: { control: `saying ${part.entry?.id ?? ""} ${saying.id}` }, onclick: async () => {
        if (!here && part.entry) await desk.show(part.entry);
        store.select(saying.id);
      },
    },
    element("span", { class: `badge in-list${saying.speaker ? "" : " unknown"}`, "aria-hidden": "true" }, saying.speaker ? String(saying.number ?? "") : "?"),
    element("span", { class: "grow" }, withName ? element("strong", null, speakerOf(saying)) : null, element("q", null, saying.words), element("small", null, facts))),
    here ? button(wording.quotations.inTheText, () => { open(false); goTo(saying.id); }, { class: "quiet", "aria-label": wording.quotations.showInTheText(saying.words.slice(0, 40)), data: { control: `go ${saying.id}` } }) : null);
}

/** "Ada Okafor (chair of the port)". @param {Saying} saying */
export function speakerOf({ speaker, name, role }) {
  return speaker ? `${name}${role ? ` (${role})` : ""}` : wording.quotations.unknownSpeaker;
}

/** A quotation as a line. @param {Saying} saying */
export function lineOf(saying) {
  return `${speakerOf(saying)}: ${saying.words}\n`;
}

/** @param {Found[]} list @param {boolean} many */
function asText(list, many) {
  return list.map(({ part, sayings }) => `${many ? `${part.title}\n` : ""}${sayings.map(lineOf).join("")}`).join(many ? "\n" : "");
}

/** @param {Found[]} list @param {boolean} many @returns {import("./copying.js").Table} */
function asTable(list, many) {
  return {
    columns: [...(many ? [wording.quotations.text] : []), wording.quotations.number, wording.quotations.speaker, wording.quotations.role, wording.quotations.quotation, wording.quotations.kind, wording.quotations.status, wording.quotations.paragraph2, wording.quotations.note2, wording.quotations.tags2],
    rows: list.flatMap(({ part, sayings }) => sayings.map(saying => [...(many ? [part.title] : []), saying.number ?? null, saying.name || wording.quotations.unknownSpeaker, saying.role ?? null,
      saying.words, saying.kind, saying.status, saying.paragraph, saying.note || null, saying.tags.join("; ") || null])),
  };
}

/** The selected one is marked. */
function mark() {
  if (!isOpen()) return;
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".saying"))) {
    item.classList.toggle("lit", Boolean(item.dataset.quotation) && item.dataset.quotation === store.annotation?.id);
  }
}
