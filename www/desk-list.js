// The list of the desk's texts: title, what is to check, progress; the way from text to text and one download of all.

import { desk } from "./desk.js";
import { arrange, button, byId, element } from "./dom.js";
import { fileName } from "./naming.js";
import { download } from "./pkg/whosaid.js";
import { plain } from "./reasons.js";
import { say } from "./status.js";
import { store } from "./store.js";
import { wording } from "./words.js";

/** @typedef {import("./desk.js").Entry} Entry */

/** So many new rows are made at a time, so that the page goes on answering. */
const AT_ONCE = 50;

const place = byId("desk");
/** Where the list stands beside the text; else it is folded above it, and on a phone a sheet. */
const beside = window.matchMedia("(min-width: 73.75em)");
const phone = window.matchMedia("(max-width: 47.5em)");
const summary = element("summary", null);
const progress = element("progress", { "aria-label": wording.deskList.textsRead, hidden: true });
const list = element("ol", null);
/** @type {Map<string, HTMLElement>} */
const rows = new Map();
let drawing = 0;

/** @param {{ addFiles: () => void, addFolder: () => void, addText: () => void, search: () => void }} page */
export function startDeskList({ addFiles, addFolder, addText, search }) {
  place.append(element("details", { open: beside.matches }, summary, progress,
    element("div", { class: "row" },
      button(wording.deskList.previousText, () => go(-1), { id: "previous-text", title: wording.deskList.altPageUp }),
      button(wording.deskList.nextText, () => go(1), { id: "next-text", title: wording.deskList.altPageDown }),
      button(wording.deskList.stop, stopOrGoOn, { id: "desk-stop", hidden: true })),
    list,
    element("div", { class: "row" },
      button(wording.deskList.addFiles, addFiles, { id: "desk-files" }), button(wording.deskList.addAFolder, addFolder, { id: "desk-folder" }), button(wording.deskList.addAText, addText, { id: "desk-text" }),
      button(wording.deskList.searchAll, search, { id: "desk-search" }),
      button(wording.deskList.saveAllJsonl, () => saveAll(".jsonl", async () => lined), { class: "primary", id: "desk-save" }),
      button(wording.deskList.saveAllZip, () => saveAll(".zip", zipper), { id: "desk-save-zip" }))));
  const details = /** @type {HTMLDetailsElement} */ (place.firstElementChild);
  beside.addEventListener("change", () => { details.open = beside.matches; });
  // Over the text, it gives way to what was asked for.
  store.addEventListener("choose", () => { if (phone.matches) details.open = false; });
  desk.addEventListener("change", soon);
  desk.addEventListener("entry", event => {
    const entry = /** @type {CustomEvent<Entry>} */ (event).detail;
    const old = rows.get(entry.id);
    if (old) refresh(old, entry);
    count();
  });
  document.addEventListener("keydown", event => {
    if (!event.altKey || event.ctrlKey || event.metaKey || desk.size < 2 || document.querySelector("dialog[open]")) return;
    const step = event.key === "PageDown" ? 1 : event.key === "PageUp" ? -1 : undefined;
    if (!step) return;
    event.preventDefault();
    go(step);
  });
}

/** @param {1 | -1} step */
async function go(step) {
  const entry = desk.neighbour(step);
  if (!entry) return say(step > 0 ? wording.deskList.wasLastText : wording.deskList.wasFirstText);
  await desk.show(entry);
  rows.get(entry.id)?.scrollIntoView({ block: "nearest" });
  say(entry === desk.current ? wording.deskList.textOf(desk.entries.indexOf(entry) + 1, desk.size, titleOf(entry), stateOf(entry)) : wording.deskList.shownSoonHasBeenRead(titleOf(entry)));
}

function stopOrGoOn() {
  if (desk.left > 0) {
    desk.stop();
    say(wording.deskList.stoppedBeenRead(desk.entries.filter(({ state }) => state === "read").length));
  } else {
    desk.goOn();
    say(wording.deskList.readingGoesOn);
  }
}

/** @typedef {{ entry: Entry, json: string }[]} Files */

/** One file of all texts. `packer` is loaded before anything counts as saved. @param {string} ending @param {() => Promise<(files: Files) => Promise<Blob>>} packer */
async function saveAll(ending, packer) {
  const controls = ["desk-save", "desk-save-zip"].map(id => /** @type {HTMLButtonElement} */ (byId(id)));
  controls.forEach(control => { control.disabled = true; });
  try {
    const pack = await packer();
    const files = await desk.files(new Date().toISOString());
    if (files.length === 0) return say(wording.deskList.noTextHasBeenRead);
    const name = `whosaid-${files.length}-texts${ending}`;
    download(name, await pack(files));
    say(wording.deskList.savedNothingHasLeftDevice(files.length, name, desk.size - files.length));
  } catch (error) {
    say(wording.deskList.textsWereNotSaved(plain(error)));
  } finally {
    controls.forEach(control => { control.disabled = false; });
  }
}

/** A line for each text. @param {Files} files */
async function lined(files) {
  const lines = [];
  for (const { json } of files) {
    // A line break in JSON stands between its parts only.
    lines.push(new Blob([`${json.trim().replace(/\n\s*/g, "")}\n`]));
    // The page goes on being drawn in between.
    await new Promise(done => setTimeout(done));
  }
  return new Blob(lines, { type: "application/jsonl" });
}

/** What makes a native file of each text in one zip, called as the text's own file is or by its title. */
async function zipper() {
  const { pack } = await import("./documents/zip.js").catch(() => { throw new Error(wording.deskList.zipNotFetched); });
  return (/** @type {Files} */ files) => {
    /** @type {Set<string>} */
    const taken = new Set();
    return pack(files.map(({ entry, json }) => {
      const own = fileName(entry.from ?? (entry.name.endsWith(".whosaid.json") ? entry.name : ""), titleOf(entry), ".whosaid.json");
      let name = own;
      // Where letters of both sizes are one, names are.
      for (let number = 2; taken.has(name.toLowerCase()); number++) name = fileName(own, "", `-${number}.whosaid.json`);
      taken.add(name.toLowerCase());
      return { name, content: json };
    }));
  };
}

/** @param {Entry} entry */
export function titleOf({ digest, name, text }) {
  return digest?.title || name || text?.slice(0, 60) || wording.deskList.aText;
}

/** The name of its file, where the title is another: two texts may have one headline. @param {Entry} entry */
function fileOf(entry) {
  return entry.name && entry.name !== titleOf(entry) ? entry.name : "";
}

/** @param {Entry} entry */
function stateOf({ state, reason, toCheck, digest, unsaved, leftOut }) {
  switch (state) {
    case "waiting": return wording.deskList.waiting;
    case "reading": return wording.deskList.beingRead;
    case "stopped": return wording.deskList.notRead;
    case "foreign": return wording.deskList.doesNotLookLikeEnglish;
    case "failed": return wording.deskList.notRead2(reason);
    default: return wording.deskList.state(digest?.voices.total.quotations ?? 0, toCheck, unsaved, leftOut?.length ?? 0);
  }
}

function soon() {
  cancelAnimationFrame(drawing);
  drawing = requestAnimationFrame(() => draw());
}

/** Shows the list; new rows some at a time. */
function draw() {
  place.hidden = desk.size === 0;
  document.body.classList.toggle("with-desk", desk.size > 0);
  count();
  const { entries } = desk;
  let made = 0;
  /** @type {HTMLElement[]} */
  const shown = [];
  for (const entry of entries) {
    let row = rows.get(entry.id);
    if (!row) {
      if (made === AT_ONCE) break;
      made += 1;
      row = element("li", null);
      rows.set(entry.id, row);
    }
    refresh(row, entry);
    shown.push(row);
  }
  arrange(list, shown);
  const here = new Set(entries.map(({ id }) => id));
  for (const id of rows.keys()) if (!here.has(id)) rows.delete(id);
  if (shown.length < entries.length) drawing = requestAnimationFrame(() => setTimeout(draw));
}

/** Makes a row say what is; nothing is touched where it does. @param {HTMLElement} row @param {Entry} entry */
function refresh(row, entry) {
  const current = entry === desk.current;
  const title = titleOf(entry);
  const state = stateOf(entry);
  const file = fileOf(entry);
  const shows = JSON.stringify([title, file, state, current, entry.state]);
  if (row.dataset.shows === shows) return;
  row.dataset.shows = shows;
  row.className = entry.state;
  const focused = row.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.control : undefined;
  row.replaceChildren(
    element("button", { type: "button", class: "plain", ...(current ? { "aria-current": "true" } : {}), data: { control: "show" }, onclick: () => choose(entry) },
      element("span", { class: "title" }, title), file ? element("small", { class: "file" }, file) : null, element("small", null, state)),
    ...(entry.state === "foreign" ? [button(wording.deskList.markItAnyway, () => desk.markAnyway(entry), { class: "quiet", data: { control: "anyway" } })] : []),
    button("×", () => remove(entry), { class: "quiet", "aria-label": wording.deskList.takeOffTheList(file ? `${title} (${file})` : title), title: wording.deskList.takeOffTheList2, data: { control: "remove" } }));
  if (focused) /** @type {HTMLElement | null} */ (row.querySelector(`[data-control="${focused}"]`))?.focus({ preventScroll: true });
}

/** @param {Entry} entry */
async function choose(entry) {
  if (entry.state === "foreign") return say(wording.deskList.textDoesNotLookLike);
  if (phone.matches) /** @type {HTMLDetailsElement} */ (place.firstElementChild).open = false;
  await desk.show(entry);
  if (entry !== desk.current) say(wording.deskList.shownSoonHasBeenRead(titleOf(entry)));
}

/** @param {Entry} entry */
function remove(entry) {
  const unsaved = entry === desk.current ? store.unsaved : entry.unsaved;
  const go = async () => {
    await desk.remove(entry);
    (/** @type {HTMLElement | null} */ (list.querySelector("button")) ?? byId("text-column")).focus();
    say(wording.deskList.isOffTheList(titleOf(entry)));
  };
  if (!unsaved) return go();
  const dialog = /** @type {HTMLDialogElement} */ (byId("question"));
  dialog.replaceChildren(
    element("h2", { id: "question-title" }, wording.deskList.leaveItsCorrections),
    element("p", null, wording.deskList.correctionsHaveNotBeenSaved(titleOf(entry))),
    element("div", { class: "row" },
      button(wording.deskList.discardThem, () => { dialog.close(); go(); }, { class: "danger" }),
      button(wording.deskList.keepTheText, () => dialog.close())));
  dialog.showModal();
}

function count() {
  const { size, left } = desk;
  const read = desk.entries.filter(({ state }) => state === "read").length;
  const open = desk.entries.reduce((sum, { toCheck }) => sum + toCheck, 0);
  const text = wording.deskList.summary(size, read, open);
  if (summary.textContent !== text) summary.textContent = text;
  progress.hidden = left === 0;
  progress.max = size;
  progress.value = size - left;
  const stop = byId("desk-stop");
  stop.hidden = left === 0 && !desk.entries.some(({ state }) => state === "stopped");
  stop.textContent = left > 0 ? wording.deskList.stop : wording.deskList.readTheRest;
}
