// What the annotations of the current text say, put in the order in which the page shows it.
// Pure: no element of the page is touched here.

/**
 * @typedef {import("./pkg/whosaid.js").View} View
 * @typedef {Required<import("./pkg/whosaid.js").QuotationRecord>} Quotation
 * @typedef {import("./pkg/whosaid.js").EntityRecord} Entity
 * @typedef {import("./pkg/whosaid.js").MentionRecord} Mention
 * @typedef {import("./pkg/whosaid.js").SpanRecord} Span
 * @typedef {"quotation" | "person" | "place"} Layer  what can be shown and hidden; organizations and groups are "person"
 */

/**
 * One annotation of the text: a quotation, or a mention of an entity.
 * @typedef {{ type: "quotation", id: string, start: number, end: number, quotation: Quotation, number: number }
 *   | { type: "mention", id: string, start: number, end: number, mention: Mention, entity: Entity }} Annotation
 */

/**
 * A reason to look at something: the annotation, and why in plain words.
 * @typedef {{ annotation: Annotation, reason: string, doubt: number }} Check
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

/** With more doubt than this, the machine's choice of speaker is called unsure. */
const UNSURE = 0.5;

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

    this.quotations.forEach((quotation, index) => {
      if (quotation.speaker) {
        const list = this.said.get(quotation.speaker);
        if (list) list.push(quotation);
        else this.said.set(quotation.speaker, [quotation]);
      }
      const spans = quotation.spans;
      this.inOrder.push({
        type: "quotation", id: quotation.id, quotation, number: index + 1,
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
    this.checks = this.findChecks();
    this.toCheck = new Set(this.checks.map(check => check.annotation.id));
  }

  /** What nobody has looked at yet, the most doubtful first.
   * @returns {Check[]} */
  findChecks() {
    /** @type {Check[]} */
    const checks = [];
    for (const annotation of this.inOrder) {
      if (annotation.type !== "quotation" || annotation.quotation.status !== "unreviewed") continue;
      const { speaker, confidence } = annotation.quotation;
      const doubt = 1 - (confidence ?? 1);
      if (!speaker) checks.push({ annotation, reason: "speaker unknown", doubt: 1 });
      else if (doubt > UNSURE) checks.push({ annotation, reason: `unsure who speaks (${percent(1 - doubt)})`, doubt });
      else checks.push({ annotation, reason: "not looked at yet", doubt });
    }
    for (const entity of this.places) {
      const first = entity.mentions[0] && this.byId.get(entity.mentions[0].id);
      if (!first || entity.status !== "unreviewed") continue;
      const others = entity.place?.candidates?.length ?? 0;
      if (!entity.place) checks.push({ annotation: first, reason: "place not found", doubt: 0.95 });
      else if (others > 0) checks.push({ annotation: first, reason: `${others + 1} places of this name`, doubt: 0.3 });
      else checks.push({ annotation: first, reason: "place, not looked at yet", doubt: 0.1 });
    }
    return checks.sort((a, b) => b.doubt - a.doubt || a.annotation.start - b.annotation.start);
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
    return (entity && this.entities.get(entity)?.name) || "unknown speaker";
  }

  /** The words of a quotation, its pieces joined by an ellipsis.
   * @param {Quotation} quotation */
  wordsOf(quotation) {
    return quotation.spans.map(span => span.exact).join(" … ");
  }

  /** The annotation in words, as a screen reader says it.
   * @param {Annotation} annotation */
  describe(annotation) {
    if (annotation.type === "mention") {
      const { entity, mention } = annotation;
      const place = entity.kind !== "place" ? "" : `, ${entity.place ? placeInWords(entity.place.label) || "put on the map by hand" : "not on the map"}`;
      return `${mention.span.exact}, ${entity.kind}${mention.span.exact === entity.name ? "" : ` ${entity.name}`}${place}, ${statusInWords(entity.status)}`;
    }
    const { quotation, number } = annotation;
    const speaker = quotation.speaker
      ? `speaker ${this.badgeOf(quotation.speaker)}, ${this.nameOf(quotation.speaker)}`
      : "? speaker unknown";
    return `Quotation ${number}, ${quotation.kind}, ${speaker}, ${statusInWords(quotation.status)}`;
  }

  /** "14 quotations, 5 speakers, 6 places; 9 to check." */
  summary() {
    const { quotations } = this;
    if (quotations.length === 0 && this.places.length === 0) return "No quotation and no place was found.";
    return `${countOf(quotations.length, "quotation")}, ${countOf(this.speakers.length, "speaker")}, ${countOf(this.places.length, "place")}; ${this.checks.length} to check.`;
  }
}

/** @param {number} count @param {string} noun */
function countOf(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** @param {Quotation["status"]} status */
export function statusInWords(status) {
  return status === "unreviewed" ? "not reviewed" : status;
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
