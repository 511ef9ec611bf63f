// Why something was not done, in the page's words: an error of the engine's says so by its cause, a code with values.

import { wording } from "./words.js";

/** @typedef {import("./pkg/whosaid.js").Told} Told */

/** Without a full stop. @param {unknown} error */
export function plain(error) {
  const cause = /** @type {Told | undefined} */ (error instanceof Error ? error.cause : undefined);
  const words = (cause && inWords(cause)) ?? (error instanceof Error ? error.message : String(error));
  return words.replace(/\.$/, "");
}

/** Why a file, or one of the documents in it, is not opened. @param {import("./pkg/whosaid.js").Unopened} reason */
export function whyUnopened(reason) {
  return said(wording.reasons.unopened, reason)?.replace(/\.$/, "") ?? reason.code;
}

/** @param {Told} told @returns {string | undefined} */
function inWords(told) {
  const { refusals, unopened, faults, failures } = wording.reasons;
  if ("refusal" in told) return said(refusals, told.refusal);
  if ("unopened" in told) return said(unopened, told.unopened);
  if ("fault" in told) return said(faults, told.fault);
  if ("failure" in told) return said(failures, told.failure);
  return undefined;
}

/** @param {Record<string, any>} words @param {{ code: string }} reason @returns {string | undefined} */
function said(words, reason) {
  return words[reason.code]?.(reason);
}
