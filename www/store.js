// The one place that holds what is being worked on: the session, what it says, and what is selected.
// Everything that shows something listens here.

import { Model } from "./model.js";

/**
 * @typedef {import("./pkg/whosaid.js").PageSession} PageSession
 * @typedef {import("./pkg/whosaid.js").Command} Command
 * @typedef {import("./pkg/whosaid.js").Outcome} Outcome
 */

/** Events: "change" (the annotations), "choose" (somebody selects an annotation, be it the same again), "select" (the
 * selected annotation, or what it says, is another one), "light" (what the pointer or focus is on). */
class Store extends EventTarget {
  /** @type {PageSession | null} */
  session = null;
  /** @type {Model | null} */
  model = null;
  /** Id of the selected quotation, mention or entity. @type {string | null} */
  selected = null;
  /** Where in the text the last selected annotation stood. */
  lastAt = 0;
  /** The draft that was taken up held corrections that no file holds. */
  inherited = false;

  /** Whether there are corrections that no file holds. */
  get unsaved() {
    return this.inherited || (this.model?.annotations.unsaved ?? false);
  }

  /** Whether somebody else still holds a session; set by the desk. @type {(session: PageSession) => boolean} */
  keeps = () => false;

  letGo() {
    if (this.session && !this.keeps(this.session)) this.session.free();
  }

  /**
   * Takes up another text.
   * @param {PageSession} session
   * @param {{ unsaved?: boolean, model?: Model }} [options] `model`: what it says, where that has been asked already
   */
  begin(session, { unsaved = false, model } = {}) {
    if (this.session !== session) this.letGo();
    this.session = session;
    this.inherited = unsaved;
    this.selected = null;
    this.lastAt = 0;
    this.refresh(model);
  }

  /** Puts everything away. */
  clear() {
    this.letGo();
    this.session = null;
    this.model = null;
    this.selected = null;
    this.inherited = false;
    this.tell("change");
    this.tell("select");
  }

  /**
   * Corrects. Throws what the session throws when it refuses; nothing has changed then.
   * @param {Command} command
   * @returns {Outcome}
   */
  apply(command) {
    if (!this.session) throw new Error("there is no text to correct");
    const start = performance.now();
    const outcome = this.session.apply(command);
    this.refresh();
    performance.measure("whosaid: correct", { start });
    return outcome;
  }

  /** @returns {Outcome | undefined} what was undone */
  undo() {
    return this.step(this.session?.undo());
  }

  /** @returns {Outcome | undefined} what was done again */
  redo() {
    return this.step(this.session?.redo());
  }

  /** @param {Outcome | null | undefined} outcome */
  step(outcome) {
    if (!outcome) return undefined;
    this.refresh();
    return outcome;
  }

  /** Takes in an edited text, as one step that can be undone. @param {string} fresh what the engine says of it
   * @param {boolean} again whether it replaces the edit before */
  setText(fresh, again) {
    if (again && this.model?.annotations.undo?.step === "editText") this.session?.undo();
    this.session?.setText(fresh);
    this.refresh();
  }

  /** The native file, to be kept by the person. */
  save() {
    const file = this.session?.save(new Date().toISOString()) ?? "";
    this.inherited = false;
    this.refresh();
    return file;
  }

  /** @param {Model} [model] */
  refresh(model) {
    if (!this.session) return;
    this.model = model ?? new Model(this.session.view());
    if (this.selected && !this.model.has(this.selected)) this.selected = null;
    this.tell("change");
    this.tell("select");
  }

  /** @param {string | null} id */
  select(id) {
    this.selected = id && this.model?.has(id) ? id : null;
    this.lastAt = this.annotation?.start ?? this.lastAt;
    this.tell("choose");
    this.tell("select");
  }

  /** The selected quotation or mention; of an entity its first mention.
   * @returns {import("./model.js").Annotation | undefined} */
  get annotation() {
    if (!this.selected || !this.model) return undefined;
    const mention = this.model.entities.get(this.selected)?.mentions[0];
    return this.model.byId.get(mention ? mention.id : this.selected);
  }

  /** Lights up what belongs together. @param {{ quotation?: string, entity?: string } | null} what */
  light(what) {
    this.dispatchEvent(new CustomEvent("light", { detail: what }));
  }

  /** @param {"change" | "choose" | "select"} event */
  tell(event) {
    this.dispatchEvent(new Event(event));
  }
}

export const store = new Store();
