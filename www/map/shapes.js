// What the maps are drawn of: elements of SVG, and the ground with land, lakes and borders, fetched when it is wanted.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {typeof import("./outlines.js") & typeof import("./regions.js")} Outlines */

/** @type {Outlines | null} */
let loaded = null;

/** What has been fetched of it: a print does not wait. */
export function outlines() {
  return loaded;
}

/** Fetches land, lakes and borders, if that has not been done; nothing where that fails. @returns {Promise<Outlines | null>} */
export async function loadOutlines() {
  try {
    const [world, regions] = await Promise.all([import("./outlines.js"), import("./regions.js")]);
    return loaded ??= { ...world, ...regions };
  } catch {
    return null;
  }
}

/** Land, lakes and borders. @param {Outlines} outlines @returns {SVGElement[]} */
export function ground({ land, lakes, states, borders, smallCountries }) {
  return [
    svg("path", { class: "land", d: land, "fill-rule": "evenodd" }),
    svg("path", { class: "lakes", d: lakes }),
    svg("path", { class: "states", d: states }),
    svg("path", { class: "borders", d: borders }),
    ...smallCountries.map(([x, y]) => svg("circle", { class: "small-country", cx: x, cy: y })),
  ];
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...Node} children @returns {SVGElement} */
export function svg(tag, attributes, ...children) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}
