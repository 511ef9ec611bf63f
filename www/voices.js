// Who speaks: each speaker's part of the quotations and of the words quoted, as a table that can be sorted and copied.

import { goTo } from "./actions.js";
import { copyPicture, copyTable } from "./copying.js";
import { desk } from "./desk.js";
import { digestOfText, voicesOf } from "./digests.js";
import { button, counted, element } from "./dom.js";
import { chart, download, nameFor } from "./pkg/whosaid.js";
import { say } from "./status.js";
import { store } from "./store.js";

/** @typedef {import("./pkg/whosaid.js").Voice} Voice */
/** @typedef {import("./pkg/whosaid.js").Voices} Voices */

/** What the table can be sorted by. @type {Record<string, { label: string, compare: (a: Voice, b: Voice) => number }>} */
const ORDERS = {
  words: { label: "words quoted", compare: (a, b) => b.words - a.words },
  quotations: { label: "quotations", compare: (a, b) => b.quotations - a.quotations },
  direct: { label: "part said directly", compare: (a, b) => b.direct / b.quotations - a.direct / a.quotations },
  first: { label: "first mention", compare: (a, b) => (a.firstParagraph ?? Infinity) - (b.firstParagraph ?? Infinity) },
  name: { label: "name", compare: (a, b) => a.name.localeCompare(b.name, "en") },
  role: { label: "role", compare: (a, b) => (a.role ?? "\uffff").localeCompare(b.role ?? "\uffff", "en") },
  kind: { label: "kind", compare: (a, b) => (a.kind ?? "\uffff").localeCompare(b.kind ?? "\uffff", "en") },
};

let order = "words";
let all = false;

/** The panel's content. @param {() => void} redraw @returns {{ key: string, shows: unknown[], make: () => HTMLElement }[]} */
export function voicesPanel(redraw) {
  const overAll = all && desk.size > 1;
  const voices = voicesOf(overAll);
  return [{ key: "voices", shows: [voices, order, overAll, desk.size > 1], make: () => panel(voices, overAll, redraw) }];
}

/** @param {Voices | null} voices @param {boolean} overAll @param {() => void} redraw */
function panel(voices, overAll, redraw) {
  if (!voices || voices.voices.length === 0) {
    return element("div", { class: "voices" }, scope(redraw), element("p", { class: "empty-note" }, "Nobody is quoted, so nobody speaks."));
  }
  const sorted = sortedBy(order, voices.voices);
  return element("div", { class: "voices" },
    element("p", { class: "voices-total" }, `${counted(voices.total.quotations, "quotation")}, ${counted(voices.total.words, "quoted word")}.`),
    scope(redraw),
    element("label", { class: "inline" }, "Sort by ", element("select", {
      data: { control: "voices order" },
      onchange: (/** @type {Event} */ event) => { order = /** @type {HTMLSelectElement} */ (event.target).value; redraw(); },
    }, ...Object.entries(ORDERS).filter(([key]) => !(overAll && key === "first")).map(([value, { label }]) => element("option", { value, selected: value === order }, label)))),
    element("table", null,
      element("caption", { class: "visually-hidden" }, `Who speaks${overAll ? " in all texts" : ""}, sorted by ${ORDERS[order].label}`),
      element("thead", null, element("tr", null,
        ...[["name", "Speaker"], ["quotations", "Quotations"], ["words", "Words"]].map(([key, label]) =>
          element("th", { scope: "col", ...(key === order ? { "aria-sort": key === "name" ? "ascending" : "descending" } : {}) },
            button(label, () => { order = key; redraw(); }, { class: "quiet", title: `Sort by ${ORDERS[key].label}`, data: { control: `voices ${key}` } }))))),
      element("tbody", null, ...sorted.map(voice => row(voice, overAll)))),
    element("p", { class: "voice-key" }, "Bar: share of all quoted words; ",
      element("span", { class: "voice-part direct" }), " direct, ", element("span", { class: "voice-part mixed" }), " mixed, ", element("span", { class: "voice-part indirect" }), " indirect."),
    sorted.some(({ kind }) => kind === "group") ? element("p", { class: "voice-key" }, "What a group says counts for its members, too; shares can come to more than 100 %.") : null,
    element("div", { class: "row" },
      button("Copy table", () => copyTable(tableOf(sorted, overAll), "who speaks, as a table"), { data: { control: "voices table" } }),
      button("Copy SVG", () => copyPicture(picture(voices, sorted, overAll), "who speaks, as an SVG picture"), { data: { control: "voices svg" } }),
      button("Save SVG", () => {
        const name = overAll ? "who-speaks.svg" : nameFor(store.model?.text ?? "", ".who-speaks.svg");
        download(name, new Blob([picture(voices, sorted, overAll)], { type: "image/svg+xml" }));
        say(`Saved as ${name}.`);
      }, { data: { control: "voices save" } })));
}

/** One text or all of them. @param {() => void} redraw */
function scope(redraw) {
  if (desk.size < 2) return null;
  return element("label", { class: "inline" }, element("input", {
    type: "checkbox", checked: all, data: { control: "voices all" },
    onchange: (/** @type {Event} */ event) => { all = /** @type {HTMLInputElement} */ (event.target).checked; redraw(); },
  }), ` In all ${desk.size} texts`);
}

/** @param {Voice} voice @param {boolean} overAll */
function row(voice, overAll) {
  const { entity } = voice;
  const name = voice.name || "Unknown speaker";
  const facts = [voice.role, voice.kind === "person" ? "" : voice.kind, overAll ? counted(voice.texts, "text") : voice.firstParagraph ? `first in paragraph ${voice.firstParagraph}` : ""].filter(Boolean).join(", ");
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
  return [[direct, "direct"], [mixed, "mixed"], [indirect, "indirect"]].filter(([count]) => count).map(([count, kind]) => `${count} ${kind}`).join(", ");
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
    columns: [overAll ? "Texts" : "Number", "Speaker", "Role", "Kind", "Quotations", "Share of quotations (%)", "Words", "Share of words (%)",
      "Words in quotation marks", "Direct", "Mixed", "Indirect", ...(overAll ? [] : ["First in paragraph"])],
    rows: voices.map(voice => [overAll ? voice.texts : voice.number ?? null, voice.name || "Unknown speaker", voice.role ?? null, voice.kind ?? null,
      voice.quotations, part(voice.shareOfQuotations), voice.words, part(voice.shareOfWords), voice.quotedWords,
      voice.direct, voice.mixed, voice.indirect, ...(overAll ? [] : [voice.firstParagraph ?? null])]),
  };
}

/** @param {Voices} voices @param {Voice[]} sorted @param {boolean} overAll */
function picture(voices, sorted, overAll) {
  return chart({ ...voices, voices: sorted }, overAll ? `${desk.size} texts` : digestOfText()?.title ?? "");
}
