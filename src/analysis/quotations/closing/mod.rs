//! Who says a whole sentence by the clause that closes it: "Lee said he had left, court papers say."

mod clause;

use std::ops::Range;

use super::candidates::{Candidate, Generator};
use super::evidence::{Convention, Evidence, lies_in, overlap};
use crate::analysis::rules::Rule;
use crate::arranging::Arrange;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;
use clause::{Closing, closing, is_apart};

/// Gives the sentences that a clause of its own closes to who speaks there, with all that others of `accepted` say in them.
pub(super) fn take_whole(evidence: &Evidence, accepted: &mut Vec<Candidate>) {
    if evidence.convention != Convention::Speech || !Rule::ClosingSpeaker.holds() {
        return;
    }
    let mut dropped = vec![false; accepted.len()];
    let mut found = Vec::new();
    let mut last = 0;
    for sentence in evidence.syntax.sentences.iter().map(|sentence| sentence.tokens.clone()) {
        // What reaches into the sentence from one before.
        let reaches = accepted[..last].iter().rev().take(NEAR).any(|one| extent(one).end > sentence.start);
        let near = last..accepted.partition_point(|one| one.content[0].start < sentence.end);
        last = near.end;
        let is_within = |at: usize| lies_in(&extent(&accepted[at]), &sentence) && !is_of_layout(&accepted[at]);
        let Some(closing) = closing(evidence, sentence.clone()) else { continue };
        let ahead = accepted[near.end..].iter().take(NEAR).any(|one| extent(one).start < sentence.end);
        if reaches || ahead || !near.clone().all(is_within) {
            continue;
        }
        let is_own = |at: &usize| accepted[*at].cue.as_ref().is_some_and(|cue| overlap(cue, &closing.cue));
        let own = near.clone().find(is_own);
        let others: Vec<usize> = near.filter(|at| Some(*at) != own).collect();
        let whole = match (own, others.first()) {
            (Some(own), _) => widened(evidence, &accepted[own], &closing, !others.is_empty()),
            (None, Some(_)) => retold(evidence, others.iter().map(|at| &accepted[*at]), &closing),
            (None, None) => closing.is_plain(evidence).then(|| closing.candidate()),
        };
        if let Some(whole) = whole {
            others.iter().for_each(|at| dropped[*at] = true);
            match own.or(others.first().copied()) {
                Some(at) => {
                    dropped[at] = false;
                    accepted[at] = whole;
                }
                None => found.push(whole),
            }
        }
    }
    let mut dropped = dropped.into_iter();
    accepted.retain(|_| dropped.next() != Some(true));
    accepted.append(&mut found);
    accepted.arrange_by_key(|one| one.content[0].start);
}

/// So many candidates before and behind a sentence are looked at for whether they reach into it.
const NEAR: usize = 3;

/// From the first to the last token of a candidate's content and cue.
fn extent(candidate: &Candidate) -> Range<usize> {
    let words = || candidate.content.iter().chain(&candidate.cue);
    let start = words().map(|tokens| tokens.start).min().unwrap_or(0);
    start..words().map(|tokens| tokens.end).max().unwrap_or(start)
}

fn is_of_layout(candidate: &Candidate) -> bool {
    matches!(candidate.generator, Generator::Turn | Generator::Post | Generator::Signed)
}

/// `own`, which the closing clause tells already, with what was cut off before it: what a comma or "that" set apart there, or somebody
/// else says.
fn widened(evidence: &Evidence, own: &Candidate, closing: &Closing, holds_others: bool) -> Option<Candidate> {
    let [piece] = own.content.as_slice() else { return None };
    let syntax = evidence.syntax;
    let said = &closing.said;
    if piece.start <= said.start || piece.end > said.end || piece.end + 2 < said.end {
        return None;
    }
    let before = said.start..piece.start;
    let is_joined_in = !said.clone().any(|at| is_apart(evidence, said, at));
    let is_joined = evidence.classes[piece.start] == WordClass::Conjunction
        || evidence.is_one_of(Grammar::Subordinates, piece.start);
    let is_fronted = syntax.part_of_speech(said.start) == PartOfSpeech::Adposition
        || evidence.is_one_of(Grammar::Subordinates, said.start)
        || matches!(evidence.classes[said.start], WordClass::Gerund | WordClass::Adverb | WordClass::Conjunction)
        || evidence.word(said.start + 1) == ",";
    let finds =
        |at: usize| evidence.cue_kinds[at] != CueKinds::default() || evidence.is_one_of(LexiconClass::Shows, at);
    let is_complement = matches!(evidence.classes[piece.start], WordClass::That | WordClass::To)
        || evidence.class_before(piece.start, 1) == WordClass::That
        || finds(piece.start - 1);
    let is_torn = evidence.class_before(piece.start, 1) == WordClass::Comma && !is_joined && !is_fronted;
    let has_cue = |mut tokens: Range<usize>| tokens.any(finds);
    let is_whole = holds_others || is_complement && has_cue(before.clone()) || is_torn;
    let is_one = !before.clone().any(|at| evidence.classes[at] == WordClass::Colon);
    (is_whole && is_joined_in && is_one).then(|| Candidate { content: vec![said.clone()], ..own.clone() })
}

/// All before the closing clause, if one of `others` is told there: not "Lee said that when she left, |Ann told police|".
fn retold<'c>(
    evidence: &Evidence,
    others: impl Iterator<Item = &'c Candidate>,
    closing: &Closing,
) -> Option<Candidate> {
    let said = &closing.said;
    let others: Vec<&Candidate> = others.collect();
    let inner = *others.last()?;
    // “He left,” she said, police say: marks at the head are direct speech; so are those behind a comma.
    if said.clone().any(|at| is_apart(evidence, said, at)) {
        return None;
    }
    let cue = inner.cue.as_ref().filter(|cue| lies_in(cue, said) && evidence.is_unmarked((*cue).clone()))?;
    let is_that = evidence.class(cue.end) == WordClass::That;
    let that = cue.end + usize::from(is_that);
    let begins = |at: usize| {
        evidence.is_one_of(Grammar::Subordinates, at) || evidence.syntax.part_of_speech(at) == PartOfSpeech::Adposition
    };
    let has_comma = (that..said.end).any(|at| evidence.classes[at] == WordClass::Comma);
    let is_fronted = is_that && begins(that) && !has_comma;
    if cue.end >= said.end || is_fronted {
        return None;
    }
    let [first, more @ ..] = others.as_slice() else { return None };
    let own = evidence.word(closing.source.start);
    let is_pronoun = closing.source.len() == 1 && lexicon::has(Grammar::Somebody, own);
    let source = first.sources.first().map(|(source, _)| source).filter(|source| source.start == said.start);
    if let Some(source) = source.filter(|_| is_pronoun) {
        // "The priest assured that it helps because “it is good,” he added": most likely the priest, who says two things.
        if !more.is_empty() {
            return None;
        }
        // "Lee said that it rained, he added": one of the two.
        let is_same = evidence.word(source.start).eq_ignore_ascii_case(own)
            || own != "they" && evidence.syntax.scores.is_person(source.end - 1);
        if is_same {
            let mut clipped = (*first).clone();
            let piece = clipped.content.last_mut()?;
            piece.end = piece.end.min(said.end);
            return (piece.start < piece.end).then_some(clipped);
        }
    }
    let whole = Candidate { content: vec![said.clone()], generator: Generator::Clause, ..inner.clone() };
    Some(whole.with_cue(closing.cue.clone(), closing.source.clone()))
}

#[cfg(test)]
mod tests {
    use super::super::by_hand;
    use super::*;

    /// `accepted`, content, cue and source of each, and what becomes of them.
    fn check(told: &str, accepted: &[(&str, &str, &str)], expect: &[&str]) {
        by_hand::read(told, |evidence| {
            let candidate =
                |(content, cue, source): &(&str, &str, &str)| by_hand::candidate(evidence, content, cue, source);
            let mut accepted: Vec<Candidate> = accepted.iter().map(candidate).collect();
            take_whole(evidence, &mut accepted);
            let shown = |one: &Candidate| {
                let cue: Vec<Range<usize>> = one.cue.iter().cloned().collect();
                let parts = [one.content.clone(), cue, vec![one.sources[0].0.clone()]];
                parts.map(|pieces| by_hand::words(evidence, &pieces)).join(" | ")
            };
            assert_eq!(accepted.iter().map(shown).collect::<Vec<_>>(), expect, "{told}");
        });
    }

    #[test]
    fn who_says_the_whole_sentence() {
        // Others speak in it.
        check(
            "Lee said/v he left/v, the report says/v.",
            &[("he left", "said", "Lee")],
            &["Lee said he left | says | the report"],
        );
        // The reader cut off what stands before "that".
        check(
            "Lee found/v that it rains/v, Theo said/v.",
            &[("it rains", "said", "Theo")],
            &["Lee found that it rains | said | Theo"],
        );
        // The reader found nothing.
        check("The old port is closed, Theo said/v.", &[], &["The old port is closed | said | Theo"]);
    }

    #[test]
    fn what_stays() {
        check("He said/v it rains/v, he added/v.", &[("it rains", "said", "He")], &["it rains | said | He"]);
        check(
            "Lee said/v that it rains/v, he added/v.",
            &[("that it rains, he added", "said", "Lee")],
            &["that it rains | said | Lee"],
        );
        check("When it rains/v, Theo said/v.", &[], &[]);
        check("“We stay,” Lee said/v, the report says/v.", &[("We stay", "said", "Lee")], &["We stay | said | Lee"]);
    }
}
