// Texts about bringing texts in, saving them and reading them.

import { counted } from "./counted.js";

/** Some names of files, and how many there are beside. @typedef {{ names: string[], more: number }} Names */

/** @param {Names} names */
function list({ names, more }) {
  return `${names.map(name => `“${name}”`).join(", ")}${more > 0 ? ` and ${counted(more, "other")}` : ""}`;
}

export const copying = {
  browserDidNotLetPage: (/** @type {unknown} */ error) => `The browser did not let the page copy: ${error}.`,
  copiedNothingHasLeftDevice: (/** @type {unknown} */ what) => `Copied: ${what}. Nothing has left this device.`,
};

export const deskList = {
  textsRead: "Texts read",
  previousText: "Previous text",
  altPageUp: "Alt + Page Up",
  nextText: "Next text",
  altPageDown: "Alt + Page Down",
  stop: "Stop",
  addFiles: "Add files",
  addAFolder: "Add a folder",
  addAText: "Add a text",
  searchAll: "Search all",
  saveAllJsonl: "Save all (.jsonl)",
  saveAllZip: "Save all (.zip)",
  zipNotFetched: "what packs them could not be fetched; try again, or save them as .jsonl",
  wasLastText: "That was the last text.",
  wasFirstText: "That was the first text.",
  textOf: (/** @type {unknown} */ number, /** @type {unknown} */ desk, /** @type {unknown} */ entry, /** @type {unknown} */ state) => `Text ${number} of ${desk}: ${entry}. ${state}.`,
  shownSoonHasBeenRead: (/** @type {unknown} */ entry) => `“${entry}” is shown as soon as it has been read.`,
  stoppedBeenRead: (/** @type {number} */ length) => `Stopped. ${counted(length, "text has", "texts have")} been read.`,
  readingGoesOn: "Reading goes on.",
  noTextHasBeenRead: "No text has been read yet.",
  savedNothingHasLeftDevice: (/** @type {number} */ lines, /** @type {unknown} */ name, /** @type {number} */ missing) => `Saved ${counted(lines, "text")} as ${name}.${missing > 0 ? ` ${counted(missing, "text was", "texts were")} not read and are not in it.` : ""} Nothing has left this device.`,
  textsWereNotSaved: (/** @type {unknown} */ error) => `The texts were not saved: ${error}.`,
  aText: "A text",
  waiting: "waiting",
  beingRead: "being read…",
  notRead: "not read",
  doesNotLookLikeEnglish: "does not look like English",
  notRead2: (/** @type {unknown} */ reason) => `not read: ${reason}`,
  state: (/** @type {number} */ value, /** @type {unknown} */ toCheck, /** @type {unknown} */ unsaved, /** @type {number} */ leftOut) => `${counted(value, "quotation")}, ${toCheck === 0 ? "nothing to check" : `${toCheck} to check`}${leftOut > 0 ? `, ${counted(leftOut, "line")} of its pages left out` : ""}${unsaved ? ", not saved" : ""}`,
  markItAnyway: "Mark it anyway",
  takeOffTheList: (/** @type {unknown} */ title) => `Take “${title}” off the list`,
  takeOffTheList2: "Take off the list",
  textDoesNotLookLike: "This text does not look like English, and whosaid reads only English.",
  isOffTheList: (/** @type {unknown} */ entry) => `“${entry}” is off the list.`,
  leaveItsCorrections: "Leave its corrections?",
  correctionsHaveNotBeenSaved: (/** @type {unknown} */ entry) => `The corrections to “${entry}” have not been saved.`,
  discardThem: "Discard them",
  keepTheText: "Keep the text",
  summary: (/** @type {number} */ size, /** @type {number} */ read, /** @type {unknown} */ open) => `${counted(size, "text")}${read < size ? `, ${read} read` : ""}, ${open} to check`,
  readTheRest: "Read the rest",
};

export const deskDrafts = {
  noRoom: "The browser has no room for a draft of all texts: save them as one file before you leave the page.",
};

export const documents = {
  protectedByPassword: "it is protected by a password",
  tooLargeUnpacked: "it holds more than 200 MB, unpacked",
  damagedOrProtected: "its text is damaged, or protected by a password",
  notOpened: (/** @type {unknown} */ name, /** @type {unknown} */ reason) => `“${name}” was not opened: ${reason}. If another program opens it, select all there (Ctrl+A), copy (Ctrl+C) and paste it here.`,
  readerNotFetched: (/** @type {unknown} */ name) => `“${name}” was not opened: what reads such files could not be fetched. Is there a network?`,
  noTextDocument: (/** @type {unknown} */ name) => `“${name}” is no text document. Of packed files, whosaid opens .docx, .odt and zips of files that it opens.`,
  emptyZip: (/** @type {unknown} */ name) => `“${name}” was not opened: there is no file in it.`,
  zipInZip: (/** @type {unknown} */ name) => `“${name}” was not opened: it is a zip in another zip. Unpack it, and open what is in it.`,
  othersInZip: (/** @type {unknown} */ name, /** @type {Names} */ others) => `Not opened, because whosaid reads no such files, of “${name}”: ${list(others)}.`,
  damagedInZip: (/** @type {unknown} */ name, /** @type {Names} */ damaged) => `Not opened, because damaged or protected by a password, of “${name}”: ${list(damaged)}.`,
  picturesOfPages: (/** @type {unknown} */ name) => `“${name}” holds pictures of pages and no text. Recognize its text first (OCR), then open it again.`,
  holdsNoText: (/** @type {unknown} */ name) => `“${name}” holds no text.`,
};

export const engine = {
  switchedOff: "WebAssembly is switched off in this browser.",
  notAllowed: "This browser does not let the page run WebAssembly.",
  serverAnswered: (/** @type {unknown} */ status) => `the server answered ${status} for the engine`,
  stopped: "it stopped",
  silent: "it does not answer any more",
  ended: "the browser has ended it",
};

export const joining = {
  withinSentences: (/** @type {number} */ breaks) => `${counted(breaks, "line break")} within sentences ${breaks === 1 ? "becomes a space" : "become spaces"}`,
  putTogether: (/** @type {number} */ words, /** @type {unknown} */ examples) => `${counted(words, "divided word")} ${words === 1 ? "is" : "are"} put together (${examples})`,
  ofThePage: (/** @type {number} */ leftOut, /** @type {unknown} */ examples) => `${counted(leftOut, "line")} of the page ${leftOut === 1 ? "goes" : "go"}: ${examples}`,
  linesTextAreBrokenWhen: "The lines of this text are broken, as when it was copied from a PDF. Quotations that run over them are found less well.",
  whatJoiningWillDo: "What joining will do",
  textWithItsLinesJoined: "The text with its lines joined",
  joinBrokenLines: "Join broken lines",
  joined: (/** @type {number} */ breaks) => `Joined ${counted(breaks, "line break")}.`,
  leaveAsItIs: "Leave as it is",
};

export const main = {
  browserHasNoRoomDraft: "The browser has no room for a draft of this text: save your corrections as a file.",
  aDraft: "A draft",
  draftOpenAnotherTabToo: "This draft is open in another tab too: here you go on with a copy.",
  keptAt: (/** @type {unknown} */ date, /** @type {unknown} */ unsaved) => `${date}${unsaved ? ", with corrections that no file holds" : ""}`,
  deleteIt: "Delete",
  theDraftIsDeleted: "The draft is deleted.",
  deleteTheDraft: (/** @type {unknown} */ title) => `Delete the draft ${title}`,
  nothingTo: (/** @type {unknown} */ what) => `Nothing to ${what}`,
  undo: "Undo",
  redo: "Redo",
};

export const offline = {
  thereNewVersionWhosaidYour: { short: "There is a new version of whosaid.", long: "Nothing changes until you take it; your text and corrections stay." },
  useTheNewVersion: "Use the new version",
  later: "Later",
  newVersionIsInUse: { short: "A new version of whosaid is in use.", long: "Load this tab anew when it suits you; your text and corrections stay." },
  loadThisTabAnew: "Load this tab anew",
};

export const saving = {
  notSavedTextFieldHas: "Not saved: the text in the field has not been read.",
  thereNothingSaveYet: "There is nothing to save yet.",
  savedNothingHasLeftDevice: (/** @type {unknown} */ name) => `Saved as ${name}. Nothing has left this device.`,
  savedWithout: (/** @type {unknown} */ name, /** @type {unknown} */ value) => `Saved as ${name}, without “${value}”, which could not be taken in.`,
  savedAs: (/** @type {unknown} */ list) => `Saved as ${list}.`,
  savedAsZip: (/** @type {unknown} */ name, /** @type {unknown} */ list) => `Saved as ${name}, which holds ${list}.`,
  forRecogito: (/** @type {unknown} */ title) => `${title}, for Recogito`,
  groups: { here: "To go on with here", reading: "To read and to pass on", tables: "For spreadsheets and maps", programs: "For other programs" },
  holds: (/** @type {unknown} */ holds) => `${holds}.`,
  leftOut: (/** @type {unknown} */ drops) => `Left out: ${drops}.`,
};

export const status = {
  close: "Close",
};

export const texts = {
  loadingEngineMbYouCan: (/** @type {unknown} */ loaded, /** @type {unknown} */ total) => `Loading the engine: ${loaded} of ${total} MB. You can paste or type already.`,
  readyNothingLeavesDevice: "Ready. Nothing leaves this device.",
  engineNotRunningYourText: "The engine is not running. Your text is kept.",
  whosaidNeedsWhereSwitchChrome: (/** @type {unknown} */ message) => `${message} whosaid needs it. Where to switch it on: Chrome and Edge: site settings, “V8 optimizer” or “Enhanced security”; Firefox: about:config, javascript.options.wasm; Tor Browser: security level “Standard”; iPhone and Mac: Lockdown Mode, an exception for this site.`,
  tryAgain: "Try again",
  engineCouldNotLoadedYour: (/** @type {unknown} */ error) => `The engine could not be loaded: ${error}. Your text is kept.`,
  stoppedTextKept: "Stopped. The text is kept.",
  newTextWasNotRead: (/** @type {unknown} */ words) => `The new text was not read. It begins: “${words}…”`,
  readIt: "Read it",
  copyTheNewText: "Copy the new text",
  readingTheText: "Reading the text…",
  leftOutOfThePages: (/** @type {string[]} */ lines) => `Left out of the PDF, because they stand on its pages and not in its text: ${lines.map(line => `“${line}”`).join(", ")}.`,
  stop: "Stop",
  textCouldNotReadText: "The text could not be read. Text and corrections are kept.",
  engineStoppedWhileReadText: (/** @type {unknown} */ error) => `The engine stopped while it read the text (${error}). Your text and your corrections are kept.`,
  doesNotLookLikeEnglish: "This does not look like English.",
  markItAnyway: "Mark it anyway",
  newTextDoesNotLook: (/** @type {unknown} */ words) => `The new text does not look like English, and whosaid reads only English: the marks would be wrong or missing. The article before is still here. The new text begins: “${words}…”`,
  backTextBefore: "Back to the text before",
  doesNotLookLikeEnglish2: "This does not look like English, and whosaid reads only English. The marks would be wrong or missing.",
  newTextClipboard: "The new text is in the clipboard.",
  browserDidNotLetPage: "The browser did not let the page copy the text.",
  nothingWasFoundNothingHas: "Nothing was found. Nothing has left this device.",
  noQuotationNoPlaceWas: "No quotation and no place was found. Perhaps nobody is quoted here, or the text is very short, or it is no English prose. You can mark words yourself: select them.",
  hasLeftThisDevice: (/** @type {unknown} */ summary, /** @type {number} */ lost) => `${summary} ${lost > 0 ? `${lost} lost in the edit, see “To check”. ` : ""}Nothing has left this device.`,
  thereNoText: "There is no text in it.",
  beingReadOneAfterOther: (/** @type {number} */ texts) => `${texts} ${texts === 1 ? "text is" : "texts are"} being read, one after the other. You can go on working.`,
  openedNothingHasLeftDevice: (/** @type {unknown} */ file, /** @type {unknown} */ summary) => `Opened “${file}”. ${summary} Nothing has left this device.`,
  fileWasNotOpened: "The file was not opened.",
  wasNotOpened: (/** @type {unknown} */ file, /** @type {unknown} */ error) => `“${file}” was not opened: ${error}.`,
  yourDraftIsBack: (/** @type {unknown} */ summary) => `Your draft is back. ${summary}`,
  leaveYourCorrections: "Leave your corrections?",
  correctionsArticleHaveNotBeen: "The corrections to this article have not been saved.",
  keepItBeside: "Keep it beside",
  saveJsonFirst: "Save JSON first",
  discardThem: "Discard them",
  stayHere: "Stay here",
  theServerAnswered: (/** @type {unknown} */ status) => `the server answered ${status}`,
  sampleCouldNotLoaded: (/** @type {unknown} */ error) => `The sample could not be loaded: ${error}.`,
  filesCouldNotOpened: (/** @type {unknown} */ error) => `The files could not be opened: ${error}.`,
  editTextYourCorrectionsMove: "Edit the text. Your corrections move with their words.",
  thereNoTextFolderNo: "There is no text in this folder: no file that ends in .txt, .md, .html, .docx, .odt, .pdf or .json.",
  oneNotRead: "The text has not been read; the list says why.",
  haveBeenRead: (/** @type {number} */ read, /** @type {number} */ others) => `${counted(read, "text has", "texts have")} been read.${others > 0 ? ` ${counted(others, "other has", "others have")} not; the list says why.` : ""}`,
  filesAreBeingReadOne: (/** @type {number} */ files, /** @type {number} */ passed) => `${files} ${files === 1 ? "file is" : "files are"} being read, one after the other; ${passed} ${passed === 1 ? "other is no text" : "others are no texts"}.`,
  pastedBehind: "The pasted text stands as a paragraph behind the one that was here.",
  pastedBefore: "The pasted text stands as a paragraph before the one that was here.",
  asATextOfItsOwn: "Make it a text of its own",
  pastedTextComesBesideOne: "The pasted text comes beside the one that is here.",
};

export const thorough = {
  megabytes: (/** @type {unknown} */ figure) => `${figure} MB`,
  readThoroughlyFileFetchedOnce: (/** @type {unknown} */ bytes) => `To read thoroughly, a file of ${bytes} is fetched once, from where this page came from, and kept on this device. Your text stays here.`,
  fetch: (/** @type {unknown} */ bytes) => `Fetch ${bytes}`,
  notNow: "Not now",
  nothingWasFetched: "Nothing was fetched.",
  stop: "Stop",
  stoppedNothingHasChanged: "Stopped. Nothing has changed.",
  fetchingWhatNeeded: "Fetching what is needed to read thoroughly…",
  fetchingWhatNeededReadThoroughly: (/** @type {unknown} */ loaded, /** @type {unknown} */ total) => `Fetching what is needed to read thoroughly: ${loaded} of ${total}.`,
  readingThoroughly: "Reading thoroughly…",
  readingThoroughlyText: (/** @type {unknown} */ figure) => `Reading thoroughly: ${figure} % of the text.`,
  textWasNotReadThoroughly: "The text was not read thoroughly. Nothing has changed.",
  textCouldNotReadThoroughly: (/** @type {unknown} */ error) => `The text could not be read thoroughly: ${error}. What is marked stays as it is.`,
  removeIt: "Remove it",
  weightsReadingThoroughlyAreRemoved: "The weights for reading thoroughly are removed from this device.",
  weightsAreKeptDevice: (/** @type {unknown} */ bytes) => `The weights (${bytes}) are kept on this device.`,
  weightsAreFetchedWhenThey: (/** @type {unknown} */ bytes) => `The weights (${bytes}) are fetched when they are wanted.`,
  readingThoroughly2: "Reading thoroughly",
  readThoroughly: "Read thoroughly",
  secondSlowerReadingKnowsMore: "A second, slower reading that knows more English",
};

export const thoroughReading = {
  textHasChangedMeanwhileSo: "The text has changed meanwhile, so nothing was taken over. Read it thoroughly again.",
  quotationMore: "quotation more",
  quotationsMore: "quotations more",
  quotationFewer: "quotation fewer",
  quotationsFewer: "quotations fewer",
  beginsOrEndsElsewhere: "begins or ends elsewhere",
  beginOrEndElsewhere: "begin or end elsewhere",
  speakerChanged: "speaker changed",
  speakersChanged: "speakers changed",
  personMore: "person or group more",
  peopleMore: "people or groups more",
  personFewer: "person or group fewer",
  peopleFewer: "people or groups fewer",
  placeMore: "place more",
  placesMore: "places more",
  placeFewer: "place fewer",
  placesFewer: "places fewer",
  readThoroughlyNothingHas: "Read thoroughly. No quotation, nobody and no place has changed.",
  readThoroughly: (/** @type {unknown} */ list) => `Read thoroughly: ${list}. `,
  show: "Show",
  showTheNext: "Show the next",
  change: (/** @type {unknown} */ found, /** @type {unknown} */ next, /** @type {unknown} */ changed) => `${found}${next === 0 ? "What you have changed or accepted stays." : `Change ${next} of ${changed}.`}`,
};
