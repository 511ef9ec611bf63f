//! The gazetteer: the places of the world by name, with where they lie and how many people live there.
//!
//! It is compiled by `cargo xtask gazetteer` from GeoNames data and the tables in `src/data/gazetteer/` (see
//! `src/data/README.md`), and read in place: loading checks a checksum and the lengths, and parses nothing.
//!
//! ```
//! use whosaid::knowledge::gazetteer::{Gazetteer, PlaceKind};
//!
//! let gazetteer = Gazetteer::built_in();
//! let places = gazetteer.lookup("Georgia");
//! let kinds: Vec<PlaceKind> = places.iter().map(|id| gazetteer.kind(*id)).collect();
//! assert!(kinds.contains(&PlaceKind::Country) && kinds.contains(&PlaceKind::Region));
//! ```

mod codes;
pub mod format;
mod names;
mod search;

use std::sync::OnceLock;

pub use codes::{country_of_code, state_of_code};
pub use format::{GazetteerError, PlaceKind};
use format::{Sections, column, signed_column};
pub use names::{BLOCK, NameList, fold};

/// Number of a place in a [`Gazetteer`]; good only for the gazetteer that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(pub u32);

/// All that the gazetteer says of a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its usual name in English.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Degrees north, to a hundredth.
    pub latitude: f64,
    /// Degrees east, to a hundredth.
    pub longitude: f64,
    /// ISO 3166-1 alpha-2 code of the country it lies in, if it lies in one.
    pub country: Option<&'static str>,
    /// The state, province or other first-order division it lies in (itself, if it is one).
    pub region: Option<PlaceId>,
    /// People who live there, rounded to 10 %; 0 if unknown.
    pub population: u32,
    /// Its number at GeoNames, if known.
    pub geoname_id: Option<u32>,
}

/// The places of the world by name.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    sections: Sections,
    /// Where each place stands in the columns by division; found out when somebody asks where a place lies.
    by_division: OnceLock<Vec<u32>>,
    /// How the blocks of names and of other names begin; found out when somebody asks for a name.
    beginnings: OnceLock<[Vec<u64>; 2]>,
}

static BUILT_IN: &[u8] = include_bytes!("../../data/gazetteer.bin");

impl Gazetteer {
    /// The gazetteer that ships with this library.
    pub fn built_in() -> &'static Gazetteer {
        static LOADED: OnceLock<Gazetteer> = OnceLock::new();
        // The bytes are compiled in, and a test loads them: there is no run on which they are broken, and summing them
        // would take longer than all else.
        LOADED.get_or_init(|| Gazetteer::of(Sections::read(BUILT_IN, false).unwrap_or(Sections::EMPTY)))
    }

    /// Reads a gazetteer in place.
    ///
    /// # Errors
    /// When the bytes are not a gazetteer of this version, whole and unchanged.
    pub fn load(bytes: &'static [u8]) -> Result<Gazetteer, GazetteerError> {
        Ok(Gazetteer::of(Sections::read(bytes, true)?))
    }

    fn of(sections: Sections) -> Gazetteer {
        Gazetteer { sections, by_division: OnceLock::new(), beginnings: OnceLock::new() }
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.sections.names.count
    }

    /// Whether there is no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The places that bear `name`, or are also called so, the most populous of those that bear it first.
    ///
    /// Case, diacritics, hyphens and spaces do not count, nor does a leading "the"; "St.", "Mt." and "Ft." stand for
    /// "Saint", "Mount" and "Fort" as well. Abbreviations ("US", "Ind.") are matched in their case, with or without
    /// the full stops inside.
    pub fn lookup(&self, name: &str) -> Vec<PlaceId> {
        let mut found = Vec::new();
        self.lookup_into(name, &mut found);
        found
    }

    /// Whether some place bears `name`. See [`Gazetteer::lookup`].
    pub fn is_place_name(&self, name: &str) -> bool {
        !self.lookup(name).is_empty()
    }

    /// The population of the most populous place that bears `name`; `None` if no place does. Countries, regions and
    /// counties count with the people who live in them, seas and rivers with 0.
    pub fn largest_population(&self, name: &str) -> Option<u32> {
        self.lookup(name).into_iter().map(|id| self.population(id)).max()
    }

    /// Places for somebody who types `query`, likeliest first: those of that very name, then those whose name begins
    /// so, then those with up to two letters otherwise; the more populous first.
    pub fn search(&self, query: &str, limit: usize) -> Vec<PlaceId> {
        search::search(self, query, limit)
    }

    /// Visits the names and other names of the places that are `wanted`, in their order: the name, its place, and
    /// whether it is an abbreviation.
    pub fn for_each_name(&self, wanted: impl Fn(PlaceId) -> bool, mut visit: impl FnMut(&str, PlaceId, bool)) {
        let Sections { names, aliases, alias_targets, .. } = self.sections;
        names.walk_wanted(
            |index| wanted(PlaceId(index as u32)),
            |index, name| visit(name, PlaceId(index as u32), false),
        );
        let target = |index| column(alias_targets, 3, index);
        aliases.walk_wanted(
            |index| wanted(PlaceId(target(index) & !format::EXACT)),
            |index, name| visit(name, PlaceId(target(index) & !format::EXACT), target(index) & format::EXACT != 0),
        );
    }

    /// All that is known of a place.
    pub fn place(&self, id: PlaceId) -> Place {
        Place {
            name: self.name(id),
            kind: self.kind(id),
            latitude: self.latitude(id),
            longitude: self.longitude(id),
            country: self.country(id),
            region: self.region(id),
            population: self.population(id),
            geoname_id: self.geoname_id(id),
        }
    }

    /// Its usual name in English.
    pub fn name(&self, id: PlaceId) -> String {
        self.sections.names.get(id.0 as usize)
    }

    /// Name, region and country, to tell it from others of its name: "Bristol, Rhode Island, US".
    pub fn label(&self, id: PlaceId) -> String {
        let mut label = self.name(id);
        if let Some(region) = self.region(id).filter(|region| *region != id) {
            let region = self.name(region);
            if region != label {
                label.push_str(", ");
                label.push_str(&region);
            }
        }
        if let Some(country) = self.country(id).filter(|_| self.kind(id) != PlaceKind::Country) {
            label.push_str(", ");
            label.push_str(country);
        }
        label
    }

    /// What it is.
    pub fn kind(&self, id: PlaceId) -> PlaceKind {
        PlaceKind::from_code(
            column(self.sections.kinds, 1, id.0 as usize) as u8 & !(format::CAPITAL | format::BEST_KNOWN),
        )
    }

    /// Whether it is the capital of its country.
    pub fn is_capital(&self, id: PlaceId) -> bool {
        column(self.sections.kinds, 1, id.0 as usize) as u8 & format::CAPITAL != 0
    }

    /// Whether it is better known than all other places of its name, of which some have more people: Bethlehem on the West
    /// Bank.
    pub fn is_best_known(&self, id: PlaceId) -> bool {
        column(self.sections.kinds, 1, id.0 as usize) as u8 & format::BEST_KNOWN != 0
    }

    /// Degrees north, to a hundredth.
    pub fn latitude(&self, id: PlaceId) -> f64 {
        let base = signed_column(self.sections.division_latitudes, self.division(id));
        f64::from(base + signed_column(self.sections.latitudes, self.by_division(id))) / 100.0
    }

    /// Degrees east, to a hundredth.
    pub fn longitude(&self, id: PlaceId) -> f64 {
        let base = signed_column(self.sections.division_longitudes, self.division(id));
        f64::from(base + signed_column(self.sections.longitudes, self.by_division(id))) / 100.0
    }

    /// People who live there, rounded to 10 %; 0 if unknown.
    pub fn population(&self, id: PlaceId) -> u32 {
        format::decode_population(column(self.sections.populations, 1, id.0 as usize) as u8)
    }

    /// Its number at GeoNames, if known.
    pub fn geoname_id(&self, id: PlaceId) -> Option<u32> {
        let offset = column(self.sections.ids, 3, self.by_division(id));
        (offset != 0).then(|| column(self.sections.division_ids, 4, self.division(id)) + offset - 1)
    }

    /// ISO 3166-1 alpha-2 code of the country it lies in, if it lies in one.
    pub fn country(&self, id: PlaceId) -> Option<&'static str> {
        let number = self.country_number(id)?;
        std::str::from_utf8(self.sections.country_codes.get(number * 2..number * 2 + 2)?).ok()
    }

    /// Number of the country it lies in; the same for all places of a country, below [`Gazetteer::countries`].
    pub fn country_number(&self, id: PlaceId) -> Option<usize> {
        (column(self.sections.division_countries, 1, self.division(id)) as usize).checked_sub(1)
    }

    /// How many countries there are.
    pub fn countries(&self) -> usize {
        self.sections.country_codes.len() / 2
    }

    /// The country of that number, as a place.
    pub fn country_place(&self, number: usize) -> Option<PlaceId> {
        self.place_or_none(column(self.sections.country_places, 3, number))
    }

    /// Whether it is a state of the United States.
    pub fn is_state_of_us(&self, id: PlaceId) -> bool {
        self.kind(id) == PlaceKind::Region && self.country(id) == Some("US")
    }

    /// Whether a place of that name lies in the state or province `region`, and is not the region itself.
    pub fn has_in_region(&self, name: &str, region: PlaceId) -> bool {
        self.lookup(name).into_iter().any(|id| id != region && self.region(id) == Some(region))
    }

    /// Number of the division it lies in: the same for all places of a state or province. Places of a country whose
    /// region is not known, and the country itself, share a number of their own.
    pub fn division(&self, id: PlaceId) -> usize {
        column(self.sections.parents, 2, id.0 as usize) as usize
    }

    /// The state, province or other first-order division it lies in (itself, if it is one).
    pub fn region(&self, id: PlaceId) -> Option<PlaceId> {
        self.place_or_none(column(self.sections.division_places, 3, self.division(id)))
    }

    fn by_division(&self, id: PlaceId) -> usize {
        let places = self.by_division.get_or_init(|| format::by_division(self.sections.parents));
        places.get(id.0 as usize).map_or(usize::MAX, |at| *at as usize)
    }

    fn beginnings(&self) -> &[Vec<u64>; 2] {
        self.beginnings.get_or_init(|| [self.sections.names, self.sections.aliases].map(|list| list.beginnings()))
    }

    fn alias_target(&self, alias: usize) -> PlaceId {
        PlaceId(column(self.sections.alias_targets, 3, alias) & !format::EXACT)
    }

    fn place_or_none(&self, stored: u32) -> Option<PlaceId> {
        stored.checked_sub(1).map(PlaceId)
    }

    fn lookup_into(&self, name: &str, found: &mut Vec<PlaceId>) {
        let name = name.trim();
        self.lookup_key(name, &fold(name), found);
        if !name.contains(' ') {
            return;
        }
        // Most names have none of these words.
        let is_spelled = |word: &str| SPELLINGS.iter().any(|(short, long)| is_word(word, short) || is_word(word, long));
        if name.split(' ').any(is_spelled) {
            for (short, long) in SPELLINGS {
                if let Some(spelled) = replace_word(name, short, long).or_else(|| replace_word(name, long, short)) {
                    self.lookup_key(&spelled, &fold(&spelled), found);
                }
            }
        }
        if found.is_empty()
            && let Some(rest) = name.split_once(' ').filter(|(first, _)| first.eq_ignore_ascii_case("the"))
        {
            self.lookup_into(rest.1, found);
        }
    }

    fn lookup_key(&self, name: &str, key: &str, found: &mut Vec<PlaceId>) {
        if key.is_empty() {
            return;
        }
        let mut add = |id: PlaceId| {
            if !found.contains(&id) {
                found.push(id);
            }
        };
        let [of_names, of_aliases] = self.beginnings();
        for index in self.sections.names.find(of_names, key) {
            add(PlaceId(index as u32));
        }
        let aliases = self.sections.aliases.find(of_aliases, key);
        if aliases.is_empty() {
            return;
        }
        let mut index = aliases.start;
        self.sections.aliases.walk(aliases.start, |alias| {
            let target = column(self.sections.alias_targets, 3, index);
            // The highest bit marks an abbreviation.
            if target & format::EXACT == 0 || is_same_abbreviation(alias, name) {
                add(PlaceId(target & !format::EXACT));
            }
            index += 1;
            index < aliases.end
        });
    }
}

/// "U.S." is "US" and "Ind." is "Ind.", but "us" is not "US", nor "Ind" "Ind.".
fn is_same_abbreviation(alias: &str, name: &str) -> bool {
    alias == name || (!alias.contains('.') && name.chars().filter(|c| *c != '.' && *c != ' ').eq(alias.chars()))
}

/// Words of names that are spelled out or not.
const SPELLINGS: [(&str, &str); 4] = [("St", "Saint"), ("Mt", "Mount"), ("Ft", "Fort"), ("Ste", "Sainte")];

/// Whether `word` is `other`, whatever its case, with or without full stops.
fn is_word(word: &str, other: &str) -> bool {
    word.trim_end_matches('.').eq_ignore_ascii_case(other)
}

/// `name` with the whole word `from`, perhaps with a full stop, replaced by `to`, if it has that word.
fn replace_word(name: &str, from: &str, to: &str) -> Option<String> {
    if !name.split(' ').any(|word| is_word(word, from)) {
        return None;
    }
    let words: Vec<&str> = name.split(' ').map(|word| if is_word(word, from) { to } else { word }).collect();
    Some(words.join(" "))
}

#[cfg(test)]
mod tests;
