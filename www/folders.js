// The files of a folder that was opened or dropped.

import { isReadable } from "./pkg/whosaid.js";

/** Of a folder more files than this are not taken. */
const MOST = 5000;

/** The files among those of a folder that can be read, by path. @param {File[]} files */
export function readable(files) {
  return files.filter(({ name, webkitRelativePath }) => isReadable(webkitRelativePath || name))
    .sort((a, b) => (a.webkitRelativePath || a.name).localeCompare(b.webkitRelativePath || b.name, "en", { numeric: true }))
    .slice(0, MOST);
}

/**
 * The files of a drop, those inside folders among them. To be called before anything is waited for: the browser
 * forgets the drop afterwards.
 * @param {DataTransfer | null} data @param {Promise<void>} engine what knows which files can be read
 * @returns {Promise<File[]>}
 */
export async function droppedFiles(data, engine) {
  const files = [...data?.files ?? []];
  const entries = [...data?.items ?? []].flatMap(item => item.kind === "file" ? item.webkitGetAsEntry?.() ?? [] : []);
  if (!entries.some(entry => entry.isDirectory)) return files;
  /** @type {File[]} */
  const found = [];
  for (const entry of entries) await collect(entry, found);
  await engine;
  return readable(found);
}

/** @param {FileSystemEntry} entry @param {File[]} found */
async function collect(entry, found) {
  if (found.length >= MOST) return;
  if (entry.isFile) {
    found.push(await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject)));
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  // A reader gives some entries at a time, and none at the end.
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const inner of some) await collect(inner, found);
  }
}
