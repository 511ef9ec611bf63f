// The draft of the text at hand: kept while one works, and taken up when the page is loaded again. Until it is shown it
// stays kept as it is; what somebody brings in meanwhile stays at hand, and the draft comes beside it.

import { button, byId, element, excerpt } from "../dom.js";
import { desk } from "../desk.js";
import { draftOfTab, goOnWithDraft, keepDraft, listDrafts, onDraftsChange, openDraftOf, removeDraft } from "../drafts.js";
import { say, warn } from "../status.js";
import { store } from "../store.js";
import { wording } from "../words.js";
import { openDraft } from "./index.js";
import { engineReady } from "./loading.js";
import { isFree, mode, typedText } from "./mode.js";

/** Changes rest this long before the draft is kept; milliseconds. */
const DRAFT_REST = 800;

let drafting = 0;
let toldOfSize = false;
/** The tab's draft, until it is shown. @type {import("../drafts.js").Listed | null} */
let waiting = null;

export function keepDraftSoon() {
  clearTimeout(drafting);
  drafting = window.setTimeout(keepDraftNow, DRAFT_REST);
}

/** @returns {boolean} whether the draft is kept */
export function keepDraftNow() {
  clearTimeout(drafting);
  if (waiting && isFree()) return true;
  putBeside();
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
  return kept;
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

/** The draft that waits comes on the desk. */
function putBeside() {
  if (!waiting) return;
  const { title, draft } = waiting;
  waiting = null;
  desk.add(["text" in draft ? { name: title, text: draft.text } : { name: title, json: draft.file, unsaved: draft.unsaved }]);
}

/** Shows the draft that waits, or puts it beside what somebody has brought in before it could be shown. */
export async function showDraft() {
  if (!waiting) return;
  if (!isFree()) return putBeside();
  const found = waiting;
  waiting = null;
  goOnWithDraft(found.id);
  try {
    await openDraft(found.draft);
  } catch {
    // The desk says what is wrong with it.
    waiting = found;
    putBeside();
    keepDraft(null);
  }
}

/** Takes up the draft that the tab held before it was loaded anew. */
export async function takeUpDraft() {
  waiting = draftOfTab();
  if (!waiting) return;
  if ("file" in waiting.draft) await engineReady();
  await showDraft();
}

export function startDrafting() {
  showDrafts();
  onDraftsChange(showDrafts);
}
