// The map of the article's places: outlines that ship with the page, a dot for each place. Whoever cannot see it or
// point at it loses nothing: the list below says and does the same.

import { goTo } from "./actions.js";
import { button, element } from "./dom.js";
import { fit, project, world } from "./map/projection.js";
import { ground as groundOf, loadOutlines, outlines, svg } from "./map/shapes.js";
import { store } from "./store.js";
import { wording } from "./words.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./model.js").Entity} Entity
 * @typedef {{ entity: Entity, x: number, y: number }} Dot
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Space
 */

/** Width of the map on the page; CSS pixels. Sizes of dots and letters count on it. */
const WIDTH = 336;
const RATIO = 3 / 2;
/** How far from another one a name may stand; CSS pixels. */
const LABEL_HEIGHT = 13;
/** Dots that are nearer to each other lie on each other; CSS pixels. */
const SAME_SPOT = 5;

/** How much the map shows: the country that is spoken of most, its places alone, or all. @type {"country" | "near" | "world"} */
let shows = "country";
const ground = svg("g", { class: "ground" });
const names = svg("g", { class: "names" });
const capitals = svg("g", { class: "capitals" });
const dots = svg("g", { class: "dots" });
const picture = /** @type {SVGSVGElement} */ (svg("svg", { role: "img", preserveAspectRatio: "xMidYMid meet" }, ground, capitals, dots, names));
const nearer = toggle(wording.map.nearer, "near");
const farther = toggle(wording.map.wholeWorld, "world");
const caption = element("figcaption", null, element("span"), nearer, farther);
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

/** @param {string} label @param {"near" | "world"} which */
function toggle(label, which) {
  return button(label, () => {
    shows = shows === which ? "country" : which;
    if (store.model) drawMap(store.model);
  }, { class: "quiet", "aria-pressed": "false", data: { control: label } });
}

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
  const country = mainCountry(resolved);
  const near = fit(placed, RATIO);
  const whole = country ? fit([...placed, ...country.corners], RATIO) : near;
  const box = shows === "world" ? world : shows === "near" ? near : whole;
  picture.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
  picture.setAttribute("width", String(WIDTH));
  picture.setAttribute("height", String(Math.round(WIDTH / RATIO)));
  // One CSS pixel, in units of the map.
  const pixel = Math.max(box.width / WIDTH, box.height / (WIDTH / RATIO));
  picture.style.setProperty("--pixel", String(pixel));
  // Large dots first, so that small ones stay on top.
  placed.sort((a, b) => b.entity.mentions.length - a.entity.mentions.length);
  dots.replaceChildren(...placed.map(dot => drawDot(dot, pixel)));
  const inside = (/** @type {{ x: number, y: number }} */ { x, y }) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
  const capital = country?.capital && inside(country.capital) ? country.capital : undefined;
  capitals.replaceChildren(...(capital ? [svg("circle", { class: "capital", cx: capital.x, cy: capital.y, r: 2.5 * pixel })] : []));
  names.replaceChildren(...label(placed, pixel, box, capital));
  const list = placed.map(({ entity }) => entity.name).join(", ");
  picture.setAttribute("aria-label", placed.length === 0 ? wording.map.mapNoPlace : wording.map.mapWithListBelowSays(placed.length, list));
  nearer.hidden = near.width > 0.8 * whole.width;
  nearer.setAttribute("aria-pressed", String(shows === "near"));
  farther.setAttribute("aria-pressed", String(shows === "world"));
  /** @type {HTMLElement} */ (caption.firstChild).textContent = missing > 0 ? wording.map.notOnTheMap(missing) : "";
  light(null);
  return figure;
}

/** The country that is spoken of most: what a map of it must show, and its capital. @param {Entity[]} places */
function mainCountry(places) {
  /** @type {Map<string, number>} */
  const spoken = new Map();
  for (const { place, mentions } of places) {
    if (place?.country) spoken.set(place.country, (spoken.get(place.country) ?? 0) + Math.max(1, mentions.length));
  }
  const [most] = [...spoken].sort((a, b) => b[1] - a[1]);
  const found = most && outlines()?.countries[most[0]];
  if (!found) return null;
  const [x, y, width, height, name, capitalX, capitalY] = found;
  return {
    corners: [{ x, y }, { x: x + width, y: y + height }],
    capital: name !== undefined && capitalX !== undefined && capitalY !== undefined ? { name, x: capitalX, y: capitalY } : undefined,
  };
}

/** Land, lakes and borders, fetched when the first map is drawn; then it is drawn once more, with the whole country. */
async function drawGround() {
  if (ground.hasAttribute("data-drawn")) return;
  ground.setAttribute("data-drawn", "");
  const there = outlines();
  // What is there already is drawn at once: a print does not wait.
  const loaded = there ?? await loadOutlines();
  if (!loaded) return ground.removeAttribute("data-drawn");
  ground.append(...groundOf(loaded));
  if (!there && store.model) drawMap(store.model);
}

/** A point for a city; a ring for what is larger than a point. @param {Dot} dot @param {number} pixel */
function drawDot({ entity, x, y }, pixel) {
  const size = Math.min(11, 4 + Math.sqrt(entity.mentions.length) * 1.6);
  const wide = entity.place?.precision === "country" || entity.place?.precision === "region";
  return svg("g", { class: wide ? "dot wide" : "dot", "data-entity": entity.id },
    svg("title", {}, document.createTextNode(wording.map.dot(entity.name, entity.mentions.length))),
    svg("circle", { class: "reach", cx: x, cy: y, r: 12 * pixel }),
    svg("circle", { class: "spot", cx: x, cy: y, r: size * pixel }));
}

/** Names beside their dots, as many as find room; last that of the capital.
 * @param {Dot[]} placed @param {number} pixel @param {{ x: number, y: number, width: number, height: number }} box
 * @param {{ name: string, x: number, y: number } | undefined} capital */
function label(placed, pixel, box, capital) {
  const named = placed.map(({ entity, x, y }) => ({ name: entity.name, x, y, attributes: { "data-entity": entity.id } }));
  const known = capital && placed.some(({ x, y }) => Math.hypot(x - capital.x, y - capital.y) < 8 * pixel);
  const all = [...named, ...(capital && !known ? [{ ...capital, attributes: { class: "of-capital" } }] : [])];
  /** @type {Space[]} */
  const taken = all.map(({ x, y }) => around(x - 5 * pixel, x + 5 * pixel, y, pixel));
  return all.flatMap(({ name, x, y, attributes }) => {
    const width = Math.min(name.length * 6.4 * pixel, box.width - 8 * pixel);
    // Above and below, a name may be pushed aside so that none of it leaves the frame.
    const middle = Math.max(box.x + width / 2 + 4 * pixel, Math.min(x, box.x + box.width - width / 2 - 4 * pixel));
    /** Whoever reads a name looks for the nearest dot: that must be its own. @param {Space} space */
    const isNearest = space => all.every(other => Math.hypot(other.x - x, other.y - y) < SAME_SPOT * pixel
      || gap(space, other) > gap(space, { x, y }));
    /** @type {[Space, number, string][]} */
    const spaces = [
      [around(x + 9 * pixel, x + 9 * pixel + width, y, pixel), x + 9 * pixel, "start"],
      [around(x - 9 * pixel - width, x - 9 * pixel, y, pixel), x - 9 * pixel, "end"],
      [around(middle - width / 2, middle + width / 2, y - 15 * pixel, pixel), middle, "middle"],
      [around(middle - width / 2, middle + width / 2, y + 15 * pixel, pixel), middle, "middle"],
    ];
    const room = spaces.find(([space]) => space.left >= box.x && space.right <= box.x + box.width
      && space.top >= box.y && space.bottom <= box.y + box.height && isNearest(space)
      && !taken.some(other => space.left < other.right && space.right > other.left && space.top < other.bottom && space.bottom > other.top));
    if (!room) return [];
    const [space, anchor, align] = room;
    taken.push(space);
    return [svg("text", {
      ...(name.length * 6.4 * pixel > width ? { textLength: width, lengthAdjust: "spacingAndGlyphs" } : {}),
      x: anchor, y: space.bottom - 2.5 * pixel, "font-size": 12 * pixel, "text-anchor": align, ...attributes,
    }, document.createTextNode(name))];
  });
}

/** How far a point lies from a space. @param {Space} space @param {{ x: number, y: number }} point */
function gap({ left, right, top, bottom }, { x, y }) {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
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
