// @ts-check
// Miller's cylindrical projection: the one that outlines.js is drawn in. Straight meridians and parallels, so that a
// map of one county looks as right as a map of the world, and poles that can be drawn.
// O. M. Miller, Notes on Cylindrical World Map Projections, Geographical Review 32 (1942).

/** Units of the map per degree of longitude. */
const SCALE = 20;

/** @param {number} latitude degrees @returns {number} degrees at the equator's scale */
function miller(latitude) {
  return 1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * latitude * Math.PI / 180)) * 180 / Math.PI;
}

/** What outlines.js covers, in units of the map. @type {{ x: number, y: number, width: number, height: number }} */
export const world = { x: 0, y: 200, width: 360 * SCALE, height: 3800 };

/**
 * Where a point lies on the map: x grows to the east from 180° W, y to the south from the North Pole.
 * @param {number} latitude degrees north
 * @param {number} longitude degrees east
 * @returns {{ x: number, y: number }} in units of the map
 */
export function project(latitude, longitude) {
  const north = Math.max(-90, Math.min(90, latitude));
  return { x: (longitude + 180) * SCALE, y: (miller(90) - miller(north)) * SCALE };
}

/**
 * The point that {@link project} puts there.
 * @param {number} x @param {number} y in units of the map
 * @returns {{ lat: number, lon: number }} degrees north, and degrees east from -180 to 180
 */
export function unproject(x, y) {
  const north = (miller(90) - y / SCALE) * Math.PI / 180;
  const lat = (Math.atan(Math.exp(0.8 * north)) - Math.PI / 4) / 0.4 * 180 / Math.PI;
  return { lat: Math.max(-90, Math.min(90, lat)), lon: ((x / SCALE) % 360 + 360) % 360 - 180 };
}

/**
 * The part of the map that shows all points with some land around them; the whole world if there is none.
 * @param {{ x: number, y: number }[]} points in units of the map
 * @param {number} [ratio] width : height
 * @param {number} [least] least width, in units of the map: 320 is about 1,750 km at the equator, 1,200 km in Europe,
 *   so that a story of one region still shows coasts and borders
 * @returns {{ x: number, y: number, width: number, height: number }} fit for an SVG viewBox
 */
export function fit(points, ratio = 3 / 2, least = 320) {
  if (points.length === 0) return world;
  const xs = points.map(point => point.x), ys = points.map(point => point.y);
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  // A fifth more on each side, and the other side grown to the ratio.
  const width = Math.min(world.width, Math.max((east - west) * 1.4, (south - north) * 1.4 * ratio, least));
  const height = width / ratio;
  const within = (/** @type {number} */ at, /** @type {number} */ low, /** @type {number} */ high) =>
    high < low ? (low + high) / 2 : Math.max(low, Math.min(high, at));
  return {
    x: within((west + east - width) / 2, world.x, world.x + world.width - width),
    y: within((north + south - height) / 2, world.y, world.y + world.height - height),
    width, height,
  };
}
