//! How far a content reaches, and what the narrator says behind it of what is not said, or meant: "without giving details".

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::{Evidence, between};
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, Grammar, NounKind, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;
use crate::syntax::closed::{is_have, is_not, is_relative};

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
    let opens = |at: usize| evidence.is_one_of(Grammar::Subordinates, at);
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
        let verb = subject.and_then(|end| syntax.phrases.verb_from(end));
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
    let joins = |at: &usize| is_relative(evidence.word(*at));
    let has_verb = |mut tokens: Range<usize>| tokens.any(|at| evidence.syntax.is_finite(at));
    // At the end of "Lee, who", or before "Lee" in "which Lee says"; not "Lee, who is a nurse, said".
    let is_rest = |at: &usize| !has_verb(*at + 1..source.end);
    let within = source.clone().find(|at| joins(at) && is_rest(at));
    let own = within.or(source.start.checked_sub(1).filter(joins));
    let Some(comma) = own.and_then(|own| own.checked_sub(1)).filter(is_comma) else { return };
    // "No word from Lee, who said it rained": no subject of a verb behind.
    let is_subject = |head: Range<usize>| {
        !has_verb(head.clone())
            && !head
                .clone()
                .any(|at| evidence.word(at) == "No" || lexicon::has(Grammar::EndsSubject, evidence.word(at)))
    };
    let is_main = |at: &usize| {
        is_comma(at)
            && evidence.class(*at + 1) == WordClass::Auxiliary
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
        || first == "where"
        || is_relative(first);
    // “We stay” and left, “We stay” as he left; but “We stay” and is loud, “We stay” as it rains.
    let is_then = |at: usize| {
        let word = evidence.word(at);
        evidence.syntax.is_finite(at) && (word == "was" || !word.ends_with('s') && word != "are")
    };
    let joins = match first {
        "and" | "but" => rest.len() > 1 && is_then(rest.start + 1),
        "as" | "when" | "while" => rest.clone().any(is_then),
        _ => false,
    };
    let ends_in_comma = evidence.classes[close - 1] == WordClass::Comma && !is_apposition;
    if evidence.word_count(said.clone()) >= LEAST_SAID
        && (ends_in_comma || joins && said.any(|at| evidence.syntax.is_finite(at)))
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
    let Some(comma) = start.checked_sub(1).filter(|comma| is_comma(*comma)) else { return };
    let Some(fronted) = evidence.trimmed(sentence.start..comma) else { return };
    if !is_comma(end) && !is_condition(evidence, &fronted) {
        return;
    }
    let is_joined = syntax.part_of_speech(fronted.start) == PartOfSpeech::Adposition
        || evidence.is_one_of(Grammar::Subordinates, fronted.start);
    // "As a result", "In addition", ", which": what links the sentence with the one before is the narrator's.
    let links = |at: usize| evidence.is_one_of(Grammar::EndsLink, at);
    // "In a statement, the firm said,": nor is how it was said.
    let is_medium =
        |at: usize| evidence.is_one_of(LexiconClass::Medium, at) || evidence.noun_kind(at) == Some(NounKind::Document);
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

/// Whether what stands before the subject tells when what is said holds, and not when it was said: "If it rains, Lee said the port is
/// shut", "When that fails, Lee said threats help"; but "When it failed, Lee said threats help".
fn is_condition(evidence: &Evidence, fronted: &Range<usize>) -> bool {
    let is_now = |at: usize| {
        let word = evidence.word(at);
        lexicon::has(Grammar::VerbOfThePresent, word) || word.ends_with('s') && word != "was"
    };
    let verb = fronted.clone().find(|at| evidence.syntax.is_finite(*at));
    let is_asked = |at: usize| evidence.is_one_of(LexiconClass::IsAsked, at);
    match evidence.word(fronted.start).to_lowercase().as_str() {
        // "If you look at it, Lee said", "When it comes to trains"
        "if" | "unless" => {
            verb.is_some() && !fronted.clone().any(is_asked) && evidence.word(fronted.start + 1) != "you"
        }
        "when" | "whenever" | "once" | "until" => {
            verb.is_some_and(is_now) && evidence.word(fronted.start + 2) != "comes"
        }
        _ => false,
    }
}

/// "Lee said |it rained, without giving details|" becomes "Lee said |it rained|, without giving details"; so does ", in an
/// apparent reference to", ", citing two officials" and "but did not give details".
pub(super) fn leave_remark(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.as_ref().filter(|_| Rule::RemarkIsNarrators.holds()) else { return };
    let Some(piece) = candidate.content.last_mut().filter(|piece| piece.start >= cue.end) else { return };
    let is_comma = |at: &usize| evidence.classes[*at] == WordClass::Comma && evidence.mark_of[*at].is_none();
    if let Some(end) = piece.clone().skip(1).find(|at| says_no_more(evidence, piece, *at)) {
        piece.end = end - usize::from(is_comma(&(end - 1)));
        return;
    }
    let Some(comma) = piece.clone().rev().find(is_comma).filter(|comma| *comma > piece.start) else { return };
    // "Lee is sure |it rains|, as is Theo"
    if evidence.word(comma + 1) == "as"
        && evidence.class(comma + 2) == WordClass::Auxiliary
        && evidence.syntax.joined_noun_after(comma + 3, piece.end) == Some(piece.end)
    {
        piece.end = comma;
        return;
    }
    // "without giving details", but "without giving them notice" is told.
    let gives = lexicon::has(LexiconClass::Giving, evidence.word(comma + 2));
    let mut rest = comma + 3..piece.end;
    let is_detail = |at: usize| evidence.is_one_of(LexiconClass::Detail, at);
    let says_no_more = evidence.word(comma + 1) == "without"
        && evidence.is_one_of(LexiconClass::SaysNoMore, comma + 2)
        && (!gives || rest.any(is_detail));
    let refers = (comma + 1..piece.end.min(comma + 6))
        .any(|at| matches!(evidence.word(at), "reference" | "referring") && evidence.word(at + 1) == "to");
    if let Some(end) = piece.clone().find(|at| is_comma(at) && cites(evidence, *at + 1, piece.end)) {
        piece.end = end;
        return;
    }
    if says_no_more || refers && matches!(evidence.word(comma + 1), "in" | "apparently" | "referring") {
        piece.end = comma;
    }
}

/// Whether what stands from token `at` to `end` tells by whom or what somebody knows it: "citing two officials", "quoting a guard".
fn cites(evidence: &Evidence, at: usize, end: usize) -> bool {
    let source = evidence.syntax.noun_after(at + 1, end);
    let knows = |at: usize| {
        evidence.is_one_of(LexiconClass::Unnamed, at)
            || evidence.noun_kind(at).is_some_and(|kind| !matches!(kind, NounKind::Thing | NounKind::Place))
    };
    let has_comma = || (at..end).any(|at| evidence.classes[at] == WordClass::Comma);
    match evidence.word(at) {
        "quoting" => !has_comma(),
        "citing" => !has_comma() && source.is_some_and(|mut source| source.any(knows)),
        _ => false,
    }
}

/// Whether "but did not elaborate", "but he would not give details" begins at token `at` of what is said, and ends with it; so does
/// "and declined to say when" behind a clause that tells of a thing.
fn says_no_more(evidence: &Evidence, piece: &Range<usize>, at: usize) -> bool {
    let end = piece.end;
    let word = |at: usize| if at < end { evidence.word(at) } else { "" };
    if !lexicon::has(Grammar::TurnsRound, word(at)) || evidence.mark_of[at].is_some() {
        return false;
    }
    // "Lee said Ann had been asked but declined to comment."
    let is_asked = |at: usize| evidence.is_one_of(LexiconClass::IsAsked, at);
    if (piece.start..at).any(is_asked) {
        return false;
    }
    let is_subject = (word(at + 1) == "it" || lexicon::has(Grammar::Somebody, word(at + 1))) && word(at) != "and";
    let first = at + 1 + usize::from(is_subject);
    let first = first + usize::from(word(first) == "also" || is_have(word(first)));
    let verb = match (word(first), word(first + 1)) {
        ("did" | "would" | "does", not) if is_not(not) => first + 2,
        ("declined" | "refused", "to") => first + 2,
        ("declined" | "refused", "further") => return word(first + 2) == "comment",
        ("declined" | "refused", "comment") => return true,
        _ => return false,
    };
    let verb = verb + usize::from(matches!(word(verb), "immediately" | "further"));
    let is_detail = |at: usize| lexicon::has(LexiconClass::NotGiven, evidence.word(at));
    let is_question = |at: usize| at < end && evidence.classes[at] == WordClass::Question;
    match word(verb) {
        "elaborate" | "comment" => matches!(word(verb + 1), "" | "further" | "on"),
        "say" | "explain" if word(verb + 1) == "more" => true,
        "say" | "explain" => is_question(verb + 1) && tells_of_thing(evidence, piece.start),
        gives if lexicon::has(LexiconClass::Gives, gives) => is_detail(end - 1) && end <= verb + LONGEST_DETAIL,
        _ => false,
    }
}

/// The most tokens of "give any further details".
const LONGEST_DETAIL: usize = 5;

/// Whether the subject of the clause that begins at token `start` is a thing or a pronoun.
fn tells_of_thing(evidence: &Evidence, start: usize) -> bool {
    evidence.syntax.subject_of_clause(start).is_some_and(|subject| {
        evidence.classes[subject.head] == WordClass::SubjectPronoun
            || evidence.noun_kind(subject.head) == Some(NounKind::Thing)
    })
}
