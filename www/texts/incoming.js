// What is in a file that comes to the desk: texts, native files, or both, one on each line.

import { readFile } from "../files.js";
import { joinLines, markdownText, nativeOf, subtitleText } from "../pkg/whosaid.js";

/** Files with a document on each line. */
export const LINES = /\.(jsonl|ndjson)$/i;

/** The texts and native files in a file. @param {File} file @returns {Promise<import("../desk.js").Incoming[]>} */
export async function loadFile(file) {
  if (!LINES.test(file.name)) {
    const incoming = await readFile(file);
    if (incoming.kind === "annotations") return [{ name: file.name, json: annotationsOf(incoming) }];
    const { text, source } = textOf(incoming);
    return [{ name: file.name, text, source }];
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

/** What is read of a file that holds text. A PDF's lines end where its pages do, so they are joined at once.
 * @param {Exclude<import("../files.js").Incoming, { kind: "annotations" }>} incoming
 * @returns {{ text: string, source?: import("../pkg/whosaid.js").DocumentFields, leftOut: string[] }} */
export function textOf(incoming) {
  const { kind, text } = incoming;
  if (kind === "text") return { text, source: incoming.source, leftOut: [] };
  if (kind === "markdown") return { text: markdownText(text), leftOut: [] };
  if (kind === "subtitles") return { text: subtitleText(text), leftOut: [] };
  const joined = joinLines(text);
  return { text: joined?.text ?? text, leftOut: joined?.leftOut ?? [] };
}

/** Annotations, whatever their format, with the text that stands beside them.
 * @param {Extract<import("../files.js").Incoming, { kind: "annotations" }>} incoming */
export function annotationsOf({ json, name, beside }) {
  return beside === undefined ? json : nativeOf(name, json, beside);
}
