//! Titles that were read as a part of a name.

use std::ops::Range;

use super::peers;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon::{self, WordClass};
use crate::syntax::Syntax;
use crate::syntax::phrases::is_title_of_name;

/// Where the name itself begins in `tokens`, past titles and roles: after "US Secretary of State" in "US Secretary of
/// State Jane Roe". The name keeps at least one token.
pub(super) fn end_of_title(syntax: &Syntax, tokens: Range<usize>) -> usize {
    if peers::is_peer(syntax, &tokens) {
        return tokens.start;
    }
    let mut start = tokens.start;
    let mut at = tokens.start;
    while at + 1 < tokens.end {
        // "Harbour spokesman Tom Vance" was read as one name.
        let word = syntax.word(at);
        let is_small_role =
            at > tokens.start && (lexicon::role(word).is_some() || lexicon::is_one_of(WordClass::TitleInName, word));
        let leads =
            Some(leading_title(syntax, at)).filter(|length| at == start && *length > 0 && at + length < tokens.end);
        if leads.is_some()
            || (is_title_of_name(syntax.word(at)) || is_small_role)
                && !is_first_name_before_surname(syntax, at, tokens.end)
        {
            at += leads.unwrap_or(1);
            // "Secretary of State Jane Roe": what follows "of" belongs to the role.
            while at + 2 < tokens.end && matches!(syntax.word(at), "of" | "for" | "and" | "-") {
                at += 2;
            }
            // "Men" of "Pan Men-an" is no title.
            start = if syntax.word(at) == "-" { start } else { at };
        } else if start == tokens.start && at < tokens.start + 3 {
            at += 1;
        } else {
            break;
        }
    }
    start
}

/// How many tokens from `at` on are a title that only leads a name: "DI", "Tan Sri", "Dato'".
fn leading_title(syntax: &Syntax, at: usize) -> usize {
    let word = syntax.word(at);
    let is_word = word.starts_with(char::is_uppercase)
        && word.chars().skip(2).all(|c| !c.is_uppercase())
        && lexicon::is_one_of(WordClass::LeadsName, word.trim_end_matches(['.', '\'', '’']));
    let has_mark = matches!(syntax.word(at + 1), "'" | "’" | ".");
    let length = usize::from(is_word || is_rank_in_capitals(word)) + usize::from(is_word && has_mark);
    match syntax.word(at + length.max(1)) {
        "Sri" if word == "Tan" => 2,
        "Sri" | "Seri" if word.starts_with("Dat") && is_word => length + 1,
        _ => length,
    }
}

/// Ranks of the police that stand before names.
pub(super) fn is_rank_in_capitals(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_uppercase()) && lexicon::is_one_of(WordClass::PoliceRank, word)
}

/// "Dean Smith" bears a first name that is also a title; "Dr. Dean Smith" and "Dean Ann Smith" do not settle it. "Don" and "Earl"
/// hardly ever are titles.
fn is_first_name_before_surname(syntax: &Syntax, at: usize, end: usize) -> bool {
    // "Don Pietro Salvi" is a priest.
    let is_last = at + 2 == end || lexicon::first_name(syntax.word(at + 1)).is_none();
    let is_mostly = at + 2 <= end && is_last && matches!(syntax.word(at), "Don" | "Earl");
    let is_dean = at + 2 == end && syntax.word(at) == "Dean";
    if (is_mostly || is_dean) && Rule::FirstNamesAreNoTitles.holds() {
        return true;
    }
    lexicon::first_name(syntax.word(at)).is_some()
        && at + 2 == end
        && lexicon::first_name(syntax.word(at + 1)).is_none()
        && lexicon::title(syntax.word(at)).is_none_or(|gender| gender.is_none() && syntax.word(at) != "President")
}
