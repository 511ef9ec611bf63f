//! People who are named in full within a sentence: what a first name and a surname add to the reader's scores.

use std::ops::Range;

use super::decoding::{Row, column};
use crate::knowledge::gazetteer::Gazetteer;
use crate::knowledge::lexicon;
use crate::reader::{NameKind, Piece};
use crate::syntax::Syntax;

/// What is added for each token of a first name and a surname within a sentence.
const FULL_NAME: f32 = 2.5;

/// Adds what speaks for people who are named in full: "Ann Okafor" within a sentence, between words in small letters.
pub(super) fn weigh(syntax: &Syntax, found: &[(Range<usize>, NameKind)], rows: &mut [Row]) {
    let is_capitalized = |at: usize| syntax.word(at).starts_with(char::is_uppercase);
    for sentence in &syntax.sentences {
        let tokens = &sentence.tokens;
        for first in tokens.start + 1..tokens.end.saturating_sub(1) {
            let last = first + 1;
            let (first_name, surname) = (syntax.word(first), syntax.word(last));
            let is_place = || Gazetteer::built_in().is_place_name(syntax.span(first..last + 1).of(syntax.text));
            let is_full = lexicon::first_name(first_name).is_some()
                && is_capitalized(first)
                && is_surname(surname)
                && !is_capitalized(first - 1)
                && (last + 1 == tokens.end || !is_capitalized(last + 1))
                && !is_place();
            let next = found.partition_point(|(name, _)| name.end <= first);
            let is_part = found
                .get(next)
                .is_some_and(|(name, _)| name.start < first || name.end > last + 1 && name.start <= last);
            if is_full && !is_part {
                rows[first][column(NameKind::Person, Piece::Begin)] += FULL_NAME;
                rows[last][column(NameKind::Person, Piece::End)] += FULL_NAME;
            }
        }
    }
}

/// Whether `word` is written like a surname and is no word for a role, a body, a place or what is named after somebody: "the Davis
/// Cup".
fn is_surname(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().count() > 2
        && word.chars().any(char::is_lowercase)
        && lexicon::title(word).is_none()
        && lexicon::role(&word.to_lowercase()).is_none()
        && lexicon::noun(&word.to_lowercase()).is_none()
        && lexicon::demonym(word).is_none()
        && !lexicon::is_organization(word)
        && !lexicon::is_one_of(lexicon::WordClass::TellsTheTime, word)
        && !lexicon::is_one_of(lexicon::WordClass::BehindBody, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_after_somebody_has_no_surname() {
        assert!(is_surname("Okafor"));
        assert!(["Cup", "Awards", "Prize"].iter().all(|word| !is_surname(word)));
    }
}
