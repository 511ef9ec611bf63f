// Bringing texts in (files, drops, the clipboard) and taking results out (downloads).

import { articleText, hasMenus } from "./extract.js";
import { sourceOf } from "./source.js";

/** Larger files are refused before they are read; bytes. The native file of a text is several times as large. */
const LARGEST = 20_000_000;
const LARGEST_NATIVE = 2 ** 29;
/** Most of such a file is pictures and fonts. */
const LARGEST_DOCUMENT = 200_000_000;

/** How files begin that are no text but hold one. */
const PDF = "%PDF", PACKED = "PK\x03\x04";

/** A file that cannot be read here; the message says what to do instead. */
export class Unreadable extends Error {}

/** Files of other kinds, by how they begin, and what to do with them instead. @type {[string, string][]} */
const OTHERS = [
  ["\xd0\xcf\x11\xe0", "is an old Word document, or one with a password, which whosaid cannot read. Open it, select all (Ctrl+A), copy (Ctrl+C) and paste it here; or save it as .docx without a password."],
  ["{\\rtf", "is an RTF document, which whosaid cannot read. Open it, select all (Ctrl+A), copy (Ctrl+C) and paste it here; or save it as plain text (.txt)."],
  ["\x89PNG", "is a picture. whosaid reads text only."],
  ["\xff\xd8\xff", "is a picture. whosaid reads text only."],
];

/** The text that stands in a file of its own beside annotations. @type {WeakMap<File, File>} */
const besides = new WeakMap();

/**
 * Annotations whose text stands in a .txt of the same name take it with them: it is no article of its own then.
 * @param {File[]} files
 */
export function withTexts(files) {
  /** @param {File} file */
  const stem = file => (file.webkitRelativePath || file.name).replace(/\.[^.]*$/, "");
  const texts = new Map(files.filter(file => /\.txt$/i.test(file.name)).map(file => [stem(file), file]));
  /** @type {Set<File>} */
  const taken = new Set();
  for (const file of files) {
    const text = /\.(ann|jsonld)$/i.test(file.name) ? texts.get(stem(file)) : undefined;
    if (!text) continue;
    besides.set(file, text);
    taken.add(text);
  }
  return files.filter(file => !taken.has(file));
}

/** @typedef {{ kind: "text", text: string, source?: import("./pkg/whosaid.js").DocumentFields } | { kind: "markdown", text: string } | { kind: "subtitles", text: string } | { kind: "pages", text: string } | { kind: "annotations", json: string, name: string, beside?: string }} Incoming */

/**
 * Reads a file that somebody opened or dropped.
 * @param {File} file
 * @returns {Promise<Incoming>}
 */
export async function readFile(file) {
  const isNative = /\.(json|jsonld)$/i.test(file.name) || file.type === "application/json";
  const start = String.fromCharCode(...new Uint8Array(await file.slice(0, 8).arrayBuffer()));
  const isDocument = start.startsWith(PDF) || start.startsWith(PACKED);
  const largest = isNative ? LARGEST_NATIVE : isDocument ? LARGEST_DOCUMENT : LARGEST;
  if (file.size > largest) throw new Unreadable(`“${file.name}” was not opened: it has ${Math.round(file.size / 1e6)} MB, and at most ${Math.floor(largest / 1e6)} MB are read. Cut it into several files.`);
  const other = OTHERS.find(([sign]) => start.startsWith(sign));
  if (other) throw new Unreadable(`“${file.name}” ${other[1]}`);
  const bytes = await file.arrayBuffer();
  if (isDocument) return textOfDocument(bytes, file.name, start.startsWith(PDF));
  const text = decode(bytes);
  const beside = besides.get(file);
  const annotations = { kind: /** @type {const} */ ("annotations"), name: file.name, beside: beside && decode(await beside.arrayBuffer()) };
  if (isNative) return { ...annotations, json: native(text, file.name) };
  if (/\.ann$/i.test(file.name) && !beside) throw new Unreadable(`“${file.name}” was not opened: brat keeps the text in a .txt of the same name. Open both files at once.`);
  if (/\.(xml|xmi|ann)$/i.test(file.name)) return { ...annotations, json: text };
  if (/\.(vtt|srt)$/i.test(file.name)) return { kind: "subtitles", text };
  if (/\.html?$/i.test(file.name) || file.type === "text/html") return { kind: "text", text: articleText(text), source: sourceOf(text) };
  if (text.includes("\0")) throw new Unreadable(`“${file.name}” is no text file. whosaid opens plain text, web pages (.html), Word and OpenDocument texts (.docx, .odt), PDF and its own files (.json).`);
  return { kind: /\.(md|markdown)$/i.test(file.name) || file.type === "text/markdown" ? "markdown" : "text", text };
}

/**
 * The text of a PDF or a packed document. What reads them is loaded when the first one is opened.
 * @param {ArrayBuffer} bytes @param {string} name @param {boolean} isPdf
 * @returns {Promise<Incoming>}
 */
async function textOfDocument(bytes, name, isPdf) {
  /** @type {string | undefined} */
  let text;
  try {
    text = isPdf ? await (await import("./documents/pdf.js")).pdfText(bytes) : (await import("./documents/packed.js")).packedText(bytes);
  } catch (error) {
    const { name: kind, message } = /** @type {Error} */ (error);
    const reason = kind === "PasswordException" ? "it is protected by a password" : message;
    throw new Unreadable(`“${name}” was not opened: ${reason.replace(/\.$/, "")}. If another program opens it, select all there (Ctrl+A), copy (Ctrl+C) and paste it here.`);
  }
  if (text === undefined) throw new Unreadable(`“${name}” is no text document. Of packed files, whosaid opens .docx and .odt.`);
  if (!text.trim()) throw new Unreadable(isPdf ? `“${name}” holds pictures of pages and no text. Recognize its text first (OCR), then open it again.` : `“${name}” holds no text.`);
  return { kind: isPdf ? "pages" : "text", text };
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
