// The files of a folder that was opened or dropped.

import { isReadable } from "./pkg/whosaid.js";

/** Of a folder more files than this are not taken. */
const MOST = 5000;

/** Where a file that was dropped, or that stands in a zip, has its place: the browser tells that only of folders that are opened. @type {WeakMap<File, string>} */
const paths = new WeakMap();

/** A file's path in the folder that it came with; its name where it came by itself. @param {File} file */
export function pathOf(file) {
  return paths.get(file) ?? (file.webkitRelativePath || file.name);
}

/** Says where a file stands. @param {File} file @param {string} path */
export function place(file, path) {
  paths.set(file, path);
  return file;
}

/**
 * The files among those of a folder, or of a zip, that can be read, by path.
 * @template [T=File]
 * @param {T[]} files @param {(file: T) => string} path
 */
export function readable(files, path) {
  return files.filter(file => isReadable(path(file)))
    .sort((a, b) => path(a).localeCompare(path(b), "en", { numeric: true }))
    .slice(0, MOST);
}

/**
 * The files of a drop, and whether folders were among them: then all that these hold. To be called before anything is
 * waited for: the browser forgets the drop afterwards.
 * @param {DataTransfer | null} data
 * @returns {Promise<{ files: File[], inFolders: boolean }>}
 */
export async function droppedFiles(data) {
  const files = [...data?.files ?? []];
  const entries = [...data?.items ?? []].flatMap(item => item.kind === "file" ? item.webkitGetAsEntry?.() ?? [] : []);
  if (!entries.some(entry => entry.isDirectory)) return { files, inFolders: false };
  /** @type {File[]} */
  const found = [];
  for (const entry of entries) await collect(entry, found);
  return { files: found, inFolders: true };
}

/** @param {FileSystemEntry} entry @param {File[]} found */
async function collect(entry, found) {
  if (found.length >= MOST) return;
  if (entry.isFile) {
    /** @type {File} */
    const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
    found.push(place(file, entry.fullPath.replace(/^\//, "")));
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
