//! Two names that the reader takes for one: "Moraine, Ohio", "Acme and Vandor", "the Ann Lee-Tom Vance film", "the Acme-Vandor dispute".

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Found, known};
use crate::analysis::EntityKind;
use crate::analysis::rules::Rule;
use crate::knowledge::gazetteer::{Gazetteer, PlaceKind};
use crate::knowledge::lexicon;
use crate::syntax::Syntax;

/// Parts a town from the state or the country behind its comma, those who play against each other, and two that are named
/// elsewhere or known, and a company from its country: "Moraine, Ohio", "Hull v Leeds", "Acme and Vandor", "Renault of France" and
/// "the Ann Lee-Tom Vance film" are two names each, "Washington, D.C." is one.
pub(super) fn two_apart(syntax: &Syntax, found: Vec<Found>) -> Vec<Found> {
    let is_place = |tokens: &Range<usize>| Gazetteer::built_in().is_place_name(words(syntax, tokens));
    let is_country = |tokens: &Range<usize>| {
        let gazetteer = Gazetteer::built_in();
        gazetteer.lookup(words(syntax, tokens)).iter().any(|id| gazetteer.kind(*id) == PlaceKind::Country)
    };
    let pairs = Pairs::of(syntax, &found);
    // "Acme Bank of Penford" is Acme Bank.
    let is_named = |tokens: &Range<usize>| {
        let is_end = |end: &usize| *end == tokens.end || *end > tokens.start + 1;
        (tokens.start + 1..=tokens.end)
            .filter(is_end)
            .any(|end| pairs.0.contains_key(words(syntax, &(tokens.start..end))))
            || known::is_organization(syntax, tokens)
    };
    let mut parted = Vec::with_capacity(found.len());
    let mut rest: Vec<Found> = found.into_iter().rev().collect();
    while let Some(name) = rest.pop() {
        let Found { ref tokens, kind, confidence } = name;
        let halves = |mark: usize| [tokens.start..mark, mark + 1..tokens.end];
        let parts = |mark: &usize| match (syntax.word(*mark), kind) {
            (",", EntityKind::Place) => halves(*mark).iter().all(is_place) && !is_place(tokens),
            ("and", EntityKind::Organization) => {
                syntax.word(tokens.start) != syntax.word(mark + 1) && halves(*mark).iter().all(is_named)
            }
            // A body of several words bears the country: "Communist Party of China".
            ("of", EntityKind::Organization) => {
                let [body, country] = halves(*mark);
                body.len() == 1 && known::is_organization(syntax, &body) && is_country(&country)
            }
            ("v" | "vs" | "vs.", _) => kind != EntityKind::Other && syntax.word(mark + 1) != ".",
            ("-", _) => !is_place(tokens) && pairs.are(syntax, tokens, *mark),
            _ => false,
        };
        match (tokens.start + 1..tokens.end.saturating_sub(1)).find(parts).filter(|_| Rule::TwoApart.holds()) {
            Some(mark) => rest.extend(halves(mark).into_iter().rev().map(|tokens| {
                let told = match syntax.word(mark) {
                    "-" => pairs.kind(syntax, &tokens),
                    "of" => is_country(&tokens).then_some(EntityKind::Place),
                    _ => None,
                };
                Found { tokens, kind: told.unwrap_or(kind), confidence }
            })),
            None => parted.push(name),
        }
    }
    parted
}

/// What the text names besides, by its words; people by their surnames, too.
struct Pairs<'t>(FxHashMap<&'t str, EntityKind>);

impl<'t> Pairs<'t> {
    fn of(syntax: &Syntax<'t>, found: &[Found]) -> Pairs<'t> {
        let mut kinds = FxHashMap::default();
        // "Hajj" is no body.
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
    fn are(&self, syntax: &Syntax, name: &Range<usize>, mark: usize) -> bool {
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
    fn kind(&self, syntax: &Syntax, tokens: &Range<usize>) -> Option<EntityKind> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Name;

    #[test]
    fn two_names_stand_apart() {
        let check = |text: &str, kind: EntityKind, names: &[&str], expect: &[&str]| {
            let syntax = Syntax::new(text);
            let name =
                |words: &&str| Found { tokens: Name::of_words(&syntax, words, kind).tokens, kind, confidence: 1.0 };
            let parted = two_apart(&syntax, names.iter().map(name).collect());
            let shown: Vec<&str> = parted.iter().map(|found| syntax.span(found.tokens.clone()).of(text)).collect();
            assert_eq!(shown, expect);
        };
        let (place, body) = (EntityKind::Place, EntityKind::Organization);
        check("Scranton, Pa.", place, &["Scranton, Pa."], &["Scranton", "Pa."]);
        check("Geneva, Switzerland", place, &["Geneva, Switzerland"], &["Geneva", "Switzerland"]);
        check("Washington, D.C.", place, &["Washington, D.C."], &["Washington, D.C."]);
        check("Hull v Leeds", place, &["Hull v Leeds"], &["Hull", "Leeds"]);
        check("Renault of France", body, &["Renault of France"], &["Renault", "France"]);
        check(
            "Siemens and Renault of France",
            body,
            &["Siemens and Renault of France"],
            &["Siemens", "Renault", "France"],
        );
        check("Communist Party of China", body, &["Communist Party of China"], &["Communist Party of China"]);
        check("Acme and Vandor met.", body, &["Acme and Vandor"], &["Acme and Vandor"]);
        let names = ["Acme", "Vandor", "Acme and Vandor"];
        check("Acme left. Vandor was late. Acme and Vandor met.", body, &names, &["Acme", "Vandor", "Acme", "Vandor"]);
    }
}
