//! One kind for names of the same words.

use std::cell::LazyCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::mentions::singular;
use super::told::{self, is_camera, shortens_term};
use super::words::{without_domain, words};
use crate::analysis::entities::peers::is_peer;
use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::gazetteer::Gazetteer;
use crate::knowledge::lexicon::{self, NounKind, WordClass};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;

/// The names with one kind for the same words: that which the reader believes more of them. A surname keeps its own.
pub(in super::super) fn agree(syntax: &Syntax, names: &[Name]) -> Vec<Name> {
    let mut names = names.to_vec();
    let texts: Vec<String> = names.iter().map(|name| words(syntax, name).join(" ")).collect();
    let mut of_words: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut order = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let same = of_words.entry(text).or_default();
        if same.is_empty() {
            order.push(text.as_str());
        }
        same.push(index);
    }
    let is_surnamed = |name: &Name| name.kind == EntityKind::Person && !is_peer(syntax, &name.tokens);
    let people = names.iter().zip(&texts).filter(|(name, _)| is_surnamed(name));
    let surnames: FxHashSet<&str> = people.filter_map(|(_, text)| Some(text.rsplit_once(' ')?.1)).collect();
    let is_surname = |text: &str| surnames.contains(text);
    let of_two = |(name, text): (&Name, &'_ String)| -> Option<String> {
        let words: Vec<&str> = text.split(' ').collect();
        let is_first = is_surnamed(name) && lexicon::first_name(words[0]).is_some();
        match words.as_slice() {
            [_, first, _] if is_first && first.len() > 3 && lexicon::first_name(first).is_none() => {
                Some((*first).to_owned())
            }
            _ => None,
        }
    };
    let middles: FxHashSet<String> = names.iter().zip(&texts).filter_map(of_two).collect();
    let bodies = names.iter().zip(&texts).filter(|(name, _)| name.kind == EntityKind::Organization);
    let firms: FxHashSet<&str> = bodies.filter_map(|(_, text)| Some(text.split_once(' ')?.0)).collect();
    let is_alone = |name: &&Name| name.kind == EntityKind::Person && name.tokens.len() == 1;
    let alone: FxHashSet<&str> = names.iter().filter(is_alone).map(|name| syntax.word(name.tokens.start)).collect();
    // "J.C." of "J.C. Marlow", where "Marlow" stands alone elsewhere
    let is_lettered = |name: &&Name| {
        name.tokens.len() == 2
            && told::is_letters(syntax.word(name.tokens.start))
            && alone.contains(syntax.word(name.tokens.end - 1))
    };
    let lettered: FxHashSet<&str> =
        names.iter().filter(is_lettered).map(|name| syntax.word(name.tokens.start)).collect();
    let begun: FxHashSet<&str> = texts.iter().filter_map(|text| Some(text.split_once(' ')?.0)).collect();
    let mut changes = Vec::new();
    for text in order {
        let same = &of_words[text];
        let mut votes: Vec<(EntityKind, f32)> = Vec::new();
        for index in same {
            let Name { kind, confidence, .. } = names[*index];
            match votes.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, sum)) => *sum += confidence,
                None => votes.push((kind, confidence)),
            }
        }
        let (kind, _) = votes.iter().copied().fold((EntityKind::Other, 0.0), |a, b| if b.1 > a.1 { b } else { a });
        let is_people = kind == EntityKind::Other && is_of_a_people(text);
        let is_term = |name: &Name| shortens_term(syntax, name) || is_camera(syntax, name);
        if (is_abbreviation_of_thing(names[same[0]].span.of(syntax.text))
            || kind != EntityKind::Person && same.iter().any(|index| is_term(&names[*index])))
            && !begun.contains(text)
            && Rule::AbbreviationsOfThings.holds()
        {
            changes.extend(same.iter().map(|index| (*index, EntityKind::Other)));
            continue;
        }
        let is_marked =
            |index: &&usize| told::is_work(syntax, &names[**index]) && names[**index].kind != EntityKind::Group;
        let marked: Vec<usize> = same.iter().filter(is_marked).copied().collect();
        if !marked.is_empty() {
            // The opera “Tosca” tells nothing of Ann Tosca, and the movie “Lincoln” nothing of Lincoln.
            let last = |index: &usize| syntax.word(names[*index].tokens.end - 1);
            let is_somebody = !text.contains(' ')
                || same.iter().any(|index| names[*index].title.is_some())
                || alone.contains(last(&same[0]));
            let changed = if is_somebody { &marked } else { same };
            changes.extend(changed.iter().map(|index| (*index, EntityKind::Other)));
            continue;
        }
        // "Salinas said" where Ada Salinas Vega is told of.
        let is_middle = |index: &usize| {
            let name = &names[*index];
            let is_at = syntax.part_of_speech(name.tokens.start.wrapping_sub(1)) == PartOfSpeech::Adposition;
            // "the Vega stores"
            let is_modifier = matches!(syntax.word_before(name.tokens.start, 1), "the" | "The")
                || syntax.part_of_speech(name.tokens.end) == PartOfSpeech::Noun;
            name.kind != EntityKind::Group && !is_at && !is_modifier
        };
        if kind != EntityKind::Person
            && middles.contains(text)
            && same.iter().all(is_middle)
            && Rule::FirstOfTwoSurnames.holds()
        {
            changes.extend(same.iter().map(|index| (*index, EntityKind::Person)));
            continue;
        }
        let told = match is_people {
            true => Some(EntityKind::Group),
            false => told_kind(syntax, names.as_slice(), same, is_surname(text), (&alone, &lettered)),
        };
        let is_voted = votes.len() > 1 && !is_surname(text);
        if let Some(kind) = told.or(is_voted.then_some(kind)) {
            changes.extend(same.iter().map(|index| (*index, kind)));
        } else if (kind != EntityKind::Person || votes.len() > 1)
            && !text.contains(' ')
            && Rule::SurnameIsPerson.holds()
            && is_surname(text)
            && Gazetteer::built_in().largest_population(text).is_none_or(|people| people < LARGE_PLACE)
        {
            // "Lund" may be the Lund Group, where it was taken for an organization.
            let is_firm = |index: &usize| {
                kind == EntityKind::Person && names[*index].kind == EntityKind::Organization && firms.contains(text)
            };
            changes.extend(same.iter().filter(|index| !is_firm(index)).map(|index| (*index, EntityKind::Person)));
        }
    }
    changes.into_iter().for_each(|(index, kind)| names[index].kind = kind);
    let is_people = |name: &&mut Name| told::is_people(syntax, name);
    names.iter_mut().filter(is_people).for_each(|name| name.kind = EntityKind::Group);
    names
}

/// "DNA", "GPs"
fn is_abbreviation_of_thing(name: &str) -> bool {
    let one = name.strip_suffix('s').unwrap_or(name);
    let is_written_so = one.len() > 1 && !one.contains(|c: char| c.is_lowercase() || c.is_whitespace());
    is_written_so && lexicon::is_one_of(WordClass::AbbreviationOfAThing, one)
}

/// A place with fewer people hardly keeps a name from being a person's that the text has in full.
const LARGE_PLACE: u32 = 100_000;

/// What a noun right beside one of the names of the same words, `same`, tells of their kind: "the newspaper La Tribune",
/// "Forbes magazine", "villages including Tarn and Uske"; or its own last noun: "Dora Cole Productions". `is_surname`: whether
/// somebody is called so. `alone`: the people named by one word; `lettered`: the first letters before their surnames.
fn told_kind(
    syntax: &Syntax,
    names: &[Name],
    same: &[usize],
    is_surname: bool,
    (alone, lettered): (&FxHashSet<&str>, &FxHashSet<&str>),
) -> Option<EntityKind> {
    // "Leeds beat Rangers in Hull"
    let is_inside =
        LazyCell::new(|| same.iter().any(|index| syntax.word_before(names[*index].tokens.start, 1) == "in"));
    let is_untitled = LazyCell::new(|| same.iter().all(|index| names[*index].title.is_none()));
    same.iter().find_map(|index| {
        let Name { kind, tokens, span, .. } = &names[*index];
        if let Some(kind) = told::by_last_word(syntax, &names[*index]) {
            return Some(kind);
        }
        let last = syntax.word(tokens.end - 1);
        // "Acme.com"
        if without_domain(last) != last && tokens.len() == 1 && Rule::OtherNames.holds() {
            return Some(EntityKind::Organization);
        }
        let is_somebody = lettered.contains(syntax.word(tokens.start))
            && (tokens.len() == 1 || tokens.len() == 2 && alone.contains(last));
        if matches!(kind, EntityKind::Place | EntityKind::Organization)
            && is_somebody
            && Rule::InitialsArePeople.holds()
        {
            return Some(EntityKind::Person);
        }
        let before = syntax.word_before(tokens.start, 1);
        let is_first_name = lexicon::first_name(syntax.word(tokens.start)).is_some();
        let is_institution = matches!(last, "Hospital" | "hospital" | "Clinic")
            || matches!(last, "Station" | "station")
                && tokens.len() > 2
                && matches!(syntax.word(tokens.end - 2), "Police" | "police");
        // "Dora Cole Productions", but not "Michael Steel"
        let is_company = *kind == EntityKind::Person
            && tokens.len() > 2
            && last.len() > 2
            && last.starts_with(char::is_uppercase)
            && (lexicon::is_one_of(WordClass::TradeOfCompany, last)
                || lexicon::closes_company(last)
                || lexicon::is_organization(last));
        if (is_institution || is_company) && tokens.len() > 1 && Rule::EndsLikeOrganization.holds() {
            return Some(EntityKind::Organization).filter(|told| told != kind);
        }
        if matches!(kind, EntityKind::Place | EntityKind::Person)
            && !is_surname
            && told::is_club(syntax, names, tokens)
            && !*is_inside
        {
            return Some(EntityKind::Organization);
        }
        let may_change = match kind {
            EntityKind::Person => !(is_first_name && tokens.len() > 1),
            EntityKind::Place => !Gazetteer::built_in().is_place_name(span.of(syntax.text)),
            EntityKind::Other => lexicon::demonym(syntax.word(tokens.end - 1)).is_none(),
            _ => false,
        };
        if !may_change {
            return None;
        }
        let is_told = is_outlet(before) || is_outlet(syntax.word(tokens.end));
        if is_told && Rule::KindOfNoun.holds() {
            return Some(EntityKind::Organization);
        }
        // "the carmaker Lund", "retailers such as Lund and Dahl"; "the producer Ann Ferrow" is a person.
        let is_role = lexicon::is_one_of(WordClass::MakerOrPerson, before);
        let is_firm = is_small(WordClass::Company, before) && !is_role
            || leads_list(syntax, names, *index, is_companies, &["including", "like"]);
        // "The company Trump owns said so", where he is told of elsewhere, too.
        let is_person = *kind == EntityKind::Person
            && (same.len() > 1 && is_small(WordClass::OwnedByPeople, before)
                || tokens.len() > 1 && alone.contains(last));
        if is_firm && !is_first_name && !is_surname && !is_person && Rule::KindOfNoun.holds() {
            return Some(EntityKind::Organization);
        }
        let is_nobody = tokens.len() == 1 && !is_first_name && !is_surname && *is_untitled;
        // "Acme's Ann Lee says"
        let is_employer = || *kind == EntityKind::Person && told::owns_somebody(syntax, names, *index);
        if is_nobody && (told::is_company(syntax, tokens, *kind) || is_employer()) {
            return Some(EntityKind::Organization);
        }
        if *kind == EntityKind::Person && !is_surname && *is_untitled && told::is_place(syntax, tokens) {
            return Some(EntityKind::Place);
        }
        let is_village = *kind != EntityKind::Place
            && leads_list(syntax, names, *index, is_settlements, &["including", "of", "like", ":"]);
        (is_village && Rule::NamedVillages.holds()).then_some(EntityKind::Place)
    })
}

/// What publishes, and is mostly named beside.
fn is_outlet(word: &str) -> bool {
    // "China Daily" is a name.
    is_small(WordClass::Outlet, word) || word == "website"
}

/// Whether `word` is one of a class, and begins with a small letter.
fn is_small(class: WordClass, word: &str) -> bool {
    word.starts_with(char::is_lowercase) && lexicon::is_one_of(class, word)
}

fn is_settlements(word: &str) -> bool {
    is_small(WordClass::Settlements, word)
}

/// "retailers"
fn is_companies(word: &str) -> bool {
    singular(word)
        .is_some_and(|one| word.starts_with(char::is_lowercase) && lexicon::is_one_of(WordClass::Company, &one))
}

/// Whether name `index` stands in a list that a noun begins which `is_noun` holds of, with "such as" or one of `joints`: "villages
/// including", "towns such as"; only commas, "and" and other names stand between.
fn leads_list(syntax: &Syntax, names: &[Name], index: usize, is_noun: fn(&str) -> bool, joints: &[&str]) -> bool {
    const LONGEST: usize = 12;
    let mut first = index;
    while let Some(before) = first.checked_sub(1).filter(|_| index - first < LONGEST) {
        let between = names[before].tokens.end..names[first].tokens.start;
        if between.is_empty() || !between.clone().all(|at| matches!(syntax.word(at), "," | "and" | "&")) {
            break;
        }
        first = before;
    }
    let start = names[first].tokens.start;
    let word = |back: usize| syntax.word_before(start, back);
    match (word(2), word(1)) {
        ("such", "as") => is_noun(word(3)),
        (noun, joint) => is_noun(joint) || joints.contains(&joint) && is_noun(noun),
    }
}

/// "americans", "south africans", "muslims"
fn is_of_a_people(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let is_group = lexicon::noun_kind(last) == Some(NounKind::Group);
    last.ends_with('s') && (is_group || (lexicon::demonym(last).is_some() && !last.ends_with("ss")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kind of the last of `names`, each with the kind that it was read with, where they agree.
    fn check(text: &str, names: &[(EntityKind, &str)], expect: EntityKind) {
        let syntax = Syntax::new(text);
        let name = |(kind, words): &(EntityKind, &str)| Name::of_words(&syntax, words, *kind);
        let agreed = agree(&syntax, &names.iter().map(name).collect::<Vec<_>>());
        assert_eq!(agreed.last().map(|name| name.kind), Some(expect), "{text}");
    }

    #[test]
    fn nouns_beside_names_tell_their_kind() {
        use EntityKind::{Organization, Other, Person, Place};
        check("The carmaker Wendano left.", &[(Person, "Wendano")], Organization);
        check("The law firm Wendano Lark left.", &[(Person, "Wendano Lark")], Organization);

        check("The producer Wendano Lark left.", &[(Person, "Wendano Lark")], Person);
        check("The firm Wendano left.", &[(Person, "Wendano")], Organization);
        check("The firm Lark left, said Wendano Lark.", &[(Person, "Wendano Lark"), (Person, "Lark")], Person);
        check("They met retailers such as Nord and Lark.", &[(Place, "Nord"), (Other, "Lark")], Organization);
        check("They met Nord and Lark.", &[(Place, "Nord"), (Other, "Lark")], Other);
    }

    #[test]
    fn what_cameras_make() {
        use EntityKind::{Organization, Other};
        check("They saw CCTV footage.", &[(Organization, "CCTV")], Other);
        check("The broadcaster CCTV left.", &[(Organization, "CCTV")], Organization);
    }
}
