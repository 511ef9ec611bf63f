//! Finds names: people, organizations, places.

mod acronyms;
mod addresses;
mod apart;
mod authorities;
mod before_verbs;
mod codes;
mod decoding;
mod full_names;
mod halves;
mod initials;
mod known;
mod pairs;
pub(super) mod peers;
mod surnames;
mod titles;

use crate::arranging::Arrange;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::rules::Rule;
use super::{EntityKind, Name};
use crate::knowledge::gazetteer::Gazetteer;
use crate::knowledge::lexicon::{self, WordClass};
use crate::syntax::Syntax;
use crate::syntax::closed::{is_article, is_genitive};

/// Finds names: people, organizations, places, in the order of the text.
pub fn find(syntax: &Syntax) -> Vec<Name> {
    let found = halves::firms(syntax, halves::joined(syntax, decoding::decode(syntax)));
    let found = halves::cases(syntax, halves::bodies(syntax, initials::with_first_letters(syntax, found)));
    let found = apart::partisans(syntax, owners_apart(syntax, initials::begun(syntax, found)));
    let found = peers::joined(syntax, pairs::two_apart(syntax, found));
    // "DC Ann Lee", but not "DC Mayor Ann Lee"
    let is_person = |found: &&Found| found.kind == EntityKind::Person;
    let is_untitled = |found: &&Found| titles::end_of_title(syntax, found.tokens.clone()) == found.tokens.start;
    let people: FxHashSet<usize> =
        found.iter().filter(is_person).filter(is_untitled).map(|found| found.tokens.start).collect();
    let is_rank = |name: &Range<usize>| {
        name.len() == 1 && titles::is_rank_in_capitals(syntax.word(name.start)) && people.contains(&name.end)
    };
    let words = apart::words(syntax, &found);
    let is_none = |found: &Found| {
        is_party(syntax, &found.tokens)
            || apart::is_office(syntax, found)
            || is_rank(&found.tokens)
            || words.contains(&found.tokens.start)
    };
    let found = found.into_iter().filter(|found| !is_none(found));
    let mut names: Vec<Name> = found.filter_map(|found| name(syntax, found)).collect();
    names.iter_mut().filter(|name| is_dateline(syntax, name)).for_each(|name| name.kind = EntityKind::Place);
    codes::read(syntax, &mut names);
    codes::read_states(syntax, &mut names);
    let persons = (1..names.len()).filter(|_| Rule::TeamBeside.holds());
    let teams: Vec<(String, EntityKind)> = persons.filter_map(|index| affiliation(syntax, &names, index)).collect();
    for name in names.iter_mut().filter(|name| name.kind == EntityKind::Person) {
        let words = name.span.of(syntax.text);
        if let Some((_, kind)) = teams.iter().find(|(team, _)| team == words) {
            name.kind = *kind;
        }
    }
    if Rule::MissedPerson.holds() {
        names.extend(surnames::missed(syntax, &names));
        names.arrange_by_key(|name| (name.tokens.start, name.tokens.end));
    }
    for index in 0..names.len() {
        let next = names.get(index + 1).map_or(syntax.tokens.len(), |name| name.tokens.start);
        if names[index].kind == EntityKind::Person {
            let name = &mut names[index];
            (name.title, name.description) = syntax.title_and_description(&name.tokens, next);
        }
    }
    names.extend(authorities::places(syntax, &names));
    if Rule::MissedAcronym.holds() {
        names.extend(acronyms::missed(syntax, &names));
    }
    names.arrange_by_key(|name| (name.tokens.start, name.tokens.end));
    names
}

/// Whether `name` stands in what tells the party of a member, and mostly the state: "(D-Calif.)", ", R-Ohio,", "(Con)".
fn is_party(syntax: &Syntax, name: &Range<usize>) -> bool {
    const LONGEST: usize = 4;
    let opens = |at: &usize| matches!(syntax.word(*at), "(" | ",");
    let Some(open) = (name.start.saturating_sub(LONGEST)..name.start).rev().find(opens) else { return false };
    let is_state = matches!(syntax.word(open + 1), "D" | "R" | "I") && matches!(syntax.word(open + 2), "-" | "–");
    let is_tag = |word: &str| word == "LD" || lexicon::is_capitalized(WordClass::PartyTag, word);
    let is_short = syntax.word(open) == "(" && syntax.word(open + 2) == ")" && is_tag(syntax.word(open + 1));
    let is_behind_name = open.checked_sub(1).is_some_and(|at| syntax.word(at).starts_with(char::is_uppercase));
    Rule::PartyTags.holds()
        && is_behind_name
        && (is_state && syntax.word(open + 3).starts_with(char::is_uppercase) || is_short)
}

/// Whether `name` is a place of a dateline: one that the gazetteer has ("Ala" in "MOBILE, Ala. —"), or the name that it
/// begins with, if a comma or a bracket follows, which tells it from "EXCLUSIVE —".
fn is_dateline(syntax: &Syntax, name: &Name) -> bool {
    let Some(dateline) = syntax.dateline(syntax.paragraph_of(name.tokens.start)) else { return false };
    let words = name.span.of(syntax.text);
    let is_known = |words: &str| Gazetteer::built_in().is_place_name(words);
    let opens = name.tokens.start == dateline.start && matches!(syntax.word(name.tokens.end), "," | "(");
    Rule::Datelines.holds()
        && name.tokens.end < dateline.end
        && (opens || is_known(words) || is_known(&format!("{words}.")))
}

/// What was taken for a person but is the team or the town of another, who is name `person`: "Dalton" in "Dalton boss
/// Maria Estevez".
fn affiliation(syntax: &Syntax, names: &[Name], person: usize) -> Option<(String, EntityKind)> {
    let (team, person) = (&names[person - 1], &names[person]);
    let is_of_team = |word: &str| word == "MP" || lexicon::has(WordClass::RoleOfTeam, word);
    let is_role = team.tokens.end + 1 == person.tokens.start && is_of_team(syntax.word(team.tokens.end));
    let bears_name = |name: &Name| {
        name.kind == EntityKind::Person
            && name.tokens.len() > 1
            && syntax.word(name.tokens.end - 1) == syntax.word(team.tokens.start)
    };
    let are_people = team.kind == EntityKind::Person && person.kind == EntityKind::Person && team.tokens.len() == 1;
    if !is_role || !are_people || names.iter().any(bears_name) {
        return None;
    }
    let words = team.span.of(syntax.text);
    let is_place = Gazetteer::built_in().is_place_name(words);
    Some((words.to_owned(), if is_place { EntityKind::Place } else { EntityKind::Organization }))
}

/// Parts organizations from the name of a place, or a name found elsewhere in the text, that stands before them in the
/// possessive: "Batna's Directorate of Culture" is two names, "Women's Institute" is one.
fn owners_apart(syntax: &Syntax, found: Vec<Found>) -> Vec<Found> {
    let words = |tokens: &Range<usize>| syntax.span(tokens.clone()).of(syntax.text);
    let elsewhere: FxHashMap<&str, EntityKind> = found.iter().map(|name| (words(&name.tokens), name.kind)).collect();
    let mut parted = Vec::with_capacity(found.len());
    for name in found {
        let mark = name.tokens.clone().skip(1).find(|at| is_genitive(syntax.word(*at)));
        let mark = mark.filter(|_| Rule::OwnersApart.holds());
        let owner = mark.map(|mark| (name.tokens.start..mark, mark + 1..name.tokens.end));
        let owner = owner.filter(|(_, owned)| {
            name.kind == EntityKind::Organization
                && !owned.is_empty()
                && syntax.word(owned.start).starts_with(char::is_uppercase)
                && !lexicon::is_capitalized(WordClass::Saint, syntax.word(name.tokens.start))
        });
        let kind = owner.as_ref().and_then(|(owner, _)| match elsewhere.get(words(owner)) {
            Some(kind) => Some(*kind),
            None => is_large_place(words(owner)).then_some(EntityKind::Place),
        });
        match (owner, kind) {
            (Some((owner, owned)), Some(kind)) => {
                parted.push(Found { tokens: owner, kind, confidence: name.confidence });
                parted.push(Found { tokens: owned, ..name });
            }
            _ => parted.push(name),
        }
    }
    parted
}

/// Whether there is a place of that name with people enough that it is not rather a word: there are towns called "King".
fn is_large_place(name: &str) -> bool {
    const LARGE: u32 = 50_000;
    Gazetteer::built_in().largest_population(name).is_some_and(|people| people > LARGE)
}

/// A stretch of tokens that bears a name, perhaps with its article, titles and possessive.
struct Found {
    tokens: Range<usize>,
    kind: EntityKind,
    confidence: f32,
}

/// The name itself: without articles, titles and possessive.
fn name(syntax: &Syntax, found: Found) -> Option<Name> {
    let Found { tokens, kind, confidence } = found;
    let mut tokens = addresses::without_addresses(syntax, tokens);
    let has_possessive = |tokens: &Range<usize>| {
        matches!(kind, EntityKind::Place | EntityKind::Organization) && known::ends_in_possessive(syntax, tokens)
    };
    if has_possessive(&(tokens.start..tokens.end + 1)) {
        tokens.end += 1;
    }
    while !tokens.is_empty() && is_outside_a_name(syntax.word(tokens.end - 1)) && !has_possessive(&tokens) {
        tokens.end -= 1;
    }
    while !tokens.is_empty()
        && is_article(syntax.word(tokens.start))
        && (tokens.len() == 1 || syntax.word(tokens.start + 1) != "-")
        && !(kind == EntityKind::Place && known::begins_with_article(syntax, &tokens))
    {
        tokens.start += 1;
    }
    match kind {
        EntityKind::Person => tokens.start = titles::end_of_title(syntax, tokens.clone()),
        EntityKind::Organization => tokens = apart::without_adjectives(syntax, tokens),
        _ => {}
    }
    (!tokens.is_empty()).then(|| Name::bare(syntax, tokens, kind, confidence))
}

fn is_outside_a_name(word: &str) -> bool {
    is_genitive(word) || matches!(word, "," | ";" | ":" | "-" | "–" | "—" | "\"" | "”" | "“")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expect`: each name in brackets with the first letter of its kind, its title and its description.
    fn check(text: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let shown: Vec<String> = find(&syntax)
            .iter()
            .map(|name| {
                let kind = format!("{:?}", name.kind);
                let mut shown = format!("{} {}", &kind[..2], name.span.of(text));
                for (mark, span) in [(" < ", name.title), (" = ", name.description)] {
                    if let Some(span) = span {
                        shown.push_str(mark);
                        shown.push_str(span.of(text));
                    }
                }
                shown
            })
            .collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn titles_and_roles_stand_outside_the_name() {
        check("A lawyer for Carter and the widow of Ann Lee left.", &["Pe Carter", "Pe Ann Lee"]);
        check("US Secretary of State Jane Roe left.", &["Pl US", "Pe Jane Roe = US Secretary of State"]);
        check("Then Mr. Okafor spoke.", &["Pe Okafor < Mr."]);
        check("President Maria Silva met her.", &["Pe Maria Silva < President"]);
        check("A Kremlin spokesman, Dmitry Orlov, denied it.", &["Or Kremlin", "Pe Dmitry Orlov = Kremlin spokesman"]);
    }

    #[test]
    fn titles_that_were_read_as_part_of_a_name() {
        let rest = |name: &str| {
            let syntax = Syntax::new(name);
            let end = syntax.tokens.len();
            syntax.span(titles::end_of_title(&syntax, 0..end)..end).of(name).to_owned()
        };
        assert_eq!(rest("Welshman Tom Vance"), "Tom Vance");
        assert_eq!(rest("Briton Lee"), "Lee");
        assert_eq!(rest("Harbour spokesman Tom Vance"), "Tom Vance");
        assert_eq!(rest("Dean Smith"), "Dean Smith");
    }

    #[test]
    fn places_stand_apart_from_what_they_own() {
        let check = |name: &str, expect: &[&str]| {
            let syntax = Syntax::new(name);
            let whole = Found { tokens: 0..syntax.tokens.len(), kind: EntityKind::Organization, confidence: 1.0 };
            let parted = owners_apart(&syntax, vec![whole]);
            let shown: Vec<&str> = parted.iter().map(|found| syntax.span(found.tokens.clone()).of(name)).collect();
            assert_eq!(shown, expect);
        };
        check("Batna’s Directorate of Culture", &["Batna", "Directorate of Culture"]);
        check("Netherlands’ Directorate of Culture", &["Netherlands", "Directorate of Culture"]);
        check("Women's Institute", &["Women's Institute"]);
        check("King's College", &["King's College"]);
        check("St. John's University", &["St. John's University"]);
        check("Wendy's", &["Wendy's"]);
        check("Directorate of Culture", &["Directorate of Culture"]);
    }

    #[test]
    fn a_dateline_begins_with_a_place() {
        check("VALLETTA, Nov. 20 — It rained.", &["Pl VALLETTA"]);
        check("ABIDJAN (Wire) - It rained.", &["Pl ABIDJAN"]);
    }

    #[test]
    fn descriptions_follow_a_comma() {
        check("Jane Roe, chair of the port authority, said so.", &["Pe Jane Roe = chair of the port authority"]);
        check("Jane Roe, 34, a nurse from the village, said so.", &["Pe Jane Roe = a nurse from the village"]);
        check("Jane Roe, who left, said so.", &["Pe Jane Roe"]);
        check("Jane Roe, also a pilot, said so.", &["Pe Jane Roe = a pilot"]);
        check("Jane Roe, as well as the suspect, said so.", &["Pe Jane Roe"]);
        check("Jane Roe, author of “Late”, said so.", &["Pe Jane Roe = author"]);
        let names = ["Pe Jane Roe = chair of the Port Authority (PA)", "Or Port Authority", "Or PA"];
        check("Jane Roe, chair of the Port Authority (PA), said so.", &names);
    }
}
