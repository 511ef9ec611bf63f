//! What words belong together and how: noun phrases, verb groups, clauses and what stands beside them, by the likeliest parts of
//! speech.
//!
//! A base noun phrase is what can stand before a head noun, and the head: "the two ministers", "Ann Lee's lawyer". Verb
//! groups are auxiliaries, adverbs and verbs in a row. Both are found once, from left to right, and kept in [`Phrases`]; what is
//! longer or rarer is asked for where it is needed, by methods of [`Syntax`] that stand here, one file a kind.

mod apposition;
mod brackets;
mod clauses;
mod determiners;
mod expletive;
mod fronted;
mod hearers;
mod nouns;
mod numbers;
mod slots;
mod times;
mod verbs;

use super::Syntax;
pub use apposition::is_title_of_name;
pub use determiners::Determiner;
pub use nouns::NounPhrase;
pub use slots::Slot;
pub use verbs::VerbGroup;

/// The most tokens of a noun phrase, and the most that are looked at for a hearer.
const LONGEST: usize = 14;

/// The phrases of a text, in its order; those of one list never overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    /// Noun phrases and pronouns that can be a subject.
    pub nouns: Vec<NounPhrase>,
    /// Verb groups.
    pub verbs: Vec<VerbGroup>,
}

impl Phrases {
    pub(super) fn new(syntax: &Syntax) -> Phrases {
        Phrases { nouns: nouns::find(syntax), verbs: verbs::find(syntax) }
    }

    /// The noun phrase that token `token` stands in.
    pub fn noun_at(&self, token: usize) -> Option<&NounPhrase> {
        let index = self.nouns.partition_point(|phrase| phrase.tokens.end <= token);
        self.nouns.get(index).filter(|phrase| phrase.tokens.start <= token)
    }

    /// The noun phrase that begins with token `token`.
    pub fn noun_from(&self, token: usize) -> Option<&NounPhrase> {
        self.noun_at(token).filter(|phrase| phrase.tokens.start == token)
    }

    /// The verb group that begins with token `token`.
    pub fn verb_from(&self, token: usize) -> Option<&VerbGroup> {
        self.verb_at(token).filter(|group| group.tokens.start == token)
    }

    /// The verb group that token `token` stands in.
    pub fn verb_at(&self, token: usize) -> Option<&VerbGroup> {
        let index = self.verbs.partition_point(|group| group.tokens.end <= token);
        self.verbs.get(index).filter(|group| group.tokens.start <= token)
    }
}

#[cfg(test)]
mod tests;
