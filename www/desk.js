// The desk: several texts, read one after the other in the worker. Holds them, and which of them is at hand; desk-list.js
// shows them.

import { plain } from "./reasons.js";
import { store } from "./store.js";

/** @typedef {import("./pkg/whosaid.js").PageSession} PageSession */
/** @typedef {import("./pkg/whosaid.js").DocumentFields} DocumentFields */
/** @typedef {import("./pkg/whosaid.js").Digest} Digest */

/**
 * One text. Waiting: it has not been read yet. `file`: where it comes from, as long as it has not been loaded.
 * `machine`: nothing but what the engine says of its text stands in it, unless it was `changed`.
 * `json`: the native file, as long as it has not been opened; then `session` holds it.
 * `from`: the name of the file that holds it alone.
 * `leftOut`: lines of a PDF that stand on its pages and not in its text.
 * @typedef {{
 *   id: string, name: string, state: "waiting" | "reading" | "read" | "failed" | "foreign" | "stopped",
 *   file?: File, text?: string, source?: DocumentFields, anyLanguage?: boolean,
 *   json?: string, session?: PageSession, inherited: boolean, unsaved: boolean,
 *   digest?: Digest, toCheck: number, reason?: string, draft?: string,
 *   machine?: boolean, changed?: boolean, leftOut?: string[], from?: string, passedOver?: string,
 * }} Entry
 */

/** @typedef {{ name: string, file?: File, text?: string, json?: string, source?: DocumentFields, leftOut?: string[], unsaved?: boolean, from?: string, passedOver?: string }} Incoming */

/** What the desk needs of the rest of the page; set when the page starts. */
const page = {
  /** Whether no text is at hand. */
  isFree: () => true,
  /** The name of the file that the text at hand comes from. */
  fileName: () => "",
  /** Loads a file: a text, native files, or both. @type {(file: File) => Promise<Incoming[]>} */
  load: async () => [],
  /** Reads a text, or a native file that was opened, in the worker.
   * @type {(what: { text?: string, json?: string, source?: DocumentFields, anyLanguage?: boolean }) => Promise<{ json: string, digest: Digest } | { foreign: true }>} */
  read: async () => ({ foreign: true }),
  /** Ends what the worker reads for the desk. */
  stop: () => {},
  /** Texts have been read, and so many have not. @type {(read: number, others: number) => void} */
  finished: () => {},
  /** Makes a session of a native file. @type {(json: string) => PageSession} */
  open: () => { throw new Error("the page has not started"); },
  /** Shows a session as the text at hand. @type {(entry: Entry, session: PageSession) => void} */
  show: () => {},
  /** What is typed into a field is taken in before another text comes. @type {() => Promise<void>} */
  settle: async () => {},
};

/** Events: "change" (texts were added, removed, read, or another is at hand), "entry" (detail: one that changed). */
class Desk extends EventTarget {
  /** @type {Entry[]} */
  entries = [];
  /** The one at hand. @type {Entry | null} */
  current = null;
  lastId = 0;
  working = false;

  /** @param {Partial<typeof page>} does */
  start(does) {
    Object.assign(page, does);
    store.keeps = session => this.entries.some(entry => entry.session === session);
    store.addEventListener("change", () => this.follow());
  }

  get size() {
    return this.entries.length;
  }

  /** How many are still to be read. */
  get left() {
    return this.entries.filter(({ state }) => state === "waiting" || state === "reading").length;
  }

  get unsaved() {
    return this.entries.some(entry => entry === this.current ? store.unsaved : entry.unsaved);
  }

  /** The text at hand becomes one of the desk's. */
  adopt() {
    if (this.current || !store.session || !store.model) return;
    const digest = store.session.digest();
    const entry = this.make({ name: page.fileName() || digest.title });
    Object.assign(entry, { state: "read", session: store.session, digest, text: store.model.text, from: page.fileName() });
    this.entries.push(entry);
    this.current = entry;
    this.follow();
    this.tell();
  }

  /** @param {Incoming} incoming @returns {Entry} */
  make({ unsaved = false, ...incoming }) {
    return { id: `t${++this.lastId}`, state: "waiting", inherited: unsaved, unsaved, toCheck: 0, ...incoming };
  }

  /**
   * Takes up more texts; they are read one after the other. The first of them comes to hand where there is none.
   * @param {Incoming[]} incoming @param {{ show?: boolean }} [options] `show`: it comes to hand in any case
   */
  add(incoming, { show = false } = {}) {
    this.adopt();
    const made = incoming.map(one => this.make(one));
    this.entries.push(...made);
    if (show || page.isFree()) this.wanted = made[0];
    this.tell();
    this.work();
  }

  /** The one that is about to be drawn. @type {Entry | undefined} */
  opened = undefined;

  /** The one to show as soon as it has been read. @type {Entry | undefined} */
  wanted = undefined;

  /** Reads what waits, the one that is wanted first. */
  async work() {
    if (this.working) return;
    this.working = true;
    /** @type {Entry[]} */
    const done = [];
    try {
      for (let entry = this.next(); entry; entry = this.next()) {
        await this.read(entry);
        done.push(entry);
      }
    } finally {
      this.working = false;
    }
    const read = done.filter(({ state }) => state === "read").length;
    if (done.length > 0 && !this.entries.some(({ state }) => state === "stopped")) page.finished(read, done.length - read);
  }

  next() {
    return this.wanted?.state === "waiting" ? this.wanted : this.entries.find(({ state }) => state === "waiting");
  }

  /** @param {Entry} entry */
  async read(entry) {
    this.set(entry, { state: "reading", reason: undefined });
    try {
      // A file of a zip is to be read itself.
      while (entry.file) {
        const { file } = entry;
        const [first, ...others] = await page.load(file);
        if (entry.state !== "reading") return;
        Object.assign(entry, { file: undefined }, first, { from: others.length === 0 ? file.name : undefined });
        if (others.length > 0) {
          this.entries.splice(this.entries.indexOf(entry) + 1, 0, ...others.map(one => this.make(one)));
          this.tell();
        }
      }
      // It stands for what is not read of its file.
      if (entry.passedOver) throw new Error(entry.passedOver);
      entry.machine = entry.json === undefined;
      const answer = await page.read(entry);
      if (!this.entries.includes(entry)) return;
      if ("foreign" in answer) {
        this.set(entry, { state: "foreign" });
        if (this.wanted === entry) this.wanted = undefined;
        return;
      }
      const { json, digest } = answer;
      this.set(entry, { state: "read", json, digest, toCheck: digest.toCheck });
      const comesToHand = () => this.wanted === entry || (!this.wanted && page.isFree());
      if (comesToHand()) {
        // The page goes on answering between what was read and its showing.
        await new Promise(done => setTimeout(done));
        if (this.entries.includes(entry) && comesToHand()) await this.show(entry);
      }
    } catch (error) {
      if (this.entries.includes(entry) && entry.state === "reading") this.set(entry, { state: "failed", reason: plain(error) });
      if (this.wanted === entry) this.wanted = undefined;
    }
  }

  /** Stops reading; what has been read stays, and what has not can be read later. */
  stop() {
    for (const entry of this.entries) if (entry.state === "waiting" || entry.state === "reading") entry.state = "stopped";
    page.stop();
    this.tell();
  }

  /** Reads what was stopped. */
  goOn() {
    for (const entry of this.entries) if (entry.state === "stopped") entry.state = "waiting";
    this.tell();
    this.work();
  }

  /**
   * Brings a text to hand; one that has not been read yet, as soon as it has.
   * @param {Entry} entry @param {{ adopt?: boolean }} [options] `adopt`: a text at hand that is not on the desk comes on it
   * @returns {Promise<void>}
   */
  async show(entry, { adopt = true } = {}) {
    if (entry === this.current) return;
    if (entry.state !== "read") {
      this.wanted = entry;
      if (entry.state === "stopped" || entry.state === "failed") {
        entry.state = "waiting";
        this.work();
      }
      this.tell();
      return;
    }
    await page.settle();
    try {
      entry.session ??= page.open(entry.json ?? "");
    } catch (error) {
      this.set(entry, { state: "failed", reason: plain(error) });
      return;
    }
    // The page goes on answering between opening a text and drawing it; who asks for another one meanwhile gets that.
    this.opened = entry;
    await new Promise(done => setTimeout(done));
    if (this.opened !== entry || !this.entries.includes(entry)) return;
    if (adopt) this.adopt();
    this.leave();
    entry.json = undefined;
    this.wanted = undefined;
    this.current = entry;
    page.show(entry, entry.session);
    this.tell();
  }

  /** Marks a text in another language. @param {Entry} entry */
  markAnyway(entry) {
    this.wanted = entry;
    this.set(entry, { state: "waiting", anyLanguage: true });
    this.work();
  }

  /** Remembers what the text at hand has become, before another one comes. */
  leave() {
    const { current } = this;
    if (current && store.session) {
      current.session = store.session;
      current.inherited = store.inherited;
      current.unsaved = store.unsaved;
      current.text = store.model?.text ?? current.text;
      current.digest = store.session.digest();
    }
    this.current = null;
  }

  /** The next or previous one. @param {1 | -1} step @returns {Entry | undefined} */
  neighbour(step) {
    const at = this.current ? this.entries.indexOf(this.current) : step > 0 ? -1 : this.entries.length;
    for (let next = at + step; next >= 0 && next < this.entries.length; next += step) {
      if (this.entries[next].state !== "foreign") return this.entries[next];
    }
    return undefined;
  }

  /** Takes a text off the desk. @param {Entry} entry */
  async remove(entry) {
    const after = this.entries[this.entries.indexOf(entry) + 1] ?? this.entries[this.entries.indexOf(entry) - 1];
    this.entries = this.entries.filter(other => other !== entry);
    if (this.wanted === entry) this.wanted = undefined;
    const wasCurrent = this.current === entry;
    if (wasCurrent) {
      this.current = null;
      if (after?.state === "read") await this.show(after, { adopt: false });
      else store.clear();
    } else {
      entry.session?.free();
    }
    this.tell();
  }

  /** The native files of the texts that have been read, in their order. @param {string} now @returns {Promise<{ entry: Entry, json: string }[]>} */
  async files(now) {
    await page.settle();
    const files = [];
    for (const entry of this.entries) {
      if (entry.state !== "read") continue;
      const json = entry === this.current ? store.save() : entry.session?.save(now) ?? entry.json ?? "";
      if (entry !== this.current) this.set(entry, { unsaved: false, inherited: false });
      files.push({ entry, json });
      // The page goes on being drawn in between.
      await new Promise(done => setTimeout(done));
    }
    this.tell();
    return files;
  }

  /** The text at hand has changed. */
  follow() {
    const { current } = this;
    if (!current || !store.model) return;
    if (store.session !== current.session) {
      // Another text was taken up in its place.
      current.session = store.session ?? undefined;
    }
    const { unsaved } = store;
    if (unsaved) current.changed = true;
    const toCheck = store.model.checks.length;
    const title = store.model.annotations.document.title;
    if (current.digest && title && current.digest.title !== title) current.digest = { ...current.digest, title };
    this.set(current, { unsaved, toCheck });
  }

  /** @param {Entry} entry @param {Partial<Entry>} changes */
  set(entry, changes) {
    Object.assign(entry, changes);
    this.dispatchEvent(new CustomEvent("entry", { detail: entry }));
    if (changes.state === "read") this.dispatchEvent(new Event("change"));
  }

  tell() {
    this.dispatchEvent(new Event("change"));
  }
}

export const desk = new Desk();
