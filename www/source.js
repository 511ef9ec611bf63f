// Where a text comes from: what a web page says of itself, and the fields in which a person writes it down.

import { correct } from "./actions.js";
import { byId, element } from "./dom.js";
import { articlePage } from "./extract.js";
import { store } from "./store.js";
import { wording } from "./words.js";

/** @typedef {import("./pkg/whosaid.js").DocumentFields} DocumentFields */

/** The fields of the file, and what they are called. @type {[keyof DocumentFields, string, Record<string, string>][]} */
const FIELDS = [
  ["title", wording.source.title, {}],
  ["outlet", wording.source.outlet, {}],
  ["author", wording.source.author, {}],
  ["published", wording.source.published, { placeholder: wording.source.suchAs("2026-11-22"), inputMode: "numeric" }],
  ["url", wording.source.addressUrl, { inputMode: "url" }],
  ["accessed", wording.source.accessed, { placeholder: wording.source.suchAs("2026-11-22"), inputMode: "numeric" }],
  ["annotators", wording.source.annotators, { placeholder: wording.source.namesWithBetweenThem }],
];

/** What the markup of a page says of its article. @param {string} html @returns {DocumentFields} */
export function sourceOf(html) {
  const page = articlePage(html);
  const news = newsOf(html);
  const meta = (/** @type {string[]} */ ...names) => names.map(name =>
    page.querySelector(`meta[property="${name}" i], meta[name="${name}" i], meta[itemprop="${name}" i]`)?.getAttribute("content")?.trim()).find(Boolean);
  const words = (/** @type {string} */ selector) => page.querySelector(selector)?.textContent?.replace(/\s+/g, " ").trim() || undefined;
  const link = page.querySelector("link[rel=canonical]")?.getAttribute("href") ?? undefined;
  const url = [link, meta("og:url"), news.url].find(address => address && /^https?:\/\//i.test(address));
  const day = dayOf(news.published ?? meta("article:published_time", "datePublished", "date", "dc.date", "parsely-pub-date")
    ?? page.querySelector("time[datetime]")?.getAttribute("datetime") ?? undefined);
  const byline = words("[rel=author], [itemprop=author] [itemprop=name], [itemprop=author], .byline")?.replace(/^by\s+/i, "");
  const fields = {
    title: news.title ?? meta("og:title", "twitter:title") ?? words("article h1, main h1, h1") ?? words("title"),
    outlet: news.outlet ?? meta("og:site_name", "publisher", "dc.publisher"),
    author: news.author ?? [meta("author", "article:author", "byl", "parsely-author", "dc.creator")].find(name => name && !/^https?:/i.test(name))?.replace(/^by\s+/i, "")
      ?? (byline && byline.length <= 80 ? byline : undefined),
    published: day, url,
    accessed: url ? today() : undefined,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === "string" && value.length <= 500));
}

/** The article that the page describes for search engines (schema.org as JSON-LD). @param {string} html */
function newsOf(html) {
  /** @type {{ title?: string, outlet?: string, author?: string, published?: string, url?: string }} */
  const found = {};
  for (const [, json] of html.matchAll(/<script\b[^>]*application\/ld\+json[^>]*>([^]*?)<\/script/gi)) {
    /** @type {any} */
    let value;
    try {
      value = JSON.parse(json);
    } catch {
      continue;
    }
    const things = [value].flat().flatMap(thing => thing?.["@graph"] ?? [thing]).flat();
    const article = things.find(thing => thing && [thing["@type"]].flat().some(type => /Article|BlogPosting|Report/.test(String(type))));
    if (!article) continue;
    const name = (/** @type {any} */ who) => [who].flat().map(one => typeof one === "string" ? one : one?.name).filter(one => typeof one === "string" && one && !/^https?:/.test(one)).join(", ") || undefined;
    const text = (/** @type {any} */ words) => typeof words === "string" && words.trim() ? words.trim() : undefined;
    found.title ??= text(article.headline);
    found.outlet ??= name(article.publisher);
    found.author ??= name(article.author);
    found.published ??= text(article.datePublished);
    found.url ??= text(article.url) ?? text(article.mainEntityOfPage) ?? text(article.mainEntityOfPage?.["@id"]);
  }
  return found;
}

/** @param {string | undefined} date */
function dayOf(date) {
  return date?.match(/^\d{4}-\d{2}-\d{2}/)?.[0];
}

export function today() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

/** What a copied page says of itself. @param {DataTransfer | null} data @returns {DocumentFields} */
export function pastedSource(data) {
  const html = data?.getData("text/html") ?? "";
  return html ? sourceOf(html) : {};
}

const summary = element("summary", null);
/** @type {Map<keyof DocumentFields, HTMLInputElement>} */
const inputs = new Map();

export function startSource() {
  const place = byId("source");
  const form = element("div", { class: "source-fields" }, ...FIELDS.map(([name, label, properties]) => {
    const input = element("input", { type: "text", id: `source-${name}`, autocomplete: "off", ...properties, data: { commits: "" }, onchange: () => change(name, label, input) });
    inputs.set(name, input);
    return element("label", null, label, input);
  }));
  place.append(summary, form);
  store.addEventListener("change", show);
}

/** @param {keyof DocumentFields} name @param {string} label @param {HTMLInputElement} input */
function change(name, label, input) {
  if (input.value.trim() === shown(name)) return show();
  const value = name === "annotators" ? input.value.split(/[;\n]/).map(person => person.trim()).filter(Boolean) : input.value;
  // What was refused stays in the field, to be mended.
  if (correct({ do: "setDocument", fields: { [name]: value } }, wording.source.fieldKept(label, input.value.trim()))) show();
  else input.setAttribute("aria-invalid", "true");
}

/** What the text's source is, in this field. @param {keyof DocumentFields} name @returns {string} */
function shown(name) {
  const about = store.model?.annotations.document;
  if (name === "annotators") return (about?.annotators ?? []).map(person => person.name).join("; ");
  return (name === "published" ? about?.published ?? about?.date : about?.[/** @type {"title"} */ (name)]) ?? "";
}

function show() {
  const about = store.model?.annotations.document;
  if (!about) return;
  const known = [about.outlet, about.author, shown("published"), about.url].filter(Boolean);
  summary.textContent = known.length > 0 ? wording.source.source(known.join(", ")) : wording.source.sourceNotWrittenDown;
  for (const [name, input] of inputs) {
    if (input.ariaInvalid === "true" && input === document.activeElement && input.value.trim() !== shown(name)) continue;
    const value = shown(name);
    if (input.value !== value) input.value = value;
    input.removeAttribute("aria-invalid");
  }
}
