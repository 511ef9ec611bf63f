// An article's text out of a web page: its paragraphs, not its menus. The markup is parsed, never shown or run.

const NEVER = "script, style, noscript, template, nav, aside, button, select, svg, iframe, object, video, audio, " +
  "figcaption, dialog, [hidden], [aria-hidden=true], [role=navigation], [role=complementary], [role=banner], " +
  "[role=contentinfo], [role=search], body > header, body > footer, article footer:not(blockquote footer)";
const BLOCKS = new Set(("ADDRESS ARTICLE BLOCKQUOTE BODY DD DIV DL DT FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI " +
  "MAIN OL P PRE SECTION TABLE TR UL").split(" "));

/** Parts of a page that their class or id tells not to be of the article. */
const ASIDE = /(?:^|[-_\s])(?:nav|navbar|menu|side-?bar|related|promo|newsletter|share|sharing|social|comments?|cookies?|consent|advert\w*|ads?|banner|breadcrumbs?|caption|credit|most-?read|trending|recommended|paywall|tags?|toolbar)(?:$|[-_\s])/i;

/** Lines that stand between the paragraphs of many pages and are no part of the article. */
const BETWEEN = new RegExp("^(?:" + ["advertise?ments?", "ads?", "sponsored(?: content)?", "most (?:read|popular|viewed|shared)", "read (?:more|next|also)",
  "related(?: articles?| stories| topics| content)?", "share(?: this)?(?: article| story| page)?", "(?:sign up|subscribe)(?: now| to .{0,60}newsletters?.{0,40})?",
  "follow us(?: on .{0,40})?", "\\d* ?comments?", "continue reading(?: the main story)?", "recommended(?: for you)?", "trending(?: now)?", "more on this(?: story)?",
  "skip (?:to|past) .{0,40}", "listen(?: to (?:this )?article)?", "print(?: this)?(?: page| article)?", "copy link", "image (?:source|caption).{0,80}",
  "accept (?:all )?cookies", "menu", "home", "terms of use.{0,80}", "privacy policy.{0,80}", "scroll to continue.{0,40}", "story continues below.{0,40}", "supported by"].join("|") + ")[:.]?$", "i");

/** Text shorter than this is no prose; characters. */
const SHORT = 40;
/** An element with less prose does not hold the article because its name says so; characters. */
const LEAST_PROSE = 200;
/** Of elements within each other that are named so, the innermost is taken that holds this much of what most hold. */
const NEARLY_ALL = 0.6;
/** More of its words than this are links in a menu, and fewer in prose. */
const MOST_LINKED = 0.6;

/**
 * @param {string} html
 * @returns {string} paragraphs, an empty line between them
 */
export function articleText(html) {
  const page = articlePage(html);
  for (const unwanted of page.querySelectorAll(NEVER)) unwanted.remove();
  const whole = lengthOf(page.body);
  const prose = proseIn(page.body);
  for (const part of page.querySelectorAll("form, div, section, ul, ol, table, p, span, header, footer")) {
    const names = `${part.id} ${part.getAttribute("class") ?? ""}`;
    // What holds a third of the page, or of its paragraphs, is no aside, whatever it is called.
    const isAside = part.tagName === "FORM" || ASIDE.test(names) || isMenu(part);
    if (isAside && lengthOf(part) < whole / 3 && proseIn(part) <= prose / 3) part.remove();
  }
  return blocksOf(rootOf(page)).filter(block => !BETWEEN.test(block)).join("\n\n");
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

/** Whether copied markup is to be read itself: it is a part of a page with more on it than text, or has quotation marks
 * that the plain text copied with it lacks.
 * @param {string} html */
export function saysMore(html) {
  return /<(nav|aside|article|main|footer|form|q)[\s>]/i.test(html);
}

/** The element that holds the article. @param {Document} page @returns {Element} */
function rootOf(page) {
  /** Letters of prose by the element whose paragraphs they are, whatever those are made of. @type {Map<Element, number>} */
  const prose = new Map();
  let whole = 0;
  for (const element of page.body.querySelectorAll("p, div, td, section, blockquote, article, main")) {
    const holder = isParagraph(element) ? element.parentElement : element;
    const length = isParagraph(element) ? lengthOf(element) : ownLetters(element);
    if (!holder || length < SHORT) continue;
    whole += length;
    prose.set(holder, (prose.get(holder) ?? 0) + length);
  }
  /** @param {Element} element */
  const within = element => [...prose].reduce((sum, [holder, length]) => sum + (element.contains(holder) ? length : 0), 0);
  const named = [...page.querySelectorAll("[itemprop=articleBody], article, main, [role=main]")]
    .map(element => ({ element, length: within(element) }))
    .filter(({ length }) => length > LEAST_PROSE)
    .sort((a, b) => b.length - a.length);
  const innermost = named.filter(({ length }) => length >= NEARLY_ALL * named[0].length).at(-1);
  if (innermost) return innermost.element;
  // No element says that it is the article: take the one with most prose of its own, or what is around it, so that half
  // of all prose is in it.
  let root = [...prose].sort((a, b) => b[1] - a[1])[0]?.[0] ?? page.body;
  while (root !== page.body && root.parentElement && within(root) < whole / 2) root = root.parentElement;
  return root;
}

/** Letters in paragraphs. @param {Element} element */
function proseIn(element) {
  return [...element.querySelectorAll("p")].reduce((sum, paragraph) => sum + lengthOf(paragraph), 0);
}

/** @param {Element} element */
function lengthOf(element) {
  return element.textContent?.trim().length ?? 0;
}

/** Whether an element is one paragraph: a p, or text with no block in it. @param {Element} element */
function isParagraph(element) {
  return element.tagName === "P" || ![...element.children].some(isBlock);
}

/** Letters of an element that stand in none of its blocks: of an article whose lines only br parts, all.
 * @param {Element} element */
function ownLetters(element) {
  const blocks = [...element.children].filter(child => isBlock(child) || [...child.querySelectorAll("*")].some(isBlock));
  const letters = (/** @type {Element} */ part) => part.textContent?.replace(/\s+/g, "").length ?? 0;
  return blocks.reduce((rest, block) => rest - letters(block), letters(element));
}

/** @param {Element} element */
function isBlock(element) {
  return BLOCKS.has(element.tagName) || element.tagName === "TD";
}

/** Whether an element is a list of links. @param {Element} element */
function isMenu(element) {
  const links = [...element.querySelectorAll("a")];
  if (links.length < 3) return false;
  const linked = links.reduce((sum, link) => sum + lengthOf(link), 0);
  return linked / Math.max(1, lengthOf(element)) > MOST_LINKED && linked / links.length < 2 * SHORT;
}

/** The marks that a browser shows around a q element, single ones within another; none where the page has typed them, or
 * where a paragraph stands in it. @param {Element} element @param {string} before the text before it, of its block */
function marksAround(element, before) {
  let depth = 0;
  for (let outer = element.parentElement?.closest("q"); outer; outer = outer.parentElement?.closest("q")) depth++;
  const words = element.textContent?.trim() ?? "";
  const isTyped = /^["'“‘„«][^]*["'”’“»]$/.test(words) || depth === 0 && /["“‘„«]$/.test(before);
  if (words === "" || isTyped || [...element.querySelectorAll("*")].some(isBlock)) return ["", ""];
  return depth % 2 ? ["‘", "’"] : ["“", "”"];
}

/** The text of an element, a string for each block. @param {Element} root */
function blocksOf(root) {
  /** @type {string[]} */
  const blocks = [];
  let current = "";
  const finish = () => {
    const lines = current.split("\n").map(line => line.replace(/[ \t\r\f]+/g, " ").trim());
    // Many br elements make one empty line.
    const text = lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
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
      const [opening, closing] = node.tagName === "Q" ? marksAround(node, current) : ["", ""];
      current += opening;
      for (const child of node.childNodes) walk(child, asIs || node.tagName === "PRE");
      current += closing;
      if (block) finish();
      else if (node.tagName === "TD" || node.tagName === "TH") current += " ";
    }
  };
  walk(root, false);
  finish();
  return blocks;
}
