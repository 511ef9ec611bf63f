//! Codes of countries behind people in results: "Ann Dorn (SWE)".

use rustc_hash::FxHashSet;

use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::arranging::Arrange;
use crate::knowledge::gazetteer;
use crate::knowledge::lexicon::{self, WordClass};
use crate::syntax::Syntax;

/// How sure such a place is.
const CONFIDENCE: f32 = 0.9;

/// Makes places of the codes in brackets behind people, in place of what was found there. Those that cities and parties bear as well
/// ("DEN" is Denver or Denmark) count where there is another code.
pub(super) fn read(syntax: &Syntax, names: &mut Vec<Name>) {
    let people = names.iter().filter(|name| name.kind == EntityKind::Person).map(|name| name.tokens.end);
    let is_code = |open: &usize| {
        syntax.is_bracketed(&(open + 1..open + 2)) && gazetteer::country_of_code(syntax.word(open + 1)).is_some()
    };
    let codes: Vec<usize> = people.filter(is_code).map(|open| open + 1).collect();
    let different: FxHashSet<&str> = codes.iter().map(|at| syntax.word(*at)).collect();
    let is_doubtful = |word: &str| lexicon::is_one_of(WordClass::DoubtfulCode, word);
    let is_read = |at: &usize| different.len() > 1 || !is_doubtful(syntax.word(*at));
    let read: FxHashSet<usize> = codes.iter().copied().filter(is_read).collect();
    if !read.is_empty() && Rule::CountryCodes.holds() {
        names.retain(|name| !name.tokens.clone().any(|at| read.contains(&at)));
        names.extend(read.into_iter().map(|at| Name::bare(syntax, at..at + 1, EntityKind::Place, CONFIDENCE)));
        names.arrange_by_key(|name| name.tokens.start);
    }
}
