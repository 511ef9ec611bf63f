//! Records of who is who: all mentions of an article by entity, and pronouns between two names.

use serde::{Deserialize, Serialize};

/// An article with all its mentions by entity, or with what a system says of it (then `text` is empty).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Chains {
    /// Joins gold and prediction.
    pub id: String,
    /// The article; empty in a prediction.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Who and what is mentioned.
    #[serde(default)]
    pub entities: Vec<Chain>,
}

/// An entity with its mentions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// The fullest name, or a description.
    pub name: String,
    /// `person`, `organization`, `place`, `group` or `other`.
    pub kind: String,
    /// In the order of the text.
    pub mentions: Vec<ChainMention>,
}

/// A mention of an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainMention {
    /// Its first character.
    pub start: usize,
    /// The character after its last.
    pub end: usize,
    /// `name`, `pronoun` or `description`.
    pub form: String,
}

impl ChainMention {
    /// Whether it is a name.
    pub fn is_name(&self) -> bool {
        self.form == "name"
    }
}

/// A stretch of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Its first character.
    pub start: usize,
    /// The character after its last.
    pub end: usize,
}

/// A text with a pronoun of which it is known whether it means one of two names (GAP).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PronounOfTwo {
    /// The name of the text.
    pub id: String,
    /// The text.
    pub text: String,
    /// The pronoun.
    pub pronoun: Stretch,
    /// The two names.
    pub candidates: Vec<NamedCandidate>,
}

/// A name that a pronoun may mean.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct NamedCandidate {
    /// Its first character.
    pub start: usize,
    /// The character after its last.
    pub end: usize,
    /// The name.
    pub name: String,
    /// Whether the pronoun means it.
    pub same: bool,
}
