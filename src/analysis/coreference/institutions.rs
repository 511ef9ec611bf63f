//! What kind of institution words tell: "the government" is no newspaper, "the company" no court.

use super::decide::Walk;
use crate::analysis::EntityKind;
use crate::knowledge::lexicon::{self, NounKind, WordClass};

/// Whether the entity of `cluster`, which was not called by `noun`, is an organization that has a name and cannot be
/// meant by it. A name in capitals may stand for the noun: "NYPD" for "the police".
pub(super) fn is_another(walk: &Walk, cluster: usize, noun: &str) -> bool {
    let known = &walk.board.clusters[cluster];
    if known.kind != EntityKind::Organization || !known.is_named {
        return false;
    }
    let words = &walk.told_of[cluster].words;
    let is_one_of = |class| words.iter().any(|word| lexicon::is_one_of(class, word));
    if lexicon::is_one_of(WordClass::InstitutionToldByNoun, noun) {
        let name = known.name.of(walk.syntax.text);
        let is_acronym = !name.contains(|c: char| c.is_lowercase()) && !is_one_of(WordClass::NewsAgency);
        return !(is_acronym && name.to_lowercase().contains(|c| noun.starts_with(c)));
    }
    // "the regulator" is nothing that was called a company.
    let is_firm = |noun: &str| noun != "bank" && lexicon::is_one_of(WordClass::Company, noun);
    if lexicon::is_one_of(WordClass::Authority, noun) {
        return walk.told_of[cluster].calls.iter().any(|call| is_firm(&call.noun))
            || words.iter().any(|word| lexicon::closes_company(word));
    }
    let classes = [WordClass::InstitutionToldByNoun, WordClass::OtherInstitution, WordClass::NewsAgency];
    // "the group" may be a council, "the operator" an authority, "the business" a university.
    let may_be_institution = matches!(noun, "business" | "group" | "operator");
    let is_body = lexicon::is_any_of(&[WordClass::Company, WordClass::OtherBody], noun);
    is_body && !may_be_institution && classes.into_iter().any(is_one_of)
}

/// Whether `noun` stands in the name of an organization only before the word that says what it is: "drug" in "Food and Drug
/// Administration", "state" in "State Department", "police" in "Penford Police Station". A noun that `may_be_short`, or
/// that is one for organizations, may be the short form of any name but a station's.
pub(super) fn is_part_of_name(walk: &Walk, cluster: usize, noun: &str, may_be_short: bool) -> bool {
    let known = &walk.board.clusters[cluster];
    let is_body = |noun: &str| lexicon::noun_kind(noun) == Some(NounKind::Organization);
    let name = walk.syntax.tokens_in(known.name);
    let is_station = |at: usize| walk.syntax.word(at).eq_ignore_ascii_case("station");
    let of_station = name.clone().next_back().is_some_and(is_station);
    if known.kind != EntityKind::Organization || (may_be_short || is_body(noun)) && !of_station {
        return false;
    }
    let Some(at) = name.clone().rev().find(|at| walk.syntax.word(*at).eq_ignore_ascii_case(noun)) else { return false };
    (at + 1..name.end).any(|at| lexicon::is_organization(walk.syntax.word(at)) || is_station(at))
}

#[cfg(test)]
mod tests {
    use super::super::tests::is_meant;

    fn check(text: &str, description: &str, name: &str, expect: bool) {
        assert_eq!(is_meant(text, description, name), expect, "{text}");
    }

    #[test]
    fn institutions_are_told_by_their_nouns() {
        let of = |who: &str, noun: &str| format!("{who} opened on Monday. Crowds came. {noun} said that it was proud.");
        check(&of("The Supreme Court", "The court"), "The court", "Supreme Court", true);
        check(&of("The National Assembly", "The government"), "The government", "National Assembly", false);
        check(&of("The Ministry of Trade", "The company"), "The company", "Ministry of Trade", false);
        check(&of("Penford Hospital", "The charity"), "The charity", "Penford Hospital", false);
        check(&of("Acme Energy", "The company"), "The company", "Acme Energy", true);
        check(&of("Dorne & Lund Ltd", "The regulator"), "The regulator", "Dorne & Lund Ltd", false);
    }

    #[test]
    fn a_word_of_a_name_is_not_what_it_names() {
        let of = |who: &str, noun: &str| format!("{who} spoke on Monday. {noun} was gone by noon, and people came.");
        check(&of("The Tarn Fire Department", "The fire"), "The fire", "Tarn Fire Department", false);
        check(&of("The Food and Drug Administration", "The drug"), "The drug", "Food and Drug Administration", false);
        check(&of("The Tarn Police Station", "Police"), "Police", "Tarn Police Station", false);
    }
}
