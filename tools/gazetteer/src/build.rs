//! Chooses the places of the gazetteer and writes `src/data/gazetteer.bin`.

use std::collections::BTreeSet;

use anyhow::{Context, Result, anyhow, ensure};
use whosaid::knowledge::gazetteer::{Gazetteer, PlaceKind, fold};

use crate::divisions::{self, UNKNOWN_TOWN};
use crate::known;
use crate::pack::{Alias, Entry, pack, sort};
use crate::sources::{self, City, Geonames};
use crate::tables::{degrees, rows};

/// Smallest town taken, by country; elsewhere [`SMALLEST_ELSEWHERE`]. Local news is read most where it is written
/// most in English, so small towns weigh more there.
const SMALLEST: &[(&str, u64)] = &[
    ("US", 500),
    ("GB", 2_000),
    ("IE", 1_000),
    ("CA", 2_000),
    ("AU", 4_000),
    ("NZ", 2_000),
    ("PS", 2_000),
    ("IL", 5_000),
    // Countries with thousands of towns that the English-language press hardly names.
    ("IN", 25_000),
    ("BR", 25_000),
    ("CN", 25_000),
    ("JP", 25_000),
    ("MX", 25_000),
];

/// Smallest town taken where [`SMALLEST`] says nothing.
const SMALLEST_ELSEWHERE: u64 = 22_500;

/// Builds the gazetteer and says how large it became.
pub fn run() -> Result<()> {
    let geonames = sources::geonames()?;
    let mut entries = countries(&geonames)?;
    entries.extend(divisions::divisions(&geonames)?);
    entries.extend(cities(&geonames)?);
    entries.extend(written_by_hand()?);
    sort(&mut entries);
    entries.dedup_by(|b, a| fold(&a.name) == fold(&b.name) && same_place(a, b));
    let aliases = aliases(&entries)?;
    known::mark(&mut entries, &aliases)?;
    let bytes = pack(&entries, aliases.clone())?;
    // It must read as it was written.
    let gazetteer = Gazetteer::load(Box::leak(bytes.clone().into_boxed_slice()))?;
    for entry in &entries {
        let found = gazetteer.lookup(&entry.name).into_iter().map(|id| gazetteer.place(id));
        let is_found = found.into_iter().any(|place| {
            place.name == entry.name
                && place.kind == entry.kind
                && (place.latitude - entry.latitude).abs() < 0.01
                && (place.longitude - entry.longitude).abs() < 0.01
                && place.geoname_id.unwrap_or(0) == entry.geoname_id
                && place.country.unwrap_or("") == entry.country
        });
        ensure!(is_found || fold(&entry.name).is_empty(), "{entry:?} cannot be found again");
    }
    let file = gazetteer::packages::root().join("src/data/gazetteer.bin");
    std::fs::write(&file, &bytes).with_context(|| format!("writing {}", file.display()))?;
    println!("{} places, {} other names, {} bytes", entries.len(), aliases.len(), bytes.len());
    Ok(())
}

/// The same place from two sources.
fn same_place(a: &Entry, b: &Entry) -> bool {
    let is_near = (a.latitude - b.latitude).abs() + (a.longitude - b.longitude).abs() < 0.1;
    a.kind == b.kind && is_near && a.country == b.country && a.region == b.region
}

/// Countries and territories, where the table of them says; what else is known of them comes from GeoNames.
fn countries(geonames: &Geonames) -> Result<Vec<Entry>> {
    rows("countries.tsv", 5)?
        .into_iter()
        .map(|row| {
            let country = geonames.countries.get(&row[0]).with_context(|| format!("GeoNames has no {}", row[0]))?;
            Ok(Entry {
                name: row[1].clone(),
                kind: PlaceKind::Country,
                latitude: degrees(&row[2])?,
                longitude: degrees(&row[3])?,
                country: row[0].clone(),
                region: String::new(),
                population: country.population,
                geoname_id: country.geonameid,
                is_capital: false,
                is_best_known: false,
                other_names: 0,
            })
        })
        .collect()
}

/// The largest town of each name in the table's list of capitals, by number.
fn capitals(geonames: &Geonames) -> Result<BTreeSet<u32>> {
    let mut capitals = BTreeSet::new();
    for row in rows("countries.tsv", 5)? {
        for name in row[4].split(';').filter(|name| !name.is_empty()) {
            let bears_name = |city: &&City| city.countrycode == row[0] && fold(&city.name) == fold(name);
            match geonames.cities.iter().filter(bears_name).max_by_key(|city| city.population) {
                Some(city) => {
                    capitals.insert(city.geonameid);
                }
                None => println!("countries.tsv: {} has no town called {name}", row[0]),
            }
        }
    }
    Ok(capitals)
}

fn cities(geonames: &Geonames) -> Result<Vec<Entry>> {
    let regions: BTreeSet<&str> = geonames.regions.iter().map(|r| r.code.as_str()).collect();
    let capitals = capitals(geonames)?;
    let is_taken = |city: &&City| {
        let smallest = SMALLEST.iter().find(|(country, _)| *country == city.countrycode);
        let is_large = city.population >= smallest.map_or(SMALLEST_ELSEWHERE, |(_, people)| *people);
        is_large || capitals.contains(&city.geonameid)
    };
    let entry = |city: &City| {
        let region = format!("{}.{}", city.countrycode, city.admin1code);
        Entry {
            name: city.name.clone(),
            kind: PlaceKind::City,
            latitude: city.latitude,
            longitude: city.longitude,
            country: city.countrycode.clone(),
            region: if regions.contains(region.as_str()) { region } else { String::new() },
            // Their towns are small: Ngerulmud, Plymouth on Montserrat.
            population: if city.population == 0 { UNKNOWN_TOWN } else { city.population },
            geoname_id: city.geonameid,
            is_capital: capitals.contains(&city.geonameid),
            is_best_known: false,
            other_names: city.alternatenames.iter().filter(|name| !name.is_empty()).count(),
        }
    };
    Ok(geonames.cities.iter().filter(is_taken).map(entry).collect())
}

fn written_by_hand() -> Result<Vec<Entry>> {
    rows("places.tsv", 6)?
        .into_iter()
        .map(|row| {
            let code = if row[4] == "-" { "" } else { &row[4] };
            Ok(Entry {
                name: row[0].clone(),
                kind: kind(&row[1])?,
                latitude: degrees(&row[2])?,
                longitude: degrees(&row[3])?,
                country: code.split('.').next().unwrap_or_default().to_owned(),
                region: if code.contains('.') { code.to_owned() } else { String::new() },
                population: 0,
                geoname_id: 0,
                is_capital: false,
                is_best_known: false,
                other_names: 0,
            })
        })
        .collect()
}

fn kind(word: &str) -> Result<PlaceKind> {
    Ok(match word {
        "world" => PlaceKind::WorldRegion,
        "country" => PlaceKind::Country,
        "region" => PlaceKind::Region,
        "county" => PlaceKind::County,
        "city" => PlaceKind::City,
        "sea" => PlaceKind::Sea,
        "river" => PlaceKind::River,
        "lake" => PlaceKind::Lake,
        "mountain" => PlaceKind::Mountain,
        "island" => PlaceKind::Island,
        "land" => PlaceKind::Land,
        "quarter" => PlaceKind::Quarter,
        "site" => PlaceKind::Site,
        other => return Err(anyhow!("{other:?} is no kind of place")),
    })
}

/// Other names: those in the tables, and those that follow from the usual ones.
fn aliases(entries: &[Entry]) -> Result<Vec<Alias>> {
    let mut aliases = Vec::new();
    let mut add = |name: &str, target: usize, is_exact: bool| {
        if is_exact || fold(name) != fold(&entries[target].name) {
            aliases.push(Alias { name: name.to_owned(), target, is_exact });
        }
    };
    for row in rows("places.tsv", 6)? {
        let target = entries.iter().position(|e| e.name == row[0] && e.population == 0 && e.geoname_id == 0);
        let target = target.or_else(|| entries.iter().position(|e| e.name == row[0]));
        let target = target.with_context(|| format!("{} is lost", row[0]))?;
        for name in row[5].split(';').filter(|name| !name.is_empty()) {
            add(name, target, false);
        }
    }
    for (file, is_exact) in [("aliases.tsv", false), ("abbreviations.tsv", true)] {
        for row in rows(file, 2)? {
            match find(entries, &row[1]) {
                Some(target) => add(&row[0], target, is_exact),
                None => println!("{file}: nothing is called {}", row[1]),
            }
        }
    }
    for (index, entry) in entries.iter().enumerate() {
        // "County Mayo", "Mayo County" and "Mayo" are one; a US county's bare name is left to the analysis.
        if entry.kind == PlaceKind::County && entry.country != "US" {
            let kinds = ["County of ", "County ", "District of "];
            let bare = kinds.iter().find_map(|kind| entry.name.strip_prefix(kind)).unwrap_or(&entry.name);
            let bare = bare.trim_end_matches(" County");
            add(bare, index, false);
            if entry.country == "IE" {
                add(&format!("County {bare}"), index, false);
            }
        }
        // "New York City" is New York, "Frankfurt am Main" Frankfurt by the table.
        if let (PlaceKind::City, Some(bare)) = (entry.kind, entry.name.strip_suffix(" City"))
            && entry.population >= 100_000
            && entry.country != "US"
        {
            add(bare, index, false);
        }
    }
    Ok(aliases)
}

/// The place that a table's code stands for.
pub fn find(entries: &[Entry], code: &str) -> Option<usize> {
    if let Some(name) = code.strip_prefix('=') {
        return entries.iter().position(|e| e.name == name && e.population == 0);
    }
    let (division, city) = code.split_once(':').map_or((code, None), |(division, city)| (division, Some(city)));
    let matches = |entry: &Entry| match city {
        Some(city) => {
            entry.kind == PlaceKind::City
                && fold(&entry.name) == fold(city)
                && (entry.country == division || entry.region == division)
        }
        None if division.contains('.') => entry.kind == PlaceKind::Region && entry.region == division,
        None => entry.kind == PlaceKind::Country && entry.country == division && entry.geoname_id > 0,
    };
    if let Some(name) = code.strip_prefix("county ") {
        return entries.iter().position(|e| e.name == name && e.kind == PlaceKind::County);
    }
    let largest = entries.iter().enumerate().filter(|(_, e)| matches(e)).max_by_key(|(_, e)| e.population);
    largest.map(|(index, _)| index)
}
