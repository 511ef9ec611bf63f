//! Which kind of place a noun tells: "the country" is no town, and "the town of Penford" is Penford.

use super::clusters::Cluster;
use super::decide::Walk;
use super::evidence::Call;
use super::mentions::{Description, Determiner, name_at};
use crate::analysis::EntityKind;
use crate::knowledge::gazetteer::{Gazetteer, PlaceKind};
use crate::syntax::Syntax;

/// What the places of a name may be: a bit for each [`PlaceKind`], and one for capitals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places(u32);

/// The bit for the capital of a country.
const CAPITAL: u32 = 1 << 31;

impl Places {
    /// What the name of a cluster may be; none for what is no place.
    pub fn of(syntax: &Syntax, cluster: &Cluster) -> Option<Places> {
        if cluster.kind != EntityKind::Place {
            return None;
        }
        let gazetteer = Gazetteer::built_in();
        let places = gazetteer.lookup(cluster.name.of(syntax.text)).into_iter();
        let capital = |id| if gazetteer.is_capital(id) { CAPITAL } else { 0 };
        Some(Places(places.fold(0, |kinds, id| kinds | (1 << gazetteer.kind(id) as u32) | capital(id))))
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
    let Some(places) = walk.places.get(cluster).copied().flatten() else {
        return call.noun == "world" && known.is_named;
    };
    match call.noun.as_str() {
        "world" => true,
        // "its capital" may be that of a region.
        "capital" if description.determiner == Determiner::Definite && call.modifiers.is_empty() => {
            places.are_known() && places.0 & CAPITAL == 0
        }
        "country" | "nation" => !places.are(kinds("country")),
        _ => false,
    }
}

/// The place whose name stands behind the "of" of a noun that only tells what it is: "the town of Penford".
pub(super) fn named_behind(walk: &Walk, description: &Description, noun: &str) -> Option<usize> {
    if kinds(noun).is_empty() || matches!(noun, "capital" | "metropolis" | "homeland" | "territory") {
        return None;
    }
    let syntax = walk.syntax;
    let word = |at: usize| syntax.tokens.get(at).map_or("", |token| token.of(syntax.text));
    let of = description.head + 1;
    let start = of + 1 + usize::from(matches!(word(of + 1), "the" | "The"));
    let name = name_at(walk.given.names, start).filter(|_| word(of) == "of")?;
    let named = &walk.given.names[name];
    let is_whole = named.tokens.start == start && !matches!(word(named.tokens.end), "'s" | "’s" | "'" | "’");
    (is_whole && named.kind == EntityKind::Place).then(|| walk.given.of_name[name])
}
