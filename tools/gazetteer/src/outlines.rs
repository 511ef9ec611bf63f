//! Natural Earth outlines: where the middle of a country lies.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Deserialize;

use crate::sources::{WORLD_ATLAS, read_json};

/// A point: degrees east, degrees north.
pub type Point = (f64, f64);

/// A country with the outlines of its parts; of each part the outer ring comes first, then its holes.
pub struct Outline {
    /// ISO 3166-1 numeric, if it has one.
    pub number: Option<u32>,
    /// Rings of its parts.
    pub parts: Vec<Vec<Vec<Point>>>,
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
    id: Option<String>,
    #[serde(default)]
    arcs: serde_json::Value,
}

/// The countries of world-atlas at a resolution: "110m", "50m", "10m".
pub fn read(resolution: &str) -> Result<Vec<Outline>> {
    let file = WORLD_ATLAS.unpacked()?.join(format!("package/countries-{resolution}.json"));
    let topology: Topology = read_json(&file)?;
    let (scale, translate) = (topology.transform.scale, topology.transform.translate);
    let arcs: Vec<Vec<Point>> = topology
        .arcs
        .iter()
        .map(|arc| {
            let mut at = (0.0, 0.0);
            arc.iter()
                .map(|(x, y)| {
                    at = (at.0 + x, at.1 + y);
                    (at.0 * scale.0 + translate.0, at.1 * scale.1 + translate.1)
                })
                .collect()
        })
        .collect();
    let ring = |numbers: Vec<i64>| {
        let mut points: Vec<Point> = Vec::new();
        for number in numbers {
            let arc = &arcs[if number < 0 { !number } else { number } as usize];
            let skip = usize::from(!points.is_empty());
            if number < 0 {
                points.extend(arc.iter().rev().skip(skip));
            } else {
                points.extend(arc.iter().skip(skip));
            }
        }
        points
    };
    let mut outlines = Vec::new();
    for geometry in topology.objects.into_iter().filter(|(name, _)| name == "countries").flat_map(|(_, c)| c.geometries)
    {
        let parts: Vec<Vec<Vec<i64>>> = match geometry.kind.as_deref() {
            Some("Polygon") => vec![serde_json::from_value(geometry.arcs)?],
            Some("MultiPolygon") => serde_json::from_value(geometry.arcs)?,
            _ => continue,
        };
        outlines.push(Outline {
            number: geometry.id.and_then(|id| id.parse().ok()),
            parts: parts.into_iter().map(|rings| rings.into_iter().map(ring).collect()).collect(),
        });
    }
    Ok(outlines)
}

/// The middle of each country's largest part, by ISO 3166-1 numeric code: degrees north, degrees east.
pub fn middles() -> Result<BTreeMap<u32, (f64, f64)>> {
    let mut middles = BTreeMap::new();
    for outline in read("50m")? {
        let largest = outline.parts.iter().filter_map(|rings| rings.first()).map(|ring| area_and_middle(ring));
        let largest = largest.max_by(|a, b| a.0.total_cmp(&b.0));
        if let (Some(number), Some((_, (longitude, latitude)))) = (outline.number, largest) {
            middles.insert(number, (latitude, longitude));
        }
    }
    Ok(middles)
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
