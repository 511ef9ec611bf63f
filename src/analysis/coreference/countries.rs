//! Whose countries words tell: "the Turkish president" is nobody who is called Dutch.

use std::ops::Range;

use super::decide::Walk;
use super::evidence::Call;
use super::mentions::name_at;
use super::naming::country;
use crate::analysis::EntityKind;
use crate::knowledge::lexicon::{self, WordClass};

/// The countries that a description tells, by their usual names: those of the peoples and countries before its head
/// `noun`, and of the country behind its "of". Empty for most.
pub(super) fn of_description(walk: &Walk, tokens: Range<usize>, call: &Call) -> Vec<String> {
    let mut found = of_peoples(&call.modifiers);
    found.extend(of_people(&call.noun));
    let of_noun = (walk.syntax.word(tokens.end) == "of").then_some(tokens.end + 1);
    let names =
        tokens.chain(of_noun).filter_map(|at| name_at(walk.given.names, at)).map(|name| &walk.given.names[name]);
    let places = names.filter(|name| name.kind == EntityKind::Place);
    found.extend(places.filter_map(|name| country(name.span.of(walk.syntax.text))));
    found
}

/// Whether the entity of `cluster` is told to be of another country than all of `countries`. Places are of none.
pub(super) fn is_of_another(walk: &Walk, cluster: usize, countries: &[String]) -> bool {
    let known = &walk.board.clusters[cluster];
    if countries.is_empty() || known.kind == EntityKind::Place {
        return false;
    }
    let words = &walk.told_of[cluster].words;
    let named = || words.iter().filter_map(|word| country(word));
    let mut told = of_peoples(words);
    if known.kind == EntityKind::Organization && known.is_named {
        told.extend(named());
    }
    let owners = walk.told_of[cluster].calls.iter().flat_map(|call| &call.modifiers);
    told.extend(owners.filter_map(|word| country(word)));
    // A country among its words need not be its own: "the ambassador to Russia". Yet it may be.
    !told.is_empty() && !countries.iter().any(|one| told.contains(one)) && !named().any(|one| countries.contains(&one))
}

/// Whether two words, in small letters, are the same but for a country and its people: "Turkey" and "Turkish".
pub(super) fn are_same(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|word| lexicon::demonym(word).unwrap_or(word));
    one.eq_ignore_ascii_case(other)
}

/// The countries of the peoples among `words`.
fn of_peoples(words: &[String]) -> Vec<String> {
    let is_part = |at: usize| at > 0 && lexicon::has(WordClass::PartOfContinent, &words[at - 1]);
    (0..words.len()).filter(|at| !is_part(*at)).filter_map(|at| of_people(&words[at])).collect()
}

/// The country of a people: of "Turkish" and "Turks", but not of "African".
fn of_people(word: &str) -> Option<String> {
    country(lexicon::demonym(word)?)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{entities_of, shown};
    use crate::analysis::EntityKind;

    /// `expect`: the people, with their mentions.
    fn check(text: &str, expect: &[&str]) {
        let found = entities_of(text);
        let people = found.iter().filter(|entity| entity.kind == EntityKind::Person);
        assert_eq!(people.map(|entity| shown(text, entity)).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn who_is_of_another_country_is_somebody_else() {
        let check = |text: &str, expect: &[&str]| {
            check(&format!("British Foreign Secretary Ann Cole flew home. {text}"), expect);
        };
        check(
            "The Turkish minister said that the deal was dead.",
            &["Ann Cole: Ann Cole", "Turkish minister: The Turkish minister"],
        );
        check(
            "Turkey’s minister said that he knew.",
            &["Ann Cole: Ann Cole", "Turkey’s minister: Turkey’s minister, he"],
        );
        check("The British minister said that she knew.", &["Ann Cole: Ann Cole, The British minister, she"]);
        check("The European minister said that she knew.", &["Ann Cole: Ann Cole, The European minister, she"]);
    }

    #[test]
    fn who_is_of_a_people_is_no_adjective() {
        check("Ann Cole flew home. Critics of the Syrian armed opposition wept.", &["Ann Cole: Ann Cole"]);
        check("Bashar Nader fell. The Syrian civil war went on. He wept.", &["Bashar Nader: Bashar Nader, He"]);
    }
}
