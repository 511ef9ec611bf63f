//! Decides which place of the gazetteer each place name means.
//!
//! Every name has the candidates that the gazetteer knows by it (`candidates`). What the text says beside it
//! ("Paris, Texas"), what is known of the candidates, and above all the other places of the text decide between
//! them: a linear model over few features ([`scorer`]), read four times, because the others are ambiguous as well.
//! A name that the gazetteer does not know stays without a place.

mod candidates;
mod qualifiers;
pub mod scorer;
mod setting;
mod topics;
mod weights;

use super::{Entity, EntityKind, PlaceCandidate, Precision, ResolvedPlace};
use crate::arranging::Arrange;
use crate::knowledge::gazetteer::{Gazetteer, PlaceId, PlaceKind};
use crate::syntax::Syntax;

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
    for topic in topics {
        let Some(entity) = topic.entity.map(|index| &mut entities[index]) else { continue };
        let mut ranked: Vec<(PlaceId, f32)> = topic.candidates.iter().map(|c| (c.id, c.probability)).collect();
        ranked.arrange_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        entity.place = resolved(gazetteer, &ranked);
        if let Some((chosen, _)) = ranked.first() {
            out_of_capitals(&mut entity.name, gazetteer.name(*chosen));
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
