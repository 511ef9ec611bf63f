//! What numbers tell: "100 shops" are not "three shops", and "the 27-year-old" is nobody who is 23.

use super::super::decide::Walk;
use super::super::evidence::Call;
use crate::analysis::EntityKind;
use crate::knowledge::lexicon::{self, NounKind};

/// Whether the entity of `cluster` is told to be of another number than `call`; or of none, if the words with the number
/// `introduce` those they tell of: "100 shops".
pub(super) fn is_of_another_number(walk: &Walk, cluster: usize, call: &Call, introduce: bool) -> bool {
    let is_plural = || call.noun.ends_with('s') || lexicon::noun_kind(&call.noun) == Some(NounKind::Group);
    let Some(number) = call.number.as_ref().filter(|_| is_plural()) else { return false };
    let known = &walk.board.clusters[cluster];
    if !known.members.is_empty() {
        return number.parse() != Ok(known.members.len());
    }
    if matches!(known.kind, EntityKind::Person | EntityKind::Place) {
        return true;
    }
    let mut told = walk.told_of[cluster].calls.iter().filter_map(|call| call.number.as_ref()).peekable();
    match told.peek() {
        Some(_) => !told.any(|told| told == number),
        None => introduce && !known.is_named,
    }
}

/// Whether the entity of `cluster` is told to be of another age, or somebody else of this one.
pub(super) fn is_of_another_age(walk: &Walk, cluster: usize, age: u32) -> bool {
    match walk.told_of[cluster].ages.as_slice() {
        [] => walk.told_of_any.ages.contains(&age),
        known => !known.contains(&age),
    }
}
