//! [`Phrases`]: noun phrases, verb groups and what stands beside them, by the likeliest parts of speech.
//!
//! A base noun phrase is what can stand before a head noun, and the head: "the two ministers", "Ann Lee's lawyer". Verb
//! groups are auxiliaries, adverbs and verbs in a row. Both are found once, from left to right; longer phrases (nouns that
//! prepositions join, subjects, hearers) are asked for where they are needed.

use std::ops::Range;

use super::{Syntax, WordClass};
use crate::knowledge::cues::{CueKinds, cue_kinds};
use crate::reader::PartOfSpeech;

/// The most tokens of a noun phrase, and the most that are looked at for a hearer.
const LONGEST: usize = 14;

/// A base noun phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NounPhrase {
    /// All its tokens, article and possessive included.
    pub tokens: Range<usize>,
    /// Its last noun, or its pronoun.
    pub head: usize,
}

/// Auxiliaries, adverbs and verbs in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbGroup {
    /// All its tokens.
    pub tokens: Range<usize>,
    /// Its last verb.
    pub head: usize,
    /// Whether its subject is who it is done to: a form of "be" or "get", then a participle.
    pub is_passive: bool,
}

/// The phrases of a text, in its order; those of one list never overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    /// Noun phrases and pronouns that can be a subject.
    pub nouns: Vec<NounPhrase>,
    /// Verb groups.
    pub verbs: Vec<VerbGroup>,
}

impl Phrases {
    pub(super) fn new(syntax: &Syntax) -> Phrases {
        Phrases { nouns: nouns(syntax), verbs: verbs(syntax) }
    }

    /// The noun phrase that token `token` stands in.
    pub fn noun_at(&self, token: usize) -> Option<&NounPhrase> {
        let index = self.nouns.partition_point(|phrase| phrase.tokens.end <= token);
        self.nouns.get(index).filter(|phrase| phrase.tokens.start <= token)
    }

    /// The noun phrase that begins with token `token`.
    pub fn noun_from(&self, token: usize) -> Option<&NounPhrase> {
        self.noun_at(token).filter(|phrase| phrase.tokens.start == token)
    }

    /// The verb group that begins with token `token`.
    pub fn verb_from(&self, token: usize) -> Option<&VerbGroup> {
        self.verb_at(token).filter(|group| group.tokens.start == token)
    }

    /// The verb group that token `token` stands in.
    pub fn verb_at(&self, token: usize) -> Option<&VerbGroup> {
        let index = self.verbs.partition_point(|group| group.tokens.end <= token);
        self.verbs.get(index).filter(|group| group.tokens.start <= token)
    }
}

impl Syntax<'_> {
    /// The class of token `index`; any index is allowed.
    pub fn class(&self, index: isize) -> WordClass {
        usize::try_from(index).ok().and_then(|index| self.classes.get(index)).copied().unwrap_or(WordClass::Nothing)
    }

    /// Whether token `index` is a verb or an auxiliary.
    pub fn is_verb(&self, index: usize) -> bool {
        self.part_of_speech(index).is_verb()
            || (self.classes[index] == WordClass::Auxiliary && self.part_of_speech(index) != PartOfSpeech::Particle)
    }

    /// Whether one of `tokens` is a verb or an auxiliary.
    pub fn has_verb(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|token| self.is_verb(token))
    }

    /// Whether token `index` may be the head of a noun phrase; a verb of speech in a headline ("Vance Says") is none.
    pub fn is_noun(&self, index: usize) -> bool {
        let is_word = self.classes[index] >= WordClass::Capitalized;
        match self.part_of_speech(index) {
            PartOfSpeech::Noun => is_word,
            PartOfSpeech::ProperNoun => is_word && !cue_kinds(&self.word(index).to_lowercase()).has(CueKinds::SAY),
            PartOfSpeech::Pronoun => self.classes[index] == WordClass::Word,
            _ => false,
        }
    }

    /// Whether token `index` may stand in a noun phrase before its head.
    fn modifies(&self, index: usize) -> bool {
        let joins = |token: usize| {
            token < self.tokens.len() && self.classes[token] == WordClass::Dash && !self.tokens[token].space_before
        };
        self.is_noun(index)
            || matches!(self.part_of_speech(index), PartOfSpeech::Adjective | PartOfSpeech::Numeral)
            || matches!(self.classes[index], WordClass::Determiner | WordClass::OtherPronoun)
            || matches!(self.word(index), "’s" | "'s" | "’" | "'")
            || joins(index)
            || (self.classes[index] >= WordClass::Capitalized && joins(index + 1))
            || (self.word(index) == "." && !self.tokens[index].space_before)
    }

    /// The noun phrase or pronoun that ends right before token `end` and begins at token `start` or after it.
    pub fn noun_before(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let phrase = self.phrases.noun_at(end.checked_sub(1)?)?;
        (phrase.tokens.end == end && phrase.tokens.start >= start).then(|| phrase.tokens.clone())
    }

    /// Like [`Syntax::noun_before`], with the noun phrases that prepositions join to it: "a report by the bank".
    pub fn joined_noun_before(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut left = end;
        while let Some(phrase) = self.noun_before(start, left) {
            left = phrase.start;
            let joined = left > start && matches!(self.classes[left - 1], WordClass::Preposition | WordClass::By);
            if !joined {
                return Some(left..end);
            }
            left -= 1;
        }
        (left < end).then(|| left + 1..end)
    }

    /// The noun phrase, with what "of" adds to it, or the pronoun, that begins at token `start` and ends at token `end`
    /// or before it.
    pub fn noun_after(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let at = |start: usize| {
            let phrase = self.phrases.noun_at(start).filter(|_| start < end)?;
            (phrase.tokens.start == start && phrase.tokens.end <= end).then_some(phrase.tokens.end)
        };
        let mut last = at(start)?;
        while last < end && self.word(last) == "of" {
            match at(last + 1) {
                Some(next) => last = next,
                None => break,
            }
        }
        Some(start..last)
    }

    /// Where [`Syntax::noun_after`] ends with the noun phrases that prepositions join to it: "the port in Porto".
    pub fn joined_noun_after(&self, start: usize, end: usize) -> Option<usize> {
        let mut last = self.noun_after(start, end)?.end;
        while last < end && matches!(self.classes[last], WordClass::Preposition | WordClass::By) {
            let Some(next) = self.noun_after(last + 1, end) else { break };
            last = next.end;
        }
        Some(last)
    }

    /// The first word of the auxiliaries and adverbs before the verb `verb`, or the verb itself.
    pub fn verb_group_start(&self, verb: usize) -> usize {
        let mut first = verb;
        while first > 0 && matches!(self.classes[first - 1], WordClass::Auxiliary | WordClass::Adverb) {
            first -= 1;
        }
        first
    }

    /// Where what is said begins, if `start..end` begins with the hearer of a verb of telling: before its "that" ("told
    /// the Dayton Gazette that"), or behind a pronoun or a bare plural ("told reporters the talks").
    pub fn behind_hearer(&self, start: usize, end: usize) -> usize {
        let opens = |token: &usize| {
            matches!(self.classes[*token], WordClass::That | WordClass::To)
                || matches!(self.word(*token), "whether" | "why" | "how" | "if" | "what")
        };
        if start >= end || opens(&start) {
            return start;
        }
        let near = start..end.min(start + LONGEST);
        if let Some(that) = near.clone().find(opens) {
            let hearer = start..that;
            let plain = |token: usize| {
                self.modifies(token)
                    || matches!(
                        self.classes[token],
                        WordClass::Preposition | WordClass::SubjectPronoun | WordClass::By | WordClass::Capitalized
                    )
            };
            if hearer.clone().all(plain) && !hearer.clone().any(|token| self.is_verb(token)) {
                return that;
            }
        }
        let Some(hearer) = self.phrases.noun_from(start) else {
            let pronoun = matches!(self.word(start), "him" | "them" | "me" | "us" | "you" | "her" | "it");
            return if pronoun && start + 2 < end { start + 1 } else { start };
        };
        let next = hearer.tokens.end;
        let begins = next < end
            && (matches!(
                self.classes[next],
                WordClass::Determiner | WordClass::SubjectPronoun | WordClass::OtherPronoun | WordClass::Capitalized
            ) || self.phrases.noun_at(next).is_some());
        if begins { next } else { start }
    }

    /// Where the words behind token `start` go on after what tells when: "on Tuesday", "late Monday", "late last week".
    pub fn behind_time(&self, start: usize, end: usize) -> usize {
        let word = |token: usize| self.word(token);
        let mut at = start;
        if at < end && matches!(word(at), "on" | "late" | "early" | "last" | "this" | "earlier" | "later") {
            at += 1;
            if at < end && matches!(word(at), "late" | "this" | "last") {
                at += 1;
            }
        }
        let is_day = |token: usize| {
            matches!(
                word(token),
                "Monday"
                    | "Tuesday"
                    | "Wednesday"
                    | "Thursday"
                    | "Friday"
                    | "Saturday"
                    | "Sunday"
                    | "yesterday"
                    | "today"
            ) || (token > start && matches!(word(token), "week" | "month" | "year" | "night"))
        };
        if at >= end || !is_day(at) {
            return start;
        }
        at += 1;
        while at < end && matches!(word(at), "morning" | "afternoon" | "evening" | "night") {
            at += 1;
        }
        at
    }

    /// The tokens of the fronted adverbial that sentence `sentence` begins with, its comma included: "After the vote,".
    /// A preposition or a conjunction, no verb of its own unless the conjunction asks for one, and a comma.
    pub fn fronted(&self, sentence: usize) -> Option<Range<usize>> {
        let tokens = self.sentences.get(sentence)?.tokens.clone();
        let first = tokens.clone().find(|token| self.classes[*token] >= WordClass::Capitalized)?;
        let lower = self.word(first).to_lowercase();
        let opens = lower == "meanwhile"
            || [
                "in", "on", "at", "after", "before", "during", "from", "with", "for", "over", "against", "among",
                "about", "into", "when", "while", "as", "since", "although", "though", "if", "because", "asked",
                "speaking", "later", "earlier", "but", "and", "however",
            ]
            .contains(&lower.as_str());
        let comma = (first..tokens.end.min(first + 25)).find(|token| self.classes[*token] == WordClass::Comma)?;
        (opens && comma > first).then_some(first..comma + 1)
    }
}

fn nouns(syntax: &Syntax) -> Vec<NounPhrase> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut ends = syntax.sentences.iter().map(|sentence| sentence.tokens.end);
    let mut sentence_end = 0;
    while start < syntax.tokens.len() {
        if start >= sentence_end {
            sentence_end = ends.find(|end| *end > start).unwrap_or(syntax.tokens.len());
        }
        if syntax.classes[start] == WordClass::SubjectPronoun {
            found.push(NounPhrase { tokens: start..start + 1, head: start });
            start += 1;
            continue;
        }
        let mut end = start;
        let mut head = None;
        while end < sentence_end && end - start < LONGEST && syntax.modifies(end) {
            let opens = matches!(syntax.classes[end], WordClass::Determiner | WordClass::OtherPronoun);
            let after_all = end == start + 1 && matches!(syntax.word(start), "all" | "All" | "both" | "Both");
            if opens && end > start && !after_all {
                break;
            }
            if syntax.is_noun(end) {
                head = Some(end);
            }
            end += 1;
        }
        match head {
            Some(head) if syntax.classes[start] != WordClass::Dash && syntax.word(start) != "." => {
                found.push(NounPhrase { tokens: start..head + 1, head });
                start = head + 1;
            }
            _ => start += 1,
        }
    }
    found
}

fn verbs(syntax: &Syntax) -> Vec<VerbGroup> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < syntax.tokens.len() {
        if !syntax.is_verb(start) {
            start += 1;
            continue;
        }
        let joins = |token: usize| {
            syntax.is_verb(token) || matches!(syntax.classes[token], WordClass::Adverb | WordClass::Auxiliary)
        };
        let mut end = start + 1;
        let mut head = start;
        while end < syntax.tokens.len() && end - start < LONGEST && joins(end) {
            if syntax.is_verb(end) {
                head = end;
            }
            end += 1;
        }
        let be = |token: usize| {
            matches!(
                syntax.word(token).to_lowercase().as_str(),
                "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s" | "’s" | "get" | "got" | "gets"
            )
        };
        let word = syntax.word(head);
        let participle = syntax.part_of_speech(head) == PartOfSpeech::Verb
            && !word.ends_with("ing")
            && (start..head).rev().find(|token| syntax.is_verb(*token)).is_some_and(be);
        found.push(VerbGroup { tokens: start..head + 1, head, is_passive: participle });
        start = head + 1;
    }
    found
}

#[cfg(test)]
mod tests;
