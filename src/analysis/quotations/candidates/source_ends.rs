//! Where what the reader holds for a source ends.

use std::ops::Range;

use super::super::evidence::Evidence;
use super::super::marks::Marked;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, Grammar, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;
use crate::syntax::closed::is_be;

/// Where `run` ends, or its comma before the verb of what is said: "The key, says Lee|, is the dam"; but not "Lee, who at 12, is".
pub(super) fn before_verb(evidence: &Evidence, run: &Range<usize>) -> usize {
    let pair = |at: usize| [0, 1].map(|next| evidence.class(at + next));
    let goes_on = |at: &usize| pair(*at) == [WordClass::Comma, WordClass::Auxiliary];
    let is_at = |at: usize| evidence.syntax.part_of_speech(at) == PartOfSpeech::Adposition;
    let is_broken = |at: usize| evidence.word(at) == "who" && (pair(at)[1] == WordClass::Comma || is_at(at + 1));
    let comma = run.clone().find(goes_on).filter(|at| *at + 1 < run.end && Rule::SourceBeforeVerb.holds());
    comma.filter(|comma| !(run.start..*comma).any(is_broken)).unwrap_or(run.end)
}

/// Where `run` ends, or its comma before marks within which it ends, if what stands there goes on with what is said: “We stay,”
/// said Lee, a farmer|, “and we pay.” But “Rain” is a name in "Lee, whose motto is, “never give up.”" and "author of the book, “late rain.”"
pub(super) fn before_marks(evidence: &Evidence, run: &Range<usize>) -> usize {
    // A name stands behind "is", "called" and a preposition, and has no verb.
    let names = |at: usize| {
        let word = evidence.word(at);
        is_be(word)
            || lexicon::has(LexiconClass::NamesAThing, word)
            || matches!(evidence.classes[at], WordClass::Preposition | WordClass::By)
    };
    let is_clause = |mark: &Marked| {
        let piece = &mark.pieces[0];
        let joins = lexicon::has(Grammar::GoesOn, evidence.word(piece.start));
        joins || evidence.syntax.has_verb(piece.clone())
    };
    let goes_on = |at: &usize| {
        let word = evidence.word(at + 2);
        evidence.classes[*at] == WordClass::Comma
            && evidence.class(*at + 1) == WordClass::OpeningMark
            && word.starts_with(char::is_lowercase)
            && !names(at - 1)
            && evidence
                .mark(at + 1)
                .is_some_and(|mark| mark.open == at + 1 && mark.extent().end + 1 >= run.end && is_clause(mark))
    };
    let is_outside = evidence.mark_of[run.start].is_none() && Rule::SourceBeforeMarks.holds();
    run.clone().skip(1).find(|at| is_outside && goes_on(at)).unwrap_or(run.end)
}

#[cfg(test)]
mod tests {
    use super::super::super::by_hand;
    use super::super::sources;

    #[test]
    fn sources_end_before_verbs_and_marks() {
        let check = |told: &str, expect: &str| {
            by_hand::read(told, |evidence| {
                assert_eq!(by_hand::words(evidence, &sources(evidence)), expect, "{told}");
            });
        };
        check("The key, says {S Lee, is} the dam.", "Lee");
        check("“We stay,” said {S Lee, a farmer, “and we pay}.”", "Lee, a farmer/we");
        check("“We stay,” said {S Lee, whose motto is, “never stop/v}.”", "Lee, whose motto is, “never stop");
        check("“We stay,” said {S Lee, author of “Late Ann}.”", "Lee, author of “Late Ann");
        check("“We stay,” said {S Lee, head of the group, “late rain}.”", "Lee, head of the group, “late rain");
        check("“Our view,” said {S Lee, a nurse, “has/v not changed/v}.”", "Lee, a nurse");
        check("It rains, said {S Lee, who at 12, is the heir}.", "Lee, who at 12, is the heir");
    }
}
