// Many files in one zip.

import { Zip, ZipDeflate } from "./vendor/fflate.js";

/** A zip of these files, whose names differ. The page goes on answering meanwhile. @param {{ name: string, content: string }[]} files @returns {Promise<Blob>} */
export async function pack(files) {
  /** @type {Blob[]} */
  const parts = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    parts.push(new Blob([new Uint8Array(bytes)]));
  });
  for (const { name, content } of files) {
    const file = new ZipDeflate(name);
    zip.add(file);
    file.push(new TextEncoder().encode(content), true);
    await new Promise(done => setTimeout(done));
  }
  zip.end();
  return new Blob(parts, { type: "application/zip" });
}
