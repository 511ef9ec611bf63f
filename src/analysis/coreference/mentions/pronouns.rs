//! Pronouns by what they can stand for.

use std::ops::Range;

use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::Gender;
use crate::syntax::Syntax;
use crate::syntax::phrases::Slot;

/// Pronouns by what they can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Pronoun {
    /// "he", "she" and their forms.
    Singular(Gender),
    /// "they".
    Plural,
    /// "it".
    Neuter,
    /// "who": what stands right before it.
    Relative,
    /// "which": the same, if it is no person.
    RelativeThing,
    /// "we" inside quotation marks.
    We,
    /// "I", "we", "you", and the labels "Q:" and "A:": who speaks and who is spoken to.
    Speaking,
}

/// The class of a pronoun.
pub(in super::super) fn pronoun(word: &str) -> Option<Pronoun> {
    // In capitals these are names.
    if word.len() > 10 || (matches!(word, "WHO" | "US" | "IT") && Rule::CapitalsAreNames.holds()) {
        return None;
    }
    Some(match word.to_ascii_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Pronoun::Singular(Gender::Male),
        "she" | "her" | "hers" | "herself" => Pronoun::Singular(Gender::Female),
        "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::Plural,
        "it" | "its" | "itself" => Pronoun::Neuter,
        "who" => Pronoun::Relative,
        "which" => Pronoun::RelativeThing,
        "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves" | "you" | "your" => {
            Pronoun::Speaking
        }
        _ => return None,
    })
}

/// "we" and its forms.
pub(in super::super) fn is_we(word: &str) -> bool {
    matches!(word.to_ascii_lowercase().as_str(), "we" | "us" | "our" | "ours" | "ourselves") && word != "US"
}

/// Where the words at `tokens` stand in their clause.
pub(in super::super) fn slot(syntax: &Syntax, tokens: &Range<usize>) -> Slot {
    let is_pronoun = tokens.len() == 1 && pronoun(syntax.word(tokens.start)).is_some();
    syntax.slot(tokens, is_pronoun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        assert_eq!(pronoun("Herself"), Some(Pronoun::Singular(Gender::Female)));
        assert_eq!(pronoun("its"), Some(Pronoun::Neuter));
        assert_eq!(pronoun("house"), None);
        assert!(is_we("Our") && !is_we("US"));
    }
}
