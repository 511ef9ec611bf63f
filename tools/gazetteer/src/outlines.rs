//! Natural Earth outlines of countries and land.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Deserialize;

use crate::sources::{WORLD_ATLAS, read_json};

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
    arcs: serde_json::Value,
}

/// The outlines of world-atlas at a resolution: "110m", "50m", "10m".
pub fn read(resolution: &str) -> Result<Outlines> {
    let file = WORLD_ATLAS.unpacked()?.join(format!("package/countries-{resolution}.json"));
    let topology: Topology = read_json(&file)?;
    let (scale, translate) = (topology.transform.scale, topology.transform.translate);
    let absolute = |arc: &Vec<(f64, f64)>| {
        let mut at = (0.0, 0.0);
        let point = |(x, y): &(f64, f64)| {
            at = (at.0 + x, at.1 + y);
            (at.0 * scale.0 + translate.0, at.1 * scale.1 + translate.1)
        };
        arc.iter().map(point).collect()
    };
    let mut outlines =
        Outlines { arcs: topology.arcs.iter().map(absolute).collect(), countries: Vec::new(), land: Vec::new() };
    for (name, collection) in topology.objects {
        for geometry in collection.geometries {
            let parts: Vec<Vec<Ring>> = match geometry.kind.as_deref() {
                Some("Polygon") => vec![serde_json::from_value(geometry.arcs)?],
                Some("MultiPolygon") => serde_json::from_value(geometry.arcs)?,
                _ => continue,
            };
            if name == "land" {
                outlines.land.extend(parts);
            } else {
                outlines.countries.push(Country { parts });
            }
        }
    }
    Ok(outlines)
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
