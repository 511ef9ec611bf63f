// What a zip holds. The browser inflates it, beside the page's own thread; what an entry claims of its size is not believed.

import { place, readable } from "../folders.js";

/** More than this is not unpacked, of a document or of all files together; bytes. */
export const LARGEST = 200_000_000;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** The end of a zip, without the comment behind it; bytes. */
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
/** Stands where a number needs 64 bits and is told elsewhere. */
const ELSEWHERE = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

/** @typedef {{ name: string, isLocked: boolean, method: number, packed: Blob }} Entry */

/**
 * The files in a zip, in its order, still packed. Throws where it is damaged.
 * @param {ArrayBuffer} bytes
 * @returns {Entry[]}
 */
export function entriesOf(bytes) {
  const view = new DataView(bytes);
  let end = bytes.byteLength - END_SIZE;
  while (view.getUint32(end, true) !== END) if (--end < bytes.byteLength - END_SIZE - LONGEST_COMMENT) throw new RangeError();
  let at = view.getUint32(end + 16, true);
  /** @type {Entry[]} */
  const found = [];
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError();
    const flags = view.getUint16(at + 8, true);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset => view.getUint16(at + offset, true));
    const name = nameOf(new Uint8Array(bytes, at + 46, nameLength));
    const { size, offset } = placeOf(view, at, at + 46 + nameLength, extraLength);
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    if (!name.endsWith("/")) found.push({ name, isLocked: (flags & 1) === 1, method: view.getUint16(at + 10, true), packed: new Blob([new Uint8Array(bytes, start, size)]) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return found;
}

/** How large an entry is, packed, and where it begins. @param {DataView} view @param {number} at @param {number} extra @param {number} extraLength */
function placeOf(view, at, extra, extraLength) {
  const [unpacked, size, offset] = [24, 20, 42].map(field => view.getUint32(at + field, true));
  const numbers = [unpacked, size, offset];
  for (let field = extra; field + 4 <= extra + extraLength; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let next = field + 4;
    numbers.forEach((number, index) => {
      if (number !== ELSEWHERE) return;
      numbers[index] = Number(view.getBigUint64(next, true));
      next += 8;
    });
  }
  return { size: numbers[1], offset: numbers[2] };
}

/** @param {Uint8Array} bytes */
function nameOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/**
 * What an entry holds. Throws where it is damaged, and a SizeException where that is more than `most` bytes.
 * @param {Entry} entry @param {number} [most]
 * @returns {Promise<Blob>}
 */
export async function unpack({ isLocked, method, packed }, most = LARGEST) {
  if (isLocked || method !== STORED && method !== DEFLATED) throw new RangeError();
  const stream = method === STORED ? packed.stream() : packed.stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  /** @type {Blob[]} */
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts);
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => {});
      throw Object.assign(new Error(), { name: "SizeException" });
    }
    parts.push(new Blob([value]));
  }
}

/**
 * The files in a zip that somebody made of files; `others`: the names of those that are of no kind that is read; `damaged`:
 * of those that are damaged or protected. Throws where they are too large together.
 * @param {Entry[]} entries
 * @returns {Promise<{ files: File[], others: string[], damaged: string[] }>}
 */
export async function filesIn(entries) {
  /** What systems put into zips is nobody's. */
  const own = entries.filter(({ name }) => !/(^|\/)(\.|__MACOSX\/)/.test(name));
  const wanted = new Set(readable(own.map(entry => ({ entry, name: entry.name })), ({ name }) => name).map(({ entry }) => entry));
  /** @type {File[]} */
  const files = [];
  /** @type {string[]} */
  const damaged = [];
  let left = LARGEST;
  for (const entry of wanted) {
    try {
      const content = await unpack(entry, left);
      left -= content.size;
      files.push(place(new File([content], entry.name.replace(/.*[/\\]/, "")), entry.name));
    } catch (error) {
      if (/** @type {Error} */ (error).name === "SizeException") throw error;
      damaged.push(entry.name);
    }
  }
  return { files, others: own.filter(entry => !wanted.has(entry)).map(({ name }) => name), damaged };
}
