// What brings texts in: typing, pasting, dropping, opening, the buttons and the desk.

import { commitField } from "../actions.js";
import { desk } from "../desk.js";
import { byId } from "../dom.js";
import { beginDraft, draftId, goOnWithDraft, keepDraft } from "../drafts.js";
import { pastedText, withTexts } from "../files.js";
import { droppedFiles, pathOf, readable } from "../folders.js";
import { offerJoining } from "../joining.js";
import { offerLabels } from "../labels.js";
import { PageSession } from "../pkg/whosaid.js";
import { pastedSource } from "../source.js";
import { plain } from "../reasons.js";
import { say, settle, warn } from "../status.js";
import { store } from "../store.js";
import { wording } from "../words.js";
import { addFiles, begin, finishEditing, joinAs, mayDiscard, openFiles, openSession, run, settleText } from "./index.js";
import { engine, engineReady, loadFile } from "./loading.js";
import { hand, input, isFree, mode, page, setMode, showReading } from "./mode.js";

/** Typing rests this long before the text is read; milliseconds. */
const TYPING_REST = 150;

/** @param {typeof page} does */
export function startTexts(does) {
  Object.assign(page, does);
  setMode("empty");
  input.addEventListener("input", () => {
    clearTimeout(hand.typing);
    showReading();
    if (!input.value.trim()) {
      engine.cancel();
      if (hand.editing === "no") {
        store.clear();
        setMode("empty");
      }
      return;
    }
    if (mode() === "empty") {
      hand.origin = {};
      hand.file = "";
      beginDraft();
      setMode("edit");
    }
    hand.typing = window.setTimeout(() => run(input.value, "edit"), TYPING_REST);
    page.keepDraftSoon();
  });
  input.addEventListener("paste", event => {
    const text = pastedText(event.clipboardData);
    if (!text.trim()) return;
    event.preventDefault();
    const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    if (all) {
      input.value = text;
      if (hand.editing === "no") beginDraft();
      run(text, "read", { source: pastedSource(event.clipboardData) });
      page.keepDraftSoon();
    } else {
      pasteInto(text, pastedSource(event.clipboardData));
    }
  });
  byId("editor").addEventListener("submit", event => {
    event.preventDefault();
    finishEditing();
  });
  byId("sample").addEventListener("click", async () => {
    try {
      const response = await fetch(new URL("../sample.txt", import.meta.url));
      if (!response.ok) throw new Error(wording.texts.theServerAnswered(response.status));
      await begin(await response.text());
    } catch (error) {
      warn(wording.texts.sampleCouldNotLoaded(plain(error)), { error: true });
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
    if (dataTransfer?.files.length) droppedFiles(dataTransfer).then(({ files, inFolders }) => inFolders ? takeFolder(files) : openFiles(files))
      .catch(error => warn(wording.texts.filesCouldNotOpened(plain(error)), { error: true }));
    else begin(pastedText(dataTransfer), pastedSource(dataTransfer));
  });
  startDesk();
  byId("edit-text").addEventListener("click", () => {
    commitField();
    hand.editing = "begun";
    input.value = store.model?.text ?? "";
    store.select(null);
    setMode("edit");
    input.setSelectionRange(0, 0);
    input.focus();
    input.scrollTop = 0;
    say(wording.texts.editTextYourCorrectionsMove);
  });
  byId("new-text").addEventListener("click", async () => {
    if (desk.size > 0) {
      commitField();
      desk.leave();
      desk.tell();
    } else if (!await mayDiscard()) return;
    engine.cancel();
    hand.origin = {};
    hand.file = "";
    byId("join-offer").hidden = true;
    hand.editing = "no";
    store.clear();
    settle();
    input.value = "";
    keepDraft(null);
    beginDraft();
    setMode("empty");
    input.focus();
    say(wording.texts.readyNothingLeavesDevice);
  });
}

/** A pasted text of this many characters is taken for an article. */
const ARTICLE_LENGTH = 200;

/**
 * Pastes into the field where the caret is. An article that is pasted right before or behind another is no part of its last
 * sentence: it begins a paragraph, and can become a text of its own.
 * @param {string} text @param {import("./mode.js").DocumentFields} source
 */
async function pasteInto(text, source) {
  const { value, selectionStart, selectionEnd } = input;
  const [before, after] = [value.slice(0, selectionStart), value.slice(selectionEnd)];
  const isArticle = text.length >= ARTICLE_LENGTH || /\S\s*\n\s*\S/.test(text);
  const isBeside = isArticle && (after.trim() ? !before.trim() : /[.!?…"”’')\]»]\s*$|\n\s*$/.test(before));
  const missing = (/** @type {RegExp} */ breaks, /** @type {string} */ beside) => "\n\n".slice(Math.min(2, breaks.exec(beside)?.[0].length ?? 0));
  const inserted = !isBeside ? text : before.trim() ? missing(/\n*$/, before) + text : text.trimEnd() + missing(/^\n*/, after);
  // The browser's own undo keeps working this way; the input event that comes with it has the text read.
  document.execCommand("insertText", false, inserted);
  if (!isBeside) return;
  await run(input.value, "edit");
  if (mode() === "edit") warn(before.trim() ? wording.texts.pastedBehind : wording.texts.pastedBefore, { choices: [{ label: wording.texts.asATextOfItsOwn, action: () => {
    settle();
    const at = input.value.indexOf(inserted);
    if (at >= 0) {
      input.focus();
      input.setSelectionRange(at, at + inserted.length);
      document.execCommand("delete");
    }
    settleText().then(() => {
      desk.add([{ name: "", text, source }], { show: true });
      say(wording.texts.pastedTextComesBesideOne);
    });
  } }] });
}

/** What was typed before the page's scripts had come is taken up as if it were typed now. */
export function takeTyped() {
  if (input.value.trim()) input.dispatchEvent(new Event("input"));
}

/** Takes in what a folder holds. @param {File[]} all */
async function takeFolder(all) {
  await engineReady();
  const readables = readable(all, pathOf);
  if (readables.length === 0) return warn(wording.texts.thereNoTextFolderNo);
  addFiles(withTexts(readables));
  const passed = all.length - readables.length;
  if (passed > 0) say(wording.texts.filesAreBeingReadOne(readables.length, passed));
}

/** Several texts: what the desk needs of the page, and what brings texts to it. */
function startDesk() {
  desk.start({
    load: loadFile,
    isFree,
    fileName: () => hand.file,
    read: async request => {
      await engineReady();
      return engine.readLater({ text: request.text, json: request.json, source: request.source, anyLanguage: request.anyLanguage });
    },
    stop: () => engine.cancelLater(),
    finished: (read, others) => {
      const isOne = read + others === 1;
      // Of one that is shown, what was said meanwhile is newer.
      if (isOne && read === 1 && byId("status").textContent !== wording.texts.beingReadOneAfterOther(1)) return;
      say(isOne && read === 0 ? wording.texts.oneNotRead : wording.texts.haveBeenRead(read, others));
    },
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
      openSession(session, { unsaved: entry.inherited, file: entry.from });
      // What is offered beside the text comes when the text stands there.
      requestAnimationFrame(() => setTimeout(() => {
        if (desk.current !== entry) return;
        if (!store.unsaved && entry.text) offerJoining(entry.text, joinAs);
        offerLabels();
        if (entry.leftOut?.length) warn(wording.texts.leftOutOfThePages(entry.leftOut));
      }));
    },
  });
  const folder = /** @type {HTMLInputElement} */ (byId("folder"));
  byId("open-folder").addEventListener("click", () => folder.click());
  folder.addEventListener("change", () => {
    const all = [...folder.files ?? []];
    folder.value = "";
    // Where the engine cannot be loaded, the page says so by itself.
    takeFolder(all).catch(() => {});
  });
  // Pasted while a text is being looked at: it comes beside it.
  document.addEventListener("paste", event => {
    const target = /** @type {Element | null} */ (event.target instanceof Element ? event.target : null);
    if (event.defaultPrevented || mode() !== "read" || target?.closest("input, textarea, select, dialog")) return;
    const text = pastedText(event.clipboardData);
    if (!text.trim()) return;
    event.preventDefault();
    desk.add([{ name: "", text, source: pastedSource(event.clipboardData) }], { show: true });
    say(wording.texts.pastedTextComesBesideOne);
  });
}
