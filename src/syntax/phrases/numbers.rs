//! Numbers and ages, before nouns and behind names.

use std::ops::Range;

use crate::knowledge::lexicon::{Grammar, WordClass as LexiconClass, has, is_one_of};
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive;
use crate::text::TokenKind;

/// Nobody is older.
const OLDEST: u32 = 120;

impl Syntax<'_> {
    /// How many the words before the noun at the end of `tokens` tell of, in figures: "3" of "the three new shops", "2400000" of
    /// "2.4 million guests"; none of "a 12-member board".
    pub fn number(&self, tokens: Range<usize>) -> Option<String> {
        let is_number = |at: &usize| {
            let is_alone = self.word(at + 1) != "-" && !matches!(self.word_before(*at, 1), "-" | "$" | "£" | "€");
            let is_cardinal = !self.word(*at).contains(|c: char| c.is_alphabetic());
            let is_figure = self.tokens[*at].kind == TokenKind::Number && is_cardinal;
            is_alone && (is_figure || of_word(self.word(*at)).is_some())
        };
        let at = tokens.clone().find(is_number)?;
        // "Year 6", "May 4": no count.
        let counts = at.checked_sub(1).is_none_or(|before| !is_one_of(LexiconClass::Numbered, self.word(before)));
        let number = match of_word(self.word(at)) {
            Some(number) => number.to_string(),
            None => self.word(at).replace(',', ""),
        };
        let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        let unit = if tokens.contains(&(at + 1)) { self.word(at + 1) } else { "" };
        let times = match unit {
            "dozen" => 12.0,
            "hundred" => 1e2,
            "thousand" => 1e3,
            "million" => 1e6,
            "billion" => 1e9,
            _ => return (counts && !is_year).then_some(number),
        };
        let value: f64 = number.parse().ok()?;
        Some(format!("{}", value * times))
    }

    /// The age that `tokens` up to the noun at their end tell: "the 34-year-old weaver", but not "the 34-year-old man's mother".
    pub fn age(&self, tokens: Range<usize>) -> Option<u32> {
        let old = tokens.clone().rev().find(|at| self.word(*at) == "old" && *at >= tokens.start + 4)?;
        let is_owned = (old..tokens.end).any(|at| is_genitive(self.word(at)));
        let is_years = self.word(old - 1) == "-" && self.word(old - 2) == "year" && self.word(old - 3) == "-";
        if is_owned || !is_years {
            return None;
        }
        self.word(old - 4).parse().ok().filter(|age| *age <= OLDEST)
    }

    /// Whether `tokens` tell of somebody by an age: "the 34-year-old weaver".
    pub fn is_aged(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|at| at > 0 && self.word(at) == "old" && self.word(at - 1) == "-")
    }

    /// The age that stands behind a name which ends before token `end`, and the token behind it: "Ann Lee, 42|,", "Ann Lee, aged
    /// 42|,", "Ann Lee (42)|".
    pub fn age_behind(&self, end: usize) -> Option<(u32, usize)> {
        let at = end + 1 + usize::from(self.word(end + 1) == "aged");
        let age = self.word(at).parse().ok().filter(|age| (1..=OLDEST).contains(age))?;
        match self.word(end) {
            // At the end of a text, too.
            "," if self.word(at + 1).is_empty() => Some((age, at + 1)),
            "," => has(Grammar::BehindAge, self.word(at + 1)).then_some((age, at + 1)),
            "(" => (self.word(at + 1) == ")").then_some((age, at + 2)),
            _ => None,
        }
    }

    /// Where what stands behind a name that ends before token `end` goes on behind an age: "Ann Lee, 42|, a nurse".
    pub fn behind_age(&self, end: usize) -> usize {
        self.age_behind(end).map_or(end, |(_, behind)| behind)
    }

    /// The end of the name that an age or short brackets part from what begins at token `end`: "Ann Lee|, 42|, a nurse", "Ann Lee|
    /// (D-Ohio)|, the chair".
    pub fn before_aside(&self, end: usize) -> usize {
        const MOST: usize = 4;
        let near = 2..=MOST.min(end);
        let aged = near.map(|back| end - back).find(|start| self.age_behind(*start).is_some_and(|(_, at)| at == end));
        aged.unwrap_or_else(|| self.before_brackets(end))
    }
}

fn of_word(word: &str) -> Option<usize> {
    const WORDS: [&str; 11] =
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.iter().position(|known| word.eq_ignore_ascii_case(known)).map(|place| place + 2)
}

#[cfg(test)]
mod tests {
    use crate::syntax::by_hand::{read, token};

    #[test]
    fn numbers_in_one_spelling() {
        for (text, expect) in [
            ("the three new shops", Some("3")),
            ("2.4 million guests", Some("2400000")),
            ("two hundred guests", Some("200")),
            ("1,200 guests", Some("1200")),
            ("two dozen guests", Some("24")),
            ("the Year 6 pupils", None),
            ("the 1989 protesters", None),
            ("193 Lind members", Some("193")),
            ("a 12-member board", None),
            ("the 43rd president", None),
            ("the 34-year-old weaver", None),
            ("the shops", None),
        ] {
            let syntax = read(text);
            assert_eq!(syntax.number(0..syntax.tokens.len()).as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn ages_before_a_noun() {
        for (text, age, is_aged) in [
            ("the 34-year-old weaver", Some(34), true),
            ("the 34-year-old", Some(34), true),
            ("the 34-year-old man's mother", None, true),
            ("the 340-year-old mill", None, true),
            ("the 12-member board", None, false),
            ("the old weaver", None, false),
        ] {
            let syntax = read(text);
            let all = 0..syntax.tokens.len();
            assert_eq!((syntax.age(all.clone()), syntax.is_aged(all)), (age, is_aged), "{text}");
        }
    }

    #[test]
    fn what_stands_between_a_name_and_more() {
        for (text, behind, age) in [
            ("Ann Lee, 42; left", ";", Some(42)),
            ("Ann Lee, aged 42; left", ";", Some(42)),
            ("Ann Lee (42); left", ";", Some(42)),
            ("Ann Lee (42; left", "(", None),
            ("Ann Lee, 420; left", ",", None),
            ("Ann Lee; left", ";", None),
        ] {
            let syntax = read(text);
            assert_eq!(syntax.word(syntax.behind_age(2)), behind, "{text}");
            assert_eq!(syntax.age_behind(2).map(|(age, _)| age), age, "{text}");
            let stop = token(&syntax, ";");
            let before = if age.is_some() { 2 } else { stop };
            assert_eq!(syntax.before_aside(stop), before, "{text}");
        }
        let syntax = read("Ann Lee (D-Ohio), the chair");
        assert_eq!(syntax.before_aside(token(&syntax, ",")), 2);
    }
}
