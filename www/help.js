// The help: what the page does, what the marks mean, every key.

import { button, byId, element } from "./dom.js";
import { KEYS } from "./keyboard.js";
import { store } from "./store.js";
import { showTour } from "./tour.js";
import { wording } from "./words.js";

export function showHelp() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("help"));
  if (dialog.childElementCount === 0) fill(dialog);
  // It shows parts of a marked text.
  byId("show-tour").hidden = !store.model;
  dialog.showModal();
}

/** @param {HTMLDialogElement} dialog */
function fill(dialog) {
  dialog.append(
    element("div", { class: "dialog-head" }, element("h2", { id: "help-title" }, wording.help.help),
      button("✕", () => dialog.close(), { class: "quiet", "aria-label": wording.help.close })),
    element("p", null, wording.help.whosaidReadsEnglishNewsArticle),
    element("p", null, wording.help.makesMistakesWhatDoubtfulStriped),
    element("p", null, wording.help.howSureProgramSpeakerSure),
    element("div", { class: "row" }, button(wording.help.showTheTour, () => {
      dialog.close();
      showTour();
    }, { id: "show-tour" })),
    element("h3", null, wording.help.theMarks),
    element("ul", null,
      element("li", null, wording.help.blueUnderlinedQuotationSolidLine),
      element("li", null, wording.help.underlinedYellowPersonOrganizationOr),
      element("li", null, wording.help.underlinedWithDashesWithDiamond)),
    ...KEYS.flatMap(([title, keys]) => [
      element("h3", null, title),
      element("table", { class: "keys" }, element("tbody", null, ...keys.map(([key, does]) =>
        element("tr", null, element("td", null, element("kbd", null, key)), element("td", null, does))))),
    ]),
    element("h3", null, wording.help.about),
    element("p", null, wording.help.placesComeFromGeonamesGeonames));
}
