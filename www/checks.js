// What is to check, the most doubtful first; what an edit of the text has cost, and what was removed.

import { correct, goTo, nothingToCheck } from "./actions.js";
import { button, element, excerpt } from "./dom.js";
import { heading, note } from "./list-tools.js";
import { wording } from "./words.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./sidebar.js").Item} Item
 */

/** @param {Model} model @returns {Item[]} */
export function checks(model) {
  const { lost, removed } = model;
  /** @type {Item[]} */
  const parts = [];
  if (lost.length > 0) {
    parts.push(heading(wording.sidebar.lostWhenTextWasEdited), ...lost.map(aside => asideItem(model, aside, "lost")));
  }
  if (model.checks.length > 0 && lost.length > 0) parts.push(heading(wording.sidebar.notLookedAtYet));
  parts.push(...model.checks.map(check => checkItem(model, check)));
  if (model.checks.length === 0) parts.push(note(nothingToCheck()));
  if (model.checks.length + model.unseen > 0) {
    const { unseen } = model;
    parts.push({
      key: "accept all", shows: [unseen, model.checks.length],
      make: () => element("div", { class: "row" },
        unseen > 0 ? element("p", { class: "state" }, wording.sidebar.moreProgramSure(unseen)) : null,
        button(wording.sidebar.acceptAllLeft, () => correct({ do: "acceptAll" }, wording.sidebar.acceptedEverything), { data: { control: "accept all" } })),
    });
  }
  if (removed.length > 0) parts.push(heading(wording.sidebar.removed), ...removed.map(aside => asideItem(model, aside, "removed")));
  return parts;
}

/** @param {Model} model @param {import("./model.js").Check} check @returns {Item} */
function checkItem(model, check) {
  const { annotation } = check;
  const reason = model.reasonInWords(check);
  const quotation = annotation.type === "quotation" ? annotation.quotation : undefined;
  const entity = annotation.type === "mention" ? annotation.entity : undefined;
  const number = quotation && (model.badgeOf(quotation.speaker) ?? "");
  const words = excerpt(quotation ? model.wordsOf(quotation) : annotation.type === "mention" ? annotation.mention.span.exact : "", 110);
  const why = quotation?.speaker ? `${model.nameOf(quotation.speaker)}: ${reason}` : reason;
  return {
    key: annotation.id, shows: [number, words, why, entity],
    make: () => element("button", {
      type: "button", class: "check-item", onclick: () => goTo(annotation.id),
      data: { quotation: quotation?.id ?? "", entity: entity?.id ?? "", control: annotation.id },
    },
    quotation ? element("span", { class: `badge in-list${quotation.speaker ? "" : " unknown"}` }, number)
      : element("span", { class: `diamond ${entity?.kind === "place" ? "" : "of-name"}`, "aria-hidden": "true" }, entity?.kind !== "place" ? "–" : entity.place ? "◆" : "◇"),
    element("span", { class: "grow" }, element("span", { class: "excerpt" }, words), element("small", null, why))),
  };
}

/** @param {Model} model @param {import("./pkg/whosaid.js").SetAside} aside @param {"lost" | "removed"} list @returns {Item} */
function asideItem(model, aside, list) {
  const { quotation, entity, mention } = aside;
  const id = quotation?.id ?? entity?.id ?? mention?.id ?? "";
  const words = quotation ? `“${quotation.spans.map(span => span.exact).join(" … ")}”` : entity?.name ?? mention?.span.exact ?? "";
  const who = quotation?.speaker ? `, ${model.nameOf(quotation.speaker)}` : "";
  const kind = quotation ? wording.sidebar.quotation(wording.names.quotation[quotation.kind], who) : entity ? wording.names.entity[entity.kind] : wording.sidebar.mention;
  return {
    key: `${list} ${id}`, shows: [words, kind],
    make: () => element("section", { class: `item${list === "lost" ? " lost" : ""}` },
      element("div", { class: "item-head" }, element("span", { class: "grow" }, excerpt(words, 160), element("small", null, kind)),
        list === "lost"
          ? button(wording.sidebar.dismiss, () => correct({ do: "dismiss", id }, wording.sidebar.takenOffTheList), { "aria-label": wording.sidebar.dismiss2(excerpt(words, 40)), data: { control: `aside ${id}` } })
          : button(wording.sidebar.restore, () => correct({ do: "restore", id }, wording.sidebar.broughtBack), { "aria-label": wording.sidebar.restore2(excerpt(words, 40)), data: { control: `aside ${id}` } }))),
  };
}
