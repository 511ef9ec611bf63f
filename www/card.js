// The card of the selected annotation: what is known of it, and every way to correct it.
// It stands beside the text, over the sidebar; on small screens it is a sheet at the bottom.

import { acceptAndGoOn, correct, goTo, join, moveBoundary, remove, setSpeaker, spread, spreadPreview } from "./actions.js";
import { chooser } from "./chooser.js";
import { button, byId, counted, element, excerpt } from "./dom.js";
import { percent, placeInWords, statusInWords } from "./model.js";
import { searchPlaces } from "./pkg/whosaid.js";
import { say } from "./status.js";
import { store } from "./store.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Entity} Entity
 * @typedef {import("./model.js").Annotation} Annotation
 * @typedef {import("./chooser.js").Choice} Choice
 * @typedef {"speaker" | "merge" | "assign" | "spread" | "place" | null} Panel  what is open in the card
 */

/** Speakers less likely than this are not offered beside the likeliest. */
const LEAST_LIKELY = 0.01;
/** How many places the search shows at most. */
const MOST_FOUND = 20;

const place = byId("card-place");
/** @type {Panel} */
let panel = null;
/** Which parts are folded out, kept from one annotation to the next. @type {Set<string>} */
const unfolded = new Set();
let dismissed = false;
/** How far below the top of its mark the card stands; pixels. */
let below = 0;
/** @type {(id: string | null) => void} */
let giveFocusBack = () => {};
/** @type {(id: string) => DOMRect | undefined} */
let boxOf = () => undefined;

/**
 * @param {{ giveFocusBack: (id: string | null) => void, boxOf: (id: string) => DOMRect | undefined }} page
 */
export function startCard(page) {
  ({ giveFocusBack, boxOf } = page);
  let shown = /** @type {string | null} */ (null);
  store.addEventListener("select", () => {
    if (store.selected !== shown) {
      panel = null;
      dismissed = false;
    }
    shown = store.selected;
    draw();
  });
  place.addEventListener("keydown", event => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    if (panel) openPanel(null);
    else closeCard();
  });
  window.addEventListener("resize", () => placeCard());
  // Paragraphs get their true height when they come into sight, and the card stays beside its mark.
  new ResizeObserver(() => placeCard({ follow: true })).observe(byId("article"));
  byId("sidebar").addEventListener("focusin", () => hideCard());
}

/** Puts the card away; the annotation stays selected and gets the focus. */
export function closeCard() {
  const hadFocus = place.contains(document.activeElement);
  hideCard();
  if (hadFocus) giveFocusBack(store.selected);
}

function hideCard() {
  dismissed = true;
  panel = null;
  draw();
}

export function cardIsOpen() {
  return place.childElementCount > 0;
}

/** Opens the card and moves the focus into it. */
export function enterCard() {
  dismissed = false;
  draw();
  /** @type {HTMLElement | null} */ (place.querySelector(".card"))?.focus();
}

/** Opens a part of the card with its field ready to type in, or closes it and goes back to the text.
 * @param {Panel} which */
export function openPanel(which) {
  dismissed = false;
  panel = which;
  draw();
  if (which === null) giveFocusBack(store.selected);
}

function draw() {
  const { model, selected } = store;
  const before = document.activeElement;
  const inside = place.contains(before) ? /** @type {HTMLElement} */ (before) : null;
  const control = inside?.dataset.control;
  place.replaceChildren();
  if (!model || !selected || dismissed) {
    if (inside && document.activeElement === document.body) giveFocusBack(selected);
    return;
  }
  const annotation = store.annotation;
  const entity = annotation?.type === "mention" ? annotation.entity : model.entities.get(selected);
  /** @type {(() => void)[]} */
  const afterwards = [];
  const card = annotation?.type === "quotation" ? quotationCard(model, annotation, afterwards)
    : entity ? entityCard(model, entity, annotation, afterwards) : null;
  if (!card) return;
  place.append(card);
  placeCard();
  for (const action of afterwards) action();
  if (inside && !place.contains(document.activeElement)) {
    const same = control ? /** @type {HTMLElement | null} */ (place.querySelector(`[data-control="${CSS.escape(control)}"]`)) : null;
    (same ?? card).focus({ preventScroll: true });
  }
}

/** Beside the selected mark, as far as it fits on the screen.
 * @param {{ follow?: boolean }} [options] `follow`: as far from the mark as it stood before */
export function placeCard({ follow = false } = {}) {
  const card = /** @type {HTMLElement | null} */ (place.firstElementChild);
  const { selected } = store;
  if (!card || !selected || window.matchMedia("(max-width: 760px)").matches) return;
  const anchor = boxOf(store.annotation?.id ?? selected);
  const layout = /** @type {HTMLElement} */ (place.parentElement).getBoundingClientRect();
  const low = Math.max(byId("sidebar").getBoundingClientRect().top, 8);
  const high = window.innerHeight - card.offsetHeight - 16;
  if (!follow) below = Math.max(low, Math.min(anchor ? anchor.top - 24 : low, high)) - (anchor?.top ?? 0);
  place.style.setProperty("--top", `${Math.round((anchor?.top ?? 0) + below - layout.top)}px`);
}

/**
 * @param {string} title @param {string} detail @param {Node | null} badge @param {...(Node | null | false)} body
 */
function frame(title, detail, badge, ...body) {
  return element("section", { class: "card", tabIndex: -1, "aria-label": title, role: "dialog" },
    element("div", { class: "card-head" }, badge,
      element("h2", null, title, element("small", null, detail)),
      button("✕", closeCard, { class: "quiet", "aria-label": "Close", data: { control: "close" } })),
    element("div", { class: "card-body" }, ...body));
}

/** A part that folds out, and stays so. @param {string} name @param {...(Node | null | false)} inside */
function fold(name, ...inside) {
  const details = element("details", null, element("summary", { data: { control: `fold ${name}` } }, name), element("div", { class: "inside" }, ...inside));
  details.open = unfolded.has(name);
  details.addEventListener("toggle", () => {
    if (details.open) unfolded.add(name);
    else unfolded.delete(name);
  });
  return details;
}

/** @param {string} label @param {() => void} action @param {string} [key] @param {Record<string, any>} [more] */
function act(label, action, key, more) {
  const made = button(label, action, { data: { control: label }, "aria-keyshortcuts": key, ...more });
  if (key) made.title = `${label} (${key})`;
  return made;
}

/**
 * @param {Model} model @param {Extract<Annotation, { type: "quotation" }>} annotation @param {(() => void)[]} afterwards
 */
function quotationCard(model, annotation, afterwards) {
  const { quotation, number } = annotation;
  const speaker = quotation.speaker ? model.entities.get(quotation.speaker) : undefined;
  const words = model.wordsOf(quotation);
  const alternatives = quotation.alternatives.filter(({ confidence }) => confidence >= LEAST_LIKELY).slice(0, 3);
  return frame(`Quotation ${number}`, `${statusInWords(quotation.status)}, ${originInWords(quotation.origin)}`, null,
    element("blockquote", null, words),
    panel === "speaker" ? speakerChooser(model, annotation, afterwards)
      : panel === "spread" ? spreadPanel(quotation.id, afterwards)
        : element("div", { class: "speaker-line" },
          badge(model.badgeOf(quotation.speaker) ?? ""),
          element("span", { class: "who" },
            element("strong", null, speaker?.name ?? "Unknown speaker"),
            speaker?.description ? element("small", null, speaker.description) : null,
            speaker ? sureness(quotation.confidence) : null),
          act("Change", () => openPanel("speaker"), "S")),
    panel === null && alternatives.length > 0 && element("div", { class: "row" },
      element("span", { class: "label" }, "or"),
      ...alternatives.map(({ speaker: other, confidence }) =>
        act(`${model.nameOf(other)}, ${percent(confidence)}`, () => setSpeaker(quotation.id, other)))),
    element("div", { class: "row" },
      act(quotation.status === "unreviewed" ? "Accept" : "Next to check", acceptAndGoOn, "A", { class: "primary" }),
      act("Not a quotation", () => remove(), "X", { class: "danger" })),
    element("div", { class: "row" },
      kindButtons("Kind of quotation", ["direct", "indirect", "mixed"], quotation.kind,
        kind => correct({ do: "setQuotationKind", quotation: quotation.id, kind }, `The quotation is ${kind}`))),
    fold("Boundaries and pieces",
      ...quotation.spans.map((span, piece) => boundaries(span.exact, piece, quotation.spans.length)),
      element("div", { class: "row" }, act("Join with the one before", join, "+"),
        element("span", { class: "state" }, "To split it, put the cursor in it (Enter) and press /.")),
      element("p", { class: "state" }, cueInWords(quotation))),
    quotation.source ? fold("Same everywhere", element("div", { class: "row" },
      act(`All “${excerpt(quotation.source.exact, 30)}”…`, () => openPanel("spread"), "Shift+A"))) : null,
    fold("Note", noteField(quotation)));
}

/** @param {string} number */
function badge(number) {
  return element("span", { class: `badge in-list${number === "?" ? " unknown" : ""}`, "aria-hidden": "true" }, number);
}

/** @param {number | null | undefined} confidence */
function sureness(confidence) {
  if (confidence === null || confidence === undefined) return element("small", null, "chosen by a person");
  const bar = element("span");
  bar.style.setProperty("--part", `${Math.round(confidence * 100)}%`);
  return element("small", null, element("span", { class: "meter", "aria-hidden": "true" }, bar), ` ${percent(confidence)} sure`);
}

/** @param {import("./model.js").Quotation} quotation */
function cueInWords({ cue, source }) {
  const parts = [];
  if (source) parts.push(`Named by “${source.exact}”`);
  if (cue) parts.push(`cue “${cue.exact}”`);
  return parts.length > 0 ? `${parts.join(", ")}. To change them, select words in the text.` : "No words in the text name the speaker. Select words in the text to set them.";
}

/** @param {"machine" | "human" | "machineEdited"} origin */
function originInWords(origin) {
  return { machine: "found by the machine", human: "made by a person", machineEdited: "found by the machine, corrected" }[origin];
}

/**
 * @template {string} Kind
 * @param {string} label @param {readonly Kind[]} kinds @param {Kind} current @param {(kind: Kind) => void} set
 */
function kindButtons(label, kinds, current, set) {
  return element("span", { class: "segmented", role: "group", "aria-label": label },
    ...kinds.map(kind => act(kind, () => { if (kind !== current) set(kind); }, undefined, { "aria-pressed": String(kind === current) })));
}

/** Buttons that move both ends; the twin of dragging. @param {string} words @param {number} piece @param {number} of */
function boundaries(words, piece, of) {
  const name = of > 1 ? ` of piece ${piece + 1}` : "";
  /** @param {"start" | "end"} side @param {1 | -1} direction @param {string} sign @param {string} says */
  const arrow = (side, direction, sign, says) => button(sign, event => moveBoundary(side, direction, event.ctrlKey ? "character" : "word", piece),
    { "aria-label": `${says}${name}`, title: `${says} by a word; with Ctrl by a character`, data: { control: `${says}${name}` } });
  const flat = words.replace(/\s+/g, " ");
  return element("div", { class: "row" },
    element("span", { class: "label" }, "Start"), arrow("start", -1, "←", "Start earlier"), arrow("start", 1, "→", "Start later"),
    element("span", { class: "label" }, "End"), arrow("end", -1, "←", "End earlier"), arrow("end", 1, "→", "End later"),
    element("span", { class: "state" }, flat.length < 46 ? flat : `${flat.slice(0, 22)}…${flat.slice(-22)}`));
}

/** @param {import("./model.js").Quotation} quotation */
function noteField(quotation) {
  const field = element("textarea", { value: quotation.note, "aria-label": "Note on the quotation", data: { control: "note" } });
  field.addEventListener("change", () => correct({ do: "setNote", quotation: quotation.id, note: field.value }, "Note kept"));
  return field;
}

/**
 * @param {Model} model @param {Extract<Annotation, { type: "quotation" }>} annotation @param {(() => void)[]} afterwards
 */
function speakerChooser(model, annotation, afterwards) {
  const { quotation } = annotation;
  const done = () => openPanel(null);
  /** @param {Entity} entity @returns {Choice} */
  const choice = entity => ({
    label: entity.name, badge: model.badgeOf(entity.id),
    detail: [entity.id === quotation.speaker ? "now" : "", likelihood(quotation, entity.id), entity.description ?? ""].filter(Boolean).join(", "),
    search: entity.mentions.map(mention => mention.span.exact).join(" "),
    take: () => { panel = null; setSpeaker(quotation.id, entity.id); done(); },
  });
  const made = chooser({
    label: "Who says this?",
    choices: likeliestFirst(model, annotation).map(choice),
    more: typed => [
      ...(typed && !model.annotations.entities.some(entity => entity.name === typed)
        ? [{ label: `New: ${typed}`, detail: "a person", take: () => {
          panel = null;
          correct({ do: "newSpeaker", quotation: quotation.id, name: typed, kind: "person" }, `${typed} is the speaker`);
          done();
        } }] : []),
      { label: "Unknown", badge: "?", take: () => { panel = null; setSpeaker(quotation.id, null); done(); } },
      ...(typed ? [] : [{ label: "New…", detail: "type the name", take: () => { say("Type the name of the new speaker, then press Enter."); } }]),
    ],
    cancel: done,
  });
  afterwards.push(made.focus);
  return made.root;
}

/** @param {import("./model.js").Quotation} quotation @param {string} entity */
function likelihood(quotation, entity) {
  const other = quotation.alternatives.find(({ speaker }) => speaker === entity);
  return other ? percent(other.confidence) : "";
}

/** The machine's other guesses, then those named nearest before and after, then the rest.
 * @param {Model} model @param {Extract<Annotation, { type: "quotation" }>} annotation */
function likeliestFirst(model, { quotation, start }) {
  const guesses = new Map(quotation.alternatives.map(({ speaker, confidence }) => [speaker, confidence]));
  /** @param {Entity} entity */
  const rank = entity => {
    if (entity.id === quotation.speaker) return -3;
    const guess = guesses.get(entity.id);
    if (guess !== undefined) return -1 - guess;
    const nearest = Math.min(...entity.mentions.map(({ span }) => Math.abs(span.start16 - start)), 1e9);
    return nearest + (model.said.has(entity.id) ? 0 : 500) + (entity.kind === "place" || entity.kind === "other" ? 1e6 : 0);
  };
  return model.annotations.entities.map(entity => ({ entity, rank: rank(entity) }))
    .sort((a, b) => a.rank - b.rank).map(({ entity }) => entity);
}

/**
 * @param {Model} model @param {Entity} entity @param {Annotation | undefined} annotation @param {(() => void)[]} afterwards
 */
function entityCard(model, entity, annotation, afterwards) {
  const mention = annotation?.type === "mention" ? annotation.mention : undefined;
  const said = model.said.get(entity.id)?.length ?? 0;
  const number = model.badgeOf(entity.id);
  const words = mention && mention.span.exact !== entity.name ? `“${excerpt(mention.span.exact, 40)}” means ` : "";
  const detail = [entity.kind, counted(entity.mentions.length, "mention"), said > 0 ? counted(said, "quotation") : "", statusInWords(entity.status)].filter(Boolean).join(", ");
  return frame(`${words}${entity.name}`, detail, number === undefined ? null : badge(number),
    entity.description ? element("p", { class: "state" }, entity.description) : null,
    panel === "place" ? placeChooser(entity, afterwards) : entity.kind === "place" && placePart(entity),
    panel === "merge" && mergeChooser(model, entity, mention, afterwards),
    panel === "assign" && mention ? assignChooser(model, entity, mention, afterwards) : null,
    panel === "spread" && mention ? spreadPanel(mention.id, afterwards) : null,
    element("div", { class: "row" },
      act(entity.status === "unreviewed" ? "Accept" : "Next to check", acceptAndGoOn, "A", { class: "primary" }),
      mention ? act("Not a name", () => remove(), "X", { class: "danger" }) : null,
      mention ? act("Not a name anywhere", () => remove({ everywhere: true }), undefined, { class: "danger", title: `Remove every mark on “${mention.span.exact}”` }) : null),
    element("div", { class: "row" },
      element("label", { class: "label", for: "entity-kind" }, "Kind"), kindSelect(entity),
      act("Merge with…", () => openPanel("merge"), "M")),
    mention ? element("div", { class: "row" },
      act(entity.kind === "place" ? "Means another place…" : "Means somebody else…", () => openPanel("assign"), "S"),
      act("Same everywhere…", () => openPanel("spread"), "Shift+A")) : null,
    fold("Name and role", textField("Name", entity.name, name => correct({ do: "renameEntity", entity: entity.id, name }, `Renamed to ${name}`)),
      textField("Role", entity.description ?? "", description => correct({ do: "setDescription", entity: entity.id, description }, "Role kept"))),
    mention ? fold("Boundaries", boundaries(mention.span.exact, 0, 1)) : null,
    entity.mentions.length > 1 && fold(`All ${entity.mentions.length} mentions`, element("ul", null, ...entity.mentions.map(other =>
      element("li", null, button(context(model, other.span), () => goTo(other.id), { class: "quiet", data: { control: `mention ${other.id}` } }))))));
}

/** @param {Model} model @param {import("./model.js").Span} span */
function context(model, span) {
  const before = model.text.slice(Math.max(0, span.start16 - 24), span.start16).replace(/^\S*\s/, "").replace(/\s+/g, " ");
  const after = model.text.slice(span.end16, span.end16 + 30).replace(/\s+\S*$/, "").replace(/\s+/g, " ");
  return `…${before}${span.exact}${after}…`;
}

/** @param {string} label @param {string} value @param {(value: string) => void} keep */
function textField(label, value, keep) {
  const field = element("input", { type: "text", value, data: { control: label } });
  field.addEventListener("change", () => keep(field.value.trim()));
  return element("label", { class: "stacked" }, label, field);
}

/** @param {Entity} entity */
function kindSelect(entity) {
  const kinds = /** @type {const} */ (["person", "organization", "place", "group", "other"]);
  const select = element("select", { id: "entity-kind", data: { control: "kind" } },
    ...kinds.map(kind => element("option", { value: kind, selected: kind === entity.kind }, kind)));
  select.addEventListener("change", () => {
    const kind = kinds[select.selectedIndex];
    correct({ do: "setEntityKind", entity: entity.id, kind }, `${entity.name} is ${kind === "other" ? "something else" : `a${kind === "organization" ? "n" : ""} ${kind}`}`);
  });
  return select;
}

/**
 * @param {Model} model @param {Entity} entity @param {import("./model.js").Mention | undefined} mention
 * @param {(() => void)[]} afterwards
 */
function mergeChooser(model, entity, mention, afterwards) {
  const made = chooser({
    label: `${entity.name} is the same as`,
    choices: model.annotations.entities.filter(other => other.id !== entity.id)
      .sort((a, b) => Number(b.kind === entity.kind) - Number(a.kind === entity.kind) || b.mentions.length - a.mentions.length)
      .map(other => ({
        label: other.name, badge: model.badgeOf(other.id),
        detail: [other.kind, counted(other.mentions.length, "mention")].join(", "),
        take: () => {
          panel = null;
          if (correct({ do: "mergeEntities", from: entity.id, into: other.id }, `Merged ${entity.name} into ${other.name}`)) {
            store.select(other.mentions[0]?.id ?? other.id);
          }
          openPanel(null);
        },
      })),
    more: () => splitOff(entity, mention),
    cancel: () => openPanel(null),
  });
  afterwards.push(made.focus);
  return made.root;
}

/** @param {Model} model @param {Entity} entity @param {import("./model.js").Mention} mention @param {(() => void)[]} afterwards */
function assignChooser(model, entity, mention, afterwards) {
  const words = excerpt(mention.span.exact, 30);
  const made = chooser({
    label: `Whom does “${words}” mean?`,
    choices: model.annotations.entities.filter(other => other.id !== entity.id)
      .map(other => ({
        label: other.name, badge: model.badgeOf(other.id), detail: other.kind,
        take: () => assign(mention, other.id, `“${words}” means ${other.name}`),
      })),
    more: () => splitOff(entity, mention),
    cancel: () => openPanel(null),
  });
  afterwards.push(made.focus);
  return made.root;
}

/** @param {import("./model.js").Mention} mention @param {string | null} entity @param {string} message */
function assign(mention, entity, message) {
  panel = null;
  correct({ do: "assignMention", mention: mention.id, entity }, message);
  openPanel(null);
}

/** The way to say that one mention means nobody of those known.
 * @param {Entity} entity @param {import("./model.js").Mention | undefined} mention @returns {Choice[]} */
function splitOff(entity, mention) {
  if (!mention || entity.mentions.length < 2) return [];
  const words = excerpt(mention.span.exact, 30);
  return [{ label: `“${words}” is somebody or something else`, detail: "splits this mention off", take: () => assign(mention, null, `“${words}” stands for itself`) }];
}

/** Shows what "the same everywhere" would change before it does. @param {string} id @param {(() => void)[]} afterwards */
function spreadPanel(id, afterwards) {
  const { words, places } = spreadPreview(id);
  const { model } = store;
  afterwards.push(() => /** @type {HTMLElement | null} */ (place.querySelector(".chooser button"))?.focus());
  if (!model || places.length === 0) {
    return element("div", { class: "chooser" }, element("p", { class: "state" }, `There is no other “${excerpt(words, 40)}” to change.`),
      act("Back", () => openPanel(null)));
  }
  return element("div", { class: "chooser" },
    element("p", { class: "label" }, `The same for ${counted(places.length, "other place")} with “${excerpt(words, 40)}”:`),
    element("ul", { class: "preview", tabIndex: 0, "aria-label": "What will change" }, ...places.map(({ start, end }) => element("li", null,
      context(model, /** @type {import("./model.js").Span} */ ({ start16: start, end16: Math.min(end, start + 60), exact: model.text.slice(start, Math.min(end, start + 60)) }))))),
    element("div", { class: "row" },
      act("Change them", () => { panel = null; spread(id); openPanel(null); }, undefined, { class: "primary" }),
      act("Back", () => openPanel(null))));
}

/** @param {Entity} entity */
function placePart(entity) {
  const { place: resolved } = entity;
  const candidates = resolved?.candidates ?? [];
  return element("div", { class: "chooser" },
    element("p", { class: "place-facts" }, resolved
      ? `${placeInWords(resolved.label) || "A point set by hand"} (${degrees(resolved.lat, "N", "S")}, ${degrees(resolved.lon, "E", "W")}; ${resolved.precision})`
      : "Not found in the gazetteer: not on the map."),
    candidates.length > 0 ? element("p", { class: "label" }, "Or is it:") : null,
    candidates.length > 0 ? element("div", { class: "row" }, ...candidates.slice(0, 8).map((candidate, index) =>
      act(placeInWords(candidate.label), () => correct({ do: "choosePlace", entity: entity.id, candidate: index }, `${entity.name} is ${placeInWords(candidate.label)}`)))) : null,
    element("div", { class: "row" },
      act("Find it by name…", () => openPanel("place")),
      act("Not a place", () => correct({ do: "notAPlace", entity: entity.id }, `${entity.name} is no place`)),
      resolved ? act("Off the map", () => correct({ do: "setPlace", entity: entity.id, place: null }, `${entity.name} is off the map`)) : null));
}

/** Puts a place on the map by hand, from the gazetteer that ships with the page.
 * @param {Entity} entity @param {(() => void)[]} afterwards */
function placeChooser(entity, afterwards) {
  const made = chooser({
    label: `Which place is ${entity.name}?`,
    choices: [],
    find: typed => searchPlaces(typed || entity.name, MOST_FOUND).map(found => ({
      label: placeInWords(found.label) || typed,
      detail: `${degrees(found.lat, "N", "S")}, ${degrees(found.lon, "E", "W")}`,
      take: () => {
        panel = null;
        correct({ do: "setPlace", entity: entity.id, place: found }, `${entity.name} is ${placeInWords(found.label)}`);
        openPanel(null);
      },
    })),
    cancel: () => openPanel(null),
  });
  afterwards.push(made.focus);
  return made.root;
}

/** @param {number} value @param {string} positive @param {string} negative */
function degrees(value, positive, negative) {
  return `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`;
}

