//! The layout of the gazetteer's bytes; the builder writes by the same constants.
//!
//! A header of little-endian numbers (magic, version, checksum, counts, lengths of the sections), then the sections,
//! without gaps. Places stand in the order of their keys ([`super::fold`]), the more populous first among equals.
//! Every property of a place is a column of its own, stored as byte planes (all lowest bytes, then all second
//! bytes, ...), because like bytes side by side compress well on their way to the browser. For the same reason coordinates
//! and GeoNames numbers are stored relative to the division (state, province) of the place, and in the order of the
//! divisions, of which those with more places come first: 54,000 bytes less for all places, after Brotli.

use super::names::NameList;

/// First bytes of every gazetteer.
pub const MAGIC: [u8; 8] = *b"whosaidG";

/// Version of this layout.
pub const VERSION: u32 = 3;

/// Bytes of the header: magic, version, four counts, [`SECTIONS`] lengths, checksum of the sections.
pub const HEADER: usize = 8 + 4 + 4 * 4 + 4 * SECTIONS + 8;

/// How many sections there are.
pub const SECTIONS: usize = 18;

/// Bit of a kind that marks the capital of a country.
pub const CAPITAL: u8 = 0x80;

/// Bit of a kind that marks the best known place of its name, where others of that name have more people.
pub const BEST_KNOWN: u8 = 0x40;

/// Bit of an alias's target that marks an abbreviation, matched in its case.
pub const EXACT: u32 = 0x80_0000;

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum PlaceKind {
    /// A continent, or a part of the world: "the Balkans".
    WorldRegion = 0,
    /// A country, a dependency, or a former country.
    Country = 1,
    /// A first-order division of a country: state, province; or a part of a country: "the Midwest".
    Region = 2,
    /// A second-order division: county, parish, district.
    County = 3,
    /// A city, town or village.
    City = 4,
    /// An ocean, sea, bay, gulf, strait or canal.
    Sea = 5,
    /// A river.
    River = 6,
    /// A lake or reservoir.
    Lake = 7,
    /// A mountain or a range of mountains.
    Mountain = 8,
    /// An island or a group of islands.
    Island = 9,
    /// A desert, plain, valley, peninsula, forest, park.
    Land = 10,
    /// A quarter of a city.
    Quarter = 11,
    /// A building, base, airport, or other single site.
    Site = 12,
}

impl PlaceKind {
    /// All kinds, in the order of their codes.
    pub const ALL: [PlaceKind; 13] = [
        PlaceKind::WorldRegion,
        PlaceKind::Country,
        PlaceKind::Region,
        PlaceKind::County,
        PlaceKind::City,
        PlaceKind::Sea,
        PlaceKind::River,
        PlaceKind::Lake,
        PlaceKind::Mountain,
        PlaceKind::Island,
        PlaceKind::Land,
        PlaceKind::Quarter,
        PlaceKind::Site,
    ];

    /// The kind of that code; a city if there is none.
    pub fn from_code(code: u8) -> PlaceKind {
        PlaceKind::ALL.get(usize::from(code)).copied().unwrap_or(PlaceKind::City)
    }
}

/// Why bytes are not a gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GazetteerError {
    /// They begin otherwise.
    #[error("not a gazetteer")]
    NotAGazetteer,
    /// They are laid out for another version of this library.
    #[error("a gazetteer of version {0}, where {VERSION} is needed")]
    OtherVersion(u32),
    /// Some are missing, or there are too many.
    #[error("the gazetteer's length is not what its header says")]
    Length,
    /// Some have changed.
    #[error("the gazetteer's checksum is wrong")]
    Checksum,
}

/// The parts of a gazetteer, in the order of the bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sections {
    /// Two letters per country.
    pub country_codes: &'static [u8],
    /// Place of each country plus 1; 0: none. 3 planes.
    pub country_places: &'static [u8],
    /// Number of the country of each division plus 1; 0: none.
    pub division_countries: &'static [u8],
    /// Place of each division plus 1; 0: none. 3 planes.
    pub division_places: &'static [u8],
    /// Hundredths of a degree that the latitudes of the division's places count from. Signed, 2 planes.
    pub division_latitudes: &'static [u8],
    /// The same for longitudes. Signed, 2 planes.
    pub division_longitudes: &'static [u8],
    /// GeoNames number that the numbers of the division's places count from. 4 planes.
    pub division_ids: &'static [u8],
    /// The usual names of the places.
    pub names: NameList<'static>,
    /// Division of each place. 2 planes.
    pub parents: &'static [u8],
    /// By division: hundredths of a degree from the division's latitude. Signed, 2 planes.
    pub latitudes: &'static [u8],
    /// By division: hundredths of a degree from the division's longitude. Signed, 2 planes.
    pub longitudes: &'static [u8],
    /// By division: GeoNames number minus the division's, plus 1; 0: unknown. 3 planes.
    pub ids: &'static [u8],
    /// See [`decode_population`].
    pub populations: &'static [u8],
    /// Code of the [`PlaceKind`], with [`CAPITAL`].
    pub kinds: &'static [u8],
    /// Other names.
    pub aliases: NameList<'static>,
    /// The place each other name stands for, with [`EXACT`]. 3 planes.
    pub alias_targets: &'static [u8],
}

impl Sections {
    /// A gazetteer without places.
    pub const EMPTY: Sections = Sections {
        country_codes: &[],
        country_places: &[],
        division_countries: &[],
        division_places: &[],
        division_latitudes: &[],
        division_longitudes: &[],
        division_ids: &[],
        names: NameList { count: 0, block_starts: &[], coded: &[] },
        parents: &[],
        latitudes: &[],
        longitudes: &[],
        ids: &[],
        populations: &[],
        kinds: &[],
        aliases: NameList { count: 0, block_starts: &[], coded: &[] },
        alias_targets: &[],
    };

    /// Finds the sections and checks that they are whole.
    pub fn read(bytes: &'static [u8], is_checked: bool) -> Result<Sections, GazetteerError> {
        if !bytes.starts_with(&MAGIC) {
            return Err(GazetteerError::NotAGazetteer);
        }
        let number = |at: usize| {
            let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
            four.map(u32::from_le_bytes).ok_or(GazetteerError::Length)
        };
        let version = number(8)?;
        if version != VERSION {
            return Err(GazetteerError::OtherVersion(version));
        }
        let [countries, divisions, places, aliases] = [number(12)?, number(16)?, number(20)?, number(24)?];
        let mut at = HEADER;
        let mut parts: [&'static [u8]; SECTIONS] = [&[]; SECTIONS];
        for (index, part) in parts.iter_mut().enumerate() {
            let length = number(28 + 4 * index)? as usize;
            *part = at.checked_add(length).and_then(|end| bytes.get(at..end)).ok_or(GazetteerError::Length)?;
            at += length;
        }
        let stored = u64::from(number(HEADER - 8)?) | u64::from(number(HEADER - 4)?) << 32;
        if at != bytes.len() {
            return Err(GazetteerError::Length);
        }
        if is_checked && checksum(&bytes[HEADER..]) != stored {
            return Err(GazetteerError::Checksum);
        }
        let [countries, divisions, places, aliases] = [countries, divisions, places, aliases].map(|n| n as usize);
        let expected = [
            (0, countries * 2),
            (1, countries * 3),
            (2, divisions),
            (3, divisions * 3),
            (4, divisions * 2),
            (5, divisions * 2),
            (6, divisions * 4),
            (7, places.div_ceil(super::BLOCK) * 4),
            (9, places * 2),
            (10, places * 2),
            (11, places * 2),
            (12, places * 3),
            (13, places),
            (14, places),
            (15, aliases.div_ceil(super::BLOCK) * 4),
            (17, aliases * 3),
        ];
        if expected.iter().any(|(part, length)| parts[*part].len() != *length) {
            return Err(GazetteerError::Length);
        }
        Ok(Sections {
            country_codes: parts[0],
            country_places: parts[1],
            division_countries: parts[2],
            division_places: parts[3],
            division_latitudes: parts[4],
            division_longitudes: parts[5],
            division_ids: parts[6],
            names: NameList { count: places, block_starts: parts[7], coded: parts[8] },
            parents: parts[9],
            latitudes: parts[10],
            longitudes: parts[11],
            ids: parts[12],
            populations: parts[13],
            kinds: parts[14],
            aliases: NameList { count: aliases, block_starts: parts[15], coded: parts[16] },
            alias_targets: parts[17],
        })
    }
}

/// Number `index` of a column of `planes` byte planes; 0 if there is none.
#[inline(always)]
pub(super) fn column(bytes: &[u8], planes: usize, index: usize) -> u32 {
    let count = bytes.len() / planes;
    if index >= count {
        return 0;
    }
    (0..planes).map(|plane| u32::from(bytes[plane * count + index]) << (8 * plane)).sum()
}

/// Number `index` of a column of two byte planes that [`encode_signed`] made; 0 if there is none.
pub(super) fn signed_column(bytes: &[u8], index: usize) -> i32 {
    let code = column(bytes, 2, index) as i32;
    (code >> 1) ^ -(code & 1)
}

/// A number without a sign that stands for `number`: 0, -1, 1, -2, 2, .. in this order, so that small ones have no upper
/// bytes.
pub fn encode_signed(number: i32) -> u32 {
    ((number << 1) ^ (number >> 31)) as u32
}

/// Where each place stands in the columns by division, of which `parents` is the column: the places of the first
/// division in their order, then those of the second, ..
pub(super) fn by_division(parents: &[u8]) -> Vec<u32> {
    let division = |place: usize| column(parents, 2, place) as usize;
    let count = parents.len() / 2;
    let mut next = vec![0u32; (0..count).map(division).max().map_or(0, |highest| highest + 2)];
    for place in 0..count {
        next[division(place) + 1] += 1;
    }
    for division in 1..next.len() {
        next[division] += next[division - 1];
    }
    let mut stand = |place: usize| {
        let at = &mut next[division(place)];
        *at += 1;
        *at - 1
    };
    (0..count).map(&mut stand).collect()
}

/// The population that a byte stands for: two to the power of a quarter of it; 0: unknown.
pub fn decode_population(code: u8) -> u32 {
    if code == 0 { 0 } else { (f64::from(code) / 4.0).exp2().round() as u32 }
}

/// The byte that stands for a population.
pub fn encode_population(population: u64) -> u8 {
    if population == 0 { 0 } else { ((population as f64).log2() * 4.0).round().clamp(1.0, 255.0) as u8 }
}

/// A checksum of `bytes`: FNV-1a over little-endian words of eight bytes, the last filled up with zeros.
pub fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xcbf2_9ce4_8422_2325, |sum, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
