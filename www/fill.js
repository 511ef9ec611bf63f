// Puts the texts of words/page.js into index.html, before anything else is loaded.

import { page } from "./words/page.js";

/** Where on an element a text goes, by the attribute that names it. @type {Record<string, (element: HTMLElement, text: string) => void>} */
const PLACES = {
  text: (element, text) => { element.textContent = text; },
  label: (element, text) => element.setAttribute("aria-label", text),
  title: (element, text) => { element.title = text; },
  placeholder: (element, text) => element.setAttribute("placeholder", text),
  printed: (element, text) => { element.dataset.printed = text; },
};

for (const [name, put] of Object.entries(PLACES)) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-${name}]`))) {
    put(element, page[/** @type {keyof typeof page} */ (element.dataset[name])]);
  }
}
