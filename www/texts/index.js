// Texts come in, are read and shown. One text is shown, the one that is saved; a second one that is refused leaves it
// untouched and is itself kept until somebody decides.

import { commitField } from "../actions.js";
import { desk } from "../desk.js";
import { button, byId, element } from "../dom.js";
import { beginDraft } from "../drafts.js";
import { Cancelled } from "../engine.js";
import { withTexts } from "../files.js";
import { offerJoining } from "../joining.js";
import { offerLabels } from "../labels.js";
import { PageSession, looksForeign } from "../pkg/whosaid.js";
import { Model } from "../model.js";
import { openTab } from "../sidebar.js";
import { plain } from "../reasons.js";
import { say, settle, warn } from "../status.js";
import { store } from "../store.js";
import { wording } from "../words.js";
import { engine, engineReady, loadFile } from "./loading.js";
import { hand, input, isRefused, mode, page, setMode } from "./mode.js";

/** @typedef {import("./mode.js").Mode} Mode */
/** @typedef {import("./mode.js").DocumentFields} DocumentFields */

/** A run that takes longer than this can be stopped; milliseconds. */
const LONG_RUN = 1000;

/**
 * Reads a text, and shows it when it is still the newest.
 * @param {string} text
 * @param {Mode} then the mode to show it in
 * @param {{ anyLanguage?: boolean, fresh?: boolean, source?: DocumentFields, file?: string }} [options] `fresh`: it comes in place of
 *   the one at hand; `source`: where it comes from, if that is known; `file`: the name of its file
 */
export async function run(text, then, { anyLanguage = false, fresh = false, source, file = "" } = {}) {
  clearTimeout(hand.typing);
  const stop = () => {
    engine.cancel();
    say(wording.texts.stoppedTextKept);
    if (fresh && store.model) {
      warn(wording.texts.newTextWasNotRead(text.trim().slice(0, 80)), { choices: [
        { label: wording.texts.readIt, action: () => { settle(); run(text, then, { anyLanguage, fresh, source, file }); } },
        { label: wording.texts.copyTheNewText, action: () => copyText(text) }] });
    }
  };
  const slow = setTimeout(() => say(wording.texts.readingTheText, { label: wording.texts.stop, action: stop }), LONG_RUN);
  if (!fresh) hand.lastText = text;
  else if (!store.model) input.value = hand.lastText = text;
  try {
    await engineReady();
    if (!anyLanguage && looksForeign(text)) {
      refuseLanguage(text, then, fresh, source, file);
      return;
    }
    settle();
    engine.revive();
    const start = performance.now();
    const json = await engine.annotate(text);
    performance.measure("whosaid: read", { start });
    const opened = fresh || hand.editing === "no" ? await open(json, fresh || source ? source ?? {} : hand.origin) : json;
    if (!opened) return;
    const shown = performance.now();
    delete input.dataset.refused;
    if (fresh) {
      hand.lastText = input.value = text;
      hand.editing = "no";
      hand.file = file;
      beginDraft();
    }
    if (fresh || source) hand.origin = source ?? {};
    show(opened, then, fresh);
    if (then === "read" && (fresh || source)) offerJoining(text, joinAs);
    if (then === "read") offerLabels();
    performance.measure("whosaid: show", { start: shown });
  } catch (error) {
    if (error instanceof Cancelled || !engine.ready) return;
    say(wording.texts.textCouldNotReadText);
    warn(wording.texts.engineStoppedWhileReadText(plain(error)),
      { error: true, choices: [{ label: wording.texts.tryAgain, action: () => run(text, then, { anyLanguage, fresh, source, file }) }] });
  } finally {
    clearTimeout(slow);
  }
}

/** Says that a text is not English; whatever is at hand stays, and so does the text. @param {string} text @param {Mode} then @param {boolean} fresh @param {DocumentFields} [source] @param {string} [file] */
function refuseLanguage(text, then, fresh, source, file) {
  say(wording.texts.doesNotLookLikeEnglish);
  const anyway = { label: wording.texts.markItAnyway, action: () => { settle(); run(text, then, { anyLanguage: true, fresh, source, file }); } };
  if (fresh && store.model) {
    warn(wording.texts.newTextDoesNotLook(text.trim().slice(0, 80)),
      { choices: [anyway, { label: wording.texts.copyTheNewText, action: () => copyText(text) }] });
    return;
  }
  if (fresh) input.value = text;
  hand.lastText = text;
  input.dataset.refused = text;
  setMode("edit");
  warn(wording.texts.doesNotLookLikeEnglish2, { choices: [anyway, ...backToText()] });
}

/** What leaves the text field as if nothing had been typed since the marked text was read; nothing without such a text. */
function backToText() {
  return store.model ? [{ label: wording.texts.backTextBefore, action: () => {
    settle();
    input.value = hand.lastText = store.model?.text ?? "";
    setMode("read");
    hand.editing = "no";
    page.arrive();
  } }] : [];
}

/** @param {string} text */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    say(wording.texts.newTextClipboard);
  } catch {
    say(wording.texts.browserDidNotLetPage);
  }
}

/** Opens what was read. The page goes on answering between opening it, asking what it says, and drawing it; nothing
 * comes of a text that is no longer wanted then. @param {string} json @param {DocumentFields} origin */
async function open(json, origin) {
  const { turn } = engine;
  const session = PageSession.open(json);
  session.describe(origin);
  await new Promise(done => setTimeout(done));
  const model = engine.turn === turn ? new Model(session.view()) : null;
  await new Promise(done => setTimeout(done));
  if (model && engine.turn === turn) return { session, model };
  session.free();
  return null;
}

/** @param {{ session: PageSession, model: Model } | string} read a text that is taken up, or what is read of an edit @param {Mode} then
 * @param {boolean} fresh whether it came in place of another text */
function show(read, then, fresh) {
  if (typeof read !== "string") {
    store.begin(read.session, read);
  } else {
    store.setText(read, hand.editing === "changed");
    hand.editing = "changed";
  }
  const { model } = store;
  if (!model) return;
  if (then === "read") hand.editing = "no";
  if (then === "read" && desk.size > 0) desk.adopt();
  const arrives = then === "read" && (fresh || mode() !== "read");
  setMode(then);
  if (arrives) page.arrive();
  const lost = model.lost.length;
  if (model.quotations.length === 0 && model.places.length === 0) {
    say(wording.texts.nothingWasFoundNothingHas);
    if (then === "read") warn(wording.texts.noQuotationNoPlaceWas);
    return;
  }
  if (lost > 0) openTab("check");
  say(wording.texts.hasLeftThisDevice(model.summary(), lost));
}

/** Takes in the text with its lines joined; corrections move with their words. @param {string} text */
export function joinAs(text) {
  hand.editing = "begun";
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
  return Boolean(store.model) && !isRefused() && hand.lastText === input.value;
}

/** Takes up a new text in place of the old one, or beside it where there are several.
 * @param {string} text @param {DocumentFields} [source] @param {string} [file] the name of its file */
export async function begin(text, source = {}, file = "") {
  if (!text.trim()) {
    warn(wording.texts.thereNoText);
    return;
  }
  if (desk.size > 0) return desk.add([{ name: "", text, source }], { show: true });
  if (!await mayDiscard()) return;
  await run(text, "read", { fresh: true, source, file });
}

/** @param {File[]} chosen */
export async function openFiles(chosen) {
  const files = withTexts(chosen);
  const [first] = files;
  if (!first) return;
  if (files.length === 1 && desk.size === 0) return openFile(first);
  addFiles(files);
}

/** Puts files on the desk. @param {File[]} files */
export function addFiles(files) {
  add(files.map(file => ({ name: file.name, file })));
}

/** Puts texts on the desk. @param {import("../desk.js").Incoming[]} texts */
function add(texts) {
  settle();
  desk.add(texts, { show: texts.length === 1 });
  say(wording.texts.beingReadOneAfterOther(texts.filter(({ passedOver }) => !passedOver).length));
}

/** @param {File} file */
async function openFile(file) {
  /** @param {string} why */
  const refuse = why => {
    say(wording.texts.fileWasNotOpened);
    warn(why, { error: true });
  };
  /** @type {import("../files.js").Document[]} */
  let documents;
  try {
    documents = await loadFile(file);
  } catch (error) {
    return refuse(`${plain(error)}.`);
  }
  const [first, ...others] = documents;
  if (others.some(({ passedOver }) => !passedOver)) return add(documents);
  if (first?.passedOver) return refuse(`${first.passedOver}.`);
  if (first?.file) {
    await openFile(first.file);
    for (const { passedOver = "" } of others) warn(passedOver);
    return;
  }
  if (first?.json === undefined) {
    const { text = "", source, leftOut = [] } = first ?? {};
    await begin(text, source, file.name);
    if (leftOut.length > 0 && text === hand.lastText) warn(wording.texts.leftOutOfThePages(leftOut));
    return;
  }
  try {
    const session = PageSession.open(first.json);
    if (!await mayDiscard()) return session.free();
    beginDraft();
    openSession(session, { file: file.name });
    say(wording.texts.openedNothingHasLeftDevice(file.name, store.model?.summary() ?? ""));
  } catch (error) {
    refuse(wording.texts.wasNotOpened(file.name, plain(error)));
  }
}

/** @param {PageSession} session @param {{ unsaved?: boolean, file?: string }} [options] */
export function openSession(session, options) {
  engine.cancel();
  settle();
  hand.editing = "no";
  hand.file = options?.file ?? "";
  store.begin(session, options);
  input.value = hand.lastText = store.model?.text ?? "";
  setMode("read");
  page.arrive();
}

/** Opens what a draft holds. @param {import("../drafts.js").Draft} draft */
export async function openDraft(draft) {
  if ("text" in draft) {
    input.value = draft.text;
    setMode("edit");
    await run(draft.text, "edit");
    return;
  }
  await engineReady();
  openSession(PageSession.open(draft.file), { unsaved: draft.unsaved });
  say(wording.texts.yourDraftIsBack(store.model?.summary() ?? ""));
}

/** Asks before unsaved corrections go. @returns {Promise<boolean>} */
export function mayDiscard() {
  commitField();
  if (!store.unsaved) return Promise.resolve(true);
  const dialog = /** @type {HTMLDialogElement} */ (byId("question"));
  return new Promise(resolve => {
    /** @param {boolean} answer */
    const answer = answer => { dialog.close(); resolve(answer); };
    dialog.replaceChildren(
      element("h2", { id: "question-title" }, wording.texts.leaveYourCorrections),
      element("p", null, wording.texts.correctionsArticleHaveNotBeen),
      element("div", { class: "row" },
        button(wording.texts.keepItBeside, () => { desk.adopt(); desk.leave(); answer(true); }),
        button(wording.texts.saveJsonFirst, () => { page.save(); answer(true); }, { class: "primary" }),
        button(wording.texts.discardThem, () => answer(true), { class: "danger" }),
        button(wording.texts.stayHere, () => answer(false))));
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
  });
}

/** From the text field to the marked text. */
export function finishEditing() {
  if (mode() === "read") return;
  if (!input.value.trim()) {
    warn(wording.texts.thereNoText, { choices: backToText() });
  } else if (store.model?.text === input.value && engine.ready && hand.editing !== "begun" && !isRefused()) {
    hand.editing = "no";
    setMode("read");
    page.arrive();
  } else {
    run(input.value, "read");
  }
}

/** Reads what is typed once the engine has been loaded after all. */
export function readAgain() {
  if (input.value.trim()) run(input.value, mode() === "empty" ? "edit" : mode());
}
