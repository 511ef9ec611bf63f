//! Whom "he", "she", "him" and "her" cannot mean: "Lee told him" is not Lee.

use super::super::asked::{Asked, MOST_MENTIONS};
use super::super::clusters::{Cluster, Placed};
use super::super::decide::Walk;
use super::super::mentions::{Pronoun, pronoun};
use crate::analysis::EntityKind;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, Gender, NounKind};
use crate::reader::PartOfSpeech;
use crate::syntax::phrases::Slot;

/// How many sentences before "it said" a body spoke.
const NEAR: usize = 2;

/// Those of `clusters` that cannot be meant by the "it" that says something: things that never spoke, where a body spoke right before.
/// "Acme said the ship was lost. It said": Acme. Documents speak.
pub(in super::super) fn silent(walk: &Walk, asked: &Asked, clusters: &[usize]) -> Vec<usize> {
    let latest = walk.spoke.iter().rev().find(|(at, _)| *at < asked.at);
    let is_body = |(at, cluster): &&(usize, usize)| {
        walk.board.clusters[*cluster].kind == EntityKind::Organization
            && walk.syntax.sentence_of(*at) + NEAR >= asked.sentence
    };
    if latest.filter(is_body).is_none() || !asked.is_source || !Rule::ThingsAreSilent.holds() {
        return Vec::new();
    }
    let is_document = |word: &String| lexicon::noun_kind(word) == Some(NounKind::Document);
    let is_silent = |cluster: &&usize| {
        let told = &walk.told_of[**cluster];
        walk.board.clusters[**cluster].kind == EntityKind::Other
            && !told.has_spoken
            && !told.calls.iter().any(|call| is_document(&call.noun))
            && !told.words.iter().any(is_document)
    };
    clusters.iter().filter(is_silent).copied().collect()
}

/// Those of `clusters` whom the pronoun that is asked about cannot mean.
pub(in super::super) fn barred(walk: &Walk, asked: &Asked, gender: Gender, clusters: &[usize]) -> Vec<usize> {
    let is_object = asked.is_object && Rule::ObjectIsAnother.holds();
    let acts = if is_object { walk.syntax.end_of_subject(asked.at) } else { None };
    let told = |sentence: usize, least| {
        let from = walk.syntax.sentences[sentence].tokens.start;
        Rule::FirstNamesDiffer.holds() && is_told_apart(walk, asked, gender, from, least)
    };
    let by_title = told(asked.sentence.saturating_sub(1), TITLE);
    let beside = told(asked.sentence, 0.0);
    let [_, told_by] = asked.speakers(walk);
    let is_barred = |cluster: &&usize| {
        let known = &walk.board.clusters[**cluster];
        // "Lee told him": he is not Lee.
        acts.is_some_and(|end| is_subject_until(walk, known, end))
            // "She said he was late": two.
            || is_other_gender(walk, known, asked, gender)
            // "Ann Lee met Tom Vance. He said": Vance.
            || (by_title || beside && told_by == Some(**cluster))
                && known.told_gender().is_none()
                && known.expected_gender.is_some_and(|expected| expected != gender)
                && is_first_name_first(walk, known)
    };
    clusters.iter().filter(is_barred).copied().collect()
}

/// Whether the latest mention of `cluster` is a pronoun of the other gender in the sentence that is asked about, or in the one before,
/// where both speak: "She said it rained. He said".
fn is_other_gender(walk: &Walk, cluster: &Cluster, asked: &Asked, gender: Gender) -> bool {
    let start = |sentence: usize| walk.syntax.sentences[sentence].tokens.start;
    let spoke = |at: usize| {
        let is_near = at >= start(asked.sentence.saturating_sub(1));
        asked.is_source && is_near && walk.spoke.iter().rev().take(2).any(|(source, _)| *source == at)
    };
    let is_other = |mention: &Placed| {
        let at = mention.tokens.start;
        mention.tokens.len() == 1
            && (at >= start(asked.sentence) || spoke(at))
            && matches!(pronoun(walk.syntax.word(at)), Some(Pronoun::Singular(other)) if other != gender)
    };
    cluster.latest(asked.at).is_some_and(is_other) && Rule::GendersDiffer.holds()
}

/// Whether a subject that is a mention of `cluster` ends before token `end`. "They" may have been misread.
fn is_subject_until(walk: &Walk, cluster: &Cluster, end: usize) -> bool {
    let is_told = |mention: &Placed| match pronoun(walk.syntax.word(mention.tokens.start)) {
        Some(_) => matches!(&*walk.syntax.word(mention.tokens.start).to_lowercase(), "he" | "she"),
        None => true,
    };
    // "doctors who treated Lee told him"
    let is_governed = |at: usize| {
        let before = at.checked_sub(1).map(|before| walk.syntax.part_of_speech(before));
        before.is_some_and(|part| part.is_verb() || part == PartOfSpeech::Adposition)
    };
    let ends = |mention: &Placed| {
        mention.tokens.end == end
            && mention.slot == Slot::Subject
            && is_told(mention)
            && !is_governed(mention.tokens.start)
    };
    cluster.latest(end).is_some_and(ends)
}

/// Whether the name of `cluster` begins with the first name: it has several words, and it is not called by the first of them
/// alone, as "Li Wei" is by "Li".
fn is_first_name_first(walk: &Walk, cluster: &Cluster) -> bool {
    let name = walk.syntax.tokens_in(cluster.name);
    let word = |at: usize| walk.syntax.word(at);
    let is_alone = |mention: &Placed| mention.tokens.len() == 1 && word(mention.tokens.start) == word(name.start);
    name.len() > 1 && !cluster.mentions.iter().take(MOST_MENTIONS).any(is_alone)
}

/// By so much a title tells the gender of somebody: see [`Cluster::learn_gender`].
const TITLE: f32 = 3.0;

/// Whether a person with a name who may be of this gender, and is told to be so by `least`, is told of between token `from` and a
/// pronoun.
fn is_told_apart(walk: &Walk, asked: &Asked, gender: Gender, from: usize, least: f32) -> bool {
    let fits = |cluster: &usize| {
        let known = &walk.board.clusters[*cluster];
        let may_be = known.told(gender) >= least && known.gender().is_none_or(|known| known == gender);
        let is_near = || known.latest(asked.at).is_some_and(|latest| latest.tokens.start >= from);
        known.is_named_person() && may_be && is_near()
    };
    walk.recent.iter().any(fits)
}
