// Bringing texts in (files, drops, the clipboard) and taking results out (downloads).

import { articleText, hasMenus } from "./extract.js";

/** Larger files are refused before they are read; bytes. */
const LARGEST = 20_000_000;

/** @typedef {{ kind: "text", text: string } | { kind: "annotations", json: string }} Incoming */

/**
 * Reads a file that somebody opened or dropped.
 * @param {File} file
 * @returns {Promise<Incoming>}
 */
export async function readFile(file) {
  if (file.size > LARGEST) throw new Error(`“${file.name}” is larger than 20 MB`);
  const text = decode(await file.arrayBuffer());
  if (/\.json$/i.test(file.name) || file.type === "application/json") return { kind: "annotations", json: text };
  if (/\.html?$/i.test(file.name) || file.type === "text/html") return { kind: "text", text: articleText(text) };
  if (text.includes("\0")) throw new Error(`“${file.name}” is no text file`);
  return { kind: "text", text };
}

/** UTF-8 or UTF-16 with their marks, else UTF-8, else what old Windows programs write. @param {ArrayBuffer} bytes */
function decode(bytes) {
  const start = new Uint8Array(bytes.slice(0, 2));
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
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

/**
 * Hands a file to the browser to save.
 * @param {string} name @param {string} type @param {BlobPart} content
 */
export function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * A file's name made of a text's first words.
 * @param {string} text @param {string} ending
 */
export function nameFor(text, ending) {
  const words = text.slice(0, 200).normalize("NFKD").match(/[A-Za-z0-9]+/g)?.slice(0, 6).join("-").toLowerCase();
  return `${words || "article"}${ending}`;
}
