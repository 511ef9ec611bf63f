//! Names of one place: "Peking" and "Beijing", "the Windy City" and "Chicago".

use rustc_hash::FxHashMap;

use super::super::clusters::Board;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::gazetteer::{Gazetteer, PlaceId};
use crate::syntax::Syntax;

/// Puts the clusters into one whose names are those of one place, which no other place bears.
pub(super) fn join_places(syntax: &Syntax, names: &[Name], board: &Board, of_name: &mut [usize]) {
    if !Rule::PlaceNames.holds() {
        return;
    }
    let is_place = |index: &usize| board.clusters[of_name[*index]].kind == EntityKind::Place;
    let places: Vec<usize> = (0..names.len()).filter(is_place).collect();
    // None of a cluster with the names of two.
    let mut of_cluster: FxHashMap<usize, Option<PlaceId>> = FxHashMap::default();
    for index in &places {
        let Some(place) = only_place(names[*index].span.of(syntax.text)) else { continue };
        let known = of_cluster.entry(of_name[*index]).or_insert(Some(place));
        *known = known.filter(|known| *known == place);
    }
    let mut first: FxHashMap<PlaceId, usize> = FxHashMap::default();
    for index in places {
        if let Some(place) = of_cluster.get(&of_name[index]).copied().flatten() {
            of_name[index] = *first.entry(place).or_insert(of_name[index]);
        }
    }
}

/// The only place that bears a name. "Gaza" is often more than Gaza City.
fn only_place(name: &str) -> Option<PlaceId> {
    let gazetteer = Gazetteer::built_in();
    let [only] = gazetteer.lookup(name).try_into().ok()?;
    (!name.ends_with(" City") || gazetteer.name(only).ends_with(" City")).then_some(only)
}
