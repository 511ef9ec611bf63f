//! Two names with a hyphen between them, which the reader takes for one: "the Ann Lee-Tom Vance film", "the Acme-Vandor dispute".

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Found;
use crate::analysis::EntityKind;
use crate::knowledge::lexicon;
use crate::syntax::Syntax;

/// What the text names besides, by its words; people by their surnames, too.
pub(super) struct Pairs<'t>(FxHashMap<&'t str, EntityKind>);

impl<'t> Pairs<'t> {
    pub(super) fn of(syntax: &Syntax<'t>, found: &[Found]) -> Pairs<'t> {
        let mut kinds = FxHashMap::default();
        for Found { tokens, kind, .. } in found.iter().filter(|name| name.kind != EntityKind::Other) {
            kinds.insert(words(syntax, tokens), *kind);
            // "Murza" is no surname of Ann Kara-Murza.
            if *kind == EntityKind::Person && !tokens.clone().any(|at| syntax.word(at) == "-") {
                kinds.insert(syntax.word(tokens.end - 1), *kind);
            }
        }
        Pairs(kinds)
    }

    /// Whether the tokens before and behind the hyphen `mark` of `name` are two names: of one word each, or full names of people.
    pub(super) fn are(&self, syntax: &Syntax, name: &Range<usize>, mark: usize) -> bool {
        let halves = [name.start..mark, mark + 1..name.end];
        let is_alike = halves[0].len().min(2) == halves[1].len().min(2);
        let kinds = halves.each_ref().map(|half| self.kind(syntax, half));
        // "Fargo-Moorhead" is one place.
        is_alike
            && !syntax.tokens[mark].space_before
            && kinds.iter().all(Option::is_some)
            && kinds != [Some(EntityKind::Place); 2]
            && halves.iter().any(|half| self.0.contains_key(words(syntax, half)))
    }

    /// What the half at `tokens` of such a pair is, as the text tells elsewhere or a first name does.
    pub(super) fn kind(&self, syntax: &Syntax, tokens: &Range<usize>) -> Option<EntityKind> {
        let is_full = tokens.len() > 1
            && lexicon::first_name(syntax.word(tokens.start)).is_some()
            && tokens.clone().all(|at| syntax.word(at).starts_with(char::is_uppercase));
        let known = self.0.get(words(syntax, tokens)).copied();
        known.or(is_full.then_some(EntityKind::Person))
    }
}

fn words<'t>(syntax: &Syntax<'t>, tokens: &Range<usize>) -> &'t str {
    syntax.span(tokens.clone()).of(syntax.text)
}
