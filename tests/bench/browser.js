// Reads texts of a thousand words as the page does, in its worker, and tells how long each took by the clock: on a line of
// its own, behind which nothing is done for a while, so that somebody can look what the worker's thread has taken so far.

const { texts } = await (await fetch("texts.json")).json();
const module = await WebAssembly.compileStreaming(fetch("pkg/whosaid_bg.wasm"));
const worker = new Worker("worker.js", { type: "module" });

/** Sends a message, and waits for the answer. */
const ask = message => new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => data.error === undefined ? resolve(data) : reject(new Error(data.error));
  worker.onerror = reject;
  worker.postMessage(message);
});

/** Milliseconds of rest. */
const REST = 200;

const told = async milliseconds => {
  console.log(`TOOK ${milliseconds} END`);
  await new Promise(resolve => setTimeout(resolve, REST));
};

await ask({ module });
await told(0);
for (const [id, text] of texts.entries()) {
  const start = performance.now();
  await ask({ id, text });
  await told(performance.now() - start);
}
