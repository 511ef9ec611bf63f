//! Where words stand in their clause: as its subject, as an object, behind a preposition, or as an owner.

use std::ops::Range;

use crate::knowledge::lexicon::{self, Grammar};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::{is_genitive, is_possessive};

/// Where words stand in their clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// "Lee" in "Lee left".
    Subject,
    /// "Lee" in "they met Lee".
    Object,
    /// After a preposition.
    Oblique,
    /// Before "'s", or a possessive pronoun.
    Owner,
}

/// The subject of a sentence is looked for in so many tokens, so that a sentence without end stays quick to read.
const FARTHEST: usize = 300;

impl Syntax<'_> {
    /// Where the words at `tokens` stand, by what stands beside them; `is_pronoun` tells whether they are one.
    pub fn slot(&self, tokens: &Range<usize>, is_pronoun: bool) -> Slot {
        match self.word(tokens.start) {
            word if is_pronoun && lexicon::is_one_of(Grammar::SubjectOnly, word) => Slot::Subject,
            _ if is_pronoun && self.is_owner(tokens.start) => Slot::Owner,
            _ => self.slot_by_neighbours(tokens),
        }
    }

    /// Whether the pronoun at token `at` tells whose something is: "her" does before a noun.
    pub fn is_owner(&self, at: usize) -> bool {
        let word = self.word(at);
        let is_her = word.eq_ignore_ascii_case("her");
        is_possessive(word) && !word.eq_ignore_ascii_case("your") && (!is_her || self.leads_noun(at + 1))
    }

    /// Whether what begins at token `at` is a noun or stands before one: "her old house".
    pub fn leads_noun(&self, at: usize) -> bool {
        matches!(
            self.part_of_speech(at),
            PartOfSpeech::Noun | PartOfSpeech::Adjective | PartOfSpeech::ProperNoun | PartOfSpeech::Numeral
        )
    }

    fn slot_by_neighbours(&self, tokens: &Range<usize>) -> Slot {
        if is_genitive(self.word(tokens.end)) {
            return Slot::Owner;
        }
        let part = |at: usize| self.part_of_speech(at);
        let sentence = self.sentence_at(tokens.start);
        let is_title = |at: usize| {
            lexicon::is_title_or_role(self.word(at))
                || matches!(part(at), PartOfSpeech::Determiner | PartOfSpeech::Adjective)
        };
        let before = (sentence.start..tokens.start).rev().find(|at| !is_title(*at));
        let joins_clause = |at: usize| lexicon::has(Grammar::JoinsClause, self.word(at));
        if before.is_some_and(|at| part(at) == PartOfSpeech::Adposition && !joins_clause(at)) {
            return Slot::Oblique;
        }
        let next = (tokens.end..sentence.end).take(3).find(|at| part(*at) != PartOfSpeech::Adverb);
        if next.is_some_and(|at| part(at).is_verb()) {
            return Slot::Subject;
        }
        let is_verb = |at: usize| part(at).is_verb();
        let is_said = before.is_some_and(|at| is_verb(at) && at > sentence.start && is_close(self.word(at - 1)));
        match before {
            _ if is_said => Slot::Subject,
            Some(at) if is_verb(at) => Slot::Object,
            None => Slot::Subject,
            // "Ann Lee, chair of the board, said"
            Some(_) if tokens.start - sentence.start < FARTHEST && !(sentence.start..tokens.start).any(is_verb) => {
                Slot::Subject
            }
            Some(_) => Slot::Object,
        }
    }
}

/// "“…,” said Ann Lee": what stands before an inverted verb.
fn is_close(word: &str) -> bool {
    matches!(word, "," | "”" | "\"" | "’" | "’’" | "''")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::syntax::by_hand::{read, token};

    #[test]
    fn by_what_stands_beside_them() {
        for (told, words, expect) in [
            ("Ann Lee also/r left/v.", "Ann Lee", Slot::Subject),
            ("They met/v Ann Lee.", "Ann Lee", Slot::Object),
            ("They met/v President Ann Lee.", "Ann Lee", Slot::Object),
            ("They left/v with Ann Lee.", "Ann Lee", Slot::Oblique),
            ("They left/v Ann Lee's house.", "Ann Lee", Slot::Owner),
            ("“Stay/v,” said Ann Lee.", "Ann Lee", Slot::Subject),
            ("Rain/n or Ann Lee.", "Ann Lee", Slot::Subject),
            ("They saw/v rain/n or Ann Lee.", "Ann Lee", Slot::Object),
        ] {
            let syntax = read(told);
            let start = syntax.text.find(words).expect("the words");
            let tokens = syntax.tokens_in(Span::new(start, start + words.len()));
            assert_eq!(syntax.slot(&tokens, false), expect, "{told}");
        }
    }

    #[test]
    fn pronouns() {
        for (told, word, expect) in [
            ("They met/v who left/v.", "who", Slot::Subject),
            ("They met/v her.", "her", Slot::Object),
            ("They met/v her old/a friend/n.", "her", Slot::Owner),
            ("They met/v their friend/n.", "their", Slot::Owner),
        ] {
            let syntax = read(told);
            let at = token(&syntax, word);
            assert_eq!(syntax.slot(&(at..at + 1), true), expect, "{told}");
        }
    }
}
