// The lists of a card: who speaks, who is the same, who is meant, and what "the same everywhere" would change.

import { correct, setSpeaker, spread } from "../actions.js";
import { chooser } from "../chooser.js";
import { element, excerpt } from "../dom.js";
import { percent } from "../model.js";
import { coordinatesFault } from "../pkg/whosaid.js";
import { say } from "../status.js";
import { store } from "../store.js";
import { act, context, row, state } from "./parts.js";
import { foundPlaces, noPlace } from "./place.js";
import { wording } from "../words.js";

/**
 * @typedef {import("../model.js").Model} Model
 * @typedef {import("../model.js").Entity} Entity
 * @typedef {import("../model.js").Mention} Mention
 * @typedef {import("../model.js").Annotation} Annotation
 * @typedef {import("../chooser.js").Choice} Choice
 * @typedef {import("./index.js").Card} Card
 */

/** @param {Model} model @param {Extract<Annotation, { type: "quotation" }>} annotation @param {Card} card */
export function chooseSpeaker(model, { quotation }, card) {
  const likely = new Map(quotation.alternatives.map(({ speaker, confidence }) => [speaker, percent(confidence)]));
  /** @param {Entity} entity @returns {Choice} */
  const choice = entity => ({
    label: entity.name, badge: model.badgeOf(entity.id),
    detail: [entity.id === quotation.speaker ? wording.cardChoosers.now : "", likely.get(entity.id) ?? "", entity.description ?? ""].filter(Boolean).join(", "),
    search: entity.mentions.map(mention => mention.span.exact).join(" "),
    take: () => { setSpeaker(quotation.id, entity.id); card.open(null); },
  });
  const ids = store.session?.likeliestSpeakers(quotation.id) ?? [];
  const made = chooser({
    label: wording.cardChoosers.whoSaysThis,
    choices: ids.flatMap(id => model.entities.get(id) ?? []).map(choice),
    more: typed => [
      ...(typed && !model.annotations.entities.some(entity => entity.name === typed)
        ? [{ label: wording.cardChoosers.newPerson(typed), detail: wording.cardChoosers.aPerson, take: () => {
          correct({ do: "newSpeaker", quotation: quotation.id, name: typed, kind: "person" }, wording.cardChoosers.isTheSpeaker(typed));
          card.open(null);
        } }] : []),
      { label: wording.cardChoosers.unknown, badge: "?", take: () => { setSpeaker(quotation.id, null); card.open(null); } },
      ...(typed ? [] : [{ label: wording.cardChoosers.newPerson2, detail: wording.cardChoosers.typeTheName, take: () => { say(wording.cardChoosers.typeNameNewSpeakerThen); } }]),
    ],
    cancel: () => card.open(null),
  });
  card.afterwards.push(made.focus);
  return made.root;
}

/** Whom an entity is to be merged with, and then whose name stays.
 * @param {Model} model @param {Entity} entity @param {Mention | undefined} mention @param {Card} card */
export function chooseSame(model, entity, mention, card) {
  const made = chooser({
    label: wording.cardChoosers.isTheSameAs(entity.name),
    choices: (store.session?.likeliestSame(entity.id) ?? []).flatMap(id => model.entities.get(id) ?? [])
      .map(other => ({
        label: other.name, badge: model.badgeOf(other.id),
        detail: [wording.names.entity[other.kind], wording.cardChoosers.mentions(other.mentions.length)].join(", "),
        take: () => {
          if (other.name === entity.name) merge(entity, other, other.name, card);
          else chooseName(made.root, entity, other, card);
        },
      })),
    more: () => splitOff(entity, mention, card),
    cancel: () => card.open(null),
  });
  card.afterwards.push(made.focus);
  return made.root;
}

/** Which of two names stays, asked in place of `asked`: the longer one is proposed. @param {HTMLElement} asked @param {Entity} entity @param {Entity} other @param {Card} card */
function chooseName(asked, entity, other, card) {
  const names = [entity.name, other.name].sort((a, b) => b.length - a.length);
  const radios = names.map((name, index) => element("input", { type: "radio", name: "kept-name", value: name, checked: index === 0, data: { control: `name ${index}` } }));
  const root = element("form", { class: "chooser", onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    merge(entity, other, radios.find(({ checked }) => checked)?.value ?? names[0], card);
  } },
  element("fieldset", null, element("legend", null, wording.cardChoosers.whichNameStays), ...names.map((name, index) => element("label", { class: "choice" }, radios[index], name))),
  row(element("button", { type: "submit", class: "primary", data: { control: "Merge" } }, wording.cardChoosers.merge), act(wording.cardChoosers.back, () => card.open(null))));
  asked.replaceWith(root);
  radios[0].focus();
}

/** @param {Entity} entity @param {Entity} other @param {string} name @param {Card} card */
function merge(entity, other, name, card) {
  // What is selected stays so: one does not lose one's place.
  correct({ do: "mergeEntities", from: entity.id, into: other.id, name }, wording.cardChoosers.mergedAndAs(entity.name, other.name, name));
  if (!store.selected) store.select(other.id);
  card.open(null);
}

/** @param {Model} model @param {Entity} entity @param {Mention} mention @param {Card} card */
export function chooseMeant(model, entity, mention, card) {
  const words = excerpt(mention.span.exact, 30);
  const isPlace = entity.kind === "place";
  const made = chooser({
    label: isPlace ? wording.cardChoosers.whichPlaceDoesMean(words) : wording.cardChoosers.whomDoesMean(words),
    ...isPlace ? { hint: wording.cardPlace.nameOrCoordinates } : {},
    choices: sameKindFirst(entity, model.annotations.entities.filter(other => other.id !== entity.id))
      .map(other => ({
        label: other.name, badge: model.badgeOf(other.id), detail: wording.names.entity[other.kind],
        take: () => assign(mention, other.id, wording.cardChoosers.means(words, other.name), card),
      })),
    // Of a place that is none of the text's others: where it lies.
    more: typed => isPlace && coordinatesFault(typed) ? []
      : [...isPlace && typed ? foundPlaces(entity, typed, card) : [], ...splitOff(entity, mention, card)],
    ...isPlace ? { nothing: noPlace } : {},
    cancel: () => card.open(null),
  });
  card.afterwards.push(made.focus);
  return made.root;
}

/** Places before others for a place, and behind them for others. @param {Entity} entity @param {Entity[]} others */
function sameKindFirst(entity, others) {
  /** @param {Entity} other */
  const rank = other => Number((other.kind === "place") !== (entity.kind === "place"));
  return others.toSorted((a, b) => rank(a) - rank(b));
}

/** @param {Mention} mention @param {string | null} entity @param {string} message @param {Card} card */
function assign(mention, entity, message, card) {
  correct({ do: "assignMention", mention: mention.id, entity }, message);
  card.open(null);
}

/** The way to say that one mention means nobody of those known.
 * @param {Entity} entity @param {Mention | undefined} mention @param {Card} card @returns {Choice[]} */
function splitOff(entity, mention, card) {
  if (!mention || entity.mentions.length < 2) return [];
  const words = excerpt(mention.span.exact, 30);
  return [{ label: wording.cardChoosers.somebodyOrSomethingElse(words), detail: wording.cardChoosers.splitsThisMentionOff, take: () => assign(mention, null, wording.cardChoosers.standsForItself(words), card) }];
}

/** Shows what "the same everywhere" would change, a line for each place, before it does.
 * @param {string} id of a quotation or a mention @param {Card} card */
export function spreadPanel(id, card) {
  const { model } = store;
  const preview = store.session?.spread(id);
  const words = excerpt(preview?.words ?? "", 40);
  const left = !preview || preview.left === 0 ? null
    : state(wording.cardChoosers.sameWordsPronounOrDescription(preview.left));
  if (!model || !preview || preview.places.length === 0) {
    card.afterwards.push(() => root.querySelector("button")?.focus());
    const root = element("div", { class: "chooser" }, state(wording.cardChoosers.thereNoOtherChange(words)), left, act(wording.cardChoosers.back, () => card.open(null)));
    return root;
  }
  const to = preview.to ? model.nameOf(preview.to) : wording.cardChoosers.anUnknownSpeaker;
  const boxes = preview.places.map(({ start }, index) =>
    element("input", { type: "checkbox", checked: true, value: String(start), onchange: count, data: { control: `place ${index}` } }));
  const change = act("", () => {
    const at = boxes.filter(({ checked }) => checked).map(({ value }) => Number(value));
    spread(id, at, wording.cardChoosers.ofGivenTo(at.length, words, to));
    card.open(null);
  }, undefined, { class: "primary", data: { control: "Change them" } });
  function count() {
    const chosen = boxes.filter(({ checked }) => checked).length;
    change.textContent = wording.cardChoosers.giveTo(chosen, excerpt(to, 40));
    change.disabled = chosen === 0;
  }
  count();
  card.afterwards.push(() => change.focus());
  return element("div", { class: "chooser" },
    element("p", { class: "label" }, wording.cardChoosers.elsewhere(words)),
    element("ul", { class: "preview" }, ...preview.places.map(({ start, end, now }, index) => element("li", null, element("label", { class: "choice" }, boxes[index],
      element("span", { class: "grow" }, context(model.text, start, end), element("small", null, now ? wording.cardChoosers.now2(model.nameOf(now)) : wording.cardChoosers.notMarkedOrUnknownNow)))))),
    left,
    row(change, act(wording.cardChoosers.back, () => card.open(null))));
}
