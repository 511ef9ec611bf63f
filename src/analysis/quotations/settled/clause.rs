//! The clause that holds marks is said with what stands between them.

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{Grammar, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;

/// Where the clause behind the cue begins, if all that was taken of it stands between marks: Lee denied | it was a
/// “crisis”.
pub(super) fn clause_start(evidence: &Evidence, candidate: &Candidate) -> Option<usize> {
    let (cue, piece) = (candidate.cue.as_ref()?, &candidate.content[0]);
    let syntax = evidence.syntax;
    let mark = evidence.mark(piece.start).filter(|mark| mark.open + 1 == piece.start)?;
    let sentence = evidence.sentence(cue.start);
    let start = syntax.behind_hearer(syntax.behind_time(cue.end, sentence.end), sentence.end);
    let clause = start..mark.open;
    let has_verb = || clause.clone().any(|at| syntax.is_verb(at) && syntax.noun_before(clause.start, at).is_some());
    let is_clause = clause.len() > 1
        && evidence.mark_of[cue.start].is_none()
        && sentence.contains(&mark.open)
        && evidence.is_word(mark.open - 1)
        && evidence.is_unmarked(clause.clone())
        && !clause.clone().any(|at| evidence.classes[at] == WordClass::Comma)
        && candidate.sources.first().is_none_or(|(source, _)| source.end <= clause.start || source.start >= clause.end)
        && has_verb();
    evidence.word_from(start, mark.open).filter(|_| is_clause && Rule::ClauseHoldsMarks.holds())
}

/// "Mending it is slow, “|because it is old|,” said Lee" becomes "|Mending it is slow, “because it is old|,” said Lee".
pub(super) fn take_clause(evidence: &Evidence, candidate: &mut Candidate, is_free: impl Fn(Range<usize>) -> bool) {
    let (Some(cue), Some((source, _))) = (&candidate.cue, candidate.sources.first()) else { return };
    let piece = &candidate.content[0];
    let sentence = evidence.sentence(cue.start);
    let Some(mark) = evidence.mark(piece.start).filter(|mark| mark.open + 1 == piece.start) else { return };
    let Some(first) = evidence.word_from(sentence.start, mark.open) else { return };
    let before = first..mark.open;
    let is_comma = |at: usize| evidence.class(at) == WordClass::Comma;
    let joins = matches!(evidence.class_before(mark.open, 1), WordClass::Comma) || evidence.is_word(mark.open - 1);
    let says = |at: usize| evidence.cue_kinds[at] != CueKinds::default();
    let ends_behind = mark.close.is_some_and(|close| close < cue.start.min(source.start) && is_comma(close - 1));
    let is_front = evidence.syntax.part_of_speech(first) == PartOfSpeech::Adposition
        || evidence.is_one_of(Grammar::Subordinates, first)
        || evidence.is_one_of(LexiconClass::IsAsked, first)
        || matches!(evidence.word(first).to_lowercase().as_str(), "as" | "but" | "and")
        || matches!(evidence.classes[first], WordClass::Adverb);
    if candidate.content.len() == 1
        && evidence.word(piece.start).starts_with(char::is_lowercase)
        && ends_behind
        && joins
        && !is_front
        && evidence.is_unmarked(before.clone())
        && before.clone().any(|at| evidence.syntax.is_finite(at))
        && !before.clone().any(says)
        && evidence.syntax.noun_after(first, mark.open).is_some()
        && is_free(before)
        && Rule::ClauseHoldsMarks.holds()
    {
        candidate.content[0].start = first;
    }
}
