//! How far a content reaches.

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::{Evidence, between};
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, NounKind, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;

/// The most tokens of what stands before the subject of a clause.
const LONGEST_FRONTED: usize = 25;

/// The most tokens of a preposition and the noun that tells what is said: "Amid new local reports".
const LONGEST_NOUN_CUE: usize = 5;

/// "While Lee said |it rained, Ann went home|" becomes "While Lee said |it rained|, Ann went home".
pub(super) fn leave_main_clause(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = &candidate.cue else { return };
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(cue.start);
    let Some(piece) = candidate.content.last_mut().filter(|piece| piece.start >= cue.end) else { return };
    let opens = |at: usize| lexicon::is_one_of(LexiconClass::Subordinates, evidence.word(at));
    let is_comma = |at: &usize| evidence.classes[*at] == WordClass::Comma && evidence.mark_of[*at].is_none();
    let first = evidence.word_from(sentence.start, cue.start);
    // "After the match Lee said", "When he was asked Lee said": the cue is in the main clause.
    let first = first.map(|first| first + usize::from(evidence.word(first) == "Even"));
    let joins = |first: usize| {
        let is_source = candidate.sources.first().is_some_and(|(source, _)| source.start == first + 1);
        // "Amid reports that it rained, Ann went home."
        let is_noun = |at: usize| !syntax.is_verb(at);
        opens(first) && is_source
            || syntax.part_of_speech(first) == PartOfSpeech::Adposition
                && cue.end <= first + LONGEST_NOUN_CUE
                && (first..cue.end).all(is_noun)
    };
    if !first.is_some_and(joins)
        || !Rule::MainClauseIsNarrators.holds()
        || evidence.mark_of[cue.start].is_some()
        || (sentence.start..piece.start).any(|at| is_comma(&at))
        || !sentence.contains(&piece.start)
        || evidence.word_from(piece.end, sentence.end).is_some()
    {
        return;
    }
    let that = usize::from(evidence.classes[piece.start] == WordClass::That);
    let begin = piece.start + that;
    let is_fronted = that > 0 && opens(begin) || syntax.part_of_speech(begin) == PartOfSpeech::Adposition;
    let is_main = |comma: &usize| {
        // "that men, women and children had died", "that in Leeds, prices rose": not yet a clause.
        let is_clause = (piece.start..*comma).any(|at| syntax.is_verb(at) && evidence.classes[at] != WordClass::To);
        if !is_clause || is_fronted {
            return false;
        }
        let one = syntax.joined_noun_after(comma + 1, piece.end);
        let and = one.filter(|end| *end < piece.end && evidence.word(*end) == "and");
        let subject = and.and_then(|and| syntax.joined_noun_after(and + 1, piece.end)).or(one);
        let verb = subject.and_then(|end| syntax.phrases.verb_at(end).filter(|group| group.tokens.start == end));
        verb.is_some_and(|group| {
            group.tokens.end <= piece.end
                && !matches!(evidence.classes[group.tokens.start], WordClass::Gerund | WordClass::To)
        })
    };
    if let Some(comma) = piece.clone().filter(is_comma).find(is_main) {
        piece.end = comma;
    }
}

/// "Lee, who said |it rained, was jailed|" becomes "Lee, who said |it rained|, was jailed"; so does "The plan, which Lee says |is dear,
/// has gone|". Of two verbs behind commas only one with an auxiliary is surely no verb of what is said.
pub(super) fn leave_main_verb(evidence: &Evidence, candidate: &mut Candidate) {
    let (Some(cue), Some((source, _))) = (&candidate.cue, candidate.sources.first()) else { return };
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(cue.start);
    let Some(piece) = candidate.content.last_mut().filter(|piece| piece.start >= cue.end) else { return };
    let is_comma = |at: &usize| evidence.classes[*at] == WordClass::Comma && evidence.mark_of[*at].is_none();
    let is_relative = |at: &usize| matches!(evidence.word(*at), "who" | "which");
    let has_verb = |mut tokens: Range<usize>| tokens.any(|at| evidence.is_finite(at));
    // At the end of "Lee, who", or before "Lee" in "which Lee says"; not "Lee, who is a nurse, said".
    let is_rest = |at: &usize| !has_verb(*at + 1..source.end);
    let within = source.clone().find(|at| is_relative(at) && is_rest(at));
    let own = within.or(source.start.checked_sub(1).filter(is_relative));
    let Some(comma) = own.and_then(|own| own.checked_sub(1)).filter(is_comma) else { return };
    // "No word from Lee, who said it rained": no subject of a verb behind.
    let is_subject = |head: Range<usize>| {
        !has_verb(head.clone())
            && !head
                .clone()
                .any(|at| matches!(evidence.word(at), "No" | "from" | "for" | "to" | "about" | "with" | "by"))
    };
    let is_main = |at: &usize| {
        is_comma(at)
            && evidence.class(*at as isize + 1) == WordClass::Auxiliary
            && syntax.phrases.verb_at(*at + 1).is_some_and(|group| group.tokens.end <= piece.end)
            && has_verb(piece.start..*at)
    };
    if sentence.contains(&comma)
        && sentence.contains(&piece.start)
        && is_subject(sentence.start..comma)
        && Rule::MainVerbIsNarrators.holds()
        && let Some(end) = piece.clone().rev().find(is_main)
    {
        piece.end = end;
    }
}

/// “We stay,” |and donations began| and “We stay” |and left the room|: what stands behind the end of marks is the narrator's, if the
/// content begins with these marks and its cue stands before it, and a comma ends them, or "and" or "as" joins a verb of that time to a
/// clause.
pub(super) fn leave_narration(evidence: &Evidence, candidate: &mut Candidate) {
    let cue = candidate.cue.as_ref().map_or(0, |cue| cue.start);
    let Some(piece) = candidate.content.last_mut().filter(|piece| piece.start >= cue) else { return };
    let mark = evidence.mark(piece.start).filter(|mark| evidence.opens(mark, piece.start));
    let Some(close) = mark.and_then(|mark| mark.close).filter(|close| close + 1 < piece.end) else { return };
    let (mut said, rest) = (piece.start..close, close + 1..piece.end);
    let first = evidence.word(rest.start);
    // “The Crown,” a drama on Netflix, was pure fiction.
    let is_apposition = matches!(evidence.classes[rest.start], WordClass::Determiner | WordClass::OtherPronoun)
        || matches!(first, "who" | "which" | "whose" | "where");
    // “We stay” and left, “We stay” as he left; but “We stay” and is loud, “We stay” as it rains.
    let is_then = |at: usize| {
        let word = evidence.word(at);
        evidence.is_finite(at) && (word == "was" || !word.ends_with('s') && word != "are")
    };
    let joins = match first {
        "and" | "but" => rest.len() > 1 && is_then(rest.start + 1),
        "as" | "when" | "while" => rest.clone().any(is_then),
        _ => false,
    };
    let ends_in_comma = evidence.classes[close - 1] == WordClass::Comma && !is_apposition;
    if evidence.word_count(said.clone()) >= LEAST_SAID
        && (ends_in_comma || joins && said.any(|at| evidence.is_finite(at)))
        && evidence.is_unmarked(rest)
        && Rule::NarrationBehindMarks.holds()
    {
        piece.end = close;
    }
}

/// The least words between marks behind which the narrator goes on: fewer may be a name.
const LEAST_SAID: u32 = 2;

/// "If it rains, Lee said, |the port is shut|" becomes "|If it rains|, Lee said, |the port is shut|".
pub(super) fn take_fronted(evidence: &Evidence, candidate: &mut Candidate, is_free: impl Fn(Range<usize>) -> bool) {
    let (Some(cue), Some((source, _))) = (&candidate.cue, candidate.sources.first()) else { return };
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(cue.start);
    let (start, end) = (cue.start.min(source.start), cue.end.max(source.end));
    let end = syntax.behind_time(end, sentence.end);
    let is_comma = |at: usize| sentence.contains(&at) && evidence.classes[at] == WordClass::Comma;
    let Some(comma) = start.checked_sub(1).filter(|comma| is_comma(*comma) && is_comma(end)) else { return };
    let Some(fronted) = evidence.trimmed(sentence.start..comma) else { return };
    let first = evidence.word(fronted.start);
    let is_joined = syntax.part_of_speech(fronted.start) == PartOfSpeech::Adposition
        || lexicon::is_one_of(LexiconClass::Subordinates, first);
    // "As a result", "In addition", ", which": what links the sentence with the one before is the narrator's.
    let links = |at: usize| lexicon::is_one_of(LexiconClass::EndsLink, evidence.word(at));
    // "In a statement, the firm said,": nor is how it was said.
    let is_medium = |at: usize| {
        let noun = lexicon::noun(&evidence.word(at).to_lowercase());
        lexicon::is_one_of(LexiconClass::Medium, evidence.word(at))
            || noun.is_some_and(|noun| noun.kind == NounKind::Document)
    };
    if is_joined
        && (2..=LONGEST_FRONTED).contains(&fronted.len())
        && evidence.word_count(between(cue, source)) == 0
        && evidence.word_from(end, sentence.end) == Some(candidate.content[0].start)
        && evidence.is_unmarked(sentence.start..candidate.content[0].start + 1)
        && !links(fronted.end - 1)
        && !links(source.start)
        && !fronted.clone().any(is_medium)
        && evidence.classes[fronted.start + 1] != WordClass::Question
        && is_free(fronted.clone())
        && Rule::FrontedIsSaid.holds()
    {
        candidate.content.insert(0, fronted);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::by_hand;
    use super::super::tests::{check, parts};
    use super::*;

    #[test]
    fn where_a_content_ends() {
        for (text, expect) in [
            ("While Lee [said/v] |it rained/v, Ann went/v home|.", "While Lee [said/v] |it rained/v|, Ann went home."),
            (
                "Since Lee [said/v] |it rained/v, Ann and Theo went/v home|.",
                "Since Lee [said/v] |it rained/v|, Ann and Theo went home.",
            ),
            (
                "While Lee [said/v] |it rained/v in Hull, Porto and Leeds|.",
                "While Lee [said/v] |it rained/v in Hull, Porto and Leeds|.",
            ),
            ("Lee [said] “|we go/v” and left/v|", "Lee [said] “|we go/v|” and left/v"),
            ("Lee [said] “|we go/v” and|", "Lee [said] “|we go/v” and|"),
            ("Lee [said] “|The Dam,” a film, failed/v|.", "Lee [said] “|The Dam,” a film, failed/v|."),
            ("Today Lee [said/v] |it rained/v, Ann went/v home|.", "Today Lee [said/v] |it rained/v, Ann went home|."),
        ] {
            check(text, expect);
        }
    }

    #[test]
    fn what_stands_before_the_subject() {
        for (text, expect) in [
            ("If it rains/v, Lee [said/v], |we stay/v|.", "If it rains/we stay"),
            ("As a result, Lee [said/v], |we stay/v|.", "we stay"),
            ("In Hull, Lee [said/v], “|we stay/v|.”", "we stay"),
        ] {
            let (plain, content, cue) = parts(text);
            by_hand::ask_of(&plain, (&content, &cue, "Lee"), |evidence, candidate| {
                let mut candidate = candidate.clone();
                take_fronted(evidence, &mut candidate, |_| true);
                assert_eq!(by_hand::words(evidence, &candidate.content), expect, "{text}");
            });
        }
    }
}
