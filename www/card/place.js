// Which place a name means: the candidates side by side, and the gazetteer for all others.

import { correct } from "../actions.js";
import { chooser } from "../chooser.js";
import { element } from "../dom.js";
import { pointMap, smallMap } from "../map/small.js";
import { placeInWords } from "../model.js";
import { coordinatesFault, searchPlaces } from "../pkg/whosaid.js";
import { store } from "../store.js";
import { act, degrees, row, state } from "./parts.js";
import { wording } from "../words.js";

/**
 * @typedef {import("../model.js").Entity} Entity
 * @typedef {import("../pkg/whosaid.js").PlaceOption} PlaceOption
 * @typedef {import("./index.js").Card} Card
 */

/** How many places the search shows at most. */
const MOST_FOUND = 20;
/** How many candidates are shown. */
const MOST_OPTIONS = 8;

const countries = new Intl.DisplayNames("en", { type: "region" });
const figures = new Intl.NumberFormat("en");
/** The gazetteer keeps the size of a place, not its last census. */
const rough = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });

/** @param {Entity} entity @param {Card} card */
export function placePart(entity, card) {
  const options = (store.session?.placeOptions(entity.id) ?? []).slice(0, MOST_OPTIONS);
  return element("div", { class: "chooser" },
    options.length > 0 ? smallMap(options.map(({ lat, lon, candidate }) => ({ lat, lon, chosen: candidate === null }))) : null,
    options.length === 0 ? state(wording.cardPlace.notFoundGazetteerNotMap)
      : element("fieldset", { class: "places" }, element("legend", null, options.length > 1 ? wording.cardPlace.whichPlace : wording.cardPlace.thePlace),
        ...options.map(option => optionLine(entity, option))),
    row(
      act(wording.cardPlace.findItByName, () => card.open("place")),
      act(wording.cardPlace.notAPlace, () => correct({ do: "notAPlace", entity: entity.id }, wording.cardPlace.isNoPlace(entity.name))),
      entity.place ? act(wording.cardPlace.offTheMap, () => correct({ do: "setPlace", entity: entity.id, place: null }, wording.cardPlace.isOffTheMap(entity.name))) : null));
}

/** @param {Entity} entity @param {PlaceOption} option */
function optionLine(entity, option) {
  const { candidate } = option;
  const name = placeName(option);
  const radio = element("input", {
    type: "radio", name: "place-option", checked: candidate === null, data: { control: `place ${option.lat} ${option.lon}` },
    onchange: () => { if (candidate !== null) correct({ do: "choosePlace", entity: entity.id, candidate }, wording.cardPlace.isPlace(entity.name, name)); },
  });
  return element("label", { class: "choice" }, radio, element("span", { class: "grow" }, element("span", { class: "name" }, name), element("small", null, factsOf(option))));
}

/** @param {PlaceOption} option */
function placeName({ name, region, country }) {
  return [name || wording.cardPlace.pointSetByHand, region, country && countries.of(country)].filter((part, index, all) => part && part !== all[index - 1]).join(", ");
}

/** What tells a place from others of its name. @param {PlaceOption} option */
function factsOf({ population, distance, nearest, lat, lon, precision }) {
  return [
    precision === "country" || precision === "region" ? `a ${precision}` : "",
    population ? wording.cardPlace.aboutPeople(rough.format(population)) : "",
    nearest !== null && distance !== null ? wording.cardPlace.kmFrom(figures.format(distance), nearest) : "",
    `${degrees(lat, "N", "S")}, ${degrees(lon, "E", "W")}`,
  ].filter(Boolean).join("; ");
}

/**
 * What can be put on the map for what is typed.
 * @param {Entity} entity @param {string} typed @param {Card} card
 * @returns {import("../chooser.js").Choice[]}
 */
export function foundPlaces(entity, typed, card) {
  return searchPlaces(typed, MOST_FOUND).map(found => {
    const point = `${degrees(found.lat, "N", "S")}, ${degrees(found.lon, "E", "W")}`;
    const label = placeInWords(found.label);
    return {
      label: label || point, detail: label ? point : wording.cardPlace.aPoint,
      take: () => {
        correct({ do: "setPlace", entity: entity.id, place: found }, label ? wording.cardPlace.isPlace(entity.name, label) : wording.cardPlace.isAt(entity.name, point));
        card.open(null);
      },
    };
  });
}

/** Why there is no place for what is typed, and what to type instead. @param {string} typed */
export function noPlace(typed) {
  const fault = coordinatesFault(typed);
  if (!fault) return wording.cardPlace.noPlaceCalledGazetteerShips(typed);
  if (fault.code === "swapped") return wording.cardPlace.coordinatesSwapped(fault.lat, fault.lon);
  return fault.code === "outOfRange" ? wording.cardPlace.coordinatesOutOfRange : wording.cardPlace.coordinatesUnclear;
}

/** Puts a place on the map by hand: a place of the gazetteer that ships with the page, or coordinates.
 * @param {Entity} entity @param {Card} card */
export function findPlace(entity, card) {
  const made = chooser({
    label: wording.cardPlace.placeNameOrCoordinates(entity.name),
    hint: wording.cardPlace.nameOrCoordinates,
    choices: [],
    find: typed => foundPlaces(entity, typed || entity.name, card),
    nothing: typed => noPlace(typed || entity.name),
    cancel: () => card.open(null),
  });
  card.afterwards.push(made.focus);
  const others = [...store.model?.places ?? []].flatMap(({ place }) => place ? [place] : []);
  const own = store.session?.placeOptions(entity.id) ?? [];
  made.root.append(pointMap(own.length > 0 ? own.slice(0, 1) : others, (lat, lon) => made.type(`${lat.toFixed(3)}, ${lon.toFixed(3)}`)));
  return made.root;
}
