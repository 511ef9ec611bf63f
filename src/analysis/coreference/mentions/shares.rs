//! One of several: "one of the country's largest banks" is a bank.

use std::ops::Range;

use super::{Description, Determiner};
use crate::knowledge::lexicon::{self, NounKind};
use crate::syntax::Syntax;

/// Whether `tokens` begin with "one of".
pub(in super::super) fn begins_one_of(syntax: &Syntax, tokens: &Range<usize>) -> bool {
    tokens.len() > 2 && syntax.word(tokens.start).eq_ignore_ascii_case("one") && syntax.word(tokens.start + 1) == "of"
}

/// The singular of a plural noun, in small letters: "bank" of "banks", "agency" of "agencies".
pub(in super::super) fn singular(noun: &str) -> Option<String> {
    let lower = noun.to_lowercase();
    let is_plural = !["ss", "us", "is"].iter().any(|end| lower.ends_with(end));
    let of_y = || lower.strip_suffix("ies").map(|rest| format!("{rest}y"));
    of_y().or_else(|| lower.strip_suffix('s').map(str::to_owned)).filter(|_| is_plural)
}

/// What "one of the country's largest banks" is; none where that is no person and no organization.
pub(super) fn one_of(syntax: &Syntax, tokens: Range<usize>) -> Option<Description> {
    if !begins_one_of(syntax, &tokens) {
        return None;
    }
    let ends = |at: &usize| lexicon::is_one_of(lexicon::WordClass::ClosesNounGroup, syntax.word(*at));
    let end = (tokens.start + 2..tokens.end).find(ends).unwrap_or(tokens.end);
    let head = end - 1;
    let noun = lexicon::noun(&singular(syntax.word(head))?)?;
    let is_somebody = matches!(noun.kind, NounKind::Person | NounKind::Organization);
    is_somebody.then_some(Description { head, noun: Some(noun), determiner: Determiner::Indefinite })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several_is_what_they_are() {
        let check = |text: &str, expect: Option<(&str, NounKind)>| {
            let syntax = Syntax::new(text);
            let found = one_of(&syntax, 0..syntax.tokens.len());
            let shown = found.and_then(|known| Some((syntax.word(known.head), known.noun?.kind)));
            assert_eq!(shown, expect, "{text}");
        };
        check("one of the country's largest rating agencies", Some(("agencies", NounKind::Organization)));
        check("One of the officials who knew it", Some(("officials", NounKind::Person)));
        check("one of the reasons", None);
        check("two of the officials", None);
    }
}
