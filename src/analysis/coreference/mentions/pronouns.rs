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

/// The longest pronoun, in bytes.
const LONGEST: usize = 10;

/// The class of a pronoun.
pub(in super::super) fn pronoun(word: &str) -> Option<Pronoun> {
    // In capitals these are names.
    if matches!(word, "WHO" | "US" | "IT") && Rule::CapitalsAreNames.holds() {
        return None;
    }
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    Some(match &*lower {
        b"he" | b"him" | b"his" | b"himself" => Pronoun::Singular(Gender::Male),
        b"she" | b"her" | b"hers" | b"herself" => Pronoun::Singular(Gender::Female),
        b"they" | b"them" | b"their" | b"theirs" | b"themselves" => Pronoun::Plural,
        b"it" | b"its" | b"itself" => Pronoun::Neuter,
        b"who" => Pronoun::Relative,
        b"which" => Pronoun::RelativeThing,
        b"i" | b"me" | b"my" | b"mine" | b"myself" | b"we" | b"us" | b"our" | b"ours" | b"ourselves" | b"you"
        | b"your" => Pronoun::Speaking,
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
