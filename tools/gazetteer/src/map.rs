//! Writes `www/map/outlines.js`: land and borders as SVG paths, already projected, and small countries as points. And
//! `www/map/regions.js`: borders of states, lakes, where each country lies, and its capital.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use anyhow::{Context, Result};

use crate::outlines::{self, Point, Ring, area_and_middle};
use crate::sources::{City, Geonames, geonames};

/// Units of the map per degree of longitude.
const SCALE: f64 = 20.0;

/// How far, in units, a simplified line may run from the true one.
const TOLERANCE: f64 = 1.2;

/// Smallest island drawn, in square units.
const SMALLEST_RING: f64 = 8.0;

/// Countries smaller than this, in square degrees, are drawn as a point as well.
const SMALL_COUNTRY: f64 = 0.6;

/// Nothing south of it is drawn (degrees): the coast of Antarctica would take a third of the map.
const SOUTH: f64 = -60.0;

/// Smallest lake drawn, in square units.
const SMALLEST_LAKE: f64 = 30.0;

/// Parts of a country that are this large beside its largest one belong to what a map of it shows; others are far off
/// or small: Alaska is left out, the North Island is not.
const MAIN_PART: f64 = 0.25;

/// Writes the map.
pub fn run() -> Result<()> {
    write_outlines()?;
    write_regions()
}

fn write_outlines() -> Result<()> {
    let world = outlines::read("50m")?;
    let arcs: Vec<Vec<Point>> =
        world.arcs.iter().map(|arc| simplify(&arc.iter().map(|point| project(*point)).collect::<Vec<_>>())).collect();
    let turn = 360.0 * SCALE;

    let mut land = String::new();
    for ring in world.land.iter().flatten() {
        let points = outlines::ring(&arcs, ring, turn);
        let southmost = outlines::ring(&world.arcs, ring, 360.0).iter().map(|p| p.1).fold(f64::MAX, f64::min);
        if points.len() > 3 && planar_area(&points) >= SMALLEST_RING && southmost > SOUTH {
            write_path(&mut land, &points, true);
            // What goes on past an edge comes in at the other.
            for shift in [turn, -turn] {
                let shifted: Vec<Point> = points.iter().map(|(x, y)| (x + shift, *y)).collect();
                if shifted.iter().any(|(x, _)| (0.0..=turn).contains(x))
                    && points.iter().any(|(x, _)| !(0.0..=turn).contains(x))
                {
                    write_path(&mut land, &shifted, true);
                }
            }
        }
    }
    // An arc that two countries share is a border.
    let mut users: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (country, outline) in world.countries.iter().enumerate() {
        for number in outline.parts.iter().flatten().flatten() {
            users.entry(if *number < 0 { !*number } else { *number } as usize).or_default().insert(country);
        }
    }
    let mut borders = String::new();
    for (arc, _) in users.iter().filter(|(_, countries)| countries.len() > 1) {
        write_path(&mut borders, &outlines::unwrap(&arcs[*arc], turn), false);
    }
    let mut points = String::new();
    for country in &world.countries {
        let parts = country.parts.iter().filter_map(|rings| rings.first());
        let parts: Vec<(f64, Point)> =
            parts.map(|ring| area_and_middle(&outlines::ring(&world.arcs, ring, 360.0))).collect();
        let area: f64 = parts.iter().map(|part| part.0).sum();
        let largest = parts.iter().max_by(|a, b| a.0.total_cmp(&b.0)).context("a country without outlines")?;
        if area < SMALL_COUNTRY {
            let (x, y) = project(largest.1);
            let x = x.rem_euclid(turn);
            write!(points, "[{}, {}], ", x.round(), y.round())?;
        }
    }
    let text = format!(
        "// Built by `cargo xtask gazetteer map` from Natural Earth outlines (public domain, 1:50 million), projected by\n\
         // projection.js and simplified to a twentieth of a degree. Not to be edited.\n\n\
         /** Land, as the data of an SVG path to be filled by the even-odd rule. */\nexport const land =\n  \"{land}\";\n\n\
         /** Borders between countries, as the data of an SVG path to be stroked. */\nexport const borders =\n  \"{borders}\";\n\n\
         /** Countries too small to be seen as outlines: x and y.\n * @type {{[number, number][]}} */\n\
         export const smallCountries = [{}];\n",
        points.trim_end_matches(", ")
    );
    write_file("outlines.js", &text)?;
    println!("land {} bytes, borders {} bytes, all {} bytes", land.len(), borders.len(), text.len());
    Ok(())
}

fn write_regions() -> Result<()> {
    let world = outlines::read_regions()?;
    let arcs: Vec<Vec<Point>> =
        world.arcs.iter().map(|arc| simplify(&arc.iter().map(|point| project(*point)).collect::<Vec<_>>())).collect();
    let turn = 360.0 * SCALE;

    let mut states = String::new();
    for border in outlines::borders_of_states()? {
        write_path(&mut states, &simplify(&border.into_iter().map(project).collect::<Vec<_>>()), false);
    }
    let mut lakes = String::new();
    for ring in world.lakes.iter().flatten().flatten() {
        let points = outlines::ring(&arcs, ring, turn);
        if points.len() > 3 && planar_area(&points) >= SMALLEST_LAKE {
            write_path(&mut lakes, &points, true);
        }
    }

    let geonames = geonames()?;
    let mut countries = String::new();
    for (code, country) in &geonames.countries {
        let parts = world.countries.iter().filter(|(iso3, _)| *iso3 == country.iso3).flat_map(|(_, parts)| parts);
        let Some((low, high)) = main_part(&world.arcs, parts) else { continue };
        let capital = capital(&geonames, code, &country.capital).map_or(String::new(), |city| {
            let (x, y) = project((city.longitude, city.latitude));
            format!(", {:?}, {}, {}", city.name, x.round(), y.round())
        });
        let (width, height) = (high.0 - low.0, high.1 - low.1);
        let (x, y) = (low.0.round(), low.1.round());
        writeln!(countries, "  {code}: [{x}, {y}, {}, {}{capital}],", width.round(), height.round())?;
    }
    let text = format!(
        "// Built by `cargo xtask gazetteer map` from Natural Earth outlines (public domain, 1:50 million) and capitals of\n\
         // GeoNames (CC BY 4.0), projected by projection.js and simplified to a twentieth of a degree. Not to be edited.\n\n\
         /** Borders between states or provinces of Australia, Brazil, Canada, China, India, Indonesia, Russia, South Africa and\n\
         \x20* the United States, as the data of an SVG path. */\n\
         export const states =\n  \"{states}\";\n\n\
         /** Lakes, as the data of an SVG path to be filled. */\nexport const lakes =\n  \"{lakes}\";\n\n\
         /** The main part of each country by its ISO 3166-1 alpha-2 code: x, y, width, height; then its capital: name, x, y.\n \
         * @type {{Record<string, [number, number, number, number, string?, number?, number?]>}} */\n\
         export const countries = {{\n{countries}}};\n"
    );
    write_file("regions.js", &text)?;
    println!("states {} bytes, lakes {} bytes, all {} bytes", states.len(), lakes.len(), text.len());
    Ok(())
}

/// The corners on the map of a country's largest part and of those nearly as large; none where it has no outline.
fn main_part<'a>(arcs: &[outlines::Arc], parts: impl Iterator<Item = &'a Vec<Ring>>) -> Option<(Point, Point)> {
    let rings = parts.filter_map(|rings| rings.first()).map(|ring| outlines::ring(arcs, ring, 360.0));
    let rings: Vec<(f64, Vec<Point>)> = rings.map(|ring| (area_and_middle(&ring).0, ring)).collect();
    let largest = rings.iter().map(|(area, _)| *area).fold(0.0, f64::max);
    let main = rings.iter().filter(|(area, _)| *area >= largest * MAIN_PART).flat_map(|(_, ring)| ring);
    let (low, high) = main.map(|point| project(*point)).fold(None, |corners, (x, y)| {
        let (low, high) = corners.unwrap_or(((x, y), (x, y)));
        Some(((low.0.min(x), low.1.min(y)), (high.0.max(x), high.1.max(y))))
    })?;
    // A country on both sides of the date line goes on past the eastern edge.
    let shift = -(f64::midpoint(low.0, high.0) / (360.0 * SCALE)).floor() * 360.0 * SCALE;
    Some(((low.0 + shift, low.1), (high.0 + shift, high.1)))
}

/// The largest city of the country that is called so; else of those whose name begins so, or which have that as another
/// name: the table of countries writes "Brasilia" where that of cities has "Brasília".
fn capital<'a>(geonames: &'a Geonames, country: &str, name: &str) -> Option<&'a City> {
    let cities = geonames.cities.iter().filter(|city| city.countrycode == country);
    let name = name.trim();
    let called_so = cities.filter(|city| {
        !name.is_empty() && (city.name.starts_with(name) || city.alternatenames.iter().any(|other| other == name))
    });
    called_so.max_by_key(|city| (city.name == name, city.population))
}

fn write_file(name: &str, text: &str) -> Result<()> {
    let folder = gazetteer::packages::root().join("www/map");
    std::fs::create_dir_all(&folder)?;
    Ok(std::fs::write(folder.join(name), text)?)
}

/// Miller's cylindrical projection, as www/map/projection.js computes it: x grows to the east from 180° W, y to the
/// south from the North Pole.
fn project((longitude, latitude): Point) -> Point {
    let miller =
        |latitude: f64| 1.25 * (std::f64::consts::FRAC_PI_4 + 0.4 * latitude.to_radians()).tan().ln().to_degrees();
    ((longitude + 180.0) * SCALE, (miller(90.0) - miller(latitude)) * SCALE)
}

fn planar_area(ring: &[Point]) -> f64 {
    ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>().abs() / 2.0
}

/// Leaves out points that lie nearly on the line between the ones kept (Ramer, Douglas and Peucker).
fn simplify(line: &[Point]) -> Vec<Point> {
    if line.len() < 3 {
        return line.to_vec();
    }
    let mut kept = vec![false; line.len()];
    (kept[0], kept[line.len() - 1]) = (true, true);
    let mut open = vec![(0, line.len() - 1)];
    while let Some((first, last)) = open.pop() {
        let farthest = (first + 1..last)
            .map(|index| (distance_to_line(line[index], line[first], line[last]), index))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((distance, index)) = farthest.filter(|(distance, _)| *distance > TOLERANCE) {
            debug_assert!(distance.is_finite());
            kept[index] = true;
            open.extend([(first, index), (index, last)]);
        }
    }
    line.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// How far `point` is from the line from `a` to `b`, or from `a` if they are the same.
fn distance_to_line(point: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let along = ((point.0 - a.0) * dx + (point.1 - a.1) * dy) / (dx * dx + dy * dy);
    let along = if along.is_finite() { along.clamp(0.0, 1.0) } else { 0.0 };
    (point.0 - a.0 - along * dx).hypot(point.1 - a.1 - along * dy)
}

/// Adds the line to an SVG path: a move to the first point, then steps, all in whole units.
fn write_path(path: &mut String, line: &[Point], is_closed: bool) {
    let whole = |point: &Point| (point.0.round() as i64, point.1.round() as i64);
    let Some(mut at) = line.first().map(whole) else { return };
    let (mut text, mut steps) = (format!("M{},{}l", at.0, at.1), 0);
    let line = if is_closed { &line[..line.len() - 1] } else { line };
    for next in line.iter().skip(1).map(whole) {
        let (dx, dy) = (next.0 - at.0, next.1 - at.1);
        if (dx, dy) == (0, 0) {
            continue;
        }
        // A minus sign separates numbers by itself.
        let space = if steps > 0 && dx >= 0 { " " } else { "" };
        let comma = if dy >= 0 { " " } else { "" };
        text.push_str(&format!("{space}{dx}{comma}{dy}"));
        at = next;
        steps += 1;
    }
    if steps > 0 {
        path.push_str(&text);
        path.push_str(if is_closed { "z" } else { "" });
    }
}
