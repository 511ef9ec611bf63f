//! What may be the cue, the source and the content of a quotation, and the features by which a [`super::forest::Forest`]
//! chooses among them.
//!
//! Every cue asks for its source, then for a piece of content on its left and one on its right. The options of one
//! question are rivals, and "none" is one of them; the trainer and the annotator get them from here alike.

mod cues;
mod marked;
mod pieces;
mod sources;

use std::ops::Range;

pub use cues::cues;
pub use marked::mark_features;
pub use pieces::piece_choices;
pub use sources::{source_choices, sources};

use super::reading::{Reading, WordClass};
use crate::knowledge::cues::CueKinds;

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

/// An answer to a question, with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The words, or none.
    pub tokens: Option<Range<usize>>,
    /// What speaks for it.
    pub features: Vec<f32>,
}

/// The side of the cue that a piece of content stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Left,
    /// After it.
    Right,
}

fn cue_features(reading: &Reading, cue: &CueOption) -> Vec<f32> {
    let (first, last) = (cue.tokens.start as isize, cue.tokens.end as isize - 1);
    let kinds = cue.tokens.clone().map(|token| reading.cue_kinds[token]);
    let speech = kinds.clone().any(CueKinds::is_speech_verb);
    let count = reading.classes.len();
    let before = cue.tokens.start.saturating_sub(4)..cue.tokens.start;
    let after = cue.tokens.end..(cue.tokens.end + 4).min(count);
    let passive = cue.tokens.start.saturating_sub(2)..cue.tokens.end;
    vec![
        cue.probability,
        reading.cue.begin[cue.tokens.start],
        cue.tokens.len() as f32,
        flag(speech) + flag(kinds.clone().any(|kind| kind.has(CueKinds::TELL))) * 2.0,
        flag(kinds.clone().any(|kind| kind.has(CueKinds::CALL))),
        flag(kinds.clone().any(|kind| kind.has(CueKinds::THINK)))
            + flag(kinds.clone().any(|kind| kind.has(CueKinds::NOUN))) * 2.0,
        class(reading.classes[cue.head]),
        reading.syntax.scores.part_of_speech(cue.head) as usize as f32,
        class(reading.class(first - 1)),
        class(reading.class(first - 2)),
        class(reading.class(last)),
        class(reading.class(last + 1)),
        class(reading.class(last + 2)),
        flag(reading.mark_of[cue.head].is_some()),
        flag(passive.clone().any(|token| reading.classes[token] == WordClass::Auxiliary)),
        mean(&before.clone().map(|token| reading.source.inside[token]).collect::<Vec<_>>()),
        mean(&after.clone().map(|token| reading.source.inside[token]).collect::<Vec<_>>()),
        reading.mean_content(before),
        reading.mean_content(after),
    ]
}

/// Of the cues between: the highest probability, and their number.
fn rival_cue(cues: &[CueOption], between: &Range<usize>, index: usize) -> (f32, f32) {
    let from = cues.partition_point(|cue| cue.tokens.start < between.start);
    let rivals = cues[from..].iter().enumerate().take_while(|(_, cue)| cue.tokens.end <= between.end);
    let rivals = rivals.filter(|(at, _)| from + at != index);
    rivals.fold((0.0, 0.0), |(most, count), (_, cue)| (cue.probability.max(most), count + 1.0))
}

fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

fn class(class: WordClass) -> f32 {
    f32::from(class as u8)
}

fn mean(values: &[f32]) -> f32 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f32>() / values.len() as f32 }
}
