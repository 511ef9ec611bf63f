//! What a name may mean: the places of the gazetteer that bear it, and those that bear a part of it.

use super::qualifiers::lies_in;
use crate::analysis::rules::Rule;
use crate::knowledge::gazetteer::{Gazetteer, PlaceId, PlaceKind, country_of_code, fold};
use crate::knowledge::lexicon::{PlaceWords, place_words};

/// How a candidate bears the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// It is called so.
    Whole,
    /// It is called so with "County" or "Parish" after it.
    WithoutCounty,
    /// It bears what is left of the name without words such as "northern" or "Town of".
    Part,
}

/// The places that `name` may mean.
pub fn candidates(gazetteer: &Gazetteer, name: &str) -> Vec<(PlaceId, Match)> {
    let mut found: Vec<(PlaceId, Match)> = Vec::new();
    // "UN" is no town called Un.
    let is_short = name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let add = |found: &mut Vec<(PlaceId, Match)>, name: &str, how: Match| {
        for id in gazetteer.lookup(name) {
            let is_spelled_out = is_short && gazetteer.name(id).eq_ignore_ascii_case(name);
            if !is_spelled_out && !found.iter().any(|(known, _)| *known == id) {
                found.push((id, how));
            }
        }
    };
    add(&mut found, name, Match::Whole);
    if found.is_empty() {
        found.extend(country_of_code(name).map(|country| (country, Match::Whole)));
    }
    if let Some(county) = name.strip_suffix(" Co.") {
        add(&mut found, &format!("{county} County"), Match::Whole);
    }
    if !name.ends_with("County") && !name.ends_with("Parish") {
        for kind in ["County", "Parish"] {
            add(&mut found, &format!("{name} {kind}"), Match::WithoutCounty);
        }
    }
    let is_island = ["Island", "Islands", "island", "islands"].iter().any(|end| name.ends_with(end));
    if found.is_empty() {
        let mut add_part = |part: &str| {
            for id in gazetteer.lookup(part) {
                // "Northern Mali" is no town called Mali; "the Hudson River Valley" no town called Hudson; "Tarn Island" none called Tarn.
                let kind = gazetteer.kind(id);
                let is_town = kind == PlaceKind::City && is_island && Rule::RegionsAreNoTowns.holds();
                if !is_town && (kind <= PlaceKind::City || kind == PlaceKind::Island) {
                    found.push((id, Match::Part));
                }
            }
        };
        if let Some(part) = without_outer_words(name) {
            add_part(part);
        }
    }
    without_city_states(gazetteer, &mut found);
    without_counties_of_towns(gazetteer, name, &mut found);
    without_other_capitals(gazetteer, name, &mut found);
    found
}

/// Leaves out the capital of a country of that name which itself is called otherwise: Mexico is not Mexico City.
fn without_other_capitals(gazetteer: &Gazetteer, name: &str, found: &mut Vec<(PlaceId, Match)>) {
    let countries: Vec<PlaceId> = found.iter().map(|(id, _)| *id).collect();
    let is_country_of = |country: &PlaceId, capital: PlaceId| {
        gazetteer.kind(*country) == PlaceKind::Country && gazetteer.country(*country) == gazetteer.country(capital)
    };
    found.retain(|(id, _)| {
        !gazetteer.is_capital(*id)
            || fold(&gazetteer.name(*id)) == fold(name)
            || !countries.iter().any(|country| is_country_of(country, *id))
    });
}

/// Leaves out regions that are hardly more than the city of the same name: Hamburg, Moscow.
fn without_city_states(gazetteer: &Gazetteer, found: &mut Vec<(PlaceId, Match)>) {
    let is_city_of = |city: PlaceId, region: PlaceId| {
        gazetteer.kind(city) == PlaceKind::City
            && gazetteer.division(city) == gazetteer.division(region)
            && (gazetteer.latitude(city) - gazetteer.latitude(region)).abs() < 0.5
            && (gazetteer.longitude(city) - gazetteer.longitude(region)).abs() < 0.5
    };
    let cities: Vec<PlaceId> = found.iter().map(|(id, _)| *id).collect();
    found.retain(|(id, _)| {
        gazetteer.kind(*id) != PlaceKind::Region || !cities.iter().any(|city| is_city_of(*city, *id))
    });
}

/// A county with more than so many times the people of the town that it is called after is what the name means: Donegal.
const LARGE_COUNTY: u32 = 10;

/// Leaves out a county that is called after a town in it, unless that is small: Cork is the city, County Cork the county.
fn without_counties_of_towns(gazetteer: &Gazetteer, name: &str, found: &mut Vec<(PlaceId, Match)>) {
    let key = fold(name);
    let is_town_of = |town: PlaceId, county: PlaceId| {
        gazetteer.kind(town) == PlaceKind::City
            && lies_in(gazetteer, town, county)
            && gazetteer.population(county) <= gazetteer.population(town).saturating_mul(LARGE_COUNTY)
            && fold(&gazetteer.name(town)) == key
    };
    let towns: Vec<PlaceId> = found.iter().map(|(id, _)| *id).collect();
    found.retain(|(id, how)| {
        *how != Match::Whole
            || gazetteer.kind(*id) != PlaceKind::County
            || fold(&gazetteer.name(*id)) == key
            || !towns.iter().any(|town| is_town_of(*town, *id))
    });
}

/// The name without what says which part or kind of place is meant; `None` if it has no such words.
fn without_outer_words(name: &str) -> Option<&str> {
    let mut rest = name.trim();
    loop {
        let before = rest.len();
        for words in place_words(PlaceWords::Before) {
            if let Some(tail) = rest.get(words.len()..).filter(|tail| tail.starts_with([' ', '-']))
                && rest[..words.len()].eq_ignore_ascii_case(words)
            {
                rest = tail[1..].trim_start();
            }
        }
        for words in place_words(PlaceWords::Behind) {
            let cut = rest.len().saturating_sub(words.len());
            if let Some(head) = rest.get(..cut).filter(|head| head.ends_with(' '))
                && rest[cut..].eq_ignore_ascii_case(words)
            {
                rest = head.trim_end();
            }
        }
        if rest.len() == before {
            return (rest.len() < name.trim().len() && !rest.is_empty()).then_some(rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expect: Option<&str>) {
        assert_eq!(without_outer_words(name), expect, "{name}");
    }

    #[test]
    fn parts_and_kinds_of_places_are_left_out() {
        check("Town of Groton", Some("Groton"));
        check("northern Mali", Some("Mali"));
        check("South-East London", Some("London"));
        check("north-west Syria", Some("Syria"));
        check("Hamilton Township", Some("Hamilton"));
        check("Paris", None);
        check("North", None);
        check("", None);
        check("Éire é", None);
    }
}
