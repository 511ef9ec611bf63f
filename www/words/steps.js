// What undo and redo name, why a correction is refused, and why a file is not opened: by the codes that the engine gives.

import { formats } from "./formats.js";

/** What each step did; `what` names what it was done to, and is empty where that is nothing or everything.
 * @type {Record<import("../pkg/whosaid.js").Step, (what: string) => string>} */
export const steps = {
  accept: what => what ? `accept ${what}` : "accept",
  acceptAll: () => "accept all",
  delete: what => what ? `delete ${what}` : "delete",
  deleteEverywhere: what => what ? `delete everywhere: ${what}` : "delete everywhere",
  restore: what => what ? `restore ${what}` : "restore",
  dismiss: what => what ? `dismiss ${what}` : "dismiss",
  setSpeaker: what => what ? `change speaker of ${what}` : "change speaker",
  newSpeaker: what => what ? `new speaker of ${what}` : "new speaker",
  setQuotationKind: what => what ? `change kind of quotation of ${what}` : "change kind of quotation",
  setPiece: what => what ? `move boundary of quotation of ${what}` : "move boundary of quotation",
  setCue: what => what ? `set cue of ${what}` : "set cue",
  clearCue: what => what ? `clear cue of ${what}` : "clear cue",
  setSource: what => what ? `set source of ${what}` : "set source",
  clearSource: what => what ? `clear source of ${what}` : "clear source",
  setNote: what => what ? `write note of ${what}` : "write note",
  setTags: what => what ? `set tags of ${what}` : "set tags",
  addQuotation: what => what ? `add quotation ${what}` : "add quotation",
  setExtent: what => what ? `set extent of ${what}` : "set extent",
  addPiece: what => what ? `add piece to quotation: ${what}` : "add piece to quotation",
  joinWithPrevious: what => what ? `join quotations: ${what}` : "join quotations",
  splitQuotation: what => what ? `split quotation: ${what}` : "split quotation",
  addMention: what => what ? `add mention ${what}` : "add mention",
  setMention: what => what ? `move boundary of mention of ${what}` : "move boundary of mention",
  assignMention: what => what ? `change who is meant of ${what}` : "change who is meant",
  splitOffMention: what => what ? `split off mention of ${what}` : "split off mention",
  spread: what => what ? `same change everywhere: ${what}` : "same change everywhere",
  mergeEntities: what => what ? `merge ${what}` : "merge",
  renameEntity: what => what ? `rename ${what}` : "rename",
  setEntityKind: what => what ? `change kind of ${what}` : "change kind",
  setDescription: what => what ? `change description of ${what}` : "change description",
  choosePlace: what => what ? `choose another place of ${what}` : "choose another place",
  setPlace: what => what ? `put on the map: ${what}` : "put on the map",
  takeOffMap: what => what ? `take off the map: ${what}` : "take off the map",
  notAPlace: what => what ? `not a place: ${what}` : "not a place",
  setLabel: () => "name the speaker of the turns",
  setDocument: () => "change source",
  editText: () => "edit text",
  readThoroughly: () => "read thoroughly",
};

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
  faulty: ({ name, reason }) => `“${name}” was not opened: ${reason}.`,
  export: ({ name, format }) => format === "xmi" ? `“${name}” was not opened: it describes the types of a UIMA CAS and holds no annotations. Open the .xmi instead.` : `“${name}” was not opened: it is what whosaid saves as ${formats[format]?.title ?? format}, which cannot be opened with its corrections. Open the file that was saved as JSON instead.`,
  empty: ({ name }) => `“${name}” was not opened: it is empty.`,
  damaged: ({ name, cut }) => `“${name}” was not opened: it is damaged${cut ? ", and seems to be cut off at the end" : ""}. If you have an earlier copy, open that.`,
  unknown: ({ name }) => `“${name}” was not opened: it holds no annotations that whosaid knows. Its own files, Web Annotations with their text and UIMA CAS can be opened; to read an article, open or paste its text.`,
};
