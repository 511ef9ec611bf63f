// What a person can set: colours, single-letter keys, drafts. Only these settings are kept, never a text.

import { byId, button, element } from "./dom.js";
import { forgetEverything, keepDrafts } from "./drafts.js";
import { say } from "./status.js";

/** @typedef {{ theme: "auto" | "light" | "dark", letters: boolean, drafts: boolean }} Settings */

const KEY = "whosaid.settings";

/** @type {Settings} */
export const settings = { theme: "auto", letters: true, drafts: false, ...read() };

/** @returns {Partial<Settings>} */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    /** @type {Partial<Settings>} */
    const known = {};
    if (kept.theme === "light" || kept.theme === "dark") known.theme = kept.theme;
    if (kept.letters === false) known.letters = false;
    if (kept.drafts === true) known.drafts = true;
    return known;
  } catch {
    return {};
  }
}

function keep() {
  document.documentElement.dataset.theme = settings.theme;
  keepDrafts(settings.drafts);
  try {
    const standard = settings.theme === "auto" && settings.letters && !settings.drafts;
    if (standard) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Storage is switched off: the settings last as long as the page.
  }
}

export function startSettings() {
  keep();
  const panel = byId("settings");
  const themes = /** @type {const} */ ([["auto", "As the system"], ["light", "Light"], ["dark", "Dark"]]);
  panel.append(
    element("fieldset", null, element("legend", null, "Colours"), element("div", { class: "row" },
      ...themes.map(([value, label]) => element("label", null,
        element("input", { type: "radio", name: "theme", value, checked: settings.theme === value, onchange: () => { settings.theme = value; keep(); } }), label)))),
    element("fieldset", null, element("legend", null, "Keys"),
      element("label", null, element("input", {
        type: "checkbox", checked: settings.letters, id: "letters",
        onchange: (/** @type {Event} */ event) => { settings.letters = /** @type {HTMLInputElement} */ (event.target).checked; keep(); },
      }), "Single letters correct (J, K, A, …)")),
    element("fieldset", null, element("legend", null, "Drafts"),
      element("p", null, "A draft lives in this tab and dies with it, unless you keep it."),
      element("label", null, element("input", {
        type: "checkbox", checked: settings.drafts, id: "keep-drafts",
        onchange: (/** @type {Event} */ event) => {
          settings.drafts = /** @type {HTMLInputElement} */ (event.target).checked;
          keep();
          say(settings.drafts ? "Drafts are kept on this device." : "Drafts are no longer kept on this device.");
        },
      }), "Keep drafts on this device"),
      button("Forget everything", async () => {
        const left = await forgetEverything();
        Object.assign(settings, { theme: "auto", letters: true, drafts: false });
        keep();
        for (const input of panel.querySelectorAll("input")) input.checked = input.value === "auto" || input.id === "letters";
        say(left.length === 0 ? "Everything kept on this device is forgotten. What you see is still here until you leave."
          : `Not everything is forgotten: the browser did not let the page remove ${left.join(" and ")}. What else was kept is forgotten.`);
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
