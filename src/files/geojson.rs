//! The places of an article for a map.

use serde_json::{Value, json};

use crate::session::{Article, Entity};

/// The article's places as a GeoJSON FeatureCollection (RFC 7946): a point for each, or no geometry where the place
/// could not be resolved. `mentions` counts its mentions, `quotations` the quotations that speak of it (a mention
/// stands inside), `speaks` those that it is the speaker of.
pub fn geojson(article: &Article) -> String {
    let places = article.entities.iter().filter(|entity| entity.kind == crate::analysis::EntityKind::Place);
    let features: Vec<Value> = places.map(|entity| feature(article, entity)).collect();
    let collection = json!({ "type": "FeatureCollection", "features": features });
    let mut text = serde_json::to_string_pretty(&collection).unwrap_or_default();
    text.push('\n');
    text
}

fn feature(article: &Article, entity: &Entity) -> Value {
    let point = entity.place.as_ref().map(|place| &place.chosen);
    let quotations = article.quotations.iter();
    let quoted = quotations.clone().filter(|quotation| {
        let inside = |mention: &crate::session::Mention| {
            quotation.pieces.iter().any(|piece| piece.span.contains(mention.piece.span))
        };
        entity.mentions.iter().any(inside)
    });
    let speaks = quotations.filter(|quotation| quotation.speaker.as_ref() == Some(&entity.id));
    json!({
        "type": "Feature",
        "id": entity.id,
        "geometry": point.map(|point| json!({ "type": "Point", "coordinates": [point.lon, point.lat] })),
        "properties": {
            "name": entity.name,
            "label": point.and_then(|point| point.label.as_deref()),
            "country": point.and_then(|point| point.country.as_deref()),
            "precision": point.and_then(|point| point.precision),
            "geonameId": point.and_then(|point| point.geoname_id),
            "mentions": entity.mentions.len(),
            "quotations": quoted.count(),
            "speaks": speaks.count(),
            "origin": entity.origin,
            "status": entity.status,
        },
    })
}
