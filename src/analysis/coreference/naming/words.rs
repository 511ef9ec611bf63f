//! The words that a name is compared by.

use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::gazetteer::{Gazetteer, PlaceId, PlaceKind, country_of_code, fold};
use crate::knowledge::lexicon::{self, WordClass};
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive;

/// The words of a name in small letters, without full stops, marks and what is no part of the name proper.
pub(super) fn words(syntax: &Syntax, name: &Name) -> Vec<String> {
    if name.kind == EntityKind::Place {
        let text = name.span.of(syntax.text);
        let country = if Rule::CountryNames.holds() { country(text) } else { None };
        if let Some(usual) = country.or_else(|| state(text)) {
            return usual.split(' ').map(fold).collect();
        }
    }
    let mut words = plain_words(syntax, name);
    if let [first, second, _, ..] = words.as_slice()
        && first == "united"
        && name.kind == EntityKind::Organization
        && let Some(short) = [("nations", "un"), ("states", "us"), ("kingdom", "uk")].iter().find(|it| it.0 == second)
    {
        words.splice(..2, [short.1.to_owned()]);
    }
    if words.len() > 1 && lexicon::follows_name(syntax.word(name.tokens.end - 1)) {
        words.pop();
    }
    let is_body = name.kind != EntityKind::Person && Rule::OtherNames.holds();
    let alias = is_body.then(|| lexicon::usual_name(&words.join(" "))).flatten();
    let Some(alias) = alias else { return words };
    alias.split(' ').map(str::to_owned).collect()
}

/// The words as they stand there. The sign for "and" is a word of its own, but not within a word: "Dorne & Lund", "AT&T".
fn plain_words(syntax: &Syntax, name: &Name) -> Vec<String> {
    // "western Europe" is a place of its own.
    let is_apart = || Rule::PlaceNames.holds() && Gazetteer::built_in().is_place_name(name.span.of(syntax.text));
    let has_side = name.kind == EntityKind::Place && is_side(syntax.word(name.tokens.start)) && !is_apart();
    let is_within =
        |at: usize| at > name.tokens.start && syntax.tokens[at - 1].span.end == syntax.tokens[at].span.start;
    let mut words: Vec<String> = Vec::new();
    for at in name.tokens.clone().skip_while(|at| has_side && is_side(syntax.word(*at))) {
        let word = syntax.word(at);
        let is_sign = word == "&" && Rule::LongForms.holds();
        if is_sign && !is_within(at) {
            words.push("&".to_owned());
        } else if word.starts_with(char::is_alphanumeric) {
            let folded = match word {
                "Utd" => "united".to_owned(),
                _ if word.eq_ignore_ascii_case("dept.") && Rule::OtherNames.holds() => "department".to_owned(),
                // "Acme.org" is Acme.
                _ if Rule::OtherNames.holds() && word.starts_with(char::is_uppercase) => fold(without_domain(word)),
                _ => fold(word),
            };
            if !folded.is_empty() && folded != "the" {
                words.push(folded);
            }
        }
    }
    words
}

/// A name without the end of the address of its pages.
pub(super) fn without_domain(word: &str) -> &str {
    [".com", ".org", ".net"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

/// Whether a name is one of two parts with a hyphen, whose first part is no first name: "Kara-Lund".
pub(super) fn is_double_name(syntax: &Syntax, name: &Name) -> bool {
    name.tokens.len() == 3 && syntax.word(name.tokens.start + 1) == "-"
}

/// The name of a state that is shortened: "Pennsylvania" of "Pa." None of one that is also a large city: "N.Y."
fn state(name: &str) -> Option<String> {
    const LARGE_CITY: u32 = 500_000;
    let gazetteer = Gazetteer::built_in();
    if !name.ends_with('.') || !Rule::PlaceNames.holds() {
        return None;
    }
    let mut states = gazetteer.lookup(name).into_iter().filter(|id| gazetteer.kind(*id) == PlaceKind::Region);
    let (state, None) = (gazetteer.name(states.next()?), states.next()) else { return None };
    let is_city = |id: PlaceId| gazetteer.kind(id) == PlaceKind::City && gazetteer.population(id) >= LARGE_CITY;
    (!gazetteer.lookup(&state).into_iter().any(is_city)).then_some(state)
}

/// "eastern" in "eastern Algeria", but not "Eastern" in "Eastern Cape".
fn is_side(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && lexicon::is_one_of(WordClass::PartOfCountry, word)
}

/// The usual name of the one country that has this name: "Saudi Arabia" of "Kingdom of Saudi Arabia".
pub(in super::super) fn country(name: &str) -> Option<String> {
    let gazetteer = Gazetteer::built_in();
    let mut countries = gazetteer.lookup(name).into_iter().filter(|id| gazetteer.kind(*id) == PlaceKind::Country);
    let found = match countries.next().or_else(|| country_of_code(name)) {
        None if Rule::StateOfCountry.holds() => return state_of(name).and_then(country),
        found => found?,
    };
    countries.next().is_none().then(|| gazetteer.name(found))
}

/// "Qatar" in "State of Qatar".
fn state_of(name: &str) -> Option<&str> {
    let (first, rest) = name.split_once(" of ")?;
    let noun = first.rsplit(' ').next()?;
    (lexicon::is_capitalized(WordClass::StateOf, noun) && rest != "China").then_some(rest)
}

/// "Norway" in "Norway's Chess Federation".
pub(super) fn owner<'a>(syntax: &'a Syntax, name: &Name) -> Option<&'a str> {
    let mark = name.tokens.start.checked_sub(1)?;
    let owner = mark.checked_sub(1)?;
    let is_place = || lexicon::is_place(syntax.word(owner)) || Gazetteer::built_in().is_place_name(syntax.word(owner));
    (is_genitive(syntax.word(mark)) && is_place()).then(|| syntax.word(owner))
}
