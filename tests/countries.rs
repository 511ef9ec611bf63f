//! Every country and territory of ISO 3166, and every capital, named alone in a sentence and in a headline or acting, is a place that
//! lies in its own borders: within the box around them, with half a degree (55 km) more on each side, since the World
//! Factbook gives points to whole or half degrees, and those of archipelagos lie between the islands.

use whosaid::analysis::EntityKind;
use whosaid::{Annotator, Document};

/// What is known to go wrong: names of people, words, and capitals whose namesake elsewhere is meant more often.
const KNOWN_FAULTS: [&str; 16] = [
    "Alofi",
    "Brades",
    "Diego Garcia",
    "Douglas",
    "Hamilton",
    "Kingston",
    "Male",
    "Nuku'alofa",
    "Nuku’alofa",
    "Plymouth",
    "Saint John's",
    "San Jose",
    "St. John's",
    "Stanley",
    "Valletta",
    "Victoria",
];

/// What is taken for a person where it acts, besides.
const NO_PLACES_THAT_ACT: [&str; 10] = [
    "Cotonou",
    "Douglas",
    "King Edward Point",
    "Malé",
    "Mbabane",
    "Sana'a",
    "Stanley",
    "Valletta",
    "Viet Nam",
    "Yaren",
];

/// Degrees around the box.
const MARGIN: f64 = 0.5;

#[test]
fn countries_and_capitals_lie_in_their_own_borders() {
    let annotator = Annotator::new();
    let (mut wrong, mut countries, mut names) = (Vec::new(), 0, 0);
    let table = include_str!("fixtures/countries.tsv");
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let edges: Vec<f64> = fields[3..].iter().map(|degrees| degrees.parse().unwrap()).collect();
        countries += 1;
        for name in fields[1].split(';').chain(fields[2].split(';')).filter(|name| !name.is_empty()) {
            names += 1;
            let acting = [
                format!("{name} said on Tuesday that talks had failed."),
                format!("{name} accused its neighbour of firing at ships."),
            ];
            let acting = acting.into_iter().filter(|_| !NO_PLACES_THAT_ACT.contains(&name));
            let texts = [format!("Officials in {name} said on Monday."), format!("Floods hit {name}")];
            for text in texts.into_iter().chain(acting) {
                if !KNOWN_FAULTS.contains(&name) && !has_place_within(&annotator.annotate(&text), &edges) {
                    wrong.push(text);
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(countries, 250);
    assert!(names > 600);
}

/// Whether all that is named is one place, and it lies within `edges`: degrees south, west, north, east.
fn has_place_within(document: &Document, edges: &[f64]) -> bool {
    let [entity] = document.entities.iter().filter(|e| e.name != "Officials").collect::<Vec<_>>()[..] else {
        return false;
    };
    let is_inside = |latitude: f64, longitude: f64| {
        (edges[0] - MARGIN..=edges[2] + MARGIN).contains(&latitude)
            && (edges[1] - MARGIN..=edges[3] + MARGIN).contains(&longitude)
    };
    entity.kind == EntityKind::Place
        && entity.place.as_ref().is_some_and(|place| is_inside(place.chosen.latitude, place.chosen.longitude))
}
