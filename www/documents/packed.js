// What is packed: the text of a word processor's file (.docx, .odt), a zip of XML, or files that somebody put into a zip. What
// an author has deleted or moved away, notes, comments and fields' instructions are none of a text.

import { entriesOf, filesIn, unpack } from "./zip.js";
import { wording } from "../words.js";

/** Where the text is. */
const WORD = "word/document.xml";
const OPEN = "content.xml";
/** What tells a zip that a program keeps its own document in. */
const PROGRAMS = /^(\[Content_Types\]\.xml|mimetype|META-INF\/.*)$/;

const SKIPPED = {
  word: new Set(["del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sdtPr", "footnoteReference", "rt", "tblPr", "trPr", "tcPr", "sectPr"]),
  open: new Set(["tracked-changes", "note", "annotation", "ruby-text", "sequence-decls", "variable-decls", "user-field-decls", "forms", "title", "desc", "meta"]),
};

/** The words of characters that are elements. @type {Record<string, string>} */
const WORDS = { tab: "\t", br: "\n", cr: "\n", noBreakHyphen: "\u2011", softHyphen: "\u00ad", ptab: "\t", "line-break": "\n" };

/**
 * What a zip holds: the text of a word processor's file, an empty line between paragraphs, or files that somebody put into it;
 * nothing where it is another program's document.
 * @param {ArrayBuffer} bytes
 * @returns {Promise<string | Awaited<ReturnType<typeof filesIn>> | undefined>}
 */
export async function packedContent(bytes) {
  const entries = await entriesOf(new Blob([bytes]));
  const isProgram = entries.some(({ filename }) => PROGRAMS.test(filename));
  const file = entries.find(({ filename }) => filename === WORD) ?? (isProgram ? entries.find(({ filename }) => filename === OPEN) : undefined);
  if (!file) return isProgram ? undefined : filesIn(entries);
  const page = new DOMParser().parseFromString(await (await unpack(file)).text(), "application/xml");
  const root = page.documentElement;
  if (page.querySelector("parsererror")) throw new Error(wording.documents.damagedOrProtected);
  const isWord = file.filename === WORD;
  const body = [...root.children].find(child => child.localName === "body");
  const text = isWord ? body : [...body?.children ?? []].find(child => child.localName === "text");
  return text && paragraphs(text, isWord).join("\n\n");
}

/** @param {Element} root @param {boolean} isWord */
function paragraphs(root, isWord) {
  const skipped = isWord ? SKIPPED.word : SKIPPED.open;
  /** @type {string[]} */
  const found = [];
  /** The paragraph that is open, and those of boxes inside it, which stand behind it. @type {{ text: string, boxes: string[] }} */
  let open = { text: "", boxes: [] };
  const finish = () => {
    const text = isWord ? open.text : open.text.replace(/ *\n */g, "\n");
    if (text.trim()) found.push(text.trim());
    found.push(...open.boxes);
    open = { text: "", boxes: [] };
  };
  /** @param {Element} element @param {boolean} holdsWords whether white space in it is of the text */
  const walk = (element, holdsWords) => {
    const name = element.localName;
    if (skipped.has(name) || isWord && name === "r" && isHidden(element)) return;
    if (name === "txbxContent" || name === "text-box") {
      open.boxes.push(...paragraphs(element, isWord));
      return;
    }
    // White space between elements is none of the text; in Word's files not even in paragraphs.
    const holds = isWord ? name === "t" : holdsWords || isParagraph(element);
    for (const child of element.childNodes) {
      if (child instanceof Element) walk(child, holds);
      else if (holds && (child.nodeType === Node.TEXT_NODE || child.nodeType === Node.CDATA_SECTION_NODE)) {
        const words = child.nodeValue ?? "";
        const collapsed = isWord ? words : words.replace(/[ \t\r\n]+/g, " ");
        open.text += !isWord && /[ \n]$/.test(open.text) ? collapsed.replace(/^ /, "") : collapsed;
      }
    }
    if (name === "s" && !isWord) open.text += " ".repeat(Math.min(1000, Number(attribute(element, "c") ?? 1) || 1));
    else open.text += WORDS[name] ?? "";
    if (isParagraph(element) && !(isWord && isJoined(element))) finish();
  };
  for (const child of root.children) walk(child, false);
  finish();
  return found;
}

/** @param {Element} element */
function isParagraph(element) {
  return element.localName === "p" || element.localName === "h";
}

/** Whether the end of Word's paragraph is deleted: it goes on with the next. @param {Element} paragraph */
function isJoined(paragraph) {
  return inside(inside(inside(paragraph, "pPr"), "rPr"), "del") !== undefined;
}

/** Whether Word hides a run. @param {Element} run */
function isHidden(run) {
  const mark = inside(inside(run, "rPr"), "vanish");
  return mark !== undefined && !["0", "false", "off"].includes(attribute(mark, "val") ?? "");
}

/** @param {Element | undefined} element @param {string} name */
function inside(element, name) {
  return [...element?.children ?? []].find(child => child.localName === name);
}

/** @param {Element} element @param {string} name whatever its prefix */
function attribute(element, name) {
  return [...element.attributes].find(attribute => attribute.localName === name)?.value;
}
