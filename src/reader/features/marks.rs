//! How every token stands to the quotation marks of its paragraph.

use crate::text::{Paragraph, Token, TokenKind};

/// How every token stands to the quotation marks of its paragraph: 0 outside in a paragraph without any, 1 outside
/// in one that has some, and otherwise whether it is the opening mark, inside or the closing mark, whether the marks
/// are double, and how many tokens they hold.
pub(super) fn quotation_marks(text: &str, tokens: &[Token], paragraphs: &[Paragraph]) -> Vec<u32> {
    let mut states = vec![0; tokens.len()];
    for paragraph in paragraphs {
        let range = paragraph.tokens.clone();
        let mut index = range.start;
        let mut found = Vec::new();
        while index < range.end {
            match closing_of(text, tokens, index, range.end) {
                Some((close, is_double)) => {
                    found.push((index..close, is_double));
                    index = close + 1;
                }
                None => index += 1,
            }
        }
        if !found.is_empty() {
            states[range.clone()].fill(1);
        }
        for (marked, is_double) in found {
            let is_open = marked.end == range.end;
            let size = if is_open { 6 } else { size_class(marked.len().saturating_sub(1)) };
            let class = |place: u32| 2 + place + 3 * u32::from(is_double) + 6 * size;
            states[marked.clone()].fill(class(1));
            states[marked.start] = class(0);
            if !is_open {
                states[marked.end] = class(2);
            }
        }
    }
    states
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
fn closing_of(text: &str, tokens: &[Token], open: usize, end: usize) -> Option<(usize, bool)> {
    let mark = tokens[open].of(text);
    let closes_double = |word: &str| match mark {
        "“" | "„" | "\"" | "”" => matches!(word, "”" | "\"" | "’’"),
        "``" | "''" | "‘‘" => matches!(word, "''" | "”" | "\"" | "’’"),
        "«" => word == "»",
        _ => false,
    };
    let is_single = matches!(mark, "‘" | "'" | "`");
    if is_single {
        let opens = tokens[open].kind == TokenKind::Punctuation
            && tokens.get(open + 1).is_some_and(|next| !next.space_before)
            && (tokens[open].space_before || is_bracket_or_dash(tokens[open - 1].of(text)));
        if !opens {
            return None;
        }
        let closes = |index: &usize| {
            matches!(tokens[*index].of(text), "’" | "'")
                && tokens[*index].kind == TokenKind::Punctuation
                && !tokens[*index].space_before
                && tokens.get(index + 1).is_none_or(|next| next.space_before || next.kind == TokenKind::Punctuation)
        };
        let candidates: Vec<usize> = (open + 1..end.min(open + FARTHEST_SINGLE)).filter(closes).collect();
        let after_punctuation = |index: &&usize| tokens[**index - 1].kind == TokenKind::Punctuation;
        let close = candidates.iter().find(after_punctuation).or(candidates.first());
        // Without its partner a single mark is more likely an apostrophe.
        return close.map(|close| (*close, false));
    }
    matches!(mark, "“" | "„" | "\"" | "``" | "''" | "‘‘" | "«").then(|| {
        let close = (open + 1..end).find(|index| closes_double(tokens[*index].of(text)));
        (close.unwrap_or(end), true)
    })
}

fn is_bracket_or_dash(word: &str) -> bool {
    matches!(word, "(" | "[" | "—" | "–" | "-" | "--" | ":")
}
