// Whether the scripts of www/pkg/page.json, which stand there without comments and needless white space, are the programs
// that they were made of: the same trees, leaf by leaf.

import { readFileSync } from "node:fs";
import ts from "typescript";

const www = new URL("../../www/", import.meta.url);

/** A program's tree, as text. */
function tree(name, text) {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, false, ts.ScriptKind.JS);
  if (file.parseDiagnostics.length > 0) throw new Error(`${name}: ${file.parseDiagnostics[0].messageText}`);
  const show = node => {
    const own = [node.kind, node.text, node.operator, node.flags & ts.NodeFlags.BlockScoped];
    const children = [];
    ts.forEachChild(node, child => { children.push(show(child)); });
    return JSON.stringify(node === file ? [] : own) + `(${children.join()})`;
  };
  return show(file);
}

let compared = 0;
for (const { name, text } of JSON.parse(readFileSync(new URL("pkg/page.json", www), "utf8"))) {
  if (!name.endsWith(".js")) continue;
  if (tree(name, text) !== tree(name, readFileSync(new URL(name, www), "utf8"))) {
    console.error(`${name} is another program in www/pkg/page.json`);
    process.exit(1);
  }
  compared += 1;
}
console.log(`${compared} scripts are the same programs in www/pkg/page.json`);
if (compared === 0) process.exit(1);
