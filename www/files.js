// Bringing texts in (files, drops, the clipboard) and taking results out (downloads).

import { articleText, hasMenus } from "./extract.js";
import { sourceOf } from "./source.js";

/** Larger files are refused before they are read; bytes. The native file of a text is several times as large. */
const LARGEST = 20_000_000;
const LARGEST_NATIVE = 2 ** 29;

/** A file that cannot be read here; the message says what to do instead. */
export class Unreadable extends Error {}

/** Files of other kinds, by how they begin, and what to do with them instead. @type {[string, string][]} */
const OTHERS = [
  ["%PDF", "is a PDF, which whosaid cannot read. Open it, select the text (Ctrl+A), copy it (Ctrl+C) and paste it here."],
  ["PK\x03\x04", "is a Word or other packed document, which whosaid cannot read. Open it, select all (Ctrl+A), copy (Ctrl+C) and paste it here; or save it as plain text (.txt)."],
  ["\xd0\xcf\x11\xe0", "is an old Word document, which whosaid cannot read. Open it, select all (Ctrl+A), copy (Ctrl+C) and paste it here; or save it as plain text (.txt)."],
  ["{\\rtf", "is an RTF document, which whosaid cannot read. Open it, select all (Ctrl+A), copy (Ctrl+C) and paste it here; or save it as plain text (.txt)."],
  ["\x89PNG", "is a picture. whosaid reads text only."],
  ["\xff\xd8\xff", "is a picture. whosaid reads text only."],
];

/** @typedef {{ kind: "text", text: string, source?: import("./pkg/whosaid.js").DocumentFields } | { kind: "markdown", text: string } | { kind: "subtitles", text: string } | { kind: "annotations", json: string }} Incoming */

/**
 * Reads a file that somebody opened or dropped.
 * @param {File} file
 * @returns {Promise<Incoming>}
 */
export async function readFile(file) {
  const isNative = /\.(json|jsonld)$/i.test(file.name) || file.type === "application/json";
  const largest = isNative ? LARGEST_NATIVE : LARGEST;
  if (file.size > largest) throw new Unreadable(`“${file.name}” was not opened: it has ${Math.round(file.size / 1e6)} MB, and at most ${Math.floor(largest / 1e6)} MB are read. Cut it into several files.`);
  const bytes = await file.arrayBuffer();
  const start = String.fromCharCode(...new Uint8Array(bytes.slice(0, 8)));
  const other = OTHERS.find(([sign]) => start.startsWith(sign));
  if (other) throw new Unreadable(`“${file.name}” ${other[1]}`);
  const text = decode(bytes);
  if (isNative) return { kind: "annotations", json: native(text, file.name) };
  if (/\.(xml|xmi)$/i.test(file.name)) return { kind: "annotations", json: text };
  if (/\.(vtt|srt)$/i.test(file.name)) return { kind: "subtitles", text };
  if (/\.html?$/i.test(file.name) || file.type === "text/html") return { kind: "text", text: articleText(text), source: sourceOf(text) };
  if (text.includes("\0")) throw new Unreadable(`“${file.name}” is no text file. whosaid opens plain text, web pages (.html) and its own files (.json).`);
  return { kind: /\.(md|markdown)$/i.test(file.name) || file.type === "text/markdown" ? "markdown" : "text", text };
}

/** A native file, or why it is none, in words. @param {string} text @param {string} name */
function native(text, name) {
  /** @type {any} */
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    const whole = /[}\]]\s*$/.test(text);
    throw new Unreadable(text.trim() === "" ? `“${name}” was not opened: it is empty.`
      : `“${name}” was not opened: it is damaged${whole ? "" : ", and seems to be cut off at the end"}. If you have an earlier copy, open that.`);
  }
  if (value === null || typeof value !== "object"
    || value.format !== "whosaid" && !("@context" in value) && !("%FEATURE_STRUCTURES" in value)) {
    throw new Unreadable(`“${name}” was not opened: it holds no annotations that whosaid knows. Its own files, Web Annotations with their text and UIMA CAS can be opened; to read an article, open or paste its text.`);
  }
  return text;
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
