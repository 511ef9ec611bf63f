// Taking what is seen to another program by the clipboard: lines of text, tables, pictures.

import { element } from "./dom.js";
import { plain } from "./reasons.js";
import { say } from "./status.js";
import { wording } from "./words.js";

/** A table: what its columns are called, and its rows. @typedef {{ columns: string[], rows: (string | number | null)[][] }} Table */

/** A cell that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** @param {string} text @param {string} what has been copied, for the message */
export function copyText(text, what) {
  return copy({ "text/plain": text }, what);
}

/** A table as spreadsheets (tab-separated) and as text programs (HTML) take it up. @param {Table} table @param {string} what */
export function copyTable(table, what) {
  return copy({ "text/plain": tabSeparated(table), "text/html": htmlTable(table) }, what);
}

/** A picture, and its source where only text is taken. @param {string} svg @param {string} what */
export function copyPicture(svg, what) {
  /** @type {Record<string, string>} */
  const parts = { "text/plain": svg };
  if (window.ClipboardItem?.supports?.("image/svg+xml")) parts["image/svg+xml"] = svg;
  return copy(parts, what);
}

/** @param {Table} table */
export function tabSeparated({ columns, rows }) {
  return [columns, ...rows].map(row => row.map(cell).join("\t")).join("\n") + "\n";
}

/** One line, and no formula. @param {string | number | null} value */
function cell(value) {
  if (typeof value === "number") return String(value);
  const text = (value ?? "").replace(/\s+/g, " ").trim();
  return FORMULA.test(text) ? `'${text}` : text;
}

/** @param {Table} table */
export function htmlTable({ columns, rows }) {
  const table = element("table", null,
    element("thead", null, element("tr", null, ...columns.map(column => element("th", null, column)))),
    element("tbody", null, ...rows.map(row => element("tr", null, ...row.map(value => element("td", null, cell(value)))))));
  return `<meta charset="utf-8">${table.outerHTML}`;
}

/** @param {Record<string, string>} parts by their media types @param {string} what */
async function copy(parts, what) {
  try {
    if (!navigator.clipboard?.write) throw new Error("no clipboard");
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(
      Object.entries(parts).map(([type, content]) => [type, new Blob([content], { type })])))]);
  } catch (error) {
    // Without the permission, or in a browser that does not know the interface.
    if (!copyByCommand(parts)) return say(wording.copying.browserDidNotLetPage(plain(error)));
  }
  say(wording.copying.copiedNothingHasLeftDevice(what));
}

/** @param {Record<string, string>} parts */
function copyByCommand(parts) {
  let done = false;
  /** @param {ClipboardEvent} event */
  const fill = event => {
    for (const [type, content] of Object.entries(parts)) event.clipboardData?.setData(type, content);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener("copy", fill, { capture: true, once: true });
  document.execCommand("copy");
  document.removeEventListener("copy", fill, { capture: true });
  return done;
}
