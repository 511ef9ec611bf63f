//! Who is told something.

use super::LONGEST;
use crate::knowledge::lexicon::{self, Grammar};
use crate::syntax::closed::is_object;
use crate::syntax::{Syntax, WordClass};

impl Syntax<'_> {
    /// Where what is said begins, if `start..end` begins with the hearer of a verb of telling: before its "that" ("told
    /// the Dayton Gazette that"), or behind a pronoun or a bare plural ("told reporters the talks").
    pub fn behind_hearer(&self, start: usize, end: usize) -> usize {
        let opens = |token: &usize| {
            matches!(self.classes[*token], WordClass::That | WordClass::To)
                || lexicon::has(Grammar::Asks, self.word(*token))
        };
        if start >= end || opens(&start) {
            return start;
        }
        let near = start..end.min(start + LONGEST);
        if let Some(that) = near.clone().find(opens) {
            let hearer = start..that;
            let plain = |token: usize| {
                self.modifies(token)
                    || matches!(
                        self.classes[token],
                        WordClass::Preposition | WordClass::SubjectPronoun | WordClass::By | WordClass::Capitalized
                    )
            };
            if hearer.clone().all(plain) && !hearer.clone().any(|token| self.is_verb(token)) {
                return that;
            }
        }
        let Some(hearer) = self.phrases.noun_from(start) else {
            return if is_object(self.word(start)) && start + 2 < end { start + 1 } else { start };
        };
        let next = hearer.tokens.end;
        let begins = next < end
            && (matches!(
                self.classes[next],
                WordClass::Determiner | WordClass::SubjectPronoun | WordClass::OtherPronoun | WordClass::Capitalized
            ) || self.phrases.noun_at(next).is_some());
        if begins { next } else { start }
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::by_hand::read;

    #[test]
    fn what_they_are_told() {
        for (told, expect) in [
            ("Lee told |that it rained/v.", "that"),
            ("Lee told |the Dayton Gazette that it rained/v.", "that"),
            ("Lee told |the chief of police whether it rained/v.", "whether"),
            ("Lee told |reporters the talks/n were late/a.", "the"),
            ("Lee told |him he was late/a.", "he"),
            ("Lee told |him.", "him"),
            ("Lee told |reporters.", "reporters"),
            ("Lee told |the port closed/v that day.", "the"),
        ] {
            let (left, right) = told.split_once('|').expect("a place");
            let syntax = read(&format!("{left}{right}"));
            let at = read(left).tokens.len();
            let found = syntax.behind_hearer(at, syntax.tokens.len());
            assert_eq!(syntax.word(found), expect, "{told}");
        }
    }
}
