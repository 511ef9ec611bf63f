// What is in a file that comes to the desk: texts, native files, or both, one on each line.

import { readFile } from "../files.js";
import { engineReady } from "./loading.js";

/** Files with a document on each line. */
export const LINES = /\.(jsonl|ndjson)$/i;

/** The documents in a file. @param {File} file @returns {Promise<import("../files.js").Document[]>} */
export async function loadFile(file) {
  await engineReady();
  return readFile(file);
}
