//! Which kind of place or institution a noun tells: "the country" is no town, "the company" no court.

use super::asked::MOST_MENTIONS;
use super::clusters::Cluster;
use super::decide::Walk;
use super::evidence::Call;
use super::mentions::Description;
use super::naming::country;
use crate::analysis::EntityKind;
use crate::knowledge::gazetteer::{Gazetteer, PlaceId, PlaceKind};
use crate::knowledge::lexicon::{self, NounKind, WordClass};
use crate::syntax::Syntax;
use crate::syntax::phrases::Determiner;

/// What the places of a name may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    /// A bit for each [`PlaceKind`].
    kinds: u32,
    /// The most populous of them is a country, and none is a capital or has half its people, as in Luxembourg and Hong Kong.
    is_country: bool,
}

impl Places {
    /// What the name of a cluster may be, or else the shortest that it was called by so far; none for what is no place.
    pub fn of(syntax: &Syntax, cluster: &Cluster) -> Option<Places> {
        if cluster.kind != EntityKind::Place {
            return None;
        }
        let gazetteer = Gazetteer::built_in();
        let mut places = gazetteer.lookup(cluster.name.of(syntax.text));
        if places.is_empty() {
            // "southern Ukraine", also called "Ukraine"
            let names = cluster.mentions.iter().take(MOST_MENTIONS).map(|mention| mention.span.of(syntax.text));
            places = names.min_by_key(|name| name.len()).map_or(places, |name| gazetteer.lookup(name));
        }
        let is_country = places.first().is_some_and(|first| {
            let is_whole = |id: &PlaceId| {
                let is_half = || 2 * gazetteer.population(*id) > gazetteer.population(*first);
                gazetteer.kind(*id) == PlaceKind::City && (gazetteer.is_capital(*id) || is_half())
            };
            gazetteer.kind(*first) == PlaceKind::Country && !places.iter().any(is_whole)
        });
        let kinds = places.into_iter().fold(0, |kinds, id| kinds | (1 << gazetteer.kind(id) as u32));
        Some(Places { kinds, is_country })
    }

    /// Whether one of them is of one of these kinds.
    fn are(self, kinds: &[PlaceKind]) -> bool {
        kinds.iter().any(|kind| self.kinds & (1 << *kind as u32) != 0)
    }

    /// Whether the gazetteer has any.
    fn are_known(self) -> bool {
        self.kinds != 0
    }
}

/// The kinds of place that a noun tells; empty for other nouns.
fn kinds(noun: &str) -> &'static [PlaceKind] {
    use PlaceKind::*;
    match noun {
        "continent" => &[WorldRegion],
        "region" => &[WorldRegion, Region],
        noun if lexicon::has(WordClass::NounForCountry, noun) => &[Country],
        "state" | "emirate" => &[Country, Region],
        "province" | "territory" => &[Region],
        "county" | "district" => &[Region, County],
        noun if lexicon::has(WordClass::NounForTown, noun) => &[City],
        "municipality" => &[City, County],
        noun if lexicon::has(WordClass::NounForSea, noun) => &[Sea],
        "river" | "stream" => &[River],
        "lake" | "reservoir" => &[Lake],
        _ => &[],
    }
}

/// How a noun for a kind of place fits what the gazetteer says of a candidate; 0 for other nouns.
pub(super) fn fits_place(noun: &str, places: Option<Places>) -> u8 {
    let (Some(places), kinds) = (places, kinds(noun)) else { return 0 };
    match () {
        () if kinds.is_empty() => 0,
        () if places.are(kinds) => 2,
        () if places.are_known() => 3,
        () => 1,
    }
}

/// Whether the entity of `cluster` cannot be the kind of place that `description`, called so by `call`, tells. The world is none
/// that has another name.
pub(super) fn is_another_kind(walk: &Walk, cluster: usize, description: &Description, call: &Call) -> bool {
    let known = &walk.board.clusters[cluster];
    let Some(places) = walk.told_of[cluster].places else {
        return call.noun == "world" && known.is_named;
    };
    match call.noun.as_str() {
        "world" => true,
        noun if places.is_country && lexicon::has(WordClass::NounForTown, noun) => true,
        // "its capital", and one that is no country's, may be that of a region.
        "capital" if description.determiner == Determiner::Definite && call.modifiers.is_empty() => {
            places.are_known() && !places.are(kinds("capital"))
        }
        // Scotland is a country to the papers, and a region to the gazetteer.
        "country" | "nation" => {
            let name = known.name.of(walk.syntax.text);
            let is_called_so = || lexicon::is_one_of(WordClass::CalledCountry, &name.to_lowercase());
            // "State of Qatar"
            !places.are(kinds("country")) && country(name).is_none() && !is_called_so()
        }
        _ => false,
    }
}

/// Whether the entity of `cluster`, which was not called by `noun`, is an organization that has a name and cannot be
/// meant by it. A name in capitals may stand for the noun: "NYPD" for "the police".
pub(super) fn is_another_institution(walk: &Walk, cluster: usize, noun: &str) -> bool {
    let known = &walk.board.clusters[cluster];
    if known.kind != EntityKind::Organization || !known.is_named {
        return false;
    }
    let words = &walk.told_of[cluster].words;
    let is_one_of = |class| words.iter().any(|word| lexicon::is_one_of(class, word));
    if lexicon::is_one_of(WordClass::InstitutionToldByNoun, noun) {
        let name = known.name.of(walk.syntax.text);
        let is_acronym = !name.contains(|c: char| c.is_lowercase()) && !is_one_of(WordClass::NewsAgency);
        return !(is_acronym && name.to_lowercase().contains(|c| noun.starts_with(c)));
    }
    // "the regulator" is nothing that was called a company.
    let is_firm = |noun: &str| noun != "bank" && lexicon::is_one_of(WordClass::Company, noun);
    if lexicon::is_one_of(WordClass::Authority, noun) {
        return walk.told_of[cluster].calls.iter().any(|call| is_firm(&call.noun))
            || words.iter().any(|word| lexicon::closes_company(word));
    }
    let classes = [WordClass::InstitutionToldByNoun, WordClass::OtherInstitution, WordClass::NewsAgency];
    // "the group" may be a council, "the operator" an authority, "the business" a university.
    let may_be_institution = matches!(noun, "business" | "group" | "operator");
    let is_body = lexicon::is_any_of(&[WordClass::Company, WordClass::OtherBody], noun);
    is_body && !may_be_institution && classes.into_iter().any(is_one_of)
}

/// Whether `noun` stands in the name of an organization only before the word that says what it is: "drug" in "Food and Drug
/// Administration", "state" in "State Department", "police" in "Penford Police Station". A noun that `may_be_short`, or
/// that is one for organizations, may be the short form of any name but a station's.
pub(super) fn is_part_of_name(walk: &Walk, cluster: usize, noun: &str, may_be_short: bool) -> bool {
    let known = &walk.board.clusters[cluster];
    let is_body = |noun: &str| lexicon::noun_kind(noun) == Some(NounKind::Organization);
    let name = walk.syntax.tokens_in(known.name);
    let is_station = |at: usize| walk.syntax.word(at).eq_ignore_ascii_case("station");
    let of_station = name.clone().next_back().is_some_and(is_station);
    if known.kind != EntityKind::Organization || (may_be_short || is_body(noun)) && !of_station {
        return false;
    }
    let Some(at) = name.clone().rev().find(|at| walk.syntax.word(*at).eq_ignore_ascii_case(noun)) else { return false };
    (at + 1..name.end).any(|at| lexicon::is_organization(walk.syntax.word(at)) || is_station(at))
}

#[cfg(test)]
mod tests {
    use super::super::tests::is_meant;

    /// Whether `noun`, which stands for NOUN in what is told of `who`, means them.
    fn check(who: &str, told: &str, noun: &str, expect: bool) {
        let text = format!("{who} {}", told.replace("NOUN", noun));
        let name = who.strip_prefix("The ").unwrap_or(who);
        assert_eq!(is_meant(&text, noun, name), expect, "{text}");
    }

    #[test]
    fn a_country_is_no_city() {
        let told = "was cold on Monday. Ann Lee fled. NOUN was dark by noon.";
        check("China", told, "The city", false);
        check("Italy", told, "The capital", false);
        check("Singapore", told, "The city", true);
        check("Luxembourg", told, "The city", true);
        check("Paris", told, "The city", true);
        check("The State of Qatar", told, "The country", true);
        check("Paris", told, "The country", false);
    }

    #[test]
    fn institutions_are_told_by_their_nouns() {
        let told = "opened on Monday. Crowds came. NOUN said that it was proud.";
        check("The Supreme Court", told, "The court", true);
        check("The National Assembly", told, "The government", false);
        check("The Ministry of Trade", told, "The company", false);
        check("Penford Hospital", told, "The charity", false);
        check("Acme Energy", told, "The company", true);
        check("Dorne & Lund Ltd", told, "The regulator", false);
    }

    #[test]
    fn a_word_of_a_name_is_not_what_it_names() {
        let told = "spoke on Monday. NOUN was gone by noon, and people came.";
        check("The Tarn Fire Department", told, "The fire", false);
        check("The Food and Drug Administration", told, "The drug", false);
        check("The Tarn Police Station", told, "Police", false);
    }
}
