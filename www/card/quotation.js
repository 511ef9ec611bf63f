// The card of a quotation.

import { correct, join, remove, setSpeaker } from "../actions.js";
import { button, element, excerpt } from "../dom.js";
import { certaintyInWords, percent } from "../model.js";
import { chooseSpeaker, spreadPanel } from "./choosers.js";
import { act, badge, boundaries, kindButtons, more, noteField, originInWords, part, row, state } from "./parts.js";
import { splitPanel } from "./split.js";

/**
 * @typedef {import("../model.js").Model} Model
 * @typedef {import("../model.js").Annotation} Annotation
 * @typedef {import("./index.js").Card} Card
 */

/** Speakers less likely than this are not offered beside the likeliest. */
const LEAST_LIKELY = 0.01;

/** @param {Model} model @param {Extract<Annotation, { type: "quotation" }>} annotation @param {Card} card @returns {import("./index.js").Content} */
export function quotationCard(model, annotation, card) {
  const { quotation } = annotation;
  const speaker = quotation.speaker ? model.entities.get(quotation.speaker) : undefined;
  const alternatives = quotation.alternatives.filter(({ confidence }) => confidence >= LEAST_LIKELY).slice(0, 3);
  const opened = card.panel === "speaker" ? chooseSpeaker(model, annotation, card)
    : card.panel === "spread" ? spreadPanel(quotation.id, card)
      : card.panel === "split" ? splitPanel(model, quotation, card) : null;
  return {
    title: speaker?.name ?? "Unknown speaker",
    details: [speaker?.description ? element("p", null, speaker.description) : null, sureness(model, annotation)],
    badge: badge(model.badgeOf(quotation.speaker) ?? ""),
    change: { says: "Change the speaker", action: () => card.open("speaker") },
    remove: { says: "Remove: not a quotation", action: () => remove() },
    body: [
      opened,
      !opened && alternatives.length > 0 && row(element("span", { class: "label" }, "or"),
        ...alternatives.map(({ speaker: other, confidence }) => act(`${model.nameOf(other)}, ${percent(confidence)}`, () => setSpeaker(quotation.id, other)))),
      element("blockquote", null, model.wordsOf(quotation)),
      row(kindButtons("Kind of quotation", ["direct", "indirect", "mixed"], quotation.kind,
        kind => correct({ do: "setQuotationKind", quotation: quotation.id, kind }, `The quotation is ${kind}`))),
      quotation.note ? noteField(quotation) : null,
      more(
        part("Boundaries", ...quotation.spans.map((span, piece) => boundaries(span.exact, piece, quotation.spans.length)),
          state("Or select words in the text: “Use as extent”, “Add to it”.")),
        part("Pieces", row(act("Split…", () => card.open("split"), "/"), act("Join with the one before", join, "+"))),
        part("Cue and source", ...cueAndSource(quotation)),
        quotation.source ? part("Same everywhere", row(act(`All “${excerpt(quotation.source.exact, 30)}”…`, () => card.open("spread"), "Shift+A"))) : null,
        quotation.note ? null : noteField(quotation),
        state(`${originInWords(quotation.origin)}, ${model.stateInWords(annotation)}`)),
    ],
  };
}

/** How sure the speaker is, in a word and in what the word means. @param {Model} model @param {Extract<Annotation, { type: "quotation" }>} annotation */
function sureness(model, annotation) {
  const { confidence, speaker, status } = annotation.quotation;
  if (!speaker) return element("p", null, status === "unreviewed" ? "nobody is named; to check" : "set as unknown by a person");
  if (status !== "unreviewed" && (confidence === null || confidence === undefined)) return element("p", null, "chosen by a person");
  if (confidence === null || confidence === undefined) return element("p", null, "proposed by the program, to check");
  const word = certaintyInWords(model.checkOf(annotation)?.certainty ?? "sure");
  const meaning = `of 100 such speakers about ${Math.min(99, Math.round(confidence * 100))} are right`;
  return element("p", { class: "sureness" }, status === "unreviewed" ? element("strong", null, word) : "checked", `: ${meaning}`);
}

/** @param {import("../model.js").Quotation} quotation */
function cueAndSource(quotation) {
  const { cue, source } = quotation;
  /** @param {"setCue" | "setSource"} command @param {string} what */
  const clear = (command, what) => button("Clear", () => correct({ do: command, quotation: quotation.id, span: null }, `The ${what} is cleared`),
    { class: "quiet", "aria-label": `Clear the ${what}`, data: { control: `clear ${what}` } });
  return [
    row(cue ? `Cue: “${excerpt(cue.exact, 40)}”` : "No cue.", cue ? clear("setCue", "cue") : null),
    row(source ? `Speaker named by: “${excerpt(source.exact, 60)}”` : "No words name the speaker.", source ? clear("setSource", "source") : null),
    state("To set them, select words in the text."),
  ];
}
