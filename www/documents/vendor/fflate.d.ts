// What whosaid uses of fflate.
export class ZipDeflate {
  constructor(name: string);
  push(bytes: Uint8Array, isLast: boolean): void;
}
export class Zip {
  constructor(take: (error: Error | null, bytes: Uint8Array) => void);
  add(file: ZipDeflate): void;
  end(): void;
}
