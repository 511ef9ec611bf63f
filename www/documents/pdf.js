// The text of a PDF, line by line as its pages are printed, with an empty line where a paragraph ends.

import { GlobalWorkerOptions, getDocument } from "./vendor/pdf.min.mjs";

GlobalWorkerOptions.workerSrc = new URL("./vendor/pdf.worker.min.mjs", import.meta.url).href;

/** A line stands this much farther from the one before than lines do, where a paragraph begins; lines. */
const GAP = 1.3;
/** A line that begins this much farther right begins a paragraph; heights of a letter. */
const INDENT = 0.8;
/** Letters differ this much in size between a heading and a paragraph. */
const LARGER = 1.15;

/** @typedef {{ text: string, x: number, y: number, height: number, page: number }} Line */

/**
 * @param {ArrayBuffer} bytes
 * @returns {Promise<string>}
 */
export async function pdfText(bytes) {
  // Nothing of a PDF is shown, and none of its fonts, pictures and forms is wanted.
  const task = getDocument({ data: new Uint8Array(bytes), disableFontFace: true, useSystemFonts: false, useWasm: false,
    isEvalSupported: false, enableXfa: false, stopAtErrors: false, verbosity: 0 });
  try {
    const pages = await task.promise;
    /** @type {Line[]} */
    const lines = [];
    for (let number = 1; number <= pages.numPages; number++) {
      const page = await pages.getPage(number);
      const { items } = await page.getTextContent();
      lines.push(...linesOf(items, number));
      page.cleanup();
    }
    return withParagraphs(lines);
  } finally {
    await task.destroy();
  }
}

/** @param {Awaited<ReturnType<import("./vendor/pdf.min.mjs").Page["getTextContent"]>>["items"]} items @param {number} page @returns {Line[]} */
function linesOf(items, page) {
  /** @type {Line[]} */
  const lines = [];
  /** @type {Line | undefined} */
  let line;
  for (const item of items) {
    if (!("str" in item)) continue;
    const { str, transform, hasEOL } = item;
    if (str.trim() !== "") {
      const height = Math.hypot(transform[2], transform[3]);
      line ??= { text: "", x: transform[4], y: transform[5], height, page };
      line.height = Math.max(line.height, height);
    }
    if (line) line.text += str;
    if (hasEOL && line) {
      lines.push(line);
      line = undefined;
    }
  }
  if (line) lines.push(line);
  for (const one of lines) one.text = one.text.replaceAll("\0", "").replace(/\s+/g, " ").trim();
  return lines.filter(one => one.text !== "");
}

/** @param {Line[]} lines */
function withParagraphs(lines) {
  /** @param {Line} a @param {Line} b */
  const pitch = (a, b) => (a.y - b.y) / Math.max(a.height, b.height, 1);
  const pitches = lines.slice(1).map((line, index) => pitch(lines[index], line)).filter(value => value > 0.5 && value < 3).sort((a, b) => a - b);
  const usual = pitches[Math.floor(pitches.length / 2)] ?? 1.2;
  let text = "";
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (before) text += begins(before, line, usual, pitch(before, line), lines[index - 2]) ? "\n\n" : "\n";
    text += line.text;
  });
  return text;
}

/** Whether a line begins a paragraph. @param {Line} before @param {Line} line @param {number} usual @param {number} gap @param {Line} [earlier] */
function begins(before, line, usual, gap, earlier) {
  const size = Math.max(line.height, before.height) / Math.max(1, Math.min(line.height, before.height));
  // On another page, or at the top of another column, a sentence goes on.
  if (line.page !== before.page || gap < 0) return /[.!?:…]["”’»)]*$/.test(before.text) || size > LARGER;
  const indented = line.x - before.x > INDENT * line.height && (!earlier || before.x - earlier.x < INDENT * line.height);
  return gap > usual * GAP || size > LARGER || indented;
}
