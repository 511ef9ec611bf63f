// What the first lines of a text are.

/** A line that long is no headline; characters. */
const LONGEST_HEADLINE = 160;
const BYLINE = /^(by\s+\p{Lu}|from\s+\p{Lu}.*correspondent|published|updated|posted|last (?:modified|updated))/iu;
/** A line of nothing but a date, perhaps with a time. */
const DATE_LINE = /^(?:\p{L}+day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?\p{L}{3,9}\.?\s+\d{1,2}?(?:st|nd|rd|th)?,?\s*\d{4}\b[\s\d:,.apmAPMGTUCES|-]*$/u;

/**
 * What the first lines are, by where they begin: a headline, and a byline or a date below it.
 * @param {string} text @returns {Map<number, string>}
 */
export function rolesOf(text) {
  const roles = new Map();
  const lines = [...text.matchAll(/[^\n]*\S[^\n]*/g).take(4)];
  if (lines.length < 3) return roles;
  const [first, ...others] = lines;
  // A line that goes on in the next one is the beginning of a text whose lines are broken.
  const goesOn = others[0].index === first.index + first[0].length + 1 && /^\s*\p{Ll}/u.test(others[0][0]);
  const isTitle = !goesOn && first[0].length <= LONGEST_HEADLINE && !/[.:,;”"]\s*$/.test(first[0]) && !/\s[—–]\s|^\P{L}*\p{Lu}{3,}\s*[,(—–]/u.test(first[0]);
  if (isTitle) roles.set(first.index, "headline");
  for (const line of isTitle ? others : lines) {
    const words = line[0].trim();
    if (words.length > 90 || !(BYLINE.test(words) || DATE_LINE.test(words))) break;
    roles.set(line.index, "byline");
  }
  return roles;
}
