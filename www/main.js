// The page: starts its parts and ties them together.

import { commitField, onFocusNeeded, redo, stepInWords, undo } from "./actions.js";
import { startArticle } from "./article.js";
import { startCard } from "./card/index.js";
import { button, byId } from "./dom.js";
import { startDeskDrafts, takeUpDesk } from "./desk-drafts.js";
import { startDeskList } from "./desk-list.js";
import { startHandles } from "./handles.js";
import { showHelp } from "./help.js";
import { startKeyboard } from "./keyboard.js";
import { startLeaving } from "./leaving.js";
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
import { startThorough } from "./thorough.js";
import { startTour } from "./tour.js";
import { store } from "./store.js";
import { keepDraftNow, keepDraftSoon, showDraft, startDrafting, takeUpDraft } from "./texts/drafting.js";
import { finishEditing, readAgain } from "./texts/index.js";
import { engine, engineReady, loadEngine } from "./texts/loading.js";
import { followModel, showReading } from "./texts/mode.js";
import { startTexts, takeTyped } from "./texts/starting.js";
import { wording } from "./words.js";

const article = byId("article");
const view = new ArticleView(article);

/** @param {string} id @param {string} name @param {import("./store.js").Outcome | null | undefined} outcome */
function setStep(id, name, outcome) {
  const control = byId(id);
  const label = outcome && stepInWords(outcome);
  control.setAttribute("aria-disabled", String(!label));
  control.title = label ? `${name}: ${label}` : wording.main.nothingTo(name.toLowerCase());
  control.setAttribute("aria-label", label ? `${name}: ${label}` : name);
}

/** How high the bars are, for what stands between them: told to these alone, because what the whole page inherits makes
 * the browser style all of it anew. */
function measureBars() {
  const between = ["sidebar", "card-place", "tour", "desk"].map(byId);
  const observer = new ResizeObserver(entries => {
    for (const { target, borderBoxSize: [{ blockSize }] } of entries) {
      const name = target.matches("header") ? "--header-height" : "--status-height";
      for (const { style } of between) style.setProperty(name, `${Math.round(blockSize)}px`);
    }
  });
  for (const bar of document.querySelectorAll("header, .status-bar")) observer.observe(bar);
}

/** On small screens: what finds no room in the bars, of what there is to choose when it is opened. */
function startMore() {
  const menu = byId("more");
  menu.addEventListener("beforetoggle", () => {
    const originals = ["new-text", "open", ...(byId("desk").hidden ? [] : ["previous-text", "next-text"]), "only-quotations", "thorough", "settings-button", "help-button"].map(id => document.getElementById(id));
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
startLeaving();
startSource();
startSearch(view);
startQuotations();
startDeskList({
  addFiles: () => byId("file").click(),
  addFolder: () => byId("folder").click(),
  addText: () => byId("new-text").click(),
  search: searchAll,
});
// Before the desk keeps its drafts: a draft may come on it.
window.addEventListener("pagehide", () => {
  commitField();
  keepDraftNow();
});
// The last that a browser surely tells, on a phone: it may end a hidden tab in silence.
document.addEventListener("visibilitychange", () => { if (document.hidden) keepDraftNow(); });
startDeskDrafts();
startMore();
startPrinting();
startDrafting();
loadEngine(() => {
  showDraft();
  readAgain();
});
takeTyped();
if (!takeUpDesk()) takeUpDraft().catch(() => {});
startOffline(engineReady);
startThorough();
