// The list of the desk's texts: title, what is to check, progress; the way from text to text and one download of all.

import { plain } from "./actions.js";
import { desk } from "./desk.js";
import { arrange, button, byId, counted, element } from "./dom.js";
import { download } from "./pkg/whosaid.js";
import { say } from "./status.js";
import { store } from "./store.js";

/** @typedef {import("./desk.js").Entry} Entry */

/** So many new rows are made at a time, so that the page goes on answering. */
const AT_ONCE = 100;

const place = byId("desk");
const summary = element("summary", null);
const progress = element("progress", { "aria-label": "Texts read", hidden: true });
const list = element("ol", null);
/** @type {Map<string, HTMLElement>} */
const rows = new Map();
let drawing = 0;

/** @param {{ addFiles: () => void, addFolder: () => void, addText: () => void, search: () => void }} page */
export function startDeskList({ addFiles, addFolder, addText, search }) {
  place.append(element("details", { open: window.matchMedia("(min-width: 761px)").matches }, summary, progress,
    element("div", { class: "row" },
      button("Previous text", () => go(-1), { id: "previous-text", title: "Alt + Page Up" }),
      button("Next text", () => go(1), { id: "next-text", title: "Alt + Page Down" }),
      button("Stop", stopOrGoOn, { id: "desk-stop", hidden: true })),
    list,
    element("div", { class: "row" },
      button("Add files", addFiles, { id: "desk-files" }), button("Add a folder", addFolder, { id: "desk-folder" }), button("Add a text", addText, { id: "desk-text" }),
      button("Search all", search, { id: "desk-search" }),
      button("Save all (.jsonl)", saveAll, { class: "primary", id: "desk-save" }))));
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
  window.addEventListener("beforeunload", event => { if (desk.unsaved) event.preventDefault(); });
}

/** @param {1 | -1} step */
async function go(step) {
  const entry = desk.neighbour(step);
  if (!entry) return say(step > 0 ? "That was the last text." : "That was the first text.");
  await desk.show(entry);
  rows.get(entry.id)?.scrollIntoView({ block: "nearest" });
  say(entry === desk.current ? `Text ${desk.entries.indexOf(entry) + 1} of ${desk.size}: ${titleOf(entry)}. ${stateOf(entry)}.` : `“${titleOf(entry)}” is shown as soon as it has been read.`);
}

function stopOrGoOn() {
  if (desk.left > 0) {
    desk.stop();
    say(`Stopped. ${counted(desk.entries.filter(({ state }) => state === "read").length, "text has", "texts have")} been read.`);
  } else {
    desk.goOn();
    say("Reading goes on.");
  }
}

/** One file of all texts, a line for each. */
async function saveAll() {
  const control = /** @type {HTMLButtonElement} */ (byId("desk-save"));
  control.disabled = true;
  try {
    const lines = await desk.lines(new Date().toISOString());
    if (lines.length === 0) return say("No text has been read yet.");
    const name = `whosaid-${lines.length}-texts.jsonl`;
    download(name, new Blob(lines, { type: "application/jsonl" }));
    const missing = desk.size - lines.length;
    say(`Saved ${counted(lines.length, "text")} as ${name}.${missing > 0 ? ` ${counted(missing, "text was", "texts were")} not read and are not in it.` : ""} Nothing has left this device.`);
  } catch (error) {
    say(`The texts were not saved: ${plain(error)}.`);
  } finally {
    control.disabled = false;
  }
}

/** @param {Entry} entry */
export function titleOf({ digest, name, text }) {
  return digest?.title || name || text?.slice(0, 60) || "A text";
}

/** @param {Entry} entry */
function stateOf({ state, reason, toCheck, digest, unsaved }) {
  switch (state) {
    case "waiting": return "waiting";
    case "reading": return "being read…";
    case "stopped": return "not read";
    case "foreign": return "does not look like English";
    case "failed": return `not read: ${reason}`;
    default: return `${counted(digest?.voices.total.quotations ?? 0, "quotation")}, ${toCheck === 0 ? "nothing to check" : `${toCheck} to check`}${unsaved ? ", not saved" : ""}`;
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
  const shows = JSON.stringify([title, state, current, entry.state]);
  if (row.dataset.shows === shows) return;
  row.dataset.shows = shows;
  row.className = entry.state;
  const focused = row.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.control : undefined;
  row.replaceChildren(
    element("button", { type: "button", class: "plain", ...(current ? { "aria-current": "true" } : {}), data: { control: "show" }, onclick: () => choose(entry) },
      element("span", { class: "title" }, title), element("small", null, state)),
    ...(entry.state === "foreign" ? [button("Mark it anyway", () => desk.markAnyway(entry), { class: "quiet", data: { control: "anyway" } })] : []),
    button("×", () => remove(entry), { class: "quiet", "aria-label": `Take “${title}” off the list`, title: "Take off the list", data: { control: "remove" } }));
  if (focused) /** @type {HTMLElement | null} */ (row.querySelector(`[data-control="${focused}"]`))?.focus({ preventScroll: true });
}

/** @param {Entry} entry */
async function choose(entry) {
  if (entry.state === "foreign") return say("This text does not look like English, and whosaid reads only English.");
  await desk.show(entry);
  if (entry !== desk.current) say(`“${titleOf(entry)}” is shown as soon as it has been read.`);
}

/** @param {Entry} entry */
function remove(entry) {
  const unsaved = entry === desk.current ? store.unsaved : entry.unsaved;
  const go = async () => {
    await desk.remove(entry);
    (/** @type {HTMLElement | null} */ (list.querySelector("button")) ?? byId("text-column")).focus();
    say(`“${titleOf(entry)}” is off the list.`);
  };
  if (!unsaved) return go();
  const dialog = /** @type {HTMLDialogElement} */ (byId("question"));
  dialog.replaceChildren(
    element("h2", { id: "question-title" }, "Leave its corrections?"),
    element("p", null, `The corrections to “${titleOf(entry)}” have not been saved.`),
    element("div", { class: "row" },
      button("Discard them", () => { dialog.close(); go(); }, { class: "danger" }),
      button("Keep the text", () => dialog.close())));
  dialog.showModal();
}

function count() {
  const { size, left } = desk;
  const read = desk.entries.filter(({ state }) => state === "read").length;
  const open = desk.entries.reduce((sum, { toCheck }) => sum + toCheck, 0);
  const text = `${counted(size, "text")}${read < size ? `, ${read} read` : ""}, ${open} to check`;
  if (summary.textContent !== text) summary.textContent = text;
  progress.hidden = left === 0;
  progress.max = size;
  progress.value = size - left;
  const stop = byId("desk-stop");
  stop.hidden = left === 0 && !desk.entries.some(({ state }) => state === "stopped");
  stop.textContent = left > 0 ? "Stop" : "Read the rest";
}
