//! What of a content stands elsewhere than the reader took it: behind "in a note that", and before marks.

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use super::rest::{LONGEST_ASIDE, LONGEST_SENTENCE};
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{Grammar, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;

/// "|After the deal|, Lee said in a note to staff that it is late" becomes "After the deal, Lee said in a note to staff |that it is late|".
pub(super) fn take_clause(evidence: &Evidence, candidate: &mut Candidate, is_free: impl Fn(Range<usize>) -> bool) {
    let (Some(cue), Some((source, _))) = (&candidate.cue, candidate.sources.first()) else { return };
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(cue.start);
    let piece = &candidate.content[0];
    let last = evidence.word_before(sentence.start, sentence.end).map_or(sentence.end, |last| last + 1);
    let is_fronted = piece.start >= sentence.start
        && evidence.word_from(sentence.start, sentence.end) == Some(piece.start)
        && piece.end < source.start
        && source.end <= cue.start
        && evidence.class(piece.end) == WordClass::Comma
        && evidence.word_count(piece.end..source.start) == 0
        && (syntax.part_of_speech(piece.start) == PartOfSpeech::Adposition
            || evidence.is_one_of(Grammar::Subordinates, piece.start));
    if !is_fronted
        || candidate.content.len() > 2
        || !evidence.is_one_of(Grammar::BeginsCircumstance, cue.end)
        || !Rule::GoesOnBehind.holds()
    {
        return;
    }
    let Some(that) =
        (cue.end..last).find(|at| evidence.classes[*at] == WordClass::That || evidence.syntax.is_finite(*at))
    else {
        return;
    };
    let is_clause = evidence.classes[that] == WordClass::That
        && that <= cue.end + LONGEST_ASIDE
        && that + 2 < last
        && evidence.is_unmarked(cue.end..that)
        && candidate.content.get(1).is_none_or(|second| second.start >= cue.end && second.start <= that);
    let free = candidate.content.get(1).map_or(that..last, |second| that..second.start.max(that));
    if is_clause && is_free(free) {
        let end = candidate.content.get(1).map_or(last, |second| second.end);
        let end = if end > that + 1 { end } else { last };
        candidate.content.truncate(1);
        candidate.content[0] = that..end;
    }
}

/// "told Ann |by telephone on Monday| that it rained" becomes "told Ann by telephone on Monday |that it rained|".
pub(super) fn take_that(evidence: &Evidence, candidate: &mut Candidate, is_free: impl Fn(Range<usize>) -> bool) {
    let Some(cue) = &candidate.cue else { return };
    let [piece] = candidate.content.as_slice() else { return };
    let sentence = evidence.sentence(cue.start);
    let tells = cue.clone().any(|at| evidence.cue_kinds[at].is_speech_verb());
    let Some(last) = evidence.word_before(sentence.start, sentence.end).map(|last| last + 1) else { return };
    let is_circumstance = tells
        && piece.start >= cue.end
        && piece.end + 2 < last
        && sentence.contains(&piece.start)
        && evidence.classes[piece.end] == WordClass::That
        && !evidence.syntax.is_verb(piece.end + 1)
        && (evidence.classes[piece.start] == WordClass::Preposition || evidence.classes[piece.start] == WordClass::By)
        && evidence.syntax.joined_noun_after(piece.start + 1, piece.end) == Some(piece.end)
        && evidence.is_unmarked(piece.start..piece.end + 1);
    // "spoke |of the fact| that": what is spoken of.
    let is_how = matches!(evidence.word(piece.start), "by" | "in" | "on" | "at" | "during" | "over");
    if is_circumstance && is_how && is_free(piece.end..last) && Rule::GoesOnBehind.holds() {
        let said = piece.end..last;
        candidate.content[0] = said;
    }
}

/// "Mending it is slow, “|because it is old|,” said Lee" becomes "|Mending it is slow, “because it is old|,” said Lee".
pub(super) fn take_clause_before(
    evidence: &Evidence,
    candidate: &mut Candidate,
    is_free: impl Fn(Range<usize>) -> bool,
) {
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
    if sentence.len() <= LONGEST_SENTENCE
        && candidate.content.len() == 1
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
