// Small helpers for making elements. Text always goes in as text, never as markup.

/**
 * Makes an element. Properties that start with "on" are listeners, "class" and names with a hyphen are
 * attributes, everything else is set as a property.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any> | null} [properties]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name === "role" || name === "for" || name.includes("-")) made.setAttribute(name, String(value));
    else if (name === "data") Object.assign(made.dataset, value);
    else Reflect.set(made, name, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined && child !== false).map(child => /** @type {Node | string} */ (child)));
  return made;
}

/**
 * A plain button.
 * @param {string} label
 * @param {(event: MouseEvent) => void} onclick
 * @param {Record<string, any>} [properties]
 */
export function button(label, onclick, properties) {
  return element("button", { type: "button", onclick, ...properties }, label);
}

/**
 * The element of the page with this id.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element #${id}`);
  return found;
}

/**
 * The text, cut at a word's end when it is longer than `length`.
 * @param {string} text
 * @param {number} [length]
 */
export function excerpt(text, length = 120) {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= length) return flat;
  const cut = flat.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), length - 20))}…`;
}

/**
 * Makes these the children of `parent`, without touching those that are in their place already: the browser then lays
 * out anew only what changed.
 * @param {Element} parent
 * @param {Element[]} elements
 */
export function arrange(parent, elements) {
  const wanted = new Set(elements);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let at = parent.firstElementChild;
  for (const wantedHere of elements) {
    if (wantedHere === at) at = at.nextElementSibling;
    else parent.insertBefore(wantedHere, at);
  }
}
