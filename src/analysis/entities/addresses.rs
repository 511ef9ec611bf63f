//! What is written like a name but is none: addresses of mail and of pages, signs of money.

use std::ops::Range;

use crate::Span;
use crate::analysis::rules::Rule;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// `name` without the addresses at its ends: "Ann Lee" of "ann@example.com Ann Lee". Empty if nothing else is left, and
/// for the country in "US$ 5 million".
pub(super) fn without_addresses(syntax: &Syntax, mut name: Range<usize>) -> Range<usize> {
    if !Rule::AddressesAreNoNames.holds() {
        return name;
    }
    while !name.is_empty() && is_in_address(syntax, name.start) {
        name.start += 1;
    }
    while !name.is_empty() && is_in_address(syntax, name.end - 1) {
        name.end -= 1;
        while !name.is_empty() && syntax.tokens[name.end - 1].kind == TokenKind::Punctuation {
            name.end -= 1;
        }
    }
    let is_money = name.len() == 1 && syntax.text[syntax.span(name.clone()).end as usize..].starts_with('$');
    if is_money { name.start..name.start } else { name }
}

/// At most so many characters of an address are looked at on either side of a token.
const LONGEST_SIDE: usize = 80;

/// What an address may stand behind.
const OPENS: [char; 6] = ['(', '[', '<', '"', '“', '”'];

/// Whether the token stands in an address: "ann@example.com", "www.example.com", "pic.example.com/Hx2Qa". What
/// begins with "@" is a name that somebody bears.
fn is_in_address(syntax: &Syntax, at: usize) -> bool {
    let Span { start, end } = syntax.span(at..at + 1);
    let (before, behind) = (&syntax.text[..start as usize], &syntax.text[end as usize..]);
    let length = |of: &mut dyn Iterator<Item = char>| -> usize {
        of.take(LONGEST_SIDE).take_while(|c| !c.is_whitespace() && !OPENS.contains(c)).map(char::len_utf8).sum()
    };
    let begin = before.len() - length(&mut before.chars().rev());
    let word = &syntax.text[begin..end as usize + length(&mut behind.chars())];
    let is_path = |(host, _): (&str, &str)| {
        host.contains('.') && host.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.')
    };
    word.find('@').is_some_and(|sign| sign > 0 && word[sign..].contains('.'))
        || word.contains("://")
        || word.starts_with("www.")
        || word.split_once('/').is_some_and(is_path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of all of `text`.
    fn check(text: &str, expect: &str) {
        let syntax = Syntax::new(text);
        let left = without_addresses(&syntax, 0..syntax.tokens.len());
        assert_eq!(if left.is_empty() { "" } else { syntax.span(left).of(text) }, expect, "{text}");
    }

    #[test]
    fn addresses_are_no_names() {
        check("ann.lee@example.com", "");
        check("ann@example.com Ann Lee", "Ann Lee");
        check("Ann Lee. ann@example.com", "Ann Lee");
        check("pic.example.com/Hx2QaPq", "");
        check("https://example.com/Paris", "");
        check("www.example.com", "");
        check("@AnnLee", "@AnnLee");
        check("Taobao.com", "Taobao.com");
        check("CNN/ORC", "CNN/ORC");
        check("Ann Lee", "Ann Lee");
    }

    #[test]
    fn money_is_no_country() {
        let syntax = Syntax::new("US$ 5 million");
        assert!(without_addresses(&syntax, 0..1).is_empty());
    }
}
