//! The place names of a text, each with what it may mean.

use std::cell::LazyCell;

use super::candidates::{Match, candidates};
use super::is_place;
use super::namesakes::leave_out;
use super::qualifiers::{self, around, lies_in};
use super::scorer::{Feature, Features};
use super::setting::Setting;
use crate::analysis::{Entity, EntityKind, Mention, MentionForm};
use crate::arranging::Arrange;
use crate::knowledge::gazetteer::{Gazetteer, PlaceId, PlaceKind, fold};
use crate::knowledge::lexicon::{self, WordClass, is_one_of};
use crate::syntax::Syntax;

/// How much a place in the name of an organization says of where the text plays, as compared with one by itself.
const WEIGHT_IN_ORGANIZATION: f32 = 0.5;

/// How much the adjective or the name of a people says of where the text plays, as compared with its country.
const WEIGHT_OF_PEOPLE: f32 = 0.7;

/// How far a state counts as less populous than the capital of its country of the same name, as
/// [`Feature::LessPopulous`]: too rare a case for a weight of its own.
const BEHIND_ITS_CAPITAL: f32 = 0.4;

/// Something that the text names, and the places it may be.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Its entity; `None` for a place inside the name of an organization.
    pub entity: Option<usize>,
    /// How much it says of where the text plays.
    pub weight: f32,
    /// Whether it names only a part of what it may mean: "northern Mali".
    pub is_part: bool,
    /// What it may mean.
    pub candidates: Vec<Candidate>,
}

/// A place that a name may mean.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The place.
    pub id: PlaceId,
    /// What it is.
    pub kind: PlaceKind,
    /// Number of the state or province it lies in, or is; see [`Gazetteer::division`].
    pub division: Option<usize>,
    /// See [`Gazetteer::country_number`].
    pub country: Option<usize>,
    /// Where it lies, on a ball of radius 1.
    pub point: [f32; 3],
    /// What speaks for it.
    pub features: Features,
    /// Whether it is a capital or the best known of its name, which count the more or the less where countries are named.
    pub repute: Repute,
    /// [`Feature::SameLetters`] where its country is not named.
    pub letters: f32,
    /// It lies in the United States, which the news of any country names.
    pub is_american: bool,
    /// How far the text names its country or its state, from 0 to 1.
    pub named: f32,
    /// From 0 to 1; of all candidates of a topic 1.
    pub probability: f32,
}

/// What depends on whether countries are named; with [`Feature::LessPopulous`] where that counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Repute {
    /// The best known of its name.
    BestKnown(f32),
    /// The capital of a country.
    Capital(f32),
    /// Neither.
    Other,
}

/// The places that the entities may mean, in the order in which they are first mentioned.
pub fn find(syntax: &Syntax, gazetteer: &Gazetteer, entities: &[Entity]) -> Vec<Topic> {
    let setting = Setting::of(syntax);
    let is_county = |at: usize| is_one_of(WordClass::County, syntax.word(at));
    let has_counties = LazyCell::new(|| (0..syntax.tokens.len()).any(is_county));
    let mut topics = Vec::new();
    let mut known = rustc_hash::FxHashSet::default();
    for entity in entities.iter().filter(|entity| is_place(entity)) {
        known.extend(names(syntax, entity));
    }
    for (index, entity) in entities.iter().enumerate() {
        if is_place(entity) {
            topics.push((start(entity), topic(syntax, gazetteer, setting, &|| *has_counties, index, entity)));
        } else if entity.kind == EntityKind::Organization {
            for name in places_in(syntax, gazetteer, entity) {
                if known.insert(name) {
                    let found = candidates(gazetteer, name);
                    let candidates = rate(gazetteer, setting, found, &[name], &[]);
                    let topic = Topic { entity: None, weight: WEIGHT_IN_ORGANIZATION, is_part: false, candidates };
                    topics.push((start(entity), topic));
                }
            }
        }
    }
    for (start, country) in of_peoples(syntax, gazetteer, entities) {
        if !topics.iter().any(|(_, topic)| topic.candidates.iter().any(|candidate| candidate.id == country)) {
            let candidates = rate(gazetteer, setting, vec![(country, Match::Whole)], &[], &[]);
            topics.push((start, Topic { entity: None, weight: WEIGHT_OF_PEOPLE, is_part: false, candidates }));
        }
    }
    // Only the nearest count for each other.
    topics.arrange_by(|a, b| a.0.cmp(&b.0));
    topics.into_iter().map(|(_, topic)| topic).collect()
}

/// The countries of the peoples that the text names outside the names of entities: "the Venezuelan president", "the Costa
/// Rican president"; with where it first does. Not Americans, of whom the news of any country tells.
fn of_peoples(syntax: &Syntax, gazetteer: &Gazetteer, entities: &[Entity]) -> Vec<(u32, PlaceId)> {
    let is_name = |mention: &Mention| mention.form == MentionForm::Name;
    let named = entities.iter().filter(|entity| !matches!(entity.kind, EntityKind::Other | EntityKind::Group));
    let named: rustc_hash::FxHashSet<usize> = named
        .flat_map(|entity| entity.mentions.iter().filter(|mention| is_name(mention)))
        .flat_map(|mention| syntax.tokens_in(mention.span))
        .collect();
    let country = |name: &str| {
        let found = gazetteer.lookup(name);
        found.into_iter().find(|id| gazetteer.kind(*id) == PlaceKind::Country && gazetteer.country(*id) != Some("US"))
    };
    let mut found: Vec<(u32, PlaceId)> = Vec::new();
    let is_capital = |index: &usize| syntax.word(*index).starts_with(char::is_uppercase);
    for index in (0..syntax.tokens.len()).filter(|index| is_capital(index) && !named.contains(index)) {
        let before = index.checked_sub(1).filter(|before| syntax.word(*before).starts_with(char::is_uppercase));
        let pair = before.map(|before| syntax.span(before..index + 1).of(syntax.text));
        let of_pair = pair.and_then(|pair| country(pair.trim_end_matches('s').strip_suffix('n')?));
        let people = of_pair.or_else(|| country(lexicon::demonym(syntax.word(index))?));
        let is_new = |id: &PlaceId| !found.iter().any(|(_, known)| known == id);
        if let Some(id) = people.filter(is_new) {
            found.push((syntax.tokens[index].span.start, id));
        }
    }
    found
}

/// Where an entity is first mentioned.
fn start(entity: &Entity) -> u32 {
    entity.mentions.first().map_or(0, |mention| mention.span.start)
}

/// The different names of an entity.
fn names<'t>(syntax: &Syntax<'t>, entity: &Entity) -> Vec<&'t str> {
    let mentions = entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
    let mut names: Vec<&str> = mentions.map(|mention| mention.span.of(syntax.text)).collect();
    names.arrange();
    names.dedup();
    names
}

fn topic(
    syntax: &Syntax,
    gazetteer: &Gazetteer,
    setting: Setting,
    has_counties: &dyn Fn() -> bool,
    index: usize,
    entity: &Entity,
) -> Topic {
    let mut found: Vec<(PlaceId, Match)> = Vec::new();
    let names = names(syntax, entity);
    for name in &names {
        for (id, how) in candidates(gazetteer, name) {
            match found.iter_mut().find(|(known, _)| *known == id) {
                Some((_, best)) => *best = how.min(*best),
                None => found.push((id, how)),
            }
        }
    }
    if found.is_empty() {
        found.extend(qualifiers::state_behind_town(syntax, gazetteer, entity).map(|state| (state, Match::Whole)));
    }
    if found.iter().any(|(_, how)| *how != Match::Part) {
        found.retain(|(_, how)| *how != Match::Part);
    }
    // "in Portland, Oregon, and in Jackson"
    let has = |wanted: Match| found.iter().any(|(_, how)| *how == wanted);
    if has(Match::Whole) && has(Match::WithoutCounty) && !has_counties() {
        found.retain(|(_, how)| *how != Match::WithoutCounty);
    }
    let mut outer = Vec::new();
    for mention in &entity.mentions {
        for id in around(syntax, gazetteer, mention.span) {
            if !outer.contains(&id) {
                outer.push(id);
            }
        }
    }
    leave_out(syntax, gazetteer, entity, &names, !outer.is_empty(), &mut found);
    let is_part = !found.is_empty() && found.iter().all(|(_, how)| *how == Match::Part);
    Topic { entity: Some(index), weight: 1.0, is_part, candidates: rate(gazetteer, setting, found, &names, &outer) }
}

/// Whether "the" stands before a name of `entity` of which no other word in capitals follows: "the Pacific", not "the
/// Atlantic City casino".
pub(super) fn has_article(syntax: &Syntax, entity: &Entity) -> bool {
    entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name).any(|mention| {
        let tokens = syntax.tokens_in(mention.span);
        let next = syntax.word(tokens.end);
        tokens.start > 0
            && syntax.word(tokens.start - 1).eq_ignore_ascii_case("the")
            && !next.starts_with(char::is_uppercase)
    })
}

/// Names of places inside the name of an organization: "Georgia" in "University of Georgia", a town at its start.
fn places_in<'t>(syntax: &Syntax<'t>, gazetteer: &Gazetteer, entity: &Entity) -> Vec<&'t str> {
    let Some(mention) = entity.mentions.iter().find(|mention| mention.form == MentionForm::Name) else {
        return Vec::new();
    };
    let tokens = syntax.tokens_in(mention.span);
    let mut found = Vec::new();
    let mut start = tokens.start;
    while start < tokens.end {
        let mut length = (tokens.end - start).min(3);
        while length > 0 {
            let words = syntax.span(start..start + length).of(syntax.text);
            let is_taken = words.starts_with(char::is_uppercase)
                && length < tokens.len()
                && gazetteer.lookup(words).into_iter().any(|id| {
                    let kind = gazetteer.kind(id);
                    kind != PlaceKind::WorldRegion && (kind <= PlaceKind::County || start == tokens.start)
                });
            if is_taken {
                found.push(words);
                break;
            }
            length -= 1;
        }
        start += length.max(1);
    }
    found
}

/// "Washington" is the capital unless its neighbours are in the state.
fn shares_name_with_capital(gazetteer: &Gazetteer, region: PlaceId, capital: Option<PlaceId>) -> bool {
    gazetteer.kind(region) == PlaceKind::Region
        && capital.is_some_and(|capital| gazetteer.country(capital) == gazetteer.country(region))
}

/// Whether `names` are written as the place is, to the letter, or are other names of it; but "New York" is the name of the
/// state, and only another one of the city.
fn is_in_letters(gazetteer: &Gazetteer, id: PlaceId, names: &[&str]) -> bool {
    let own = gazetteer.name(id);
    let key = fold(&own);
    let is_of_its_region = || {
        let region = gazetteer.region(id).filter(|region| *region != id);
        region.is_some_and(|region| names.contains(&gazetteer.name(region).as_str()))
    };
    // "ST. LOUIS" at the head of an article
    let is_own = |name: &&str| *name == own || !name.contains(char::is_lowercase) && **name == own.to_uppercase();
    names.iter().any(is_own) || !(names.iter().any(|name| fold(name) == key) || is_of_its_region())
}

/// How much a state or a capital counts as such where it, or its country, has so many people, from 0 (ten thousand) to 1
/// (ten million): a parish of an island is no state. Those without a figure are the great ones that were put in by hand.
fn standing(population: u32) -> f32 {
    if population == 0 { 1.0 } else { ((population as f32).log10() / 3.0 - 4.0 / 3.0).clamp(0.0, 1.0) }
}

/// Candidates with all features that do not depend on other topics; the text calls them by `names`, and says that they
/// lie in one of `outer`.
fn rate(
    gazetteer: &Gazetteer,
    setting: Setting,
    found: Vec<(PlaceId, Match)>,
    names: &[&str],
    outer: &[PlaceId],
) -> Vec<Candidate> {
    let letters: Vec<bool> = found.iter().map(|(id, _)| is_in_letters(gazetteer, *id, names)).collect();
    let most = found.iter().map(|(id, _)| gazetteer.population(*id)).max().unwrap_or(0);
    // The gazetteer marks every town that has its capital's name: the largest is the capital.
    let capital = found.iter().map(|(id, _)| *id).filter(|id| gazetteer.is_capital(*id));
    let capital = capital.max_by_key(|id| gazetteer.population(*id));
    let of_its_name = found.iter().filter(|(id, _)| shares_name_with_capital(gazetteer, *id, capital));
    let in_region_of_its_name = of_its_name.map(|(id, _)| gazetteer.population(*id)).max();
    let is_inside: Vec<bool> =
        found.iter().map(|(id, _)| outer.iter().any(|outer| lies_in(gazetteer, *id, *outer))).collect();
    let any_inside = is_inside.contains(&true);
    found
        .into_iter()
        .zip(is_inside)
        .zip(letters)
        .map(|(((id, how), is_inside), letters)| {
            let (latitude, longitude) = (gazetteer.latitude(id) as f32, gazetteer.longitude(id) as f32);
            let (latitude, longitude) = (latitude.to_radians(), longitude.to_radians());
            let kind = gazetteer.kind(id);
            let population = gazetteer.population(id);
            let mut features = Features::default();
            features.set_kind(kind);
            features.set_population(population, most);
            if shares_name_with_capital(gazetteer, id, capital) {
                features.set(Feature::LessPopulous, BEHIND_ITS_CAPITAL);
            } else if let Some(people) = in_region_of_its_name.filter(|_| capital == Some(id)) {
                features.set_population(people.max(population), most);
            }
            if kind == PlaceKind::Region {
                features.set(Feature::Region, standing(population));
            } else if gazetteer.is_capital(id) {
                let country = gazetteer.country_number(id).and_then(|number| gazetteer.country_place(number));
                features.set(Feature::Capital, country.map_or(0.0, |country| standing(gazetteer.population(country))));
            }
            let behind = features.get(Feature::LessPopulous);
            let repute = match () {
                () if gazetteer.is_best_known(id) => Repute::BestKnown(behind),
                () if gazetteer.is_capital(id) => Repute::Capital(behind),
                () => Repute::Other,
            };
            if matches!(repute, Repute::BestKnown(_)) {
                features.set(Feature::BestKnown, 1.0);
                features.set(Feature::LessPopulous, 0.0);
            }
            features.set_alone(kind, 1.0);
            features.set(Feature::SameLetters, f32::from(letters));
            features.set(Feature::LocalNews, setting.is_local_in(gazetteer.country(id)));
            features.set(Feature::WithoutCounty, f32::from(how == Match::WithoutCounty));
            features.set(Feature::SaidToLieThere, f32::from(is_inside));
            features.set(Feature::SaidToLieElsewhere, f32::from(any_inside && !is_inside));
            Candidate {
                id,
                kind,
                division: gazetteer.region(id).map(|_| gazetteer.division(id)),
                country: gazetteer.country_number(id),
                point: [latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin(), latitude.sin()],
                features,
                repute,
                letters: f32::from(letters),
                is_american: gazetteer.country(id) == Some("US"),
                named: 0.0,
                probability: 0.0,
            }
        })
        .collect()
}
