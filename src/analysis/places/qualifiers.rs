//! What stands beside a place name and says where it lies: "Paris, Texas", "London, Ont.", "Athens in Georgia",
//! "Georgia's Athens".

use super::candidates::candidates;
use super::is_place;
use crate::analysis::{Entity, Mention, MentionForm};
use crate::arranging::Arrange;
use crate::knowledge::gazetteer::{Gazetteer, PlaceId, PlaceKind, state_of_code};
use crate::knowledge::lexicon::{Grammar, WordClass, is_one_of};
use crate::syntax::Syntax;
use crate::syntax::closed::{is_article, is_genitive};
use crate::text::Span;

/// Most tokens of a qualifier: "New South Wales", "District of Columbia".
const LONGEST: usize = 3;

/// Most tokens of "a small village in".
const LONGEST_DESCRIPTION: usize = 8;

/// The places that the words beside the name at `span` say it lies in; empty if there are none.
pub fn around(syntax: &Syntax, gazetteer: &Gazetteer, span: Span) -> Vec<PlaceId> {
    let tokens = syntax.tokens_in(span);
    let after = match syntax.word(tokens.end) {
        "," | "(" => Some(tokens.end + 1 + usize::from(syntax.word(tokens.end + 1) == "in")),
        "in" => Some(tokens.end + 1),
        _ => None,
    };
    let is_after_comma = syntax.word(tokens.end) != "in";
    if let Some(start) = after {
        let start = start + usize::from(syntax.word(start) == "the");
        for length in (1..=LONGEST).rev() {
            let found = regions(syntax, gazetteer, start, length, is_after_comma);
            if !found.is_empty() {
                return found;
            }
        }
    }
    // "Ohio's Licking County"
    let is_possessive = tokens.start >= 2 && is_genitive(syntax.word(tokens.start - 1));
    if is_possessive {
        for length in (1..=LONGEST.min(tokens.start - 1)).rev() {
            let found = regions(syntax, gazetteer, tokens.start - 1 - length, length, false);
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

/// Where the name of the region begins that words beside the name at `span` say it lies in: "Odrum, a village in the Sindh province".
pub fn region_behind(syntax: &Syntax, span: Span) -> Option<usize> {
    let end = syntax.tokens_in(span).end;
    let last = syntax.tokens.len().min(end + LONGEST_DESCRIPTION);
    let joint = match syntax.word(end) {
        "in" => end,
        "," | "(" if syntax.word(end + 1) == "in" => end + 1,
        "," | "(" if is_article(syntax.word(end + 1)) => {
            (end + 2..last).find(|at| is_one_of(Grammar::ClosesNounGroup, syntax.word(*at)))?
        }
        "," | "(" => end,
        _ => return None,
    };
    let is_settlement = joint < end + 2 || is_one_of(WordClass::NamedPlace, syntax.word(joint - 1));
    let is_inside = joint < end + 2 || syntax.word(joint) == "in";
    let start = joint + 1 + usize::from(is_article(syntax.word(joint + 1)));
    (is_settlement && is_inside && start < syntax.tokens.len()).then_some(start)
}

/// The countries, regions and counties that the `length` tokens from `start` name.
fn regions(syntax: &Syntax, gazetteer: &Gazetteer, start: usize, length: usize, is_after_comma: bool) -> Vec<PlaceId> {
    if start + length > syntax.tokens.len() {
        return Vec::new();
    }
    let words = syntax.span(start..start + length).of(syntax.text);
    if !words.starts_with(char::is_uppercase) {
        return Vec::new();
    }
    if is_after_comma
        && length == 1
        && let Some(state) = state_of_code(words)
    {
        return vec![state];
    }
    let is_region =
        |id: &PlaceId| matches!(gazetteer.kind(*id), PlaceKind::Country | PlaceKind::Region | PlaceKind::County);
    gazetteer.lookup(words).into_iter().filter(is_region).collect()
}

/// The state whose postal code is the name of `entity`, if it stands behind a town there: "Springfield, MA", but not "in LA".
pub fn state_behind_town(syntax: &Syntax, gazetteer: &Gazetteer, entity: &Entity) -> Option<PlaceId> {
    let state = state_of_code(&entity.name)?;
    let is_behind = |mention: &Mention| {
        let comma = syntax.tokens_in(mention.span).start.checked_sub(1).filter(|comma| syntax.word(*comma) == ",");
        comma.is_some_and(|comma| {
            let mut towns = (comma.saturating_sub(LONGEST)..comma).map(|start| syntax.span(start..comma));
            towns.any(|town| gazetteer.has_in_region(town.of(syntax.text), state))
        })
    };
    entity.mentions.iter().any(is_behind).then_some(state)
}

/// Whether `inner` lies in `outer`.
pub fn lies_in(gazetteer: &Gazetteer, inner: PlaceId, outer: PlaceId) -> bool {
    if inner == outer {
        return false;
    }
    match gazetteer.kind(outer) {
        PlaceKind::Country => {
            gazetteer.kind(inner) != PlaceKind::Country
                && gazetteer.country(inner).is_some()
                && gazetteer.country(inner) == gazetteer.country(outer)
        }
        PlaceKind::Region => gazetteer.division(inner) == gazetteer.division(outer),
        _ => {
            gazetteer.division(inner) == gazetteer.division(outer)
                && (gazetteer.latitude(inner) - gazetteer.latitude(outer)).abs() < 0.6
                && (gazetteer.longitude(inner) - gazetteer.longitude(outer)).abs() < 0.8
        }
    }
}

/// Makes an entity whose mentions are said to lie in different places into several, in the order of first mentions.
/// A mention of which nothing is said goes with the one before it.
pub fn split(syntax: &Syntax, gazetteer: &Gazetteer, entities: &mut Vec<Entity>) {
    let mut parts = Vec::new();
    for entity in entities.iter_mut().filter(|entity| is_place(entity) && entity.mentions.len() > 1) {
        let mut groups: Vec<(Vec<PlaceId>, Vec<Mention>)> = Vec::new();
        let mut waiting = Vec::new();
        let mut current = 0;
        for mention in &entity.mentions {
            let inside = said_places(syntax, gazetteer, *mention);
            if inside.is_empty() {
                match groups.get_mut(current) {
                    Some((_, mentions)) => mentions.push(*mention),
                    None => waiting.push(*mention),
                }
                continue;
            }
            let known = groups.iter().position(|(places, _)| places.iter().any(|id| inside.contains(id)));
            current = known.unwrap_or(groups.len());
            match groups.get_mut(current) {
                Some((places, mentions)) => {
                    places.retain(|id| inside.contains(id));
                    mentions.push(*mention);
                }
                None => groups.push((inside, vec![*mention])),
            }
        }
        if groups.len() < 2 {
            continue;
        }
        let mut groups = groups.into_iter().map(|(_, mentions)| mentions);
        waiting.extend(groups.next().unwrap_or_default());
        entity.mentions = waiting;
        for mentions in groups {
            let name = mentions.iter().find(|m| m.form == MentionForm::Name).or(mentions.first());
            let name = name.map_or_else(String::new, |m| m.span.of(syntax.text).to_owned());
            parts.push(Entity { name, mentions, description: None, place: None, ..entity.clone() });
        }
    }
    if !parts.is_empty() {
        entities.extend(parts);
        let mut order: Vec<usize> = (0..entities.len()).collect();
        order.arrange_by_key(|index| entities[*index].mentions.first().map(|mention| mention.span));
        let mut new_index = vec![0; entities.len()];
        order.iter().enumerate().for_each(|(new, old)| new_index[*old] = new);
        entities.arrange_by_key(|entity| entity.mentions.first().map(|mention| mention.span));
        entities.iter_mut().flat_map(|entity| &mut entity.members).for_each(|member| *member = new_index[*member]);
    }
}

/// The candidates of a mention that lie where the words beside it say.
fn said_places(syntax: &Syntax, gazetteer: &Gazetteer, mention: Mention) -> Vec<PlaceId> {
    let outer = around(syntax, gazetteer, mention.span);
    if mention.form != MentionForm::Name || outer.is_empty() {
        return Vec::new();
    }
    let ids = candidates(gazetteer, mention.span.of(syntax.text)).into_iter().map(|(id, _)| id);
    ids.filter(|id| outer.iter().any(|outer| lies_in(gazetteer, *id, *outer))).collect()
}
