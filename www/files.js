// What somebody brings in: what the files hold that are opened or dropped, and what the clipboard holds.

import { articleText, hasMenus } from "./extract.js";
import { openFile } from "./pkg/whosaid.js";
import { sourceOf } from "./source.js";

/** A document that was opened: its text and where that comes from, or annotations.
 * @typedef {{ name: string, text?: string, source?: import("./pkg/whosaid.js").DocumentFields, json?: string }} Document */

/**
 * The documents in a file. Throws an error that says what to do instead where it cannot be read.
 * @param {File} file
 * @returns {Promise<Document[]>}
 */
export async function readFile(file) {
  const all = await openFile(file);
  return all.map(({ name, holds }) => {
    if ("page" in holds) return { name, text: articleText(holds.page), source: sourceOf(holds.page) };
    return "text" in holds ? { name, text: holds.text } : { name, json: holds.annotations };
  });
}

/**
 * The text of a paste or a drop: plain where it is plain, the article where a whole page was copied.
 * @param {DataTransfer | null} data
 */
export function pastedText(data) {
  const html = data?.getData("text/html") ?? "";
  const plain = data?.getData("text/plain") ?? "";
  if (html && (plain === "" || hasMenus(html))) {
    const text = articleText(html);
    if (text.length > plain.length / 10) return text;
  }
  return plain;
}
