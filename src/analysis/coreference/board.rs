//! [`Board`]: the entities while they are being put together.

use rustc_hash::FxHashSet;

use crate::Span;
use crate::analysis::{Entity, EntityKind, Mention, MentionForm};
use crate::knowledge::lexicon::Gender;
use crate::syntax::Syntax;

/// The entities found so far; the index of one never changes.
#[derive(Debug, Default)]
pub(super) struct Board {
    pub clusters: Vec<Cluster>,
    /// The cluster of the likeliest source of each quotation, as far as known.
    pub speakers: Vec<Option<usize>>,
}

/// What is known of an entity so far.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub kind: EntityKind,
    /// Where its fullest name, or its description, stands.
    pub name: Span,
    /// Whether that is a name, and no description.
    pub is_named: bool,
    /// Its role in the words of the text.
    pub description: Option<Span>,
    /// How sure it is that this is a woman (above zero) or a man (below).
    pub gender: f32,
    /// What its first name lets expect.
    pub expected_gender: Option<Gender>,
    /// The nouns it was called by, in small letters: "minister", "spokesman".
    pub roles: Vec<String>,
    /// Its mentions in the order they were found.
    pub mentions: Vec<Placed>,
}

/// A mention with its place among the tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub span: Span,
    pub form: MentionForm,
    /// Its first token.
    pub token: usize,
}

impl Board {
    /// Adds an entity without mentions.
    pub fn add(&mut self, kind: EntityKind, name: Span, is_named: bool) -> usize {
        self.clusters.push(Cluster {
            kind,
            name,
            is_named,
            description: None,
            gender: 0.0,
            expected_gender: None,
            roles: Vec::new(),
            mentions: Vec::new(),
        });
        self.clusters.len() - 1
    }

    /// Adds a mention to `cluster`.
    pub fn mention(&mut self, cluster: usize, span: Span, form: MentionForm, token: usize) {
        self.clusters[cluster].mentions.push(Placed { span, form, token });
    }

    /// The records, in the order of their first mention.
    pub fn into_entities(self, syntax: &Syntax) -> Vec<Entity> {
        let mut clusters = self.clusters;
        // A mention belongs to one entity: to the first that claimed it.
        let mut claimed = FxHashSet::default();
        for cluster in &mut clusters {
            cluster.mentions.retain(|mention| claimed.insert(mention.span));
        }
        clusters.retain(|cluster| !cluster.mentions.is_empty());
        for cluster in &mut clusters {
            cluster.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
        }
        clusters.sort_by_key(|cluster| (cluster.mentions[0].span.start, cluster.mentions[0].span.end));
        let entity = |cluster: Cluster| Entity {
            kind: cluster.kind,
            name: one_line(cluster.name.of(syntax.text)),
            description: cluster.description.map(|span| one_line(span.of(syntax.text))),
            mentions: cluster.mentions.iter().map(|placed| Mention { span: placed.span, form: placed.form }).collect(),
            place: None,
        };
        clusters.into_iter().map(entity).collect()
    }
}

impl Cluster {
    /// Its gender, as the text tells it, or else as its first name lets expect.
    pub fn gender(&self) -> Option<Gender> {
        self.told_gender().or(self.expected_gender)
    }

    /// Its gender as titles, roles and pronouns tell it.
    pub fn told_gender(&self) -> Option<Gender> {
        match self.gender {
            g if g > 0.5 => Some(Gender::Female),
            g if g < -0.5 => Some(Gender::Male),
            _ => None,
        }
    }

    /// Takes in evidence of gender; `weight` 1 settles it unless other evidence speaks against it.
    pub fn learn_gender(&mut self, gender: Option<Gender>, weight: f32) {
        self.gender += match gender {
            Some(Gender::Female) => weight,
            Some(Gender::Male) => -weight,
            None => 0.0,
        };
    }
}

/// `words` on one line, with single spaces.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
