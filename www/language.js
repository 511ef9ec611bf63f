// Is this English? A quick look, before the engine reads: the commonest English words against all words.

const COMMON = new Set(("the of and to in a is that for it on was with as by at he be his from are this an they have " +
  "has had not but who she her its were will said which we i you or their been one more would about after when than " +
  "there up out new over all if no can into what our us").split(" "));
/** So few words say nothing about a language. */
const TOO_FEW = 20;
/** English news has 35 to 50 % of these words; other languages stay far below this share. */
const LEAST_SHARE = 0.16;

/**
 * Whether the text looks like another language than English.
 * @param {string} text
 */
export function looksForeign(text) {
  const words = text.slice(0, 8000).toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < TOO_FEW) {
    // Scripts without spaces give few, long "words".
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
    return letters > 40 && latin < letters / 2;
  }
  const common = words.filter(word => COMMON.has(word)).length;
  return common / words.length < LEAST_SHARE;
}
