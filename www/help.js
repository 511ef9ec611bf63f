// The help: what the page does, what the marks mean, every key.

import { button, byId, element } from "./dom.js";
import { KEYS } from "./keyboard.js";

export function showHelp() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("help"));
  if (dialog.childElementCount === 0) fill(dialog);
  dialog.showModal();
}

/** @param {HTMLDialogElement} dialog */
function fill(dialog) {
  dialog.append(
    element("div", { class: "dialog-head" }, element("h2", { id: "help-title" }, "Help"),
      button("✕", () => dialog.close(), { class: "quiet", "aria-label": "Close" })),
    element("p", null, "whosaid reads an English news article and marks who said what, and where. It runs on your device: " +
      "the text is sent nowhere, and the page works without a network."),
    element("p", null, "It makes mistakes. What is doubtful is striped until somebody has looked at it. Select a mark to see its card, " +
      "accept it or correct it; everything can be undone. Select words to mark something new, or to give what is selected another extent."),
    element("p", null, "How sure the program is of a speaker: “sure” means that of 100 such at least 90 are right, “to check” 60 to 90, " +
      "“a guess” fewer. The card says the figure."),
    element("h3", null, "The marks"),
    element("ul", null,
      element("li", null, "Blue, underlined: a quotation. Solid line: direct. Dotted: indirect. Double: mixed. The number is that of the speaker."),
      element("li", null, "Underlined in yellow: a person, an organization or a group; thinly: other words for them."),
      element("li", null, "Underlined with dashes, with a diamond: a place.")),
    ...KEYS.flatMap(([title, keys]) => [
      element("h3", null, title),
      element("table", { class: "keys" }, element("tbody", null, ...keys.map(([key, does]) =>
        element("tr", null, element("td", null, element("kbd", null, key)), element("td", null, does))))),
    ]),
    element("h3", null, "About"),
    element("p", null, "Places come from GeoNames (geonames.org, CC BY 4.0), outlines from Natural Earth (public domain). " +
      "Word files are unpacked by fflate (MIT), PDF is read by PDF.js (Apache-2.0). whosaid is free software, MIT or Apache-2.0."));
}
