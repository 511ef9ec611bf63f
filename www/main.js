// The page: starts its parts and ties them together.

import { commitField, onFocusNeeded, redo, undo } from "./actions.js";
import { startArticle } from "./article.js";
import { startCard } from "./card/index.js";
import { button, byId, element, excerpt } from "./dom.js";
import { desk } from "./desk.js";
import { startDeskDrafts, takeUpDesk } from "./desk-drafts.js";
import { startDeskList } from "./desk-list.js";
import { keepDraft, listDrafts, onDraftsChange, openDraftOf, removeDraft, takeUpDraft } from "./drafts.js";
import { startHandles } from "./handles.js";
import { showHelp } from "./help.js";
import { startKeyboard } from "./keyboard.js";
import { startOffline } from "./offline.js";
import { startPrinting } from "./print.js";
import { startQuotations } from "./quotations.js";
import { ArticleView } from "./render.js";
import { save, startSaving } from "./saving.js";
import { searchAll, startSearch } from "./search.js";
import { startSelection } from "./selection.js";
import { placeMenu, startSettings } from "./settings.js";
import { startSidebar } from "./sidebar.js";
import { startSource } from "./source.js";
import { say, warn } from "./status.js";
import { startThorough } from "./thorough.js";
import { startTour } from "./tour.js";
import { store } from "./store.js";
import { finishEditing, openDraft, readAgain } from "./texts/index.js";
import { engine, engineReady, loadEngine } from "./texts/loading.js";
import { followModel, mode, showReading, typedText } from "./texts/mode.js";
import { startTexts, takeTyped } from "./texts/starting.js";
import { wording } from "./words.js";

/** Changes rest this long before the draft is kept; milliseconds. */
const DRAFT_REST = 800;

const article = byId("article");
const view = new ArticleView(article);
let drafting = 0;
let toldOfSize = false;

// Drafts

function keepDraftSoon() {
  clearTimeout(drafting);
  drafting = window.setTimeout(keepDraftNow, DRAFT_REST);
}

function keepDraftNow() {
  clearTimeout(drafting);
  const text = mode() === "read" && store.model ? store.model.text : typedText();
  const title = excerpt(text.slice(0, 300), 70);
  const kept = store.session && mode() === "read"
    ? keepDraft({ file: store.session.draft(new Date().toISOString()), unsaved: store.unsaved }, title)
    : keepDraft(text.trim() ? { text } : null, title);
  if (!kept && !toldOfSize) {
    toldOfSize = true;
    warn(wording.main.browserHasNoRoomDraft);
  }
  if (mode() === "empty") showDrafts();
}

/** The drafts on this device, on the empty page. */
function showDrafts() {
  const drafts = listDrafts();
  const section = byId("drafts");
  section.hidden = drafts.length === 0;
  section.querySelector("ul")?.replaceChildren(...drafts.map(({ id, title, at, draft }) => element("li", null,
    button(title || wording.main.aDraft, async () => {
      const opened = await openDraftOf(id);
      if (!opened) return showDrafts();
      await openDraft(opened.draft);
      if (opened.elsewhere) say(wording.main.draftOpenAnotherTabToo);
    }, { class: "quiet", data: { draft: id } }),
    element("small", null, wording.main.keptAt(new Date(at).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" }), "file" in draft && draft.unsaved)),
    button(wording.main.deleteIt, () => { removeDraft(id); showDrafts(); byId("input").focus(); say(wording.main.theDraftIsDeleted); }, { class: "danger", "aria-label": wording.main.deleteTheDraft(title) }))));
}

async function goOn() {
  const typed = typedText();
  const draft = await takeUpDraft();
  if (!draft) return takeTyped();
  try {
    await openDraft(draft);
    takeTypedBeside(typed);
  } catch {
    keepDraft(null);
  }
}

/** What was typed before this script came, where another text has been taken up. @param {string} typed */
function takeTypedBeside(typed) {
  if (typed.trim()) desk.add([{ name: "", text: typed }]);
}

/** @param {string} id @param {string} name @param {string | null | undefined} label */
function setStep(id, name, label) {
  const control = byId(id);
  control.setAttribute("aria-disabled", String(!label));
  control.title = label ? `${name}: ${label}` : wording.main.nothingTo(name.toLowerCase());
  control.setAttribute("aria-label", label ? `${name}: ${label}` : name);
}

/** How high the bars are, for what stands between them. */
function measureBars() {
  const observer = new ResizeObserver(entries => {
    for (const { target } of entries) {
      const { height } = target.getBoundingClientRect();
      document.documentElement.style.setProperty(target.matches("header") ? "--header-height" : "--status-height", `${Math.round(height)}px`);
    }
  });
  for (const bar of document.querySelectorAll("header, .status-bar")) observer.observe(bar);
}

/** On small screens: what finds no room in the bars, of what there is to choose when it is opened. */
function startMore() {
  const menu = byId("more");
  menu.addEventListener("beforetoggle", () => {
    const originals = ["new-text", "open", "only-quotations", "thorough", "settings-button", "help-button"].map(id => document.getElementById(id));
    menu.replaceChildren(...originals.flatMap(original => original
      ? button(original.textContent ?? "", () => { menu.hidePopover(); original.click(); }, { class: "format" }) : []));
  });
  placeMenu(menu, byId("more-button"));
  placeMenu(byId("settings"), byId("settings-button"));
}

measureBars();
startSettings();
startSidebar();
startArticle(view);
startTour();
store.addEventListener("change", () => {
  const { model } = store;
  showReading();
  setStep("undo", wording.main.undo, model?.annotations.undo);
  setStep("redo", wording.main.redo, model?.annotations.redo);
  followModel();
  keepDraftSoon();
});
startSelection(view, (text, start, end) => engine.propose(text, start, end));
startHandles(view);
startCard({
  giveFocusBack: id => view.focus((id && store.annotation?.id) || "", { scroll: true }),
  boxOf: id => view.anchorOf(id)?.getBoundingClientRect(),
});
onFocusNeeded(id => view.focus(store.annotation?.id ?? id ?? "", { scroll: true }));
byId("undo").addEventListener("click", undo);
byId("redo").addEventListener("click", redo);
byId("help-button").addEventListener("click", showHelp);
startKeyboard({ article, save, finishEditing });
startTexts({
  save, keepDraftSoon, keepDraftNow,
  arrive: () => {
    article.focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: "instant" });
  },
});
startSaving();
startSource();
startSearch(view);
startQuotations();
startDeskList({
  addFiles: () => byId("file").click(),
  addFolder: () => byId("folder").click(),
  addText: () => byId("new-text").click(),
  search: searchAll,
});
startDeskDrafts();
startMore();
startPrinting();
showDrafts();
onDraftsChange(showDrafts);
loadEngine(readAgain);
if (takeUpDesk()) takeTypedBeside(typedText());
else goOn();
startOffline(engineReady);
startThorough();
window.addEventListener("pagehide", () => {
  commitField();
  keepDraftNow();
});
