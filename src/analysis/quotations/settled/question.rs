//! Questions that others have asked.

use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::WordClass as LexiconClass;

/// "|Is it deep? No, said Lee" becomes "Is it deep? |No, said Lee": who answers has not asked. No sentence ends with the first "?" of
/// "grew to ?88".
pub(super) fn leave_question(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = &candidate.cue else { return };
    let piece = &mut candidate.content[0];
    let last = evidence.sentence(piece.end - 1).start;
    if piece.end <= cue.start
        && piece.start < last
        && evidence.mark_of[piece.start].is_none()
        && evidence.word(last - 1) == "?"
        && Rule::QuestionsStandApart.holds()
    {
        piece.start = evidence.word_from(last, piece.end).unwrap_or(last);
    }
}

/// "Asked |what he would do|, Lee said, “|Sleep|”" becomes "Asked what he would do, Lee said, “|Sleep|”".
pub(super) fn leave_asked(evidence: &Evidence, candidate: &mut Candidate) {
    let [piece, _, ..] = candidate.content.as_slice() else { return };
    let Some(cue) = candidate.cue.as_ref().filter(|cue| piece.end <= cue.start) else { return };
    let start = evidence.sentence(cue.start).start;
    let is_asked = |at: usize| evidence.is_one_of(LexiconClass::IsAsked, at);
    let is_narrated = piece.start >= start && evidence.mark_of[piece.start].is_none();
    if is_narrated && (is_asked(start) || is_asked(start + 1)) && Rule::QuestionsStandApart.holds() {
        candidate.content.remove(0);
    }
}
