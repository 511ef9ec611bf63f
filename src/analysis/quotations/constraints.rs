//! What must be so whatever the scores say: kinds of which the corpora have few, or none the other way. What each brings
//! stands in `src/data/README.md`.

use std::ops::Range;

use super::candidates::{Candidate, Generator, names_nobody};
use super::evidence::{Convention, Evidence, between};
use super::marks::Marked;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;

/// Whether a piece of a candidate is the name of something between marks: "an app called “Hush”", "this is called “duvet
/// lung”". What somebody calls something is told with what is called so, or by whom.
pub(super) fn names_a_thing(evidence: &Evidence, candidate: &Candidate) -> bool {
    let defines = |verb: usize| {
        let group = evidence.syntax.phrases.verb_at(verb);
        group.is_some_and(|group| group.is_passive && lexicon::has(Grammar::IsNow, evidence.word(group.tokens.start)))
    };
    let is_name = |piece: &Range<usize>| {
        let mark = evidence.mark(piece.start).filter(|mark| mark.open + 1 == piece.start);
        let entitles = |comma: usize| {
            evidence.classes[comma] == WordClass::Comma
                && comma > 0
                && evidence.is_one_of(LexiconClass::GivesTitle, comma - 1)
        };
        let before = mark.and_then(|mark| mark.open.checked_sub(1));
        let verb = before.map(|at| if entitles(at) { at - 1 } else { at }).filter(|verb| {
            evidence.is_one_of(LexiconClass::NamesAThing, *verb)
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

/// Whether a candidate lies in a line that is a link to another article: "RELATED: Mayor says bridge is shut".
pub(super) fn is_link(evidence: &Evidence, candidate: &Candidate) -> bool {
    let paragraph = evidence.paragraph_of[candidate.content[0].start] as usize;
    let tokens = evidence.syntax.paragraphs[paragraph].tokens.clone();
    let links = |label: Range<usize>| {
        let is_alone = || evidence.is_one_of(LexiconClass::LinksAlone, label.start);
        label.clone().all(|at| evidence.is_one_of(LexiconClass::LabelOfLink, at)) && (label.len() > 1 || is_alone())
    };
    let is_mark = |at: &usize| matches!(evidence.classes[*at], WordClass::OpeningMark | WordClass::ClosingMark);
    let is_stopped = tokens.clone().rev().find(|at| !is_mark(at)).is_none_or(|last| evidence.word(last) == ".");
    // "Related article:" is no label of somebody, but one of a link.
    let is_colon = |at: &usize| evidence.classes[*at] == WordClass::Colon;
    let colon = tokens.clone().take(LONGEST_LABEL).find(is_colon).filter(|colon| *colon > tokens.start);
    let label = || colon.map(|colon| tokens.start..colon);
    tokens.len() <= LONGEST_LINK
        && !is_stopped
        && evidence.syntax.label(paragraph).or_else(label).is_some_and(links)
        && Rule::LinksSayNothing.holds()
}

/// The most tokens of the label of such a line, with its colon.
const LONGEST_LABEL: usize = 4;

/// The most tokens of a line that is a link.
const LONGEST_LINK: usize = 40;

/// Whether a candidate holds a question and, between marks of its own right behind it, the answer: “Is it deep?” “No,”
/// she said.
pub(super) fn holds_answer(evidence: &Evidence, candidate: &Candidate) -> bool {
    let content = candidate.content[0].start..candidate.content[candidate.content.len() - 1].end;
    let is_answered = |at: usize| {
        let classes = [1, 2].map(|next| evidence.class(at + next));
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
    let begins_group = syntax.phrases.verb_from(verb).is_some();
    let is_interrupted = is_comma(open)
        && is_comma(close)
        && begins_group
        && evidence.classes[verb] != WordClass::Gerund
        && evidence.word_count(between(cue, source)) == 0
        && evidence.is_unmarked(sentence.start..verb + 1)
        && !syntax.has_verb(sentence.start..open);
    (is_interrupted && Rule::BothHalves.holds()).then_some(open..close + 1)
}

/// Whether something is said on both sides of the cue and the commas around it, in its sentence.
pub(super) fn has_both_sides(evidence: &Evidence, candidate: &Candidate, gap: &Range<usize>) -> bool {
    let content = &candidate.content;
    content[0].start >= evidence.sentence(gap.start).start
        && content.iter().any(|piece| piece.end <= gap.start)
        && content.iter().any(|piece| piece.start >= gap.end)
}

/// The pieces between marks right behind the sentence that tells who speaks: “A,” said Lee. “B.” And those behind who speaks and a
/// comma: “A,” said Lee, a farmer, “and B.”
pub(super) fn further_pieces(evidence: &Evidence, candidate: &Candidate) -> Vec<Range<usize>> {
    let Some(cue) = candidate.cue.as_ref().filter(|_| Rule::MarksGoOn.holds()) else { return Vec::new() };
    let end = evidence.sentence(cue.start).end;
    let is_before = |piece: &Range<usize>| piece.end <= cue.start && evidence.mark_of[piece.start].is_some();
    let inner =
        candidate.sources.first().map(|(source, _)| source.end).filter(|end| {
            *end > cue.end && evidence.class(*end) == WordClass::Comma && *end + 2 < evidence.classes.len()
        });
    let inner = inner.map(|comma| comma + 1).filter(|open| evidence.word(open + 1).starts_with(char::is_lowercase));
    let is_inner = |open: usize| inner == Some(open) && evidence.classes[open] == WordClass::OpeningMark;
    let end = inner.filter(|open| is_inner(*open)).unwrap_or(end);
    let next = evidence.marked.partition_point(|mark| mark.open < end);
    let next = evidence.marked.get(next).filter(|mark| {
        mark.open == end
            && mark.depth == 0
            && evidence.paragraph_of[mark.open] == evidence.paragraph_of[cue.start]
            && candidate.content.iter().all(is_before)
    });
    // “We stay,” she wrote. ‘Late’ copies were sold: one word without a stop is the narrator's.
    let is_said = |piece: &&Range<usize>| evidence.word_count((*piece).clone()) > 1 || !evidence.is_word(piece.end - 1);
    let pieces = next.into_iter().flat_map(|mark| &mark.pieces).filter(is_said);
    pieces.filter_map(|piece| evidence.trimmed(piece.clone())).collect()
}

/// Of each of the marks of a text, whether these are opened again before they are closed, and each time before a sentence: no
/// “name’ whose second mark is missing.
pub(super) fn reopened(evidence: &Evidence) -> Vec<bool> {
    let begins = |piece: &Range<usize>| {
        let first = evidence.word_from(piece.start, piece.end);
        first.is_some_and(|first| !evidence.word(first).starts_with(char::is_lowercase))
    };
    let is_reopened = |mark: &Marked| {
        mark.pieces.len() > 1
            && mark.depth == 0
            && mark.close.is_some()
            && opens_speech(evidence, mark.open)
            && mark.pieces[1..].iter().all(begins)
    };
    // PolNeAR marks what is told within what is said.
    let holds = evidence.convention == Convention::Speech && Rule::MarksAreOne.holds();
    evidence.marked.iter().map(|mark| holds && is_reopened(mark)).collect()
}

/// Whether something may be said behind the mark at token `open`: it begins a sentence, or stands behind a colon or a verb of
/// speech, or behind a comma in whose sentence there is one. Behind other words stand names: her album “Night Train.
fn opens_speech(evidence: &Evidence, open: usize) -> bool {
    use WordClass::{ClosingMark, Colon, Comma, Nothing, SentenceEnd};
    let says = |at: usize| evidence.cue_kinds[at].is_speech_verb();
    if evidence.paragraph(open).start == open {
        return true;
    }
    match evidence.class_before(open, 1) {
        SentenceEnd | Colon | ClosingMark | Nothing => true,
        Comma => (evidence.sentence(open - 1).start..open).any(says),
        _ => says(open - 1),
    }
}

/// The other pieces of each of the marks that are opened again before they are closed and of which a candidate holds a
/// piece: “A. “B,” said Lee.
pub(super) fn other_pieces(evidence: &Evidence, reopened: &[bool], candidate: &Candidate) -> Vec<Vec<Range<usize>>> {
    let content = &candidate.content;
    let mark_of = |place: usize| evidence.mark_of[content[place].start].map(|mark| mark as usize);
    let mark = |place: usize| {
        let index = mark_of(place).filter(|index| reopened[*index])?;
        let mark = &evidence.marked[index];
        let is_first = place == 0 || mark_of(place - 1) != Some(index);
        let is_piece = is_first && !holds(mark, candidate) && evidence.opens(mark, content[place].start);
        is_piece.then_some(mark)
    };
    let is_apart = |piece: &Range<usize>| {
        let next = content.partition_point(|own| own.end <= piece.start);
        content.get(next).is_none_or(|own| piece.end <= own.start)
    };
    let others = |mark: &Marked| -> Vec<Range<usize>> {
        mark.pieces.iter().filter_map(|piece| evidence.trimmed(piece.clone())).filter(is_apart).collect()
    };
    (0..content.len()).filter_map(mark).map(others).filter(|others| !others.is_empty()).collect()
}

/// Whether a candidate lies with its cue within marks that are opened again before they are closed.
pub(super) fn lies_in_reopened(evidence: &Evidence, reopened: &[bool], candidate: &Candidate) -> bool {
    let index = candidate.cue.as_ref().and_then(|cue| evidence.mark_of[cue.start]).map(|index| index as usize);
    index.is_some_and(|index| {
        let mark = &evidence.marked[index];
        reopened[index]
            && holds(mark, candidate)
            && mark.open < candidate.content[0].start
            && !matches!(candidate.generator, Generator::Turn | Generator::Signed)
    })
}

/// Whether a candidate's source begins a piece between marks that are opened again, and names somebody who says so: then the
/// mark before it closes what came before ("We stay. \"Mayor Lee said it rained."). So does a label: "Lee: We stay."
pub(super) fn narrates(evidence: &Evidence, candidate: &Candidate) -> bool {
    let (Some((source, _)), Some(cue)) = (candidate.sources.first(), &candidate.cue) else { return false };
    let is_pronoun = matches!(evidence.classes[source.start], WordClass::SubjectPronoun | WordClass::OtherPronoun)
        || source.len() == 1 && evidence.syntax.part_of_speech(source.start) == PartOfSpeech::Pronoun;
    let says = |at: usize| {
        (evidence.cue_kinds[at].has(CueKinds::SAY) || evidence.cue_kinds[at].has(CueKinds::TELL))
            && evidence.syntax.is_verb(at)
            && evidence.classes[at] != WordClass::Gerund
    };
    let is_label = matches!(candidate.generator, Generator::Turn | Generator::Signed);
    is_label
        || !is_pronoun
            && cue.start == source.end
            && cue.clone().any(says)
            && evidence.mark(source.start).is_some_and(|mark| evidence.opens(mark, source.start))
}

/// Whether the cue of a candidate stands between the marks.
fn holds(mark: &Marked, candidate: &Candidate) -> bool {
    candidate.cue.as_ref().is_some_and(|cue| mark.open < cue.start && cue.end <= mark.extent().end)
}

#[cfg(test)]
mod tests {
    use super::super::by_hand::{ask_of, words};
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
    fn marks_that_are_opened_again() {
        let others = |told: &str, pieces: &str, cue: &str, source: &str| {
            ask_of(told, (pieces, cue, source), |evidence, candidate| {
                let others = other_pieces(evidence, &reopened(evidence), candidate);
                let words: Vec<String> = others.iter().map(|pieces| words(evidence, pieces)).collect();
                words.join("|")
            })
        };
        let said = |told: &str, pieces: &str| others(told, pieces, "said", "Lee");
        assert_eq!(said("Lee said: “We stay. “We pay.”", "We stay"), "We pay");
        assert_eq!(said("“We stay. “We pay,” Lee said.", "We pay"), "We stay");
        assert_eq!(said("Lee said: “We stay.\n\n“We pay.”", "We stay"), "We pay");
        assert_eq!(said("Lee said: “We stay. “We pay.”", "We stay/We pay"), "");
        assert_eq!(said("Lee said: “We stay.” “We pay.”", "We stay"), "");
        assert_eq!(said("Lee said: “We stay. “We pay.", "We stay"), "");
        assert_eq!(said("The “Long Boat is late.\n\n“We stay,” Lee said.", "We stay"), "");
        assert_eq!(said("“We stay. “I said we pay Lee.”", "We stay"), "");
    }

    #[test]
    fn what_waits_for_the_marks_around_it() {
        let waits = |told: &str, content: &str| {
            ask_of(told, (content, "said", "They"), |evidence, candidate| {
                lies_in_reopened(evidence, &reopened(evidence), candidate)
            })
        };
        assert!(waits("“We stay. “They said it rains.” It snows.", "it rains"));
        assert!(!waits("“They said it rains.” It snows.", "it rains"));
        assert!(!waits("They said: “It rains. “It snows.”", "It rains"));
    }

    #[test]
    fn a_mark_that_closes_what_came_before() {
        let is_told = |told: &str, source: &str| ask_of(told, ("it rained", "said", source), narrates);
        assert!(is_told("“We stay. “Mayor Lee said/v it rained.”", "Mayor Lee"));
        assert!(!is_told("“We stay. “They said/v it rained.”", "They"));
        assert!(!is_told("“We stay. “Now Mayor Lee said/v it rained.”", "Mayor Lee"));
    }

    #[test]
    fn links_to_other_articles() {
        let is_link = |told: &str| ask_of(told, ("the bridge is shut", "says", "Mayor"), is_link);
        assert!(is_link("RELATED: Mayor says the bridge is shut"));
        assert!(is_link("It rained.\n\nREAD MORE: Mayor says the bridge is shut\n\nIt snowed."));
        assert!(!is_link("RELATED: Mayor says the bridge is shut."));
        assert!(!is_link("Story: Mayor says the bridge is shut"));
        assert!(!is_link("Hull: Mayor says the bridge is shut"));
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
                interrupted(evidence, candidate).is_some_and(|gap| !has_both_sides(evidence, candidate, &gap))
            })
        };
        assert!(is_cut("The fire, according to Ann Lee, began/v in the attic."));
        assert!(!is_cut("The fire began/v, according to Ann Lee, in the attic."));
    }

    #[test]
    fn both_halves_are_of_one_sentence() {
        let has_both = |content: &str| {
            ask_of("It rained. The fire, says/v Lee, spread.", (content, "says", "Lee"), |evidence, candidate| {
                has_both_sides(evidence, candidate, &(5..9))
            })
        };
        assert!(has_both("The fire/spread"));
        assert!(!has_both("It rained. The fire/spread"));
    }

    #[test]
    fn marks_that_go_on() {
        let pieces = |told: &str| ask_of(told, ("We stay", "said", "Ann Lee"), further_pieces).len();
        assert_eq!(pieces("‘We stay,’ said Ann Lee. ‘Nobody goes.’"), 1);
        assert_eq!(pieces("‘We stay,’ said Ann Lee. Then it rained. ‘Nobody goes.’"), 0);
        assert_eq!(pieces("‘We stay,’ said Ann Lee.\n\n‘Nobody goes.’"), 0);
    }
}
