//! Short names in capitals that the reader did not take for names: "ED" where the text has the "Enforcement Directorate",
//! "PLRA" where it has the "Authentic Radical Liberal Party (PLRA)".

use rustc_hash::FxHashMap;

use super::super::rules::Rule;
use super::super::{EntityKind, Name};
use crate::knowledge::lexicon;
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// The names that are missing, each with the kind of what it shortens.
pub(super) fn missed(syntax: &Syntax, names: &[Name]) -> Vec<Name> {
    let mut known: FxHashMap<&str, (EntityKind, f32)> = FxHashMap::default();
    for name in names.iter().filter(|name| name.kind == EntityKind::Organization && name.tokens.len() > 1) {
        let at = name.tokens.end + 1;
        let bracketed = syntax.word(at);
        if syntax.is_bracketed(&(at..at + 1)) && is_short(bracketed) {
            known.insert(bracketed, (name.kind, name.confidence));
        }
    }
    // Only what the text has as a word of capitals is looked for.
    let mut initials: FxHashMap<String, (EntityKind, f32)> = FxHashMap::default();
    for name in names.iter().filter(|name| name.kind == EntityKind::Organization && name.tokens.len() > 1) {
        // "D&L" of "Dorne and Lund".
        let is_and = |word: &str| matches!(word, "and" | "&");
        let letters = |sign: Option<char>| -> String {
            let letter = |at: usize| match syntax.word(at) {
                word if is_and(word) => sign,
                word => word.chars().next().filter(|first| first.is_uppercase()),
            };
            name.tokens.clone().filter_map(letter).collect()
        };
        initials.entry(letters(None)).or_insert((name.kind, name.confidence));
        if name.tokens.clone().any(|at| is_and(syntax.word(at))) && Rule::LongForms.holds() {
            initials.entry(letters(Some('&'))).or_insert((name.kind, name.confidence));
        }
    }
    let mut next = 0;
    let mut found = Vec::new();
    for at in 0..syntax.tokens.len() {
        while names.get(next).is_some_and(|name| name.tokens.end <= at) {
            next += 1;
        }
        let word = syntax.word(at);
        if syntax.tokens[at].kind != TokenKind::Word
            || !is_short(word)
            || names.get(next).is_some_and(|name| name.tokens.contains(&at))
        {
            continue;
        }
        let is_shouted = || {
            let near = at.saturating_sub(1)..(at + 2).min(syntax.tokens.len());
            near.filter(|near| *near != at && is_short(syntax.word(*near))).count() > 0
        };
        let shortened = known.get(word).or_else(|| initials.get(word).filter(|_| !is_shouted()));
        if let Some((kind, confidence)) = shortened {
            found.push(Name::bare(syntax, at..at + 1, *kind, confidence * 0.8));
        }
    }
    found
}

/// Two to eight letters, mostly capitals, that are no role ("CEO").
fn is_short(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (2..9).contains(&word.chars().count())
        && capitals > 1
        && capitals * 2 > word.chars().count()
        && word.chars().all(|c| c.is_alphabetic() || c == '&')
        && !lexicon::is_role_in_capitals(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `full`: the name of an organization that the text has.
    fn check(text: &str, full: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let found = missed(&syntax, &[Name::of_words(&syntax, full, EntityKind::Organization)]);
        let words: Vec<&str> = found.iter().map(|name| name.span.of(text)).collect();
        assert_eq!(words, expect, "{text}");
    }

    #[test]
    fn short_names() {
        check("The Port Directorate came. The raids went on, said PD.", "Port Directorate", &["PD"]);
        check("Partido del Puerto (PdP) won. PdP cheered.", "Partido del Puerto", &["PdP", "PdP"]);
        check("Dorne and Lund closed on Monday, D&L said.", "Dorne and Lund", &["D&L"]);
        check("The Central Evening Office came, said the CEO.", "Central Evening Office", &[]);
        check("The Port Directorate came. It was in the ED.", "Port Directorate", &[]);
    }
}
