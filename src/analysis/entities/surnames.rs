//! People whom the reader missed where the text names them again: "Early" alone or behind a title where the text has "Chris Early", and
//! "Chris Early" once more.

use rustc_hash::FxHashMap;

use super::super::{EntityKind, Name};
use crate::knowledge::lexicon::{self, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// A shorter surname is too often another word.
const SHORTEST: usize = 3;

/// What is left of the confidence of the full name.
const LESS_SURE: f32 = 0.8;

/// The names that are missing: whoever is named in full, once more; and words within a sentence, or proper nouns at its beginning, that are
/// written like the surname of somebody who is named in full. They are no part of another name.
pub(super) fn missed(syntax: &Syntax, names: &[Name]) -> Vec<Name> {
    let mut surnames: FxHashMap<&str, f32> = FxHashMap::default();
    let mut full: FxHashMap<&str, f32> = FxHashMap::default();
    // How many tokens the names have that begin with a word.
    let mut lengths: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for name in names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1) {
        let mut words = name.tokens.clone().rev().map(|at| syntax.word(at));
        let last = words.find(|word| !lexicon::follows_name(word)).unwrap_or_default();
        if last.chars().count() >= SHORTEST && is_capitalized(last) && last != syntax.word(name.tokens.start) {
            let sure = surnames.entry(last).or_default();
            *sure = sure.max(name.confidence);
        }
        full.entry(name.span.of(syntax.text)).or_insert(name.confidence);
        let known = lengths.entry(syntax.word(name.tokens.start)).or_default();
        if !known.contains(&name.tokens.len()) {
            known.push(name.tokens.len());
        }
    }
    let mut next = 0;
    let mut found: Vec<Name> = Vec::new();
    let mut at = 0;
    while at < syntax.tokens.len() {
        while names.get(next).is_some_and(|name| name.tokens.end <= at) {
            next += 1;
        }
        let begins_name = names.get(next).map_or(usize::MAX, |name| name.tokens.start);
        let again = lengths.get(syntax.word(at)).into_iter().flatten().filter_map(|length| {
            let tokens = at..at + length;
            let is_apart = tokens.end <= begins_name.min(syntax.tokens.len());
            let confidence = is_apart.then(|| full.get(syntax.span(tokens).of(syntax.text))).flatten()?;
            Some((*length, *confidence))
        });
        let again = again.max_by_key(|(length, _)| *length);
        let alone = || {
            let confidence = surnames.get(syntax.word(at))?;
            (at < begins_name && may_be_surname(syntax, at)).then_some((1, *confidence))
        };
        let Some((length, confidence)) = again.or_else(alone) else {
            at += 1;
            continue;
        };
        found.push(Name::bare(syntax, at..at + length, EntityKind::Person, confidence * LESS_SURE));
        at += length;
    }
    found
}

/// Whether the word of token `at`, which is somebody's surname, may be one here: it stands alone or behind a title, and tells no time.
fn may_be_surname(syntax: &Syntax, at: usize) -> bool {
    let sentence = syntax.sentence_at(at);
    let beside = || [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter(|other| sentence.contains(other));
    let is_alone = beside().all(|other| {
        syntax.tokens[other].kind != TokenKind::Word
            || !syntax.word(other).contains(char::is_uppercase)
            || other < at && (other == sentence.start || lexicon::title(syntax.word(other)).is_some())
    });
    // "in May", "late May", "May 5"
    let tells_time = || {
        let tells = |other: usize| {
            let part = syntax.part_of_speech(other);
            part == PartOfSpeech::Numeral
                || other < at
                    && (part == PartOfSpeech::Adposition
                        || part == PartOfSpeech::Adjective
                        || lexicon::is_one_of(WordClass::TellsTheTime, syntax.word(other)))
        };
        lexicon::is_one_of(WordClass::TellsTheTime, syntax.word(at)) && beside().any(tells)
    };
    // "Early: We left."
    let is_label = || syntax.word(at + 1) == ":" && syntax.paragraph_at(at).start == at;
    let begins = || syntax.part_of_speech(at) == PartOfSpeech::ProperNoun || is_label();
    is_alone && (at > sentence.start || begins()) && !tells_time()
}

/// Whether `word` has one capital, its first letter.
fn is_capitalized(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is missed in `text`, of which the first words, up to "|", are known to be a person's name.
    fn check(text: &str, expect: &[&str]) {
        let (name, rest) = text.split_once('|').expect("a mark behind the name");
        let text = format!("{name}{rest}");
        let syntax = Syntax::new(&text);
        let name = Name::of_words(&syntax, name, EntityKind::Person);
        let found: Vec<String> = missed(&syntax, &[name]).iter().map(|name| name.span.of(&text).to_owned()).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn surnames_that_are_other_words() {
        check("Chris Early| left, but Early still says it works.", &["Early"]);
        check("Chris Early| left. Early on, it rained.", &[]);
        check("Chris Early| left.\n\nEarly: We left.", &["Early"]);
        check("Chris Early| left the Early Music Show, and it was early.", &[]);
        check("Ann Lee| left, but Lee is glad.", &["Lee"]);
        check("Theresa May| left, but May is glad. It rained in May.", &["May"]);
        check("Chris Early Jr.| left, but Early still says it works.", &["Early"]);
        check("Ann Lee| left, but Ann Lee is glad.", &["Ann Lee"]);
    }

    #[test]
    fn surnames_behind_titles_and_at_the_beginning() {
        check("Chris Early| left. We met Mr. Early twice.", &["Early"]);
        check("Donald Trump| left. Trump said that he was tired.", &["Trump"]);
        check("Chris Early| left. We met Ms. Lee Early twice.", &[]);
    }
}
