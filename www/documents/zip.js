// Files in one file: what a zip holds, and many texts packed into one. The browser inflates and deflates, beside the page's own
// thread.

import { place, readable } from "../folders.js";
import { BlobReader, BlobWriter, TextReader, ZipReader, ZipWriter, configure } from "./vendor/zip.min.js";

configure({ useWebWorkers: false });

/** More than this is not unpacked, of a document or of all files together; bytes. */
const LARGEST = 200_000_000;

/** @typedef {import("./vendor/zip.min.js").Entry} Entry */

/**
 * The files in a zip, in its order, still packed. Throws where it is damaged.
 * @param {Blob} zip
 * @returns {Promise<Entry[]>}
 */
export async function entriesOf(zip) {
  const entries = await new ZipReader(new BlobReader(zip)).getEntries({ decodeText: nameOf });
  return entries.filter(entry => !entry.directory);
}

/** Whatever a zip says of its names, most are UTF-8. @param {Uint8Array} bytes */
function nameOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/**
 * What an entry holds. Throws where it is damaged or protected, and a SizeException where it is more than `most` bytes,
 * whatever it claims of itself.
 * @param {Entry} entry @param {number} [most]
 * @returns {Promise<Blob>}
 */
export async function unpack(entry, most = LARGEST) {
  /** @type {Blob[]} */
  const parts = [];
  let size = 0;
  const counted = new WritableStream({
    write(part) {
      size += part.length;
      if (size > most) throw new RangeError();
      parts.push(new Blob([part]));
    },
  });
  try {
    await entry.getData(counted);
  } catch (error) {
    throw size > most ? Object.assign(new Error(), { name: "SizeException" }) : error;
  }
  return new Blob(parts);
}

/**
 * The files in a zip that somebody made of files; `others`: the names of those that are of no kind that is read; `damaged`:
 * of those that are damaged or protected. Throws where they are too large together.
 * @param {Entry[]} entries
 * @returns {Promise<{ files: File[], others: string[], damaged: string[] }>}
 */
export async function filesIn(entries) {
  /** What systems put into zips is nobody's. */
  const own = entries.filter(({ filename }) => !/(^|\/)(\.|__MACOSX\/)/.test(filename));
  const wanted = new Set(readable(own, ({ filename }) => filename));
  /** @type {File[]} */
  const files = [];
  /** @type {string[]} */
  const damaged = [];
  let left = LARGEST;
  for (const entry of wanted) {
    try {
      const content = await unpack(entry, left);
      left -= content.size;
      files.push(place(new File([content], entry.filename.replace(/.*[/\\]/, "")), entry.filename));
    } catch (error) {
      if (/** @type {Error} */ (error).name === "SizeException") throw error;
      damaged.push(entry.filename);
    }
  }
  return { files, others: own.filter(entry => !wanted.has(entry)).map(({ filename }) => filename), damaged };
}

/** A zip of these files, whose names differ. The page goes on answering meanwhile. @param {{ name: string, content: string }[]} files @returns {Promise<Blob>} */
export async function pack(files) {
  const zip = new ZipWriter(new BlobWriter("application/zip"));
  for (const { name, content } of files) await zip.add(name, new TextReader(content));
  return zip.close();
}
