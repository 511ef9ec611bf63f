//! What tells when, behind a verb.

use crate::knowledge::lexicon::{Grammar, has};
use crate::syntax::Syntax;
use crate::syntax::closed::is_day;

impl Syntax<'_> {
    /// Where the words behind token `start` go on after what tells when: "on Tuesday", "late Monday", "late last week".
    pub fn behind_time(&self, start: usize, end: usize) -> usize {
        let is_one = |class: Grammar, token: usize| token < end && has(class, self.word(token));
        let mut at = start;
        if is_one(Grammar::BeginsTime, at) {
            at += 1;
            at += usize::from(matches!(self.word(at), "late" | "this" | "last") && at < end);
        }
        let is_day = |token: usize| {
            is_day(self.word(token))
                || matches!(self.word(token), "yesterday" | "today")
                || token > start && is_one(Grammar::SpanOfTime, token)
        };
        if at >= end || !is_day(at) {
            return start;
        }
        at += 1;
        while is_one(Grammar::PartOfDay, at) {
            at += 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::by_hand::read;

    #[test]
    fn what_stands_behind_them() {
        for (told, expect) in [
            ("Lee said |on Monday the port closed/v.", "the"),
            ("Lee said |late last week the port closed/v.", "the"),
            ("Lee said |this morning/n the port closed/v.", "this"),
            ("Lee said |on Tuesday night the port closed/v.", "the"),
            ("Lee said |yesterday the port closed/v.", "the"),
            ("Lee said |on reflection/n the port closed/v.", "on"),
            ("Lee said |week by week the port closed/v.", "week"),
            ("Lee said |the port closed/v.", "the"),
        ] {
            let (left, right) = told.split_once('|').expect("a place");
            let syntax = read(&format!("{left}{right}"));
            let at = read(left).tokens.len();
            assert_eq!(syntax.word(syntax.behind_time(at, syntax.tokens.len())), expect, "{told}");
        }
    }
}
