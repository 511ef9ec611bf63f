// The card of a quotation.

import { correct, join, remove, setSpeaker } from "../actions.js";
import { copyText } from "../copying.js";
import { digestOfText } from "../digests.js";
import { button, element, excerpt } from "../dom.js";
import { certaintyInWords, percent } from "../model.js";
import { chooseSpeaker, spreadPanel } from "./choosers.js";
import { act, badge, boundaries, isNoted, kindButtons, more, noteFields, originInWords, part, row, state } from "./parts.js";
import { lineOf } from "../quotations.js";
import { splitPanel } from "./split.js";
import { wording } from "../words.js";

/**
 * @typedef {import("../model.js").Model} Model
 * @typedef {import("../model.js").Annotation} Annotation
 * @typedef {import("./index.js").Card} Card
 */

/** Speakers less likely than this are not offered beside the likeliest. */
const LEAST_LIKELY = 0.05;

/** @param {Model} model @param {Extract<Annotation, { type: "quotation" }>} annotation @param {Card} card @returns {import("./index.js").Content} */
export function quotationCard(model, annotation, card) {
  const { quotation } = annotation;
  const speaker = quotation.speaker ? model.entities.get(quotation.speaker) : undefined;
  const alternatives = quotation.alternatives.filter(({ confidence }) => confidence >= LEAST_LIKELY).slice(0, 3);
  const opened = card.panel === "speaker" ? chooseSpeaker(model, annotation, card)
    : card.panel === "spread" ? spreadPanel(quotation.id, card)
      : card.panel === "split" ? splitPanel(model, quotation, card) : null;
  const noted = isNoted(quotation);
  return {
    title: speaker?.name ?? wording.cardQuotation.unknownSpeaker,
    details: [speaker?.description ? element("p", null, speaker.description) : null, sureness(model, annotation)],
    badge: badge(model.badgeOf(quotation.speaker) ?? ""),
    change: { says: wording.cardQuotation.changeTheSpeaker, action: () => card.open("speaker") },
    remove: { says: wording.cardQuotation.removeNotAQuotation, action: () => remove() },
    body: [
      opened,
      !opened && alternatives.length > 0 && row(element("span", { class: "label" }, wording.cardQuotation.or),
        ...alternatives.map(({ speaker: other, confidence }) => act(`${model.nameOf(other)}, ${percent(confidence)}`, () => setSpeaker(quotation.id, other)))),
      element("blockquote", null, model.wordsOf(quotation)),
      row(kindButtons(wording.cardQuotation.kindOfQuotation, wording.names.quotation, quotation.kind,
        kind => correct({ do: "setQuotationKind", quotation: quotation.id, kind }, wording.cardQuotation.theQuotationIs(wording.names.quotation[kind]))),
        act(wording.cardQuotation.copy, () => copy(quotation.id), undefined, { title: wording.cardQuotation.copyTitle })),
      ...(noted ? noteFields(quotation) : []),
      more(
        part(wording.cardQuotation.boundaries, ...quotation.spans.map((span, piece) => boundaries(span.exact, piece, quotation.spans.length)),
          state(wording.cardQuotation.orSelectWordsTextUse)),
        part(wording.cardQuotation.pieces, row(act(wording.cardQuotation.split, () => card.open("split"), "/"), act(wording.cardQuotation.joinWithOneBefore, join, "+"))),
        part(wording.cardQuotation.cueAndSource, ...cueAndSource(quotation)),
        quotation.source ? part(wording.cardQuotation.sameEverywhere, row(act(wording.cardQuotation.all(excerpt(quotation.source.exact, 30)), () => card.open("spread"), "Shift+A"))) : null,
        ...(noted ? [] : noteFields(quotation)),
        state(`${originInWords(quotation.origin)}, ${model.stateInWords(annotation)}`)),
    ],
  };
}

/** Takes a quotation out as a line: who, and what. @param {string} id */
function copy(id) {
  const saying = digestOfText()?.sayings.find(saying => saying.id === id);
  if (saying) copyText(lineOf(saying), wording.cardQuotation.theQuotation);
}

/** How sure the speaker is, in a word and in what the word means. @param {Model} model @param {Extract<Annotation, { type: "quotation" }>} annotation */
function sureness(model, annotation) {
  const { confidence, speaker, status, origin } = annotation.quotation;
  if (!speaker && status === "unreviewed") return element("p", null, origin === "human" ? wording.cardQuotation.noSpeakerChosenYet : wording.cardQuotation.nobodyNamedCheck);
  if (!speaker) return element("p", null, wording.cardQuotation.setUnknownByPerson);
  if (status !== "unreviewed" && (confidence === null || confidence === undefined)) return element("p", null, wording.cardQuotation.chosenByAPerson);
  if (confidence === null || confidence === undefined) return element("p", null, wording.cardQuotation.proposedByProgramCheck);
  const word = certaintyInWords(model.checkOf(annotation)?.certainty ?? "sure");
  const meaning = wording.cardQuotation.suchSpeakersAboutAreRight(Math.min(99, Math.round(confidence * 100)));
  return element("p", { class: "sureness" }, status === "unreviewed" ? element("strong", null, word) : wording.cardQuotation.checked, `: ${meaning}`);
}

/** @param {import("../model.js").Quotation} quotation */
function cueAndSource(quotation) {
  const { cue, source } = quotation;
  /** @param {"setCue" | "setSource"} command @param {string} what */
  const clear = (command, what) => button(wording.cardQuotation.clear, () => correct({ do: command, quotation: quotation.id, span: null }, wording.cardQuotation.theIsCleared(what)),
    { class: "quiet", "aria-label": wording.cardQuotation.clearThe(what), data: { control: `clear ${what}` } });
  return [
    row(cue ? wording.cardQuotation.cue(excerpt(cue.exact, 40)) : wording.cardQuotation.noCue, cue ? clear("setCue", "cue") : null),
    row(source ? wording.cardQuotation.speakerNamedBy(excerpt(source.exact, 60)) : wording.cardQuotation.noWordsNameSpeaker, source ? clear("setSource", "source") : null),
    state(wording.cardQuotation.setThemSelectWordsText),
  ];
}
