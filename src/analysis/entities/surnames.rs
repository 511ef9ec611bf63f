//! Surnames that the reader did not take for names where they stand alone or behind a title: "Early" where the text has "Chris Early".

use rustc_hash::FxHashMap;

use super::super::{EntityKind, Name};
use crate::knowledge::lexicon;
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// A shorter surname is too often another word.
const SHORTEST: usize = 4;

/// What is left of the confidence of the full name.
const LESS_SURE: f32 = 0.8;

/// The names that are missing: words within a sentence, or proper nouns at its beginning, that are written like the surname of somebody who is named in full,
/// and are no part of another name.
pub(super) fn missed(syntax: &Syntax, names: &[Name]) -> Vec<Name> {
    let mut surnames: FxHashMap<&str, f32> = FxHashMap::default();
    for name in names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1) {
        let last = syntax.word(name.tokens.end - 1);
        if last.chars().count() >= SHORTEST && is_capitalized(last) {
            let sure = surnames.entry(last).or_default();
            *sure = sure.max(name.confidence);
        }
    }
    let mut next = 0;
    let mut found = Vec::new();
    for at in 0..syntax.tokens.len() {
        while names.get(next).is_some_and(|name| name.tokens.end <= at) {
            next += 1;
        }
        let Some(confidence) = surnames.get(syntax.word(at)) else { continue };
        let is_named = names.get(next).is_some_and(|name| name.tokens.contains(&at));
        let sentence = &syntax.sentences[syntax.sentence_of(at)].tokens;
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let is_alone = beside.filter(|other| sentence.contains(other)).all(|other| {
            syntax.tokens[other].kind != TokenKind::Word
                || !syntax.word(other).contains(char::is_uppercase)
                || other < at && (other == sentence.start || lexicon::title(syntax.word(other)).is_some())
        });
        let may_be_name = at > sentence.start || syntax.part_of_speech(at) == PartOfSpeech::ProperNoun;
        if !is_named && is_alone && may_be_name {
            found.push(Name {
                span: syntax.tokens[at].span,
                tokens: at..at + 1,
                kind: EntityKind::Person,
                title: None,
                description: None,
                confidence: confidence * LESS_SURE,
            });
        }
    }
    found
}

/// Whether `word` has one capital, its first letter.
fn is_capitalized(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    /// What is missed in `text`, of which the first words, up to "|", are known to be a person's name.
    fn check(text: &str, expect: &[&str]) {
        let (name, rest) = text.split_once('|').expect("a mark behind the name");
        let text = format!("{name}{rest}");
        let syntax = Syntax::new(&text);
        let span = Span::new(0, name.len());
        let name = Name {
            span,
            tokens: syntax.tokens_in(span),
            kind: EntityKind::Person,
            title: None,
            description: None,
            confidence: 0.9,
        };
        let found: Vec<String> = missed(&syntax, &[name]).iter().map(|name| name.span.of(&text).to_owned()).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn surnames_that_are_other_words() {
        check("Chris Early| left, but Early still says it works.", &["Early"]);
        check("Chris Early| left. Early on, it rained.", &[]);
        check("Chris Early| left the Early Music Show, and it was early.", &[]);
        check("Ann Lee| left, but Lee is glad.", &[]);
    }

    #[test]
    fn surnames_behind_titles_and_at_the_beginning() {
        check("Chris Early| left. We met Mr. Early twice.", &["Early"]);
        check("Donald Trump| left. Trump said that he was tired.", &["Trump"]);
        check("Chris Early| left. We met Ms. Lee Early twice.", &[]);
    }
}
