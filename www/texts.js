// Bringing texts in: typed, pasted, opened, dropped. One text is shown, the one that is saved; a second one that is
// refused leaves it untouched and is itself kept until somebody decides.

import { commitField, plain } from "./actions.js";
import { beginDraft, keepDraft } from "./drafts.js";
import { button, byId, element } from "./dom.js";
import { Blocked, Cancelled, Engine } from "./engine.js";
import { Unreadable, pastedText, readFile } from "./files.js";
import { PageSession, looksForeign, markdownText } from "./pkg/whosaid.js";
import { openTab } from "./sidebar.js";
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
/** What the page does beside: it saves, keeps drafts, and brings the focus to the text. */
const page = { save: () => {}, keepDraftSoon: () => {}, arrive: () => {} };

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
 * @param {{ anyLanguage?: boolean, fresh?: boolean }} [options] `fresh`: it comes in place of the one at hand
 */
async function run(text, then, { anyLanguage = false, fresh = false } = {}) {
  clearTimeout(typing);
  const stop = () => {
    engine.cancel();
    say("Stopped. The text is kept.");
    if (fresh && store.model) {
      warn(`The new text was not read. It begins: “${text.trim().slice(0, 80)}…”`, { choices: [
        { label: "Read it", action: () => { settle(); run(text, then, { anyLanguage, fresh }); } },
        { label: "Copy the new text", action: () => copyText(text) }] });
    }
  };
  const slow = setTimeout(() => say("Reading the text…", { label: "Stop", action: stop }), LONG_RUN);
  if (!fresh) lastText = text;
  else if (!store.model) input.value = lastText = text;
  try {
    await engineReady;
    if (!anyLanguage && looksForeign(text)) {
      refuseLanguage(text, then, fresh);
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
    show(json, then, fresh);
    performance.measure("whosaid: show", { start: shown });
  } catch (error) {
    if (error instanceof Cancelled || !engine.ready) return;
    say("The text could not be read. Text and corrections are kept.");
    warn(`The engine stopped while it read the text (${plain(error)}). Your text and your corrections are kept.`,
      { error: true, choices: [{ label: "Try again", action: () => run(text, then, { anyLanguage, fresh }) }] });
  } finally {
    clearTimeout(slow);
  }
}

/** Says that a text is not English; whatever is at hand stays, and so does the text. @param {string} text @param {Mode} then @param {boolean} fresh */
function refuseLanguage(text, then, fresh) {
  say("This does not look like English.");
  const anyway = { label: "Mark it anyway", action: () => { settle(); run(text, then, { anyLanguage: true, fresh }); } };
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
    store.begin(PageSession.open(json));
  } else {
    store.setText(json, editing === "changed");
    editing = "changed";
  }
  const { model } = store;
  if (!model) return;
  if (then === "read") editing = "no";
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

/** What is typed into the text field is read before something is done with it. @returns {Promise<boolean>} whether it was */
export async function settleText() {
  commitField();
  if (mode() === "read" || !input.value.trim()) return true;
  if (store.model?.text === input.value) return true;
  await run(input.value, "edit");
  // A lone surrogate or a Windows line break comes back otherwise than it was typed.
  return Boolean(store.model) && !isRefused() && lastText === input.value;
}

/** Takes up a new text in place of the old one. @param {string} text */
export async function begin(text) {
  if (!text.trim()) {
    warn("There is no text in it.");
    return;
  }
  if (!await mayDiscard()) return;
  await run(text, "read", { fresh: true });
}

/** @param {File[]} files */
export async function openFiles(files) {
  const [first, ...others] = files;
  if (!first) return;
  await openFile(first);
  if (others.length > 0) {
    warn(`One text is open at a time: “${first.name}”. Not opened: ${others.map(file => `“${file.name}”`).join(", ")}.`,
      { choices: others.slice(0, 5).map(file => ({ label: `Open ${file.name} instead`, action: () => { settle(); openFile(file); } })) });
  }
}

/** @param {File} file */
async function openFile(file) {
  try {
    const incoming = await readFile(file);
    if (incoming.kind === "text") {
      await begin(incoming.text);
    } else if (incoming.kind === "markdown") {
      await engineReady;
      await begin(markdownText(incoming.text));
    } else {
      await engineReady;
      const session = PageSession.open(incoming.json);
      if (!await mayDiscard()) return session.free();
      beginDraft();
      openSession(session);
      say(`Opened “${file.name}”. ${store.model?.summary() ?? ""} Nothing has left this device.`);
    }
  } catch (error) {
    say("The file was not opened.");
    warn(error instanceof Unreadable ? error.message : `“${file.name}” was not opened: ${plain(error)}.`, { error: true });
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
      run(text, "read");
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
    const dropped = [...event.dataTransfer?.files ?? []];
    if (dropped.length > 0) openFiles(dropped);
    else begin(pastedText(event.dataTransfer));
  });
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
    if (!await mayDiscard()) return;
    engine.cancel();
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
