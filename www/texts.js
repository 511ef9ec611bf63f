// Bringing texts in: typed, pasted, opened, dropped. One text is shown, the one that is saved; a second one that is
// refused leaves it untouched and is itself kept until somebody decides.

import { commitField, plain } from "./actions.js";
import { beginDraft, draftId, goOnWithDraft, keepDraft } from "./drafts.js";
import { button, byId, element } from "./dom.js";
import { Blocked, Cancelled, Engine } from "./engine.js";
import { desk } from "./desk.js";
import { pastedText, readFile } from "./files.js";
import { droppedFiles, readable } from "./folders.js";
import { offerJoining } from "./joining.js";
import { offerLabels } from "./labels.js";
import { PageSession, looksForeign } from "./pkg/whosaid.js";
import { openTab } from "./sidebar.js";
import { pastedSource } from "./source.js";
import { say, settle, warn } from "./status.js";
import { store } from "./store.js";

/** @typedef {"empty" | "edit" | "read"} Mode */

/** Typing rests this long before the text is read; milliseconds. */
const TYPING_REST = 150;
/** A run that takes longer than this can be stopped; milliseconds. */
const LONG_RUN = 1000;

const input = /** @type {HTMLTextAreaElement} */ (byId("input"));
export const engine = new Engine();
/** @type {Promise<void>} */
let engineReady;
/** The text last given to the engine. */
let lastText = "";
/** While "Edit text" is on: whether the session already holds an edit of this bout. @type {"no" | "begun" | "changed"} */
let editing = "no";
let typing = 0;
/** Where the text at hand comes from, as it came in. @type {import("./pkg/whosaid.js").DocumentFields} */
let origin = {};
/** What the page does beside: it saves, keeps drafts, and brings the focus to the text. */
const page = { save: () => {}, keepDraftSoon: () => {}, keepDraftNow: () => {}, arrive: () => {} };

/** @param {Mode} mode */
function setMode(mode) {
  document.body.dataset.mode = mode;
  byId("editor").hidden = mode === "read";
  showReading();
  byId("done").hidden = mode === "empty";
  // What had the focus may be hidden now.
  if (!document.activeElement?.checkVisibility()) (mode === "read" ? byId("article") : input).focus({ preventScroll: true });
}

/** The marked text is shown as long as it is the text at hand. */
export function showReading() {
  const shown = mode() !== "empty" && Boolean(store.model) && !isRefused();
  byId("reading").hidden = !shown;
  byId("line").hidden = mode() !== "read" || !store.model;
  for (const id of ["save", "save-menu-button"]) /** @type {HTMLButtonElement} */ (byId(id)).disabled = !store.model || isRefused();
}

/** Whether the text in the field is one that was refused: what is marked is then another text. */
function isRefused() {
  return mode() === "edit" && input.dataset.refused !== undefined && input.dataset.refused === input.value;
}

/** @returns {Mode} */
export function mode() {
  return /** @type {Mode} */ (document.body.dataset.mode);
}

/** What stands in the text field. */
export function typedText() {
  return input.value;
}

/** What was typed before the page's scripts had come is taken up as if it were typed now. */
export function takeTyped() {
  if (input.value.trim()) input.dispatchEvent(new Event("input"));
}

/** The text of the model is the one in the field, too. */
export function followModel() {
  const { model } = store;
  if (model && mode() === "read" && input.value !== model.text) input.value = lastText = model.text;
}

// The engine

export function loadEngine() {
  engineReady = load();
  engineReady.catch(() => {});
  return engineReady;
}

/** Waits until the engine runs; rejects when it cannot. */
export function engineIsReady() {
  return engineReady;
}

async function load() {
  const progress = /** @type {HTMLProgressElement} */ (byId("progress"));
  progress.hidden = false;
  try {
    await engine.load((loaded, total) => {
      if (total !== null) {
        progress.max = total;
        progress.value = loaded;
      }
      say(`Loading the engine: ${megabytes(loaded)}${total === null ? "" : ` of ${megabytes(total)}`} MB. You can paste or type already.`);
    });
    say("Ready. Nothing leaves this device.");
  } catch (error) {
    say("The engine is not running. Your text is kept.");
    if (error instanceof Blocked) {
      warn(`${error.message} whosaid needs it. Where to switch it on: Chrome and Edge: site settings, “V8 optimizer” or “Enhanced security”; ` +
        "Firefox: about:config, javascript.options.wasm; Tor Browser: security level “Standard”; iPhone and Mac: Lockdown Mode, an exception for this site.",
      { error: true, choices: [{ label: "Try again", action: tryAgain }] });
    } else {
      warn(`The engine could not be loaded: ${plain(error)}. Your text is kept.`, { error: true, choices: [{ label: "Try again", action: tryAgain }] });
    }
    throw error;
  } finally {
    progress.hidden = true;
  }
}

function tryAgain() {
  settle();
  loadEngine().then(() => { if (input.value.trim()) run(input.value, mode() === "empty" ? "edit" : mode()); }, () => {});
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

/**
 * Reads a text, and shows it when it is still the newest.
 * @param {string} text
 * @param {Mode} then the mode to show it in
 * @param {{ anyLanguage?: boolean, fresh?: boolean, source?: typeof origin }} [options] `fresh`: it comes in place of
 *   the one at hand; `source`: where it comes from, if that is known
 */
async function run(text, then, { anyLanguage = false, fresh = false, source } = {}) {
  clearTimeout(typing);
  const stop = () => {
    engine.cancel();
    say("Stopped. The text is kept.");
    if (fresh && store.model) {
      warn(`The new text was not read. It begins: “${text.trim().slice(0, 80)}…”`, { choices: [
        { label: "Read it", action: () => { settle(); run(text, then, { anyLanguage, fresh, source }); } },
        { label: "Copy the new text", action: () => copyText(text) }] });
    }
  };
  const slow = setTimeout(() => say("Reading the text…", { label: "Stop", action: stop }), LONG_RUN);
  if (!fresh) lastText = text;
  else if (!store.model) input.value = lastText = text;
  try {
    await engineReady;
    if (!anyLanguage && looksForeign(text)) {
      refuseLanguage(text, then, fresh, source);
      return;
    }
    settle();
    engine.revive();
    const start = performance.now();
    const json = await engine.annotate(text);
    performance.measure("whosaid: read", { start });
    const shown = performance.now();
    delete input.dataset.refused;
    if (fresh) {
      lastText = input.value = text;
      editing = "no";
      beginDraft();
    }
    if (fresh || source) origin = source ?? {};
    show(json, then, fresh);
    if (then === "read" && (fresh || source)) offerJoining(text, joinAs);
    if (then === "read") offerLabels();
    performance.measure("whosaid: show", { start: shown });
  } catch (error) {
    if (error instanceof Cancelled || !engine.ready) return;
    say("The text could not be read. Text and corrections are kept.");
    warn(`The engine stopped while it read the text (${plain(error)}). Your text and your corrections are kept.`,
      { error: true, choices: [{ label: "Try again", action: () => run(text, then, { anyLanguage, fresh, source }) }] });
  } finally {
    clearTimeout(slow);
  }
}

/** Says that a text is not English; whatever is at hand stays, and so does the text. @param {string} text @param {Mode} then @param {boolean} fresh @param {typeof origin} [source] */
function refuseLanguage(text, then, fresh, source) {
  say("This does not look like English.");
  const anyway = { label: "Mark it anyway", action: () => { settle(); run(text, then, { anyLanguage: true, fresh, source }); } };
  if (fresh && store.model) {
    warn(`The new text does not look like English, and whosaid reads only English: the marks would be wrong or missing. The article before is still here. The new text begins: “${text.trim().slice(0, 80)}…”`,
      { choices: [anyway, { label: "Copy the new text", action: () => copyText(text) }] });
    return;
  }
  if (fresh) input.value = text;
  lastText = text;
  input.dataset.refused = text;
  setMode("edit");
  const back = store.model && { label: "Back to the text before", action: () => {
    settle();
    input.value = lastText = store.model?.text ?? "";
    setMode("read");
    editing = "no";
    page.arrive();
  } };
  warn("This does not look like English, and whosaid reads only English. The marks would be wrong or missing.",
    { choices: [anyway, ...(back ? [back] : [])] });
}

/** @param {string} text */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    say("The new text is in the clipboard.");
  } catch {
    say("The browser did not let the page copy the text.");
  }
}

/** @param {string} json @param {Mode} then @param {boolean} fresh whether it came in place of another text */
function show(json, then, fresh) {
  if (editing === "no") {
    const session = PageSession.open(json);
    session.describe(origin);
    store.begin(session);
  } else {
    store.setText(json, editing === "changed");
    editing = "changed";
  }
  const { model } = store;
  if (!model) return;
  if (then === "read") editing = "no";
  if (then === "read" && desk.size > 0) desk.adopt();
  const arrives = then === "read" && (fresh || mode() !== "read");
  setMode(then);
  if (arrives) page.arrive();
  const lost = model.lost.length;
  if (model.quotations.length === 0 && model.places.length === 0) {
    say("Nothing was found. Nothing has left this device.");
    if (then === "read") warn("No quotation and no place was found. Perhaps nobody is quoted here, or the text is very short, or it is no English prose. You can mark words yourself: select them.");
    return;
  }
  if (lost > 0) openTab("check");
  say(`${model.summary()} ${lost > 0 ? `${lost} lost in the edit, see “To check”. ` : ""}Nothing has left this device.`);
}

/** Takes in the text with its lines joined; corrections move with their words. @param {string} text */
function joinAs(text) {
  editing = "begun";
  input.value = text;
  run(text, "read");
}

/** What is typed into the text field is read before something is done with it. @returns {Promise<boolean>} whether it was */
export async function settleText() {
  commitField();
  if (mode() === "read" || !input.value.trim()) return true;
  if (store.model?.text === input.value) return true;
  await run(input.value, "edit");
  // A lone surrogate or a Windows line break comes back otherwise than it was typed.
  return Boolean(store.model) && !isRefused() && lastText === input.value;
}

/** Takes up a new text in place of the old one, or beside it where there are several.
 * @param {string} text @param {typeof origin} [source] */
export async function begin(text, source = {}) {
  if (!text.trim()) {
    warn("There is no text in it.");
    return;
  }
  if (desk.size > 0) return desk.add([{ name: "", text, source }], { show: true });
  if (!await mayDiscard()) return;
  await run(text, "read", { fresh: true, source });
}

/** @param {File[]} files */
export async function openFiles(files) {
  const [first] = files;
  if (!first) return;
  if (files.length === 1 && desk.size === 0 && !LINES.test(first.name)) return openFile(first);
  addFiles(files);
}

/** Puts files on the desk. @param {File[]} files */
function addFiles(files) {
  settle();
  desk.add(files.map(file => ({ name: file.name, file })), { show: files.length === 1 });
  say(`${files.length} ${files.length === 1 ? "file is" : "files are"} being read, one after the other. You can go on working.`);
}

/** Files with a document on each line. */
const LINES = /\.(jsonl|ndjson)$/i;

/** The documents in a file. @param {File} file @returns {Promise<import("./desk.js").Incoming[]>} */
async function loadFile(file) {
  await engineReady;
  return readFile(file);
}

/** @param {File} file */
async function openFile(file) {
  /** @param {string} why */
  const refuse = why => {
    say("The file was not opened.");
    warn(why, { error: true });
  };
  /** @type {import("./desk.js").Incoming | undefined} */
  let first;
  try {
    [first] = await loadFile(file);
  } catch (error) {
    return refuse(`${plain(error)}.`);
  }
  if (first?.json === undefined) return begin(first?.text ?? "", first?.source);
  try {
    const session = PageSession.open(first.json);
    if (!await mayDiscard()) return session.free();
    beginDraft();
    openSession(session);
    say(`Opened “${file.name}”. ${store.model?.summary() ?? ""} Nothing has left this device.`);
  } catch (error) {
    refuse(`“${file.name}” was not opened: ${plain(error)}.`);
  }
}

/** @param {PageSession} session @param {{ unsaved?: boolean }} [options] */
export function openSession(session, options) {
  engine.cancel();
  settle();
  editing = "no";
  store.begin(session, options);
  input.value = lastText = store.model?.text ?? "";
  setMode("read");
  page.arrive();
}

/** Opens what a draft holds. @param {import("./drafts.js").Draft} draft */
export async function openDraft(draft) {
  if ("text" in draft) {
    input.value = draft.text;
    setMode("edit");
    await run(draft.text, "edit");
    return;
  }
  await engineReady;
  openSession(PageSession.open(draft.file), { unsaved: draft.unsaved });
  say(`Your draft is back. ${store.model?.summary() ?? ""}`);
}

/** Asks before unsaved corrections go. @returns {Promise<boolean>} */
function mayDiscard() {
  commitField();
  if (!store.unsaved) return Promise.resolve(true);
  const dialog = /** @type {HTMLDialogElement} */ (byId("question"));
  return new Promise(resolve => {
    /** @param {boolean} answer */
    const answer = answer => { dialog.close(); resolve(answer); };
    dialog.replaceChildren(
      element("h2", { id: "question-title" }, "Leave your corrections?"),
      element("p", null, "The corrections to this article have not been saved."),
      element("div", { class: "row" },
        button("Keep it beside", () => { desk.adopt(); desk.leave(); answer(true); }),
        button("Save JSON first", () => { page.save(); answer(true); }, { class: "primary" }),
        button("Discard them", () => answer(true), { class: "danger" }),
        button("Stay here", () => answer(false))));
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
  });
}

/** @param {typeof page} does */
export function startTexts(does) {
  Object.assign(page, does);
  setMode("empty");
  input.addEventListener("input", () => {
    clearTimeout(typing);
    showReading();
    if (!input.value.trim()) {
      engine.cancel();
      if (editing === "no") {
        store.clear();
        setMode("empty");
      }
      return;
    }
    if (mode() === "empty") {
      origin = {};
      beginDraft();
      setMode("edit");
    }
    typing = window.setTimeout(() => run(input.value, "edit"), TYPING_REST);
    page.keepDraftSoon();
  });
  input.addEventListener("paste", event => {
    const text = pastedText(event.clipboardData);
    if (!text) return;
    event.preventDefault();
    const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    if (all) {
      input.value = text;
      if (editing === "no") beginDraft();
      run(text, "read", { source: pastedSource(event.clipboardData) });
    } else {
      // The browser's own undo keeps working this way; the input event that comes with it has the text read.
      document.execCommand("insertText", false, text);
    }
  });
  byId("editor").addEventListener("submit", event => {
    event.preventDefault();
    finishEditing();
  });
  byId("sample").addEventListener("click", async () => {
    try {
      const response = await fetch(new URL("./sample.txt", import.meta.url));
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      await begin(await response.text());
    } catch (error) {
      warn(`The sample could not be loaded: ${plain(error)}.`, { error: true });
    }
  });
  const file = /** @type {HTMLInputElement} */ (byId("file"));
  for (const id of ["open", "open-file"]) byId(id).addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    openFiles([...file.files ?? []]);
    file.value = "";
  });
  document.addEventListener("dragover", event => {
    if (!event.dataTransfer?.types.some(type => type === "Files" || type.startsWith("text/"))) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", event => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", event => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    const { dataTransfer } = event;
    if (dataTransfer?.files.length) droppedFiles(dataTransfer, engineReady).then(openFiles, error => warn(`The files could not be opened: ${plain(error)}.`, { error: true }));
    else begin(pastedText(dataTransfer), pastedSource(dataTransfer));
  });
  startDesk();
  byId("edit-text").addEventListener("click", () => {
    commitField();
    editing = "begun";
    input.value = store.model?.text ?? "";
    store.select(null);
    setMode("edit");
    input.setSelectionRange(0, 0);
    input.focus();
    input.scrollTop = 0;
    say("Edit the text. Your corrections move with their words.");
  });
  byId("new-text").addEventListener("click", async () => {
    if (desk.size > 0) {
      commitField();
      desk.leave();
      desk.tell();
    } else if (!await mayDiscard()) return;
    engine.cancel();
    origin = {};
    byId("join-offer").hidden = true;
    editing = "no";
    store.clear();
    settle();
    input.value = "";
    keepDraft(null);
    beginDraft();
    setMode("empty");
    input.focus();
    say("Ready. Nothing leaves this device.");
  });
}

/** Several texts: what the desk needs of the page, and what brings texts to it. */
function startDesk() {
  desk.start({
    load: loadFile,
    read: async request => {
      await engineReady;
      return engine.readLater({ text: request.text, json: request.json, source: request.source, anyLanguage: request.anyLanguage });
    },
    stop: () => engine.cancelLater(),
    open: json => PageSession.open(json),
    settle: async () => {
      const read = await settleText();
      // A text in the field that was refused is not lost when another one comes.
      if (!read) desk.add([{ name: "", text: input.value }]);
      page.keepDraftNow();
      if (desk.current) desk.current.draft = draftId();
    },
    show: (entry, session) => {
      if (entry.draft) goOnWithDraft(entry.draft);
      else beginDraft();
      byId("join-offer").hidden = true;
      openSession(session, { unsaved: entry.inherited });
      if (!store.unsaved && entry.text) offerJoining(entry.text, joinAs);
      offerLabels();
    },
  });
  const folder = /** @type {HTMLInputElement} */ (byId("folder"));
  byId("open-folder").addEventListener("click", () => folder.click());
  folder.addEventListener("change", async () => {
    const all = [...folder.files ?? []];
    folder.value = "";
    await engineReady;
    const files = readable(all);
    const passed = all.length - files.length;
    if (files.length === 0) return warn("There is no text in this folder: no file that ends in .txt, .md, .html, .json or .jsonl, for example.");
    addFiles(files);
    if (passed > 0) say(`${files.length} files are being read, one after the other; ${passed} others are no texts.`);
  });
  // Pasted while a text is being looked at: it comes beside it.
  document.addEventListener("paste", event => {
    const target = /** @type {Element | null} */ (event.target instanceof Element ? event.target : null);
    if (event.defaultPrevented || mode() !== "read" || target?.closest("input, textarea, select, dialog")) return;
    const text = pastedText(event.clipboardData);
    if (!text.trim()) return;
    event.preventDefault();
    desk.add([{ name: "", text, source: pastedSource(event.clipboardData) }], { show: true });
    say("The pasted text comes beside the one that is here.");
  });
}

/** From the text field to the marked text. */
export function finishEditing() {
  if (mode() === "read" || !input.value.trim()) return;
  if (store.model?.text === input.value && engine.ready && editing !== "begun" && !isRefused()) {
    editing = "no";
    setMode("read");
    page.arrive();
  } else {
    run(input.value, "read");
  }
}
