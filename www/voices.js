// Who speaks: each speaker's part of the quotations and of the words quoted, as a table that can be sorted and copied.

import { goTo } from "./actions.js";
import { copyPicture, copyTable } from "./copying.js";
import { desk } from "./desk.js";
import { digestOfText, voicesOf } from "./digests.js";
import { button, element } from "./dom.js";
import { chart, download, nameFor } from "./pkg/whosaid.js";
import { say } from "./status.js";
import { store } from "./store.js";
import { wording } from "./words.js";

/** @typedef {import("./pkg/whosaid.js").Voice} Voice */
/** @typedef {import("./pkg/whosaid.js").Voices} Voices */

/** What the table can be sorted by. @type {Record<string, { label: string, compare: (a: Voice, b: Voice) => number }>} */
const ORDERS = {
  words: { label: wording.voices.wordsQuoted, compare: (a, b) => b.words - a.words },
  quotations: { label: wording.voices.byQuotations, compare: (a, b) => b.quotations - a.quotations },
  direct: { label: wording.voices.partSaidDirectly, compare: (a, b) => b.direct / b.quotations - a.direct / a.quotations },
  first: { label: wording.voices.firstMention, compare: (a, b) => (a.firstParagraph ?? Infinity) - (b.firstParagraph ?? Infinity) },
  name: { label: wording.voices.byName, compare: (a, b) => a.name.localeCompare(b.name, "en") },
  role: { label: wording.voices.byRole, compare: (a, b) => (a.role ?? "\uffff").localeCompare(b.role ?? "\uffff", "en") },
  kind: { label: wording.voices.byKind, compare: (a, b) => (a.kind ?? "\uffff").localeCompare(b.kind ?? "\uffff", "en") },
};

let order = "words";
let all = false;
/** More rows than this are shown when they are asked for: a thousand would take the browser long to lay out. */
const MOST = 40;
let everyRow = false;

/** The panel's content. @param {() => void} redraw @returns {{ key: string, shows: unknown[], make: () => HTMLElement }[]} */
export function voicesPanel(redraw) {
  const overAll = all && desk.size > 1;
  const voices = voicesOf(overAll);
  return [{ key: "voices", shows: [voices, order, overAll, everyRow, desk.size > 1], make: () => panel(voices, overAll, redraw) }];
}

/** @param {Voices | null} voices @param {boolean} overAll @param {() => void} redraw */
function panel(voices, overAll, redraw) {
  if (!voices || voices.voices.length === 0) {
    return element("div", { class: "voices" }, scope(redraw), element("p", { class: "empty-note" }, wording.voices.nobodyQuotedSoNobodySpeaks));
  }
  const sorted = sortedBy(order, voices.voices);
  return element("div", { class: "voices" },
    element("p", { class: "voices-total" }, wording.voices.total(voices.total.quotations, voices.total.words)),
    scope(redraw),
    element("label", { class: "inline" }, wording.voices.sortBy, element("select", {
      data: { control: "voices order" },
      onchange: (/** @type {Event} */ event) => { order = /** @type {HTMLSelectElement} */ (event.target).value; redraw(); },
    }, ...Object.entries(ORDERS).filter(([key]) => !(overAll && key === "first")).map(([value, { label }]) => element("option", { value, selected: value === order }, label)))),
    element("table", null,
      element("caption", { class: "visually-hidden" }, wording.voices.whoSpeaksSortedBy(overAll, ORDERS[order].label)),
      element("thead", null, element("tr", null,
        ...[["name", wording.voices.speaker], ["quotations", wording.voices.quotations], ["words", wording.voices.words]].map(([key, label]) =>
          element("th", { scope: "col", ...(key === order ? { "aria-sort": key === "name" ? "ascending" : "descending" } : {}) },
            button(label, () => { order = key; redraw(); }, { class: "quiet", title: wording.voices.sortBy2(ORDERS[key].label), data: { control: `voices ${key}` } }))))),
      element("tbody", null, ...sorted.slice(0, everyRow ? Infinity : MOST).map(voice => row(voice, overAll)))),
    sorted.length > MOST && !everyRow ? button(wording.voices.showAll(sorted.length), () => { everyRow = true; redraw(); }, { data: { control: "voices every" } }) : null,
    element("p", { class: "voice-key" }, wording.voices.barShareAllQuotedWords,
      element("span", { class: "voice-part direct" }), wording.voices.keyDirect, element("span", { class: "voice-part mixed" }), wording.voices.keyMixed, element("span", { class: "voice-part indirect" }), wording.voices.keyIndirect),
    sorted.some(({ kind }) => kind === "group") ? element("p", { class: "voice-key" }, wording.voices.whatGroupSaysCountsIts) : null,
    element("div", { class: "row" },
      button(wording.voices.copyTable, () => copyTable(tableOf(sorted, overAll), wording.voices.whoSpeaksTable), { data: { control: "voices table" } }),
      button(wording.voices.copySvg, () => copyPicture(picture(voices, sorted, overAll), wording.voices.whoSpeaksSvgPicture), { data: { control: "voices svg" } }),
      button(wording.voices.saveSvg, () => {
        const name = overAll ? "who-speaks.svg" : nameFor(store.model?.text ?? "", ".who-speaks.svg");
        download(name, new Blob([picture(voices, sorted, overAll)], { type: "image/svg+xml" }));
        say(wording.voices.savedAs(name));
      }, { data: { control: "voices save" } })));
}

/** One text or all of them. @param {() => void} redraw */
function scope(redraw) {
  if (desk.size < 2) return null;
  return element("label", { class: "inline" }, element("input", {
    type: "checkbox", checked: all, data: { control: "voices all" },
    onchange: (/** @type {Event} */ event) => { all = /** @type {HTMLInputElement} */ (event.target).checked; everyRow = false; redraw(); },
  }), wording.voices.inAllTexts(desk.entries.filter(({ digest }) => digest).length));
}

/** @param {Voice} voice @param {boolean} overAll */
function row(voice, overAll) {
  const { entity } = voice;
  const name = voice.name || wording.voices.unknownSpeaker;
  const facts = [voice.role, voice.kind === "person" ? "" : voice.kind, overAll ? wording.voices.texts(voice.texts) : voice.firstParagraph ? wording.voices.firstInParagraph(voice.firstParagraph) : ""].filter(Boolean).join(", ");
  const bar = element("span", { class: "voice-share", "aria-hidden": "true" }, ...["direct", "mixed", "indirect"].map(kind => {
    const part = element("span", { class: `voice-part ${kind}` });
    const count = voice[/** @type {"direct" | "mixed" | "indirect"} */ (kind)];
    part.style.setProperty("--part", `${voice.shareOfWords * 100 * count / voice.quotations}%`);
    part.hidden = count === 0;
    return part;
  }));
  const label = [element("span", { class: `badge in-list${voice.name ? "" : " unknown"}`, "aria-hidden": "true" }, voice.name ? String(voice.number ?? "") : "?"), element("strong", null, name)];
  if (overAll) label.shift();
  return element("tr", { data: entity && !overAll ? { entity } : {} },
    element("th", { scope: "row" },
      entity && !overAll
        ? element("button", { type: "button", class: "plain", data: { control: `voice ${entity}` }, onclick: () => goTo(store.model?.entities.get(entity)?.mentions[0]?.id ?? entity) }, ...label)
        : element("span", { class: "plain" }, ...label),
      facts ? element("small", null, facts) : null,
      element("small", null, kindsInWords(voice)), bar),
    element("td", null, String(voice.quotations), element("small", null, percent(voice.shareOfQuotations))),
    element("td", null, String(voice.words), element("small", null, percent(voice.shareOfWords))));
}

/** "5 direct, 1 mixed". @param {Voice} voice */
function kindsInWords({ direct, mixed, indirect }) {
  return /** @type {const} */ ([["direct", direct], ["mixed", mixed], ["indirect", indirect]]).filter(([, count]) => count).map(([kind, count]) => `${count} ${wording.names.quotation[kind]}`).join(", ");
}

/** @param {number} share from 0 to 1 */
function percent(share) {
  return `${Math.round(share * 100)} %`;
}

/** @param {string} by @param {Voice[]} voices */
export function sortedBy(by, voices) {
  // The unknown speaker is nobody: it stays last.
  return [...voices].sort((a, b) => Number(!a.name) - Number(!b.name) || ORDERS[by].compare(a, b));
}

/** @param {Voice[]} voices @param {boolean} overAll @returns {import("./copying.js").Table} */
function tableOf(voices, overAll) {
  const part = (/** @type {number} */ share) => Math.round(share * 1000) / 10;
  return {
    columns: [overAll ? wording.voices.texts2 : wording.voices.number, wording.voices.speaker, wording.voices.role, wording.voices.kind, wording.voices.quotations, wording.voices.shareOfQuotations, wording.voices.words, wording.voices.shareOfWords,
      wording.voices.wordsInQuotationMarks, wording.voices.direct, wording.voices.mixed, wording.voices.indirect, ...(overAll ? [] : [wording.voices.firstInParagraph2])],
    rows: voices.map(voice => [overAll ? voice.texts : voice.number ?? null, voice.name || wording.voices.unknownSpeaker, voice.role ?? null, voice.kind ? wording.names.entity[voice.kind] : null,
      voice.quotations, part(voice.shareOfQuotations), voice.words, part(voice.shareOfWords), voice.quotedWords,
      voice.direct, voice.mixed, voice.indirect, ...(overAll ? [] : [voice.firstParagraph ?? null])]),
  };
}

/** @param {Voices} voices @param {Voice[]} sorted @param {boolean} overAll */
function picture(voices, sorted, overAll) {
  return chart({ ...voices, voices: sorted }, overAll ? wording.voices.texts3(desk.size) : digestOfText()?.title ?? "");
}
