// Reads texts of a thousand words as the page does, in its worker, and tells how long each took by the clock.

const { texts } = await (await fetch("texts.json")).json();
const module = await WebAssembly.compileStreaming(fetch("pkg/whosaid_bg.wasm"));
const worker = new Worker("worker.js", { type: "module" });

/** Sends a message, and waits for the answer. */
const ask = message => new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => data.error === undefined ? resolve(data) : reject(new Error(data.error));
  worker.onerror = reject;
  worker.postMessage(message);
});

const milliseconds = [];
await ask({ module });
for (const [id, text] of texts.entries()) {
  const start = performance.now();
  await ask({ id, text });
  milliseconds.push(performance.now() - start);
}
console.log(`MEASURED ${JSON.stringify(milliseconds)} END`);
