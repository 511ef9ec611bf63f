//! Writes the gazetteer's bytes, as `whosaid::knowledge::gazetteer::format` lays them out.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use whosaid::knowledge::gazetteer::format::{
    BEST_KNOWN, CAPITAL, EXACT, HEADER, MAGIC, SECTIONS, VERSION, checksum, encode_population, encode_signed,
};
use whosaid::knowledge::gazetteer::{BLOCK, PlaceKind, fold};

/// A place to be written.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its usual name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Code of its country; empty: none.
    pub country: String,
    /// Code of its region, with the country's: "US.TX"; empty: none.
    pub region: String,
    /// People; 0: unknown.
    pub population: u64,
    /// Number at GeoNames; 0: unknown.
    pub geoname_id: u32,
    /// Whether it is the capital of its country.
    pub is_capital: bool,
    /// Whether it is the best known place of its name, and not the most populous.
    pub is_best_known: bool,
    /// How many other names GeoNames has of it, in all languages; 0: unknown.
    pub other_names: usize,
}

impl Entry {
    fn kind_byte(&self) -> u8 {
        let marks = [(self.is_capital, CAPITAL), (self.is_best_known, BEST_KNOWN)];
        marks.into_iter().filter(|(is_marked, _)| *is_marked).fold(self.kind as u8, |byte, (_, bit)| byte | bit)
    }
}

/// Another name of a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// Index of the place among the sorted entries.
    pub target: usize,
    /// Whether it is an abbreviation, matched in its case.
    pub is_exact: bool,
}

/// Brings entries into the order they are written in.
pub fn sort(entries: &mut [Entry]) {
    entries.sort_by_cached_key(|e| (fold(&e.name), Reverse(e.population), e.kind, e.geoname_id, e.region.clone()));
}

/// Writes sorted entries and their other names.
pub fn pack(entries: &[Entry], mut aliases: Vec<Alias>) -> Result<Vec<u8>> {
    aliases.sort_by_cached_key(|alias| (fold(&alias.name), alias.clone()));
    aliases.dedup();

    let countries: Vec<&str> = entries
        .iter()
        .filter(|e| is_country(e))
        .map(|e| (e.country.as_str(), ()))
        .collect::<BTreeMap<_, _>>()
        .into_keys()
        .collect();
    let country_number = |code: &str| countries.iter().position(|c| *c == code);
    // A division per region that has places, and one per country for the places of no region; one is nowhere.
    let mut divisions: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::from([(("", ""), Vec::new())]);
    for (index, entry) in entries.iter().enumerate() {
        divisions.entry((&entry.country, &entry.region)).or_default().push(index);
    }
    ensure!(divisions.len() < 1 << 16, "{} divisions are too many", divisions.len());
    ensure!(entries.len() < EXACT as usize - 1, "{} places are too many", entries.len());

    // The more places a division has, the smaller its number.
    let mut divisions: Vec<_> = divisions.into_iter().collect();
    divisions.sort_by_key(|(_, members)| Reverse(members.len()));

    let count = entries.len();
    let mut parents = vec![0u32; count];
    let mut latitudes = Vec::with_capacity(count);
    let mut longitudes = Vec::with_capacity(count);
    let mut ids = Vec::with_capacity(count);
    let mut division_countries = Vec::new();
    let mut division_places = Vec::new();
    let mut division_latitudes = Vec::new();
    let mut division_longitudes = Vec::new();
    let mut division_ids = Vec::new();
    let hundredths = |degrees: f64| (degrees * 100.0).round() as i32;
    for (number, ((country, region), members)) in divisions.iter().enumerate() {
        let middle = |values: &mut dyn Iterator<Item = i32>| {
            let (low, high) = values.fold((i32::MAX, i32::MIN), |(low, high), v| (low.min(v), high.max(v)));
            if low > high || country.is_empty() { 0 } else { (low + high) / 2 }
        };
        let latitude = middle(&mut members.iter().map(|i| hundredths(entries[*i].latitude)));
        let longitude = middle(&mut members.iter().map(|i| hundredths(entries[*i].longitude)));
        let first_id = members.iter().map(|i| entries[*i].geoname_id).filter(|id| *id > 0).min().unwrap_or(0);
        let place = members.iter().filter(|i| entries[**i].kind == PlaceKind::Region && !region.is_empty());
        let place = place.max_by_key(|i| entries[**i].population);
        division_countries.push(country_number(country).map_or(0, |n| n as u32 + 1));
        division_places.push(place.map_or(0, |i| *i as u32 + 1));
        division_latitudes.push(encode_signed(latitude));
        division_longitudes.push(encode_signed(longitude));
        division_ids.push(first_id);
        for index in members {
            let entry = &entries[*index];
            parents[*index] = number as u32;
            latitudes.push(encode_signed(hundredths(entry.latitude) - latitude));
            longitudes.push(encode_signed(hundredths(entry.longitude) - longitude));
            ids.push(if entry.geoname_id == 0 { 0 } else { entry.geoname_id - first_id + 1 });
        }
    }
    let country_places: Vec<u32> = countries
        .iter()
        .map(|code| {
            let place = entries.iter().position(|e| is_country(e) && e.country == *code && e.geoname_id > 0);
            place
                .or_else(|| entries.iter().position(|e| is_country(e) && e.country == *code))
                .map_or(0, |i| i as u32 + 1)
        })
        .collect();

    let (name_starts, names) = front_code(entries.iter().map(|e| e.name.as_str()))?;
    let (alias_starts, alias_names) = front_code(aliases.iter().map(|a| a.name.as_str()))?;
    let targets: Vec<u32> = aliases.iter().map(|a| a.target as u32 | if a.is_exact { EXACT } else { 0 }).collect();
    let sections: [Vec<u8>; SECTIONS] = [
        countries.concat().into_bytes(),
        planes(&country_places, 3),
        planes(&division_countries, 1),
        planes(&division_places, 3),
        planes(&division_latitudes, 2),
        planes(&division_longitudes, 2),
        planes(&division_ids, 4),
        name_starts,
        names,
        planes(&parents, 2),
        planes(&latitudes, 2),
        planes(&longitudes, 2),
        planes(&ids, 3),
        entries.iter().map(|e| encode_population(e.population)).collect(),
        entries.iter().map(Entry::kind_byte).collect(),
        alias_starts,
        alias_names,
        planes(&targets, 3),
    ];

    let mut bytes = MAGIC.to_vec();
    let counts = [VERSION as usize, countries.len(), divisions.len(), count, aliases.len()];
    for number in counts.into_iter().chain(sections.iter().map(Vec::len)) {
        bytes.extend(u32::try_from(number).context("too long")?.to_le_bytes());
    }
    let body = sections.concat();
    bytes.extend(checksum(&body).to_le_bytes());
    ensure!(bytes.len() == HEADER, "the header has {} bytes, not {HEADER}", bytes.len());
    bytes.extend(body);
    Ok(bytes)
}

fn is_country(entry: &Entry) -> bool {
    entry.kind == PlaceKind::Country && !entry.country.is_empty()
}

fn planes(values: &[u32], planes: usize) -> Vec<u8> {
    (0..planes).flat_map(|plane| values.iter().map(move |value| (value >> (8 * plane)) as u8)).collect()
}

/// Block starts and front-coded names.
fn front_code<'a>(names: impl Iterator<Item = &'a str>) -> Result<(Vec<u8>, Vec<u8>)> {
    let (mut starts, mut coded, mut before) = (Vec::new(), Vec::new(), "");
    for (index, name) in names.enumerate() {
        if index % BLOCK == 0 {
            starts.extend(u32::try_from(coded.len())?.to_le_bytes());
            before = "";
        }
        let shared = name.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
        let shared = (0..=shared.min(255)).rev().find(|at| name.is_char_boundary(*at)).unwrap_or(0);
        let rest = &name.as_bytes()[shared..];
        coded.push(shared as u8);
        coded.push(u8::try_from(rest.len()).with_context(|| format!("{name} is too long a name"))?);
        coded.extend_from_slice(rest);
        before = name;
    }
    Ok((starts, coded))
}
