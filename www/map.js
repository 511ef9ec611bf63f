// The map of the article's places: outlines that ship with the page, a dot for each place. Whoever cannot see it or
// point at it loses nothing: the list below says and does the same.

import { goTo } from "./actions.js";
import { button, counted, element } from "./dom.js";
import { fit, project, world } from "./map/projection.js";
import { store } from "./store.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Entity} Entity
 * @typedef {{ entity: Entity, x: number, y: number }} Dot
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Space
 */

const SVG = "http://www.w3.org/2000/svg";
/** Width of the map on the page; CSS pixels. Sizes of dots and letters count on it. */
const WIDTH = 336;
const RATIO = 3 / 2;
/** How far from another one a name may stand; CSS pixels. */
const LABEL_HEIGHT = 13;

let wholeWorld = false;
const ground = svg("g", { class: "ground" });
const names = svg("g", { class: "names" });
const dots = svg("g", { class: "dots" });
const picture = /** @type {SVGSVGElement} */ (svg("svg", { role: "img", preserveAspectRatio: "xMidYMid meet" }, ground, dots, names));
const toggle = button("Whole world", () => {
  wholeWorld = !wholeWorld;
  if (store.model) drawMap(store.model);
}, { class: "quiet", "aria-pressed": "false", data: { control: "whole world" } });
const caption = element("figcaption", null, element("span"), toggle);
const figure = element("figure", { class: "map" }, picture, caption);

store.addEventListener("select", () => light(null));
store.addEventListener("light", event => light(/** @type {CustomEvent} */ (event).detail));
picture.addEventListener("click", event => {
  const id = entityAt(event);
  const entity = id ? store.model?.entities.get(id) : undefined;
  if (entity) goTo(entity.mentions[0]?.id ?? entity.id);
});
picture.addEventListener("pointerover", event => {
  const entity = entityAt(event);
  store.light(entity ? { entity } : null);
});

/** @param {Event} event */
function entityAt(event) {
  return event.target instanceof Element ? event.target.closest("[data-entity]")?.getAttribute("data-entity") ?? undefined : undefined;
}

/** The map of these places. @param {Model} model @returns {HTMLElement} */
export function drawMap(model) {
  drawGround();
  const resolved = model.places.filter(entity => entity.place);
  const missing = model.places.length - resolved.length;
  /** @type {Dot[]} */
  const placed = resolved.map(entity => {
    const { lat, lon } = /** @type {NonNullable<Entity["place"]>} */ (entity.place);
    return { entity, ...project(lat, lon) };
  });
  const box = wholeWorld ? world : fit(placed, RATIO);
  picture.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
  picture.setAttribute("width", String(WIDTH));
  picture.setAttribute("height", String(Math.round(WIDTH / RATIO)));
  // One CSS pixel, in units of the map.
  const pixel = Math.max(box.width / WIDTH, box.height / (WIDTH / RATIO));
  picture.style.setProperty("--pixel", String(pixel));
  // Large dots first, so that small ones stay on top.
  placed.sort((a, b) => b.entity.mentions.length - a.entity.mentions.length);
  dots.replaceChildren(...placed.map(dot => drawDot(dot, pixel)));
  names.replaceChildren(...label(placed, pixel, box));
  const list = placed.map(({ entity }) => entity.name).join(", ");
  picture.setAttribute("aria-label", placed.length === 0 ? "Map; no place is on it" : `Map with ${counted(placed.length, "place")}: ${list}. The list below says the same.`);
  toggle.setAttribute("aria-pressed", String(wholeWorld));
  /** @type {HTMLElement} */ (caption.firstChild).textContent = missing > 0 ? `${counted(missing, "place")} not on the map` : "";
  light(null);
  return figure;
}

/** @type {typeof import("./map/outlines.js") | null} */
let outlines = null;

/** Fetches land and borders, if that has not been done. */
export async function loadOutlines() {
  outlines ??= await import("./map/outlines.js").catch(() => null);
  return outlines;
}

/** Land and borders, fetched when the first map is drawn. */
async function drawGround() {
  if (ground.hasAttribute("data-drawn")) return;
  ground.setAttribute("data-drawn", "");
  try {
    // What is there already is drawn at once: a print does not wait.
    const loaded = outlines ?? await loadOutlines();
    if (!loaded) throw new Error("no outlines");
    const { land, borders, smallCountries } = loaded;
    ground.append(
      svg("path", { class: "land", d: land, "fill-rule": "evenodd" }),
      svg("path", { class: "borders", d: borders }),
      ...smallCountries.map(([x, y]) => svg("circle", { class: "small-country", cx: x, cy: y })));
  } catch {
    ground.removeAttribute("data-drawn");
  }
}

/** A point for a city; a ring for what is larger than a point. @param {Dot} dot @param {number} pixel */
function drawDot({ entity, x, y }, pixel) {
  const size = Math.min(11, 4 + Math.sqrt(entity.mentions.length) * 1.6);
  const wide = entity.place?.precision === "country" || entity.place?.precision === "region";
  return svg("g", { class: wide ? "dot wide" : "dot", "data-entity": entity.id },
    svg("title", {}, document.createTextNode(`${entity.name}, ${counted(entity.mentions.length, "mention")}`)),
    svg("circle", { class: "reach", cx: x, cy: y, r: 12 * pixel }),
    svg("circle", { class: "spot", cx: x, cy: y, r: size * pixel }));
}

/** Names beside their dots, as many as find room.
 * @param {Dot[]} placed @param {number} pixel @param {{ x: number, y: number, width: number, height: number }} box */
function label(placed, pixel, box) {
  /** @type {Space[]} */
  const taken = placed.map(({ x, y }) => around(x - 5 * pixel, x + 5 * pixel, y, pixel));
  const texts = [];
  for (const { entity, x, y } of placed) {
    const width = Math.min(entity.name.length * 6.4 * pixel, box.width - 8 * pixel);
    // Above and below, a name may be pushed aside so that none of it leaves the frame.
    const middle = Math.max(box.x + width / 2 + 4 * pixel, Math.min(x, box.x + box.width - width / 2 - 4 * pixel));
    /** @type {[Space, number, string][]} */
    const spaces = [
      [around(x + 9 * pixel, x + 9 * pixel + width, y, pixel), x + 9 * pixel, "start"],
      [around(x - 9 * pixel - width, x - 9 * pixel, y, pixel), x - 9 * pixel, "end"],
      [around(middle - width / 2, middle + width / 2, y - 15 * pixel, pixel), middle, "middle"],
      [around(middle - width / 2, middle + width / 2, y + 15 * pixel, pixel), middle, "middle"],
    ];
    const room = spaces.find(([space]) => space.left >= box.x && space.right <= box.x + box.width
      && space.top >= box.y && space.bottom <= box.y + box.height
      && !taken.some(other => space.left < other.right && space.right > other.left && space.top < other.bottom && space.bottom > other.top));
    if (!room) continue;
    const [space, anchor, align] = room;
    taken.push(space);
    texts.push(svg("text", {
      ...(entity.name.length * 6.4 * pixel > width ? { textLength: width, lengthAdjust: "spacingAndGlyphs" } : {}),
      x: anchor, y: space.bottom - 2.5 * pixel, "font-size": 12 * pixel, "text-anchor": align, "data-entity": entity.id,
    }, document.createTextNode(entity.name)));
  }
  return texts;
}

/** @param {number} left @param {number} right @param {number} y @param {number} pixel */
function around(left, right, y, pixel) {
  return { left, right, top: y - LABEL_HEIGHT / 2 * pixel, bottom: y + LABEL_HEIGHT / 2 * pixel };
}

/** @param {{ quotation?: string, entity?: string } | null} what */
function light(what) {
  const { annotation } = store;
  const entity = what ? what.entity : annotation?.type === "mention" ? annotation.entity.id : undefined;
  for (const dot of dots.children) {
    const lit = dot.getAttribute("data-entity") === entity;
    dot.classList.toggle("lit", lit);
  }
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...Node} children */
function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}
