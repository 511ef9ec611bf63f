//! Who hears what is said, and so is no source: "MPs were told that".

use std::ops::Range;

use super::super::evidence::Evidence;
use super::cues::CueOption;
use crate::knowledge::lexicon::{WordClass, is_one_of};

/// The subject of a passive of telling.
pub(super) fn of_passive(evidence: &Evidence, cue: &CueOption) -> Option<Range<usize>> {
    let syntax = evidence.syntax;
    let is_told = syntax.phrases.verb_at(cue.head).is_some_and(|group| group.is_passive)
        && cue.tokens.clone().any(|token| is_one_of(WordClass::HearsInPassive, syntax.word(token)));
    if !is_told {
        return None;
    }
    let first = syntax.verb_group_start(cue.tokens.start);
    syntax.joined_noun_before(evidence.sentence(cue.head).start, first).filter(|subject| subject.end == first)
}
