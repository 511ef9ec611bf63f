//! Clauses: their subjects, what parts them, and whether words are one.

use std::ops::Range;

use crate::knowledge::lexicon::{self, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::closed::is_genitive;
use crate::syntax::phrases::NounPhrase;
use crate::syntax::{Syntax, WordClass};

/// At most so many tokens are looked at between two of one sentence, and so many verbs: a sentence may be as long as a text.
const FARTHEST: usize = 60;
const MOST_VERBS: usize = 6;

impl Syntax<'_> {
    /// Whether token `at` is a verb, but no participle of the present, and no infinitive.
    pub fn is_finite(&self, at: usize) -> bool {
        self.is_verb(at)
            && !matches!(self.classes[at], WordClass::Gerund | WordClass::To)
            && at.checked_sub(1).is_none_or(|before| self.classes[before] != WordClass::To)
    }

    /// How many verb groups begin from token `from` up to token `to`.
    pub fn verbs_between(&self, from: usize, to: usize) -> usize {
        let before = |at: usize| self.phrases.verbs.partition_point(|group| group.tokens.start < at);
        before(to).saturating_sub(before(from))
    }

    /// What parts token `from` from token `to` most: nothing (0), "and" (1), a comma (2), "that", "who", "as" (3), a dash or a
    /// colon (4), a bracket (5), the end of the sentence (6).
    pub fn boundary(&self, from: usize, to: usize) -> u8 {
        if from >= to || self.sentence_of(from) != self.sentence_of(to) {
            return if from < to { 6 } else { 0 };
        }
        let parts = |at: usize| match self.classes[at] {
            WordClass::Conjunction => 1,
            WordClass::Comma => 2,
            WordClass::That | WordClass::Question => 3,
            WordClass::SubjectPronoun if self.word(at) == "who" => 3,
            WordClass::Dash | WordClass::Colon => 4,
            WordClass::Punctuation => 5,
            _ => 0,
        };
        (from.max(to.saturating_sub(FARTHEST))..to).map(parts).max().unwrap_or(0)
    }

    /// The noun phrase that a clause begins with at token `start`, or behind its "that".
    pub fn subject_of_clause(&self, start: usize) -> Option<&NounPhrase> {
        self.phrases.noun_from(start + usize::from(self.classes[start] == WordClass::That))
    }

    /// The head of [`Syntax::subject_phrase_before`].
    pub fn subject_before(&self, at: usize) -> Option<usize> {
        let subject = self.subject_phrase_before(at)?;
        Some(self.phrases.noun_at(subject.start).map_or(subject.start, |phrase| phrase.head))
    }

    /// The subject of the verb nearest before token `at` in its sentence; that of the verb before, if the nearest shares its subject:
    /// "She rose and took her hat", "He went to see his son".
    pub fn subject_phrase_before(&self, at: usize) -> Option<Range<usize>> {
        let sentence = self.sentence_at(at);
        let verbs = &self.phrases.verbs;
        let nearest = verbs.partition_point(|group| group.tokens.end <= at);
        for group in verbs[nearest.saturating_sub(MOST_VERBS)..nearest].iter().rev() {
            let start = group.tokens.start;
            if start <= sentence.start {
                break;
            }
            let before = self.classes[start - 1];
            let shares = matches!(before, WordClass::Conjunction | WordClass::To | WordClass::Comma)
                || matches!(self.classes[start], WordClass::Gerund | WordClass::To);
            if let Some(subject) = self.joined_noun_before(sentence.start, start).filter(|_| !shares) {
                return Some(subject);
            }
        }
        None
    }

    /// The head of the subject of the verb that takes the words `tokens` for its object, or behind "with", "to" or "by": of
    /// "Lee" for "the mayor" in "Lee met the mayor". None for verbs that say who the subject is, for owners ("Lee leads the
    /// city's police") and for the subject of a further verb ("Lee said the mayor fell").
    pub fn subject_of_object(&self, tokens: Range<usize>) -> Option<usize> {
        let at = tokens.start;
        let end = at - usize::from(matches!(self.word_before(at, 1), "with" | "to" | "by"));
        let group = self.phrases.verb_at(end.checked_sub(1)?).filter(|group| group.tokens.end == end)?;
        let links = lexicon::is_one_of(LexiconClass::SaysWhoItIs, self.word(group.head));
        let is_adverb = |at: &usize| self.classes[*at] == WordClass::Adverb;
        let next = (tokens.end..self.sentence_at(at).end).find(|at| !is_adverb(at));
        let goes_on = next.is_some_and(|next| is_genitive(self.word(next)) || self.is_verb(next));
        (!links && !goes_on).then(|| self.subject_before(at)).flatten()
    }

    /// The end of the subject of the verb right before token `at`, which takes what stands there for its object: behind "Lee" for
    /// "him" in "Lee never told him". None for "making him"; behind "to", where no subject ends, for "asked to tell him".
    pub fn end_of_subject(&self, at: usize) -> Option<usize> {
        let group = self.phrases.verb_at(at.checked_sub(1)?).filter(|group| group.tokens.end == at)?;
        let start = group.tokens.start;
        let shares = matches!(self.classes[start], WordClass::Gerund | WordClass::To);
        let before = (0..start).rev().find(|at| self.part_of_speech(*at) != PartOfSpeech::Adverb)?;
        (!shares && self.sentence_of(before) == self.sentence_of(at)).then_some(before + 1)
    }

    /// Whether `tokens` are a clause: "that", or a subject and right behind it an auxiliary. Other verbs behind a noun may be
    /// participles: "confirmed the deal signed in May".
    pub fn is_clause(&self, tokens: &Range<usize>) -> bool {
        if self.classes[tokens.start] == WordClass::That {
            return tokens.len() > 2 && self.part_of_speech(tokens.start) != PartOfSpeech::Determiner;
        }
        let is_pronoun = self.classes[tokens.start] == WordClass::SubjectPronoun;
        let end = self.joined_noun_after(tokens.start, tokens.end).filter(|end| *end < tokens.end);
        let group = end.and_then(|end| self.phrases.verb_from(end));
        group.is_some_and(|group| {
            let is_auxiliary = |at: usize| self.classes[at] == WordClass::Auxiliary && self.word(at) != "being";
            is_pronoun || group.tokens.clone().any(is_auxiliary)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::Span;
    use crate::syntax::by_hand::{read, token};

    const TEXT: &str =
        "After the vote, Ann Lee told the board that Tom Vance had left/v and taken/v his hat. He rose/v.";

    #[test]
    fn what_parts_clauses() {
        let syntax = read(TEXT);
        for (from, to, expect) in [
            ("Lee", "board", 0),
            ("taken", "hat", 0),
            ("left", "his", 1),
            ("vote", "Lee", 2),
            ("Lee", "Vance", 3),
            ("Vance", "He", 6),
            ("board", "Lee", 0),
        ] {
            assert_eq!(syntax.boundary(token(&syntax, from), token(&syntax, to)), expect, "{from} {to}");
        }
        let syntax = read("Lee, who left – in May (then a month of rain) – said so.");
        for (from, to, expect) in [("Lee", "left", 3), ("left", "May", 4), ("May", "month", 5)] {
            assert_eq!(syntax.boundary(token(&syntax, from), token(&syntax, to)), expect, "{from} {to}");
        }
    }

    #[test]
    fn verbs_and_their_forms() {
        let syntax = read(TEXT);
        assert_eq!(syntax.verbs_between(token(&syntax, "Lee"), token(&syntax, "his")), 3);
        for (told, verb, expect) in [
            ("Lee left/v.", "left", true),
            ("Lee wants/v to leave/v.", "leave", false),
            ("Lee leaving/v.", "leaving", false),
            ("Lee wants/v a bridge.", "bridge", false),
        ] {
            let syntax = read(told);
            assert_eq!(syntax.is_finite(token(&syntax, verb)), expect, "{told}");
        }
    }

    #[test]
    fn the_subject_before_a_word() {
        let syntax = read(TEXT);
        for (word, expect) in [("his", Some("Vance")), ("board", Some("Lee")), ("vote", None), ("He", None)] {
            let subject = syntax.subject_before(token(&syntax, word));
            assert_eq!(subject.map(|head| syntax.word(head)), expect, "{word}");
        }
    }

    #[test]
    fn the_subject_of_a_clause() {
        for (told, start, expect) in [
            ("Lee said that the port closed/v.", "that", Some("port")),
            ("Lee said the port closed/v.", "the", Some("port")),
            ("Lee said in May the port closed/v.", "in", None),
        ] {
            let syntax = read(told);
            let subject = syntax.subject_of_clause(token(&syntax, start));
            assert_eq!(subject.map(|noun| syntax.word(noun.head)), expect, "{told}");
        }
    }

    #[test]
    fn the_subject_of_an_object() {
        for (told, expect) in [
            ("Ann Lee met/v the mayor.", Some("Lee")),
            ("Ann Lee spoke/v to the mayor.", Some("Lee")),
            ("Ann Lee became/v the mayor.", None),
            ("Ann Lee said the mayor fell/v.", None),
            ("Ann Lee leads/v the mayor's office.", None),
            ("Ann Lee left/v when the mayor rose/v.", None),
        ] {
            let syntax = read(told);
            let start = syntax.text.find("the mayor").expect("the mayor");
            let tokens = syntax.tokens_in(Span::new(start, start + "the mayor".len()));
            let subject = syntax.subject_of_object(tokens);
            assert_eq!(subject.map(|head| syntax.word(head)), expect, "{told}");
        }
    }

    #[test]
    fn where_the_subject_of_an_object_ends() {
        for (told, expect) in [
            ("Ann Lee often/r told him so.", Some("Lee")),
            ("Ann Lee asked the board to tell/v him so.", Some("to")),
            ("Ann Lee lost/v, making/v him the winner.", None),
            ("Ann Lee left/v with him.", None),
        ] {
            let syntax = read(told);
            let end = syntax.end_of_subject(token(&syntax, "him"));
            assert_eq!(end.map(|end| syntax.word(end - 1)), expect, "{told}");
        }
    }

    #[test]
    fn what_is_a_clause() {
        for (told, expect) in [
            ("that the port closed/v", true),
            ("that day", false),
            ("they left/v", true),
            ("the port in Hull was late/a", true),
            ("the deal signed/v in May", false),
            ("the port being/v late/a", false),
            ("leave/v the port", false),
        ] {
            let syntax = read(told);
            assert_eq!(syntax.is_clause(&(0..syntax.tokens.len())), expect, "{told}");
        }
    }
}
