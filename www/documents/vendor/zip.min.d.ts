// What whosaid uses of zip.js.
export interface Entry {
  filename: string;
  directory: boolean;
  getData(into: WritableStream<Uint8Array>): Promise<unknown>;
}
export interface NamesOptions {
  decodeText(bytes: Uint8Array): string;
}
export function configure(options: { useWebWorkers: boolean }): void;
export class BlobReader {
  constructor(blob: Blob);
}
export class BlobWriter {
  constructor(mediaType: string);
}
export class TextReader {
  constructor(text: string);
}
export class ZipReader {
  constructor(reader: BlobReader);
  getEntries(options: NamesOptions): Promise<Entry[]>;
}
export class ZipWriter {
  constructor(writer: BlobWriter);
  add(name: string, reader: TextReader): Promise<unknown>;
  close(): Promise<Blob>;
}
