//! People who are named in full within a sentence: what a first name and a surname add to the reader's scores.

use std::ops::Range;

use super::decoding::{Row, column};
use super::known;
use crate::knowledge::gazetteer::Gazetteer;
use crate::knowledge::lexicon::{self, WordClass};
use crate::reader::{NameKind, PartOfSpeech, Piece};
use crate::syntax::Syntax;

/// What is added for each token of a first name and a surname within a sentence.
const FULL_NAME: f32 = 2.5;

/// The same where one of them is the name of a month, of which the reader takes hardly any for a part of a name.
const WITH_MONTH: f32 = 6.0;

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
                add(rows, first, FULL_NAME);
            }
        }
    }
    let people = found.iter().filter(|(name, kind)| *kind == NameKind::Person && name.len() == 1);
    people.filter_map(|(name, _)| beside_month(syntax, name.start)).for_each(|first| add(rows, first, WITH_MONTH));
}

/// Makes a person's name of token `first` and the next.
fn add(rows: &mut [Row], first: usize, weight: f32) {
    rows[first][column(NameKind::Person, Piece::Begin)] += weight;
    rows[first + 1][column(NameKind::Person, Piece::End)] += weight;
}

/// Where the full name begins of which the reader has the word of token `at` alone, as the other is the name of a month: "|Theresa| May
/// visited", "April |Jones| met"; but "Theresa, May 5", "in April Jones".
fn beside_month(syntax: &Syntax, at: usize) -> Option<usize> {
    let sentence = syntax.sentence_at(at);
    let is_month =
        |at: usize, class: WordClass| sentence.contains(&at) && lexicon::is_capitalized(class, syntax.word(at));
    // "in", "since", "last", "every", "5"
    let tells_when = |before: usize| {
        let part = syntax.part_of_speech(before);
        !(part.is_noun() || part.is_verb() || part == PartOfSpeech::Punctuation || syntax.word(before) == "and")
    };
    let is_date = |month: usize| syntax.part_of_speech(month + 1) == PartOfSpeech::Numeral;
    let is_first = lexicon::first_name(syntax.word(at)).is_some();
    if is_first && is_month(at + 1, WordClass::MonthAsSurname) && !is_date(at + 1) {
        return Some(at);
    }
    let before = at.checked_sub(1).filter(|before| is_month(*before, WordClass::MonthAsFirstName))?;
    // "April Nissan sales fell"
    let is_ware = syntax.part_of_speech(at + 1) == PartOfSpeech::Noun || known::is_organization(syntax, &(at..at + 1));
    (!is_ware && (before == sentence.start || !tells_when(before - 1))).then_some(before)
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
        && !lexicon::is_one_of(WordClass::TellsTheTime, word)
        && !lexicon::is_one_of(WordClass::BehindBody, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_names() {
        let check = |text: &str, word: &str, expect: Option<&str>| {
            let syntax = Syntax::new(text);
            let at = syntax.tokens.iter().position(|token| token.span.of(text) == word).expect("the word");
            assert_eq!(beside_month(&syntax, at).map(|first| syntax.word(first)), expect, "{text}");
        };
        check("Theresa May met us.", "Theresa", Some("Theresa"));
        check("Theresa, May 5", "Theresa", None);
        check("It rained on Theresa May 5.", "Theresa", None);
        check("Theresa may go.", "Theresa", None);
        check("Yes: April Jones met us.", "Jones", Some("April"));
        check("In April Jones left.", "Jones", None);
        check("Last week April Jones left.", "Jones", Some("April"));
        check("Last August Wilson left.", "Wilson", None);
        check("May Jones go.", "Jones", None);
        check("Since April Jones has been ill.", "Jones", None);
        check("Every August Wilson floods.", "Wilson", None);
        check("April Nissan left.", "Nissan", None);
        check("He met April Jones.", "Jones", Some("April"));
    }

    #[test]
    fn what_is_named_after_somebody_has_no_surname() {
        assert!(is_surname("Okafor"));
        assert!(["Cup", "Awards", "Prize"].iter().all(|word| !is_surname(word)));
    }
}
