//! Whose relative somebody is: "her father" is nobody who was not called so, and never she.

use super::clusters::Cluster;
use super::decide::Walk;
use super::owners::told_at;
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

/// How a relative stands to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// Whether a noun tells who is somebody's: "wife", "lawyer".
pub(super) fn is_somebodys(noun: &str) -> bool {
    Relation::of(noun).is_some() || is_one_of(WordClass::Companion, noun)
}

/// Whether the entity of `cluster` cannot be meant by a noun for such a relative of whom the token `owner` tells. `is_told` says
/// whether it was ever called by this noun.
pub(super) fn is_another(walk: &Walk, cluster: usize, relation: Relation, owner: usize, is_told: bool) -> bool {
    let owner = told_at(walk, owner);
    if owner == Some(cluster) {
        return true;
    }
    if walk.told_of[cluster].is_relative(relation) {
        return false;
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

/// Whether the entity of `cluster` cannot be a relative of several, called by `noun`: it is one of these, who are `owners` if they
/// are known, or somebody with a name who was never called a child.
pub(super) fn is_not_of_several(walk: &Walk, cluster: usize, noun: &str, owners: Option<usize>, is_told: bool) -> bool {
    let relation = Relation::of(noun);
    let is_child = relation == Some(Relation::Younger) || is_one_of(WordClass::Child, noun);
    let is_owner = owners.is_some_and(|owners| walk.board.clusters[owners].members.contains(&cluster));
    is_owner && (relation.is_some() || is_child)
        || is_child
            && !is_told
            && walk.board.clusters[cluster].is_named
            && !walk.told_of[cluster].is_relative(Relation::Younger)
}

/// Whether a sentence that tells of somebody tells of a marriage: "Okafor married Lee in May".
fn is_wed(walk: &Walk, cluster: &Cluster) -> bool {
    let syntax = walk.syntax;
    let near = cluster.mentions.iter().rev().take(MOST_MENTIONS);
    let mut tokens = near.flat_map(|mention| syntax.sentence_at(mention.tokens.start).take(LONGEST_SENTENCE));
    tokens.any(|at| is_one_of(WordClass::Weds, syntax.word(at)))
}

/// Whether two people who are named have a name in common that is no first name.
fn share_surname(walk: &Walk, one: &Cluster, other: &Cluster) -> bool {
    let words = |cluster: &Cluster| {
        let tokens = walk.syntax.tokens_in(cluster.name);
        let is_full = tokens.len() > 1;
        tokens.skip(usize::from(is_full)).map(|at| walk.syntax.word(at).to_lowercase()).collect::<Vec<_>>()
    };
    let is_shared = |word: &String| word.len() > 2 && words(other).contains(word);
    one.is_named_person() && other.is_named_person() && words(one).iter().any(is_shared)
}
