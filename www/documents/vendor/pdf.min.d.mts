// What whosaid uses of pdf.js.
interface TextItem { str: string, transform: number[], width: number, height: number, hasEOL: boolean }
interface Page { getTextContent(): Promise<{ items: (TextItem | { type: string })[] }>, cleanup(): void }
interface Pages { numPages: number, getPage(number: number): Promise<Page> }
export const GlobalWorkerOptions: { workerSrc: string };
export function getDocument(source: object): { promise: Promise<Pages>, destroy(): Promise<void> };
