//! What stands before the main clause of a sentence.

use std::ops::Range;

use crate::knowledge::lexicon::{self, Grammar};
use crate::syntax::{Syntax, WordClass};

/// The most tokens of a fronted adverbial.
const LONGEST: usize = 25;

impl Syntax<'_> {
    /// The tokens of the fronted adverbial that sentence `sentence` begins with, its comma included: "After the vote,".
    /// It begins with a preposition or a conjunction, and ends with the first comma.
    pub fn fronted(&self, sentence: usize) -> Option<Range<usize>> {
        let tokens = self.sentences.get(sentence)?.tokens.clone();
        let first = tokens.clone().find(|token| self.classes[*token] >= WordClass::Capitalized)?;
        let opens = lexicon::is_one_of(Grammar::OpensFronted, self.word(first));
        let is_comma = |token: &usize| self.classes[*token] == WordClass::Comma;
        let comma = (first..tokens.end.min(first + LONGEST)).find(is_comma)?;
        (opens && comma > first).then_some(first..comma + 1)
    }

    /// Whether token `at` stands in the fronted adverbial of its sentence (1), or behind it (2).
    pub fn beside_fronted(&self, sentence: usize, at: usize) -> u8 {
        match self.fronted(sentence) {
            Some(fronted) if fronted.contains(&at) => 1,
            Some(_) => 2,
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::by_hand::{read, token};

    #[test]
    fn fronted_adverbials() {
        for (text, expect) in [
            ("After the vote, Lee left/v.", Some("After the vote,")),
            ("“After the vote, “We stay,” said Lee.", Some("After the vote,")),
            ("However, Lee left/v.", Some("However,")),
            ("Lee, who left/v, said so.", None),
            ("Lee left/v.", None),
        ] {
            let syntax = read(text);
            let fronted = syntax.fronted(0).map(|tokens| syntax.span(tokens).of(syntax.text));
            assert_eq!(fronted, expect, "{text}");
        }
        let long = format!("After {}the vote, Lee left/v.", "the rain and ".repeat(9));
        assert_eq!(read(&long).fronted(0), None);
    }

    #[test]
    fn what_stands_beside_them() {
        let syntax = read("After the vote, Lee left/v. He rose/v.");
        for (word, sentence, expect) in [("vote", 0, 1), ("left", 0, 2), ("rose", 1, 0)] {
            assert_eq!(syntax.beside_fronted(sentence, token(&syntax, word)), expect, "{word}");
        }
    }
}
