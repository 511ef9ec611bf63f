// The draft of the desk: what its texts are, in the tab's own storage, which dies with the tab.

import { desk } from "./desk.js";
import { wasForgotten } from "./drafts.js";
import { warn } from "./status.js";
import { store } from "./store.js";
import { wording } from "./words.js";

/** @typedef {import("./desk.js").Entry} Entry */

const KEY = "whosaid.desk";
/** Changes rest this long before they are kept; milliseconds. */
const REST = 1000;
/** So many texts are written at a time. */
const AT_ONCE = 20;

/** @type {Set<Entry>} */
const changed = new Set();
let waiting = 0;
let full = false;

export function startDeskDrafts() {
  desk.addEventListener("entry", event => note(/** @type {CustomEvent<Entry>} */ (event).detail));
  desk.addEventListener("change", () => {
    for (const entry of desk.entries) if (!written.has(entry.id)) changed.add(entry);
    soon();
  });
  window.addEventListener("pagehide", () => {
    if (desk.current) changed.add(desk.current);
    write(Infinity);
  });
}

/** Which entries are in the storage. @type {Set<string>} */
const written = new Set();

/** @param {Entry} entry */
function note(entry) {
  if (entry.state === "reading") return;
  changed.add(entry);
  soon();
}

function soon() {
  clearTimeout(waiting);
  waiting = window.setTimeout(() => write(AT_ONCE), REST);
}

/** @param {number} most */
function write(most) {
  clearTimeout(waiting);
  if (full || wasForgotten()) return;
  try {
    const here = new Set(desk.entries.map(({ id }) => id));
    for (const id of written) {
      if (here.has(id)) continue;
      sessionStorage.removeItem(`${KEY}.${id}`);
      written.delete(id);
    }
    let count = 0;
    for (const entry of changed) {
      if (count++ >= most) break;
      changed.delete(entry);
      const kept = here.has(entry.id) ? what(entry) : null;
      if (!kept) continue;
      sessionStorage.setItem(`${KEY}.${entry.id}`, JSON.stringify(kept));
      written.add(entry.id);
    }
    if (desk.size > 0) sessionStorage.setItem(KEY, JSON.stringify({ order: desk.entries.map(({ id }) => id), current: desk.current?.id }));
    else sessionStorage.removeItem(KEY);
    if (changed.size > 0) waiting = window.setTimeout(() => write(most), 50);
  } catch {
    full = true;
    warn(wording.deskDrafts.noRoom);
  }
}

/** What has to be kept of a text: what was not changed can be read again. @param {Entry} entry */
function what(entry) {
  const { name, source, anyLanguage, from } = entry;
  const here = entry === desk.current;
  const unsaved = here ? store.unsaved : entry.unsaved;
  const session = here ? store.session : entry.session;
  const ofText = entry.text === undefined ? null : { name, text: entry.text, source, anyLanguage, from };
  if (ofText && entry.machine && !entry.changed) return ofText;
  const json = session ? session.draft(new Date().toISOString()) : entry.json;
  return json === undefined ? ofText : { name, json, unsaved, from };
}

/** Brings back the texts that the tab held before it was loaded anew. @returns {boolean} whether the one at hand was among them */
export function takeUpDesk() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    if (!Array.isArray(kept?.order)) return false;
    /** @type {import("./desk.js").Incoming[]} */
    const incoming = [];
    let atHand = -1;
    for (const id of kept.order) {
      const value = JSON.parse(sessionStorage.getItem(`${KEY}.${id}`) ?? "null");
      sessionStorage.removeItem(`${KEY}.${id}`);
      if (typeof value?.name !== "string" || (typeof value.text !== "string" && typeof value.json !== "string")) continue;
      if (id === kept.current) atHand = incoming.length;
      incoming.push(value);
    }
    if (incoming.length === 0) return false;
    desk.add(incoming);
    if (desk.wanted) desk.wanted = desk.entries[atHand];
    return atHand >= 0;
  } catch {
    return false;
  }
}
