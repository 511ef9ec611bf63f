// The files of a folder that was opened or dropped.

/** What can be read; other files of a folder are passed over. */
const READABLE = /\.(txt|text|md|markdown|vtt|srt|html?|docx|odt|pdf|ann|json|jsonld|xml|xmi|jsonl|ndjson)$/i;
/** Of a folder more files than this are not taken. */
const MOST = 5000;

/** The files among those of a folder that can be read, by path. @param {File[]} files */
export function readable(files) {
  return files.filter(({ name, webkitRelativePath }) => READABLE.test(name) && !/(^|\/)\./.test(webkitRelativePath || name))
    .sort((a, b) => (a.webkitRelativePath || a.name).localeCompare(b.webkitRelativePath || b.name, "en", { numeric: true }))
    .slice(0, MOST);
}

/**
 * The files of a drop, those inside folders among them. To be called before anything is waited for: the browser
 * forgets the drop afterwards.
 * @param {DataTransfer | null} data @returns {Promise<File[]>}
 */
export async function droppedFiles(data) {
  const files = [...data?.files ?? []];
  const entries = [...data?.items ?? []].flatMap(item => item.kind === "file" ? item.webkitGetAsEntry?.() ?? [] : []);
  if (!entries.some(entry => entry.isDirectory)) return files;
  /** @type {File[]} */
  const found = [];
  for (const entry of entries) await collect(entry, found);
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
