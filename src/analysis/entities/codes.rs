//! Codes of countries behind people in results: "Ann Dorn (SWE)".

use rustc_hash::FxHashSet;

use crate::analysis::{EntityKind, Name};
use crate::knowledge::gazetteer;
use crate::syntax::Syntax;

/// How sure such a place is.
const CONFIDENCE: f32 = 0.9;

/// Makes places of the codes in brackets behind people, in place of what was found there. Those that cities and parties bear as well
/// ("DEN" is Denver or Denmark) count where there is another code.
pub(super) fn read(syntax: &Syntax, names: &mut Vec<Name>) {
    let people = names.iter().filter(|name| name.kind == EntityKind::Person).map(|name| name.tokens.end);
    let is_code = |open: &usize| {
        (syntax.word(*open), syntax.word(open + 2)) == ("(", ")")
            && gazetteer::country_of_code(syntax.word(open + 1)).is_some()
    };
    let codes: Vec<usize> = people.filter(is_code).map(|open| open + 1).collect();
    let different: FxHashSet<&str> = codes.iter().map(|at| syntax.word(*at)).collect();
    let is_doubtful = |word: &str| matches!(word, "CHI" | "DEN" | "IND" | "LIB" | "PHI" | "POR");
    for at in codes.into_iter().filter(|at| different.len() > 1 || !is_doubtful(syntax.word(*at))) {
        names.retain(|name| !name.tokens.contains(&at));
        let next = names.partition_point(|name| name.tokens.start < at);
        names.insert(next, Name::bare(syntax, at..at + 1, EntityKind::Place, CONFIDENCE));
    }
}
