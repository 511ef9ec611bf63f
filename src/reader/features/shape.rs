//! How a word and a paragraph look.

use crate::text::{Paragraph, Token, TokenKind};

/// Writes "X" for a capital, "x" for a small letter, "0" for a digit, other characters as they are; runs of three and
/// more count as two: "McCain" is "XxXxx", "U.S." is "X.X.".
pub(super) fn shape(word: &str, out: &mut String) {
    out.clear();
    let mut run = ('\0', 0);
    for c in word.chars() {
        let class = match c {
            c if c.is_lowercase() => 'x',
            c if c.is_uppercase() => 'X',
            c if c.is_numeric() => '0',
            c if c.is_alphabetic() => 'c',
            '\u{2019}' => '\'',
            c => c,
        };
        run = if class == run.0 { (class, run.1 + 1) } else { (class, 1) };
        if run.1 <= 2 && out.len() < 12 {
            out.push(class);
        }
    }
}

/// How a paragraph looks, as a number below 8: whether it is the text's first, whether it ends like a sentence, and
/// whether it is in capitals.
pub(super) fn manner(text: &str, tokens: &[Token], paragraph: &Paragraph, number: usize) -> u32 {
    let body = &tokens[paragraph.tokens.clone()];
    let ends = body.iter().rev().take(3).any(|t| {
        let word = t.of(text);
        matches!(word, "!" | "?" | "..." | "…" | ":") || word.ends_with('.')
    });
    let words = body.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 1);
    let (mut capitals, mut others) = (0, 0);
    for word in words {
        let is_capital = word.of(text).chars().all(|c| !c.is_lowercase());
        capitals += usize::from(is_capital);
        others += usize::from(!is_capital);
    }
    u32::from(number == 0) + 2 * u32::from(ends) + 4 * u32::from(capitals > others)
}
