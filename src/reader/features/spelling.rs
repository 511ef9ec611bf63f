//! How the tokens of one word are written elsewhere in the text.

use super::words::Word;
use crate::text::{Segments, Token, TokenKind};

/// Tells for every word with letters whether the text has it in small letters, and with a capital inside a sentence.
/// Lines in capitals, and headlines that give every word a capital, say nothing.
pub(super) fn add_spellings(text: &str, tokens: &[Token], words: &[usize], segments: &Segments, known: &mut [Word]) {
    for sentence in &segments.sentences {
        let in_small = sentence.tokens.clone().filter(|i| tokens[*i].of(text).starts_with(char::is_lowercase)).count();
        let telling = in_small * 3 > sentence.tokens.len();
        for index in sentence.tokens.clone().filter(|i| tokens[*i].kind == TokenKind::Word) {
            let spelling = known[words[index]].spelling.get_or_insert_default();
            let word = tokens[index].of(text);
            let follows_mark = index > sentence.tokens.start && tokens[index - 1].kind == TokenKind::Word;
            spelling.small |= word.starts_with(char::is_lowercase);
            spelling.capital_inside |= telling && follows_mark && word.starts_with(char::is_uppercase);
        }
    }
}
