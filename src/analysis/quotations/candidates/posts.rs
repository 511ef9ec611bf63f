//! Posts of social media within an article: their words, and below them "— Ada Okafor (@okafor) March 3, 2021".

use std::ops::Range;

use super::super::evidence::Evidence;
use super::Proposed;
use super::signed::is_dash;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::cue_kinds;
use crate::knowledge::lexicon::{self, WordClass};
use crate::syntax::Syntax;
use crate::text::{TokenKind, date};

/// The most words of a name.
const LONGEST_NAME: usize = 12;
/// The most words behind the handle: a date with its time.
const LONGEST_DATE: usize = 12;
/// The most lines of a post.
const MOST_LINES: usize = 12;
/// The most links at the end of a line.
const MOST_LINKS: usize = 12;
/// A verb that tells who says what stands between marks is so many tokens away from them at most.
const NEAR_MARKS: usize = 5;

/// The posts that are signed with a name, a handle and a date.
pub(super) fn posts(evidence: &Evidence) -> Vec<Proposed> {
    let count = if Rule::Posts.holds() { evidence.syntax.paragraphs.len() } else { 0 };
    (0..count).filter_map(|number| post(evidence, number)).collect()
}

/// The post whose signature ends paragraph `number`: the lines above it up to an empty one; or the words before it, if they
/// end with a link or the signature ends with "March 3, 2021", as it does where a post is embedded.
fn post(evidence: &Evidence, number: usize) -> Option<Proposed> {
    let syntax = evidence.syntax;
    let tokens = syntax.paragraphs[number].tokens.clone();
    let from = tokens.end.saturating_sub(LONGEST_DATE + 3).max(tokens.start);
    let is_handle = |at: &usize| syntax.word(*at) == "(" && syntax.word(*at + 1).starts_with('@');
    let handle = (from..tokens.end - 1).rev().find(is_handle)?;
    let close = (handle + 2..tokens.end).find(|at| syntax.word(*at) == ")")?;
    let mut behind = close + 1..tokens.end;
    if !behind.clone().any(|at| syntax.tokens[at].kind == TokenKind::Number) || !behind.all(|at| tells_time(syntax, at))
    {
        return None;
    }
    let is_letter = |at: &usize| syntax.tokens[*at].kind == TokenKind::Word;
    let is_below = is_dash(syntax.word(tokens.start));
    let (dash, content) = if is_below {
        (tokens.start, lines_above(syntax, number))
    } else {
        let from = handle.saturating_sub(LONGEST_NAME + 1).max(tokens.start);
        let dash = (from..handle).rev().find(|at| is_dash(syntax.word(*at)) && syntax.tokens[*at + 1].space_before)?;
        let words = without_links(syntax, tokens.start..dash);
        // A tag or an emoji ends no sentence of the article's.
        let ends = words.end.checked_sub(1).filter(|_| !words.is_empty());
        let is_tagged = ends.is_some_and(|end| {
            let word = syntax.word(end);
            word.starts_with('#') || end > words.start && syntax.word(end - 1) == "#" || !word.is_ascii()
        });
        let is_embedded = words.end < dash || is_tagged || is_day(syntax, close + 1..tokens.end);
        (dash, if is_embedded { vec![words] } else { Vec::new() })
    };
    let end = (dash + 1..handle).rev().find(is_letter)? + 1;
    let name = dash + 1..end;
    // No "Photo by", no "Source:".
    let tells = |at: usize| {
        let word = syntax.word(at);
        matches!(word, ":" | "By") || lexicon::has(WordClass::Credits, word)
    };
    let words = || content.iter().cloned().flatten();
    let is_post = name.len() <= LONGEST_NAME
        && !name.clone().any(tells)
        && !syntax.word(name.start).ends_with("ing")
        && words().any(|at| is_letter(&at))
        && !words().all(|at| evidence.mark_of[at].is_some())
        && !content.iter().any(|line| is_told(evidence, line.clone()));
    is_post.then(|| Proposed { content, cue: Some(dash..dash + 1), source: Some(name) })
}

/// Whether `tokens` are "March 3, 2021" or "3 May 2021".
fn is_day(syntax: &Syntax, tokens: Range<usize>) -> bool {
    let is_number = |at: usize| syntax.tokens[at].kind == TokenKind::Number;
    let [month, day] = [0, 1].map(|place| tokens.start + place);
    let is_either = |month, day| date::is_month(syntax.word(month)) && is_number(day);
    tokens.len() >= 3
        && tokens.len() <= 4
        && (is_either(month, day) || is_either(day, month))
        && is_number(tokens.end - 1)
        && syntax.word(tokens.end - 1).len() == 4
}

/// Whether the article tells in `line` who says what stands between marks: “We stay,” said Okafor.
fn is_told(evidence: &Evidence, line: Range<usize>) -> bool {
    let syntax = evidence.syntax;
    let is_beside_marks = |at: usize| {
        let near = line.start.max(at.saturating_sub(NEAR_MARKS))..line.end.min(at + NEAR_MARKS);
        near.clone().any(|other| evidence.mark_of[other].is_some())
    };
    let mut verbs = line.clone().filter(|at| evidence.mark_of[*at].is_none() && syntax.is_verb(*at));
    verbs.any(|at| cue_kinds(syntax.word(at)).is_speech_verb() && is_beside_marks(at))
}

/// The lines above paragraph `number` up to an empty line, one of links alone left out.
fn lines_above(syntax: &Syntax, number: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    for above in (0..number).rev().take(MOST_LINES) {
        let line = syntax.paragraphs[above].tokens.clone();
        let gap =
            &syntax.text[syntax.tokens[line.end - 1].span.end as usize..syntax.tokens[line.end].span.start as usize];
        // The signature may stand below an empty line, too.
        if gap.matches('\n').count() > 1 && !lines.is_empty() {
            break;
        }
        let words = without_links(syntax, line);
        if !words.is_empty() {
            lines.push(words);
        }
    }
    lines.reverse();
    lines
}

/// Whether token `at` may stand in "March 3, 2021" or "5:10 PM GMT · Wed Mar 3".
fn tells_time(syntax: &Syntax, at: usize) -> bool {
    let word = syntax.word(at);
    let is_short = word.len() <= 4 && word.chars().all(|letter| letter.is_ascii_uppercase());
    let is_day = lexicon::is_capitalized(WordClass::ShortDay, word.trim_end_matches('.'));
    syntax.tokens[at].kind != TokenKind::Word
        || is_short
        || is_day
        || matches!(word, "at" | "on")
        || lexicon::has(WordClass::HalfOfDay, word)
        || lexicon::is_one_of(WordClass::TellsTheTime, word)
        || date::is_month(word)
}

/// `words` without the links at their end, and the colon before a link.
fn without_links(syntax: &Syntax, words: Range<usize>) -> Range<usize> {
    let mut end = words.end;
    for _ in 0..MOST_LINKS {
        if end == words.start {
            break;
        }
        // What stands together without white space.
        let start = (words.start..end).rev().find(|at| syntax.tokens[*at].space_before).unwrap_or(words.start);
        let together = syntax.span(start..end).of(syntax.text);
        match together.find("://").or_else(|| together.find(".com/")) {
            Some(_) => end = start,
            None if syntax.word(end - 1) == ":" => end -= 1,
            None => break,
        }
    }
    words.start..end
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_proposed;
    use super::*;

    #[test]
    fn posts_are_signed_with_a_handle_and_a_date() {
        let check = |text: &str, expect: &[&str]| check_proposed(text, posts, expect);
        let post = "We stay. | — | Ada Okafor";
        check("We stay. pic.twitter.com/a1\n\n— Ada Okafor (@okafor) March 3, 2021", &[post]);
        check("We stay.: https://t.co/a\n— Ada Okafor (@okafor) Wed 3 Mar 2021 5:10 PM GMT", &[post]);
        check(
            "We stay. ⛵ pic.twitter.com/a1 — Ada Okafor ⛵ (@okafor) 5:10 PM - 3 Mar 2021",
            &["We stay. ⛵ | — | Ada Okafor"],
        );
        check(
            "It rained.\n\nWe stay.\nWe do.\n#Tarn\n\n— Ada Okafor (@okafor) May 1, 2020",
            &["We stay./We do./#Tarn | — | Ada Okafor"],
        );
        check("Shut it\n\n— Port of Tarn (@tarn_port) May 1, 2020\n\nIt is shut.", &["Shut it | — | Port of Tarn"]);
    }

    #[test]
    fn posts_without_a_link_end_with_a_day() {
        let check = |text: &str, expect: &[&str]| check_proposed(text, posts, expect);
        check("We stay — okafor (@okafor) March 3, 2021", &["We stay | — | okafor"]);
        check(
            "Lee says/v it rains/v. Even ‘My Life’ is wet — Ada ❤️ (@okafor) March 3, 2021",
            &["Lee says it rains. Even ‘My Life’ is wet | — | Ada"],
        );
        check(
            "“No,” is all I say to them. #Tarn — Ada (@okafor) May 3, 2021",
            &["“No,” is all I say to them. #Tarn | — | Ada"],
        );
    }

    #[test]
    fn other_signatures_are_none() {
        let check = |text: &str| check_proposed(text, posts, &[]);
        check("— Ada Okafor (@okafor) March 3, 2021");
        check("https://t.co/a\n\n— Ada Okafor (@okafor) March 3, 2021");
        check("We stay. — Ada Okafor (52), mayor");
        check("The port was shut.\n\n— Ada Okafor (@okafor)");
        check("The port was shut — Ada Okafor (@okafor) Wed 3 Mar 2021");
        check("The port was shut.\n\n— Photo by Ada Okafor (@okafor) March 3, 2021");
        check("The port was shut.\n\n— Reporting, Ada Okafor (@okafor) March 3, 2021");
        check("It is shut, “we think,” said Lee.\n\n— Ada Okafor (@okafor) March 3, 2021");
        check("“We stay,” said Lee.\n\n— Ada Okafor (@okafor) March 3, 2021");
        check("She wrote — her account is (@okafor) — that the port would shut in 2021");
    }
}
