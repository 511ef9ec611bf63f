//! The words that a name is compared by.

use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::gazetteer::{Gazetteer, PlaceKind, fold};
use crate::knowledge::lexicon;
use crate::syntax::Syntax;

/// The words of a name in small letters, without full stops, marks and what is no part of the name proper.
pub(super) fn words(syntax: &Syntax, name: &Name) -> Vec<String> {
    if name.kind == EntityKind::Place
        && Rule::CountryNames.holds()
        && let Some(country) = country(name.span.of(syntax.text))
    {
        return country.split(' ').map(fold).collect();
    }
    let is_side = |at: &usize| name.kind == EntityKind::Place && is_side(syntax.word(*at));
    let mut words: Vec<String> = name
        .tokens
        .clone()
        .skip_while(is_side)
        .filter(|at| syntax.word(*at).starts_with(char::is_alphanumeric))
        .map(|at| fold(syntax.word(at)))
        .filter(|word| !word.is_empty() && word != "the")
        .collect();
    let short = match words.as_slice() {
        [first, second, _, ..] if first == "united" && second == "nations" => "un",
        [first, second, _, ..] if first == "united" && second == "states" => "us",
        [first, second, _, ..] if first == "united" && second == "kingdom" => "uk",
        _ => "",
    };
    if !short.is_empty() && name.kind == EntityKind::Organization {
        words.splice(..2, [short.to_owned()]);
    }
    if words.len() > 1 && lexicon::follows_name(syntax.word(name.tokens.end - 1)) {
        words.pop();
    }
    let is_body = matches!(name.kind, EntityKind::Place | EntityKind::Organization) && Rule::OtherNames.holds();
    let alias = is_body.then(|| lexicon::usual_name(&words.join(" "))).flatten();
    let Some(alias) = alias else { return words };
    alias.split(' ').map(str::to_owned).collect()
}

/// "eastern" in "eastern Algeria", but not "Eastern" in "Eastern Cape".
fn is_side(word: &str) -> bool {
    matches!(
        word,
        "north"
            | "south"
            | "east"
            | "west"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "northeastern"
            | "northwestern"
            | "southeastern"
            | "southwestern"
            | "mainland"
            | "rural"
    )
}

/// The usual name of the one country that has this name: "Saudi Arabia" of "Kingdom of Saudi Arabia".
pub(in super::super) fn country(name: &str) -> Option<String> {
    let gazetteer = Gazetteer::built_in();
    let mut countries = gazetteer.lookup(name).into_iter().filter(|id| gazetteer.kind(*id) == PlaceKind::Country);
    let found = match countries.next() {
        None if Rule::StateOfCountry.holds() => return state_of(name).and_then(country),
        found => found?,
    };
    countries.next().is_none().then(|| gazetteer.name(found))
}

/// "Qatar" in "State of Qatar".
fn state_of(name: &str) -> Option<&str> {
    let (first, rest) = name.split_once(" of ")?;
    let noun = first.rsplit(' ').next()?;
    (matches!(noun, "Republic" | "State" | "Kingdom" | "Sultanate" | "Emirate") && rest != "China").then_some(rest)
}
