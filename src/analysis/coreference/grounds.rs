//! Which kind of place a noun tells: "the country" is no town.

use super::clusters::Cluster;
use super::decide::Walk;
use super::evidence::Call;
use super::mentions::{Description, Determiner};
use crate::analysis::EntityKind;
use crate::knowledge::gazetteer::{Gazetteer, PlaceKind};
use crate::knowledge::lexicon::{self, WordClass};
use crate::syntax::Syntax;

/// What the places of a name may be: a bit for each [`PlaceKind`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Places(u32);

impl Places {
    /// What the name of a cluster may be; none for what is no place.
    pub fn of(syntax: &Syntax, cluster: &Cluster) -> Option<Places> {
        if cluster.kind != EntityKind::Place {
            return None;
        }
        let gazetteer = Gazetteer::built_in();
        let places = gazetteer.lookup(cluster.name.of(syntax.text)).into_iter();
        Some(Places(places.fold(0, |kinds, id| kinds | (1 << gazetteer.kind(id) as u32))))
    }

    /// Whether one of them is of one of these kinds.
    fn are(self, kinds: &[PlaceKind]) -> bool {
        kinds.iter().any(|kind| self.0 & (1 << *kind as u32) != 0)
    }

    /// Whether the gazetteer has any.
    fn are_known(self) -> bool {
        self.0 != 0
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
        // "its capital", and one that is no country's, may be that of a region.
        "capital" if description.determiner == Determiner::Definite && call.modifiers.is_empty() => {
            places.are_known() && !places.are(kinds("capital"))
        }
        // Scotland is a country to the papers, and a region to the gazetteer.
        "country" | "nation" => {
            let name = known.name.of(walk.syntax.text);
            !places.are(kinds("country")) && !lexicon::is_one_of(WordClass::CalledCountry, &name.to_lowercase())
        }
        _ => false,
    }
}
