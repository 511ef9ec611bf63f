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
  const before = names();
  const changes = store.session?.readAgain(json);
  if (!changes) {
    say(wording.thoroughReading.textHasChangedMeanwhileSo);
    return;
  }
  store.refresh();
  const after = names();
  const { added, removed, moved, speakers } = changes;
  const parts = [
    count(added.length, wording.thoroughReading.quotationMore, wording.thoroughReading.quotationsMore),
    count(removed, wording.thoroughReading.quotationFewer, wording.thoroughReading.quotationsFewer),
    count(moved.length, wording.thoroughReading.beginsOrEndsElsewhere, wording.thoroughReading.beginOrEndElsewhere),
    count(speakers.length, wording.thoroughReading.speakerChanged, wording.thoroughReading.speakersChanged),
    count(missing(after.people, before.people), wording.thoroughReading.personMore, wording.thoroughReading.peopleMore),
    count(missing(before.people, after.people), wording.thoroughReading.personFewer, wording.thoroughReading.peopleFewer),
    count(missing(after.places, before.places), wording.thoroughReading.placeMore, wording.thoroughReading.placesMore),
    count(missing(before.places, after.places), wording.thoroughReading.placeFewer, wording.thoroughReading.placesFewer),
  ].filter(part => part !== "");
  const changed = [...new Set([...added, ...moved, ...speakers])].sort((a, b) => place(a) - place(b));
  if (parts.length === 0) {
    say(wording.thoroughReading.readThoroughlyNothingHas, ...(store.model?.annotations.undo?.step === "readThoroughly" ? [UNDO] : []));
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

/** The names of those who speak or are named, and of the places, as the lists beside the text have them. */
function names() {
  const { speakers = [], silent = [], places = [] } = store.model ?? {};
  return { people: new Set([...speakers, ...silent].map(({ name }) => name)), places: new Set(places.map(({ name }) => name)) };
}

/** How many of `these` are not among `those`. @param {Set<string>} these @param {Set<string>} those */
function missing(these, those) {
  return [...these].filter(name => !those.has(name)).length;
}

/** @param {number} number @param {string} one @param {string} many */
function count(number, one, many) {
  return number === 0 ? "" : `${number} ${number === 1 ? one : many}`;
}

/** @param {string} id */
function place(id) {
  return store.model?.byId.get(id)?.start ?? 0;
}
