// What the cards of quotations and of entities have in common.

import { correct, moveBoundary } from "../actions.js";
import { directionOf } from "../directions.js";
import { button, element } from "../dom.js";
import { wording } from "../words.js";

/** Whether "More" is folded out, kept from one annotation to the next. */
let unfolded = false;

/** Whether a field is just being left: the focus is on its way, and what it goes to must stay. */
let leaving = false;

export function fieldIsLeft() {
  return leaving;
}

/** Takes in what a field holds. @param {() => void} keep */
function takeIn(keep) {
  leaving = true;
  try {
    keep();
  } finally {
    leaving = false;
  }
}

/** The rest of a card, which folds out and stays so. @param {...(Node | null | false)} inside */
export function more(...inside) {
  const made = element("details", { class: "more" }, element("summary", { data: { control: "More" } }, wording.cardParts.more), element("div", { class: "inside" }, ...inside));
  made.open = unfolded;
  made.addEventListener("toggle", () => { unfolded = made.open; });
  return made;
}

/** A part of "More" under a heading. @param {string} title @param {...(Node | null | false)} inside */
export function part(title, ...inside) {
  return element("div", { class: "part" }, element("h3", null, title), ...inside);
}

/** @param {...(Node | string | null | false)} inside */
export function row(...inside) {
  return element("div", { class: "row" }, ...inside);
}

/** @param {string} words */
export function state(words) {
  return element("p", { class: "state" }, words);
}

/** @param {string} label @param {(event: MouseEvent) => void} action @param {string} [key] @param {Record<string, any>} [properties] */
export function act(label, action, key, properties) {
  const made = button(label, action, { data: { control: label }, "aria-keyshortcuts": key, ...properties });
  if (key) made.title = `${label} (${key})`;
  return made;
}

/** @param {string} number */
export function badge(number) {
  return element("span", { class: `badge in-list${number === "?" ? " unknown" : ""}`, "aria-hidden": "true" }, number);
}

/** @param {"machine" | "human" | "machineEdited"} origin */
export function originInWords(origin) {
  return { machine: wording.cardParts.foundByTheProgram, human: wording.cardParts.madeByAPerson, machineEdited: wording.cardParts.foundByProgramCorrected }[origin];
}

/**
 * @template {string} Kind
 * @param {string} label @param {Record<Kind, string>} names @param {Kind} current @param {(kind: Kind) => void} set
 */
export function kindButtons(label, names, current, set) {
  return element("span", { class: "segmented", role: "group", "aria-label": label },
    ...Object.entries(names).map(([name, label]) => {
      const kind = /** @type {Kind} */ (name);
      return act(/** @type {string} */ (label), () => { if (kind !== current) set(kind); }, undefined, { "aria-pressed": String(kind === current), data: { control: kind } });
    }));
}

/** Buttons that move both ends; the twin of dragging. @param {string} words @param {number} piece @param {number} of */
export function boundaries(words, piece, of) {
  const name = of > 1 ? wording.cardParts.ofPiece(piece + 1) : "";
  /** @param {"start" | "end"} side @param {1 | -1} direction @param {string} sign @param {string} says */
  const arrow = (side, direction, sign, says) => button(sign, event => moveBoundary(side, direction, event.ctrlKey ? "character" : "word", piece),
    { "aria-label": `${says}${name}`, title: wording.cardParts.byWordWithCtrlBy(says), data: { control: `${says}${name}` } });
  const flat = words.replace(/\s+/g, " ");
  const [earlier, later] = directionOf(words) === "rtl" ? ["→", "←"] : ["←", "→"];
  return row(
    element("span", { class: "label" }, wording.cardParts.start), arrow("start", -1, earlier, wording.cardParts.startEarlier), arrow("start", 1, later, wording.cardParts.startLater),
    element("span", { class: "label" }, wording.cardParts.end), arrow("end", -1, earlier, wording.cardParts.endEarlier), arrow("end", 1, later, wording.cardParts.endLater),
    element("span", { class: "state" }, flat.length < 46 ? flat : `${flat.slice(0, 22)}…${flat.slice(-22)}`));
}

/** A field that is taken in when it is left, saved from, or on Enter. @param {string} label @param {string} value @param {(value: string) => void} keep */
export function textField(label, value, keep) {
  const field = element("input", { type: "text", value, data: { control: label, commits: "" } });
  field.addEventListener("change", () => takeIn(() => keep(field.value.trim())));
  return element("label", { class: "stacked" }, label, field);
}

/** @typedef {{ id: string, note?: string, tags?: string[] }} Noted  whatever a person may write something beside */

/** @param {Noted} of */
export function isNoted({ note = "", tags = [] }) {
  return note !== "" || tags.length > 0;
}

/** What a person writes beside an annotation. @param {Noted} of @param {string} [where] tells two of them on one card apart */
export function noteFields({ id, note = "", tags = [] }, where = "") {
  const field = element("textarea", { value: note, data: { control: `note${where}`, commits: "" } });
  field.addEventListener("change", () => takeIn(() => {
    if (field.value !== note) correct({ do: "setNote", id, note: field.value }, field.value ? wording.cardParts.noteKept : wording.cardParts.noteTakenAway);
  }));
  const words = element("input", { type: "text", value: tags.join("; "), placeholder: wording.cardParts.withBetweenThem, data: { control: `tags${where}`, commits: "" } });
  words.addEventListener("change", () => takeIn(() => {
    const list = [...new Set(words.value.split(";").map(tag => tag.trim()).filter(Boolean))];
    if (list.join(";") !== tags.join(";")) correct({ do: "setTags", id, tags: list }, list.length > 0 ? wording.cardParts.tags(list.join(", ")) : wording.cardParts.tagsTakenAway);
  }));
  return [element("label", { class: "stacked" }, wording.cardParts.note, field), element("label", { class: "stacked" }, wording.cardParts.tags2, words)];
}

/** The words around a span, to tell it from others. @param {string} text @param {number} start @param {number} end */
export function context(text, start, end) {
  const cut = Math.min(end, start + 60);
  const before = text.slice(Math.max(0, start - 24), start).replace(/^\S*\s/, "").replace(/\s+/g, " ");
  const after = text.slice(cut, cut + 30).replace(/\s+\S*$/, "").replace(/\s+/g, " ");
  return element("span", { class: "context" }, `…${before}`, element("b", null, text.slice(start, cut).replace(/\s+/g, " ")), `${after}…`);
}

/** @param {number} value @param {string} positive @param {string} negative */
export function degrees(value, positive, negative) {
  return `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`;
}
