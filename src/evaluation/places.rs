//! Scores the recognition and the resolution of places together. A leading article and a trailing "'s" are ignored.
//!
//! - recognition: exact spans of all gold places
//! - accuracy: of the recognized gold places with coordinates, the share resolved to the same GeoNames number or
//!   within [`NEAR_KILOMETRES`]; one without coordinates counts as wrong
//! - end to end: recognized and resolved rightly (gold places without coordinates need recognition only)
//! - median: of the error in kilometres, over recognized places with coordinates on both sides

use std::collections::BTreeMap;

use super::corpora::{Article, Name};
use super::errors::ErrorCase;
use super::figures::{Figure, Figures, Rate, Share};
use super::names::trim;

/// 100 miles, the usual threshold in work on geoparsing.
pub const NEAR_KILOMETRES: f64 = 161.0;

fn by_span<'a>(names: &'a [Name], text: &[char]) -> BTreeMap<(usize, usize), &'a Name> {
    let places = names.iter().filter(|n| n.label == "PLACE");
    places.map(|n| (trim(text, n.start.min(text.len()), n.end.min(text.len()), true), n)).collect()
}

/// Great-circle distance in kilometres; latitudes and longitudes in degrees.
pub fn distance(from: (f64, f64), to: (f64, f64)) -> f64 {
    const DIAMETER: f64 = 12742.0;
    let (lat1, lon1, lat2, lon2) = (from.0.to_radians(), from.1.to_radians(), to.0.to_radians(), to.1.to_radians());
    let half = ((lat2 - lat1) / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2.0).sin().powi(2);
    DIAMETER * half.min(1.0).sqrt().asin()
}

/// The error of `predicted` in kilometres, if both have coordinates, and whether it is the place meant.
fn compare(gold: &Name, predicted: &Name) -> (Option<f64>, bool) {
    let point = |n: &Name| n.lat.zip(n.lon);
    let error = point(gold).zip(point(predicted)).map(|(a, b)| distance(a, b));
    let same = gold.geonameid.is_some_and(|id| id != 0 && predicted.geonameid == Some(id));
    (error, same || error.is_some_and(|km| km <= NEAR_KILOMETRES))
}

/// The figures over `pairs` of gold and prediction.
pub fn score(pairs: &[(&Article, &Article)]) -> Figures {
    let (mut gold_places, mut predicted_places, mut recognized, mut end_to_end) = (0, 0, 0, 0);
    let mut resolved = Share::default();
    let mut errors = Vec::new();
    for (gold, predicted) in pairs {
        let text: Vec<char> = gold.text.chars().collect();
        let (gold, predicted) = (by_span(&gold.entities, &text), by_span(&predicted.entities, &text));
        gold_places += gold.len();
        predicted_places += predicted.len();
        for (span, place) in &gold {
            let Some(found) = predicted.get(span) else { continue };
            recognized += 1;
            if place.lat.is_none() {
                end_to_end += 1;
                continue;
            }
            let (error, right) = compare(place, found);
            errors.extend(error);
            resolved.add(right);
            end_to_end += usize::from(right);
        }
    }
    let rate = |right: usize| {
        let share = |whole: usize| right as f64 / whole.max(1) as f64;
        let f1 = 2.0 * right as f64 / (predicted_places + gold_places).max(1) as f64;
        Figure::Rate(Rate { precision: share(predicted_places), recall: share(gold_places), f1 })
    };
    errors.sort_by(f64::total_cmp);
    let mut figures = vec![
        ("recognition".to_owned(), rate(recognized)),
        ("accuracy".to_owned(), Figure::Share(resolved)),
        ("endToEnd".to_owned(), rate(end_to_end)),
    ];
    if let Some(median) = errors.get(errors.len() / 2) {
        figures.push(("medianKm".to_owned(), Figure::Number(*median)));
    }
    figures.push(("gold".to_owned(), Figure::Number(gold_places as f64)));
    figures.push(("predicted".to_owned(), Figure::Number(predicted_places as f64)));
    figures
}

/// The wrong resolutions of one article: `resolution` (another place), `unresolved`.
pub(super) fn errors(gold: &Article, predicted: &Article) -> Vec<ErrorCase> {
    let text: Vec<char> = gold.text.chars().collect();
    let (gold, predicted) = (by_span(&gold.entities, &text), by_span(&predicted.entities, &text));
    let mut cases = Vec::new();
    for (span, place) in gold.iter().filter(|(_, place)| place.lat.is_some()) {
        let Some(found) = predicted.get(span) else { continue };
        let (error, right) = compare(place, found);
        if right {
            continue;
        }
        let show = |n: &Name| {
            format!("{:.2}, {:.2} #{}", n.lat.unwrap_or(0.0), n.lon.unwrap_or(0.0), n.geonameid.unwrap_or(0))
        };
        cases.push(ErrorCase {
            kind: if error.is_some() { "resolution" } else { "unresolved" },
            article: String::new(),
            gold: Some(format!("{}: {}", ErrorCase::slice(&text, *span), show(place))),
            predicted: error.map(|km| format!("{} ({km:.0} km off) of {}", show(found), found.candidates.join("; "))),
            context: ErrorCase::context(&text, *span),
        });
    }
    cases
}
