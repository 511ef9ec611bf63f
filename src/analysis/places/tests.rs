use super::*;
use crate::analysis::{Mention, MentionForm};
use crate::knowledge::gazetteer::fold;
use crate::text::Span;

/// Reads a text with its place names in square brackets, and names of organizations in braces; equal names are one
/// entity.
fn read(marked: &str) -> (String, Vec<Entity>) {
    let (mut text, mut entities, mut open) = (String::new(), Vec::<Entity>::new(), 0);
    for c in marked.chars() {
        match c {
            '[' | '{' => open = text.len(),
            ']' | '}' => {
                let kind = if c == ']' { EntityKind::Place } else { EntityKind::Organization };
                let name = text[open..].to_owned();
                let mention = Mention { span: Span::new(open, text.len()), form: MentionForm::Name };
                match entities.iter_mut().find(|entity| fold(&entity.name) == fold(&name)) {
                    Some(entity) => entity.mentions.push(mention),
                    None => {
                        entities.push(Entity {
                            kind,
                            name,
                            description: None,
                            mentions: vec![mention],
                            members: Vec::new(),
                            place: None,
                        });
                    }
                }
            }
            _ => text.push(c),
        }
    }
    (text, entities)
}

/// `expect`: the labels of the places that the bracketed names mean, in the order of their first mention; "?" where
/// none is known.
fn check(marked: &str, expect: &[&str]) {
    let (text, mut entities) = read(marked);
    resolve(&Syntax::new(&text), Gazetteer::built_in(), &mut entities);
    let places = entities.iter().filter(|entity| entity.kind == EntityKind::Place);
    let label = |entity: &Entity| entity.place.as_ref().map_or("?".to_owned(), |place| place.chosen.label.clone());
    assert_eq!(places.map(label).collect::<Vec<_>>(), expect, "{text}");
}

#[test]
fn the_best_known_place_unless_the_text_says_otherwise() {
    check("He flew to [Paris].", &["Paris, Île-de-France, FR"]);
    check("She left [Moscow] for [London].", &["Moscow, RU", "London, England, GB"]);
    check("Fighting went on near [Xyzzyville].", &["?"]);
    check("[Moscow] and [Washington] agreed.", &["Moscow, RU", "Washington, District of Columbia, US"]);
    check(
        "[Seattle] and [Spokane] are in [Washington].",
        &["Seattle, Washington, US", "Spokane, Washington, US", "Washington, US"],
    );
}

#[test]
fn words_beside_the_name_say_where_it_lies() {
    check("A fire in [Paris], [Texas], killed two.", &["Paris, Texas, US", "Texas, US"]);
    check("A fire in [Paris], TX, killed two.", &["Paris, Texas, US"]);
    check("He was born in [London], [Ont.], in 1950.", &["London, Ontario, CA", "Ontario, CA"]);
    check("They met in [Athens] in [Georgia].", &["Athens, Georgia, US", "Georgia, US"]);
    check("[Ohio]'s [Licking County] voted.", &["Ohio, US", "Licking County, Ohio, US"]);
    check("[Cairo] ([Illinois]) is small.", &["Cairo, Illinois, US", "Illinois, US"]);
}

#[test]
fn other_places_of_the_text_decide() {
    check(
        "[Tbilisi] said troops had left [Gori], and [Georgia] would answer.",
        &["Tbilisi, GE", "Gori, Shida Kartli, GE", "Georgia"],
    );
    check(
        "[Atlanta] is in [Georgia], near [Marietta].",
        &["Atlanta, Georgia, US", "Georgia, US", "Marietta, Georgia, US"],
    );
    check(
        "Police in [Newark] and [Heath] told [Licking County] of it.",
        &["Newark, Ohio, US", "Heath, Ohio, US", "Licking County, Ohio, US"],
    );
    check("{Ohio State University} is not in [Dublin] or [Columbus].", &["Dublin, Ohio, US", "Columbus, Ohio, US"]);
}

#[test]
fn a_town_and_its_county_find_each_other() {
    check(
        "Sheriff's deputies of [Henry County] and the [Paris] city council closed the county courthouse.",
        &["Henry County, Tennessee, US", "Paris, Tennessee, US"],
    );
    check(
        "The [Walker County] sheriff said the highway through [Huntsville] was open.",
        &["Walker County, Texas, US", "Huntsville, Texas, US"],
    );
    check("Crops failed in [Bledsoe Co.] on Monday.", &["Bledsoe County, Tennessee, US"]);
}

#[test]
fn local_news_plays_where_its_words_are_used() {
    check("The [Athens] city council met on Monday.", &["Athens, Attica, GR"]);
    check(
        "The [Athens] city council and the school district want a sales tax for the county courthouse, the sheriff said.",
        &["Athens, Georgia, US"],
    );
}

#[test]
fn lesser_namesakes_do_not_speak_for_each_other() {
    check("Talks were held in [Geneva] and [Berne].", &["Geneva, CH", "Bern, CH"]);
    check("Ships to the [Middle East] left [Annapolis].", &["Middle East", "Annapolis, Maryland, US"]);
}

#[test]
fn countries_do_not_speak_for_small_namesakes() {
    check(
        "[LISBON] — The bridge will close, [Paris] said. The [United States] and [Vermont] agreed.",
        &["Lisbon, PT", "Paris, Île-de-France, FR", "United States", "Vermont, US"],
    );
    check("The [United States] and [Russia] held talks in [Geneva].", &["United States", "Russia", "Geneva, CH"]);
}

#[test]
fn a_people_that_is_named_counts_as_its_country() {
    check("The Venezuelan president spoke in [Valencia].", &["Valencia, Carabobo, VE"]);
    check("The Costa Rican president spoke in [San Jose].", &["San José, CR"]);
    check("Bushfires burned in [Victoria], the Australian weather bureau said.", &["Victoria, AU"]);
    check("The French president spoke in [Valencia].", &["Valencia, ES"]);
    check("The American tourist was held in [Bethlehem].", &["Bethlehem, West Bank, PS"]);
}

#[test]
fn one_name_of_two_places_is_two_entities() {
    check(
        "He went from [Paris], [Texas], to [Paris], [France]. [Paris] was cold.",
        &["Paris, Texas, US", "Texas, US", "Paris, Île-de-France, FR", "France"],
    );
    let (text, mut entities) = read("From [Paris], [Texas], to [Paris], [France]. [Paris] was cold.");
    resolve(&Syntax::new(&text), Gazetteer::built_in(), &mut entities);
    assert_eq!(entities.iter().map(|entity| entity.mentions.len()).collect::<Vec<_>>(), [1, 1, 2, 1]);
}

#[test]
fn names_in_capitals_are_shown_in_small_letters() {
    let names = |marked: &str| {
        let (text, mut entities) = read(marked);
        resolve(&Syntax::new(&text), Gazetteer::built_in(), &mut entities);
        entities.into_iter().map(|entity| entity.name).collect::<Vec<_>>()
    };
    assert_eq!(names("[NAIROBI] — The [USA] left [XYZZYVILLE]."), ["Nairobi", "USA", "XYZZYVILLE"]);
}

#[test]
fn kinds_of_places_are_told() {
    let precision = |name: &str| {
        let (text, mut entities) = read(&format!("[{name}]"));
        resolve(&Syntax::new(&text), Gazetteer::built_in(), &mut entities);
        entities[0].place.as_ref().map(|place| place.chosen.precision)
    };
    assert_eq!(precision("Germany"), Some(Precision::Country));
    assert_eq!(precision("Balkans"), Some(Precision::Region));
    assert_eq!(precision("Bavaria"), Some(Precision::Region));
    assert_eq!(precision("Hamburg"), Some(Precision::City));
    assert_eq!(precision("Lake Geneva"), Some(Precision::Feature));
    assert_eq!(precision("Black Sea"), Some(Precision::Feature));
}

#[test]
fn scores_add_up_to_one_at_most() {
    let (text, mut entities) = read("[Springfield] and [Washington] and [Georgia]");
    resolve(&Syntax::new(&text), Gazetteer::built_in(), &mut entities);
    for entity in entities {
        let place = entity.place.expect("all are known");
        let sum: f32 = place.others.iter().map(|other| other.score).sum::<f32>() + place.chosen.score;
        assert!(sum <= 1.0 + 1e-5 && place.others.iter().all(|other| other.score <= place.chosen.score));
        assert!(!place.others.is_empty());
    }
}

#[test]
fn what_the_article_stands_before_is_a_sea() {
    check("Ships sail from [Missouri] across the [Pacific].", &["Missouri, US", "Pacific Ocean"]);
    check("She lives in [Pacific], [Missouri].", &["Pacific, Missouri, US", "Missouri, US"]);
}
