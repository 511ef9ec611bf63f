//! What stands in brackets.

use std::ops::Range;

use crate::syntax::Syntax;

/// The most tokens of brackets that are stepped over.
const LONGEST: usize = 6;

impl Syntax<'_> {
    /// Whether `tokens` are all that stands between brackets, round or square: "the Port Authority (PA)".
    pub fn is_bracketed(&self, tokens: &Range<usize>) -> bool {
        matches!((self.word_before(tokens.start, 1), self.word(tokens.end)), ("(", ")") | ("[", "]"))
    }

    /// The token behind the bracket that opens at token `start`, if it is closed before `end`; otherwise `start`: "Ann Lee
    /// (D-Ohio)| and Tom Vance".
    pub fn behind_brackets(&self, start: usize, end: usize) -> usize {
        if self.word(start) != "(" {
            return start;
        }
        (start..end).find(|at| self.word(*at) == ")").map_or(start, |close| close + 1)
    }

    /// Where short brackets open that close right before token `end`; otherwise `end`: "Ann Lee| (D-Ohio), the chair".
    pub fn before_brackets(&self, end: usize) -> usize {
        let near = 2..=LONGEST.min(end);
        let open = near.map(|back| end - back).find(|at| self.word(*at) == "(");
        open.filter(|_| self.word_before(end, 1) == ")").unwrap_or(end)
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::by_hand::{read, token};

    #[test]
    fn all_that_stands_in_brackets() {
        for (text, expect) in [
            ("the board (PA) left", true),
            ("the board [PA] left", true),
            ("PA) left", false),
            ("the board (PA] left", false),
            ("the board (the PA) left", false),
            ("the board (PA", false),
        ] {
            let syntax = read(text);
            let at = token(&syntax, "PA");
            assert_eq!(syntax.is_bracketed(&(at..at + 1)), expect, "{text}");
        }
    }

    #[test]
    fn behind_and_before_brackets() {
        for (text, behind, before) in [
            ("Lee (D-Ohio) left", "left", "("),
            ("Lee (D-Ohio left", "(", "left"),
            ("Lee D-Ohio) left", "D", "left"),
            ("Lee (a man whom nobody there had seen) left", "left", "left"),
            ("Lee left", "left", "left"),
        ] {
            let syntax = read(text);
            let left = token(&syntax, "left");
            assert_eq!(syntax.word(syntax.behind_brackets(1, left)), behind, "{text}");
            assert_eq!(syntax.word(syntax.before_brackets(left)), before, "{text}");
        }
    }
}
