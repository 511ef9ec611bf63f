// A small map of the places that one name may mean: where each lies, beside the list that says it. On one to choose a
// point from, a click gives its coordinates; whoever cannot point types them.

import { button, element } from "../dom.js";
import { fit, project, unproject } from "./projection.js";
import { ground as groundOf, loadOutlines, svg } from "./shapes.js";
import { wording } from "../words.js";

/** @typedef {{ lat: number, lon: number, chosen: boolean }} Point */

/** CSS pixels. */
const WIDTH = 336;
/** How much nearer one step comes, and the nearest, in units of the map across. */
const STEP = 3;
const NEAREST = 20;

/** @param {Point[]} points @returns {HTMLElement} */
export function smallMap(points) {
  const ratio = 3;
  const places = points.map(point => ({ ...point, ...project(point.lat, point.lon) }));
  const box = fit(places, ratio, 900);
  const pixel = box.width / WIDTH;
  const land = svg("g", {});
  const picture = svg("svg", { viewBox: `${box.x} ${box.y} ${box.width} ${box.height}`, "aria-hidden": "true", width: WIDTH, height: WIDTH / ratio },
    land, ...places.map(({ x, y, chosen }) => svg("circle", { class: chosen ? "spot chosen" : "spot", cx: x, cy: y, r: (chosen ? 6 : 4.5) * pixel })));
  loadOutlines().then(loaded => { if (loaded) land.append(...groundOf(loaded)); });
  return element("figure", { class: "map small" }, picture);
}

/** A map to choose a point from. @param {{ lat: number, lon: number }[]} points what it shows at first
 * @param {(lat: number, lon: number) => void} choose @returns {HTMLElement} */
export function pointMap(points, choose) {
  const ratio = 3 / 2;
  let box = fit(points.map(({ lat, lon }) => project(lat, lon)), ratio, 400);
  const land = svg("g", {});
  const spot = svg("circle", { class: "spot chosen", r: 0 });
  const picture = /** @type {SVGSVGElement} */ (svg("svg", { "aria-hidden": "true", width: WIDTH, height: WIDTH / ratio }, land, spot));
  const show = () => {
    picture.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    spot.setAttribute("r", String(6 * box.width / WIDTH));
  };
  /** @param {number} factor */
  const zoom = factor => {
    const width = Math.max(NEAREST, Math.min(7200, box.width * factor));
    const at = spot.hasAttribute("cx") ? { x: Number(spot.getAttribute("cx")), y: Number(spot.getAttribute("cy")) } : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    box = { x: at.x - width / 2, y: at.y - width / ratio / 2, width, height: width / ratio };
    show();
  };
  picture.addEventListener("click", event => {
    const frame = picture.getBoundingClientRect();
    const x = box.x + (event.clientX - frame.left) / frame.width * box.width;
    const y = box.y + (event.clientY - frame.top) / frame.height * box.height;
    spot.setAttribute("cx", String(x));
    spot.setAttribute("cy", String(y));
    const { lat, lon } = unproject(x, y);
    choose(lat, lon);
  });
  show();
  loadOutlines().then(loaded => { if (loaded) land.append(...groundOf(loaded)); });
  return element("figure", { class: "map small pick" }, picture, element("figcaption", null, element("span", null, wording.mapSmall.clickWhereLiesOrType),
    button("+", () => zoom(1 / STEP), { "aria-label": wording.mapSmall.nearer, data: { control: "nearer" } }), button("−", () => zoom(STEP), { "aria-label": wording.mapSmall.farther, data: { control: "farther" } })));
}
