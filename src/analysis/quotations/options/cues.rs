//! What may be a cue.

use std::ops::Range;

use super::CueOption;
use crate::analysis::quotations::reading::Reading;

/// Tokens that a cue may consist of have at least this probability to be part of one.
const LEAST_CUE: f32 = 0.12;
/// The same for verbs of speech.
const LEAST_CUE_VERB: f32 = 0.05;
/// Around the likeliest token of a cue, those at least this share as likely are taken in.
const SHARE_OF_HEAD: f32 = 0.35;

/// What may be a cue, in the order of the text; none overlap.
pub fn cues(reading: &Reading) -> Vec<CueOption> {
    let count = reading.classes.len();
    let mut active = vec![false; count];
    for run in reading.cue.runs(LEAST_CUE) {
        active[run].fill(true);
    }
    for (token, active) in active.iter_mut().enumerate() {
        *active |= reading.cue_kinds[token].is_speech_verb() && reading.cue.inside[token] > LEAST_CUE_VERB;
    }
    let mut options = Vec::new();
    let mut start = None;
    for token in 0..=count {
        let inside = active.get(token).is_some_and(|active| *active);
        let cut = inside
            && start.is_some()
            && ((reading.cue.begin[token] > 0.3 && reading.cue.begin[token] > 0.5 * reading.cue.inside[token])
                || reading.sentence_of[token] != reading.sentence_of[token - 1]);
        if let Some(from) = start
            && (!inside || cut)
        {
            add_cues(reading, from..token, &mut options);
            start = None;
        }
        if inside && start.is_none() {
            start = Some(token);
        }
    }
    options
}

/// The cues in a run of likely tokens: around the likeliest token those that are nearly as likely, and so on with what
/// is left on either side.
fn add_cues(reading: &Reading, run: Range<usize>, options: &mut Vec<CueOption>) {
    let inside = &reading.cue.inside;
    if run.is_empty() {
        return;
    }
    let head = run.clone().fold(run.start, |best, token| if inside[token] > inside[best] { token } else { best });
    let least = SHARE_OF_HEAD * inside[head];
    let mut start = (run.start..head).rev().find(|token| inside[*token] < least).map_or(run.start, |token| token + 1);
    let mut end = (head + 1..run.end).find(|token| inside[*token] < least).unwrap_or(run.end);
    add_cues(reading, run.start..start, options);
    let rest = end..run.end;
    // A colon is a cue only by itself.
    if let Some(first) = reading.word_from(start, end) {
        start = first;
        end = reading.word_before(first, end).map_or(end, |last| last + 1);
    }
    // "so-called": a part of a word is no cue.
    let in_word = head > 0 && !reading.syntax.tokens[head].space_before && reading.syntax.word(head - 1) == "-";
    if !in_word {
        options.push(CueOption { tokens: start..end, head: head.clamp(start, end - 1), probability: inside[head] });
    }
    add_cues(reading, rest, options);
}
