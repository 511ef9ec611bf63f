// A list to choose from, with a field that filters it: arrows move, Enter takes, Escape gives up.

import { element } from "./dom.js";
import { wording } from "./words.js";

/**
 * @typedef {{ label: string, detail?: string, badge?: string, search?: string, take: () => void }} Choice
 */

let made = 0;

/**
 * @param {{
 *   label: string,
 *   hint?: string,
 *   choices: Choice[],
 *   more?: (typed: string) => Choice[],
 *   find?: (typed: string) => Choice[],
 *   nothing?: (typed: string) => string,
 *   cancel: () => void,
 * }} options `hint`: stands in the empty field where the label is too long for that; `more`: choices beside the filtered ones, made from what is typed; `find`: looks choices up instead of filtering;
 *   `nothing`: what to say when there is no choice
 * @returns {{ root: HTMLElement, focus: () => void, type: (text: string) => void }} `type` puts a text into its field
 */
export function chooser({ label, hint = label, choices, more = () => [], find, nothing = () => wording.chooser.nothingOfThatName, cancel }) {
  const id = `chooser-${++made}`;
  const list = element("ul", { id, role: "listbox", "aria-label": label });
  const field = element("input", {
    type: "text", role: "combobox", autocomplete: "off", spellcheck: false,
    "aria-label": label, "aria-controls": id, data: { control: "chooser" }, "aria-expanded": "true", "aria-autocomplete": "list",
    placeholder: hint,
  });
  const none = element("p", { class: "state", role: "status" });
  /** @type {Choice[]} */
  let shown = [];
  let active = 0;

  const mark = () => {
    [...list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === active));
      if (index === active) option.scrollIntoView({ block: "nearest" });
    });
    if (shown.length > 0) field.setAttribute("aria-activedescendant", `${id}-${active}`);
    else field.removeAttribute("aria-activedescendant");
  };
  const filter = () => {
    const typed = field.value.trim();
    const wanted = fold(typed);
    shown = [
      ...(find ? find(typed) : choices.filter(choice => fold(`${choice.label} ${choice.search ?? ""} ${choice.badge ?? ""}`).includes(wanted))),
      ...more(typed),
    ];
    active = 0;
    list.replaceChildren(...shown.map((choice, index) => element("li", { id: `${id}-${index}`, role: "option", onclick: () => choice.take() },
      choice.badge !== undefined && element("span", { class: `badge in-list${choice.badge === "?" ? " unknown" : ""}` }, choice.badge),
      element("span", { class: "grow" }, choice.label, choice.detail ? element("small", null, choice.detail) : null))));
    list.hidden = shown.length === 0;
    none.textContent = shown.length === 0 ? nothing(typed) : "";
    field.setAttribute("aria-expanded", String(shown.length > 0));
    mark();
  };
  field.addEventListener("input", filter);
  field.addEventListener("keydown", event => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      active = (active + step + shown.length) % Math.max(1, shown.length);
      mark();
    } else if (event.key === "Enter") {
      shown[active]?.take();
    } else if (event.key === "Escape") {
      cancel();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  filter();
  return { root: element("div", { class: "chooser" }, field, list, none), focus: () => field.focus(),
    type: (/** @type {string} */ text) => {
      field.value = text;
      filter();
    } };
}

/** Letters without case and accents. @param {string} text */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
