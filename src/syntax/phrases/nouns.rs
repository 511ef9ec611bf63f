//! Noun phrases.

use std::ops::Range;

use super::LONGEST;
use crate::knowledge::cues::{CueKinds, cue_kinds};
use crate::knowledge::lexicon::{Grammar, is_one_of};
use crate::reader::PartOfSpeech;
use crate::syntax::closed::is_genitive;
use crate::syntax::{Syntax, WordClass};

/// A base noun phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NounPhrase {
    /// All its tokens, article and possessive included.
    pub tokens: Range<usize>,
    /// Its last noun, or its pronoun.
    pub head: usize,
}

impl Syntax<'_> {
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
    pub(super) fn modifies(&self, index: usize) -> bool {
        let joins = |token: usize| {
            token < self.tokens.len() && self.classes[token] == WordClass::Dash && !self.tokens[token].space_before
        };
        self.is_noun(index)
            || matches!(self.part_of_speech(index), PartOfSpeech::Adjective | PartOfSpeech::Numeral)
            || matches!(self.classes[index], WordClass::Determiner | WordClass::OtherPronoun)
            || is_genitive(self.word(index))
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
}

/// The base noun phrases of a text.
pub(super) fn find(syntax: &Syntax) -> Vec<NounPhrase> {
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
            let after_all = end == start + 1 && is_one_of(Grammar::BeforeDeterminer, syntax.word(start));
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

#[cfg(test)]
mod tests {
    use crate::syntax::by_hand::{read, token};

    #[test]
    fn noun_phrases_in_brackets() {
        for told in [
            "[The two ministers] said [they] met/v [the mayor].",
            "[Ann Lee’s lawyer] left/v [all the men].",
            "[The well-known/a mayor] left/v.",
            "[Lee] Says left/v.",
            "[The mill]. [Lee] left/v.",
            "So/r late/a.",
        ] {
            let syntax = read(&told.replace(['[', ']'], ""));
            let mut shown = syntax.text.to_owned();
            for phrase in syntax.phrases.nouns.iter().rev() {
                let span = syntax.span(phrase.tokens.clone());
                shown.insert(span.end as usize, ']');
                shown.insert(span.start as usize, '[');
            }
            assert_eq!(shown, told.replace("/v", "").replace("/a", "").replace("/r", ""));
        }
    }

    #[test]
    fn phrases_that_prepositions_join() {
        let syntax = read("He saw/v the head of the board in Hull, then left/v.");
        let (start, comma) = (token(&syntax, "the"), token(&syntax, ","));
        let words = |tokens| syntax.span(tokens).of(syntax.text);
        assert_eq!(syntax.noun_before(0, comma).map(words), Some("Hull"));
        assert_eq!(syntax.noun_before(comma, comma).map(words), None);
        assert_eq!(syntax.joined_noun_before(0, comma).map(words), Some("the head of the board in Hull"));
        assert_eq!(syntax.joined_noun_before(start + 1, comma).map(words), Some("the board in Hull"));
        assert_eq!(syntax.noun_after(start, comma).map(words), Some("the head of the board"));
        assert_eq!(syntax.joined_noun_after(start, comma), Some(comma));
        assert_eq!(syntax.noun_after(start - 1, comma).map(words), None);
    }
}
