//! Search by hand: the very name, then names that begin so, then names spelled nearly so.

use crate::arranging::Arrange;
use std::cmp::Reverse;

use super::format::Sections;
use super::{Gazetteer, PlaceId, PlaceKind, fold};

/// Longest key that is compared letter by letter; nobody types a longer one.
const LONGEST_FUZZY: usize = 40;

pub(super) fn search(gazetteer: &Gazetteer, query: &str, limit: usize) -> Vec<PlaceId> {
    // "Paris, Texas": the places called Paris, those first whose label speaks of Texas.
    let (name, rest) = query.split_once(',').unwrap_or((query, ""));
    let (key, rest) = (fold(name), fold(rest));
    let mut found = Vec::new();
    if key.is_empty() || limit == 0 {
        return found;
    }
    let by_size = |id: &PlaceId| {
        let is_elsewhere = !rest.is_empty() && !fold(&gazetteer.label(*id)).contains(&rest);
        (is_elsewhere, Reverse(weight(gazetteer, *id)))
    };
    let mut add = |mut more: Vec<PlaceId>| {
        more.arrange_by_cached_key(by_size);
        for id in more {
            if found.len() < limit && !found.contains(&id) {
                found.push(id);
            }
        }
        found.len() == limit
    };
    if add(gazetteer.lookup(name)) || add(beginning_so(gazetteer, &key)) {
        return found;
    }
    for distance in 1..=2.min(key.chars().count() / 4) {
        if add(spelled_nearly_so(gazetteer, &key, distance)) {
            break;
        }
    }
    found
}

/// Countries and regions before towns of the same name.
fn weight(gazetteer: &Gazetteer, id: PlaceId) -> (u32, bool) {
    (gazetteer.population(id), gazetteer.kind(id) <= PlaceKind::Region)
}

fn beginning_so(gazetteer: &Gazetteer, key: &str) -> Vec<PlaceId> {
    let Sections { names, aliases, .. } = gazetteer.sections;
    let [of_names, of_aliases] = gazetteer.beginnings();
    let mut found: Vec<PlaceId> = names.find_prefix(of_names, key).map(|index| PlaceId(index as u32)).collect();
    found.extend(aliases.find_prefix(of_aliases, key).map(|index| gazetteer.alias_target(index)));
    found
}

fn spelled_nearly_so(gazetteer: &Gazetteer, key: &str, distance: usize) -> Vec<PlaceId> {
    let wanted: Vec<char> = key.chars().collect();
    let mut found = Vec::new();
    if wanted.len() > LONGEST_FUZZY {
        return found;
    }
    let mut index = 0;
    gazetteer.sections.names.walk(0, |name| {
        if is_within(&wanted, &fold(name), distance) {
            found.push(PlaceId(index as u32));
        }
        index += 1;
        true
    });
    let mut index = 0;
    gazetteer.sections.aliases.walk(0, |name| {
        if is_within(&wanted, &fold(name), distance) {
            found.push(gazetteer.alias_target(index));
        }
        index += 1;
        true
    });
    found
}

/// Whether `wanted` becomes `key` by at most `distance` letters put in, left out, replaced, or swapped with the next.
fn is_within(wanted: &[char], key: &str, distance: usize) -> bool {
    let length = key.chars().count();
    if length.abs_diff(wanted.len()) > distance {
        return false;
    }
    let mut before_last = vec![0; length + 1];
    let mut last: Vec<usize> = (0..=length).collect();
    let mut row = vec![0; length + 1];
    for (i, w) in wanted.iter().enumerate() {
        row[0] = i + 1;
        let mut previous = None;
        for (j, k) in key.chars().enumerate() {
            row[j + 1] = (last[j] + usize::from(*w != k)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && Some(*w) == previous && wanted[i - 1] == k {
                row[j + 1] = row[j + 1].min(before_last[j - 1] + 1);
            }
            previous = Some(k);
        }
        if row.iter().all(|cost| *cost > distance) {
            return false;
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[length] <= distance
}
