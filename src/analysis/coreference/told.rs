//! What titles, appositions and descriptions tell of an entity, by which others are told from it.

use super::Given;
use super::clusters::{Board, Cluster, push_new};
use super::decide::Walk;
use super::evidence::{Call, labels_turn};
use super::nouns::Places;
use super::offices::{self, Office, Post};
use super::owners::{self, Relation, Relative};
use crate::analysis::EntityKind;
use crate::knowledge::lexicon::{WordClass, is_one_of};
use crate::text::TokenKind;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What is told of one entity.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// What it was called by, in descriptions.
    pub calls: Vec<Call>,
    /// The words of its names, roles and descriptions, in small letters.
    pub words: Vec<String>,
    /// How often it is named in the text.
    pub times_named: u32,
    /// Of how many quotations its names are the source.
    pub speaks: u32,
    /// Whether it was the source of a quotation so far.
    pub has_spoken: bool,
    /// Whether a name of it labels a turn.
    pub labels_turn: bool,
    /// How many of its roles titles and appositions tell: the first ones.
    pub roles_told: usize,
    /// The organizations, places and groups that are named in one phrase with it.
    pub beside: Vec<usize>,
    /// What the gazetteer says of it, if it is named as a place.
    pub places: Option<Places>,
    /// The offices that titles, appositions and descriptions say it holds.
    pub offices: Vec<Office>,
    /// The person whose office, lawyer or the like it is.
    pub owner: Option<usize>,
    /// Whose relative it is, as told latest.
    pub relatives: Vec<Relative>,
    pub ages: Vec<u32>,
    pub posts: Vec<Post>,
}

impl Told {
    /// Whether it was told to be such a relative of somebody.
    pub fn is_relative(&self, relation: Relation) -> bool {
        self.relatives.iter().any(|known| Relation::of(&known.noun) == Some(relation))
    }

    /// Whether it was called by `noun` in a description.
    pub fn is_called(&self, noun: &str) -> bool {
        self.calls.iter().any(|call| call.noun == noun)
    }
}

/// What is told of anybody.
#[derive(Debug, Default)]
pub(super) struct ToldOfAny {
    /// Those that are not said to be over.
    pub offices: Vec<Office>,
    pub ages: FxHashSet<u32>,
    /// Of those who are named.
    pub posts: FxHashSet<Post>,
    /// Whether a spokesperson without a name was told of.
    pub spokesperson: bool,
}

/// So many are kept of whose relative an entity is told to be.
const MOST_RELATIVES: usize = 8;

/// What the names tell of each cluster of the board, which has no others yet.
pub(super) fn by_names(given: &Given, board: &Board) -> Vec<Told> {
    let of_cluster = |cluster: &Cluster| Told {
        times_named: cluster.mentions.len() as u32,
        places: Places::of(given.syntax, cluster),
        ..Told::default()
    };
    let mut told: Vec<Told> = board.clusters.iter().map(of_cluster).collect();
    note_beside(given, &mut told);
    for (name, cluster) in given.names.iter().zip(&given.of_name) {
        told[*cluster].labels_turn |= labels_turn(given.syntax, name.tokens.start);
    }
    told
}

impl Walk<'_, '_, '_> {
    /// Takes in the words among `tokens`.
    pub(super) fn learn_words(&mut self, cluster: usize, tokens: Range<usize>) {
        for at in tokens.filter(|at| self.syntax.tokens[*at].kind != TokenKind::Punctuation) {
            push_new(&mut self.told_of[cluster].words, self.syntax.word(at).to_lowercase());
        }
    }

    /// Takes in the offices that `tokens` say the entity of `cluster` holds.
    pub(super) fn learn_offices(&mut self, cluster: usize, tokens: Range<usize>) {
        for office in tokens.clone().filter_map(|head| Office::new(self.syntax, tokens.clone(), head)) {
            if !office.is_former {
                push_new(&mut self.told_of_any.offices, office.clone());
            }
            push_new(&mut self.told_of[cluster].offices, office);
        }
    }

    /// Takes in of whom the entity of `cluster` is a relative, its offices, its age and its posts, as `tokens` tell them.
    pub(super) fn learn_who_it_is(&mut self, cluster: usize, tokens: Range<usize>) {
        let Given { syntax, .. } = self.given;
        self.learn_offices(cluster, tokens.clone());
        for head in tokens.clone().filter(|at| Relation::of(syntax.word(*at)).is_some()) {
            let owner = owners::token(self.given, &tokens, head);
            let known = &mut self.told_of[cluster].relatives;
            if known.len() == MOST_RELATIVES {
                known.remove(0);
            }
            known.push(Relative { noun: syntax.word(head).to_lowercase(), owner });
        }
        if let Some(age) = syntax.age(tokens.clone()) {
            self.learn_age(cluster, age);
        }
        let is_named = self.board.clusters[cluster].is_named;
        self.told_of_any.spokesperson |=
            !is_named && tokens.clone().any(|at| is_one_of(WordClass::Spokesperson, syntax.word(at)));
        for post in offices::posts(self.given, tokens) {
            if is_named {
                self.told_of_any.posts.insert(post.clone());
            }
            push_new(&mut self.told_of[cluster].posts, post);
        }
    }

    pub(super) fn learn_age(&mut self, cluster: usize, age: u32) {
        self.told_of_any.ages.insert(age);
        push_new(&mut self.told_of[cluster].ages, age);
    }
}

/// Notes for each cluster those of organizations, places and groups that are named in one phrase with a name of it:
/// "Acme spokesman Tom Vance", "Ann Lee, a nurse at Acme,".
fn note_beside(given: &Given, told: &mut [Told]) {
    const FARTHEST: usize = 14;
    let Given { syntax, names, of_name, .. } = given;
    let ends = |at: usize| {
        syntax.part_of_speech(at).is_verb()
            || (syntax.tokens[at].kind == TokenKind::Punctuation
                && !matches!(syntax.word(at), "-" | "’" | "'" | "(" | ")"))
    };
    for (index, name) in names.iter().enumerate().filter(|(_, name)| name.kind == EntityKind::Person) {
        let sentence = syntax.sentence_at(name.tokens.start);
        let from = (sentence.start.max(name.tokens.start.saturating_sub(FARTHEST))..name.tokens.start)
            .rev()
            .take_while(|at| !ends(*at))
            .last()
            .unwrap_or(name.tokens.start);
        let behind = name.tokens.end.min(sentence.end);
        let behind = behind + usize::from(syntax.word(behind) == ",");
        let to = (behind..sentence.end.min(behind + FARTHEST))
            .take_while(|at| !ends(*at))
            .last()
            .map_or(behind, |at| at + 1);
        let near = names.iter().enumerate().skip(index.saturating_sub(4)).take(9);
        for (other, known) in near {
            let is_near = known.tokens.start >= from && known.tokens.end <= to && other != index;
            if is_near && known.kind != EntityKind::Person && of_name[other] != of_name[index] {
                push_new(&mut told[of_name[index]].beside, of_name[other]);
            }
        }
    }
}
