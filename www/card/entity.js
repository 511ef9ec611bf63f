// The card of a person, an organization or a place, by one of its mentions.

import { correct, goTo, remove } from "../actions.js";
import { button, counted, element, excerpt } from "../dom.js";
import { chooseMeant, chooseSame, spreadPanel } from "./choosers.js";
import { act, badge, boundaries, context, more, part, row, textField } from "./parts.js";
import { findPlace, placePart } from "./place.js";

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
  const means = mention && mention.span.exact !== entity.name ? `“${excerpt(mention.span.exact, 40)}” means ` : "";
  const opened = card.panel === "place" ? findPlace(entity, card)
    : card.panel === "merge" ? chooseSame(model, entity, mention, card)
      : card.panel === "assign" && mention ? chooseMeant(model, entity, mention, card)
        : card.panel === "spread" && mention ? spreadPanel(mention.id, card) : null;
  return {
    title: `${means}${entity.name}`,
    details: [
      entity.description ? element("p", null, entity.description) : null,
      element("p", null, [entity.kind, counted(entity.mentions.length, "mention"), said > 0 ? counted(said, "quotation") : "",
        annotation ? model.stateInWords(annotation) : ""].filter(Boolean).join(", ")),
      check ? element("p", null, model.reasonInWords(check)) : null,
    ],
    badge: number === undefined ? null : badge(number),
    change: mention ? { says: entity.kind === "place" ? "Change: means another place" : "Change: means somebody else", action: () => card.open("assign") } : null,
    remove: mention ? { says: "Remove: not a name", action: () => remove() } : null,
    body: [
      opened,
      !opened && entity.kind === "place" ? placePart(entity, card) : null,
      check?.other && !opened && check.reason === "partOfName" ? row(act(`Same as ${excerpt(model.nameOf(check.other), 30)}…`, () => card.open("merge"))) : null,
      row(element("label", { class: "label", for: "entity-kind" }, "Kind"), kindSelect(entity), act("Merge with…", () => card.open("merge"), "M")),
      more(
        textField("Name", entity.name, name => name !== entity.name && correct({ do: "renameEntity", entity: entity.id, name }, `Renamed to ${name}`)),
        textField("Role", entity.description ?? "", description => description !== (entity.description ?? "") && correct({ do: "setDescription", entity: entity.id, description }, "Role kept")),
        mention ? part("Boundaries", boundaries(mention.span.exact, 0, 1)) : null,
        mention && mention.form !== "pronoun" ? part("Same everywhere", row(act("Same everywhere…", () => card.open("spread"), "Shift+A"),
          act("Not a name anywhere", () => remove({ everywhere: true }), undefined, { class: "danger", title: `Remove every mark on “${mention.span.exact}”` }))) : null,
        entity.mentions.length > 1 && part(`All ${entity.mentions.length} mentions`, element("ul", null, ...entity.mentions.map(other =>
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
    ...kinds.map(kind => element("option", { value: kind, selected: kind === entity.kind }, kind)));
  select.addEventListener("change", () => {
    const kind = kinds[select.selectedIndex];
    correct({ do: "setEntityKind", entity: entity.id, kind }, `${entity.name} is ${kind === "other" ? "something else" : `a${kind === "organization" ? "n" : ""} ${kind}`}`);
  });
  return select;
}
