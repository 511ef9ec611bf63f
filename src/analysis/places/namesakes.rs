//! Which namesakes a name does not mean, by what stands beside it: "New York" is the city, and not its state, unless the text tells
//! otherwise; "the Northeast" is no town, and "Earth" not in Texas.

use super::candidates::Match;
use super::qualifiers::lies_in;
use super::topics::has_article;
use crate::analysis::rules::Rule;
use crate::analysis::{Entity, Mention, MentionForm};
use crate::knowledge::gazetteer::{Gazetteer, PlaceId, PlaceKind};
use crate::knowledge::lexicon::{self, WordClass};
use crate::syntax::Syntax;
use crate::syntax::closed::is_genitive_of_one;

/// The most tokens of a town before its state.
const LONGEST: usize = 3;

/// Leaves out of `found` what an entity with these `names` does not mean; `is_told`: whether words beside it say where it lies.
pub(super) fn leave_out(
    syntax: &Syntax,
    gazetteer: &Gazetteer,
    entity: &Entity,
    names: &[&str],
    is_told: bool,
    found: &mut Vec<(PlaceId, Match)>,
) {
    // "the Pacific" is no town called Pacific.
    let kind = |id: &PlaceId| gazetteer.kind(*id);
    if found.iter().any(|(id, _)| kind(id) == PlaceKind::Sea) && has_article(syntax, entity) {
        found.retain(|(id, _)| !matches!(kind(id), PlaceKind::City | PlaceKind::County));
    }
    // "the Middle East" is no quarter of Baltimore.
    if found.iter().any(|(id, _)| kind(id) == PlaceKind::WorldRegion) {
        found.retain(|(id, _)| kind(id) == PlaceKind::WorldRegion);
    }
    let mentions: Vec<&Mention> = entity.mentions.iter().filter(|mention| mention.form == MentionForm::Name).collect();
    // "Washington state", "New York State" are no cities.
    let is_called_state = |mention: &&Mention| {
        let end = syntax.tokens_in(mention.span).end;
        [end - 1, end].iter().any(|at| matches!(syntax.word(*at), "state" | "State" | "province"))
    };
    if found.iter().any(|(id, _)| kind(id) == PlaceKind::Region) && mentions.iter().any(is_called_state) {
        found.retain(|(id, _)| kind(id) == PlaceKind::Region);
    }
    let are = |class: WordClass| names.iter().all(|name| lexicon::is_one_of(class, name));
    if Rule::RegionsAreNoTowns.holds() {
        if are(WordClass::Side) && has_article(syntax, entity) {
            found.retain(|(id, _)| gazetteer.kind(*id) == PlaceKind::WorldRegion);
        }
        if !is_told && are(WordClass::Planet) {
            found.clear();
        }
    }
    if Rule::CityBeforeState.holds() {
        let states: Vec<PlaceId> = found.iter().map(|(id, _)| *id).filter(|id| kind(id) == PlaceKind::Region).collect();
        let is_city_of_state = |id: PlaceId| {
            kind(&id) == PlaceKind::City
                && gazetteer.population(id) > LARGE
                && states.iter().any(|state| lies_in(gazetteer, id, *state))
        };
        if found.iter().any(|(id, _)| is_city_of_state(*id)) {
            let told = mentions.iter().filter(|mention| tells_state(syntax, gazetteer, mention, &states)).count();
            let is_state = 2 * told > mentions.len();
            found.retain(|(id, _)| match is_state {
                true => !is_city_of_state(*id),
                false => !states.contains(id),
            });
        }
    }
}

/// A city with so many people is better known than its state.
const LARGE: u32 = 1_000_000;

/// Whether a mention is told to be that of one of `states`: "Syracuse, New York", "New York state", "the governor of New York", "Ohio and New
/// York".
fn tells_state(syntax: &Syntax, gazetteer: &Gazetteer, mention: &Mention, states: &[PlaceId]) -> bool {
    let tokens = syntax.tokens_in(mention.span);
    let words = |from: usize, to: usize| syntax.span(from..to).of(syntax.text);
    let is_other_state = |name: &str| {
        let is_state = |id: &PlaceId| gazetteer.kind(*id) == PlaceKind::Region && !states.contains(id);
        let country = |id: PlaceId| gazetteer.country(id);
        let same = |id: &PlaceId| states.iter().any(|state| country(*state) == country(*id));
        name != "Washington" && gazetteer.lookup(name).iter().any(|id| is_state(id) && same(id))
    };
    let first = syntax.sentence_at(tokens.start).start;
    let before = |length: usize| {
        let end = tokens.start.checked_sub(1)?;
        let start = end.checked_sub(length).filter(|start| *start >= first)?;
        Some(words(start, end)).filter(|name| name.starts_with(char::is_uppercase))
    };
    let joint = syntax.word_before(tokens.start, 1);
    // "Syracuse, New York", but not "London, New York and Paris"
    let is_town = |name: &str| {
        gazetteer.lookup(name).into_iter().any(|id| states.iter().any(|state| lies_in(gazetteer, id, *state)))
    };
    let next = syntax.word(tokens.end);
    let is_behind_town = || joint == "," && next != "and" && (1..=LONGEST).filter_map(before).any(is_town);
    let is_beside_state = || {
        let is_before = matches!(joint, "," | "and") && (1..=LONGEST).filter_map(before).any(is_other_state);
        let behind = tokens.end + 1..syntax.tokens.len().min(tokens.end + 3);
        is_before
            || matches!(next, "," | "and") && behind.clone().any(|end| is_other_state(words(behind.start, end + 1)))
    };
    let is_of_state = || {
        matches!(joint, "of" | "from" | "in")
            && lexicon::is_one_of(WordClass::StateOffice, syntax.word_before(tokens.start, 2))
    };
    // "New York's attorney general"
    let owned = tokens.end + usize::from(is_genitive_of_one(next));
    let is_attorney = syntax.word(owned) == "attorney" && syntax.word(owned + 1) == "general";
    lexicon::is_one_of(WordClass::StateOffice, syntax.word(owned))
        || is_attorney
        || matches!(joint, "upstate" | "Upstate")
        || is_of_state()
        || is_behind_town()
        || is_beside_state()
}
