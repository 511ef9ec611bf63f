//! Countries by the codes of three letters that results of sports have, states by those of the post.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Gazetteer, PlaceId};

/// The country of a code of three capitals, by the International Olympic Committee or ISO 3166: "SWE", "GER", "DEU".
pub fn country_of_code(code: &str) -> Option<PlaceId> {
    let gazetteer = Gazetteer::built_in();
    let country = *CODES.get(code)?;
    (0..gazetteer.countries())
        .filter_map(|number| gazetteer.country_place(number))
        .find(|place| gazetteer.country(*place) == Some(country))
}

/// The state of the United States that has this postal code: "TX". Codes that are words, as "IN" and "OR", are read so only where a
/// town stands before them, which is why they are not in the gazetteer.
pub fn state_of_code(code: &str) -> Option<PlaceId> {
    let gazetteer = Gazetteer::built_in();
    gazetteer.lookup(STATES.get(code)?).into_iter().find(|id| gazetteer.is_state_of_us(*id))
}

/// The pairs of a file.
fn pairs(file: &'static str) -> FxHashMap<&'static str, &'static str> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split("; ")).filter_map(|pair| pair.split_once(' ')).collect()
}

/// The code of two letters by that of three.
static CODES: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| pairs(include_str!("../../data/lexicons/country_codes.txt")));

static STATES: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| pairs(include_str!("../../data/lexicons/state_codes.txt")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_that_of_a_country() {
        assert!(CODES.len() > 200);
        assert!(CODES.keys().all(|code| country_of_code(code).is_some()));
        let name = |code: &str| country_of_code(code).map(|id| Gazetteer::built_in().name(id));
        assert_eq!(
            [name("SUI"), name("DEU"), name("Sui")],
            [Some("Switzerland".to_owned()), Some("Germany".to_owned()), None]
        );
    }

    #[test]
    fn every_state_is_a_place() {
        assert_eq!(STATES.len(), 41);
        assert!(STATES.keys().all(|code| state_of_code(code).is_some()));
        let name = |code: &str| state_of_code(code).map(|id| Gazetteer::built_in().name(id));
        assert_eq!([name("TX"), name("tx")], [Some("Texas".to_owned()), None]);
    }
}
