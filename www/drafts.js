// Drafts: that of the tab in sessionStorage, which dies with the tab; on the device only when asked for, one for each
// text, so that two tabs never write over each other's.

const KEY = "whosaid.draft";
/** What is the page's own in the browser's stores, which it shares with whatever else its origin serves. */
const OWN_KEY = /^whosaid\./;
const OWN_CACHE = /^whosaid(?: |-thorough )/;

/** @typedef {{ text: string } | { file: string, unsaved: boolean }} Draft  a text, or the native file of a corrected one */
/** @typedef {{ id: string, title: string, at: number, draft: Draft }} Listed */

let onDevice = false;
/** After "Forget everything" nothing more is kept of the text at hand. */
let forgotten = false;
/** The draft that is written. @type {string} */
let current = newId();
/** Gives the lock on it back. */
let release = () => {};

/** @returns {string} */
function newId() {
  return crypto.randomUUID?.() ?? String(Math.random()).slice(2);
}

/** Another text is at hand. */
export function beginDraft() {
  forgotten = false;
  take(newId());
}

/** Writes from now on to this draft, unless another tab does. @param {string} id @returns {Promise<boolean>} whether it is ours */
async function take(id) {
  release();
  current = id;
  if (!navigator.locks) return true;
  return new Promise(done => {
    const waiting = new AbortController();
    // A page that is just being left gives its lock back in a moment.
    const patience = setTimeout(() => waiting.abort(), 500);
    navigator.locks.request(`${KEY}.${id}`, { signal: waiting.signal }, () => {
      clearTimeout(patience);
      done(true);
      return new Promise(free => { release = () => free(undefined); });
    }).catch(() => {
      if (current === id) current = newId();
      done(false);
    });
  });
}

/** Which draft is written now. */
export function draftId() {
  return current;
}

/** Writes from now on to this draft. @param {string} id */
export function goOnWithDraft(id) {
  take(id || newId());
}

/** Whether everything was forgotten, so that nothing more is kept of what is at hand. */
export function wasForgotten() {
  return forgotten;
}

/** Whether drafts outlive the tab. @param {boolean} keep */
export function keepDrafts(keep) {
  onDevice = keep;
  if (!keep) for (const { id } of listDrafts()) removeDraft(id);
}

/**
 * @param {Draft | null} draft @param {string} [title] what the text is called in the list
 * @returns {boolean} whether it is kept wherever it should be
 */
export function keepDraft(draft, title = "") {
  let kept = true;
  const value = draft && { ...draft, id: current, title, at: Date.now() };
  for (const [storage, key] of /** @type {[() => Storage, string][]} */ ([
    [() => sessionStorage, KEY], ...(onDevice ? [[() => localStorage, `${KEY}.${current}`]] : [])])) {
    kept = attempt(() => {
      if (value === null) storage().removeItem(key);
      else if (!forgotten) storage().setItem(key, JSON.stringify(value));
      return true;
    }) === true && kept;
  }
  return kept;
}

/** The draft of this tab. @returns {Listed | null} */
export function draftOfTab() {
  return attempt(() => read("", sessionStorage.getItem(KEY))) ?? null;
}

/** A draft of the list, to go on with. @param {string} id @returns {Promise<{ draft: Draft, elsewhere: boolean } | null>} */
export async function openDraftOf(id) {
  const found = listDrafts().find(draft => draft.id === id);
  if (!found) return null;
  forgotten = false;
  return { draft: found.draft, elsewhere: !await take(id) };
}

/** The drafts kept on this device, the newest first. @returns {Listed[]} */
export function listDrafts() {
  const found = attempt(() => Object.keys(localStorage).filter(key => key.startsWith(KEY))
    .flatMap(key => read(key.slice(KEY.length + 1), localStorage.getItem(key)) ?? [])) ?? [];
  return found.sort((a, b) => b.at - a.at);
}

/** @param {string} id */
export function removeDraft(id) {
  attempt(() => localStorage.removeItem(id ? `${KEY}.${id}` : KEY));
}

/** Tells when another tab has changed the list. @param {() => void} tell */
export function onDraftsChange(tell) {
  window.addEventListener("storage", event => { if (event.key === null || event.key.startsWith(KEY)) tell(); });
}

/** @param {string} id @param {string | null} kept @returns {Listed | null} */
function read(id, kept) {
  const value = kept === null ? null : attempt(() => JSON.parse(kept));
  if (!value || typeof value !== "object") return null;
  const { title = "", at = 0 } = value;
  const known = { id: id || value.id || "", title: String(title), at: Number(at) || 0 };
  if (typeof value.text === "string") return { ...known, draft: { text: value.text } };
  if (typeof value.file === "string") return { ...known, draft: { file: value.file, unsaved: value.unsaved === true } };
  return null;
}

/**
 * Removes drafts, settings and the offline copy of the page from this device; nothing of other pages of this origin.
 * @returns {Promise<string[]>} what the browser did not let the page remove
 */
export async function forgetEverything() {
  forgotten = true;
  /** @type {string[]} */
  const kept = [];
  for (const [name, storage] of /** @type {[string, () => Storage][]} */ ([["the tab's draft", () => sessionStorage], ["drafts and settings", () => localStorage]])) {
    try {
      for (const key of Object.keys(storage())) if (OWN_KEY.test(key)) storage().removeItem(key);
    } catch {
      kept.push(name);
    }
  }
  try {
    if ("caches" in window) for (const name of await caches.keys()) if (OWN_CACHE.test(name)) await caches.delete(name);
  } catch {
    kept.push("the page's copy for use without a network");
  }
  try {
    await (await navigator.serviceWorker?.getRegistration(new URL("./", import.meta.url)))?.unregister();
  } catch {
    kept.push("the page's service worker");
  }
  return kept;
}

/** Storage may be full or switched off; the page works without. @template Result @param {() => Result} action */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
