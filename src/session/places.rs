//! Which place is meant: the gazetteer's answers for somebody who looks, and what tells the candidates apart.

use super::PlaceChoice;
use super::article::{Article, Point};
use super::coordinates::coordinates;
use crate::analysis::Precision;
use crate::knowledge::gazetteer::{Gazetteer, PlaceId, PlaceKind};

/// Places for somebody who types `query`, likeliest first: of the gazetteer, or the point that its coordinates name.
pub fn search_places(query: &str, limit: usize) -> Vec<PlaceChoice> {
    match coordinates(query) {
        Ok(None) => {}
        Ok(Some((lat, lon))) => {
            let precision = Some(Precision::Feature);
            return vec![PlaceChoice { lat, lon, label: None, geoname_id: None, country: None, precision }];
        }
        Err(_) => return Vec::new(),
    }
    let gazetteer = Gazetteer::built_in();
    let choice = |id| PlaceChoice {
        lat: gazetteer.latitude(id),
        lon: gazetteer.longitude(id),
        label: Some(gazetteer.label(id)),
        geoname_id: gazetteer.geoname_id(id),
        country: gazetteer.country(id).map(str::to_owned),
        precision: Some(precision(gazetteer.kind(id))),
    };
    gazetteer.search(query, limit).into_iter().map(choice).collect()
}

fn precision(kind: PlaceKind) -> Precision {
    match kind {
        PlaceKind::WorldRegion | PlaceKind::Country => Precision::Country,
        PlaceKind::Region | PlaceKind::County => Precision::Region,
        PlaceKind::City | PlaceKind::Quarter => Precision::City,
        _ => Precision::Feature,
    }
}

/// A place that a name may mean, with what tells it from the others.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceOption {
    /// Index of the place's `candidates`; none for the one that is chosen now.
    pub candidate: Option<u32>,
    /// Its name; empty for a point that a person set.
    pub name: String,
    /// State, province or other region.
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// People who live there, where the gazetteer knows.
    pub population: Option<u32>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How exact the point is.
    pub precision: Option<Precision>,
    /// From 0 to 1: how likely it is meant, where the program said so.
    pub score: Option<f64>,
    /// The nearest other place of the article, by name.
    pub nearest: Option<String>,
    /// How far that is; kilometres.
    pub distance: Option<u32>,
}

/// The places that entity `id` may mean: the one chosen now, then its candidates.
pub(super) fn options(article: &Article, id: &str) -> Vec<PlaceOption> {
    let Some((entity, place)) = article.entity(id).and_then(|entity| Some((entity, entity.place.as_ref()?))) else {
        return Vec::new();
    };
    let gazetteer = Gazetteer::built_in();
    let mut others: Vec<(&str, &Point)> = (article.entities.iter())
        .filter(|other| other.id != id)
        .filter_map(|other| Some((other.name.as_str(), &other.place.as_ref()?.chosen)))
        .collect();
    // The middle of a country says little about distances, where there are better points.
    let is_wide = |point: &Point| matches!(point.precision, Some(Precision::Country | Precision::Region));
    if others.iter().any(|(_, point)| !is_wide(point)) {
        others.retain(|(_, point)| !is_wide(point));
    }
    let candidates = place.candidates.iter().enumerate().map(|(index, point)| (u32::try_from(index).ok(), point));
    let points = std::iter::once((None, &place.chosen)).chain(candidates);
    points
        .map(|(candidate, point)| {
            let label = point.label.as_deref().unwrap_or_default();
            let mut parts: Vec<&str> = label.split(", ").collect();
            if point.country.as_deref() == parts.last().copied() {
                parts.pop();
            }
            let known = known(gazetteer, point, [parts.first().copied().unwrap_or_default(), &entity.name]);
            let population = known.map(|id| gazetteer.population(id)).filter(|people| *people > 0);
            let near = (others.iter().map(|(name, other)| (*name, kilometres(point, other))))
                .min_by(|a, b| a.1.total_cmp(&b.1));
            PlaceOption {
                candidate,
                name: parts.first().copied().unwrap_or_default().to_owned(),
                region: (parts.len() > 1).then(|| parts[1..].join(", ")),
                country: point.country.clone(),
                population,
                lat: point.lat,
                lon: point.lon,
                precision: point.precision,
                score: point.score,
                nearest: near.map(|(name, _)| name.to_owned()),
                distance: near.map(|(_, distance)| distance.round() as u32),
            }
        })
        .collect()
}

/// The gazetteer's entry of a point, by one of the names it may have there.
fn known(gazetteer: &Gazetteer, point: &Point, names: [&str; 2]) -> Option<PlaceId> {
    let wanted = point.geoname_id?;
    let mut found = names.into_iter().filter(|name| !name.is_empty()).flat_map(|name| gazetteer.lookup(name));
    found.find(|id| gazetteer.geoname_id(*id) == Some(wanted))
}

/// Along a great circle, by the haversine formula on a sphere of 6,371 km.
fn kilometres(a: &Point, b: &Point) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let h = half(a.lat, b.lat) + a.lat.to_radians().cos() * b.lat.to_radians().cos() * half(a.lon, b.lon);
    2.0 * 6371.0 * h.sqrt().clamp(0.0, 1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_places_of_one_name_apart() {
        let text = "Lisbon, Texas, is far from Lisbon. “We stay,” said Ada Okafor in Porto, Portugal.";
        let article = Article::from_document(&crate::Annotator::new().annotate(text));
        let place = article.entities.iter().find(|entity| entity.name == "Porto").expect("a place");
        let found = options(&article, &place.id);
        let first = found.first().expect("a point");
        assert_eq!((first.candidate, first.name.as_str(), first.country.as_deref()), (None, "Porto", Some("PT")));
        assert!(first.population > Some(100_000) && first.nearest.is_some() && first.distance.is_some(), "{first:?}");
        assert!(options(&article, "nobody").is_empty());
        let between = |a: (f64, f64), b: (f64, f64)| {
            let point = |(lat, lon)| Point { lat, lon, ..place.place.clone().expect("a point").chosen };
            kilometres(&point(a), &point(b)).round()
        };
        assert_eq!(between((0.0, 0.0), (0.0, 1.0)), 111.0);
        assert_eq!(between((51.5, -0.1), (48.9, 2.4)), 339.0);
    }

    #[test]
    fn places_that_cannot_be_found() {
        assert!(search_places("Qwxyzzyplace", 5).is_empty());
        assert!(search_places("91N, 0E", 5).is_empty());
        assert_eq!(search_places("51.45, -2.59", 5).len(), 1);
    }
}
