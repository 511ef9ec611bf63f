// How fast the WebAssembly build is in Node, beside the npm package "compromise", on the articles of tests/gold/.
// node compromise.mjs FOLDER_OF_PKG FOLDER_OF_GOLD PATH_OF_COMPROMISE
//
// Both are warmed up first; then they take turns, so that a busy machine slows both, and the fastest turn of each
// counts. Time is processor time, which other programs hardly disturb. whosaid makes its whole file as JSON (names, quotations, speakers, places); compromise tags the text and
// finds people, places, organizations and quotations.

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [pkg, gold, compromisePath] = process.argv.slice(2).map((path) => resolve(path));

const { initSync, annotate } = await import(pathToFileURL(join(pkg, 'whosaid.js')));
initSync({ module: readFileSync(join(pkg, 'whosaid_bg.wasm')) });
const { default: nlp } = await import(pathToFileURL(compromisePath));

const withoutMarks = (source) => source.split('\n---\n')[0].replace(/\{\S+ /g, '').replaceAll('}', '');
const articles = readdirSync(gold).sort().map((name) => withoutMarks(readFileSync(join(gold, name), 'utf8')));
const words = articles.reduce((sum, text) => sum + text.trim().split(/\s+/u).length, 0);

const systems = {
  whosaid: (text) => annotate(text),
  compromise: (text) => {
    const doc = nlp(text);
    return [doc.people(), doc.places(), doc.organizations(), doc.quotations()].map((found) => found.out('array'));
  },
  'compromise, tags only': (text) => nlp(text),
};

/** Milliseconds of the processor for all articles. */
function turn(system) {
  const start = process.cpuUsage();
  for (const text of articles) system(text);
  const { user, system: kernel } = process.cpuUsage(start);
  return (user + kernel) / 1000;
}

const best = {};
for (let round = 0; round < 12; round += 1) {
  for (const [name, system] of Object.entries(systems)) {
    const milliseconds = turn(system);
    if (round >= 2) best[name] = Math.min(best[name] ?? Infinity, milliseconds);
  }
}

console.log(`${articles.length} articles, ${words} words; words a processor second, warm, in Node ${process.version}:`);
for (const [name, milliseconds] of Object.entries(best)) {
  const speed = Math.round((words / milliseconds) * 1000);
  const ratio = best[name] / best.whosaid;
  console.log(`  ${name.padEnd(24)} ${String(speed).padStart(8)}   ${name === 'whosaid' ? '' : `whosaid is ${ratio.toFixed(1)} times as fast`}`);
}
