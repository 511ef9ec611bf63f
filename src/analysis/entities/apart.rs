//! What the reader takes into the names of organizations: adjectives before them, and people who speak for them.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Found;
use crate::analysis::EntityKind;
use crate::analysis::rules::Rule;
use crate::knowledge::lexicon;
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

/// The shortest adjective that is left out: "al", "de" and "the" belong to names.
const SHORTEST: usize = 4;

/// `name`, an organization's, without the adjectives before it: "conservative House Freedom Caucus", "state Department of
/// Labor", "Republican Senate". Two tokens are left, or a chamber.
pub(super) fn without_adjectives(syntax: &Syntax, mut name: Range<usize>) -> Range<usize> {
    let is_capitalized = |at: usize| syntax.word(at).starts_with(char::is_uppercase);
    while name.len() > 1 && Rule::WithoutAdjectives.holds() {
        let (word, next) = (syntax.word(name.start), syntax.word(name.start + 1));
        let is_adjective = match word {
            "state" | "federal" | "county" | "city" => true,
            // "royal Bank of Scotland": a capital was lost.
            "royal" | "central" | "national" | "international" => false,
            _ => syntax.part_of_speech(name.start) == PartOfSpeech::Adjective,
        };
        let is_small = name.len() > 2
            && is_adjective
            && word.len() >= SHORTEST
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && is_capitalized(name.start + 1);
        let is_side = matches!(word, "Republican" | "Democratic" | "Democrat" | "GOP")
            && matches!(next, "Senate" | "House" | "Congress");
        if !is_small && !is_side {
            break;
        }
        name.start += 1;
    }
    name
}

/// Parts people, whom the text names in full, from the organization behind "of": "Lund of Acme Telecom" are two names.
pub(super) fn people_apart(syntax: &Syntax, found: Vec<Found>) -> Vec<Found> {
    let is_full = |name: &&Found| name.kind == EntityKind::Person && name.tokens.len() > 1;
    let surnames: FxHashSet<&str> = found.iter().filter(is_full).map(|name| syntax.word(name.tokens.end - 1)).collect();
    let mut parted = Vec::with_capacity(found.len());
    for name in found {
        let Found { ref tokens, kind, confidence } = name;
        let (start, end) = (tokens.start, tokens.end);
        let is_person = kind == EntityKind::Organization
            && tokens.len() > 2
            && syntax.word(start + 1) == "of"
            && surnames.contains(syntax.word(start))
            && !lexicon::is_organization(syntax.word(start))
            && Rule::WithoutAdjectives.holds();
        if is_person {
            parted.push(Found { tokens: start..start + 1, kind: EntityKind::Person, confidence });
            parted.push(Found { tokens: start + 2..end, kind, confidence });
        } else {
            parted.push(name);
        }
    }
    parted
}

/// Whether `name` is an office and no organization: "PM".
pub(super) fn is_office(syntax: &Syntax, name: &Found) -> bool {
    name.kind != EntityKind::Person
        && name.tokens.len() == 1
        && syntax.word(name.tokens.start) == "PM"
        && Rule::RoleInCapitals.holds()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjectives_stand_before_names() {
        let check = |name: &str, expect: &str| {
            let syntax = Syntax::new(name);
            let tokens = without_adjectives(&syntax, 0..syntax.tokens.len());
            assert_eq!(syntax.span(tokens).of(name), expect);
        };
        check("conservative Harbour Freedom Caucus", "Harbour Freedom Caucus");
        check("Republican Senate", "Senate");
        check("Republican House Intelligence Committee", "House Intelligence Committee");
        check("Republican National Committee", "Republican National Committee");
        check("al-Aqsa Brigades", "al-Aqsa Brigades");
        check("afrol News", "afrol News");
        check("Harbour Board", "Harbour Board");
    }

    #[test]
    fn people_stand_apart_from_their_firms() {
        let text = "Ann Lund left. Lund of Acme Telecom said so.";
        let syntax = Syntax::new(text);
        let found = |tokens: Range<usize>, kind: EntityKind| Found { tokens, kind, confidence: 1.0 };
        let names = vec![found(0..2, EntityKind::Person), found(4..8, EntityKind::Organization)];
        let parted = people_apart(&syntax, names);
        let shown: Vec<&str> = parted.iter().map(|found| syntax.span(found.tokens.clone()).of(text)).collect();
        assert_eq!(shown, ["Ann Lund", "Lund", "Acme Telecom"]);
    }
}
