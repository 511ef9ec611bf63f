//! From what the machine found to an article that can be corrected.

use super::article::{Alternative, Article, Entity, Mention, Next, Piece, Place, Point, Quotation, slices};
use super::{About, Extra, GeneratedBy, Origin, Status, masthead};
use crate::analysis::PlaceCandidate;
use crate::arranging::Arrange;
use crate::{Document, Span};

impl Article {
    /// What the machine found in a text, before any correction.
    pub fn from_document(document: &Document) -> Article {
        let text = document.text.as_str();
        let mut mentions = 0;
        let entities = document.entities.iter().enumerate().map(|(index, entity)| Entity {
            id: entity_id(index),
            kind: entity.kind,
            number: None,
            name: entity.name.clone(),
            description: entity.description.clone(),
            mentions: (entity.mentions.iter().filter(|mention| slices(text, mention.span)))
                .map(|mention| {
                    mentions += 1;
                    let id = format!("m{mentions}");
                    Mention {
                        id,
                        form: mention.form,
                        piece: mention.span.into(),
                        note: String::new(),
                        tags: Vec::new(),
                        extra: Extra::default(),
                    }
                })
                .collect(),
            members: entity.members.iter().copied().map(entity_id).collect(),
            place: entity.place.as_ref().map(|place| Place {
                chosen: Point::from(&place.chosen),
                candidates: place.others.iter().map(Point::from).collect(),
            }),
            origin: Origin::Machine,
            status: Status::Unreviewed,
            note: String::new(),
            tags: Vec::new(),
            extra: Extra::default(),
        });
        let entities: Vec<Entity> = entities.collect();
        let known = |index: &usize| *index < entities.len();
        let mut quotations = Vec::with_capacity(document.quotations.len());
        for (index, quotation) in document.quotations.iter().enumerate() {
            let attribution = document.attributions.get(index).cloned().unwrap_or_default();
            let within_text = |span: &Span| slices(text, *span);
            let pieces: Vec<Piece> =
                apart(quotation.content.iter().copied().filter(within_text)).into_iter().map(Piece::from).collect();
            let speaker = attribution.speaker.filter(known);
            let mut quotation = Quotation {
                id: format!("q{}", index + 1),
                kind: quotation.kind,
                pieces,
                quoted_parts: quotation.quoted_parts.iter().copied().filter(within_text).map(Piece::from).collect(),
                cue: quotation.cue.filter(within_text).map(Piece::from),
                source: attribution.source.filter(within_text).map(Piece::from),
                speaker: speaker.map(entity_id),
                alternatives: (attribution.alternatives.iter().filter(|other| known(&other.speaker)))
                    .map(|other| Alternative {
                        speaker: entity_id(other.speaker),
                        confidence: rounded(other.confidence),
                        extra: Extra::default(),
                    })
                    .collect(),
                confidence: speaker.map(|_| rounded(attribution.confidence)),
                origin: Origin::Machine,
                status: Status::Unreviewed,
                note: String::new(),
                tags: Vec::new(),
                extra: Extra::default(),
            };
            if !quotation.pieces.is_empty() {
                quotation.fit_quoted_parts(text);
                quotations.push(quotation);
            }
        }
        let generator = document.model.as_ref().map(|model| GeneratedBy {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: Some(model.name.clone()),
            model_sha256: model.sha256.clone(),
        });
        let masthead::Masthead { title, author, outlet, url } = masthead::of_article(text);
        let (date, language) = (document.date.clone(), Some("en".to_owned()));
        let about = About { title, author, outlet, url, date, language, generator, ..About::default() };
        Article::new(text, about, entities, quotations, Vec::new(), Vec::new(), Next::default())
    }
}

impl From<&PlaceCandidate> for Point {
    fn from(candidate: &PlaceCandidate) -> Point {
        Point {
            lat: candidate.latitude,
            lon: candidate.longitude,
            precision: Some(candidate.precision),
            label: Some(candidate.label.clone()),
            country: candidate.country.clone(),
            geoname_id: candidate.geoname_id,
            score: Some(rounded(candidate.score)),
            extra: Extra::default(),
        }
    }
}

fn entity_id(index: usize) -> String {
    format!("e{}", index + 1)
}

/// Sorted, without those that overlap an earlier one.
fn apart(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.arrange();
    let mut end = 0;
    spans.retain(|span| {
        let apart = span.start >= end;
        end = end.max(span.end);
        apart
    });
    spans
}

/// A confidence with three digits, as files hold it.
fn rounded(confidence: f32) -> f64 {
    let confidence = f64::from(confidence);
    if confidence.is_finite() { (confidence.clamp(0.0, 1.0) * 1000.0).round() / 1000.0 } else { 0.0 }
}
