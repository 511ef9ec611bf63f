// The draft of the tab: kept in sessionStorage, which dies with the tab; on the device only when asked for.

const KEY = "whosaid.draft";

/** @typedef {{ text: string } | { file: string, unsaved: boolean }} Draft  a text, or the native file of a corrected one */

let onDevice = false;
/** After "Forget everything" nothing more is kept of the text at hand. */
let forgotten = false;

/** Another text is at hand. */
export function beginDraft() {
  forgotten = false;
}

/** Whether drafts outlive the tab. @param {boolean} keep */
export function keepDrafts(keep) {
  onDevice = keep;
  if (!keep) attempt(() => localStorage.removeItem(KEY));
}

/** @param {Draft | null} draft */
export function keepDraft(draft) {
  const value = draft && JSON.stringify(draft);
  for (const storage of [() => sessionStorage, ...(onDevice ? [() => localStorage] : [])]) {
    attempt(() => {
      if (value === null) storage().removeItem(KEY);
      else if (!forgotten) storage().setItem(KEY, value);
    });
  }
}

/** @returns {Draft | null} */
export function readDraft() {
  return attempt(() => {
    const kept = sessionStorage.getItem(KEY) ?? (onDevice ? localStorage.getItem(KEY) : null);
    const draft = kept === null ? null : JSON.parse(kept);
    if (typeof draft?.text === "string") return { text: draft.text };
    if (typeof draft?.file === "string") return { file: draft.file, unsaved: draft.unsaved === true };
    return null;
  }) ?? null;
}

/** Removes drafts, settings and the offline copy of the page from this device. */
export async function forgetEverything() {
  forgotten = true;
  attempt(() => sessionStorage.clear());
  attempt(() => localStorage.clear());
  if ("caches" in window) for (const name of await caches.keys()) await caches.delete(name);
  const workers = await navigator.serviceWorker?.getRegistrations() ?? [];
  for (const worker of workers) await worker.unregister();
}

/** Storage may be full or switched off; the page works without. @template Result @param {() => Result} action */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
