//! Texts with one place name and nothing else that tells which place is meant: then it is the one that most people know.
//! Local news, which the weights are fitted on besides, hardly has such.

use std::collections::BTreeMap;

use whosaid::evaluation::corpora::{Article, Name};
use whosaid::evaluation::places::{NEAR_KILOMETRES, distance};
use whosaid::knowledge::gazetteer::{Gazetteer, PlaceId, PlaceKind, fold};

/// Smallest town and region whose names are taken, in people as [`standing`] counts them.
const SMALLEST: f64 = 200_000.0;

/// What a name means has at least so many times the standing of all else that is called so; other names are left out.
const CLEAR: f64 = 2.0;

/// How much a text with a country, a capital or a part of the world counts in fitting, compared with a name of the corpus.
const OF_WORLD: f32 = 1.0;

/// How much one counts with a town, a region or a county, of which there are many.
const OF_MANY: f32 = 0.1;

/// How much one counts with a water, a mountain, a quarter or a site.
const OF_SITES: f32 = 0.5;

/// A text for each country, capital and part of the world, which means itself, and for each name of a town, region or county
/// where it is clear what it means; with how much it counts in fitting.
pub fn articles() -> Vec<(Article, f32)> {
    let gazetteer = Gazetteer::built_in();
    let mut by_name: BTreeMap<String, Vec<PlaceId>> = BTreeMap::new();
    for id in (0..gazetteer.len() as u32).map(PlaceId) {
        by_name.entry(fold(&gazetteer.name(id))).or_default().push(id);
    }
    by_name
        .values()
        .filter_map(|places| meant(gazetteer, places))
        .map(|id| (article(gazetteer, id), weight(gazetteer, id)))
        .collect()
}

/// The place that the name of `places` means.
fn meant(gazetteer: &Gazetteer, places: &[PlaceId]) -> Option<PlaceId> {
    if let Some(id) = places.iter().find(|id| gazetteer.kind(**id) <= PlaceKind::Country) {
        return Some(*id);
    }
    let namesakes = gazetteer.lookup(&gazetteer.name(places[0]));
    let best = places.iter().copied().max_by(|a, b| standing(gazetteer, *a).total_cmp(&standing(gazetteer, *b)))?;
    let point = |id: PlaceId| (gazetteer.latitude(id), gazetteer.longitude(id));
    let others = namesakes.into_iter().filter(|id| distance(point(*id), point(best)) > NEAR_KILOMETRES);
    let most = others.map(|id| standing(gazetteer, id)).fold(0.0, f64::max);
    let is_known = gazetteer.is_capital(best) || gazetteer.is_best_known(best) || standing(gazetteer, best) >= SMALLEST;
    (is_known && standing(gazetteer, best) >= CLEAR * most).then_some(best)
}

/// How well known a place is, in people of a town: a region is less often named than a town of as many, a capital
/// as often as a town with a tenth of its country's people, and the best known of a name as often as one of ten times as many.
fn standing(gazetteer: &Gazetteer, id: PlaceId) -> f64 {
    let people = f64::from(gazetteer.population(id));
    let country = gazetteer.country_number(id).and_then(|number| gazetteer.country_place(number));
    match gazetteer.kind(id) {
        PlaceKind::City if gazetteer.is_best_known(id) => people * 10.0,
        PlaceKind::City if gazetteer.is_capital(id) => {
            people.max(f64::from(country.map_or(0, |country| gazetteer.population(country))) / 10.0)
        }
        PlaceKind::City => people,
        PlaceKind::Region => people / 4.0,
        PlaceKind::County => people / 2.0,
        // Countries have been dealt with, unless they bear another name; waters and mountains leave it open.
        _ => f64::MAX,
    }
}

fn weight(gazetteer: &Gazetteer, id: PlaceId) -> f32 {
    match gazetteer.kind(id) {
        PlaceKind::WorldRegion | PlaceKind::Country => OF_WORLD,
        _ if gazetteer.is_capital(id) => OF_WORLD,
        PlaceKind::Region | PlaceKind::County | PlaceKind::City => OF_MANY,
        _ => OF_SITES,
    }
}

fn article(gazetteer: &Gazetteer, id: PlaceId) -> Article {
    let name = gazetteer.name(id);
    let (text, start) = (format!("Officials in {name} said on Monday."), "Officials in ".len());
    let name = Name {
        start,
        end: start + name.chars().count(),
        label: "PLACE".to_owned(),
        lat: Some(gazetteer.latitude(id)),
        lon: Some(gazetteer.longitude(id)),
        ..Name::default()
    };
    Article { id: id.0.to_string(), text, entities: vec![name], ..Article::default() }
}
