//! Who speaks where the reader took the wrong one of two subjects.

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{NounKind, WordClass as LexiconClass};
use crate::syntax::WordClass;

/// "She gets letters |accusing her|": the letters do. "They blamed the party, which won by |saying| that": the party, by its "which".
/// "Sailors who use charts for planning |say|": not "for planning".
pub(super) fn name_subject(evidence: &Evidence, candidate: &mut Candidate) {
    let (Some(cue), Some((source, score))) = (&candidate.cue, candidate.sources.first()) else { return };
    if evidence.mark_of[cue.start].is_some() || source.end > cue.start || !Rule::SourceOfClause.holds() {
        return;
    }
    let sentence = evidence.sentence(cue.start);
    if source.start < sentence.start || sentence.len() > LONGEST_SENTENCE {
        return;
    }
    let named = received(evidence, cue, source)
        .or_else(|| by_doing(evidence, cue, source, sentence.start))
        .or_else(|| with_clause(evidence, cue, source, sentence.start))
        .or_else(|| without_verb(evidence, source));
    if let Some(named) = named {
        candidate.sources = [(named, *score)].into();
    }
}

/// A sentence of more tokens is no sentence.
const LONGEST_SENTENCE: usize = 400;

/// "|the caller phoned Hull|, announced that": the caller did.
fn without_verb(evidence: &Evidence, source: &Range<usize>) -> Option<Range<usize>> {
    let syntax = evidence.syntax;
    let end = syntax.joined_noun_after(source.start, source.end).filter(|end| *end < source.end)?;
    let group = syntax.phrases.verb_from(end)?;
    let opens = |at: usize| {
        matches!(evidence.word(at), "who" | "which" | "that" | "whose" | "whom" | "when" | "where")
            || evidence.classes[at] == WordClass::Dash
    };
    // "a report published in May": a participle.
    let is_active = evidence.word(end).ends_with("ed")
        && group.tokens.len() == 1
        && syntax.noun_after(end + 1, source.end).is_some()
        && !evidence.is_one_of(LexiconClass::TellsTheTime, end + 1)
        && evidence.noun_kind(end - 1) != Some(NounKind::Document)
        && evidence.word(source.end) == ",";
    (is_active && !source.clone().any(opens)).then_some(source.start..end)
}

/// The most tokens from a subject to its verb of speech.
const LONGEST_GROUP: usize = 5;

/// The document before a participle that somebody receives.
fn received(evidence: &Evidence, cue: &Range<usize>, source: &Range<usize>) -> Option<Range<usize>> {
    let syntax = evidence.syntax;
    let noun = syntax.phrases.noun_at(cue.start.checked_sub(1)?).filter(|noun| noun.tokens.end == cue.start)?;
    let receives = |at: usize| evidence.is_one_of(LexiconClass::Receives, at);
    let is_received = evidence.classes[cue.start] == WordClass::Gerund
        && evidence.noun_kind(noun.head) == Some(NounKind::Document)
        && source.end <= noun.tokens.start
        && noun.tokens.start.checked_sub(1).is_some_and(receives);
    is_received.then(|| noun.tokens.clone())
}

/// The relative pronoun of the clause in which somebody does something "by saying".
fn by_doing(evidence: &Evidence, cue: &Range<usize>, source: &Range<usize>, start: usize) -> Option<Range<usize>> {
    let is_by =
        evidence.classes[cue.start] == WordClass::Gerund && evidence.class_before(cue.start, 1) == WordClass::By;
    let is_relative =
        |at: &usize| matches!(evidence.word(*at), "who" | "which") && evidence.class_before(*at, 1) == WordClass::Comma;
    let relative = (start..cue.start).rev().filter(|_| is_by).find(is_relative)?;
    let is_one = !(relative..cue.start).any(|at| evidence.classes[at] == WordClass::Comma);
    (is_one && source.end <= relative && evidence.is_unmarked(relative..cue.start)).then_some(relative..relative + 1)
}

/// The subject that a sentence begins with, with its clause of "who", if the source is but the last words of that clause.
fn with_clause(evidence: &Evidence, cue: &Range<usize>, source: &Range<usize>, start: usize) -> Option<Range<usize>> {
    let syntax = evidence.syntax;
    let first = evidence.word_from(start, source.start)?;
    let who = syntax.joined_noun_after(first, source.start)?;
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
    let is_group = group.len() <= LONGEST_GROUP && !group.clone().any(is_other_clause);
    let is_clause = matches!(evidence.word(who), "who" | "that")
        && who < source.start
        && is_group
        && !is_other
        && evidence.classes[cue.start] != WordClass::Gerund
        && !(who..source.end).any(|at| evidence.classes[at] == WordClass::Comma)
        && (who + 1..source.start).any(|at| evidence.syntax.is_finite(at))
        && evidence.is_unmarked(first..cue.start);
    // "The man who says Ann told him": two clauses.
    let verb = syntax.phrases.verb_at(who + 1).map_or(who + 1, |group| group.head);
    (is_clause && !evidence.cue_kinds[verb].is_speech_verb()).then_some(first..source.end)
}
