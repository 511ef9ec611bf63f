// Search and order on top of a list of people or of places.

import { fold } from "./chooser.js";
import { element } from "./dom.js";
import { wording } from "./words.js";

/** @typedef {import("./model.js").Entity} Entity */
/** @typedef {{ label: string, compare: ((a: Entity, b: Entity) => number) | null }} Order  without `compare`: as they come */

/** A list that is no longer than this is seen whole. */
const FEW = 3;

/** @param {string} text @returns {import("./sidebar.js").Item} */
export function note(text) {
  return { key: text, shows: [], make: () => element("p", { class: "empty-note" }, text) };
}

/** @param {string} text @returns {import("./sidebar.js").Item} */
export function heading(text) {
  return { key: text, shows: [], make: () => element("h2", null, text) };
}

export const byName = (/** @type {Entity} */ a, /** @type {Entity} */ b) => a.name.localeCompare(b.name, "en");

export class ListTools {
  /** @param {string} label what the field is called @param {Order[]} orders the first is the standard @param {() => void} redraw */
  constructor(label, orders, redraw) {
    this.orders = orders;
    this.field = element("input", { type: "search", "aria-label": label, placeholder: label, autocomplete: "off", data: { control: label }, oninput: redraw });
    this.select = element("select", { data: { control: `${label} order` }, onchange: redraw }, ...orders.map(order => element("option", null, order.label)));
    this.count = element("output", null);
    this.root = element("div", { class: "list-tools", role: "group", "aria-label": label }, this.field, element("label", null, wording.listTools.by, this.select), this.count);
  }

  /** Those that are looked for, in the order that is asked for. @param {Entity[]} entities */
  pick(entities) {
    const wanted = fold(this.field.value.trim());
    const { compare } = this.orders[this.select.selectedIndex] ?? this.orders[0];
    const found = entities.filter(({ name, description, note, tags }) => fold([name, description ?? "", note ?? "", ...tags ?? []].join(" ")).includes(wanted));
    return compare ? found.toSorted(compare) : found;
  }

  /** Whether only some are shown. */
  get isLooking() {
    return this.field.value.trim() !== "";
  }

  /** What stands on top of a list of so many. @param {number} all @param {number} shown @returns {import("./sidebar.js").Item[]} */
  items(all, shown) {
    this.count.textContent = this.isLooking ? wording.listTools.found(shown, all) : "";
    return all > FEW || this.isLooking ? [{ key: "tools", shows: [], make: () => this.root }] : [];
  }

  /** Shows all, for paper. @returns {boolean} whether some were not shown */
  clear() {
    const looked = this.isLooking;
    this.field.value = "";
    return looked;
  }
}
