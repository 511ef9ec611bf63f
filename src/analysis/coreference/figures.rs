//! What numbers tell: "100 shops" are not "three shops", and "the 27-year-old" is nobody who is 23.

use std::ops::Range;

use super::Given;
use super::decide::Walk;
use super::evidence::Call;
use super::mentions::is_genitive;
use crate::analysis::EntityKind;
use crate::knowledge::lexicon::{self, NounKind, WordClass, is_one_of};
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// Nobody is older.
const OLDEST: u32 = 120;

/// How many the words before the noun at the end of `tokens` tell of, in figures: "3" of "the three new shops", "2400000" of "2.4
/// million guests"; none of "a 12-member board".
pub(super) fn number(syntax: &Syntax, tokens: Range<usize>) -> Option<String> {
    let is_number = |at: &usize| {
        let is_alone = syntax.word(at + 1) != "-" && !matches!(syntax.word_before(*at, 1), "-" | "$" | "£" | "€");
        let is_cardinal = !syntax.word(*at).contains(|c: char| c.is_alphabetic());
        is_alone && (syntax.tokens[*at].kind == TokenKind::Number && is_cardinal || of_word(syntax.word(*at)).is_some())
    };
    let at = tokens.clone().find(is_number)?;
    // "Year 6", "May 4": no count.
    let counts = at.checked_sub(1).is_none_or(|before| !is_one_of(WordClass::Numbered, syntax.word(before)));
    let number = match of_word(syntax.word(at)) {
        Some(number) => number.to_string(),
        None => syntax.word(at).replace(',', ""),
    };
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let unit = if tokens.contains(&(at + 1)) { syntax.word(at + 1) } else { "" };
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

fn of_word(word: &str) -> Option<usize> {
    const WORDS: [&str; 11] =
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.iter().position(|known| word.eq_ignore_ascii_case(known)).map(|place| place + 2)
}

/// Whether the entity of `cluster` is told to be of another number than `call`; or of none, if the words with the number
/// `introduce` those they tell of: "100 shops".
pub(super) fn is_of_another_number(walk: &Walk, cluster: usize, call: &Call, introduce: bool) -> bool {
    let is_plural = || call.noun.ends_with('s') || lexicon::noun_kind(&call.noun) == Some(NounKind::Group);
    let Some(number) = call.number.as_ref().filter(|_| is_plural()) else { return false };
    let known = &walk.board.clusters[cluster];
    if !known.members.is_empty() {
        return number.parse() != Ok(known.members.len());
    }
    if matches!(known.kind, EntityKind::Person | EntityKind::Place) {
        return true;
    }
    let mut told = walk.told_of[cluster].calls.iter().filter_map(|call| call.number.as_ref()).peekable();
    match told.peek() {
        Some(_) => !told.any(|told| told == number),
        None => introduce && !known.is_named,
    }
}

/// The age that `tokens` up to the noun at their end tell: "the 34-year-old weaver", but not "the 34-year-old man's mother".
pub(super) fn age(syntax: &Syntax, tokens: Range<usize>) -> Option<u32> {
    let old = tokens.clone().rev().find(|at| syntax.word(*at) == "old" && *at >= tokens.start + 4)?;
    let is_owned = (old..tokens.end).any(|at| is_genitive(syntax.word(at)));
    let is_years = syntax.word(old - 1) == "-" && syntax.word(old - 2) == "year" && syntax.word(old - 3) == "-";
    if is_owned || !is_years {
        return None;
    }
    syntax.word(old - 4).parse().ok().filter(|age| *age <= OLDEST)
}

/// The age that stands behind a name which ends before token `end`: "Ann Lee, 42,", "Ann Lee (42)", "Ann Lee, aged 42,".
pub(super) fn age_behind(given: &Given, end: usize) -> Option<u32> {
    let at = end + 1 + usize::from(given.syntax.word(end + 1) == "aged");
    let is_closed = match given.syntax.word(end) {
        "," => matches!(given.syntax.word(at + 1), "," | "." | ";" | "and" | "of" | "from" | ""),
        "(" => given.syntax.word(at + 1) == ")",
        _ => false,
    };
    given.syntax.word(at).parse().ok().filter(|age| is_closed && (1..=OLDEST).contains(age))
}

/// Whether the entity of `cluster` is told to be of another age, or somebody else of this one.
pub(super) fn is_of_another_age(walk: &Walk, cluster: usize, age: u32) -> bool {
    match walk.told_of[cluster].ages.as_slice() {
        [] => walk.told_of_any.ages.contains(&age),
        known => !known.contains(&age),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_one_spelling() {
        let check = |text: &str, expect: Option<&str>| {
            let syntax = Syntax::new(text);
            assert_eq!(number(&syntax, 0..syntax.tokens.len()).as_deref(), expect, "{text}");
        };
        check("the three new shops", Some("3"));
        check("2.4 million guests", Some("2400000"));
        check("two hundred guests", Some("200"));
        check("1,200 guests", Some("1200"));
        check("two dozen guests", Some("24"));
        check("the Year 6 pupils", None);
        check("the 1989 protesters", None);
        check("193 Lind members", Some("193"));
        check("a 12-member board", None);
        check("the 43rd president", None);
        check("the 34-year-old weaver", None);
        check("the shops", None);
    }

    #[test]
    fn ages_before_a_noun() {
        let check = |text: &str, expect: Option<u32>| {
            let syntax = Syntax::new(text);
            assert_eq!(age(&syntax, 0..syntax.tokens.len()), expect, "{text}");
        };
        check("the 34-year-old weaver", Some(34));
        check("the 34-year-old", Some(34));
        check("the 34-year-old man's mother", None);
        check("the 12-member board", None);
    }
}
