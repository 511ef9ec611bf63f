//! How every token stands to the quotation marks of its paragraph.

use crate::text::{Paragraph, Token, TokenKind};

/// A token, and the word that it is read as.
pub(super) type ReadAs = (usize, &'static str);

/// The least tokens between marks that are taken for something said, unless a comma or stop ends them: terms and glosses have
/// fewer.
const SHORTEST_SAID: usize = 4;

/// How every token stands to the quotation marks of its paragraph: 0 outside in a paragraph without any, 1 outside
/// in one that has some, and otherwise whether it is the opening mark, inside or the closing mark, whether the marks
/// are double, and how many tokens they hold.
///
/// Most of what the reader learned from is said between “ and ”. So other pairs are read as these, and the second list
/// says which tokens: „ and “, ” and ”, ” and “, » and «; and ‘ and ’ where most is said between them, as in British papers.
pub(super) fn quotation_marks(text: &str, tokens: &[Token], paragraphs: &[Paragraph]) -> (Vec<u32>, Vec<ReadAs>) {
    let find = |single_quotes: bool| {
        let of = |paragraph: &Paragraph| in_paragraph(text, tokens, paragraph, single_quotes);
        paragraphs.iter().map(of).collect::<Vec<_>>()
    };
    let single = find(true);
    let said = |double: bool| {
        let stops = |close: usize| matches!(tokens[close - 1].of(text), "," | "." | "?" | "!");
        let is_said = |(open, close, is_double): &&(usize, usize, bool)| {
            *is_double == double && (close - open > SHORTEST_SAID || stops(*close))
        };
        single.iter().flatten().filter(is_said).count()
    };
    // One may be the headline’s, in which papers quote otherwise than below it.
    let single_quotes = said(false) > said(true).max(1);
    let found = if single_quotes { single } else { find(false) };
    let mut states = vec![0; tokens.len()];
    let mut read_as = Vec::new();
    for (paragraph, found) in paragraphs.iter().zip(found) {
        let range = paragraph.tokens.clone();
        if !found.is_empty() {
            states[range.clone()].fill(1);
        }
        for (open, close, is_double) in found {
            let is_open = close == range.end;
            let size = if is_open { 6 } else { size_class(close - open - 1) };
            let class = |place: u32| 2 + place + 3 * u32::from(is_double || single_quotes) + 6 * size;
            states[open..close].fill(class(1));
            states[open] = class(0);
            if !is_open {
                states[close] = class(2);
            }
            if is_double || single_quotes {
                let closes = tokens.get(close).filter(|_| !is_open).map(|token| token.of(text));
                let pair = match tokens[open].of(text) {
                    "'" => ["\""; 2],
                    "‘" | "`" | "„" | "”" | "»" => ["“", "”"],
                    "“" if closes == Some("“") => ["“", "”"],
                    _ => continue,
                };
                let is_other = |(token, word): &ReadAs| tokens[*token].of(text) != *word;
                let ends = [(open, pair[0]), (close, pair[1])];
                read_as.extend(ends.into_iter().take(1 + usize::from(!is_open)).filter(is_other));
            }
        }
    }
    (states, read_as)
}

/// Where a token stands to the quotation marks of its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader) enum Place {
    Outside,
    Opens,
    Inside,
    Closes,
}

/// Where every token stands to the quotation marks of its paragraph.
pub(in crate::reader) fn places_in_marks(text: &str, tokens: &[Token], paragraphs: &[Paragraph]) -> Vec<Place> {
    let (states, _) = quotation_marks(text, tokens, paragraphs);
    let place = |state: u32| match (state, state.saturating_sub(2) % 3) {
        (0 | 1, _) => Place::Outside,
        (_, 0) => Place::Opens,
        (_, 1) => Place::Inside,
        _ => Place::Closes,
    };
    states.into_iter().map(place).collect()
}

/// What stands between marks in a paragraph, what lies within others left out: the token that opens it, the one that closes
/// it (the paragraph's end if none does), and whether those are double. `single_quotes`: whether a single mark at the head
/// of a paragraph opens a quotation that goes on behind it.
fn in_paragraph(text: &str, tokens: &[Token], paragraph: &Paragraph, single_quotes: bool) -> Vec<(usize, usize, bool)> {
    let range = paragraph.tokens.clone();
    let mut index = range.start;
    let mut found = Vec::new();
    let mut last_close = None;
    while index < range.end {
        let goes_on = single_quotes && index == range.start;
        match closing_of(text, tokens, index, range.end, goes_on, &mut last_close) {
            Some((close, is_double)) => {
                found.push((index, close, is_double));
                index = close + 1;
            }
            None => index += 1,
        }
    }
    found
}

fn size_class(tokens: usize) -> u32 {
    match tokens {
        0 | 1 => 0,
        2 => 1,
        3 | 4 => 2,
        5..=7 => 3,
        8..=15 => 4,
        _ => 5,
    }
}

/// How far, in tokens, a single quotation mark is looked for, so that a text full of them stays quick to read.
const FARTHEST_SINGLE: usize = 150;

/// If token `open` is an opening mark: the token that closes it (`end` if none does), and whether it is a double mark.
/// `goes_on`: whether a single mark that nothing closes opens as well. `last_close`: the last token before `end` that may
/// close ” or », looked for once.
fn closing_of(
    text: &str,
    tokens: &[Token],
    open: usize,
    end: usize,
    goes_on: bool,
    last_close: &mut Option<Option<usize>>,
) -> Option<(usize, bool)> {
    let mark = tokens[open].of(text);
    let opens = || {
        tokens[open].kind == TokenKind::Punctuation
            && tokens.get(open + 1).is_some_and(|next| !next.space_before)
            && (tokens[open].space_before || is_bracket_or_dash(tokens[open - 1].of(text)))
    };
    let closes = |index: usize| {
        tokens[index].kind == TokenKind::Punctuation
            && !tokens[index].space_before
            && tokens.get(index + 1).is_none_or(|next| next.space_before || next.kind == TokenKind::Punctuation)
    };
    match mark {
        "‘" | "'" | "`" if opens() => {
            let is_mark = |index: &usize| matches!(tokens[*index].of(text), "’" | "'") && closes(*index);
            let candidates: Vec<usize> = (open + 1..end.min(open + FARTHEST_SINGLE)).filter(is_mark).collect();
            let after_punctuation = |index: &&usize| tokens[**index - 1].kind == TokenKind::Punctuation;
            let close = candidates.iter().find(after_punctuation).or(candidates.first()).copied();
            // Without its partner a single mark is more likely an apostrophe.
            close.or(goes_on.then_some(end)).map(|close| (close, false))
        }
        "“" | "„" | "\"" | "``" | "''" | "‘‘" | "«" => {
            let is_mark = |index: &usize| match (mark, tokens[*index].of(text)) {
                ("«", word) => word == "»",
                (_, "”" | "\"" | "’’") | ("``" | "''" | "‘‘", "''") => true,
                ("“" | "„", "“") => closes(*index),
                _ => false,
            };
            Some(((open + 1..end).find(is_mark).unwrap_or(end), true))
        }
        // The marks of Swedish and Finnish, those of German books, or the wrong way round.
        "”" | "»" if opens() => {
            let is_mark = |index: &usize| matches!(tokens[*index].of(text), "“" | "”" | "«") && closes(*index);
            let last = *last_close.get_or_insert_with(|| (open + 1..end).rev().find(is_mark));
            let close = last.filter(|last| *last > open).and_then(|last| (open + 1..=last).find(is_mark));
            close.map(|close| (close, true))
        }
        _ => None,
    }
}

fn is_bracket_or_dash(word: &str) -> bool {
    matches!(word, "(" | "[" | "—" | "–" | "-" | "--" | ":")
}
