// An interview whose speakers are labels ("Q:", "A:"): says once who they are, for all turns.

import { correct } from "./actions.js";
import { digestOfText } from "./digests.js";
import { button, byId, counted, element } from "./dom.js";
import { say } from "./status.js";
import { store } from "./store.js";

const offer = byId("label-offer");

/** Asks who the labels of the text at hand stand for, where it has some. */
export function offerLabels() {
  const labels = digestOfText()?.labels ?? [];
  offer.hidden = labels.length === 0;
  if (offer.hidden) return offer.replaceChildren();
  const are = new Set(labels.map(({ entity }) => entity));
  const people = store.model?.annotations.entities.filter(({ id, kind }) => !are.has(id) && (kind === "person" || kind === "organization" || kind === "group")) ?? [];
  const names = element("datalist", { id: "label-names" }, ...people.map(({ name }) => element("option", { value: name })));
  const fields = labels.map(({ entity, label, turns }) => {
    const input = element("input", { type: "text", autocomplete: "off", data: { entity }, id: `label-${entity}`, placeholder: "Name" });
    input.setAttribute("list", names.id);
    return element("label", null, `${label} (${counted(turns, "turn")}) is`, input);
  });
  offer.replaceChildren(
    element("p", null, "This looks like an interview. Who speaks in the turns?"), names,
    element("div", { class: "source-fields" }, ...fields),
    element("div", { class: "row" },
      button("Set the speakers", set, { class: "primary", id: "set-labels" }),
      button("Leave the labels", () => { offer.hidden = true; byId("article").focus({ preventScroll: true }); })));
}

/** Joins each label with the person of the name that was typed, or gives it that name. */
function set() {
  let done = 0;
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (offer.querySelectorAll("input"))) {
    const name = input.value.trim();
    const from = input.dataset.entity ?? "";
    if (!name) continue;
    const known = store.model?.annotations.entities.find(entity => entity.name === name && entity.id !== from);
    const outcome = known
      ? correct({ do: "mergeEntities", from, into: known.id }, `${name} speaks in these turns`)
      : correct({ do: "renameEntity", entity: from, name }, `${name} speaks in these turns`);
    if (outcome) done += 1;
  }
  if (done === 0) return say("Write a name first.");
  offerLabels();
  byId("article").focus({ preventScroll: true });
}
