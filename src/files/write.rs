//! From an article to the records of the native file.

use sha2::{Digest, Sha256};

use super::offsets::OffsetTable;
use super::records::*;
use super::repeated::Repeated;
use crate::analysis;
use crate::reader;
use crate::session::{self, Annotation, Article, Entity, Mention, Piece, Place, Point, Quotation};

/// How many code points of context a quotation's spans carry on either side.
pub(super) const CONTEXT: usize = 32;

/// The version of the format.
pub(super) const VERSION: &str = "1.1";

/// The least score of another place of a name with which the choice was not clear.
const UNCLEAR: f64 = 0.05;

/// Who reads the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// A program that opens a file: fields that this version does not know are written, as the round trip asks; what
    /// such a program fills in is left out.
    OfFile,
    /// The page: unknown fields are left out, so that nothing unchecked becomes an object in JavaScript; all others are
    /// written.
    Page,
}

/// The records of `article`, last saved at `modified`.
pub fn annotations(article: &Article, modified: Option<&str>) -> Annotations {
    let writer = Writer::new(article, Reader::OfFile);
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
        model: Some(reader::Reader::built_in().model().to_owned()),
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
    reader: Reader,
    /// The words of quotations that stand more than once in the text.
    repeated: Repeated<'t>,
}

impl<'t> Writer<'t> {
    /// For the annotations of `article` that count.
    pub fn new(article: &'t Article, reader: Reader) -> Writer<'t> {
        Writer { text: &article.text, table: OffsetTable::new(&article.text), reader, repeated: Repeated::of(article) }
    }

    /// What `make` gives, unless a reader fills it in.
    fn unless<T>(&self, is_filled_in: bool, make: impl FnOnce() -> T) -> Option<T> {
        (self.reader == Reader::Page || !is_filled_in).then(make)
    }

    /// Whether a reader knows the quoted parts from kind and spans, and they hold nothing else.
    fn fills_in_parts(&self, quotation: &Quotation) -> bool {
        match quotation.kind {
            analysis::QuotationKind::Direct => quotation.quoted_parts.iter().all(|part| part.extra.0.is_empty()),
            analysis::QuotationKind::Indirect => true,
            analysis::QuotationKind::Mixed => false,
        }
    }

    fn extra(&self, extra: &session::Extra) -> Extra {
        if self.reader == Reader::OfFile { extra.into() } else { Extra::default() }
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
        let of_passage = passage.map(|text| Writer {
            text,
            table: OffsetTable::new(text),
            reader: self.reader,
            repeated: Repeated::in_passage(&aside.annotation, text),
        });
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
            kind: entity.kind.into(),
            number: entity.number,
            name: entity.name.clone(),
            description: entity.description.clone(),
            mentions: entity.mentions.iter().map(|mention| self.mention(mention)).collect(),
            members: entity.members.clone(),
            place: entity.place.as_ref().map(|place| self.place(place)),
            origin: self.unless(entity.origin == session::Origin::default(), || entity.origin.into()),
            status: self.unless(entity.status == session::Status::default(), || entity.status.into()),
            note: entity.note.clone(),
            tags: entity.tags.clone(),
            extra: self.extra(&entity.extra),
        }
    }

    fn mention(&self, mention: &Mention) -> MentionRecord {
        MentionRecord {
            id: mention.id.clone(),
            form: mention.form.into(),
            span: self.span(&mention.piece),
            note: mention.note.clone(),
            tags: mention.tags.clone(),
            extra: self.extra(&mention.extra),
        }
    }

    /// The record of a quotation.
    pub fn quotation(&self, quotation: &Quotation) -> QuotationRecord {
        QuotationRecord {
            id: quotation.id.clone(),
            kind: quotation.kind.into(),
            spans: quotation.pieces.iter().map(|piece| self.span_with_context(piece)).collect(),
            quoted_parts: self.unless(self.fills_in_parts(quotation), || {
                quotation.quoted_parts.iter().map(|piece| self.span(piece)).collect()
            }),
            cue: quotation.cue.as_ref().map(|piece| self.span(piece)),
            source: quotation.source.as_ref().map(|piece| self.span(piece)),
            speaker: quotation.speaker.clone(),
            alternatives: self.unless(quotation.alternatives.is_empty(), || {
                let records = quotation.alternatives.iter().map(|other| AlternativeRecord {
                    speaker: other.speaker.clone(),
                    confidence: other.confidence,
                    extra: self.extra(&other.extra),
                });
                records.collect()
            }),
            confidence: quotation.confidence,
            origin: self.unless(quotation.origin == session::Origin::default(), || quotation.origin.into()),
            status: self.unless(quotation.status == session::Status::default(), || quotation.status.into()),
            note: self.unless(quotation.note.is_empty(), || quotation.note.clone()),
            tags: quotation.tags.clone(),
            extra: self.extra(&quotation.extra),
        }
    }

    fn span(&self, piece: &Piece) -> SpanRecord {
        let (start, start16) = self.table.at_byte(piece.span.start);
        let (end, end16) = self.table.at_byte(piece.span.end);
        SpanRecord {
            start,
            end,
            start16: self.unless(start16 == start, || Whole(start16)),
            end16: self.unless(end16 == end, || Whole(end16)),
            exact: piece.span.of(self.text).to_owned(),
            prefix: None,
            suffix: None,
            extra: self.extra(&piece.extra),
        }
    }

    fn span_with_context(&self, piece: &Piece) -> SpanRecord {
        if !self.repeated.has(piece.span.of(self.text)) {
            return self.span(piece);
        }
        let (prefix, suffix) = context(self.text, piece.span);
        SpanRecord { prefix: Some(prefix.to_owned()), suffix: Some(suffix.to_owned()), ..self.span(piece) }
    }

    fn place(&self, place: &Place) -> PlaceRecord {
        let Point { lat, lon, precision, label, country, geoname_id, score, extra } = place.chosen.clone();
        PlaceRecord {
            lat,
            lon,
            precision: precision.map(Into::into),
            label,
            country,
            geoname_id,
            score,
            candidates: self
                .unless(!is_unclear(place), || place.candidates.iter().map(|point| self.candidate(point)).collect()),
            extra: self.extra(&extra),
        }
    }

    fn candidate(&self, point: &Point) -> CandidateRecord {
        let Point { lat, lon, precision, label, country, geoname_id, score, extra } = point.clone();
        let (label, precision) = (label.unwrap_or_default(), precision.map(Into::into));
        CandidateRecord { geoname_id, label, lat, lon, precision, country, score, extra: self.extra(&extra) }
    }
}

/// Whether another place may be meant as well. Where a person chose, the score of others says nothing.
fn is_unclear(place: &Place) -> bool {
    let is_candidate = |point: &Point| point.score.is_none_or(|score| score >= UNCLEAR) || !point.extra.0.is_empty();
    place.chosen.score.is_none() && !place.candidates.is_empty() || place.candidates.iter().any(is_candidate)
}

/// Up to 32 code points before and after a span.
pub(super) fn context(text: &str, span: crate::Span) -> (&str, &str) {
    let before = &text[..span.start as usize];
    let after = &text[span.end as usize..];
    let start = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(index, _)| index);
    let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(index, _)| index);
    (&before[start..], &after[..end])
}
