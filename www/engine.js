// The engine: one compiled WebAssembly module, instantiated here for corrections and in a worker for reading.
// A newer text cancels an older run: its result is dropped, and a run that takes long is ended for real.

import { ENGINE_BYTES } from "./pkg/size.js";
import init from "./pkg/whosaid.js";
import { wording } from "./words.js";

/** @typedef {import("./pkg/whosaid.js").Ask} Ask */
/** @typedef {import("./pkg/whosaid.js").Answer} Answer */
/** What is asked of the worker. `forDesk`: it is one of many texts, and read while nobody types.
 * @typedef {{ id: number, ask: Ask, length: number, started: number, resolve: (answer: Answer) => void, reject: (reason: Error) => void, forDesk: boolean }} Run */

/** A run that is still going after this long is ended when a newer text arrives; milliseconds. */
const PATIENCE = 150;

/** A worker that has not answered after this long, and a millisecond more for each character, is taken for dead. */
const DEADLINE = 60_000;

/** How long one waits for what a person's new mark needs, before the mark is made without it; milliseconds. */
const MOST_FOR_PROPOSAL = 1500;

/** @typedef {import("./pkg/whosaid.js").Proposal} Proposal */

/**
 * Starts a worker that answers with the engine that was compiled here. One loaded by address would not be held by the
 * page's Content-Security-Policy; one from a Blob is.
 * @param {WebAssembly.Module} module @param {string} name @param {string} life the lock that it holds as long as it lives
 */
function startWorker(module, name, life) {
  const glue = new URL("./pkg/whosaid.js", import.meta.url).href;
  const source = URL.createObjectURL(new Blob([`import { initSync, serve } from ${JSON.stringify(glue)};
    self.onmessage = ({ data: { module, life } }) => { self.onmessage = null; initSync({ module }); serve(life); };`], { type: "text/javascript" }));
  const worker = new Worker(source, { type: "module", name });
  worker.postMessage({ module, life });
  // By its first word it has been loaded.
  worker.addEventListener("message", () => URL.revokeObjectURL(source), { once: true });
  return worker;
}

/** A name that no other lock has. */
function newLife() {
  return `whosaid worker ${crypto.randomUUID?.() ?? Math.random()}`;
}

/** What the worker says that it cannot do. @param {import("./pkg/whosaid.js").Failure} failure */
function failed(failure) {
  return new Error(failure.code, { cause: { failure } });
}

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
    /** Another number whenever a text is to be read, or none any more: what was read before that is no longer wanted. */
    this.turn = 0;
    /** Who waits for a proposal, by the request's id. @type {Map<number, (proposal: Proposal | null) => void>} */
    this.asked = new Map();
    this.deadline = 0;
    /** Who waits for the first worker. @type {{ wakes: () => void, dies: (reason: Error) => void }} */
    this.first = { wakes: () => {}, dies: () => {} };
  }

  /**
   * Fetches and compiles the engine, and waits until its worker has unpacked it.
   * @param {(loaded: number, total: number) => void} progress bytes so far, and all bytes
   */
  async load(progress) {
    if (typeof WebAssembly === "undefined") throw new Blocked(wording.engine.switchedOff);
    const response = await fetch(new URL("./pkg/whosaid_bg.wasm", import.meta.url));
    if (!response.ok || !response.body) throw new Error(wording.engine.serverAnswered(response.status));
    let loaded = 0;
    const counted = response.body.pipeThrough(new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.byteLength;
        progress(loaded, ENGINE_BYTES);
        controller.enqueue(chunk);
      },
    }));
    try {
      this.module = await WebAssembly.compileStreaming(new Response(counted, { headers: { "content-type": "application/wasm" } }));
      await init({ module_or_path: this.module });
    } catch (error) {
      if (error instanceof WebAssembly.CompileError && /CSP|Content Security|embedder|disallow/i.test(error.message)) {
        throw new Blocked(wording.engine.notAllowed);
      }
      throw error;
    }
    await new Promise((resolve, reject) => {
      this.first = { wakes: () => resolve(undefined), dies: reject };
      this.startWorker();
    });
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
    this.turn += 1;
    return new Promise((resolve, reject) => {
      this.waiting?.reject(new Cancelled());
      this.waiting = this.run({ read: text }, text.length, answer => typeof answer === "object" && "read" in answer && resolve(answer.read), reject);
      if (this.running) {
        const { reject: giveUp, started, forDesk } = this.running;
        const left = PATIENCE - (performance.now() - started);
        // What is read for the desk begins again afterwards.
        if (!forDesk) giveUp(new Cancelled());
        const overdue = this.running.id;
        setTimeout(() => {
          if (this.running?.id === overdue) this.restartWorker();
        }, Math.max(0, left));
      }
      this.next();
    });
  }

  /** @param {Ask} ask @param {number} length of its text @param {Run["resolve"]} resolve @param {Run["reject"]} reject @returns {Run} */
  run(ask, length, resolve, reject, forDesk = false) {
    return { id: ++this.lastId, ask, length, started: 0, resolve, reject, forDesk };
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
      this.post({ id, ask: { propose: { text, start, end } } });
    });
  }

  /**
   * Reads one of many texts, or looks into a native file, when the worker has nothing else to do.
   * @param {{ text?: string, json?: string, source?: import("./pkg/whosaid.js").DocumentFields, anyLanguage?: boolean }} what
   * @returns {Promise<{ json: string, digest: import("./pkg/whosaid.js").Digest } | { foreign: true }>}
   */
  readLater({ text = "", json, source = {}, anyLanguage = false }) {
    this.revive();
    return new Promise((resolve, reject) => {
      const ask = json === undefined ? { oneOfMany: { text, source, anyLanguage } } : { digest: json };
      this.later.push(this.run(ask, (json ?? text).length, answer => {
        if (answer === "foreign") resolve({ foreign: true });
        else if (typeof answer === "object" && "oneOfMany" in answer) resolve(answer.oneOfMany);
      }, reject, true));
      this.next();
    });
  }

  /**
   * Reads a text by a transformer, in a worker of its own.
   * @param {Uint8Array<ArrayBuffer>} weights @param {string} text @param {AbortSignal} signal
   * @param {(done: number, all: number) => void} progress
   * @returns {Promise<string>} the native file
   */
  async readThoroughly(weights, text, signal, progress) {
    if (!this.module) throw new Error("the engine is not loaded");
    const life = newLife();
    const worker = startWorker(this.module, "whosaid thorough", life);
    let deadline = 0;
    try {
      return await new Promise((resolve, reject) => {
        // A worker that the browser has ended says nothing any more.
        const watch = () => {
          clearTimeout(deadline);
          deadline = setTimeout(() => reject(new Error(wording.engine.silent)), DEADLINE + text.length);
        };
        watch();
        signal.addEventListener("abort", () => reject(new Cancelled()));
        if (signal.aborted) reject(new Cancelled());
        worker.onmessage = event => {
          watch();
          const { answer } = /** @type {import("./pkg/whosaid.js").Reply} */ (event.data);
          if (answer === "ready") {
            // It holds its lock from now on, for as long as it lives.
            navigator.locks?.request(life, () => reject(new Error(wording.engine.ended)));
            worker.postMessage({ id: 1, ask: { readThoroughly: { weights, text } } }, [weights.buffer]);
          } else if (typeof answer !== "object") reject(new Error(wording.engine.stopped));
          else if ("read" in answer) resolve(answer.read);
          else if ("failed" in answer) reject(failed(answer.failed));
          else if ("progress" in answer) progress(answer.progress.done, answer.progress.all);
        };
        worker.onerror = event => {
          event.preventDefault();
          reject(new Error(event.message || wording.engine.stopped));
        };
      });
    } finally {
      clearTimeout(deadline);
      worker.terminate();
    }
  }

  /** Gives up what is read for the desk. */
  cancelLater() {
    for (const run of this.later.splice(0)) run.reject(new Cancelled());
    if (!this.running?.forDesk) return;
    this.running.reject(new Cancelled());
    this.running = null;
    this.restartWorker();
  }

  /** Gives up the current run. */
  cancel() {
    this.turn += 1;
    this.waiting?.reject(new Cancelled());
    this.waiting = null;
    if (!this.running || this.running.forDesk) return;
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
    this.post({ id: run.id, ask: run.ask });
    this.watch(run.length);
  }

  /** @param {import("./pkg/whosaid.js").Request} request */
  post(request) {
    this.worker?.postMessage(request);
  }

  /** Takes the worker for dead when it has not answered in time. @param {number} length of the text */
  watch(length) {
    clearTimeout(this.deadline);
    const { worker } = this;
    this.deadline = setTimeout(() => { if (worker) this.lost(worker, wording.engine.silent); }, DEADLINE + length);
  }

  /** A worker is gone, or as good as: who waits for it is told. @param {Worker} worker @param {string} why */
  lost(worker, why) {
    if (this.worker !== worker) return;
    const reason = new Error(why);
    this.first.dies(reason);
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
    if (this.running?.forDesk) this.later.unshift(this.running);
    this.running = null;
    this.startWorker();
  }

  startWorker() {
    if (!this.module) return;
    const life = newLife();
    const worker = startWorker(this.module, "whosaid", life);
    this.worker = worker;
    this.awake = false;
    this.watch(0);
    worker.onmessage = event => {
      const { id, answer } = /** @type {import("./pkg/whosaid.js").Reply} */ (event.data);
      if (answer === "ready") {
        clearTimeout(this.deadline);
        this.awake = this.worker === worker;
        this.first.wakes();
        // The lock is the worker's as long as it lives.
        navigator.locks?.request(life, () => this.lost(worker, wording.engine.ended));
        this.next();
        return;
      }
      const asked = this.asked.get(id);
      if (asked) {
        asked(typeof answer === "object" && "proposal" in answer ? answer.proposal : null);
        return;
      }
      clearTimeout(this.deadline);
      const { running } = this;
      if (!running || running.id !== id) return;
      this.running = null;
      if (typeof answer === "object" && "failed" in answer) running.reject(failed(answer.failed));
      else running.resolve(answer);
      this.next();
    };
    worker.onerror = event => {
      event.preventDefault();
      const why = event.message || wording.engine.stopped;
      // What is read for the desk costs the others nothing.
      if (this.worker === worker && this.running?.forDesk) {
        this.running.reject(new Error(why));
        this.running = null;
        this.restartWorker();
      } else {
        this.lost(worker, why);
      }
    };
  }

  /** Makes sure that there is a worker, after one has crashed. */
  revive() {
    if (!this.worker && this.module) this.startWorker();
  }
}
