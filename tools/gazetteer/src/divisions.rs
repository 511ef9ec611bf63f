//! States, provinces and counties: where they lie and how many people live there follows from their towns.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use whosaid::knowledge::gazetteer::PlaceKind;

use crate::pack::Entry;
use crate::sources::Geonames;
use crate::tables::{degrees, rows};

/// Countries whose counties are taken.
const WITH_COUNTIES: &[&str] = &["US", "GB", "IE"];

/// English names of counties that GeoNames has by another one.
const CALLED: &[(&str, &str)] = &[
    ("An Cabhán", "County Cavan"),
    ("An Longfort", "County Longford"),
    ("Uíbh Fhailí", "County Offaly"),
    ("Sir Powys", "Powys"),
    ("The Scottish Borders", "Scottish Borders"),
];

/// People of a town of which nobody says how many it has.
pub const UNKNOWN_TOWN: u64 = 1_000;

/// Where the towns of a division lie, and how many people live in them.
#[derive(Debug, Clone, Default)]
struct Extent {
    points: Vec<(f64, f64)>,
    population: u64,
}

impl Extent {
    /// The middle between the outermost towns: for a region it is nearer to the region's own middle than the mean of
    /// its towns, which crowd in a corner.
    fn middle_of_bounds(&self) -> (f64, f64) {
        let middle = |of: fn(&(f64, f64)) -> f64| {
            let (low, high) =
                self.points.iter().map(of).fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
            (low + high) / 2.0
        };
        (middle(|p| p.0), middle(|p| p.1))
    }

    fn mean(&self) -> (f64, f64) {
        let sum = self.points.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.0, sum.1 + p.1));
        (sum.0 / self.points.len() as f64, sum.1 / self.points.len() as f64)
    }
}

/// By the code of a division.
fn extents(geonames: &Geonames) -> Result<BTreeMap<String, Extent>> {
    let population_at: BTreeMap<(String, String, &str), u64> = geonames
        .cities
        .iter()
        .map(|c| ((format!("{:.3}", c.latitude), format!("{:.3}", c.longitude), c.countrycode.as_str()), c.population))
        .collect();
    let mut extents: BTreeMap<String, Extent> = BTreeMap::new();
    for city in &geonames.cities_in_counties {
        let point = (degrees(&city.lat)?, degrees(&city.lng)?);
        let key = (format!("{:.3}", point.0), format!("{:.3}", point.1), city.country.as_str());
        let population = population_at.get(&key).copied().filter(|people| *people > 0).unwrap_or(UNKNOWN_TOWN);
        let region = format!("{}.{}", city.country, city.admin1);
        for code in [format!("{region}.{}", city.admin2), region] {
            let extent = extents.entry(code).or_default();
            extent.points.push(point);
            extent.population += population;
        }
    }
    Ok(extents)
}

/// Regions everywhere, and counties in some countries.
pub fn divisions(geonames: &Geonames) -> Result<Vec<Entry>> {
    let extents = extents(geonames)?;
    let mut by_hand = BTreeMap::new();
    for row in rows("regions.tsv", 3)? {
        by_hand.insert(row[0].clone(), (degrees(&row[1])?, degrees(&row[2])?));
    }
    let mut entries = joined(geonames, &extents)?;
    for (division, is_region) in
        geonames.regions.iter().map(|d| (d, true)).chain(geonames.counties.iter().map(|d| (d, false)))
    {
        let (country, rest) = division.code.split_once('.').context("a division without a country")?;
        if !is_region && !WITH_COUNTIES.contains(&country) {
            continue;
        }
        let Some(extent) = extents.get(&division.code) else { continue };
        if !is_region && country == "GB" && is_city(geonames, &division.name, extent) {
            continue;
        }
        let middle = if is_region { extent.middle_of_bounds() } else { extent.mean() };
        let region = rest.split_once('.').map_or(rest, |(region, _)| region);
        let state = if country == "US" && is_region { geonames.us_states.get(region) } else { None };
        let called = CALLED.iter().find(|(name, _)| *name == division.name);
        entries.push(entry(
            called.map_or(division.name.as_str(), |(_, english)| english),
            if is_region { PlaceKind::Region } else { PlaceKind::County },
            by_hand.get(&division.code).copied().unwrap_or(middle),
            format!("{country}.{region}"),
            extent.population,
            state.map_or(0, |s| s.geonameid),
        ));
    }
    Ok(entries)
}

fn entry(
    name: &str,
    kind: PlaceKind,
    (latitude, longitude): (f64, f64),
    region: String,
    population: u64,
    geoname_id: u32,
) -> Entry {
    Entry {
        name: name.to_owned(),
        kind,
        latitude,
        longitude,
        country: region.split('.').next().unwrap_or_default().to_owned(),
        region,
        population,
        geoname_id,
        is_capital: false,
        is_best_known: false,
        other_names: 0,
    }
}

/// Whether a council is that of the city it is called after, and hardly anything else: Plymouth, Luton.
fn is_city(geonames: &Geonames, name: &str, extent: &Extent) -> bool {
    let is_it = |city: &&crate::sources::City| city.countrycode == "GB" && city.name == name;
    geonames.cities.iter().find(is_it).is_some_and(|city| city.population * 2 > extent.population)
}

/// Counties that people speak of, and that several councils now govern.
fn joined(geonames: &Geonames, extents: &BTreeMap<String, Extent>) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for row in rows("counties.tsv", 2)? {
        let (mut extent, mut region) = (Extent::default(), String::new());
        for part in row[1].split(';') {
            let is_part = |d: &&crate::sources::Division| d.code.starts_with("GB.") && d.name == part;
            let division = geonames.counties.iter().find(is_part).with_context(|| format!("no county is {part}"))?;
            let towns = extents.get(&division.code).with_context(|| format!("{part} has no towns"))?;
            extent.points.extend(&towns.points);
            extent.population += towns.population;
            region = division.code.rsplit_once('.').context("a county without a region")?.0.to_owned();
        }
        entries.push(entry(&row[0], PlaceKind::County, extent.mean(), region, extent.population, 0));
    }
    Ok(entries)
}
