// What is in a file that comes to the desk: texts, native files, or both, one on each line.

import { readFile } from "../files.js";
import { markdownText, subtitleText } from "../pkg/whosaid.js";

/** Files with a document on each line. */
export const LINES = /\.(jsonl|ndjson)$/i;

/** The texts and native files in a file. @param {File} file @returns {Promise<import("../desk.js").Incoming[]>} */
export async function loadFile(file) {
  if (!LINES.test(file.name)) {
    const incoming = await readFile(file);
    if (incoming.kind === "annotations") return [{ name: file.name, json: incoming.json }];
    if (incoming.kind === "markdown") return [{ name: file.name, text: markdownText(incoming.text) }];
    if (incoming.kind === "subtitles") return [{ name: file.name, text: subtitleText(incoming.text) }];
    return [{ name: file.name, text: incoming.text, source: incoming.source }];
  }
  const lines = (await file.text()).split("\n").map((line, index) => ({ line, name: `${file.name}, line ${index + 1}` })).filter(({ line }) => line.trim());
  return lines.map(({ line, name }) => {
    try {
      const value = JSON.parse(line);
      if (value?.format !== "whosaid" && typeof value?.text === "string") return { name: typeof value.id === "string" ? value.id : name, text: value.text };
    } catch {
      // The engine says what is wrong with it.
    }
    return { name, json: line };
  });
}
