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

/// "Lee, who said |it rained, went home|" becomes "Lee, who said |it rained|, went home"; so does "The plan, which Lee says |is
/// dear, is off|".
pub(super) fn leave_main_verb(evidence: &Evidence, candidate: &mut Candidate) {
    let (Some(cue), Some((source, _))) = (&candidate.cue, candidate.sources.first()) else { return };
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(cue.start);
    let Some(piece) = candidate.content.last_mut().filter(|piece| piece.start >= cue.end) else { return };
    let is_comma = |at: &usize| evidence.classes[*at] == WordClass::Comma && evidence.mark_of[*at].is_none();
    // The comma before "who", before "which" and the subject, or before "having said" and "said to be".
    let relative = |at: usize| matches!(evidence.word(at), "who" | "which");
    let is_rest = |at: usize| at + 1 == source.end || syntax.joined_noun_after(at + 1, source.end) == Some(source.end);
    let within = source.clone().find(|at| relative(*at) && is_rest(*at));
    let before = source.start.checked_sub(1).filter(|at| relative(*at));
    let is_participle = evidence.classes[cue.start] == WordClass::Gerund
        || cue.len() == 1 && evidence.class(piece.start as isize) == WordClass::To;
    let own = within.or(before).or(Some(cue.start).filter(|_| is_participle && source.end + 1 == cue.start));
    let Some(comma) = own.and_then(|own| own.checked_sub(1)).filter(is_comma) else { return };
    // "No word from Lee, who said it rained", "bad news for Lee, who": no subject of a verb behind.
    let is_subject = |head: Range<usize>| {
        !matches!(evidence.word(head.start), "No" | "no" | "Not" | "Nothing" | "nothing")
            && !head.clone().skip(1).any(|at| {
                let from = evidence.word(at) == "from" && !names_somebody(evidence, at - 1);
                from || matches!(evidence.word(at), "for" | "to" | "about" | "with" | "by" | "against")
            })
    };
    let begins_main = |at: usize| {
        let group =
            syntax.phrases.verb_at(at).filter(|group| group.tokens.start == at && group.tokens.end <= piece.end);
        group.is_some_and(|_| !matches!(evidence.classes[at], WordClass::Gerund | WordClass::To))
    };
    let is_main = |at: &usize| {
        // Behind a comma within marks their end stands.
        let next = at + 1 + usize::from(evidence.class(*at as isize + 1) == WordClass::ClosingMark);
        evidence.classes[*at] == WordClass::Comma
            && next < piece.end
            && evidence.is_unmarked(next..piece.end)
            && begins_main(next)
            && has_own_verb(evidence, piece.start..*at)
    };
    let has_verb =
        |mut tokens: Range<usize>| tokens.any(|at| syntax.is_verb(at) && evidence.classes[at] != WordClass::To);
    if sentence.contains(&comma)
        && sentence.contains(&piece.start)
        && !has_verb(sentence.start..comma)
        && is_subject(sentence.start..comma)
        && Rule::MainVerbIsNarrators.holds()
        && let Some(end) = piece.clone().rev().find(is_main)
    {
        // "that he drank, smoked and lied, was jailed": of several verbs the last one, if it cannot go on with those before.
        let is_auxiliary = evidence.class(end as isize + 1) == WordClass::Auxiliary;
        let joins = |at: usize| matches!(evidence.word(at), "and" | "or") && evidence.is_finite(at + 1);
        let is_row = || {
            (piece.start..end).any(|at| is_main(&at))
                || (end + 1..piece.end - 1).any(joins)
                    && !(piece.start..end).any(|at| evidence.classes[at] == WordClass::Auxiliary)
        };
        if is_auxiliary || !is_row() {
            piece.end = end;
        }
    }
}

/// Whether token `at` is a noun for somebody: "a man from Hull".
fn names_somebody(evidence: &Evidence, at: usize) -> bool {
    lexicon::noun(evidence.word(at))
        .is_some_and(|noun| matches!(noun.kind, NounKind::Person | NounKind::Group | NounKind::Organization))
}

/// Whether a clause has a verb of its own: "it rained" and "the fire, which killed two, was arson", but not "the fire, which killed
/// two" and "the show, due in May".
fn has_own_verb(evidence: &Evidence, clause: Range<usize>) -> bool {
    let syntax = evidence.syntax;
    let mut start = clause.start;
    while start < clause.end {
        let end = (start..clause.end).find(|at| evidence.classes[*at] == WordClass::Comma).unwrap_or(clause.end);
        let is_insertion = start > clause.start
            && (matches!(evidence.word(start), "which" | "who" | "whose" | "whom" | "where" | "when")
                || evidence.classes[start] == WordClass::Gerund
                || matches!(syntax.part_of_speech(start), PartOfSpeech::Adposition | PartOfSpeech::Adjective)
                || evidence.word(start).ends_with("ed"));
        if !is_insertion && (start..end).any(|at| evidence.is_finite(at)) {
            return true;
        }
        start = end + 1;
    }
    false
}

/// “We stay,” |and donations began| and “We stay” |as he was led away|: what stands behind the end of marks is the narrator's, if the
/// content begins with these marks and its cue stands before it, and a comma ends them, or a verb or a clause of that time follows.
pub(super) fn leave_narration(evidence: &Evidence, candidate: &mut Candidate) {
    let syntax = evidence.syntax;
    let cue = candidate.cue.as_ref().map_or(0, |cue| cue.start);
    let Some(piece) = candidate.content.last_mut().filter(|piece| piece.start >= cue) else { return };
    let mark = evidence.mark(piece.start).filter(|mark| evidence.opens(mark, piece.start));
    let Some(close) = mark.and_then(|mark| mark.close).filter(|close| close + 1 < piece.end) else { return };
    let rest = close + 1..piece.end;
    let (first, second) = (rest.start, rest.start + 1);
    let tells_then = |at: usize| {
        let word = evidence.word(at);
        at < rest.end
            && syntax.is_verb(at)
            && evidence.classes[at] != WordClass::Gerund
            && (word == "was" || !word.ends_with('s') && word != "are")
    };
    let is_clause = |at: usize| {
        let noun = syntax.joined_noun_after(at, rest.end).filter(|end| *end < rest.end);
        noun.is_some_and(tells_then)
    };
    let goes_on = match evidence.word(first) {
        "when" if tells_then(second) => true,
        "as" | "when" | "while" => is_clause(second),
        "and" | "but" => tells_then(second),
        _ => false,
    };
    let ends_in_comma = || {
        // “The Crown,” a drama on Netflix, was pure fiction.
        let is_apposition = matches!(evidence.classes[first], WordClass::Determiner | WordClass::OtherPronoun)
            || matches!(evidence.word(first), "who" | "which" | "whose" | "where");
        let next = rest.clone().find(|at| evidence.classes[*at] == WordClass::Comma);
        let goes_on = next.is_some_and(|comma| (comma + 1..rest.end).any(|at| evidence.is_finite(at)));
        evidence.classes[close - 1] == WordClass::Comma && !(is_apposition && goes_on)
    };
    // “Hate speech” and “the old town” may be what a clause tells of, unless a colon or a verb that takes no clause stands before.
    let is_speech = |said: Range<usize>| {
        let before = evidence.class(said.start as isize - 2);
        let shouts = matches!(
            evidence.word(said.start.wrapping_sub(2)),
            "chanted" | "shouted" | "read" | "reading" | "chanting"
        );
        matches!(before, WordClass::Colon | WordClass::Comma) || shouts || said.clone().any(|at| evidence.is_finite(at))
    };
    if (goes_on || ends_in_comma())
        && is_speech(piece.start..close)
        && evidence.word_count(piece.start..close) >= LEAST_SAID
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
            ("Today Lee [said/v] |it rained/v, Ann went/v home|.", "Today Lee [said/v] |it rained/v, Ann went home|."),
            ("Lee [said] “|we go/v” when|", "Lee [said] “|we go/v” when|"),
            ("Lee [said] “|we go/v|” when asked/v", "Lee [said] “|we go/v|” when asked/v"),
            ("Lee [said] “|we go/v” when asked/v|", "Lee [said] “|we go/v|” when asked/v"),
            ("Lee [said] “|The Dam,” a film, failed/v|.", "Lee [said] “|The Dam,” a film, failed/v|."),
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
