//! Names of one place: "Peking" and "Beijing", "the Windy City" and "Chicago".

use rustc_hash::FxHashMap;

use super::super::clusters::Board;
use super::words::country;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::gazetteer::{Gazetteer, fold};
use crate::syntax::Syntax;

/// Puts the clusters into one whose names are those of one place.
pub(super) fn join_places(syntax: &Syntax, names: &[Name], board: &Board, of_name: &mut [usize]) {
    if !Rule::PlaceNames.holds() {
        return;
    }
    let is_place = |index: &usize| board.clusters[of_name[*index]].kind == EntityKind::Place;
    let places: Vec<usize> = (0..names.len()).filter(is_place).collect();
    // None of a cluster with the names of two. What only one place is called tells more than what several are.
    let mut of_cluster: FxHashMap<usize, Option<String>> = FxHashMap::default();
    for is_only in [true, false] {
        let mut found: FxHashMap<usize, Option<String>> = FxHashMap::default();
        for index in &places {
            let usual = usual_name(names[*index].span.of(syntax.text)).filter(|(_, only)| *only == is_only);
            let Some((usual, _)) = usual else { continue };
            let known = found.entry(of_name[*index]).or_insert_with(|| Some(usual.clone()));
            *known = known.take().filter(|known| *known == usual);
        }
        for cluster in places.iter().map(|index| of_name[*index]) {
            if let Some(usual) = found.get(&cluster) {
                of_cluster.entry(cluster).or_insert_with(|| usual.clone());
            }
        }
    }
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for index in places {
        if let Some(Some(usual)) = of_cluster.get(&of_name[index]) {
            of_name[index] = *first.entry(usual).or_insert(of_name[index]);
        }
    }
}

/// Whether `name` is what its country is usually called: "Iran", but not "Islamic Republic".
pub(super) fn is_usual(name: &str) -> bool {
    country(name).is_some_and(|country| fold(&country) == fold(name))
}

/// What the only place is usually called that bears `name`, or that name where several places bear it, and which of these. None of "Gaza City",
/// for "Gaza" is often more, and of "N.Y.", for "New York" is often the city.
fn usual_name(name: &str) -> Option<(String, bool)> {
    let gazetteer = Gazetteer::built_in();
    match gazetteer.lookup(name).as_slice() {
        [only] => {
            let usual = gazetteer.name(*only);
            let is_other = name.ends_with('.') || name.ends_with(" City") && !usual.ends_with(" City");
            (!is_other).then(|| (fold(&usual), true))
        }
        [] => None,
        _ => Some((fold(name), false)),
    }
}
