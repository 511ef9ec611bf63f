// How fast the WebAssembly build is in Node, beside other libraries for JavaScript.
// node node.mjs TEXTS FOLDER_OF_PEERS RUNS PKG [PKG_BEFORE], or: node node.mjs --first TEXTS PKG
//
// Prints a line of JSON for each measure. All are warmed up first; then they take turns. Time is processor time of the
// whole process. whosaid makes its whole file as JSON (names, quotations, speakers, places); compromise tags the text
// and finds people, places, organizations and quotations; wink-nlp tags it and finds what it calls entities.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const wordsOf = (texts) => texts.reduce((sum, text) => sum + text.trim().split(/\s+/u).length, 0);

/** Words a second of the processor. */
function speed(system, texts) {
  const start = process.cpuUsage();
  for (const text of texts) system(text);
  const { user, system: kernel } = process.cpuUsage(start);
  return Math.round((wordsOf(texts) / (user + kernel)) * 1e6);
}

async function whosaid(pkg) {
  const engine = await import(pathToFileURL(join(resolve(pkg), 'whosaid.js')));
  engine.initSync({ module: readFileSync(join(pkg, 'whosaid_bg.wasm')) });
  return engine.annotate;
}

if (process.argv[2] === '--first') {
  const [texts, pkg] = process.argv.slice(3);
  const annotate = await whosaid(pkg);
  annotate('Ready.');
  console.log(speed(annotate, JSON.parse(readFileSync(texts, 'utf8')).thousands.slice(0, 1)));
  process.exit();
}

const [textsPath, peers, runs, ...pkgs] = process.argv.slice(2);
const { articles, thousands } = JSON.parse(readFileSync(textsPath, 'utf8'));
const require = createRequire(join(resolve(peers), 'index.js'));
const print = (what, unit, values) => console.log(JSON.stringify({ what, unit, values }));

const systems = { whosaid: await whosaid(pkgs[0]) };
if (pkgs[1]) systems['whosaid, build before'] = await whosaid(pkgs[1]);
try {
  const nlp = require('compromise');
  systems.compromise = (text) => {
    const doc = nlp(text);
    return [doc.people(), doc.places(), doc.organizations(), doc.quotations()].map((found) => found.out('array'));
  };
  systems['compromise, tags only'] = (text) => nlp(text);
} catch { /* It could not be installed. */ }
try {
  const nlp = require('wink-nlp')(require('wink-eng-lite-web-model'));
  systems['wink-nlp'] = (text) => {
    const doc = nlp.readDoc(text);
    return [doc.entities().out(), doc.tokens().out(nlp.its.pos)];
  };
} catch { /* It could not be installed. */ }

const speeds = {};
for (let round = -2; round < Number(runs); round += 1) {
  for (const [name, system] of Object.entries(systems)) {
    const measured = speed(system, articles);
    if (round >= 0) (speeds[name] ??= []).push(measured);
  }
}
for (const [name, values] of Object.entries(speeds)) print(name, 'words', values);
for (const [name, values] of Object.entries(speeds)) {
  if (name !== 'whosaid') print(`whosaid, times ${name.replace('whosaid, ', '')}`, 'ratio', values.map((value, run) => speeds.whosaid[run] / value));
}

// A sentence comes into a paragraph of a text that was read before: into each of four, spread over the text.
const changes = thousands.flatMap((text) => {
  const paragraphs = text.split('\n\n').filter((paragraph) => paragraph.trim());
  return [1, 3, 5, 7].map((eighth) => {
    const changed = Math.floor((paragraphs.length * eighth) / 8);
    return [paragraphs.join('\n\n'), paragraphs.map((words, at) => (at === changed ? `${words} “We will see,” the mayor said.` : words)).join('\n\n')];
  });
});
const engines = Object.entries(systems).filter(([name]) => name.startsWith('whosaid'));
const changed = engines.map(() => []);
for (let round = -1; round < Number(runs); round += 1) {
  for (const [index, [, system]] of engines.entries()) {
    let microseconds = 0;
    for (const [text, after] of changes) {
      system(text);
      const start = process.cpuUsage();
      system(after);
      const { user, system: kernel } = process.cpuUsage(start);
      microseconds += user + kernel;
    }
    if (round >= 0) changed[index].push(microseconds / changes.length / 1000);
  }
}
engines.forEach(([name], index) => print(name.replace('whosaid', 'a changed paragraph of 1,000 words'), 'changed', changed[index]));

const firsts = pkgs.map(() => []);
for (let round = 0; round < Number(runs); round += 1) {
  for (const [index, pkg] of pkgs.entries()) {
    firsts[index].push(Number(execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--first', textsPath, pkg])));
  }
}
firsts.forEach((values, index) => print(`whosaid${index ? ', build before' : ''}`, 'first', values));
if (pkgs[1]) print('first text, times build before', 'ratio', firsts[0].map((value, run) => value / firsts[1][run]));
