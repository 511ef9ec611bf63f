//! Which kind of place a noun tells: "the country" is no town.

use super::asked::MOST_MENTIONS;
use super::clusters::Cluster;
use super::decide::Walk;
use super::evidence::Call;
use super::mentions::{Description, Determiner};
use super::naming::country;
use crate::analysis::EntityKind;
use crate::knowledge::gazetteer::{Gazetteer, PlaceId, PlaceKind};
use crate::knowledge::lexicon::{self, WordClass};
use crate::syntax::Syntax;

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
        "country" | "nation" | "kingdom" | "republic" | "sultanate" | "homeland" => &[Country],
        "state" | "emirate" => &[Country, Region],
        "province" | "territory" => &[Region],
        "county" | "district" => &[Region, County],
        "city" | "town" | "village" | "capital" | "metropolis" => &[City],
        "municipality" => &[City, County],
        "sea" | "ocean" | "gulf" | "bay" | "strait" | "canal" => &[Sea],
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
        "city" | "town" | "village" | "capital" if places.is_country => true,
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

#[cfg(test)]
mod tests {
    use super::super::tests::is_meant;

    fn check(text: &str, description: &str, name: &str, expect: bool) {
        assert_eq!(is_meant(text, description, name), expect, "{text}");
    }

    #[test]
    fn a_country_is_no_city() {
        let of =
            |place: &str, noun: &str| format!("{place} was cold on Monday. Ann Lee fled. {noun} was dark by noon.");
        check(&of("China", "The city"), "The city", "China", false);
        check(&of("Italy", "The capital"), "The capital", "Italy", false);
        check(&of("Singapore", "The city"), "The city", "Singapore", true);
        check(&of("Luxembourg", "The city"), "The city", "Luxembourg", true);
        check(&of("Paris", "The city"), "The city", "Paris", true);
    }

    #[test]
    fn a_country_by_its_long_name() {
        let of = |place: &str| format!("{place} was cold on Monday. Ann Lee fled. The country was dark by noon.");
        check(&of("The State of Qatar"), "The country", "State of Qatar", true);
        check(&of("Paris"), "The country", "Paris", false);
    }
}
