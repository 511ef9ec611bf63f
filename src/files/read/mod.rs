//! From the records of a native file to an article, with every promise of the format checked.

mod checks;

use rustc_hash::FxHashSet;

use super::offsets::OffsetTable;
use super::records::*;
use super::write::context;
use super::{FileError, Flaw, Place as At};
use crate::Span;
use crate::session::{
    About, Alternative, Annotation, Article, Entity, GeneratedBy, Mention, Next, Person, Piece, Place, Point,
    Quotation, SetAside as Aside,
};

use checks::{check_document, check_order, check_point, check_share};

type Result<T> = std::result::Result<T, FileError>;

fn fault<T>(path: impl Into<String>, flaw: Flaw) -> Result<T> {
    Err(FileError::Flawed { at: At::Path(path.into()), flaw })
}

/// The article that `annotations` hold.
///
/// # Errors
/// The first promise that they break.
pub fn article(annotations: Annotations) -> Result<Article> {
    if annotations.format != "whosaid" {
        return fault("format", Flaw::OtherFormat);
    }
    if annotations.version.split('.').next() != Some("1") {
        return Err(FileError::Version { version: annotations.version });
    }
    let Offsets { unit, also, end, extra: offsets } = annotations.offsets;
    if (unit.as_str(), also.as_str(), end.as_str()) != ("codePoint", "utf16", "exclusive") {
        return fault("offsets", Flaw::OtherOffsets);
    }
    let text = &annotations.document.text;
    let table = OffsetTable::new(text);
    check_document(&annotations.document, &table)?;

    let mut ids = FxHashSet::default();
    let mut reader = Reader { text, table: &table, ids: &mut ids };
    let mut entities = Vec::with_capacity(annotations.entities.len());
    let mut numbers = FxHashSet::default();
    for (index, record) in annotations.entities.into_iter().enumerate() {
        let path = format!("entities[{index}]");
        if record.number == Some(0) {
            return fault(path + ".number", Flaw::NumberZero);
        }
        if record.number.is_some_and(|number| !numbers.insert(number)) {
            return fault(path + ".number", Flaw::NumberUsedTwice);
        }
        let entity = reader.entity(&path, record)?;
        check_order(&path, entities.last().map(Entity::order), entity.order())?;
        entities.push(entity);
    }
    let known: FxHashSet<&str> = entities.iter().map(|entity| entity.id.as_str()).collect();
    for (index, entity) in entities.iter().enumerate() {
        if let Some((at, member)) = entity
            .members
            .iter()
            .enumerate()
            .find(|(_, member)| **member == entity.id || !known.contains(member.as_str()))
        {
            return fault(format!("entities[{index}].members[{at}]"), Flaw::NoOtherEntity { id: member.clone() });
        }
    }
    let mut quotations: Vec<Quotation> = Vec::with_capacity(annotations.quotations.len());
    for (index, record) in annotations.quotations.into_iter().enumerate() {
        let path = format!("quotations[{index}]");
        let quotation = reader.quotation(&path, record)?;
        check_order(&path, quotations.last().map(Quotation::order), quotation.order())?;
        if let Some(speaker) = quotation.speaker.as_deref().filter(|speaker| !known.contains(speaker)) {
            return fault(path + ".speaker", Flaw::NoEntity { id: speaker.to_owned() });
        }
        for (other, alternative) in quotation.alternatives.iter().enumerate() {
            if !known.contains(alternative.speaker.as_str()) {
                let flaw = Flaw::NoEntity { id: alternative.speaker.clone() };
                return fault(format!("{path}.alternatives[{other}].speaker"), flaw);
            }
        }
        quotations.push(quotation);
    }
    let removed = set_aside("removed", annotations.removed, &mut reader)?;
    let lost = set_aside("lost", annotations.lost, &mut reader)?;
    if let Some(index) = lost.iter().position(|aside| aside.passage.is_none()) {
        return fault(format!("lost[{index}].passage"), Flaw::Missing);
    }

    let Generator { name, version, model, model_sha256, extra: generator } = annotations.generator;
    let document = &annotations.document;
    let about = About {
        id: Some(document.id.clone()).filter(|id| *id != format!("urn:sha256:{}", document.sha256)),
        title: document.title.clone(),
        url: document.url.clone(),
        outlet: document.outlet.clone(),
        author: document.author.clone(),
        published: document.published.clone(),
        accessed: document.accessed.clone(),
        annotators: annotators(&document.annotators)?,
        date: document.date.clone(),
        language: document.language.clone(),
        created: annotations.created,
        generator: Some(GeneratedBy { name, version, model, model_sha256 }),
        extra: [annotations.extra, generator, offsets, document.extra.clone(), document.length.extra.clone()]
            .map(Into::into),
    };
    Ok(Article::new(text, about, entities, quotations, removed, lost, Next::default()))
}

fn annotators(records: &[AnnotatorRecord]) -> Result<Vec<Person>> {
    let mut ids = FxHashSet::default();
    for (index, record) in records.iter().enumerate() {
        if record.id.is_empty() || !ids.insert(record.id.as_str()) {
            return fault(format!("document.annotators[{index}].id"), Flaw::EmptyOrUsedTwice);
        }
    }
    let person = |record: &AnnotatorRecord| Person {
        id: record.id.clone(),
        name: record.name.clone(),
        extra: record.extra.clone().into(),
    };
    Ok(records.iter().map(person).collect())
}

fn set_aside(list: &str, records: Vec<SetAside>, reader: &mut Reader) -> Result<Vec<Aside>> {
    let mut asides: Vec<Aside> = Vec::with_capacity(records.len());
    for (index, record) in records.into_iter().enumerate() {
        let path = format!("{list}[{index}]");
        let SetAside { passage, quotation, entity, mention, mention_of, extra } = record;
        let table = passage.as_deref().map(OffsetTable::new);
        let mut reader = Reader {
            text: passage.as_deref().unwrap_or(reader.text),
            table: table.as_ref().unwrap_or(reader.table),
            ids: reader.ids,
        };
        let annotation = match (quotation, entity, mention, mention_of) {
            (Some(quotation), None, None, None) => {
                Annotation::Quotation(reader.quotation(&format!("{path}.quotation"), quotation)?)
            }
            (None, Some(entity), None, None) => Annotation::Entity(reader.entity(&format!("{path}.entity"), entity)?),
            (None, None, Some(mention), Some(entity)) => {
                Annotation::Mention(reader.mention(&format!("{path}.mention"), mention)?, entity)
            }
            _ => return fault(path, Flaw::NotOneAnnotation),
        };
        let aside = Aside { passage: passage.as_deref().map(Into::into), annotation, extra: extra.into() };
        check_order(&path, asides.last().map(Aside::order), aside.order())?;
        asides.push(aside);
    }
    Ok(asides)
}

/// Reads annotations of one text.
struct Reader<'r, 't> {
    text: &'t str,
    table: &'r OffsetTable<'t>,
    /// Every id so far.
    ids: &'r mut FxHashSet<String>,
}

impl Reader<'_, '_> {
    fn id(&mut self, path: &str, id: &str) -> Result<()> {
        if id.is_empty() {
            return fault(format!("{path}.id"), Flaw::Empty);
        }
        if !self.ids.insert(id.to_owned()) {
            return fault(format!("{path}.id"), Flaw::UsedTwice { id: id.to_owned() });
        }
        Ok(())
    }

    fn entity(&mut self, path: &str, record: EntityRecord) -> Result<Entity> {
        self.id(path, &record.id)?;
        if record.name.trim().is_empty() {
            return fault(format!("{path}.name"), Flaw::Empty);
        }
        let mut mentions: Vec<Mention> = Vec::with_capacity(record.mentions.len());
        for (index, mention) in record.mentions.into_iter().enumerate() {
            let path = format!("{path}.mentions[{index}]");
            let mention = self.mention(&path, mention)?;
            check_order(&path, mentions.last().map(Mention::order), mention.order())?;
            mentions.push(mention);
        }
        Ok(Entity {
            id: record.id,
            kind: record.kind.into(),
            number: record.number,
            name: record.name,
            description: record.description,
            mentions,
            members: record.members,
            place: record.place.map(|place| self.place(&format!("{path}.place"), place)).transpose()?,
            origin: record.origin.map(Into::into).unwrap_or_default(),
            status: record.status.map(Into::into).unwrap_or_default(),
            note: record.note,
            tags: record.tags,
            extra: record.extra.into(),
        })
    }

    fn mention(&mut self, path: &str, record: MentionRecord) -> Result<Mention> {
        self.id(path, &record.id)?;
        let piece = self.piece(&format!("{path}.span"), record.span)?;
        let MentionRecord { id, form, note, tags, extra, .. } = record;
        Ok(Mention { id, form: form.into(), piece, note, tags, extra: extra.into() })
    }

    fn place(&mut self, path: &str, record: PlaceRecord) -> Result<Place> {
        let PlaceRecord { lat, lon, precision, label, country, geoname_id, score, candidates, extra } = record;
        let precision = precision.map(Into::into);
        let chosen = Point { lat, lon, precision, label, country, geoname_id, score, extra: extra.into() };
        check_point(path, &chosen)?;
        let mut points = Vec::new();
        for (index, record) in candidates.unwrap_or_default().into_iter().enumerate() {
            let CandidateRecord { geoname_id, label, lat, lon, precision, country, score, extra } = record;
            let (label, precision, extra) = (Some(label), precision.map(Into::into), extra.into());
            let point = Point { lat, lon, precision, label, country, geoname_id, score, extra };
            check_point(&format!("{path}.candidates[{index}]"), &point)?;
            points.push(point);
        }
        Ok(Place { chosen, candidates: points })
    }

    fn quotation(&mut self, path: &str, record: QuotationRecord) -> Result<Quotation> {
        self.id(path, &record.id)?;
        if record.spans.is_empty() {
            return fault(format!("{path}.spans"), Flaw::Empty);
        }
        let pieces = self.pieces(&format!("{path}.spans"), record.spans)?;
        let quoted_parts = match record.quoted_parts {
            Some(parts) => self.pieces(&format!("{path}.quotedParts"), parts)?,
            None if record.kind == QuotationKind::Direct => pieces.iter().map(|piece| piece.span.into()).collect(),
            None => Vec::new(),
        };
        let mut piece = 0;
        for (index, part) in quoted_parts.iter().enumerate() {
            while piece < pieces.len() && pieces[piece].span.end < part.span.end {
                piece += 1;
            }
            if pieces.get(piece).is_none_or(|piece| !piece.span.contains(part.span)) {
                return fault(format!("{path}.quotedParts[{index}]"), Flaw::OutsideSpans);
            }
        }
        let spans = |pieces: &[Piece]| pieces.iter().map(|piece| piece.span).collect::<Vec<Span>>();
        if record.kind == QuotationKind::Direct && spans(&pieces) != spans(&quoted_parts) {
            return fault(format!("{path}.quotedParts"), Flaw::PartsOfDirect);
        }
        if record.kind == QuotationKind::Indirect && !quoted_parts.is_empty() {
            return fault(format!("{path}.quotedParts"), Flaw::PartsOfIndirect);
        }
        check_share(&format!("{path}.confidence"), record.confidence)?;
        let mut alternatives = Vec::new();
        for (index, other) in record.alternatives.unwrap_or_default().into_iter().enumerate() {
            check_share(&format!("{path}.alternatives[{index}].confidence"), Some(other.confidence))?;
            let AlternativeRecord { speaker, confidence, extra } = other;
            alternatives.push(Alternative { speaker, confidence, extra: extra.into() });
        }
        Ok(Quotation {
            id: record.id,
            kind: record.kind.into(),
            pieces,
            quoted_parts,
            cue: record.cue.map(|span| self.piece(&format!("{path}.cue"), span)).transpose()?,
            source: record.source.map(|span| self.piece(&format!("{path}.source"), span)).transpose()?,
            speaker: record.speaker,
            alternatives,
            confidence: record.confidence,
            origin: record.origin.map(Into::into).unwrap_or_default(),
            status: record.status.map(Into::into).unwrap_or_default(),
            note: record.note.unwrap_or_default(),
            tags: record.tags,
            extra: record.extra.into(),
        })
    }

    fn pieces(&mut self, path: &str, records: Vec<SpanRecord>) -> Result<Vec<Piece>> {
        let mut pieces: Vec<Piece> = Vec::with_capacity(records.len());
        for (index, record) in records.into_iter().enumerate() {
            let path = format!("{path}[{index}]");
            let start = record.start;
            let piece = self.piece(&path, record)?;
            if pieces.last().is_some_and(|before| piece.span.start < before.span.end) {
                return fault(path, Flaw::Overlaps { start });
            }
            pieces.push(piece);
        }
        Ok(pieces)
    }

    fn piece(&self, path: &str, record: SpanRecord) -> Result<Piece> {
        let SpanRecord { start, end, start16, end16, exact, prefix, suffix, extra } = record;
        if end < start {
            return fault(path, Flaw::Reversed { start, end });
        }
        if end == start {
            return fault(path, Flaw::EmptySpan { at: start });
        }
        let bytes = self.table.byte_of_code_point(start).zip(self.table.byte_of_code_point(end));
        let Some((first, last)) = bytes else {
            return fault(path, Flaw::PastEnd { end, length: self.table.code_points() });
        };
        let (_, expected_start16) = self.table.at_byte(first);
        let (_, expected_end16) = self.table.at_byte(last);
        let (start16, end16) = (start16.map_or(start, |start| start.0), end16.map_or(end, |end| end.0));
        if (start16, end16) != (expected_start16, expected_end16) {
            return fault(path, Flaw::OtherUtf16 { start16, end16, expected_start16, expected_end16 });
        }
        let span = Span { start: first, end: last };
        if span.of(self.text) != exact {
            return fault(path, Flaw::OtherWords { field: "exact" });
        }
        let (before, after) = context(self.text, span);
        if prefix.is_some_and(|prefix| !before.ends_with(&prefix)) {
            return fault(path, Flaw::OtherWords { field: "prefix" });
        }
        if suffix.is_some_and(|suffix| !after.starts_with(&suffix)) {
            return fault(path, Flaw::OtherWords { field: "suffix" });
        }
        Ok(Piece { span, extra: extra.into() })
    }
}
