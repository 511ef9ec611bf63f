//! Verb groups.

use std::ops::Range;

use super::LONGEST;
use crate::knowledge::lexicon::{Grammar, is_one_of};
use crate::reader::PartOfSpeech;
use crate::syntax::closed::is_be;
use crate::syntax::{Syntax, WordClass};

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

impl Syntax<'_> {
    /// Whether token `index` is a verb or an auxiliary.
    pub fn is_verb(&self, index: usize) -> bool {
        self.part_of_speech(index).is_verb()
            || (self.classes[index] == WordClass::Auxiliary && self.part_of_speech(index) != PartOfSpeech::Particle)
    }

    /// Whether one of `tokens` is a verb or an auxiliary.
    pub fn has_verb(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|token| self.is_verb(token))
    }

    /// The first word of the auxiliaries and adverbs before the verb `verb`, or the verb itself.
    pub fn verb_group_start(&self, verb: usize) -> usize {
        let mut first = verb;
        while first > 0 && matches!(self.classes[first - 1], WordClass::Auxiliary | WordClass::Adverb) {
            first -= 1;
        }
        first
    }
}

/// The verb groups of a text.
pub(super) fn find(syntax: &Syntax) -> Vec<VerbGroup> {
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
        // "the claim that it {had failed} {was false}"
        let begins_other = |token: usize, head: usize| {
            syntax.classes[token] == WordClass::Auxiliary
                && syntax.classes[head] != WordClass::Auxiliary
                && !matches!(syntax.word(token), "be" | "been" | "being")
        };
        while end < syntax.tokens.len() && end - start < LONGEST && joins(end) && !begins_other(end, head) {
            if syntax.is_verb(end) {
                head = end;
            }
            end += 1;
        }
        let be = |token: usize| {
            let word = syntax.word(token);
            is_be(word) || is_one_of(Grammar::OtherPassive, word)
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
mod tests {
    use crate::syntax::by_hand::{read, token};

    /// Verb groups in braces, "!" behind a passive.
    #[test]
    fn verb_groups_and_their_voice() {
        for told in [
            "Lee {had not left/v}.",
            "Lee {was told!} so.",
            "Lee {has been told!} so.",
            "Lee {got/v hit/v!} there.",
            "Lee {was leaving/v} there.",
            "Lee {would leave/v} and Ann {stays/v}.",
            "That it {had failed/v} {was} false.",
            "That it {failed/v} {has been disputed/v!}.",
            "It {kept/v being hit/v!}.",
            "A late/a bridge.",
        ] {
            let syntax = read(&told.replace(['{', '}', '!'], ""));
            let mut shown = syntax.text.to_owned();
            for group in syntax.phrases.verbs.iter().rev() {
                let span = syntax.span(group.tokens.clone());
                shown.insert_str(span.end as usize, if group.is_passive { "!}" } else { "}" });
                shown.insert(span.start as usize, '{');
            }
            assert_eq!(shown, told.replace("/v", "").replace("/a", ""));
        }
    }

    #[test]
    fn where_a_group_begins() {
        let syntax = read("Lee had not left/v, and Ann stays/v.");
        for (verb, first) in [("left", "had"), ("stays", "stays")] {
            assert_eq!(syntax.word(syntax.verb_group_start(token(&syntax, verb))), first);
        }
        assert!(syntax.has_verb(0..3) && !syntax.has_verb(0..1));
    }
}
