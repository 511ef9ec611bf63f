//! People who are named by their first names before a relative who is named in full: "Leonard and Philip Lund" are Leonard Lund and Philip
//! Lund.

use rustc_hash::FxHashSet;

use super::super::clusters::Board;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::lexicon;
use crate::syntax::Syntax;

/// Gives those clusters the surname that they share. Who has a title ("Prince Mark and Ann Lee"), or is named in full elsewhere, has another.
pub(super) fn share_surnames(syntax: &Syntax, names: &[Name], of_name: &[usize], board: &mut Board) {
    let is_first_name = |at: usize| lexicon::first_name(syntax.word(at)).is_some();
    let is_alone = |name: &Name| name.kind == EntityKind::Person && name.tokens.len() == 1 && name.title.is_none();
    let full: FxHashSet<usize> =
        names.iter().zip(of_name).filter(|(name, _)| !is_alone(name)).map(|(_, cluster)| *cluster).collect();
    for (index, pair) in names.windows(2).enumerate() {
        let [first, other] = pair else { continue };
        let cluster = of_name[index];
        let are_joined = first.tokens.end + 1 == other.tokens.start && syntax.word(first.tokens.end) == "and";
        let is_full = other.kind == EntityKind::Person
            && other.title.is_none()
            && other.tokens.len() == 2
            && is_first_name(other.tokens.start)
            && !is_first_name(other.tokens.end - 1);
        if are_joined
            && is_full
            && is_first_name(first.tokens.start)
            && cluster != of_name[index + 1]
            && !full.contains(&cluster)
            && Rule::SharedSurnames.holds()
        {
            board.clusters[cluster].surname = Some(syntax.span(other.tokens.end - 1..other.tokens.end));
        }
    }
}
