//! What may be a cue.

use std::ops::Range;

use super::super::evidence::{Evidence, runs};
use super::direct::direct_speech;
use crate::knowledge::lexicon::WordClass as LexiconClass;

/// Words that may be a cue.
#[derive(Debug, Clone, PartialEq)]
pub struct CueOption {
    /// Where they stand.
    pub tokens: Range<usize>,
    /// The likeliest of them.
    pub head: usize,
    /// How likely that is, from 0 to 1.
    pub probability: f32,
}

/// Tokens that a cue may consist of have at least this probability to be part of one.
const LEAST_CUE: f32 = 0.1;
/// The same for verbs of speech.
const LEAST_CUE_VERB: f32 = 0.03;
/// Around the likeliest token of a cue, those at least this share as likely are taken in.
const SHARE_OF_HEAD: f32 = 0.35;

/// What may be a cue, in the order of the text; none overlap.
pub fn cues(evidence: &Evidence) -> Vec<CueOption> {
    let count = evidence.classes.len();
    let mut active = vec![false; count];
    for run in evidence.cue.runs(LEAST_CUE) {
        active[run].fill(true);
    }
    for (token, active) in active.iter_mut().enumerate() {
        let is_verb =
            || evidence.cue_kinds[token].is_speech_verb() || is_finding(evidence, token) || is_hearing(evidence, token);
        *active |= evidence.cue.inside[token] > LEAST_CUE_VERB && is_verb() || direct_speech(evidence, token).is_some();
    }
    let begins = |token: usize| {
        evidence.cue.begins_piece(token) || evidence.sentence_of[token] != evidence.sentence_of[token - 1]
    };
    let mut options = Vec::new();
    for run in runs(count, |token| active[token], begins) {
        add_cues(evidence, run, &mut options);
    }
    options
}

/// Whether token `token` tells what a poll, a study or the like shows: "The survey showed".
fn is_finding(evidence: &Evidence, token: usize) -> bool {
    let (syntax, sentence) = (evidence.syntax, evidence.sentence(token));
    let finds = |at: usize| evidence.is_one_of(LexiconClass::Finds, at);
    evidence.is_one_of(LexiconClass::Shows, token)
        && syntax
            .joined_noun_before(sentence.start, syntax.verb_group_start(token))
            .is_some_and(|mut noun| noun.any(finds))
}

/// Whether token `token` tells that a court, a jury or the like hears something: "Hull Crown Court heard".
pub(in super::super) fn is_hearing(evidence: &Evidence, token: usize) -> bool {
    let (syntax, sentence) = (evidence.syntax, evidence.sentence(token));
    let is_court = |at: usize| evidence.is_one_of(LexiconClass::HearsEvidence, at);
    matches!(evidence.word(token), "heard" | "hears")
        && syntax
            .joined_noun_before(sentence.start, syntax.verb_group_start(token))
            .is_some_and(|mut noun| noun.any(is_court))
}

/// The cues in a run of likely tokens: around the likeliest token those that are nearly as likely, and so on with what
/// is left on either side.
fn add_cues(evidence: &Evidence, run: Range<usize>, options: &mut Vec<CueOption>) {
    let inside = &evidence.cue.inside;
    if run.is_empty() {
        return;
    }
    let likeliest = |tokens: &mut dyn Iterator<Item = usize>| {
        tokens.reduce(|best, token| if inside[token] > inside[best] { token } else { best })
    };
    let best = likeliest(&mut run.clone()).unwrap_or(run.start);
    // A word of speech links, and not the adverb beside it: once told.
    let spoken = likeliest(&mut run.clone().filter(|token| evidence.cue_kinds[*token].is_speech_verb()));
    let head = spoken.filter(|spoken| inside[*spoken] >= 0.5 * inside[best]).unwrap_or(best);
    let least = SHARE_OF_HEAD * inside[head];
    let mut start = (run.start..head).rev().find(|token| inside[*token] < least).map_or(run.start, |token| token + 1);
    let mut end = (head + 1..run.end).find(|token| inside[*token] < least).unwrap_or(run.end);
    add_cues(evidence, run.start..start, options);
    let rest = end..run.end;
    // A colon is a cue only by itself.
    if let Some(trimmed) = evidence.trimmed(start..end) {
        (start, end) = (trimmed.start, trimmed.end);
    }
    // "so-called": a part of a word is no cue.
    let in_word = head > 0 && !evidence.syntax.tokens[head].space_before && evidence.word(head - 1) == "-";
    if !in_word {
        options.push(CueOption { tokens: start..end, head: head.clamp(start, end - 1), probability: inside[head] });
    }
    add_cues(evidence, rest, options);
}

/// Who hears what is said, and so is no source: "MPs were told that".
pub(super) fn hearer(evidence: &Evidence, cue: &CueOption) -> Option<Range<usize>> {
    let syntax = evidence.syntax;
    let is_told = syntax.phrases.verb_at(cue.head).is_some_and(|group| group.is_passive)
        && cue.tokens.clone().any(|token| evidence.is_one_of(LexiconClass::HearsInPassive, token));
    if !is_told {
        return None;
    }
    let first = syntax.verb_group_start(cue.tokens.start);
    syntax.joined_noun_before(evidence.sentence(cue.head).start, first).filter(|subject| subject.end == first)
}

#[cfg(test)]
mod tests {
    use super::super::super::by_hand;
    use super::*;

    /// `expect`: the words of each cue, its head in brackets.
    fn check(told: &str, expect: &[&str]) {
        by_hand::read(told, |evidence| {
            let shown = |cue: &CueOption| {
                let words = by_hand::words(evidence, std::slice::from_ref(&cue.tokens));
                format!("{words} ({})", evidence.word(cue.head))
            };
            assert_eq!(cues(evidence).iter().map(shown).collect::<Vec<_>>(), expect, "{told}");
        });
    }

    #[test]
    fn verbs_of_speech_need_less() {
        check("Ann {C told} Lee.", &["told (told)"]);
        check("Ann {C4 said} a {C4 word}.", &["said (said)"]);
        check("Ann {C2 said} a {C12 word}.", &["word (word)"]);
    }

    #[test]
    fn a_verb_of_speech_is_the_head() {
        check("Ann {C60 once {C50 told}} Lee.", &["once told (told)"]);
        check("Ann {C60 once {C25 told}} Lee.", &["once told (once)"]);
    }

    #[test]
    fn what_is_less_likely_is_a_cue_of_its_own() {
        check("Ann {C90 said {C20 on Monday}} it rained.", &["said (said)", "on Monday (on)"]);
        check("Ann {C90 said {C40 on Monday}} it rained.", &["said on Monday (said)"]);
    }

    #[test]
    fn cues_end_with_their_sentence_and_where_another_begins() {
        check("Ann {C said. Then} it rained.", &["said (said)", "Then (Then)"]);
        check("Ann {C said} {C on} Monday.", &["said (said)", "on (on)"]);
    }

    #[test]
    fn marks_and_parts_of_words() {
        check("Ann {C said:} it rains.", &["said (said)"]);
        check("Ann{C :} it rains.", &[": (:)"]);
        check("The so-{C called} deal is off.", &[]);
    }
}
