//! The places of an article for a map (RFC 7946).

use crate::arranging::Arrange;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use super::facts::{Facts, one_line};
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
    drops: "all else: the text, the people, the quotations themselves",
    many: Many::Apart,
    write,
};

/// A FeatureCollection: a point for each place, or no geometry where the place could not be resolved. `quotations` are
/// the ids of those that speak of it (a mention stands inside), `speaks` of those that it is the speaker of. What
/// readers of features lose, the collection's own members and the ids of features, stands in the properties, too; the
/// number at GeoNames is text, because one missing makes a column of numbers with points of them; and what is several is
/// text with separators, because geopandas writes a list of two back as what NumPy prints (`findings/`).
fn write(article: &Article, options: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let places: Vec<&Entity> =
        article.entities.iter().map(AsRef::as_ref).filter(|entity| entity.kind == EntityKind::Place).collect();
    let quoted = quoted(article, &places);
    let mut speaks: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for quotation in article.quotations.iter() {
        if let Some(speaker) = &quotation.speaker {
            speaks.entry(speaker).or_default().push(&quotation.id);
        }
    }
    let features = places.iter().zip(quoted).map(|(entity, quoted)| {
        feature(&facts, entity, &quoted, speaks.get(entity.id.as_str()).map_or(&[], Vec::as_slice))
    });
    let features: Vec<Value> = features.collect();
    FORMAT.json(&json!({ "type": "FeatureCollection", "features": features }), options)
}

/// For each place the ids of the quotations that a mention of it stands in.
fn quoted<'a>(article: &'a Article, places: &[&Entity]) -> Vec<Vec<&'a str>> {
    let mut pieces: Vec<_> = (article.quotations.iter())
        .flat_map(|quotation| quotation.pieces.iter().map(|piece| (piece.span, quotation.id.as_str())))
        .collect();
    pieces.arrange();
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

fn feature(facts: &Facts, entity: &Entity, quoted: &[&str], speaks: &[&str]) -> Value {
    let about = &facts.article.about;
    let place = entity.place.as_ref();
    let point = place.map(|place| &place.chosen);
    let names: std::collections::BTreeSet<&str> =
        entity.mentions.iter().map(|mention| facts.words(&mention.piece)).collect();
    let candidates = place.iter().flat_map(|place| &place.candidates).map(|point| {
        let label = point.label.as_deref().unwrap_or("");
        format!("{label} ({}, {})", point.lat, point.lon)
    });
    let candidates: Vec<String> = candidates.collect();
    json!({
        "type": "Feature",
        "id": entity.id,
        "geometry": point.map(|point| json!({ "type": "Point", "coordinates": [point.lon, point.lat] })),
        "properties": {
            "id": entity.id,
            "name": entity.name,
            "names": names.into_iter().map(one_line).collect::<Vec<_>>().join("; "),
            "label": point.and_then(|point| point.label.as_deref()),
            "country": point.and_then(|point| point.country.as_deref()),
            "precision": point.and_then(|point| point.precision).map(names::precision),
            "geonameId": point.and_then(|point| point.geoname_id).map(|id| id.to_string()),
            "geonames": point.and_then(|point| point.geoname_id).map(names::geonames_iri),
            "score": point.and_then(|point| point.score),
            "mentions": entity.mentions.len(),
            "quotations": quoted.join(" "),
            "speaks": speaks.join(" "),
            "candidates": candidates.join("; "),
            "origin": names::origin(entity.origin),
            "status": names::status(entity.status),
            "document": facts.document_id(),
            "title": about.title,
            "url": about.url,
        },
    })
}
