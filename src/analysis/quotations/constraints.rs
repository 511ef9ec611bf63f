//! What must be so whatever the scores say: kinds of which the corpora have few, or none the other way. What each brings
//! stands in `src/data/README.md`.

use std::ops::Range;

use super::candidates::{Candidate, names_nobody};
use super::evidence::{Convention, Evidence, between};
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, WordClass as LexiconClass};
use crate::syntax::WordClass;

/// Whether a piece of a candidate is the name of something between marks: "an app called “Hush”", "this is called “duvet
/// lung”". What somebody calls something is told with what is called so, or by whom.
pub(super) fn names_a_thing(evidence: &Evidence, candidate: &Candidate) -> bool {
    let defines = |verb: usize| {
        let group = evidence.syntax.phrases.verb_at(verb);
        group.is_some_and(|group| {
            group.is_passive && matches!(evidence.word(group.tokens.start), "is" | "are" | "'s" | "’s")
        })
    };
    let is_name = |piece: &Range<usize>| {
        let mark = evidence.mark(piece.start).filter(|mark| mark.open + 1 == piece.start);
        let verb = mark.and_then(|mark| mark.open.checked_sub(1)).filter(|verb| {
            lexicon::is_one_of(LexiconClass::NamesAThing, evidence.word(*verb))
                && (evidence.word(piece.start).starts_with(char::is_uppercase) || defines(*verb))
        });
        verb.is_some() && mark.and_then(|mark| mark.close).is_some_and(|close| evidence.word(close + 1) != "by")
    };
    evidence.convention == Convention::Speech && candidate.content.iter().any(is_name) && Rule::NamesInMarks.holds()
}

/// Whether a candidate stands behind a label that nobody says: "READ MORE: Mayor leaves".
pub(super) fn is_labelled_by_nobody(evidence: &Evidence, candidate: &Candidate) -> bool {
    let is_colon = |cue: &Range<usize>| cue.len() == 1 && evidence.classes[cue.start] == WordClass::Colon;
    let label = candidate.sources.first().filter(|_| candidate.cue.as_ref().is_some_and(is_colon));
    label.is_some_and(|(label, _)| names_nobody(evidence.syntax, label))
}

/// Whether a candidate holds a question and, between marks of its own right behind it, the answer: “Is it deep?” “No,”
/// she said.
pub(super) fn holds_answer(evidence: &Evidence, candidate: &Candidate) -> bool {
    let content = candidate.content[0].start..candidate.content[candidate.content.len() - 1].end;
    let is_answered = |at: usize| {
        let classes = [1, 2].map(|next| evidence.class((at + next) as isize));
        evidence.word(at) == "?" && classes == [WordClass::ClosingMark, WordClass::OpeningMark]
    };
    content.clone().any(|at| at + 2 < content.end && is_answered(at)) && Rule::QuestionsStandApart.holds()
}

/// The cue and source of a candidate with the commas around them, if they stand between a subject and its verb: "The fire,
/// according to Lee, began in the attic."
pub(super) fn interrupted(evidence: &Evidence, candidate: &Candidate) -> Option<Range<usize>> {
    let syntax = evidence.syntax;
    let (cue, (source, _)) = (candidate.cue.as_ref()?, candidate.sources.first()?);
    let sentence = evidence.sentence(cue.start);
    let (open, close) = (cue.start.min(source.start).checked_sub(1)?, cue.end.max(source.end));
    let close = syntax.behind_time(close, sentence.end);
    let verb = evidence.word_from(close, sentence.end)?;
    let is_comma = |at: usize| sentence.contains(&at) && evidence.classes[at] == WordClass::Comma;
    let begins_group = syntax.phrases.verb_at(verb).is_some_and(|group| group.tokens.start == verb);
    let is_interrupted = is_comma(open)
        && is_comma(close)
        && begins_group
        && evidence.classes[verb] != WordClass::Gerund
        && evidence.word_count(between(cue, source)) == 0
        && evidence.is_unmarked(sentence.start..verb + 1)
        && !(sentence.start..open).any(|at| syntax.is_verb(at));
    (is_interrupted && Rule::BothHalves.holds()).then_some(open..close + 1)
}

/// Whether something is said on both sides of the cue and the commas around it.
pub(super) fn has_both_sides(candidate: &Candidate, gap: &Range<usize>) -> bool {
    let content = &candidate.content;
    content.iter().any(|piece| piece.end <= gap.start) && content.iter().any(|piece| piece.start >= gap.end)
}

/// The pieces between marks right behind the sentence that tells who speaks: “A,” said Lee. “B.”
pub(super) fn further_pieces(evidence: &Evidence, candidate: &Candidate) -> Vec<Range<usize>> {
    let Some(cue) = candidate.cue.as_ref().filter(|_| Rule::MarksGoOn.holds()) else { return Vec::new() };
    let end = evidence.sentence(cue.start).end;
    let is_before = |piece: &Range<usize>| piece.end <= cue.start && evidence.mark_of[piece.start].is_some();
    let next = evidence.marked.partition_point(|mark| mark.open < end);
    let next = evidence.marked.get(next).filter(|mark| {
        mark.open == end
            && mark.depth == 0
            && evidence.paragraph_of[mark.open] == evidence.paragraph_of[cue.start]
            && candidate.content.iter().all(is_before)
    });
    next.into_iter().flat_map(|mark| &mark.pieces).filter_map(|piece| evidence.trimmed(piece.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::super::by_hand::ask_of;
    use super::*;

    #[test]
    fn names_between_marks() {
        let is_name = |told: &str, words: &str, cue: &str| ask_of(told, (words, cue, "They"), names_a_thing);
        assert!(is_name("They made/v an app called/v “Hush” in a week.", "Hush", "called"));
        assert!(is_name("They have/v what is called/v “duvet lung” at home.", "duvet lung", "called"));
        assert!(!is_name("They say/v it was dubbed/v “Fast Forward” by Lee.", "Fast Forward", "dubbed"));
        assert!(!is_name("They were called/v “liars” at home.", "liars", "called"));
    }

    #[test]
    fn labels_of_nobody() {
        let is_nobody = |label: &str| {
            ask_of(&format!("{label}: The mayor leaves"), ("The mayor leaves", ":", label), is_labelled_by_nobody)
        };
        assert!(is_nobody("READ MORE"));
        assert!(is_nobody("Winner"));
        assert!(!is_nobody("Police"));
    }

    #[test]
    fn answers_behind_questions() {
        let is_held = |told: &str, pieces: &str| ask_of(told, (pieces, "said", "Lee"), holds_answer);
        assert!(is_held("“Is it deep?” “No,” Lee said.", "Is it deep/No,"));
        assert!(!is_held("“Is it deep,” “No,” Lee said.", "Is it deep/No,"));
        assert!(!is_held("“Is it deep?” Lee said. “No.”", "Is it deep/No."));
        assert!(!is_held("“Is it deep? No,” Lee said.", "Is it deep? No,"));
    }

    #[test]
    fn clauses_that_a_cue_interrupts() {
        let is_cut = |told: &str| {
            ask_of(told, ("The fire", "according to", "Ann Lee"), |evidence, candidate| {
                interrupted(evidence, candidate).is_some_and(|gap| !has_both_sides(candidate, &gap))
            })
        };
        assert!(is_cut("The fire, according to Ann Lee, began/v in the attic."));
        assert!(!is_cut("The fire began/v, according to Ann Lee, in the attic."));
    }

    #[test]
    fn marks_that_go_on() {
        let pieces = |told: &str| ask_of(told, ("We stay", "said", "Ann Lee"), further_pieces).len();
        assert_eq!(pieces("‘We stay,’ said Ann Lee. ‘Nobody goes.’"), 1);
        assert_eq!(pieces("‘We stay,’ said Ann Lee. Then it rained. ‘Nobody goes.’"), 0);
        assert_eq!(pieces("‘We stay,’ said Ann Lee.\n\n‘Nobody goes.’"), 0);
    }
}
