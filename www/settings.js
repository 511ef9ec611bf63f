// What a person can set: colours, single-letter keys, drafts. Only these settings are kept, never a text.

import { byId, button, element } from "./dom.js";
import { forgetEverything, keepDrafts } from "./drafts.js";
import { say } from "./status.js";
import { wording } from "./words.js";

/** @typedef {{ theme: "auto" | "light" | "dark", letters: boolean, drafts: boolean, tour: boolean }} Settings `tour`: it is still to be shown */

const KEY = "whosaid.settings";

/** @type {Settings} */
export const settings = { theme: "auto", letters: true, drafts: false, tour: true, ...read() };

/** @returns {Partial<Settings>} */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    /** @type {Partial<Settings>} */
    const known = {};
    if (kept.theme === "light" || kept.theme === "dark") known.theme = kept.theme;
    if (kept.letters === false) known.letters = false;
    if (kept.drafts === true) known.drafts = true;
    if (kept.tour === false) known.tour = false;
    return known;
  } catch {
    return {};
  }
}

/** Puts the settings in force, and keeps them on this device where they are not the standard ones. */
export function keepSettings() {
  document.documentElement.dataset.theme = settings.theme;
  keepDrafts(settings.drafts);
  try {
    const standard = settings.theme === "auto" && settings.letters && !settings.drafts && settings.tour;
    if (standard) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Storage is switched off: the settings last as long as the page.
  }
}

export function startSettings() {
  keepSettings();
  const panel = byId("settings");
  const themes = /** @type {const} */ ([["auto", wording.settings.asTheSystem], ["light", wording.settings.light], ["dark", wording.settings.dark]]);
  panel.append(
    element("fieldset", null, element("legend", null, wording.settings.colours), element("div", { class: "row" },
      ...themes.map(([value, label]) => element("label", null,
        element("input", { type: "radio", name: "theme", value, checked: settings.theme === value, onchange: () => { settings.theme = value; keepSettings(); } }), label)))),
    element("fieldset", null, element("legend", null, wording.settings.keys),
      element("label", null, element("input", {
        type: "checkbox", checked: settings.letters, id: "letters",
        onchange: (/** @type {Event} */ event) => { settings.letters = /** @type {HTMLInputElement} */ (event.target).checked; keepSettings(); },
      }), wording.settings.singleLettersCorrectJK)),
    element("fieldset", null, element("legend", null, wording.settings.drafts),
      element("p", null, wording.settings.draftLivesTabDiesWith),
      element("label", null, element("input", {
        type: "checkbox", checked: settings.drafts, id: "keep-drafts",
        onchange: (/** @type {Event} */ event) => {
          settings.drafts = /** @type {HTMLInputElement} */ (event.target).checked;
          keepSettings();
          say(settings.drafts ? wording.settings.draftsAreKeptDevice : wording.settings.draftsAreNoLongerKept);
        },
      }), wording.settings.keepDraftsDevice),
      button(wording.settings.forgetEverything, async () => {
        const left = await forgetEverything();
        Object.assign(settings, { theme: "auto", letters: true, drafts: false, tour: true });
        keepSettings();
        for (const input of panel.querySelectorAll("input")) input.checked = input.value === "auto" || input.id === "letters";
        say(left.length === 0 ? wording.settings.everythingKeptDeviceForgottenWhat
          : wording.settings.notEverythingForgottenBrowserDid(left.join(" and ")));
      }, { class: "danger", id: "forget" })));
}

/** Opens a popover menu below the button that belongs to it. @param {HTMLElement} menu @param {HTMLElement} opener */
export function placeMenu(menu, opener) {
  menu.addEventListener("beforetoggle", event => {
    const open = /** @type {ToggleEvent} */ (event).newState === "open";
    opener.setAttribute("aria-expanded", String(open));
    if (!open) return;
    // What opened it may be hidden on a small screen.
    const shown = opener.checkVisibility() ? opener : document.getElementById("more-button") ?? opener;
    const box = shown.getBoundingClientRect();
    menu.style.setProperty("--top", `${Math.round(box.bottom + 6)}px`);
    requestAnimationFrame(() => {
      const left = Math.min(box.left, document.documentElement.clientWidth - menu.offsetWidth - 8);
      menu.style.setProperty("--left", `${Math.max(8, Math.round(left))}px`);
    });
  });
}
