// The engine: one compiled WebAssembly module, instantiated here for corrections and in a worker for reading.
// A newer text cancels an older run: its result is dropped, and a run that takes long is ended for real.

import init from "./pkg/whosaid.js";

/** @typedef {{ text?: string, json?: string, source?: object, anyLanguage?: boolean }} DeskRequest  one of many texts, or a native file */
/** @typedef {{ id: number, text: string, started: number, resolve: (answer: any) => void, reject: (reason: Error) => void, desk?: DeskRequest }} Run */

/** A run that is still going after this long is ended when a newer text arrives; milliseconds. */
const PATIENCE = 150;

/** A worker that has not answered after this long, and a millisecond more for each character, is taken for dead. */
const DEADLINE = 60_000;

/** How long one waits for what a person's new mark needs, before the mark is made without it; milliseconds. */
const MOST_FOR_PROPOSAL = 1500;

/** @typedef {import("./pkg/whosaid.js").Proposal} Proposal */

/** The run was given up for a newer one. */
export class Cancelled extends Error {}

/** The engine cannot run in this browser as it is set. */
export class Blocked extends Error {}

export class Engine {
  constructor() {
    /** @type {WebAssembly.Module | null} */
    this.module = null;
    /** @type {Worker | null} */
    this.worker = null;
    /** Whether the worker has unpacked the engine: waking takes long, and ending a waking worker would only begin it again. */
    this.awake = false;
    /** @type {Run | null} */
    this.running = null;
    /** @type {Run | null} */
    this.waiting = null;
    /** What is read for the desk while nobody types. @type {Run[]} */
    this.later = [];
    this.lastId = 0;
    /** Who waits for a proposal, by the request's id. @type {Map<number, (proposal: Proposal | null) => void>} */
    this.asked = new Map();
    this.deadline = 0;
  }

  /**
   * Fetches and compiles the engine.
   * @param {(loaded: number, total: number | null) => void} progress bytes so far, and all bytes where that is known
   */
  async load(progress) {
    if (typeof WebAssembly === "undefined") throw new Blocked("WebAssembly is switched off in this browser.");
    const response = await fetch(new URL("./pkg/whosaid_bg.wasm", import.meta.url));
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status} for the engine`);
    const packed = response.headers.has("content-encoding");
    const length = Number(response.headers.get("content-length"));
    const total = !packed && length > 0 ? length : null;
    let loaded = 0;
    const counted = response.body.pipeThrough(new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.byteLength;
        progress(loaded, total);
        controller.enqueue(chunk);
      },
    }));
    try {
      this.module = await WebAssembly.compileStreaming(new Response(counted, { headers: { "content-type": "application/wasm" } }));
      await init({ module_or_path: this.module });
    } catch (error) {
      if (error instanceof WebAssembly.CompileError && /CSP|Content Security|embedder|disallow/i.test(error.message)) {
        throw new Blocked("This browser does not let the page run WebAssembly.");
      }
      throw error;
    }
    this.startWorker();
  }

  get ready() {
    return this.module !== null;
  }

  /**
   * Reads a text in the worker. Rejects with {@link Cancelled} when a newer text comes first.
   * @param {string} text
   * @returns {Promise<string>} the native file
   */
  annotate(text) {
    return new Promise((resolve, reject) => {
      this.waiting?.reject(new Cancelled());
      this.waiting = { id: ++this.lastId, text, started: 0, resolve, reject };
      if (this.running) {
        const { reject: giveUp, started, desk } = this.running;
        const left = PATIENCE - (performance.now() - started);
        // What is read for the desk begins again afterwards.
        if (!desk) giveUp(new Cancelled());
        const overdue = this.running.id;
        setTimeout(() => {
          if (this.running?.id === overdue) this.restartWorker();
        }, Math.max(0, left));
      }
      this.next();
    });
  }

  /**
   * The cue and the source of a quotation that a person marks; null where the worker is busy or gone.
   * @param {string} text @param {number} start @param {number} end @returns {Promise<Proposal | null>}
   */
  propose(text, start, end) {
    this.revive();
    const { worker } = this;
    if (!worker || !this.awake || this.running) return Promise.resolve(null);
    const id = ++this.lastId;
    return new Promise(resolve => {
      this.asked.set(id, proposal => {
        this.asked.delete(id);
        resolve(proposal);
      });
      setTimeout(() => this.asked.get(id)?.(null), MOST_FOR_PROPOSAL);
      worker.postMessage({ id, text, start, end });
    });
  }

  /**
   * Reads one of many texts, or looks into a native file, when the worker has nothing else to do.
   * @param {DeskRequest} desk
   * @returns {Promise<{ json: string, digest: import("./pkg/whosaid.js").Digest } | { foreign: true }>}
   */
  readLater(desk) {
    this.revive();
    return new Promise((resolve, reject) => {
      this.later.push({ id: ++this.lastId, text: desk.text ?? desk.json ?? "", started: 0, resolve, reject, desk });
      this.next();
    });
  }

  /** Gives up what is read for the desk. */
  cancelLater() {
    for (const run of this.later.splice(0)) run.reject(new Cancelled());
    if (!this.running?.desk) return;
    this.running.reject(new Cancelled());
    this.running.desk = undefined;
    this.restartWorker();
  }

  /** Gives up the current run. */
  cancel() {
    this.waiting?.reject(new Cancelled());
    this.waiting = null;
    if (!this.running || this.running.desk) return;
    this.running.reject(new Cancelled());
    this.restartWorker();
  }

  next() {
    if (this.running || !this.worker || !this.awake) return;
    const run = this.waiting ?? this.later.shift();
    if (!run) return;
    if (run === this.waiting) this.waiting = null;
    this.running = run;
    run.started = performance.now();
    this.worker.postMessage(run.desk ? { id: run.id, desk: run.desk } : { id: run.id, text: run.text });
    this.watch(this.running.text.length);
  }

  /** Takes the worker for dead when it has not answered in time. @param {number} length of the text */
  watch(length) {
    clearTimeout(this.deadline);
    const { worker } = this;
    this.deadline = setTimeout(() => { if (worker) this.lost(worker, "it does not answer any more"); }, DEADLINE + length);
  }

  /** A worker is gone, or as good as: who waits for it is told. @param {Worker} worker @param {string} why */
  lost(worker, why) {
    if (this.worker !== worker) return;
    const reason = new Error(why);
    this.running?.reject(reason);
    this.waiting?.reject(reason);
    for (const run of this.later.splice(0)) run.reject(reason);
    for (const answer of this.asked.values()) answer(null);
    this.running = this.waiting = null;
    worker.terminate();
    this.worker = null;
    this.awake = false;
    clearTimeout(this.deadline);
  }

  restartWorker() {
    this.worker?.terminate();
    if (this.running?.desk) this.later.unshift(this.running);
    this.running = null;
    this.startWorker();
  }

  startWorker() {
    // A worker loaded by address would not be held by the page's Content-Security-Policy; one from a Blob is.
    const address = new URL("./worker.js", import.meta.url).href;
    const source = URL.createObjectURL(new Blob([`import ${JSON.stringify(address)};`], { type: "text/javascript" }));
    const worker = new Worker(source, { type: "module", name: "whosaid" });
    this.worker = worker;
    this.awake = false;
    const life = `whosaid worker ${crypto.randomUUID?.() ?? Math.random()}`;
    worker.postMessage({ module: this.module, life });
    this.watch(0);
    worker.onmessage = ({ data }) => {
      if (data.ready) {
        URL.revokeObjectURL(source);
        clearTimeout(this.deadline);
        this.awake = this.worker === worker;
        // The lock is the worker's as long as it lives.
        navigator.locks?.request(life, () => this.lost(worker, "the browser has ended it"));
        this.next();
        return;
      }
      if (this.asked.has(data.id)) {
        this.asked.get(data.id)?.(data.proposal ?? null);
        return;
      }
      clearTimeout(this.deadline);
      if (!this.running || this.running.id !== data.id) return;
      const { resolve, reject, desk } = this.running;
      if (data.error !== undefined) {
        reject(new Error(data.error));
        this.running.desk = undefined;
        // A file of the desk that is refused has not hurt the engine.
        if (desk?.json === undefined) this.restartWorker();
        else this.running = null;
        this.next();
        return;
      }
      this.running = null;
      resolve(desk ? data : data.json);
      this.next();
    };
    worker.onerror = event => {
      event.preventDefault();
      this.lost(worker, event.message || "it stopped");
    };
  }

  /** Makes sure that there is a worker, after one has crashed. */
  revive() {
    if (!this.worker && this.module) this.startWorker();
  }
}
