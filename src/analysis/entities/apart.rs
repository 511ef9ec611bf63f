//! What the reader takes into the names of organizations, or for names: adjectives before them, "PM", "the Ohio Republican", "MD",
//! plurals at the beginning of a sentence.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{Found, is_large_place};
use crate::analysis::EntityKind;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, WordClass, is_one_of};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive_of_one;

/// The shortest adjective that is left out: "al", "de" and "the" belong to names.
const SHORTEST: usize = 4;

/// `name`, an organization's, without the adjectives before it: "conservative House Freedom Caucus", "state Department of
/// Labor", "Republican Senate". Two tokens are left, or a chamber.
pub(super) fn without_adjectives(syntax: &Syntax, mut name: Range<usize>) -> Range<usize> {
    let is_capitalized = |at: usize| syntax.word(at).starts_with(char::is_uppercase);
    while name.len() > 1 && Rule::WithoutAdjectives.holds() {
        let (word, next) = (syntax.word(name.start), syntax.word(name.start + 1));
        let is_adjective = match word {
            _ if lexicon::has(WordClass::LevelOfGovernment, word) => true,
            // "royal Bank of Scotland": a capital was lost.
            _ if lexicon::has(WordClass::LostCapital, word) => false,
            _ => syntax.part_of_speech(name.start) == PartOfSpeech::Adjective,
        };
        let is_small = name.len() > 2
            && is_adjective
            && word.len() >= SHORTEST
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && is_capitalized(name.start + 1);
        let is_side = (word == "GOP" || lexicon::is_capitalized(WordClass::AmericanParty, word))
            && matches!(next, "Senate" | "House" | "Congress");
        if !is_small && !is_side {
            break;
        }
        name.start += 1;
    }
    name
}

/// Whether `name` is an office and no organization: "PM".
pub(super) fn is_office(syntax: &Syntax, name: &Found) -> bool {
    name.kind != EntityKind::Person
        && name.tokens.len() == 1
        && syntax.word(name.tokens.start) == "PM"
        && Rule::RoleInCapitals.holds()
}

/// Which of the names that were `found` are words and no names: a degree ("Ann Lee, MD"), a noun in small letters ("pole"), a plural that
/// begins a sentence ("Cookbooks are popular"), a feast ("Halloween"), a disease ("Huntington's disease").
pub(super) fn words(syntax: &Syntax, found: &[Found]) -> FxHashSet<usize> {
    let people = found.iter().filter(|name| name.kind == EntityKind::Person);
    let ends: FxHashSet<usize> = people.map(|name| name.tokens.end).collect();
    let is_word = |name: &&Found| {
        let at = name.tokens.start;
        let (word, next) = (syntax.word(at), syntax.word(at + 1));
        let begins = syntax.sentence_at(at).start == at;
        // "Ann Lee, MD", but not "Springfield, MA" and "Lee, Ma and Chen"
        let is_degree = || {
            is_one_of(WordClass::Degree, word)
                && word.bytes().filter(u8::is_ascii_uppercase).count() > 1
                && syntax.word_before(at, 1) == ","
                && ends.contains(&(at - 1))
        };
        let is_small = || {
            !begins
                && word.bytes().all(|byte| byte.is_ascii_lowercase())
                && syntax.part_of_speech(at) != PartOfSpeech::ProperNoun
        };
        // "Cookbooks are": one person is not so.
        let is_plural = || {
            begins && name.kind == EntityKind::Person && word.ends_with('s') && matches!(next, "are" | "were" | "have")
        };
        // "Huntington's disease", but not "Lee's disease prevention"
        let is_disease = || {
            is_genitive_of_one(next)
                && matches!(syntax.word(at + 2), "disease" | "syndrome")
                && !syntax.part_of_speech(at + 3).is_noun()
        };
        let may_be = matches!(name.kind, EntityKind::Person | EntityKind::Place);
        name.tokens.len() == 1
            && (is_degree()
                || may_be && (is_disease() || is_small() || is_plural() || is_one_of(WordClass::NamesNobody, word)))
    };
    let words = found.iter().filter(is_word).filter(|_| Rule::WordsAreNoNames.holds());
    words.map(|name| name.tokens.start).collect()
}

/// The names, where "the Ohio Republican" is only Ohio: somebody who is told of so. Liberal, Kansas, is too small for that.
pub(super) fn partisans(syntax: &Syntax, mut found: Vec<Found>) -> Vec<Found> {
    for name in &mut found {
        let has_article = matches!(syntax.word(name.tokens.start), "the" | "The");
        let start = name.tokens.start + usize::from(has_article);
        let end = name.tokens.end - 1;
        let is_article = has_article || matches!(syntax.word_before(start, 1), "the" | "The");
        let is_capitalized = |at: usize| at < syntax.tokens.len() && syntax.word(at).starts_with(char::is_uppercase);
        // "the Penford Democrat and Chronicle"
        let goes_on = is_capitalized(end + 1) || syntax.word(end + 1) == "and" && is_capitalized(end + 2);
        if start < end
            && matches!(syntax.word(end), "Republican" | "Democrat")
            && is_article
            && !goes_on
            && is_large_place(syntax.span(start..end).of(syntax.text))
            && Rule::PartisansAreTold.holds()
        {
            name.tokens = start..end;
            name.kind = EntityKind::Place;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_stand_before_names() {
        let check = |name: &str, expect: &str| {
            let syntax = Syntax::new(name);
            let tokens = without_adjectives(&syntax, 0..syntax.tokens.len());
            assert_eq!(syntax.span(tokens).of(name), expect);
        };
        check("conservative Harbour Freedom Caucus", "Harbour Freedom Caucus");
        check("Republican Senate", "Senate");
        check("Republican House Intelligence Committee", "House Intelligence Committee");
        check("Republican National Committee", "Republican National Committee");
        check("al-Aqsa Brigades", "al-Aqsa Brigades");
        check("afrol News", "afrol News");
        check("Harbour Board", "Harbour Board");
    }
}
