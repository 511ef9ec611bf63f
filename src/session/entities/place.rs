//! Where a place lies.

use crate::analysis::{EntityKind, Precision};
use crate::arranging::Arrange;
use crate::session::apply::{entity_mut, touch};
use crate::session::article::{Article, Extra, Place, Point};
use crate::session::{CommandError, PlaceChoice};

pub(in crate::session) fn choose_place(article: &mut Article, id: &str, candidate: u32) -> Result<(), CommandError> {
    let entity = entity_mut(article, id)?;
    let place = entity.place.as_mut().filter(|place| (candidate as usize) < place.candidates.len());
    let place = place.ok_or(CommandError::NoSuchCandidate)?;
    let chosen = place.candidates.remove(candidate as usize);
    let before = std::mem::replace(&mut place.chosen, chosen);
    keep_as_candidate(place, before, &entity.name);
    touch(&mut entity.origin, &mut entity.status);
    Ok(())
}

pub(in crate::session) fn set_place(
    article: &mut Article,
    id: &str,
    choice: Option<&PlaceChoice>,
) -> Result<(), CommandError> {
    let valid = |choice: &PlaceChoice| choice.lat.abs() <= 90.0 && choice.lon.abs() <= 180.0;
    if choice.is_some_and(|choice| !valid(choice)) {
        return Err(CommandError::Coordinates);
    }
    let entity = entity_mut(article, id)?;
    match choice {
        None => entity.place = None,
        Some(choice) => {
            let chosen = Point {
                lat: choice.lat,
                lon: choice.lon,
                precision: Some(choice.precision.unwrap_or(Precision::Feature)),
                label: choice.label.clone(),
                country: choice.country.clone(),
                geoname_id: choice.geoname_id,
                score: None,
                extra: Extra::default(),
            };
            entity.kind = EntityKind::Place;
            match &mut entity.place {
                Some(place) => {
                    if chosen.geoname_id.is_some() {
                        place.candidates.retain(|other| other.geoname_id != chosen.geoname_id);
                    }
                    let same = chosen.geoname_id.is_some() && chosen.geoname_id == place.chosen.geoname_id;
                    let before = std::mem::replace(&mut place.chosen, chosen);
                    if !same && (before.geoname_id.is_some() || before.score.is_some()) {
                        keep_as_candidate(place, before, &entity.name);
                    }
                }
                None => entity.place = Some(Place { chosen, candidates: Vec::new() }),
            }
        }
    }
    touch(&mut entity.origin, &mut entity.status);
    Ok(())
}

/// Keeps what was chosen before among the candidates.
fn keep_as_candidate(place: &mut Place, mut before: Point, name: &str) {
    before.label.get_or_insert_with(|| name.to_owned());
    place.candidates.insert(0, before);
    place.candidates.arrange_by(|a, b| b.score.unwrap_or(0.0).total_cmp(&a.score.unwrap_or(0.0)));
}
