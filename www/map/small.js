// A small map of the places that one name may mean: where each lies, beside the list that says it.

import { fit, project } from "./projection.js";

/** @typedef {{ lat: number, lon: number, chosen: boolean }} Point */

const SVG = "http://www.w3.org/2000/svg";
/** CSS pixels. */
const WIDTH = 336;
const RATIO = 3;

/** @param {Point[]} points @returns {HTMLElement} */
export function smallMap(points) {
  const places = points.map(point => ({ ...point, ...project(point.lat, point.lon) }));
  const box = fit(places, RATIO, 900);
  const pixel = box.width / WIDTH;
  const picture = shape("svg", { viewBox: `${box.x} ${box.y} ${box.width} ${box.height}`, "aria-hidden": "true", width: WIDTH, height: WIDTH / RATIO });
  const ground = shape("g", {});
  picture.append(ground, ...places.map(({ x, y, chosen }) => shape("circle", { class: chosen ? "spot chosen" : "spot", cx: x, cy: y, r: (chosen ? 6 : 4.5) * pixel })));
  import("./outlines.js").then(({ land, borders }) => {
    ground.append(shape("path", { class: "land", d: land, "fill-rule": "evenodd" }), shape("path", { class: "borders", d: borders }));
  }, () => {});
  const figure = document.createElement("figure");
  figure.className = "map small";
  figure.append(picture);
  return figure;
}

/** @param {string} tag @param {Record<string, string | number>} attributes */
function shape(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
