//! Whose relative somebody is: "her father" is nobody who was not called so, and never she.

use std::ops::Range;

use super::decide::Walk;
use super::mentions::name_at;
use super::{Given, clusters::Cluster};
use crate::analysis::EntityKind;
use crate::knowledge::lexicon::{WordClass, is_one_of};

/// So many mentions are looked at for a marriage, and so many tokens of their sentences.
const MOST_MENTIONS: usize = 8;
const LONGEST_SENTENCE: usize = 60;

/// Somebody told to be a relative of somebody: "Okafor's father".
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Relative {
    /// The noun, in small letters: "father".
    pub noun: String,
    /// The token that tells whose relative it is: "Okafor", "her".
    pub owner: Option<usize>,
}

/// The token that tells whose the noun at `head` is, of the words `tokens` up to it: "her" in "her late father", "Okafor" in
/// "Okafor's father", "man" in "the man's father" and "Lee" in "the father of Ann Lee".
pub(super) fn owner(given: &Given, tokens: &Range<usize>, head: usize) -> Option<usize> {
    let syntax = given.syntax;
    let is_genitive = |at: &usize| matches!(syntax.word(*at), "'s" | "’s" | "'" | "’");
    if let Some(at) = (tokens.start + 1..head).rev().find(is_genitive) {
        return Some(at - 1);
    }
    if super::mentions::is_possessive(syntax.word(tokens.start)) {
        // "their father", "my father" may be hers, too.
        let is_of_one = matches!(&*syntax.word(tokens.start).to_lowercase(), "his" | "her");
        return is_of_one.then_some(tokens.start);
    }
    let is_of = head + 2 < syntax.tokens.len() && syntax.word(head + 1) == "of";
    is_of.then_some(head + 2).filter(|at| name_at(given.names, *at).is_some())
}

/// The entity that token `at` belongs to a mention of, among those told of lately.
fn told_at(walk: &Walk, at: usize) -> Option<usize> {
    if let Some(name) = name_at(walk.given.names, at) {
        return Some(walk.given.of_name[name]);
    }
    let holds = |cluster: &usize| {
        let mentions = &walk.board.clusters[*cluster].mentions;
        let before = mentions.partition_point(|mention| mention.tokens.start <= at).checked_sub(1);
        before.is_some_and(|before| mentions[before].tokens.end > at)
    };
    walk.recent.iter().rev().copied().find(holds)
}

/// How a relative stands to somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Older,
    Younger,
    Sibling,
    Spouse,
    Other,
}

impl Relation {
    /// That of a noun for a relative.
    pub fn of(noun: &str) -> Option<Relation> {
        let relations = [
            (WordClass::OlderKin, Relation::Older),
            (WordClass::YoungerKin, Relation::Younger),
            (WordClass::Sibling, Relation::Sibling),
            (WordClass::Spouse, Relation::Spouse),
            (WordClass::OtherKin, Relation::Other),
        ];
        relations.into_iter().find(|(class, _)| is_one_of(*class, noun)).map(|(_, relation)| relation)
    }

    /// How the other stands to the relative: a mother's son.
    fn turned(self) -> Relation {
        match self {
            Relation::Older => Relation::Younger,
            Relation::Younger => Relation::Older,
            other => other,
        }
    }
}

/// Whether the entity of `cluster` cannot be meant by a noun for such a relative of whom the token `owner` tells. `is_told` says
/// whether it was ever called by this noun.
pub(super) fn is_another(walk: &Walk, cluster: usize, relation: Relation, owner: usize, is_told: bool) -> bool {
    let owner = told_at(walk, owner);
    if owner == Some(cluster) {
        return true;
    }
    let told: Vec<&Relative> =
        walk.told_of[cluster].relatives.iter().filter(|known| Relation::of(&known.noun) == Some(relation)).collect();
    if !told.is_empty() {
        // The father of one may be the father of another, but the wife of one is the wife of nobody else.
        let is_same = |known: &&Relative| {
            let other = known.owner.and_then(|at| told_at(walk, at));
            owner.is_none() || other.is_none() || other == owner
        };
        return relation == Relation::Spouse && !told.iter().any(is_same);
    }
    let Some(owner) = owner else { return !is_told };
    // "Lee's mother, Ada Okafor, saw her son": Lee.
    let is_mutual = |known: &Relative| {
        Relation::of(&known.noun) == Some(relation.turned())
            && known.owner.and_then(|at| told_at(walk, at)) == Some(cluster)
    };
    let clusters = &walk.board.clusters;
    let may_be = is_told
        || walk.told_of[owner].relatives.iter().any(is_mutual)
        || share_surname(walk, &clusters[owner], &clusters[cluster])
        || relation == Relation::Spouse && is_wed(walk, &clusters[cluster]);
    !may_be
}

/// Whether a sentence that tells of somebody tells of a marriage: "Okafor married Lee in May".
fn is_wed(walk: &Walk, cluster: &Cluster) -> bool {
    let syntax = walk.syntax;
    let near = cluster.mentions.iter().rev().take(MOST_MENTIONS);
    let mut sentences = near.map(|mention| &syntax.sentences[syntax.sentence_of(mention.tokens.start)]);
    sentences.any(|sentence| {
        sentence.tokens.clone().take(LONGEST_SENTENCE).any(|at| is_one_of(WordClass::Weds, syntax.word(at)))
    })
}

/// Whether two people who are named have a name in common that is no first name.
fn share_surname(walk: &Walk, one: &Cluster, other: &Cluster) -> bool {
    let words = |cluster: &Cluster| {
        let tokens = walk.syntax.tokens_in(cluster.name);
        let is_full = tokens.len() > 1;
        tokens.skip(usize::from(is_full)).map(|at| walk.syntax.word(at).to_lowercase()).collect::<Vec<_>>()
    };
    let is_person = |cluster: &Cluster| cluster.is_named && cluster.kind == EntityKind::Person;
    is_person(one) && is_person(other) && words(one).iter().any(|word| word.len() > 2 && words(other).contains(word))
}
