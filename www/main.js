// The page: brings texts in, shows them marked, and ties the parts together.

import { onFocusNeeded, plain, redo, undo } from "./actions.js";
import { enterCard, placeCard, startCard } from "./card.js";
import { byId, button, element } from "./dom.js";
import { beginDraft, keepDraft, readDraft } from "./drafts.js";
import { Blocked, Cancelled, Engine } from "./engine.js";
import { download, nameFor, pastedText, readFile } from "./files.js";
import { showHelp } from "./help.js";
import { startKeyboard } from "./keyboard.js";
import { looksForeign } from "./language.js";
import { startOffline } from "./offline.js";
import { PageSession } from "./pkg/whosaid.js";
import { ArticleView } from "./render.js";
import { startSelection } from "./selection.js";
import { placeMenu, startSettings } from "./settings.js";
import { openTab, startSidebar } from "./sidebar.js";
import { say, settle, warn } from "./status.js";
import { startThorough } from "./thorough.js";
import { store } from "./store.js";

/** @typedef {"empty" | "edit" | "read"} Mode */

/** Typing rests this long before the text is read; milliseconds. */
const TYPING_REST = 150;
/** A run that takes longer than this can be stopped; milliseconds. */
const LONG_RUN = 1000;
/** Changes rest this long before the draft is kept; milliseconds. */
const DRAFT_REST = 800;

const input = /** @type {HTMLTextAreaElement} */ (byId("input"));
const article = byId("article");
const view = new ArticleView(article);
const engine = new Engine();
/** @type {Promise<void>} */
let engineReady;
/** The text last given to the engine. */
let lastText = "";
/** While "Edit text" is on: whether the session already holds an edit of this bout. @type {"no" | "begun" | "changed"} */
let editing = "no";
let typing = 0;
let drafting = 0;

/** @param {Mode} mode */
function setMode(mode) {
  document.body.dataset.mode = mode;
  byId("editor").hidden = mode === "read";
  byId("reading").hidden = mode === "empty" || !store.model;
  byId("done").hidden = mode === "empty";
}

/** @returns {Mode} */
function mode() {
  return /** @type {Mode} */ (document.body.dataset.mode);
}

// The engine

async function loadEngine() {
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
  engineReady = loadEngine();
  engineReady.then(() => { if (input.value.trim()) run(input.value, mode() === "empty" ? "edit" : mode()); }, () => {});
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

/**
 * Reads a text, and shows it when it is still the newest.
 * @param {string} text
 * @param {Mode} then the mode to show it in
 * @param {{ anyLanguage?: boolean }} [options]
 */
async function run(text, then, { anyLanguage = false } = {}) {
  clearTimeout(typing);
  lastText = text;
  if (!anyLanguage && looksForeign(text)) {
    say("This does not look like English.");
    warn("This does not look like English, and whosaid reads only English. The marks would be wrong or missing.",
      { choices: [{ label: "Mark it anyway", action: () => { settle(); run(text, then, { anyLanguage: true }); } }] });
    return;
  }
  settle();
  const slow = setTimeout(() => say("Reading the text…", { label: "Stop", action: () => { engine.cancel(); say("Stopped. The text is kept."); } }), LONG_RUN);
  try {
    await engineReady;
    engine.revive();
    const start = performance.now();
    const json = await engine.annotate(text);
    performance.measure("whosaid: read", { start });
    const shown = performance.now();
    show(json, then);
    performance.measure("whosaid: show", { start: shown });
  } catch (error) {
    if (error instanceof Cancelled || !engine.ready) return;
    say("The text could not be read. Text and corrections are kept.");
    warn(`The engine stopped while it read the text (${plain(error)}). Your text and your corrections are kept.`,
      { error: true, choices: [{ label: "Try again", action: () => run(text, then, { anyLanguage }) }] });
  } finally {
    clearTimeout(slow);
  }
}

/** @param {string} json @param {Mode} then */
function show(json, then) {
  if (editing === "no") {
    store.begin(PageSession.open(json));
  } else {
    store.setText(json, editing === "changed");
    editing = "changed";
  }
  const { model } = store;
  if (!model) return;
  if (then === "read") editing = "no";
  const arrives = then === "read" && mode() !== "read";
  setMode(then);
  if (arrives) arrive();
  const lost = model.lost.length;
  if (model.quotations.length === 0 && model.places.length === 0) {
    say("Nothing was found. Nothing has left this device.");
    if (then === "read") warn("No quotation and no place was found. Perhaps nobody is quoted here, or the text is very short, or it is no English prose. You can mark words yourself: select them.");
    return;
  }
  if (lost > 0) openTab("check");
  say(`${model.summary()} ${lost > 0 ? `${lost} lost in the edit, see “To check”. ` : ""}Nothing has left this device.`);
}

// Bringing texts in

/** Takes up a new text in place of the old one. @param {string} text */
async function begin(text) {
  if (!text.trim()) {
    warn("There is no text in it.");
    return;
  }
  if (!await mayDiscard()) return;
  beginDraft();
  editing = "no";
  input.value = text;
  await run(text, "read");
}

/** @param {File | undefined} file */
async function openFile(file) {
  if (!file) return;
  try {
    const incoming = await readFile(file);
    if (incoming.kind === "text") {
      await begin(incoming.text);
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
    warn(`“${file.name}” was not opened: ${plain(error)}.`, { error: true });
  }
}

/** @param {PageSession} session @param {{ unsaved?: boolean }} [options] */
function openSession(session, options) {
  engine.cancel();
  settle();
  editing = "no";
  store.begin(session, options);
  input.value = lastText = store.model?.text ?? "";
  setMode("read");
  arrive();
}

/** The focus goes to the marked text, from its beginning. */
function arrive() {
  article.focus({ preventScroll: true });
  window.scrollTo({ top: 0, behavior: "instant" });
}

/** Asks before unsaved corrections go. @returns {Promise<boolean>} */
function mayDiscard() {
  if (!store.unsaved) return Promise.resolve(true);
  const dialog = /** @type {HTMLDialogElement} */ (byId("question"));
  return new Promise(resolve => {
    /** @param {boolean} answer */
    const answer = answer => { dialog.close(); resolve(answer); };
    dialog.replaceChildren(
      element("h2", { id: "question-title" }, "Leave your corrections?"),
      element("p", null, "The corrections to this article have not been saved."),
      element("div", { class: "row" },
        button("Save JSON first", () => { save(); answer(true); }, { class: "primary" }),
        button("Discard them", () => answer(true), { class: "danger" }),
        button("Stay here", () => answer(false))));
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
  });
}

function startTexts() {
  input.addEventListener("input", () => {
    clearTimeout(typing);
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
    keepDraftSoon();
  });
  input.addEventListener("paste", event => {
    const text = pastedText(event.clipboardData);
    if (!text) return;
    event.preventDefault();
    const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    if (all) {
      input.value = text;
      beginDraft();
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
    openFile(file.files?.[0]);
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
    const dropped = event.dataTransfer?.files[0];
    if (dropped) openFile(dropped);
    else begin(pastedText(event.dataTransfer));
  });
  byId("edit-text").addEventListener("click", () => {
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
    setMode("empty");
    input.focus();
    say("Ready. Nothing leaves this device.");
  });
}

/** From the text field to the marked text. */
function finishEditing() {
  if (mode() === "read" || !input.value.trim()) return;
  if (store.model && input.value === lastText && engine.ready && editing !== "begun") {
    editing = "no";
    setMode("read");
    arrive();
  } else {
    run(input.value, "read");
  }
}

// Taking results out

function save() {
  if (!store.model) return say("There is nothing to save yet.");
  const name = nameFor(store.model.text, ".whosaid.json");
  download(name, "application/json", store.save());
  say(`Saved as ${name}. Nothing has left this device.`);
}

const FORMATS = [
  { label: "JSON", drops: "everything; opens here again", take: save },
  {
    label: "GeoJSON", drops: "the places on the map and how often they are named; no quotations", take: () => {
      if (!store.session || !store.model) return;
      const name = nameFor(store.model.text, ".geojson");
      download(name, "application/geo+json", store.session.geojson());
      say(`Saved as ${name}.`);
    },
  },
];

function startSaving() {
  const menu = byId("save-menu");
  menu.append(...FORMATS.map(({ label, drops, take }) => {
    const made = button(label, () => { menu.hidePopover(); take(); }, { class: "format" });
    made.append(element("small", null, drops));
    return made;
  }));
  placeMenu(menu, byId("save-menu-button"));
  placeMenu(byId("settings"), byId("settings-button"));
  byId("save").addEventListener("click", save);
  window.addEventListener("beforeunload", event => {
    if (store.unsaved) event.preventDefault();
  });
}

// Drafts

function keepDraftSoon() {
  clearTimeout(drafting);
  drafting = window.setTimeout(keepDraftNow, DRAFT_REST);
}

function keepDraftNow() {
  clearTimeout(drafting);
  if (store.session && mode() === "read") keepDraft({ file: store.session.draft(new Date().toISOString()), unsaved: store.unsaved });
  else keepDraft(input.value.trim() ? { text: input.value } : null);
}

async function takeUpDraft() {
  const draft = readDraft();
  if (!draft) return;
  if ("text" in draft) {
    input.value = draft.text;
    setMode("edit");
    await run(draft.text, "edit");
    return;
  }
  try {
    await engineReady;
    openSession(PageSession.open(draft.file), { unsaved: draft.unsaved });
    say(`Your draft is back. ${store.model?.summary() ?? ""}`);
  } catch {
    keepDraft(null);
  }
}

// The marked article

function startArticle() {
  store.addEventListener("change", () => {
    const { model } = store;
    if (model) view.show(model);
    byId("reading").hidden = mode() === "empty" || !model;
    setStep("undo", "Undo", model?.annotations.undo);
    setStep("redo", "Redo", model?.annotations.redo);
    for (const id of ["save", "save-menu-button"]) /** @type {HTMLButtonElement} */ (byId(id)).disabled = !model;
    if (model && mode() === "read" && input.value !== model.text) input.value = lastText = model.text;
    keepDraftSoon();
  });
  store.addEventListener("select", () => {
    view.highlight("selected", store.annotation ? [store.annotation.id] : []);
    view.highlight("lit", belonging(null));
  });
  store.addEventListener("light", event => view.highlight("lit", belonging(/** @type {CustomEvent} */ (event).detail)));

  article.addEventListener("click", event => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!document.getSelection()?.isCollapsed) return;
    const owner = /** @type {HTMLElement | null} */ (target.closest("[data-owner]"))?.dataset.owner;
    if (!owner) {
      store.select(null);
      return;
    }
    store.select(owner);
    view.focus(owner);
    if (target.closest(".badge") && event.detail === 0) enterCard();
  });
  /** @param {Event} event */
  const light = event => {
    const owner = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-owner]"))?.dataset.owner;
    const annotation = owner ? store.model?.byId.get(owner) : undefined;
    store.light(!annotation ? null : annotation.type === "quotation" ? { quotation: annotation.id } : { entity: annotation.entity.id });
  };
  article.addEventListener("pointerover", light);
  article.addEventListener("pointerleave", () => store.light(null));
  article.addEventListener("focusin", light);
  article.addEventListener("focusout", () => store.light(null));
  article.addEventListener("copy", event => {
    // What is copied is the text itself, with its own line breaks.
    const range = document.getSelection()?.rangeCount ? document.getSelection()?.getRangeAt(0) : undefined;
    const from = range && view.offsetOf(range.startContainer, range.startOffset);
    const to = range && view.offsetOf(range.endContainer, range.endOffset);
    if (from === null || to === null || from === undefined || to === undefined || !event.clipboardData) return;
    event.clipboardData.setData("text/plain", view.text.slice(Math.min(from, to), Math.max(from, to)));
    event.preventDefault();
  });

  for (const toggle of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-layer]"))) {
    toggle.addEventListener("click", () => {
      const show = toggle.getAttribute("aria-pressed") !== "true";
      toggle.setAttribute("aria-pressed", String(show));
      article.classList.toggle(`hide-${toggle.dataset.layer}`, !show);
    });
  }
  byId("undo").addEventListener("click", undo);
  byId("redo").addEventListener("click", redo);
  byId("help-button").addEventListener("click", showHelp);
}

/** What belongs together: of a quotation its words, cue, source and its speaker's mentions; of an entity its
 * mentions and what it says. Without anything pointed at, what belongs to the selection.
 * @param {{ quotation?: string, entity?: string } | null} what */
function belonging(what) {
  const { model, annotation } = store;
  if (!model) return [];
  const quotation = what ? what.quotation : annotation?.type === "quotation" ? annotation.id : undefined;
  if (quotation) {
    const speaker = model.quotations.find(({ id }) => id === quotation)?.speaker;
    return [quotation, ...(speaker ? model.entities.get(speaker)?.mentions.map(({ id }) => id) ?? [] : [])];
  }
  const entity = what ? what.entity : annotation?.type === "mention" ? annotation.entity.id : undefined;
  if (!entity) return [];
  return [...model.entities.get(entity)?.mentions.map(({ id }) => id) ?? [], ...model.said.get(entity)?.map(({ id }) => id) ?? []];
}

/** @param {string} id @param {string} name @param {string | null | undefined} label */
function setStep(id, name, label) {
  const control = byId(id);
  control.setAttribute("aria-disabled", String(!label));
  control.title = label ? `${name}: ${label}` : `Nothing to ${name.toLowerCase()}`;
  control.setAttribute("aria-label", label ? `${name}: ${label}` : name);
}

startSettings();
startSidebar();
startArticle();
startSelection(view);
startCard({
  giveFocusBack: id => view.focus((id && store.annotation?.id) || ""),
  boxOf: id => view.anchorOf(id)?.getBoundingClientRect(),
});
onFocusNeeded(id => {
  const annotation = store.annotation;
  view.focus(annotation?.id ?? id ?? "", { scroll: true });
  placeCard();
});
startKeyboard({ article, save, finishEditing });
startTexts();
startSaving();
setMode("empty");
engineReady = loadEngine();
engineReady.catch(() => {});
takeUpDraft();
startOffline();
startThorough();
window.addEventListener("pagehide", keepDraftNow);
