//! What tells whether words between marks are a quotation.

use super::{CueOption, class, flag, mean};
use crate::analysis::quotations::marks::Marked;
use crate::analysis::quotations::reading::{Reading, WordClass};

/// What tells whether `mark` holds a quotation, or a scare quote or the title of a work.
pub fn mark_features(reading: &Reading, cues: &[CueOption], mark: &Marked) -> Vec<f32> {
    let words: Vec<usize> =
        mark.pieces.iter().flat_map(|piece| piece.clone().filter(|token| reading.is_word(*token))).collect();
    let extent = mark.extent();
    let after = mark.close.map_or(extent.end, |close| close + 1);
    let inside: Vec<f32> = words.iter().map(|token| reading.content.inside[*token]).collect();
    let capitals = words.iter().filter(|token| reading.classes[**token] == WordClass::Capitalized).count();
    let last_sentence = reading.sentence_of[extent.end - 1];
    let from = cues.partition_point(|cue| reading.sentence_of[cue.head] < reading.sentence_of[mark.open]);
    let near = cues[from..].iter().take_while(|cue| reading.sentence_of[cue.head] <= last_sentence);
    let near = near.filter(|cue| cue.tokens.end <= mark.open || cue.tokens.start >= after);
    let cue = near.map(|cue| cue.probability).fold(0.0, f32::max);
    let paragraph = &reading.syntax.paragraphs[reading.syntax.paragraph_of(mark.open)].tokens;
    let before_word = reading.word_before(mark.open.saturating_sub(3), mark.open);
    vec![
        words.len() as f32,
        mean(&inside),
        inside.iter().copied().fold(1.0, f32::min),
        inside.iter().copied().fold(0.0, f32::max),
        words.first().map_or(0.0, |token| reading.content.begin[*token]),
        capitals as f32 / words.len().max(1) as f32,
        class(reading.class(extent.start as isize)),
        class(reading.class(mark.open as isize - 1)),
        class(reading.class(mark.open as isize - 2)),
        class(reading.class(extent.end as isize - 1)),
        class(reading.class(after as isize)),
        class(reading.class(after as isize + 1)),
        cue,
        flag(paragraph.start == mark.open),
        flag(paragraph.end == after),
        mark.pieces.len() as f32,
        flag(matches!(reading.syntax.word(mark.open), "'" | "‘" | "`")),
        before_word.map_or(0.0, |token| reading.content.inside[token]),
        before_word.map_or(0.0, |token| reading.cue.inside[token]),
        words
            .iter()
            .filter(|token| matches!(reading.classes[**token], WordClass::Auxiliary | WordClass::SubjectPronoun))
            .count() as f32,
        flag(mark.close.is_some()),
    ]
}
