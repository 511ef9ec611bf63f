//! The places of an article for a map (RFC 7946).

use serde_json::{Value, json};

use super::facts::Facts;
use super::{Format, Many, Options, Part, names};
use crate::analysis::EntityKind;
use crate::session::{Article, Entity};

pub(super) const FORMAT: Format = Format {
    name: "geojson",
    title: "GeoJSON",
    extension: ".geojson",
    beside: None,
    media_type: "application/geo+json",
    holds: "a point for each place, with its mentions and the quotations that speak of it; for QGIS, geopandas, Leaflet",
    drops: "the text, the people, the quotations themselves",
    many: Many::Apart,
    write,
};

/// A FeatureCollection: a point for each place, or no geometry where the place could not be resolved. `quotations` are
/// the ids of those that speak of it (a mention stands inside), `speaks` of those that it is the speaker of. What
/// readers of features lose, the collection's own members and the ids of features, stands in the properties, too; and
/// the number at GeoNames is text, because one missing makes a column of numbers with points of them.
fn write(article: &Article, options: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let places: Vec<&Entity> =
        article.entities.iter().map(AsRef::as_ref).filter(|entity| entity.kind == EntityKind::Place).collect();
    let quoted = quoted(article, &places);
    let features: Vec<Value> = places.iter().zip(quoted).map(|(entity, quoted)| feature(&facts, entity, quoted)).collect();
    FORMAT.json(&json!({ "type": "FeatureCollection", "features": features }), options)
}

/// For each place the ids of the quotations that a mention of it stands in.
fn quoted<'a>(article: &'a Article, places: &[&Entity]) -> Vec<Vec<&'a str>> {
    let mut pieces: Vec<_> = (article.quotations.iter())
        .flat_map(|quotation| quotation.pieces.iter().map(|piece| (piece.span, quotation.id.as_str())))
        .collect();
    pieces.sort();
    let longest = pieces.iter().map(|(span, _)| span.end - span.start).max().unwrap_or(0);
    let of = |entity: &Entity| {
        let mut ids = Vec::new();
        for mention in &entity.mentions {
            let span = mention.piece.span;
            let first = pieces.partition_point(|(piece, _)| piece.start + longest < span.start);
            let near = pieces[first..].iter().take_while(|(piece, _)| piece.start <= span.start);
            ids.extend(near.filter(|(piece, _)| piece.contains(span)).map(|(_, id)| *id));
        }
        ids.dedup();
        ids
    };
    places.iter().map(|entity| of(entity)).collect()
}

fn feature(facts: &Facts, entity: &Entity, quoted: Vec<&str>) -> Value {
    let about = &facts.article.about;
    let place = entity.place.as_ref();
    let point = place.map(|place| &place.chosen);
    let names: std::collections::BTreeSet<&str> =
        entity.mentions.iter().map(|mention| facts.words(&mention.piece)).collect();
    let speaks: Vec<&str> = (facts.article.quotations.iter())
        .filter(|quotation| quotation.speaker.as_ref() == Some(&entity.id))
        .map(|quotation| quotation.id.as_str())
        .collect();
    let candidates: Vec<Value> = (place.iter().flat_map(|place| &place.candidates))
        .map(|point| {
            json!({
                "label": point.label, "lat": point.lat, "lon": point.lon, "score": point.score,
                "geonames": point.geoname_id.map(names::geonames_iri),
            })
        })
        .collect();
    json!({
        "type": "Feature",
        "id": entity.id,
        "geometry": point.map(|point| json!({ "type": "Point", "coordinates": [point.lon, point.lat] })),
        "properties": {
            "id": entity.id,
            "name": entity.name,
            "names": names,
            "label": point.and_then(|point| point.label.as_deref()),
            "country": point.and_then(|point| point.country.as_deref()),
            "precision": point.and_then(|point| point.precision).map(names::precision),
            "geonameId": point.and_then(|point| point.geoname_id).map(|id| id.to_string()),
            "geonames": point.and_then(|point| point.geoname_id).map(names::geonames_iri),
            "score": point.and_then(|point| point.score),
            "mentions": entity.mentions.len(),
            "quotations": quoted,
            "speaks": speaks,
            "candidates": candidates,
            "origin": names::origin(entity.origin),
            "status": names::status(entity.status),
            "document": facts.document_id(),
            "title": about.title,
            "url": about.url,
        },
    })
}
