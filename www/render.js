// The marked article: one element per paragraph, real <mark> elements in it, and the way from a place on the
// page to an offset of the text and back. Only paragraphs whose marks changed are made anew.

import { arrange, element } from "./dom.js";
import { directionOf } from "./directions.js";
import { layerOf } from "./model.js";
import { rolesOf } from "./roles.js";
import { wording } from "./words.js";

/** @typedef {import("./model.js").Model} Model */

/**
 * A stretch of text to mark. Offsets in UTF-16 units.
 * @typedef {{
 *   start: number, end: number, rank: number, classes: string, key: string, owner: string, continues?: string,
 *   says?: string, ends?: string,
 * }} Range  `says` and `ends`: what a screen reader is told before and behind it
 */
/** @typedef {{ at: number, key: string, text: string, label: string, classes: string, noted: boolean }} Badge */
/** @typedef {{ start: number, end: number, element: HTMLElement, signature: string, texts: { node: Text, start: number }[], marks: HTMLElement[] }} Paragraph */

/** Of the stretches that cross at one place, no more go on behind it, each in an element of its own; a further one is
 * marked up to the next place where a stretch begins or ends. Hundreds would make as many elements as their square. */
const MOST_OPEN = 16;
const OPENING_MARK = /["'“”„‟«»‘’‚‹›`]/;

export class ArticleView {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {Paragraph[]} */
    this.paragraphs = [];
    this.text = "";
    /** Marks and badges by the id of their annotation. @type {Map<string, HTMLElement[]>} */
    this.owned = new Map();
    /** What bears a class of {@link highlight}, by the class. @type {Map<string, HTMLElement[]>} */
    this.highlighted = new Map();
  }

  /** Shows the model. @param {Model} model */
  show(model) {
    const kept = new Map(this.paragraphs.map(paragraph => [paragraph.signature, paragraph]));
    const focused = this.focusedKey();
    const ranges = rangesOf(model);
    const badges = badgesOf(model);
    const text = model.text;
    this.text = text;
    /** @type {Paragraph[]} */
    const next = [];
    let firstRange = 0;
    let firstBadge = 0;
    let blank = false;
    const roles = rolesOf(text);
    /** @type {Range[]} */
    let open = [];
    for (let start = 0; start <= text.length;) {
      const newline = text.indexOf("\n", start);
      const end = newline < 0 ? text.length : newline;
      if (text.slice(start, end).trim() === "") {
        blank = true;
      } else {
        open = open.filter(range => range.end > start);
        while (firstRange < ranges.length && ranges[firstRange].start < end) open.push(ranges[firstRange++]);
        const inside = open.filter(range => range.start < end && range.end > start);
        while (firstBadge < badges.length && badges[firstBadge].at < start) firstBadge++;
        const own = [];
        for (let i = firstBadge; i < badges.length && badges[i].at < end; i++) own.push(badges[i]);
        next.push(this.paragraph(text.slice(start, end), start, end, inside, own, blank && next.length > 0, roles.get(start) ?? "", kept));
        blank = false;
      }
      start = end + 1;
    }
    this.paragraphs = next;
    this.owned = new Map();
    for (const { marks } of next) {
      for (const marked of marks) {
        const owner = marked.dataset.owner ?? "";
        const others = this.owned.get(owner);
        if (others) others.push(marked);
        else this.owned.set(owner, [marked]);
      }
    }
    arrange(this.root, next.map(paragraph => paragraph.element));
    this.root.classList.toggle("spaced", next.some(paragraph => paragraph.element.classList.contains("gap")));
    if (focused && !this.focusedKey()) this.focus(focused);
  }

  /**
   * @param {string} text
   * @param {number} start
   * @param {number} end
   * @param {Range[]} ranges
   * @param {Badge[]} badges
   * @param {boolean} gap
   * @param {string} role "headline", "byline" or nothing
   * @param {Map<string, Paragraph>} kept
   * @returns {Paragraph}
   */
  paragraph(text, start, end, ranges, badges, gap, role, kept) {
    const signature = JSON.stringify([text, gap, role,
      ranges.map(range => [range.start - start, range.end - start, range.classes, range.key, range.continues, range.says]),
      badges.map(badge => [badge.at - start, badge.text, badge.label, badge.classes, badge.noted])]);
    const old = kept.get(signature);
    if (old) {
      kept.delete(signature);
      const shift = start - old.start;
      if (shift !== 0) for (const piece of old.texts) piece.start += shift;
      return Object.assign(old, { start, end });
    }
    /** @type {Paragraph} */
    const made = { start, end, signature, element: element("p", {
      class: [gap ? "gap" : "", role].filter(Boolean).join(" "), dir: directionOf(text),
      ...(role === "headline" ? { role: "heading", "aria-level": "3" } : {}),
    }), texts: [], marks: [] };
    fill(made, text, ranges, badges);
    return made;
  }

  /** The key of the mark or badge that has the focus. */
  focusedKey() {
    const active = document.activeElement;
    return active instanceof HTMLElement && this.root.contains(active) ? active.dataset.key ?? null : null;
  }

  /** Gives the focus to the badge or mark of an annotation, or to the article when it has none.
   * @param {string} id @param {{ scroll?: boolean }} [options] */
  focus(id, { scroll = false } = {}) {
    const target = this.anchorOf(id) ?? this.root;
    target.focus({ preventScroll: true });
    if (!scroll || target === this.root) return;
    const before = window.scrollY;
    target.scrollIntoView({ block: "nearest" });
    // From afar to the middle, with what stands around it.
    if (Math.abs(window.scrollY - before) > window.innerHeight / 2) target.scrollIntoView({ block: "center" });
  }

  /** The element that stands for an annotation: a quotation's badge, a mention's first mark.
   * @param {string} id @returns {HTMLElement | null} */
  anchorOf(id) {
    return this.owned.get(id)?.find(marked => marked.dataset.key) ?? null;
  }

  /** Puts the class `name` on the marks and badges of exactly these annotations.
   * @param {string} name @param {Iterable<string>} ids */
  highlight(name, ids) {
    for (const marked of this.highlighted.get(name) ?? []) marked.classList.remove(name);
    const marks = [...new Set(ids)].flatMap(id => this.owned.get(id) ?? []);
    for (const marked of marks) marked.classList.add(name);
    this.highlighted.set(name, marks);
  }

  /** The offset in the text of a point of the page, or null outside the article.
   * @param {Node} node @param {number} offset @returns {number | null} */
  offsetOf(node, offset) {
    if (!this.root.contains(node)) return null;
    for (const paragraph of this.paragraphs) {
      if (!paragraph.element.contains(node)) continue;
      const exact = paragraph.texts.find(piece => piece.node === node);
      if (exact) return exact.start + Math.min(offset, exact.node.length);
      // Between elements, or in a badge: the first text at or after the point.
      const point = document.createRange();
      point.setStart(node, offset);
      const after = paragraph.texts.find(piece => point.comparePoint(piece.node, 0) >= 0);
      return after ? after.start : paragraph.end;
    }
    const child = node === this.root ? this.paragraphs[offset] : undefined;
    return child ? child.start : this.paragraphs.length > 0 ? this.paragraphs[this.paragraphs.length - 1].end : 0;
  }

  /** The point of the page at an offset of the text.
   * @param {number} offset @returns {{ node: Text, offset: number } | null} */
  pointAt(offset) {
    const paragraph = this.paragraphs.find(candidate => offset <= candidate.end) ?? this.paragraphs.at(-1);
    if (!paragraph) return null;
    for (const piece of paragraph.texts) {
      if (offset <= piece.start + piece.node.length) return { node: piece.node, offset: Math.max(0, offset - piece.start) };
    }
    return null;
  }

  /** The stretch of the page that shows a stretch of the text.
   * @param {number} start @param {number} end @returns {globalThis.Range | null} */
  domRange(start, end) {
    const from = this.pointAt(start);
    const to = this.pointAt(end);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }
}

/**
 * All stretches to mark, by start; outer ones first.
 * @param {Model} model @returns {Range[]}
 */
function rangesOf(model) {
  /** @type {Range[]} */
  const ranges = [];
  model.quotations.forEach(quotation => {
    const state = quotation.status !== "unreviewed" ? " seen" : model.doubtful.has(quotation.id) ? " doubtful" : "";
    const classes = `quotation ${quotation.kind}${state}`;
    const number = model.badgeOf(quotation.speaker);
    quotation.spans.forEach((span, piece) => {
      ranges.push({
        start: span.start16, end: span.end16, rank: 0, classes, key: "", owner: quotation.id,
        continues: piece > 0 ? number : undefined,
        ends: piece === quotation.spans.length - 1 ? wording.render.endOfQuotation : undefined,
      });
    });
    if (quotation.cue) ranges.push({ start: quotation.cue.start16, end: quotation.cue.end16, rank: 1, classes: "cue", key: "", owner: quotation.id, says: wording.render.cue });
    if (quotation.source) ranges.push({ start: quotation.source.start16, end: quotation.source.end16, rank: 1, classes: "source", key: "", owner: quotation.id });
  });
  for (const entity of model.annotations.entities) {
    const layer = layerOf(entity);
    if (!layer) continue;
    const doubtful = model.doubtful.has(entity.id) ? " doubtful" : "";
    for (const { id, form, span, note, tags } of entity.mentions) {
      const classes = `mention ${layer}${form === "name" ? doubtful : ` ${form}`}${note || tags?.length ? " noted" : ""}`;
      const says = form === "name" ? `${wording.names.entity[entity.kind]}: ` : wording.render.standsFor(wording.names.form[form], entity.name);
      ranges.push({ start: span.start16, end: span.end16, rank: 2, classes, key: id, owner: id, says });
    }
  }
  return ranges
    .filter(range => range.start < range.end)
    .sort((a, b) => a.start - b.start || b.end - a.end || a.rank - b.rank);
}

/**
 * The badges, by their place: before the quotation's opening mark, so that the two never part.
 * @param {Model} model @returns {Badge[]}
 */
function badgesOf(model) {
  /** @type {Badge[]} */
  const badges = [];
  for (const annotation of model.inOrder) {
    if (annotation.type !== "quotation") continue;
    const { quotation } = annotation;
    const start = quotation.spans[0].start16;
    const at = start > 0 && OPENING_MARK.test(model.text[start - 1]) ? start - 1 : start;
    badges.push({
      at, key: quotation.id,
      text: model.badgeOf(quotation.speaker) ?? "",
      label: model.describe(annotation),
      classes: `badge${quotation.speaker ? "" : " unknown"}${quotation.status === "unreviewed" ? " unreviewed" : ""}`,
      noted: quotation.note !== "" || (quotation.tags ?? []).length > 0,
    });
  }
  return badges.sort((a, b) => a.at - b.at);
}

/**
 * Builds a paragraph. The text is cut at every boundary; where two stretches cross, the one that began
 * earlier stays outside and the other goes on in a second element.
 * @param {Paragraph} paragraph
 * @param {string} text the paragraph's text
 * @param {Range[]} ranges those that touch the paragraph, by start
 * @param {Badge[]} badges
 */
function fill(paragraph, text, ranges, badges) {
  const { start, end } = paragraph;
  const cuts = new Set([start, end]);
  for (const range of ranges) {
    cuts.add(Math.max(range.start, start));
    cuts.add(Math.min(range.end, end));
  }
  for (const badge of badges) cuts.add(badge.at);
  const boundaries = [...cuts].sort((a, b) => a - b);
  /** @type {{ range: Range, mark: HTMLElement, until: number }[]} */
  const stack = [];
  const top = () => stack.length > 0 ? stack[stack.length - 1].mark : paragraph.element;
  let next = 0;
  let nextBadge = 0;
  boundaries.forEach((from, index) => {
    // Close what ends here; what lies inside it and goes on is opened again.
    const firstEnding = stack.findIndex(({ until }) => until <= from);
    if (firstEnding >= 0) {
      const closed = stack.splice(firstEnding);
      for (const { range, mark, until } of closed) if (range.ends && until <= from) mark.dataset.ends = range.ends;
      const goOn = closed.filter(({ until }) => until > from);
      for (const { range, until } of goOn) stack.push({ range, until, mark: openMark(paragraph, top(), range, from) });
    }
    for (; nextBadge < badges.length && badges[nextBadge].at === from; nextBadge++) {
      top().append(badgeElement(paragraph, badges[nextBadge]));
    }
    for (; next < ranges.length && Math.max(ranges[next].start, start) === from; next++) {
      const range = ranges[next];
      const until = stack.length < MOST_OPEN ? range.end : boundaries[index + 1] ?? range.end;
      stack.push({ range, until, mark: openMark(paragraph, top(), range, from) });
    }
    const to = boundaries[index + 1];
    if (to === undefined) return;
    const node = document.createTextNode(text.slice(from - start, to - start));
    paragraph.texts.push({ node, start: from });
    top().append(node);
  });
}

/**
 * @param {Paragraph} paragraph @param {HTMLElement} parent @param {Range} range @param {number} from
 * @returns {HTMLElement}
 */
function openMark(paragraph, parent, range, from) {
  const mark = element("mark", { class: range.classes, data: { owner: range.owner } });
  if (from === range.start) {
    mark.classList.add("first");
    if (range.says) mark.dataset.says = range.says;
    if (range.key) {
      mark.dataset.key = range.key;
      mark.tabIndex = -1;
    }
    if (range.continues) {
      mark.classList.add("continues");
      mark.dataset.number = range.continues;
    }
  }
  paragraph.marks.push(mark);
  parent.append(mark);
  return mark;
}

/** @param {Paragraph} paragraph @param {Badge} badge */
function badgeElement(paragraph, { classes, label, key, text, noted }) {
  const button = element("button", { type: "button", class: classes, "aria-label": label, data: { key, owner: key } }, text);
  paragraph.marks.push(button);
  return element("span", { class: "badge-holder" }, button, noted ? element("span", { class: "note-sign", "aria-hidden": "true", title: wording.render.withANote }, "✎") : null);
}
