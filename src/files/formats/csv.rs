//! Tables as comma-separated values (RFC 4180).
//!
//! Every field of text stands in double quotes: where only some do, DuckDB may take `'` for the quote mark and strip a
//! quotation's own. A text that a spreadsheet would take for a formula begins with `'`; ids stand as they are.

use std::fmt::Write as _;

use super::facts::Facts;
use super::{Format, Many, Options, Part, Table, names};
use crate::Span;
use crate::analysis::EntityKind;
use crate::session::{Article, voices};

pub(super) const FORMAT: Format = Format {
    name: "csv",
    title: "CSV",
    extension: ".csv",
    beside: None,
    media_type: "text/csv",
    holds: "one row a quotation with its speaker, for spreadsheets, pandas, R, DuckDB; other tables: entities, places, speakers",
    drops: "the text around the quotations and between their pieces, which parts stand in marks, alternatives, points and candidates of places, notes and tags of entities and mentions, review of entities, author, what was removed",
    many: Many::OneHeader,
    write,
};

fn write(article: &Article, options: &Options) -> Vec<Part> {
    let mut content = String::new();
    if options.byte_order_mark {
        content.push('\u{feff}');
    }
    content.push_str(&table(article, options.table));
    FORMAT.one(content)
}

/// The rows of a table, the header first.
pub(super) fn table(article: &Article, table: Table) -> String {
    let facts = Facts::new(article);
    let mut rows = Rows { document: document(&facts), content: String::new() };
    match table {
        Table::Quotations => quotations(&facts, &mut rows),
        Table::Entities => entities(&facts, &mut rows),
        Table::Places => places(&facts, &mut rows),
        Table::Speakers => speakers(&facts, &mut rows),
    }
    rows.content
}

/// The columns that say which document a row is of.
const DOCUMENT: [&str; 5] = ["document", "title", "outlet", "url", "date"];

fn document(facts: &Facts) -> [Field<'static>; 5] {
    let about = &facts.article.about;
    let text = |text: Option<&String>| Field::Text(text.cloned().unwrap_or_default().into());
    [
        Field::Text(facts.document_id().into()),
        text(about.title.as_ref()),
        text(about.outlet.as_ref()),
        text(about.url.as_ref()),
        text(about.published.as_ref().or(about.date.as_ref())),
    ]
}

fn quotations(facts: &Facts, rows: &mut Rows) {
    rows.header(&[
        "id", "kind", "words", "cue", "source", "speaker_id", "speaker", "speaker_kind", "speaker_role", "confidence",
        "status", "origin", "sentence", "paragraph", "start", "end", "start16", "end16", "note", "tags",
    ]);
    let segments = facts.segments();
    for quotation in facts.article.quotations.iter() {
        let speaker = facts.speaker(quotation);
        let span = quotation.pieces.iter().map(|piece| piece.span).reduce(Span::cover).unwrap_or(Span::new(0, 0));
        let (start, end) = facts.code_points(span);
        let (start16, end16) = facts.utf16(span);
        let sentence = segments.sentences.partition_point(|sentence| sentence.span.end <= span.start) + 1;
        let paragraph = segments.paragraphs.partition_point(|paragraph| paragraph.span.end <= span.start) + 1;
        let (cue, source) = (quotation.cue.as_ref(), quotation.source.as_ref());
        rows.row(&[
            Field::text(&quotation.id),
            Field::text(names::quotation_kind(quotation.kind)),
            Field::Text(facts.said(quotation, " … ").into()),
            Field::text(cue.map_or("", |piece| facts.words(piece))),
            Field::text(source.map_or("", |piece| facts.words(piece))),
            speaker.map_or(Field::text(""), |entity| Field::text(&entity.id)),
            Field::text(speaker.map_or("", |entity| &entity.name)),
            Field::text(speaker.map_or("", |entity| names::entity_kind(entity.kind))),
            Field::text(speaker.and_then(|entity| entity.description.as_deref()).unwrap_or("")),
            quotation.confidence.map_or(Field::Empty, Field::Number),
            Field::text(names::status(quotation.status)),
            Field::text(names::origin(quotation.origin)),
            Field::Count(sentence),
            Field::Count(paragraph),
            Field::Count(start as usize),
            Field::Count(end as usize),
            Field::Count(start16 as usize),
            Field::Count(end16 as usize),
            Field::text(&quotation.note),
            Field::Text(quotation.tags.join("; ").into()),
        ]);
    }
}

fn entities(facts: &Facts, rows: &mut Rows) {
    rows.header(&["id", "kind", "number", "name", "role", "members", "mentions", "quotations", "status", "origin"]);
    let mut spoken = vec![0; facts.article.entities.len()];
    for index in facts.article.quotations.iter().filter_map(|quotation| facts.index(quotation.speaker.as_deref()?)) {
        spoken[index] += 1;
    }
    for (entity, spoken) in facts.article.entities.iter().zip(spoken) {
        rows.row(&[
            Field::text(&entity.id),
            Field::text(names::entity_kind(entity.kind)),
            entity.number.map_or(Field::Empty, |number| Field::Count(number as usize)),
            Field::text(&entity.name),
            Field::text(entity.description.as_deref().unwrap_or("")),
            Field::Text(entity.members.join(" ").into()),
            Field::Count(entity.mentions.len()),
            Field::Count(spoken),
            Field::text(names::status(entity.status)),
            Field::text(names::origin(entity.origin)),
        ]);
    }
}

fn places(facts: &Facts, rows: &mut Rows) {
    rows.header(&["id", "name", "label", "country", "precision", "geonames", "lat", "lon", "mentions", "status"]);
    for entity in facts.article.entities.iter().filter(|entity| entity.kind == EntityKind::Place) {
        let point = entity.place.as_ref().map(|place| &place.chosen);
        let text = |text: Option<&str>| Field::Text(text.unwrap_or("").to_owned().into());
        rows.row(&[
            Field::text(&entity.id),
            Field::text(&entity.name),
            text(point.and_then(|point| point.label.as_deref())),
            text(point.and_then(|point| point.country.as_deref())),
            text(point.and_then(|point| point.precision).map(names::precision)),
            text(point.and_then(|point| point.geoname_id).map(names::geonames_iri).as_deref()),
            point.map_or(Field::Empty, |point| Field::Number(point.lat)),
            point.map_or(Field::Empty, |point| Field::Number(point.lon)),
            Field::Count(entity.mentions.len()),
            Field::text(names::status(entity.status)),
        ]);
    }
}

fn speakers(facts: &Facts, rows: &mut Rows) {
    rows.header(&["id", "number", "name", "kind", "role", "quotations", "direct", "mixed", "indirect", "words", "share"]);
    for voice in voices(facts.article).voices {
        rows.row(&[
            Field::Text(voice.entity.unwrap_or_else(|| "unknown".to_owned()).into()),
            voice.number.map_or(Field::Empty, |number| Field::Count(number as usize)),
            Field::text(&voice.name),
            Field::text(voice.kind.map_or("", names::entity_kind)),
            Field::text(voice.role.as_deref().unwrap_or("")),
            Field::Count(voice.quotations as usize),
            Field::Count(voice.direct as usize),
            Field::Count(voice.mixed as usize),
            Field::Count(voice.indirect as usize),
            Field::Count(voice.words as usize),
            Field::Number((voice.share_of_words * 1000.0).round() / 1000.0),
        ]);
    }
}

/// A field of a row.
enum Field<'a> {
    Empty,
    Text(std::borrow::Cow<'a, str>),
    Number(f64),
    Count(usize),
}

impl<'a> Field<'a> {
    fn text(text: &'a str) -> Field<'a> {
        Field::Text(text.into())
    }
}

/// A table as it grows.
struct Rows {
    document: [Field<'static>; 5],
    content: String,
}

impl Rows {
    fn header(&mut self, columns: &[&str]) {
        for (index, column) in columns.iter().chain(&DOCUMENT).enumerate() {
            let _ = write!(self.content, "{}\"{column}\"", if index > 0 { "," } else { "" });
        }
        self.content.push_str("\r\n");
    }

    fn row(&mut self, fields: &[Field]) {
        for (index, field) in fields.iter().chain(&self.document).enumerate() {
            if index > 0 {
                self.content.push(',');
            }
            let (text, guard) = match field {
                Field::Empty => continue,
                Field::Number(number) => {
                    let _ = write!(self.content, "{number}");
                    continue;
                }
                Field::Count(count) => {
                    let _ = write!(self.content, "{count}");
                    continue;
                }
                Field::Text(text) => (text, if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" }),
            };
            // A byte of zero ends a text for many readers.
            let text = text.replace('"', "\"\"").replace('\0', "\u{fffd}");
            let _ = write!(self.content, "\"{guard}{text}\"");
        }
        self.content.push_str("\r\n");
    }
}
