// The card of a person, an organization or a place, by one of its mentions.

import { correct, goTo, remove } from "../actions.js";
import { button, element, excerpt } from "../dom.js";
import { chooseMeant, chooseSame, spreadPanel } from "./choosers.js";
import { act, badge, boundaries, context, isNoted, more, noteFields, part, row, textField } from "./parts.js";
import { findPlace, placePart } from "./place.js";
import { wording } from "../words.js";

/**
 * @typedef {import("../model.js").Model} Model
 * @typedef {import("../model.js").Entity} Entity
 * @typedef {import("../model.js").Annotation} Annotation
 * @typedef {import("./index.js").Card} Card
 */

/** @param {Model} model @param {Entity} entity @param {Annotation | undefined} annotation @param {Card} card @returns {import("./index.js").Content} */
export function entityCard(model, entity, annotation, card) {
  const mention = annotation?.type === "mention" ? annotation.mention : undefined;
  const said = model.said.get(entity.id)?.length ?? 0;
  const number = model.badgeOf(entity.id);
  const check = model.doubtful.get(entity.id);
  const means = mention && mention.span.exact !== entity.name ? wording.cardEntity.means(excerpt(mention.span.exact, 40)) : "";
  const opened = card.panel === "place" ? findPlace(entity, card)
    : card.panel === "merge" ? chooseSame(model, entity, mention, card)
      : card.panel === "assign" && mention ? chooseMeant(model, entity, mention, card)
        : card.panel === "spread" && mention ? spreadPanel(mention.id, card) : null;
  return {
    title: `${means}${entity.name}`,
    details: [
      entity.description ? element("p", null, entity.description) : null,
      element("p", null, [wording.names.entity[entity.kind], wording.cardEntity.mentions(entity.mentions.length), said > 0 ? wording.cardEntity.quotations(said) : "",
        annotation ? model.stateInWords(annotation) : ""].filter(Boolean).join(", ")),
      check ? element("p", null, model.reasonInWords(check)) : null,
    ],
    badge: number === undefined ? null : badge(number),
    change: mention ? { says: entity.kind === "place" ? wording.cardEntity.changeMeansAnotherPlace : wording.cardEntity.changeMeansSomebodyElse, action: () => card.open("assign") } : null,
    remove: mention ? { says: wording.cardEntity.removeNotAName, action: () => remove() } : null,
    body: [
      opened,
      !opened && entity.kind === "place" ? placePart(entity, card) : null,
      check?.other && !opened && check.reason === "partOfName" ? row(act(wording.cardEntity.sameAs(excerpt(model.nameOf(check.other), 30)), () => card.open("merge"))) : null,
      row(element("label", { class: "label", for: "entity-kind" }, wording.cardEntity.kind), kindSelect(entity), act(wording.cardEntity.mergeWith, () => card.open("merge"), "M")),
      ...(isNoted(entity) ? noteFields(entity) : []),
      mention && isNoted(mention) ? part(wording.cardEntity.onTheseWordsAlone, ...noteFields(mention, " here")) : null,
      more(
        textField(wording.cardEntity.name, entity.name, name => name !== entity.name && correct({ do: "renameEntity", entity: entity.id, name }, wording.cardEntity.renamedTo(name))),
        textField(wording.cardEntity.role, entity.description ?? "", description => description !== (entity.description ?? "") && correct({ do: "setDescription", entity: entity.id, description }, wording.cardEntity.roleKept)),
        ...(isNoted(entity) ? [] : noteFields(entity)),
        mention && !isNoted(mention) ? part(wording.cardEntity.onTheseWordsAlone, ...noteFields(mention, " here")) : null,
        mention ? part(wording.cardEntity.boundaries, boundaries(mention.span.exact, 0, 1)) : null,
        mention && mention.form !== "pronoun" ? part(wording.cardEntity.sameEverywhere, row(act(wording.cardEntity.sameEverywhere2, () => card.open("spread"), "Shift+A"),
          act(wording.cardEntity.notANameAnywhere, () => remove({ everywhere: true }), undefined, { class: "danger", title: wording.cardEntity.removeEveryMarkOn(mention.span.exact) }))) : null,
        entity.mentions.length > 1 && part(wording.cardEntity.allMentions(entity.mentions.length), element("ul", null, ...entity.mentions.map(other =>
          element("li", null, mentionButton(model, other)))))),
    ],
  };
}

/** @param {Model} model @param {import("../model.js").Mention} mention */
function mentionButton(model, mention) {
  const made = button("", () => goTo(mention.id), { class: "quiet", data: { control: `mention ${mention.id}` } });
  made.append(context(model.text, mention.span.start16, mention.span.end16));
  return made;
}

/** @param {Entity} entity */
function kindSelect(entity) {
  const kinds = /** @type {const} */ (["person", "organization", "place", "group", "other"]);
  const select = element("select", { id: "entity-kind", data: { control: "kind" } },
    ...kinds.map(kind => element("option", { value: kind, selected: kind === entity.kind }, wording.names.entity[kind])));
  select.addEventListener("change", () => {
    const kind = kinds[select.selectedIndex];
    correct({ do: "setEntityKind", entity: entity.id, kind }, wording.cardEntity.isKind(entity.name, kind));
  });
  return select;
}
