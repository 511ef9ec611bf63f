//! The places that authorities bear in their names: "Clark County" in "Clark County Fire Department".

use rustc_hash::FxHashSet;

use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::gazetteer::{Gazetteer, PlaceKind};
use crate::knowledge::lexicon::{self, WordClass, is_capitalized, is_one_of};
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive;

/// The name of a place has at most so many words.
const LONGEST: usize = 4;
/// A place with so many people is meant by its name within another.
const LARGE: u32 = 300_000;

/// The places within the names of authorities among `names`, as names of their own.
pub(super) fn places(syntax: &Syntax, names: &[Name]) -> Vec<Name> {
    let is_place = |name: &&Name| name.kind == EntityKind::Place;
    let told: FxHashSet<&str> = names.iter().filter(is_place).map(|name| name.span.of(syntax.text)).collect();
    names.iter().filter_map(|name| place_in_front(syntax, name, &told)).collect()
}

/// `told`: the places that the text names elsewhere.
fn place_in_front(syntax: &Syntax, name: &Name, told: &FxHashSet<&str>) -> Option<Name> {
    let last = syntax.word(name.tokens.end - 1);
    if !Rule::PlaceOfAuthority.holds()
        || name.kind != EntityKind::Organization
        || !is_written(WordClass::LocalAuthority, last)
    {
        return None;
    }
    let start = name.tokens.start;
    let longest = (name.tokens.end - 1).min(start + LONGEST);
    let words = |end: usize| syntax.span(start..end).of(syntax.text);
    let is_county = |end: usize| end - start > 1 && matches!(syntax.word(end - 1), "County" | "Parish" | "Township");
    let is_place = |end: &usize| is_county(*end) || Gazetteer::built_in().is_place_name(words(*end));
    let end = (start + 1..=longest).rev().find(is_place)?;
    let is_meant = is_county(end)
        || told.contains(words(end))
        || is_known_for_itself(words(end))
        || (is_written(WordClass::ServesAPlace, syntax.word(end)) && last != "University");
    // "St Mary's Hospital" and "Lincoln Center" are named after somebody.
    let is_saint = is_capitalized(WordClass::Saint, syntax.word(start));
    let is_first_name =
        end == start + 1 && end == name.tokens.end - 1 && lexicon::first_name(syntax.word(start)).is_some();
    let is_house = is_written(WordClass::HouseOfAuthority, last);
    let is_named_after = (is_saint || is_first_name) && is_house;
    let is_meant = is_meant && (!is_named_after || told.contains(words(end)));
    let is_word = end == start + 1 && is_written(WordClass::QualityOfAuthority, syntax.word(start));
    let is_whole = !is_word && !matches!(syntax.word(end), "-" | "&" | "and") && !is_genitive(syntax.word(end));
    (is_meant && is_whole).then(|| Name::bare(syntax, start..end, EntityKind::Place, name.confidence * 0.8))
}

/// Whether a name is that of a country, a part of the world, a capital or of anywhere with more than [`LARGE`] people:
/// "Donald Trump Administration" does not lie in Donald, Oregon.
fn is_known_for_itself(name: &str) -> bool {
    let gazetteer = Gazetteer::built_in();
    gazetteer.lookup(name).into_iter().any(|id| {
        let is_wide = matches!(gazetteer.kind(id), PlaceKind::Country | PlaceKind::WorldRegion);
        is_wide || gazetteer.is_capital(id) || gazetteer.population(id) > LARGE
    })
}

/// Whether `word` is one of a class, and written with one capital.
fn is_written(class: WordClass, word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase) && is_one_of(class, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expect`: the places of `text`.
    fn check(text: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let names = crate::analysis::entities::find(&syntax);
        let is_place = |name: &&Name| name.kind == EntityKind::Place;
        let found: Vec<&str> = names.iter().filter(is_place).map(|name| name.span.of(text)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn authorities_lie_where_they_are_named_after() {
        check("The Clark County Fire Department said it was late.", &["Clark County"]);
        check("The Western Cape High Court ruled on Monday.", &["Western Cape"]);
        check("The Preston Crown Court heard the case.", &["Preston"]);
        check("Peking University and Wuhan University said so.", &["Peking", "Wuhan"]);
    }

    #[test]
    fn universities_and_ministries_lie_in_no_namesake() {
        check("Warwick University said it was full.", &[]);
        check("Cornell University and Harvard Law School said so.", &[]);
        check("The Commerce Department and the Economy Ministry said so.", &[]);
        check("Officials in the Obama Administration said so.", &[]);
        check("Oxford University is in Oxford.", &["Oxford", "Oxford"]);
    }
}
