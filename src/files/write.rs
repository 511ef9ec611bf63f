//! From an article to the records of the native file.

use sha2::{Digest, Sha256};

use super::offsets::OffsetTable;
use super::records::*;
use crate::reader::{self, Reader};
use crate::session::{self, Annotation, Article, Entity, Extra, Mention, Piece, Place, Point, Quotation};

/// How many code points of context a quotation's spans carry on either side.
pub(super) const CONTEXT: usize = 32;

/// The version of the format.
pub(super) const VERSION: &str = "1.0";

/// What becomes of the fields that this version does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// They are written, as the round trip of a file asks.
    Keep,
    /// They are left out, so that nothing unchecked becomes an object in JavaScript.
    Drop,
}

/// The records of `article`, last saved at `modified`.
pub fn annotations(article: &Article, modified: Option<&str>) -> Annotations {
    let writer = Writer::new(article, Unknown::Keep);
    Annotations {
        entities: article.entities.iter().map(|entity| writer.entity(entity)).collect(),
        quotations: article.quotations.iter().map(|quotation| writer.quotation(quotation)).collect(),
        ..writer.frame(article, modified)
    }
}
/// This program and its model.
fn this_program(extra: Extra) -> Generator {
    Generator {
        name: "whosaid".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        model: Some(Reader::built_in().model().to_owned()),
        model_sha256: Some(reader::WEIGHTS_SHA256.trim_ascii_end().to_owned()),
        extra,
    }
}

/// In lower-case hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes annotations of one text.
pub struct Writer<'t> {
    text: &'t str,
    table: OffsetTable<'t>,
    unknown: Unknown,
}

impl<'t> Writer<'t> {
    /// For the annotations of `article` that count.
    pub fn new(article: &'t Article, unknown: Unknown) -> Writer<'t> {
        Writer { text: &article.text, table: OffsetTable::new(&article.text), unknown }
    }

    fn extra(&self, extra: &Extra) -> Extra {
        if self.unknown == Unknown::Keep { extra.clone() } else { Extra::default() }
    }

    /// The records of `article` without its entities and quotations.
    pub fn frame(&self, article: &Article, modified: Option<&str>) -> Annotations {
        let about = &article.about;
        let [root, generator, offsets, document, length] = about.extra.each_ref().map(|extra| self.extra(extra));
        let sha256 = sha256(article.text.as_bytes());
        Annotations {
            format: "whosaid".to_owned(),
            version: VERSION.to_owned(),
            generator: match &about.generator {
                Some(by) => Generator {
                    name: by.name.clone(),
                    version: by.version.clone(),
                    model: by.model.clone(),
                    model_sha256: by.model_sha256.clone(),
                    extra: generator,
                },
                None => this_program(generator),
            },
            created: about.created.clone().or(modified.map(str::to_owned)),
            modified: modified.map(str::to_owned),
            offsets: Offsets { extra: offsets, ..Offsets::default() },
            document: DocumentRecord {
                id: about.id.clone().unwrap_or_else(|| format!("urn:sha256:{sha256}")),
                title: about.title.clone(),
                url: about.url.clone(),
                outlet: about.outlet.clone(),
                author: about.author.clone(),
                published: about.published.clone(),
                accessed: about.accessed.clone(),
                annotators: (about.annotators.iter())
                    .map(|person| AnnotatorRecord {
                        id: person.id.clone(),
                        name: person.name.clone(),
                        extra: self.extra(&person.extra),
                    })
                    .collect(),
                date: about.date.clone(),
                language: about.language.clone(),
                text: article.text.to_string(),
                text_normalization: vec!["lf".to_owned(), "wellFormed".to_owned()],
                length: Length {
                    code_points: self.table.code_points(),
                    utf16: self.table.utf16(),
                    utf8: article.text.len() as u32,
                    extra: length,
                },
                sha256,
                extra: document,
            },
            entities: Vec::new(),
            quotations: Vec::new(),
            removed: article.removed.iter().map(|aside| self.set_aside(aside)).collect(),
            lost: article.lost.iter().map(|aside| self.set_aside(aside)).collect(),
            extra: root,
        }
    }

    fn set_aside(&self, aside: &session::SetAside) -> SetAside {
        let passage = aside.passage.as_deref();
        let of_passage = passage.map(|text| Writer { text, table: OffsetTable::new(text), unknown: self.unknown });
        let writer = of_passage.as_ref().unwrap_or(self);
        let mut record = SetAside {
            passage: passage.map(str::to_owned),
            quotation: None,
            entity: None,
            mention: None,
            mention_of: None,
            extra: self.extra(&aside.extra),
        };
        match &aside.annotation {
            Annotation::Quotation(quotation) => record.quotation = Some(writer.quotation(quotation)),
            Annotation::Entity(entity) => record.entity = Some(writer.entity(entity)),
            Annotation::Mention(mention, entity) => {
                record.mention = Some(writer.mention(mention));
                record.mention_of = Some(entity.clone());
            }
        }
        record
    }

    /// The record of an entity.
    pub fn entity(&self, entity: &Entity) -> EntityRecord {
        EntityRecord {
            id: entity.id.clone(),
            kind: entity.kind,
            number: entity.number,
            name: entity.name.clone(),
            description: entity.description.clone(),
            mentions: entity.mentions.iter().map(|mention| self.mention(mention)).collect(),
            members: entity.members.clone(),
            place: entity.place.as_ref().map(|place| self.place(place)),
            origin: entity.origin,
            status: entity.status,
            extra: self.extra(&entity.extra),
        }
    }

    fn mention(&self, mention: &Mention) -> MentionRecord {
        MentionRecord {
            id: mention.id.clone(),
            form: mention.form,
            span: self.span(&mention.piece),
            extra: self.extra(&mention.extra),
        }
    }

    /// The record of a quotation.
    pub fn quotation(&self, quotation: &Quotation) -> QuotationRecord {
        QuotationRecord {
            id: quotation.id.clone(),
            kind: quotation.kind,
            spans: quotation.pieces.iter().map(|piece| self.span_with_context(piece)).collect(),
            quoted_parts: quotation.quoted_parts.iter().map(|piece| self.span(piece)).collect(),
            cue: quotation.cue.as_ref().map(|piece| self.span(piece)),
            source: quotation.source.as_ref().map(|piece| self.span(piece)),
            speaker: quotation.speaker.clone(),
            alternatives: (quotation.alternatives.iter())
                .map(|other| AlternativeRecord {
                    speaker: other.speaker.clone(),
                    confidence: other.confidence,
                    extra: self.extra(&other.extra),
                })
                .collect(),
            confidence: quotation.confidence,
            origin: quotation.origin,
            status: quotation.status,
            note: quotation.note.clone(),
            extra: self.extra(&quotation.extra),
        }
    }

    fn span(&self, piece: &Piece) -> SpanRecord {
        let (start, start16) = self.table.at_byte(piece.span.start);
        let (end, end16) = self.table.at_byte(piece.span.end);
        SpanRecord {
            start,
            end,
            start16,
            end16,
            exact: piece.span.of(self.text).to_owned(),
            prefix: None,
            suffix: None,
            extra: self.extra(&piece.extra),
        }
    }

    fn span_with_context(&self, piece: &Piece) -> SpanRecord {
        let (prefix, suffix) = context(self.text, piece.span);
        SpanRecord { prefix: Some(prefix.to_owned()), suffix: Some(suffix.to_owned()), ..self.span(piece) }
    }

    fn place(&self, place: &Place) -> PlaceRecord {
        let Point { lat, lon, precision, label, country, geoname_id, score, extra } = place.chosen.clone();
        PlaceRecord {
            lat,
            lon,
            precision,
            label,
            country,
            geoname_id,
            score,
            candidates: place.candidates.iter().map(|point| self.candidate(point)).collect(),
            extra: self.extra(&extra),
        }
    }

    fn candidate(&self, point: &Point) -> CandidateRecord {
        let Point { lat, lon, precision, label, country, geoname_id, score, extra } = point.clone();
        let (label, extra) = (label.unwrap_or_default(), self.extra(&extra));
        CandidateRecord { geoname_id, label, lat, lon, precision, country, score, extra }
    }
}

/// Up to 32 code points before and after a span.
pub(super) fn context(text: &str, span: crate::Span) -> (&str, &str) {
    let before = &text[..span.start as usize];
    let after = &text[span.end as usize..];
    let start = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(index, _)| index);
    let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(index, _)| index);
    (&before[start..], &after[..end])
}
