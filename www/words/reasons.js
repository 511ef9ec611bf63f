// Why something was not done: by the codes and values that the engine gives.

import { formats } from "./formats.js";

/** @typedef {import("../pkg/whosaid.js").Refusal} Refusal */

/** Why a correction is not possible, without full stop.
 * @type {{ [Code in Refusal["code"]]: (values: Extract<Refusal, { code: Code }>) => string }} */
export const refusals = {
  unknown: () => "it is not there any more",
  noPieceOfText: () => "these are no words of the text",
  emptyName: () => "a name must not be empty",
  coordinates: () => "latitude must lie between -90 and 90, longitude between -180 and 180",
  date: ({ date }) => `“${date}” is no date; write it as 2026-11-22, or a year and a month, or a year`,
  noSuchPiece: () => "the quotation has no such piece",
  piecesOverlap: () => "the pieces of a quotation must not overlap",
  noPiece: () => "a quotation needs at least one piece",
  quotationThere: () => "these words are marked as a quotation already",
  noQuotationBefore: () => "there is no quotation before it",
  quotationsOverlap: () => "the two quotations overlap",
  speakersDiffer: () => "a person has chosen two different speakers for them; give both the same speaker first",
  partWithoutWords: () => "both parts must hold words",
  mentionThere: () => "these words are marked already",
  onlyMention: () => "it is the only mention of its entity",
  sameEntity: () => "an entity cannot be merged with itself",
  noSuchCandidate: () => "the place has no such candidate",
  nothingToSpread: () => "there is no other place of these words that could be changed",
  wordsGone: () => "its words are no longer in the text",
  entityGone: () => "the entity that it belonged to is gone; restore that first",
};

/** @typedef {import("../pkg/whosaid.js").Unopened} Unopened */

/** Why a file is not opened, and what to do instead.
 * @type {{ [Code in Unopened["code"]]: (values: Extract<Unopened, { code: Code }>) => string }} */
export const unopened = {
  tooLarge: ({ name, megabytes, most }) => `“${name}” was not opened: it has ${megabytes} MB, and at most ${most} MB are read. Cut it into several files.`,
  oldWord: ({ name }) => `“${name}” is an old Word document, or one with a password, which whosaid cannot read. Open it, select all (Ctrl+A), copy (Ctrl+C) and paste it here; or save it as .docx without a password.`,
  rtf: ({ name }) => `“${name}” is an RTF document, which whosaid cannot read. Open it, select all (Ctrl+A), copy (Ctrl+C) and paste it here; or save it as plain text (.txt).`,
  picture: ({ name }) => `“${name}” is a picture. whosaid reads text only.`,
  noText: ({ name }) => `“${name}” is no text file. whosaid opens plain text, web pages (.html), Word and OpenDocument texts (.docx, .odt), PDF and its own files (.json).`,
  textMissing: ({ name }) => `“${name}” was not opened: brat keeps the text in a .txt of the same name. Open both files at once.`,
  faulty: ({ name, fault }) => `“${name}” was not opened: ${faultInWords(fault)}.`,
  export: ({ name, format }) => `“${name}” was not opened: ${exportInWords(format)}.`,
  empty: ({ name }) => `“${name}” was not opened: it is empty.`,
  damaged: ({ name, cut }) => `“${name}” was not opened: it is damaged${cut ? ", and seems to be cut off at the end" : ""}. If you have an earlier copy, open that.`,
  words: ({ name }) => `“${name}” was not opened: it holds words, one a line (CoNLL), and whosaid reads texts. Open the text that they were made from; “Save” writes CoNLL-U of it.`,
  table: ({ name }) => `“${name}” was not opened: it is a table, and whosaid reads texts. Copy the text of an article out of it and paste it here; for many texts, save each as a file of its own, or all as .jsonl: in each line {"text": "…"}.`,
  unknown: ({ name, what }) => `“${name}” was not opened: ${otherJson[what]}. whosaid's own files, Web Annotations with their text and UIMA CAS can be opened; to read an article, open or paste its text, or a .jsonl with {"text": "…"} in each line.`,
};

/** What JSON is that holds no annotations. @type {Record<import("../pkg/whosaid.js").OtherJson, string>} */
const otherJson = {
  emptyList: "it is a JSON list with nothing in it",
  emptyObject: "it is a JSON object with nothing in it",
  null: "it holds only “null”, which is JSON for nothing",
  value: "it holds a single JSON value and no annotations",
  geoJson: "it is GeoJSON, which holds places and no text",
  list: "it is a JSON list of something else than annotations",
  object: "it holds no annotations that whosaid knows",
};

/** @typedef {import("../pkg/whosaid.js").FileError} FileError */
/** @typedef {import("../pkg/whosaid.js").Flaw} Flaw */

/** What is wrong with a file of a known kind, without full stop.
 * @type {{ [Code in FileError["code"]]: (values: Extract<FileError, { code: Code }>) => string }} */
export const faults = {
  tooLarge: ({ bytes }) => `it has ${Math.ceil(bytes / 1e6)} MB, which is more than can be read`,
  json: ({ line, column }) => `a part of it is missing or damaged${line > 0 ? ` (line ${line}, column ${column})` : ""}`,
  noTextFile: () => "it is no text file",
  export: ({ format }) => exportInWords(format),
  document: () => "it is no text file",
  xml: ({ line, column }) => `it is damaged: no well-formed XML (line ${line}, column ${column})`,
  noText: ({ format }) => ({
    brat: "brat keeps the text in a .txt of the same name; open both files at once",
    webAnnotations: "these Web Annotations do not hold the text that they are about",
    xmi: "this UIMA CAS does not hold its text",
    cas: "this UIMA CAS does not hold its text",
    tei: "there are no words in the text of this TEI file",
  })[format],
  noAnnotations: () => "it is a text without annotations",
  version: ({ version }) => `it was written by a newer whosaid, in version ${version} of the format, and this one reads version 1`,
  flawed: ({ at, flaw }) => `it is damaged, or another program has changed it: ${flawInWords(flaw)} (${
    "path" in at ? at.path : "line" in at ? `line ${at.line}` : `annotation ${at.annotation}`})`,
};

/** What is wrong at one place of a file.
 * @type {{ [Code in Flaw["code"]]: (values: Extract<Flaw, { code: Code }>) => string }} */
export const flaws = {
  otherFormat: () => "it does not call itself a file of whosaid",
  otherOffsets: () => "its positions are counted otherwise than this format does",
  missing: () => "something is missing",
  empty: () => "something is empty that must not be",
  usedTwice: ({ id }) => `two parts have the same id “${id}”`,
  emptyOrUsedTwice: () => "an id is empty or used twice",
  numberZero: () => "a number is 0, but numbers begin with 1",
  numberUsedTwice: () => "two people have the same number",
  noEntity: ({ id }) => `the speaker “${id}” is not in the file`,
  noOtherEntity: ({ id }) => `the member “${id}” of a group is not in the file`,
  notOneAnnotation: () => "it must be one quotation, one entity or one mention",
  outOfOrder: () => "the annotations are not in the order of the text",
  outOfRange: ({ least, most }) => `a number does not lie between ${least} and ${most}`,
  carriageReturn: () => "the text holds Windows line breaks, which this format does not have",
  otherLength: ({ codePoints }) => `the length that is written does not fit the text, which has ${codePoints} characters`,
  otherHash: () => "the text is not the one that was saved",
  reversed: ({ start, end }) => `a stretch of text ends (${end}) before it begins (${start})`,
  emptySpan: () => "a stretch of text is empty",
  pastEnd: ({ end, length }) => `a stretch ends at ${end}, but the text ends at ${length}`,
  overlaps: () => "two pieces of a quotation overlap",
  otherUtf16: () => "the two ways to count a position contradict each other",
  otherWords: () => "the words there are others than those in the text",
  outsideSpans: () => "words in quotation marks lie outside their quotation",
  partsOfDirect: () => "the words in quotation marks are not the whole of a direct quotation",
  partsOfIndirect: () => "an indirect quotation has words in quotation marks",
  tooFewColumns: () => "the line has fewer than two columns",
  noPlace: () => "the line names no place in the text",
  placeOutsideText: () => "the line names a place that is not in the text; is it another text?",
  noSelector: () => "it names no place in the text",
  noSuchPlace: ({ start, end }) => `there is no place ${start} to ${end} in the text`,
  noWords: () => "it has no words",
  wordsNotInText: ({ words }) => `the words “${words}” are not in the text`,
};

/** @typedef {import("../pkg/whosaid.js").Failure} Failure */

/** Why something could not be done at all, without full stop.
 * @type {{ [Code in Failure["code"]]: (values: Extract<Failure, { code: Code }>) => string }} */
export const failures = {
  noText: () => "there is no text in it",
  faulty: ({ fault }) => faultInWords(fault),
  serverAnswered: ({ status }) => `the server answered ${status}`,
  damagedWeights: () => "the weights are damaged; they will be fetched again when you remove them in the settings",
  otherWeights: () => "the weights are of another version than this page; remove them in the settings and fetch them again",
  savingForbidden: () => "the browser does not let the page save files",
  program: ({ message }) => `an error of the program: ${message}`,
};

/** What to do instead of opening an export. @param {string} format */
function exportInWords(format) {
  return format === "xmi" ? "it describes the types of a UIMA CAS and holds no annotations; open the .xmi instead"
    : `it is what whosaid saves as ${formats[format]?.title ?? format}, which cannot be opened with its corrections; open the file that was saved as JSON instead`;
}

/** @param {FileError} fault */
function faultInWords(fault) {
  return /** @type {(values: object) => string} */ (faults[fault.code])(fault);
}

/** @param {Flaw} flaw */
function flawInWords(flaw) {
  return /** @type {(values: object) => string} */ (flaws[flaw.code])(flaw);
}
