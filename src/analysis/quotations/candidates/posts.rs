//! Posts of social media within an article: their words, and below or behind them "— Ada Okafor (@okafor) March 3, 2021".

use std::ops::Range;

use super::Proposed;
use super::signed::is_dash;
use crate::syntax::Syntax;
use crate::text::{TokenKind, date};

/// The most words of a name.
const LONGEST_NAME: usize = 12;
/// The most words behind the handle: a date with its time.
const LONGEST_DATE: usize = 10;
/// The most links, tags and emoji at the end of a post.
const MOST_LINKS: usize = 40;

/// The posts that are signed with a name and a handle.
pub(super) fn posts(syntax: &Syntax) -> Vec<Proposed> {
    (0..syntax.paragraphs.len()).filter_map(|number| post(syntax, number)).collect()
}

/// The post whose signature ends paragraph `number`: the words before the dash, or the paragraph above it.
fn post(syntax: &Syntax, number: usize) -> Option<Proposed> {
    let tokens = syntax.paragraphs[number].tokens.clone();
    let from = tokens.end.saturating_sub(LONGEST_DATE + 2).max(tokens.start);
    let is_handle = |at: &usize| syntax.word(*at) == "(" && syntax.tokens[*at + 1].of(syntax.text).starts_with('@');
    let handle = (from..tokens.end - 1).rev().find(is_handle)?;
    let close = (handle + 2..tokens.end).find(|at| syntax.word(*at) == ")")?;
    if !(close + 1..tokens.end).all(|at| tells_time(syntax, at)) {
        return None;
    }
    let name_from = handle.saturating_sub(LONGEST_NAME + 1).max(tokens.start);
    let dash = (name_from..handle).rev().find(|at| is_dash(syntax.word(*at)) && syntax.tokens[*at + 1].space_before)?;
    let above = || number.checked_sub(1).map(|above| syntax.paragraphs[above].tokens.clone());
    let words = if dash == tokens.start { above()? } else { tokens.start..dash };
    let content = without_links(syntax, words);
    let is_post = dash + 1 < handle && !content.is_empty();
    is_post.then(|| Proposed { content: vec![content], cue: Some(dash..dash + 1), source: Some(dash + 1..handle) })
}

/// Whether token `at` may stand in "March 3, 2021" or "5:10 PM · Mar 3".
fn tells_time(syntax: &Syntax, at: usize) -> bool {
    let word = syntax.word(at);
    let is_half = matches!(word, "AM" | "PM" | "am" | "pm" | "a.m." | "p.m." | "at" | "on");
    syntax.tokens[at].kind != TokenKind::Word || is_half || date::is_month(word)
}

/// `words` without the links, tags and emoji at their end, and the colon before a link.
fn without_links(syntax: &Syntax, words: Range<usize>) -> Range<usize> {
    let mut end = words.end;
    for _ in 0..MOST_LINKS {
        if end == words.start {
            break;
        }
        // What stands together without white space.
        let start = (words.start..end).rev().find(|at| syntax.tokens[*at].space_before).unwrap_or(words.start);
        let together = syntax.span(start..end).of(syntax.text);
        let is_link = together.contains("://") || together.contains(".com/") || together.starts_with('#');
        let is_emoji = syntax.tokens[end - 1].kind == TokenKind::Symbol;
        match (is_link, is_emoji || syntax.word(end - 1) == ":") {
            (true, _) => end = start,
            (_, true) => end -= 1,
            _ => break,
        }
    }
    words.start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expect`: of each post its source and its words.
    fn check(text: &str, expect: &[(&str, &str)]) {
        let syntax = Syntax::new(text);
        let of = |tokens: &Range<usize>| syntax.span(tokens.clone()).of(text);
        let found = posts(&syntax);
        let found: Vec<(&str, &str)> =
            found.iter().map(|one| (one.source.as_ref().map_or("", of), of(&one.content[0]))).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn posts_are_signed_with_a_handle() {
        let name = "Ada Okafor";
        check("We stay. pic.twitter.com/a1\n\n— Ada Okafor (@okafor) March 3, 2021", &[(name, "We stay.")]);
        check("We stay: https://t.co/a #Tarn #Hull\n— Ada Okafor (@okafor)", &[(name, "We stay")]);
        check("We stay. ⛵ — Ada Okafor (@okafor) 5:10 PM - 3 Mar 2021", &[(name, "We stay.")]);
        check(
            "The port\n\nShut it\n\n— Port of Tarn (@tarn_port) May 1, 2020\n\nIt is shut.",
            &[("Port of Tarn", "Shut it")],
        );
        check("— Ada Okafor (@okafor) March 3, 2021", &[]);
        check("https://t.co/a\n\n— Ada Okafor (@okafor) March 3, 2021", &[]);
        check("We stay. — Ada Okafor (52), mayor", &[]);
        check(
            "She wrote on Twitter — her account is (@okafor) — that the port would shut in winter and in spring",
            &[],
        );
    }
}
