//! Who speaks where the reader took the wrong one of two nouns.

use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use crate::analysis::rules::Rule;
use crate::syntax::WordClass;

/// The most tokens from a subject to its verb of speech.
const LONGEST_GROUP: usize = 5;

/// "Sailors who use charts for |planning| say" becomes "|Sailors who use charts for planning| say": the subject that a sentence begins
/// with, with its clause of "who".
pub(super) fn name_subject(evidence: &Evidence, candidate: &mut Candidate) {
    let (Some(cue), Some((source, score))) = (&candidate.cue, candidate.sources.first()) else { return };
    let syntax = evidence.syntax;
    let Some(first) = evidence.word_from(evidence.sentence(cue.start).start, source.start) else { return };
    let Some(who) = syntax.joined_noun_after(first, source.start).filter(|who| *who < source.start) else { return };
    let is_other = matches!(
        evidence.class_before(source.start, 1),
        WordClass::Question
            | WordClass::That
            | WordClass::Conjunction
            | WordClass::SubjectPronoun
            | WordClass::Punctuation
            | WordClass::Colon
    ) || evidence.classes[source.start] == WordClass::SubjectPronoun;
    // "Sailors who use charts |were much more likely to| say"
    let group = source.end..cue.start;
    let is_other_clause = |at: usize| {
        matches!(evidence.classes[at], WordClass::That | WordClass::SubjectPronoun | WordClass::Question)
            || syntax.is_noun(at)
            || !evidence.is_word(at)
    };
    // "The man who says Ann told him": two clauses.
    let verb = syntax.phrases.verb_at(who + 1).map_or(who + 1, |group| group.head);
    if source.end <= cue.start
        && group.len() <= LONGEST_GROUP
        && !group.clone().any(is_other_clause)
        && matches!(evidence.word(who), "who" | "that")
        && !is_other
        && evidence.classes[cue.start] != WordClass::Gerund
        && !(who..source.end).any(|at| evidence.classes[at] == WordClass::Comma)
        && (who + 1..source.start).any(|at| syntax.is_finite(at))
        && evidence.is_unmarked(first..cue.start + 1)
        && !evidence.cue_kinds[verb].is_speech_verb()
        && Rule::SourceOfClause.holds()
    {
        candidate.sources = [(first..source.end, *score)].into();
    }
}
