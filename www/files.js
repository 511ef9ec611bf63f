// What somebody brings in: what the files hold that are opened or dropped, and what the clipboard holds.

import { articleText, saysMore } from "./extract.js";
import { pathOf } from "./folders.js";
import { joinLines, openFile } from "./pkg/whosaid.js";
import { whyUnopened } from "./reasons.js";
import { sourceOf } from "./source.js";
import { wording } from "./words.js";

/** A document that was opened: its text, where that comes from and what stands on its pages and not in it; or annotations; or
 * a file of a zip, still to be read; or only `passedOver`: why nothing is read of a line, or of some files of a zip.
 * @typedef {{ name: string, text?: string, source?: import("./pkg/whosaid.js").DocumentFields, leftOut?: string[], json?: string,
 *   file?: File, passedOver?: string }} Document */

/** Why a reader gives a document up, by the names of its errors. @type {Record<string, string>} */
const WHY = { PasswordException: wording.documents.protectedByPassword, SizeException: wording.documents.tooLargeUnpacked };

/** Files that were in a zip. @type {WeakSet<File>} */
const unpacked = new WeakSet();

/** The text that stands in a file of its own beside annotations. @type {WeakMap<File, File>} */
const besides = new WeakMap();

/**
 * Annotations whose text stands in a .txt of the same name take it with them: it is no article of its own then. The type
 * system beside an .xmi of the same name is none either.
 * @param {File[]} files
 */
export function withTexts(files) {
  /** @param {File} file */
  const stem = file => pathOf(file).replace(/(\.typesystem\.xml|\.[^.]*)$/i, "");
  const texts = new Map(files.filter(file => /\.txt$/i.test(file.name)).map(file => [stem(file), file]));
  /** @type {Set<File>} */
  const taken = new Set();
  for (const file of files) {
    const text = /\.(ann|jsonld)$/i.test(file.name) ? texts.get(stem(file)) : undefined;
    if (!text) continue;
    besides.set(file, text);
    taken.add(text);
  }
  const structures = new Set(files.filter(file => /\.xmi$/i.test(file.name)).map(stem));
  for (const file of files) if (/\.typesystem\.xml$/i.test(file.name) && structures.has(stem(file))) taken.add(file);
  return files.filter(file => !taken.has(file));
}

/**
 * The documents in a file. Throws an error that says what to do instead where it cannot be read, itself or by its cause.
 * @param {File} file
 * @returns {Promise<Document[]>}
 */
export async function readFile(file) {
  const all = await openFile(file, besides.get(file));
  const documents = await Promise.all(all.map(async ({ name, holds, source }) => {
    if (holds === "pdf" || holds === "packed") return documentsIn(file, holds);
    if ("nothing" in holds) return { name, passedOver: whyUnopened(holds.nothing) };
    if ("page" in holds) return { name, text: articleText(holds.page), source: sourceOf(holds.page) };
    return "text" in holds ? { name, text: holds.text, source } : { name, json: holds.annotations };
  }));
  return documents.flat();
}

/**
 * What a PDF or a packed file holds: a text, or files. What reads them is loaded when the first one is opened.
 * @param {File} file @param {"pdf" | "packed"} holds
 * @returns {Promise<Document[]>}
 */
async function documentsIn(file, holds) {
  const { name } = file;
  const isPdf = holds === "pdf";
  /** @type {Awaited<ReturnType<typeof import("./documents/packed.js").packedContent>>} */
  let content;
  const bytes = await file.arrayBuffer();
  const reader = (isPdf ? import("./documents/pdf.js").then(({ pdfText }) => pdfText) : import("./documents/packed.js").then(({ packedContent }) => packedContent));
  const contentOf = await reader.catch(() => { throw new Error(wording.documents.readerNotFetched(name)); });
  try {
    content = await contentOf(bytes);
  } catch (error) {
    throw new Error(wording.documents.notOpened(name, WHY[/** @type {Error} */ (error).name] ?? wording.documents.damagedOrProtected));
  }
  if (typeof content === "object") return filesOf(file, content);
  const text = content;
  if (text === undefined) throw new Error(wording.documents.noTextDocument(name));
  if (!text.trim()) throw new Error(isPdf ? wording.documents.picturesOfPages(name) : wording.documents.holdsNoText(name));
  // A PDF's lines end where its pages do, so they are joined at once.
  const joined = isPdf ? joinLines(text) : undefined;
  return [{ name, text: joined?.text ?? text, leftOut: joined?.leftOut }];
}

/** How many names of files are told. */
const MOST_NAMES = 10;

/**
 * The files of a zip, to be read one after the other.
 * @param {File} zip @param {Awaited<ReturnType<typeof import("./documents/zip.js").filesIn>>} content
 * @returns {Document[]}
 */
function filesOf(zip, { files, others, damaged }) {
  if (unpacked.has(zip)) throw new Error(wording.documents.zipInZip(zip.name));
  /** @param {string[]} names */
  const told = names => ({ names: names.slice(0, MOST_NAMES), more: Math.max(0, names.length - MOST_NAMES) });
  const passedOver = [
    others.length > 0 ? wording.documents.othersInZip(zip.name, told(others)) : "",
    damaged.length > 0 ? wording.documents.damagedInZip(zip.name, told(damaged)) : "",
  ].filter(Boolean).join(" ");
  if (files.length === 0) throw new Error(passedOver || wording.documents.emptyZip(zip.name));
  for (const file of files) unpacked.add(file);
  return [...withTexts(files).map(file => ({ name: file.name, file })), ...passedOver ? [{ name: zip.name, passedOver }] : []];
}

/**
 * The text of a paste or a drop: plain where it is plain, the article where a whole page was copied.
 * @param {DataTransfer | null} data
 */
export function pastedText(data) {
  const html = data?.getData("text/html") ?? "";
  const plain = data?.getData("text/plain") ?? "";
  if (html && (plain === "" || saysMore(html))) {
    const text = articleText(html);
    if (text.length > plain.length / 10) return text;
  }
  return plain;
}
