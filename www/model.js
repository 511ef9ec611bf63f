// What the annotations of the current text say, put in the order in which the page shows it.
// Pure: no element of the page is touched here.

import { wording } from "./words.js";

/**
 * @typedef {import("./pkg/whosaid.js").View} View
 * @typedef {Required<Omit<import("./pkg/whosaid.js").QuotationRecord, "tags">> & { tags?: string[] }} Quotation
 * @typedef {import("./pkg/whosaid.js").EntityRecord} Entity
 * @typedef {import("./pkg/whosaid.js").MentionRecord} Mention
 * @typedef {import("./pkg/whosaid.js").SpanRecord} Span
 * @typedef {"quotation" | "person" | "place"} Layer  what can be shown and hidden; organizations and groups are "person"
 */

/**
 * One annotation of the text: a quotation, or a mention of an entity.
 * @typedef {{ type: "quotation", id: string, start: number, end: number, quotation: Quotation }
 *   | { type: "mention", id: string, start: number, end: number, mention: Mention, entity: Entity }} Annotation
 */

/**
 * Something to check, as the session says: what, why, and how doubtful.
 * @typedef {import("./pkg/whosaid.js").Check & { annotation: Annotation }} Check
 * @typedef {import("./pkg/whosaid.js").Certainty} Certainty
 */

/**
 * The layer an entity is shown in, or null if it is not marked.
 * @param {Entity} entity
 * @returns {Layer | null}
 */
export function layerOf(entity) {
  if (entity.kind === "place") return "place";
  return entity.kind === "other" ? null : "person";
}

export class Model {
  /** @param {View} annotations */
  constructor(annotations) {
    this.annotations = annotations;
    this.text = annotations.document.text;
    this.quotations = /** @type {Quotation[]} */ (annotations.quotations);
    /** What a person rejected. */
    this.removed = annotations.removed ?? [];
    /** What an edit of the text destroyed. */
    this.lost = annotations.lost ?? [];
    /** @type {Map<string, Entity>} */
    this.entities = new Map(annotations.entities.map(entity => [entity.id, entity]));
    /** @type {Map<string, Quotation[]>} quotations by the id of their speaker */
    this.said = new Map();
    /** @type {Annotation[]} in the order of the text, the outer one first */
    this.inOrder = [];
    /** @type {Map<string, Annotation>} */
    this.byId = new Map();

    this.quotations.forEach(quotation => {
      if (quotation.speaker) {
        const list = this.said.get(quotation.speaker);
        if (list) list.push(quotation);
        else this.said.set(quotation.speaker, [quotation]);
      }
      const spans = quotation.spans;
      this.inOrder.push({
        type: "quotation", id: quotation.id, quotation,
        start: spans[0].start16, end: spans[spans.length - 1].end16,
      });
    });
    for (const entity of annotations.entities) {
      for (const mention of entity.mentions) {
        this.inOrder.push({
          type: "mention", id: mention.id, mention, entity, start: mention.span.start16, end: mention.span.end16,
        });
      }
    }
    this.inOrder.sort((a, b) => a.start - b.start || b.end - a.end);
    for (const annotation of this.inOrder) this.byId.set(annotation.id, annotation);

    /** Those who are quoted, by their numbers. */
    this.speakers = annotations.entities.filter(entity => this.said.has(entity.id))
      .sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
    this.silent = annotations.entities.filter(entity => layerOf(entity) === "person" && !this.said.has(entity.id));
    this.places = annotations.entities
      .filter(entity => entity.kind === "place")
      .sort((a, b) => Number(Boolean(a.place)) - Number(Boolean(b.place)));
    this.unattributed = this.quotations.filter(quotation => !quotation.speaker);
    /** What is to check, the most doubtful first. @type {Check[]} */
    this.checks = annotations.checks.flatMap(check => {
      const annotation = this.byId.get(check.id);
      return annotation ? [{ ...check, annotation }] : [];
    });
    /** The checks by quotation or entity. @type {Map<string, Check>} */
    this.doubtful = new Map(this.checks.map(check => [check.entity ?? check.id, check]));
    /** How many others nobody has looked at: the program is sure of them. */
    this.unseen = annotations.unseen;
  }

  /** Why an annotation is to check, if it is. @param {Annotation} annotation @returns {Check | undefined} */
  checkOf(annotation) {
    return this.doubtful.get(annotation.type === "quotation" ? annotation.id : annotation.entity.id);
  }

  /** Whether there is a quotation, a mention or an entity of this id. @param {string} id */
  has(id) {
    return this.byId.has(id) || this.entities.has(id);
  }

  /** What stands on the badges of a speaker's quotations; "?" for an unknown one, nothing for who never speaks.
   * @param {string | null | undefined} entity */
  badgeOf(entity) {
    if (!entity) return "?";
    return this.said.has(entity) ? String(this.entities.get(entity)?.number ?? "") : undefined;
  }

  /** @param {string | null | undefined} entity */
  nameOf(entity) {
    return (entity && this.entities.get(entity)?.name) || wording.model.unknownSpeaker;
  }

  /** The words of a quotation, its pieces joined by an ellipsis.
   * @param {Quotation} quotation */
  wordsOf(quotation) {
    return quotation.spans.map(span => span.exact).join(" … ");
  }

  /** What a quotation is called where it is spoken of: its speaker and its first words.
   * @param {Quotation} quotation */
  callOf(quotation) {
    return wording.model.called(quotation.speaker, this.nameOf(quotation.speaker), firstWords(this.wordsOf(quotation)));
  }

  /** What an annotation is called. @param {Annotation} annotation */
  titleOf(annotation) {
    return annotation.type === "quotation" ? this.callOf(annotation.quotation) : annotation.mention.span.exact;
  }

  /** The annotation in words, as a screen reader says it.
   * @param {Annotation} annotation */
  describe(annotation) {
    const state = this.stateInWords(annotation);
    if (annotation.type === "mention") {
      const { entity, mention } = annotation;
      const place = entity.kind !== "place" ? "" : wording.model.onMap(entity.place, placeInWords(entity.place?.label));
      const form = mention.form === "name" ? wording.names.entity[entity.kind] : wording.model.forThe(wording.names.form[mention.form], wording.names.entity[entity.kind]);
      return wording.model.mention(mention.span.exact, form, entity.name, place, state, hasNote(entity) || hasNote(mention));
    }
    const { quotation } = annotation;
    const speaker = quotation.speaker
      ? wording.model.speaker(this.badgeOf(quotation.speaker), this.nameOf(quotation.speaker))
      : wording.model.speakerUnknown;
    return wording.model.quotation(wording.names.quotation[quotation.kind], speaker, state, hasNote(quotation));
  }

  /** Whether anybody has looked at it, and how sure the program is. @param {Annotation} annotation */
  stateInWords(annotation) {
    const { status } = annotation.type === "quotation" ? annotation.quotation : annotation.entity;
    if (status !== "unreviewed") return status === "accepted" ? wording.model.checked : wording.model.corrected;
    const check = this.checkOf(annotation);
    if (!check) return wording.model.sureNotLookedAt;
    // Of nothing there is no guess.
    const isGuess = check.certainty === "guess" && check.reason !== "speakerUnknown" && check.reason !== "placeUnknown";
    return isGuess ? wording.model.aGuessToCheck : wording.model.toCheck;
  }

  /** Why it is to check, in words. @param {Check} check */
  reasonInWords({ reason, other, doubt, certainty }) {
    const likely = Math.min(99, Math.round((1 - doubt) * 100));
    switch (reason) {
      case "speakerUnknown": return wording.model.speakerUnknown;
      case "speakerUnsure": return wording.model.aboutSuchAreRight(certainty, likely, other, this.nameOf(other));
      case "speakerProposed": return wording.model.programProposedSpeaker;
      case "placeUnknown": return wording.model.placeNotFoundNotMap;
      case "placeUnsure": return wording.model.severalPlacesNameSuchChoices(likely);
      case "sameWords": return wording.model.sameWordsAlsoMeanAnother(other, wording.names.entity[this.entities.get(other ?? "")?.kind ?? "other"], this.nameOf(other));
      case "partOfName": return wording.model.perhapsTheSameAs(this.nameOf(other));
    }
  }

  /** "14 quotations, 5 speakers, 6 places; 9 to check." */
  summary() {
    const { quotations } = this;
    if (quotations.length === 0 && this.places.length === 0) return wording.model.noQuotationNoPlaceWas;
    return wording.model.summary(quotations.length, this.speakers.length, this.places.length, this.checks.length);
  }
}

/** Whether a person has written something beside it. @param {{ note?: string, tags?: string[] }} of */
function hasNote({ note, tags }) {
  return Boolean(note || tags?.length);
}

/** The first words of a quotation. @param {string} words */
export function firstWords(words) {
  const all = words.split(/\s+/).filter(Boolean);
  return all.length <= 5 ? all.join(" ") : `${all.slice(0, 5).join(" ")}…`;
}

/** How sure the program is, in a word. @param {Certainty} certainty */
export function certaintyInWords(certainty) {
  return wording.names.certainty[certainty];
}

const countries = new Intl.DisplayNames("en", { type: "region", style: "short" });

/** The label of a place as people read it: the engine ends it with the country's code, and "MT" might be Montana.
 * @param {string | undefined} label */
export function placeInWords(label = "") {
  return label.replace(/, ([A-Z]{2})$/, (_, code) => `, ${countries.of(code)}`);
}

/** A probability in words; a machine is never quite sure. @param {number} part from 0 to 1 */
export function percent(part) {
  return `${Math.min(99, Math.round(part * 100))} %`;
}
