//! Decides which place of the gazetteer each place name means.
//!
//! Every name has the candidates that the gazetteer knows by it (`candidates`). What the text says beside it
//! ("Paris, Texas"), what is known of the candidates, and above all the other places of the text decide between
//! them: a linear model over few features ([`scorer`]), read four times, because the others are ambiguous as well.
//! A name that the gazetteer does not know stays without a place.

mod candidates;
mod namesakes;
mod qualifiers;
pub mod scorer;
mod setting;
mod topics;
mod weights;

use rustc_hash::FxHashMap;

use super::rules::Rule;
use super::{Entity, EntityKind, MentionForm, PlaceCandidate, Precision, ResolvedPlace};
use crate::arranging::Arrange;
use crate::knowledge::gazetteer::{Gazetteer, PlaceId, PlaceKind};
use crate::syntax::Syntax;
use crate::text::Span;

pub use qualifiers::split;
pub use scorer::{FEATURES, Feature, WEIGHTS};
pub use topics::{Candidate, Topic};

/// Other candidates kept for somebody to choose from.
const MOST_OTHERS: usize = 8;

/// Fills in [`Entity::place`] of every entity that is a place and that the gazetteer knows, and makes an entity that
/// stands for several places of one name into several. Entities stay in the order of their first mention.
pub fn resolve(syntax: &Syntax, gazetteer: &Gazetteer, entities: &mut Vec<Entity>) {
    qualifiers::split(syntax, gazetteer, entities);
    let topics = score(syntax, gazetteer, entities, &WEIGHTS);
    let organizations = spans_of_organizations(entities);
    let names_country = topics.iter().any(|topic| {
        let likeliest = topic.candidates.iter().max_by(|a, b| a.probability.total_cmp(&b.probability));
        likeliest.is_some_and(|candidate| candidate.kind == PlaceKind::Country)
    });
    let mut parts = Vec::new();
    for topic in topics {
        let Some(index) = topic.entity else { continue };
        let entity = &mut entities[index];
        let mut ranked: Vec<(PlaceId, f32)> = topic.candidates.iter().map(|c| (c.id, c.probability)).collect();
        ranked.arrange_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        entity.place = resolved(gazetteer, &ranked);
        if topic.is_part {
            parts.push(index);
        }
        if let Some((chosen, score)) = ranked.first() {
            out_of_capitals(&mut entity.name, gazetteer.name(*chosen));
            // "Georgetown University" does not lie in Guyana's Georgetown, nor a Kotari in Pakistan in Kyoto's Kōtari.
            let candidate = topic.candidates.iter().find(|candidate| candidate.id == *chosen);
            let is_stranger = names_country && candidate.is_some_and(|chosen| is_stranger(gazetteer, chosen));
            let rival = ranked.get(1).map_or(0.0, |rival| rival.1);
            let is_doubtful = *score < LEAST_NESTED && rival > score * LEAST_RIVAL && !gazetteer.is_best_known(*chosen);
            if is_doubtful && is_nested(&organizations, entity) || is_stranger {
                entity.place = None;
            }
        }
    }
    in_regions(syntax, entities);
    // "northern Mali" is nowhere near the middle of Mali.
    for index in parts.into_iter().filter(|_| Rule::PartsAreRegions.holds()) {
        if let Some(place) = &mut entities[index].place {
            place.chosen.precision = Precision::Region;
        }
    }
}

/// A place that only names of organizations hold is on the map if it has this probability, or no rival with so large a part
/// of it, or is the best known of its name.
const LEAST_NESTED: f32 = 0.5;
const LEAST_RIVAL: f32 = 0.6;

/// A town with so many people is known abroad.
const KNOWN_ABROAD: u32 = 100_000;

/// Whether a candidate is a small town of a country of which the text tells nothing, and is written otherwise there.
fn is_stranger(gazetteer: &Gazetteer, candidate: &Candidate) -> bool {
    candidate.kind == PlaceKind::City
        && gazetteer.population(candidate.id) < KNOWN_ABROAD
        && !gazetteer.name(candidate.id).is_ascii()
        && candidate.features.get(Feature::SameLetters) == 0.0
        && candidate.features.get(Feature::CountryVotes) == 0.0
}

/// Where organizations are named, in the order of the text.
fn spans_of_organizations(entities: &[Entity]) -> Vec<Span> {
    let organizations = entities.iter().filter(|entity| entity.kind == EntityKind::Organization);
    let mentions = organizations.flat_map(|entity| &entity.mentions);
    let mut spans: Vec<Span> = mentions.filter(|m| m.form == MentionForm::Name).map(|m| m.span).collect();
    spans.arrange_by_key(|span| (span.start, span.end));
    spans
}

/// Whether a place is only named within the names of `organizations`: "Georgetown" of "Georgetown University".
fn is_nested(organizations: &[Span], entity: &Entity) -> bool {
    entity.mentions.iter().all(|mention| {
        let before = organizations.partition_point(|span| span.start <= mention.span.start);
        before.checked_sub(1).is_some_and(|at| mention.span.end <= organizations[at].end)
    })
}

/// Puts places that the gazetteer does not know into the region that the words behind them name: "Odrum, a village in Sindh".
fn in_regions(syntax: &Syntax, entities: &mut [Entity]) {
    let unknown = entities.iter().enumerate().filter(|(_, entity)| is_place(entity) && entity.place.is_none());
    let behind = unknown.flat_map(|(index, entity)| {
        let starts = entity.mentions.iter().filter_map(|m| qualifiers::region_behind(syntax, m.span));
        starts.map(move |start| (index, start))
    });
    let behind: Vec<(usize, usize)> = behind.collect();
    if behind.is_empty() {
        return;
    }
    let places = entities.iter().enumerate().filter(|(_, entity)| is_place(entity) && entity.place.is_some());
    let mentions = places.flat_map(|(index, entity)| entity.mentions.iter().map(move |m| (m.span, index)));
    // The place that is named from a token on, and the token behind it.
    let named: FxHashMap<usize, (usize, usize)> = mentions
        .map(|(span, index)| (syntax.tokens_in(span), index))
        .map(|(tokens, index)| (tokens.start, (index, tokens.end)))
        .collect();
    let precision = |entity: &Entity| entity.place.as_ref().map(|place| place.chosen.precision);
    for (index, start) in behind {
        let Some((region, end)) = named.get(&start).copied() else { continue };
        let is_outer =
            || named.get(&(end + 1)).is_some_and(|(at, _)| precision(&entities[*at]) == Some(Precision::Country));
        // "Clacton, Essex and Kent" is a list.
        let is_listed = match syntax.word(end) {
            "and" | "or" => true,
            "," => {
                let next = syntax.word(end + 1);
                next == "and" || next.starts_with(char::is_uppercase) && !is_outer()
            }
            _ => false,
        };
        let is_part = syntax.word_before(start, 1) == "," && is_listed;
        let chosen = entities[region].place.as_ref().map(|place| place.chosen.clone());
        // No part of the world.
        let is_region = |chosen: &PlaceCandidate| chosen.precision == Precision::Region && chosen.country.is_some();
        if let Some(chosen) = chosen.filter(|chosen| is_region(chosen) && !is_part)
            && entities[index].place.is_none()
        {
            entities[index].place = Some(ResolvedPlace { chosen, others: Vec::new() });
        }
    }
}

/// Datelines and headlines write "NAIROBI"; the name shown is then `known`, as the gazetteer writes it.
fn out_of_capitals(name: &mut String, known: String) {
    if name.to_uppercase() == *name && known.to_uppercase() == *name {
        *name = known;
    }
}

/// The place names of a text with their scored candidates; those with an entity, and those inside names of
/// organizations, which have none.
pub fn score(syntax: &Syntax, gazetteer: &Gazetteer, entities: &[Entity], weights: &[f32; FEATURES]) -> Vec<Topic> {
    let mut topics = topics::find(syntax, gazetteer, entities);
    scorer::score(&mut topics, weights);
    topics
}

/// The candidates of a name, likeliest first, as the document keeps them.
fn resolved(gazetteer: &Gazetteer, ranked: &[(PlaceId, f32)]) -> Option<ResolvedPlace> {
    let mut places = ranked.iter().take(MOST_OTHERS + 1).map(|(id, score)| candidate(gazetteer, *id, *score));
    let chosen = places.next()?;
    Some(ResolvedPlace { chosen, others: places.collect() })
}

/// A place of the gazetteer as the document keeps it.
pub fn candidate(gazetteer: &Gazetteer, id: PlaceId, score: f32) -> PlaceCandidate {
    PlaceCandidate {
        geoname_id: gazetteer.geoname_id(id),
        label: gazetteer.label(id),
        latitude: gazetteer.latitude(id),
        longitude: gazetteer.longitude(id),
        precision: match gazetteer.kind(id) {
            PlaceKind::Country => Precision::Country,
            PlaceKind::WorldRegion | PlaceKind::Region | PlaceKind::County => Precision::Region,
            PlaceKind::City | PlaceKind::Quarter => Precision::City,
            _ => Precision::Feature,
        },
        country: gazetteer.country(id).map(str::to_owned),
        score,
    }
}

fn is_place(entity: &Entity) -> bool {
    entity.kind == EntityKind::Place
}

#[cfg(test)]
mod tests;
