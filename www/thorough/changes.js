// What a thorough reading says, put in place of what nobody has looked at, and what that changed.

import { UNDO } from "../actions.js";
import { say } from "../status.js";
import { store } from "../store.js";
import { wording } from "../words.js";

/**
 * Takes in what was read, and says what it changed.
 * @param {string} json
 */
export function showChanges(json) {
  const changes = store.session?.readAgain(json);
  if (!changes) {
    say(wording.thoroughReading.textHasChangedMeanwhileSo);
    return;
  }
  store.refresh();
  const { added, removed, moved, speakers } = changes;
  const parts = [
    count(added.length, wording.thoroughReading.quotationMore, wording.thoroughReading.quotationsMore),
    count(removed, wording.thoroughReading.quotationFewer, wording.thoroughReading.quotationsFewer),
    count(moved.length, wording.thoroughReading.beginsOrEndsElsewhere, wording.thoroughReading.beginOrEndElsewhere),
    count(speakers.length, wording.thoroughReading.speakerChanged, wording.thoroughReading.speakersChanged),
  ].filter(part => part !== "");
  const changed = [...new Set([...added, ...moved, ...speakers])].sort((a, b) => place(a) - place(b));
  if (parts.length === 0) {
    say(wording.thoroughReading.readThoroughlyNoQuotationHas, ...(store.model?.annotations.undo?.step === "readThoroughly" ? [UNDO] : []));
    return;
  }
  const found = wording.thoroughReading.readThoroughly(parts.join(", "));
  /** @param {number} next the change to show */
  const walk = next => {
    const choices = changed.length === 0 ? [] : [{
      label: next === 0 ? wording.thoroughReading.show : wording.thoroughReading.showTheNext,
      action: () => {
        store.select(changed[next]);
        walk((next + 1) % changed.length);
      },
    }];
    say(wording.thoroughReading.change(found, next, changed.length), ...choices, UNDO);
  };
  walk(0);
}

/** @param {number} number @param {string} one @param {string} many */
function count(number, one, many) {
  return number === 0 ? "" : `${number} ${number === 1 ? one : many}`;
}

/** @param {string} id */
function place(id) {
  return store.model?.byId.get(id)?.start ?? 0;
}
