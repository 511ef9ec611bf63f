//! Annotations for the web (W3C Web Annotation Data Model, JSON-LD).
//!
//! All ids are absolute: relative ones vanish in some readers and move under another address in others.

use serde_json::{Value, json};

use super::facts::Facts;
use super::{Format, Many, Options, Part, names};
use crate::Span;
use crate::analysis::EntityKind;
use crate::files::write::context;
use crate::session::{Article, Entity, Quotation};

pub(super) const FORMAT: Format = Format {
    name: "jsonld",
    title: "Web Annotation (JSON-LD)",
    extension: ".jsonld",
    beside: None,
    media_type: "application/ld+json",
    holds: "text, quotations, speakers, mentions and places as W3C Web Annotations; positions in code points, or for Recogito in UTF-16",
    drops: "which parts of a mixed quotation stand in marks, alternatives, candidates of places, notes and tags of entities and mentions, review of entities, what was removed",
    many: Many::Apart,
    write,
};

fn write(article: &Article, options: &Options) -> Vec<Part> {
    let writer = Writer { facts: Facts::new(article), options, document: String::new() };
    let writer = Writer { document: writer.facts.iri(), ..writer };
    FORMAT.json(&writer.collection(), options)
}

struct Writer<'a> {
    facts: Facts<'a>,
    options: &'a Options,
    document: String,
}

impl Writer<'_> {
    fn collection(&self) -> Value {
        let article = self.facts.article;
        let about = &article.about;
        let mut items: Vec<Value> = Vec::new();
        for quotation in article.quotations.iter() {
            items.push(self.quotation(quotation));
            items.extend(self.facts.speaker(quotation).map(|speaker| self.linking(quotation, speaker)));
        }
        for entity in article.entities.iter() {
            items.extend(entity.mentions.iter().map(|mention| {
                json!({
                    "id": self.iri(&mention.id),
                    "type": "Annotation",
                    "motivation": "identifying",
                    "body": [
                        { "id": self.iri(&entity.id), "type": entity_type(entity.kind) },
                        { "type": "TextualBody", "purpose": "tagging", "value": mention.form.name() },
                    ],
                    "target": self.target(mention.piece.span),
                })
            }));
        }
        let mut document = json!({
            "id": self.document,
            "type": "schema:NewsArticle",
            "schema:articleBody": &*article.text,
            "schema:mentions": article.entities.iter().map(|entity| self.entity(entity)).collect::<Vec<_>>(),
        });
        for (name, value) in [
            ("schema:headline", &about.title),
            ("schema:url", &about.url),
            ("schema:author", &about.author),
            ("schema:publisher", &about.outlet),
            ("schema:datePublished", &about.published),
            ("schema:dateCreated", &about.date),
            ("schema:inLanguage", &about.language),
            ("schema:identifier", &about.id),
        ] {
            if let Some(value) = value {
                document[name] = json!(value);
            }
        }
        json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": self.made("", "annotations"),
            "type": "AnnotationCollection",
            "label": about.title.as_deref().unwrap_or("Who said what"),
            "total": items.len(),
            "schema:about": document,
            "first": {
                "id": self.made("", "page"),
                "type": "AnnotationPage",
                "startIndex": 0,
                "items": items,
            },
        })
    }

    fn quotation(&self, quotation: &Quotation) -> Value {
        let mut bodies = vec![
            json!({ "type": "TextualBody", "purpose": "classifying", "value": quotation.kind.name() }),
        ];
        if !quotation.note.is_empty() {
            bodies.push(json!({ "type": "TextualBody", "purpose": "commenting", "value": quotation.note }));
        }
        for tag in &quotation.tags {
            bodies.push(json!({ "type": "TextualBody", "purpose": "tagging", "value": tag }));
        }
        let mut annotation = json!({
            "id": self.iri(&quotation.id),
            "type": "Annotation",
            "motivation": "classifying",
            "body": bodies,
            "target": quotation.pieces.iter().map(|piece| self.target(piece.span)).collect::<Vec<_>>(),
            "schema:creativeWorkStatus": names::status(quotation.status),
        });
        let parts = [("cue", &quotation.cue), ("source", &quotation.source)].into_iter().filter_map(|(name, piece)| {
            let mut target = self.target(piece.as_ref()?.span);
            target["schema:name"] = json!(name);
            Some(target)
        });
        let parts: Vec<Value> = parts.collect();
        if !parts.is_empty() {
            annotation["schema:hasPart"] = parts.into();
        }
        annotation
    }

    /// Who said it: links the words of the quotation with the speaker. Its target is no annotation, because Recogito fails
    /// on a target without selectors.
    fn linking(&self, quotation: &Quotation, speaker: &Entity) -> Value {
        let mut annotation = json!({
            "id": self.made(&quotation.id, "speaker"),
            "type": "Annotation",
            "motivation": "linking",
            "body": { "id": self.iri(&speaker.id), "type": entity_type(speaker.kind) },
            "target": quotation.pieces.iter().map(|piece| self.target(piece.span)).collect::<Vec<_>>(),
            "schema:isPartOf": { "id": self.iri(&quotation.id) },
        });
        if let Some(confidence) = quotation.confidence {
            annotation["schema:ratingValue"] = json!(confidence);
        }
        annotation
    }

    fn entity(&self, entity: &Entity) -> Value {
        let mut value = json!({
            "id": self.iri(&entity.id),
            "type": entity_type(entity.kind),
            "schema:name": entity.name,
            "schema:identifier": entity.id,
        });
        if let Some(role) = &entity.description {
            value["schema:description"] = json!(role);
        }
        if !entity.members.is_empty() {
            value["schema:member"] =
                entity.members.iter().map(|member| json!({ "id": self.iri(member) })).collect::<Vec<_>>().into();
        }
        if let Some(place) = &entity.place {
            value["schema:latitude"] = json!(place.chosen.lat);
            value["schema:longitude"] = json!(place.chosen.lon);
            if let Some(number) = place.chosen.geoname_id {
                value["schema:sameAs"] = json!({ "id": names::geonames_iri(number) });
            }
        }
        value
    }

    fn target(&self, span: Span) -> Value {
        let (start, end) = self.facts.units(span, self.options.utf16);
        let (prefix, suffix) = context(self.facts.text, span);
        json!({
            "type": "SpecificResource",
            "source": self.document,
            "selector": [
                { "type": "TextQuoteSelector", "exact": span.of(self.facts.text), "prefix": prefix, "suffix": suffix },
                { "type": "TextPositionSelector", "start": start, "end": end },
            ],
        })
    }

    /// The absolute IRI of what this file makes of an annotation, or of the document. No annotation's own has the stroke.
    fn made(&self, id: &str, what: &str) -> String {
        format!("{}/{what}", self.iri(id))
    }

    /// The absolute IRI of an id of this document.
    fn iri(&self, id: &str) -> String {
        let mut iri = format!("{}#", self.document);
        for byte in id.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => iri.push(byte.into()),
                byte => iri.push_str(&format!("%{byte:02X}")),
            }
        }
        iri
    }
}

fn entity_type(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "schema:Person",
        EntityKind::Organization => "schema:Organization",
        EntityKind::Place => "schema:Place",
        EntityKind::Group => "foaf:Group",
        EntityKind::Other => "schema:Thing",
    }
}
