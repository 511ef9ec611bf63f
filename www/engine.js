// The engine: one compiled WebAssembly module, instantiated here for corrections and in a worker for reading.
// A newer text cancels an older run: its result is dropped, and a run that takes long is ended for real.

import init from "./pkg/whosaid.js";

/** @typedef {{ id: number, text: string, started: number, resolve: (json: string) => void, reject: (reason: Error) => void }} Run */

/** A run that is still going after this long is ended when a newer text arrives; milliseconds. */
const PATIENCE = 150;

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
    this.lastId = 0;
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
        const { reject: giveUp, started } = this.running;
        const left = PATIENCE - (performance.now() - started);
        giveUp(new Cancelled());
        const overdue = this.running.id;
        setTimeout(() => {
          if (this.running?.id === overdue) this.restartWorker();
        }, Math.max(0, left));
      }
      this.next();
    });
  }

  /** Gives up the current run. */
  cancel() {
    this.waiting?.reject(new Cancelled());
    this.waiting = null;
    if (!this.running) return;
    this.running.reject(new Cancelled());
    this.restartWorker();
  }

  next() {
    if (this.running || !this.waiting || !this.worker || !this.awake) return;
    this.running = this.waiting;
    this.waiting = null;
    this.running.started = performance.now();
    this.worker.postMessage({ id: this.running.id, text: this.running.text });
  }

  restartWorker() {
    this.worker?.terminate();
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
    worker.postMessage({ module: this.module });
    worker.onmessage = ({ data }) => {
      if (data.ready) {
        URL.revokeObjectURL(source);
        this.awake = this.worker === worker;
        this.next();
        return;
      }
      if (!this.running || this.running.id !== data.id) return;
      const { resolve, reject } = this.running;
      if (data.error !== undefined) {
        reject(new Error(data.error));
        this.restartWorker();
        return;
      }
      this.running = null;
      resolve(data.json);
      this.next();
    };
    worker.onerror = event => {
      event.preventDefault();
      if (this.worker !== worker) return;
      const reason = new Error(event.message || "the engine stopped");
      this.running?.reject(reason);
      this.waiting?.reject(reason);
      this.running = this.waiting = null;
      worker.terminate();
      this.worker = null;
      this.awake = false;
    };
  }

  /** Makes sure that there is a worker, after one has crashed. */
  revive() {
    if (!this.worker && this.module) this.startWorker();
  }
}
