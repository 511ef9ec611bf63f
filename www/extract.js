// An article's text out of a web page: its paragraphs, not its menus. The markup is parsed, never shown or run.

const NEVER = "script, style, noscript, template, nav, aside, form, button, select, svg, iframe, object, video, audio, " +
  "figcaption, dialog, [hidden], [aria-hidden=true], [role=navigation], [role=complementary], [role=banner], " +
  "[role=contentinfo], [role=search], body > header, body > footer, article footer";
const BLOCKS = new Set(("ADDRESS ARTICLE BLOCKQUOTE BODY DD DIV DL DT FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI " +
  "MAIN OL P PRE SECTION TABLE TR UL").split(" "));

/**
 * @param {string} html
 * @returns {string} paragraphs, an empty line between them
 */
export function articleText(html) {
  const page = articlePage(html);
  for (const unwanted of page.querySelectorAll(NEVER)) unwanted.remove();
  return blocksOf(rootOf(page)).join("\n\n");
}

/** The page that the markup makes. @param {string} html */
export function articlePage(html) {
  return new DOMParser().parseFromString(withoutStyles(html), "text/html");
}

/** The markup without styles and scripts: they say nothing, and the page's policy would report each of them as broken.
 * @param {string} html */
function withoutStyles(html) {
  return html.replace(/<(style|script)\b[^]*?<\/\1\s*>/gi, "")
    .replace(/<[a-z][^<>]*>/gi, tag => tag.replace(/\s(?:style|on[a-z]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)/gi, ""));
}

/** Whether copied markup is a part of a page with more on it than text.
 * @param {string} html */
export function hasMenus(html) {
  return /<(nav|aside|article|main|footer|form)[\s>]/i.test(html);
}

/** The element that holds the article. @param {Document} page @returns {Element} */
function rootOf(page) {
  const named = [...page.querySelectorAll("[itemprop=articleBody], article, main, [role=main]")]
    .map(element => ({ element, length: proseIn(element) }))
    .sort((a, b) => b.length - a.length)[0];
  if (named && named.length > 200) return named.element;
  // No element says that it is the article: take the one whose own paragraphs hold most prose.
  /** @type {Map<Element, number>} */
  const prose = new Map();
  for (const paragraph of page.querySelectorAll("p")) {
    const parent = paragraph.parentElement;
    const length = paragraph.textContent?.trim().length ?? 0;
    if (parent && length >= 40) prose.set(parent, (prose.get(parent) ?? 0) + length);
  }
  const best = [...prose].sort((a, b) => b[1] - a[1])[0];
  const whole = proseIn(page.body);
  return best && best[1] > whole / 2 ? best[0] : page.body;
}

/** Letters in paragraphs. @param {Element} element */
function proseIn(element) {
  return [...element.querySelectorAll("p")].reduce((sum, paragraph) => sum + (paragraph.textContent?.trim().length ?? 0), 0);
}

/** The text of an element, a string for each block. @param {Element} root */
function blocksOf(root) {
  /** @type {string[]} */
  const blocks = [];
  let current = "";
  const finish = () => {
    const text = current.split("\n").map(line => line.replace(/[ \t\r\f]+/g, " ").trim()).join("\n").trim();
    if (text) blocks.push(text);
    current = "";
  };
  /** @param {Node} node @param {boolean} asIs */
  const walk = (node, asIs) => {
    if (node.nodeType === Node.TEXT_NODE) {
      current += asIs ? node.textContent : node.textContent?.replace(/\s+/g, match => match.includes("\u00a0") ? "\u00a0" : " ");
    } else if (node instanceof Element) {
      if (node.tagName === "BR") current += "\n";
      const block = BLOCKS.has(node.tagName);
      if (block) finish();
      for (const child of node.childNodes) walk(child, asIs || node.tagName === "PRE");
      if (block) finish();
      else if (node.tagName === "TD" || node.tagName === "TH") current += " ";
    }
  };
  walk(root, false);
  finish();
  return blocks;
}
