//! What the guide behind the world set settles whatever the scores say, which learned by the rules of another corpus as
//! well: where a content begins and ends, which words are the cue and the source, and which verbs tell nothing that is said. What each brings stands in
//! `src/data/README.md`.

use std::ops::Range;

use super::candidates::{Candidate, Generator};
use super::evidence::{Convention, Evidence};
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, NounKind, WordClass as LexiconClass};
use crate::syntax::WordClass;
use crate::syntax::closed::is_relative;

mod clause;
mod cue;
mod nothing;
mod plain;
mod predicates;
mod question;
mod reach;
mod rest;
mod source;
mod unsaid;

pub(super) use nothing::tells_nothing;
pub(super) use plain::{can_say, is_plain, is_threat};
pub(super) use predicates::{is_past, second_verb_of_speech};

/// Whether a candidate is a paragraph's first words, a whole sentence between marks, or a question that the next marks answer: nobody
/// sets a name or a term so.
pub(super) fn opens_paragraph(evidence: &Evidence, candidate: &Candidate) -> bool {
    let first = candidate.content[0].start;
    let is_whole = |mark: &super::marks::Marked| {
        let piece = &mark.pieces[0];
        // “Is it deep?” “No,” she said.
        let is_asked = evidence.word(piece.end - 1) == "?"
            && mark.close.is_some_and(|close| evidence.class(close + 1) == WordClass::OpeningMark)
            && evidence.sentence(first).start >= mark.open.saturating_sub(1)
            && !evidence.looks_like_title(piece.clone());
        is_asked
            || mark.open == evidence.paragraph(first).start
                && evidence.word_count(piece.clone()) >= LEAST_SENTENCE
                && evidence.word(first).starts_with(char::is_uppercase)
                && evidence.classes[piece.end - 1] == WordClass::SentenceEnd
                && mark.close.is_some_and(|close| evidence.word(close + 1) != ":")
    };
    candidate.generator == Generator::Marked
        && evidence.mark(first).is_some_and(is_whole)
        && Rule::OpensParagraph.holds()
}

/// The least words of a sentence that is said by itself.
const LEAST_SENTENCE: u32 = 5;

/// Moves the edges of content, cue and source where they have to be, and takes pieces that belong to the content; `is_free` tells
/// whether tokens are of no other quotation.
/// Turns and posts begin where the layout says.
pub(super) fn settle(evidence: &Evidence, candidate: &mut Candidate, is_free: impl Fn(Range<usize>) -> bool) {
    if matches!(candidate.generator, Generator::Turn | Generator::Post) {
        return;
    }
    if evidence.convention == Convention::Speech {
        take_preposition(evidence, candidate);
        take_called_on(evidence, candidate);
        take_asked_for(evidence, candidate);
        cue::name_first_speaker(evidence, candidate);
        cue::name_quoted(evidence, candidate);
        cue::name_caller(evidence, candidate);
        leave_hearer(evidence, candidate);
        question::leave_question(evidence, candidate);
        question::leave_asked(evidence, candidate);
        if let Some(start) = clause::clause_start(evidence, candidate)
            && is_free(start..candidate.content[0].start)
        {
            candidate.content[0].start = start;
        }
        cue::narrow(evidence, candidate);
        source::name_subject(evidence, candidate);
        reach::leave_main_clause(evidence, candidate);
        if let Some(end) = predicates::second_predicate(evidence, candidate) {
            candidate.content[0].end = end;
        }
        reach::leave_main_verb(evidence, candidate);
        rest::leave_verb(evidence, candidate);
        reach::leave_remark(evidence, candidate);
        reach::leave_narration(evidence, candidate);
        reach::take_fronted(evidence, candidate, &is_free);
        clause::take_clause(evidence, candidate, &is_free);
        rest::go_on(evidence, candidate, &is_free);
    }
    leave_link(evidence, candidate);
}

/// "called for | calm" becomes "called | for calm".
fn take_preposition(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.as_mut().filter(|cue| cue.len() > 1) else { return };
    let last = cue.end - 1;
    let piece = candidate.content.iter_mut().find(|piece| evidence.word_from(cue.end, piece.end) == Some(piece.start));
    if evidence.is_one_of(Grammar::JoinsComplement, last)
        && let Some(piece) = piece.filter(|piece| !evidence.is_marked((*piece).clone()))
        && Rule::ComplementKeepsPreposition.holds()
    {
        piece.start = last;
        cue.end = last;
    }
}

/// "called on Lee | to leave" becomes "called on | Lee to leave".
fn take_called_on(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.as_ref().filter(|cue| cue.len() > 1) else { return };
    let piece = &mut candidate.content[0];
    let pleads = |at: usize| evidence.is_one_of(LexiconClass::PleadsFor, at);
    let called = cue.end..piece.start;
    let is_on = matches!(evidence.word(cue.end - 1), "on" | "upon") && cue.clone().any(pleads);
    if is_on
        && evidence.class(piece.start) == WordClass::To
        && !called.is_empty()
        && evidence.sentence(cue.start).contains(&piece.start)
        && evidence.is_unmarked(called.clone())
        && !evidence.syntax.has_verb(called.clone())
        && Rule::CalledOnIsSaid.holds()
    {
        piece.start = cue.end;
    }
}

/// "asked for permission | to leave" becomes "asked | for permission to leave".
fn take_asked_for(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.as_ref().filter(|_| Rule::ComplementKeepsPreposition.holds()) else { return };
    let piece = &mut candidate.content[0];
    let asks = |at: usize| evidence.is_one_of(LexiconClass::AsksFor, at);
    let between = cue.end..piece.start;
    let near = between.len() <= LONGEST_ASKED && evidence.sentence(cue.start).contains(&piece.start);
    if !near || !cue.clone().any(asks) || !evidence.is_unmarked(between.clone()) {
        return;
    }
    let Some(preposition) = between.clone().find(|at| evidence.word(*at) == "for") else { return };
    let is_phrase = evidence.syntax.joined_noun_after(preposition + 1, piece.start) == Some(piece.start);
    let is_heard =
        preposition == cue.end || evidence.syntax.joined_noun_after(cue.end, preposition) == Some(preposition);
    if is_phrase && is_heard {
        piece.start = preposition;
    }
}

/// The most tokens from "asked" to "to leave".
const LONGEST_ASKED: usize = 10;

/// "urged | residents to leave" and "urged residents in Leeds and | its suburbs to leave" become "urged … | to leave"; so does
/// "told | people who were there that it rained".
fn leave_hearer(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = &candidate.cue else { return };
    let piece = &mut candidate.content[0];
    let moves = evidence.is_one_of(LexiconClass::MovesHearer, cue.end - 1);
    let tells = evidence.cue_kinds[cue.end - 1].has(CueKinds::TELL);
    if !moves && !tells || piece.start < cue.end {
        return;
    }
    let begins = piece.start == cue.end || is_relative(evidence.word(piece.start));
    let said = |opens: WordClass| behind_hearer(evidence, cue.end, opens);
    let to = if moves { said(WordClass::To) } else { None };
    let start = to.or_else(|| said(WordClass::That).filter(|_| tells && begins));
    if let Some(start) = start
        && (piece.start..piece.end - 1).contains(&start)
        && Rule::HearerIsNotSaid.holds()
    {
        piece.start = start;
    }
}

/// Where what somebody is told begins, with "to" or "that" as `opens` asks, behind the noun phrase or pronoun at token `hearer` and
/// what prepositions, conjunctions, commas and clauses of "who" join to it.
fn behind_hearer(evidence: &Evidence, hearer: usize, opens: WordClass) -> Option<usize> {
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(hearer.min(evidence.classes.len() - 1));
    let first = syntax.phrases.noun_from(hearer);
    let (mut head, mut end) = first.map_or((hearer, hearer + 1), |phrase| (phrase.head, phrase.tokens.end));
    // "hundreds of drivers": the last noun tells who they are.
    if evidence.is_one_of(Grammar::Quantities, head) {
        end = syntax.noun_after(hearer, sentence.end).map_or(end, |phrase| phrase.end);
        head = end - 1;
    }
    let (word, kind) = (evidence.word(head), evidence.noun_kind(head));
    // "growers", "investors"; but "trailers to be moved".
    let least = if opens == WordClass::That { 6 } else { 7 };
    let is_unknown = kind.is_none() && (word.ends_with("ers") || word.ends_with("ors")) && word.len() >= least;
    let is_somebody = kind.is_some_and(NounKind::speaks)
        || is_unknown
        || matches!(evidence.class(head), WordClass::Capitalized | WordClass::OtherPronoun)
        || matches!(evidence.word(hearer), "anyone" | "everyone")
        || evidence.word(hearer) == "those" && matches!(evidence.word(hearer + 1), "who" | "with" | "in");
    let mut of_who = false;
    for at in hearer..sentence.end.min(hearer + LONGEST_HEARER) {
        let class = evidence.classes[at];
        of_who |= is_relative(evidence.word(at));
        // "to “stay at home”", "to quickly leave".
        let to = at + usize::from(class != opens);
        let is_between = |at: &usize| matches!(evidence.classes[*at], WordClass::OpeningMark | WordClass::Adverb);
        let verb = to + 1 + (to + 1..sentence.end.min(to + 3)).take_while(is_between).count();
        let is_not = evidence.word(at) == "not" && evidence.class(to) == opens;
        let is_order = class == opens || opens == WordClass::To && is_not;
        let is_anyone = || at > hearer && matches!(evidence.word(at), "anyone" | "everyone");
        let is_phrase = || syntax.phrases.noun_from(at).is_some();
        let begins_phrase = at >= end && (is_anyone() || is_phrase());
        // "told reporters |the talks", "asked the council |for leave": more than a hearer.
        let is_other = evidence.mark_of[at].is_some()
            || matches!(class, WordClass::That | WordClass::Colon)
            || evidence.word(at) == "on" && lexicon::has(Grammar::AsksAny, evidence.word(at + 1))
            || matches!(evidence.word(at), "for" | "about" | ";")
            || lexicon::has(Grammar::Asks, evidence.word(at))
            || begins_phrase && syntax.is_noun(at - 1) && !of_who
            || syntax.is_verb(at) && class != WordClass::Gerund && !of_who;
        // "who want |to leave" is of the hearer; so is "who know |that".
        let is_of_who = if opens == WordClass::To {
            syntax.is_verb(at - 1)
        } else {
            evidence.cue_kinds[at.saturating_sub(1)] != CueKinds::default()
        };
        if is_order && !(of_who && is_of_who) {
            // "promised a body that will pay": of the body.
            let is_verb = verb < sentence.end && syntax.is_verb(verb) == (opens == WordClass::To);
            let is_thing = is_unknown && evidence.word(verb) == "be";
            return (at > hearer && is_verb && is_somebody && !is_thing).then_some(at);
        }
        if is_other && at > hearer {
            return None;
        }
    }
    None
}

/// The most tokens of a hearer.
const LONGEST_HEARER: usize = 30;

/// "|However, the deal is off, Lee said" becomes "However, |the deal is off, Lee said".
fn leave_link(evidence: &Evidence, candidate: &mut Candidate) {
    let first = candidate.content[0].start;
    let is_behind = |cue: &Range<usize>| cue.start >= candidate.content[0].end;
    let sentence = evidence.sentence(first);
    if evidence.word_from(sentence.start, sentence.end) != Some(first)
        || evidence.mark_of[first].is_some()
        || !candidate.cue.as_ref().is_some_and(is_behind)
        || !Rule::LinkIsNarrators.holds()
    {
        return;
    }
    let words = [0, 1, 2].map(|at| evidence.word(first + at));
    let [word, next, third] = words.map(str::to_lowercase);
    let length = match (word.as_str(), next.as_str(), third.as_str()) {
        ("but" | "and" | "yet", next, _) if next != "," => 1,
        ("however" | "meanwhile" | "still", ",", _) => 2,
        ("for", "example" | "instance", ",") | ("in" | "by", "contrast", ",") => 3,
        _ => return,
    };
    let piece = &mut candidate.content[0];
    if piece.contains(&(first + length)) {
        piece.start = first + length;
    }
}

#[cfg(test)]
mod tests;
