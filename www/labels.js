// An interview whose speakers are labels ("Q:", "A:"): says once who they are, for all turns.

import { correct } from "./actions.js";
import { digestOfText } from "./digests.js";
import { button, byId, element } from "./dom.js";
import { say } from "./status.js";
import { store } from "./store.js";
import { wording } from "./words.js";

const offer = byId("label-offer");

/** Asks who the labels of the text at hand stand for, where it has some. */
export function offerLabels() {
  const labels = digestOfText()?.labels ?? [];
  offer.hidden = labels.length === 0;
  if (offer.hidden) return offer.replaceChildren();
  const people = store.model?.annotations.entities.filter(({ name, kind }) => name.length > 4 && (kind === "person" || kind === "organization" || kind === "group")) ?? [];
  const names = element("datalist", { id: "label-names" }, ...people.map(({ name }) => element("option", { value: name })));
  const fields = labels.map(({ label, turns }) => {
    const input = element("input", { type: "text", autocomplete: "off", data: { label }, placeholder: wording.labels.name });
    input.setAttribute("list", names.id);
    return element("label", null, wording.labels.labelIs(label, turns), input);
  });
  offer.replaceChildren(
    element("p", null, wording.labels.looksLikeInterviewWhoSpeaks), names,
    element("div", { class: "source-fields" }, ...fields),
    element("div", { class: "row" },
      button(wording.labels.setTheSpeakers, set, { class: "primary", id: "set-labels" }),
      button(wording.labels.leaveTheLabels, () => { offer.hidden = true; byId("article").focus({ preventScroll: true }); })));
}

/** Gives the turns of each label to the person of the name that was typed. */
function set() {
  let done = 0;
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (offer.querySelectorAll("input"))) {
    const name = input.value.trim();
    const label = input.dataset.label ?? "";
    if (name && correct({ do: "setLabel", label, name }, wording.labels.speaksTurns(name, label))) done += 1;
  }
  if (done === 0) return say(wording.labels.writeANameFirst);
  offerLabels();
  byId("article").focus({ preventScroll: true });
}
