//! Whose somebody or something is: "Okafor’s office" is not Lee's, "her father" is nobody who was not called so and never she;
//! and "her office" is Okafor's and shown so.

use super::Given;
use super::clusters::{Board, Cluster, Placed};
use super::decide::Walk;
use super::evidence::Call;
use super::mentions::{Description, name_at};
use super::told::Told;
use crate::Span;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, MentionForm};
use crate::knowledge::lexicon::{self, Grammar, WordClass, is_one_of};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::{is_genitive, is_possessive};
use crate::syntax::phrases::Determiner;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// The most tokens of an owner with titles.
const LONGEST_OWNER: usize = 10;

/// The token that tells whose the noun at `head` is, of the words `tokens` up to it: "her" in "her late father", "Okafor" in
/// "Okafor's father", "man" in "the man's father" and "Lee" in "the father of Ann Lee".
pub(super) fn token(given: &Given, tokens: &Range<usize>, head: usize) -> Option<usize> {
    let syntax = given.syntax;
    if let Some(at) = (tokens.start + 1..head).rev().find(|at| is_genitive(syntax.word(*at))) {
        return Some(at - 1);
    }
    if is_possessive(syntax.word(tokens.start)) {
        // "their father", "my father" may be hers, too.
        let is_of_one = matches!(&*syntax.word(tokens.start).to_lowercase(), "his" | "her");
        return is_of_one.then_some(tokens.start);
    }
    (syntax.word(head + 1) == "of").then_some(head + 2).filter(|at| name_at(given.names, *at).is_some())
}

/// The entity that token `at` belongs to a mention of, among those told of lately.
pub(super) fn told_at(walk: &Walk, at: usize) -> Option<usize> {
    if let Some(name) = name_at(walk.given.names, at) {
        return Some(walk.given.of_name[name]);
    }
    walk.recent.iter().rev().copied().find(|cluster| walk.board.clusters[*cluster].holds(at))
}

/// The person whose the noun of `description`, of the words `tokens`, is said to be before it.
pub(super) fn of_description(walk: &Walk, description: &Description, tokens: &Range<usize>) -> Option<usize> {
    if !matches!(description.determiner, Determiner::Possessive | Determiner::Owner) || !Rule::OwnersDiffer.holds() {
        return None;
    }
    let owner = told_at(walk, token(walk.given, tokens, description.head)?)?;
    (walk.board.clusters[owner].kind == EntityKind::Person).then_some(owner)
}

/// The entity that the "their" or "our" at token `at` stands for.
pub(super) fn of_several(walk: &Walk, at: usize) -> Option<Option<usize>> {
    let is_plural = matches!(&*walk.syntax.word(at).to_lowercase(), "their" | "our");
    is_plural.then(|| told_at(walk, at))
}

/// The one without a name that is known as this noun of `owner`: her office, his lawyers.
pub(super) fn known(walk: &Walk, owner: usize, call: &Call) -> Option<usize> {
    if !lexicon::is_one_of(WordClass::OneOfEach, &call.noun) {
        return None;
    }
    let is_it = |told: &Told| told.owner == Some(owner) && told.is_called(&call.noun);
    walk.recent.iter().rev().copied().find(|cluster| is_it(&walk.told_of[*cluster]))
}

/// Whether the entity of `cluster` is known to be another's than `owner`'s.
pub(super) fn is_of_another(walk: &Walk, cluster: usize, owner: Option<usize>) -> bool {
    owner.is_some() && walk.told_of[cluster].owner.is_some_and(|known| Some(known) != owner)
}

/// The last word of the name of somebody.
fn surname<'t>(syntax: &Syntax<'t>, cluster: &Cluster) -> &'t str {
    let tokens = syntax.tokens_in(cluster.name);
    tokens.last().map_or("", |last| syntax.word(last))
}

impl Board {
    /// The words of a description, with the whole name of the owner: "Ada Okafor’s lawyer" for "her lawyer", "Mrs Okafor’s
    /// lawyer".
    pub(super) fn with_owner(
        &self,
        claimed: &FxHashMap<Span, usize>,
        shared: &FxHashSet<&str>,
        syntax: &Syntax,
        words: Span,
    ) -> String {
        let whole = words.of(syntax.text);
        let first = whole.split(' ').next().unwrap_or(whole);
        let pronoun = Span::new(words.start as usize, words.start as usize + first.len());
        let is_owner = is_one_of(Grammar::OwnerOfThirdPerson, first);
        let owner = claimed.get(&pronoun).map(|cluster| &self.clusters[*cluster]);
        let owner = owner.filter(|owner| owner.is_named && is_owner && Rule::OwnerShown.holds());
        let text = syntax.text;
        let named = self.named_owner(claimed, syntax, words);
        // "Lee's widow", where two are called Lee.
        let named = named.filter(|(owner, _)| !shared.contains(surname(syntax, owner)));
        match (named, owner) {
            (Some((owner, end)), _) => format!("{}{}", owner.name.of(text), &text[end..words.end as usize]),
            (None, Some(owner)) => format!("{}’s{}", owner.name.of(text), &whole[first.len()..]),
            (None, None) => whole.to_owned(),
        }
    }

    /// The surnames of several people who are named, as they stand in the text.
    pub(super) fn shared_surnames<'t>(&self, syntax: &Syntax<'t>) -> FxHashSet<&'t str> {
        let mut seen = FxHashSet::default();
        let people = self.clusters.iter().filter(|cluster| cluster.is_named_person());
        people.map(|cluster| surname(syntax, cluster)).filter(|word| !seen.insert(*word)).collect()
    }

    /// The person with whose name and perhaps titles a description begins, and where the name ends: "Mr Lee" of "Mr Lee's
    /// office".
    fn named_owner(&self, claimed: &FxHashMap<Span, usize>, syntax: &Syntax, words: Span) -> Option<(&Cluster, usize)> {
        let tokens = syntax.tokens_in(words);
        let near = tokens.start..tokens.end.min(tokens.start + LONGEST_OWNER);
        let genitive = near.clone().find(|at| is_genitive(syntax.word(*at)))?;
        let is_title = |at: &usize| {
            matches!(
                syntax.part_of_speech(*at),
                PartOfSpeech::Noun
                    | PartOfSpeech::ProperNoun
                    | PartOfSpeech::Adjective
                    | PartOfSpeech::Determiner
                    | PartOfSpeech::Pronoun
            ) || syntax.word(*at) == "."
        };
        let titles = near.take_while(is_title).count();
        let mut names = (tokens.start..=tokens.start + titles).filter(|start| *start < genitive);
        let named = |span: Span| {
            let owner = &self.clusters[*claimed.get(&span)?];
            let mention = owner.mentions.partition_point(|mention| mention.span.start < span.start);
            let is_name = |mention: &Placed| mention.span == span && mention.form == MentionForm::Name;
            owner.mentions[mention..].iter().take(2).any(is_name).then_some(owner)
        };
        let owner = names.find_map(|start| named(syntax.span(start..genitive)))?;
        // "Queen Elizabeth's office" where nobody calls her otherwise.
        let is_full = syntax.tokens_in(owner.name).len() > 1;
        let is_shown = is_full && owner.is_named_person() && Rule::OwnerShown.holds();
        is_shown.then(|| (owner, syntax.tokens[genitive - 1].span.end as usize))
    }
}

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
pub(super) fn is_another_relative(
    walk: &Walk,
    cluster: usize,
    relation: Relation,
    owner: usize,
    is_told: bool,
) -> bool {
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
