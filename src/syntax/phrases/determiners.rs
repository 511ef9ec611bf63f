//! What a noun phrase begins with.

use crate::syntax::closed::{is_demonstrative, is_indefinite, is_possessive};

/// What a noun phrase begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determiner {
    /// "the"
    Definite,
    /// "this", "these"
    Demonstrative,
    /// "her"
    Possessive,
    /// "Okafor’s", "the man’s"
    Owner,
    /// "a"
    Indefinite,
    /// Nothing, or a number.
    Bare,
}

impl Determiner {
    /// What `word` is, if it is one by itself.
    pub fn of(word: &str) -> Option<Determiner> {
        match word {
            _ if word.eq_ignore_ascii_case("the") => Some(Determiner::Definite),
            _ if is_indefinite(word) => Some(Determiner::Indefinite),
            _ if is_possessive(word) => Some(Determiner::Possessive),
            _ if is_demonstrative(word) => Some(Determiner::Demonstrative),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_their_words() {
        for (word, expect) in [
            ("The", Some(Determiner::Definite)),
            ("those", Some(Determiner::Demonstrative)),
            ("Her", Some(Determiner::Possessive)),
            ("another", Some(Determiner::Indefinite)),
            ("all", None),
            ("", None),
        ] {
            assert_eq!(Determiner::of(word), expect, "{word}");
        }
    }
}
