//! Tables of an article as columns and cells, whatever file they are written to.

use std::borrow::Cow;

use super::facts::Facts;
use super::names;
use crate::Span;
use crate::analysis::EntityKind;
use crate::session::{Article, voices};

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Table {
    /// Quotations.
    #[default]
    Quotations,
    /// Who and what the text speaks of.
    Entities,
    /// Places with their points.
    Places,
    /// Who speaks, with how many words.
    Speakers,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, which no other column of the table has.
    pub name: &'static str,
    /// What its cells hold, where they are not empty.
    pub kind: ColumnKind,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// [`Cell::Text`]: a text.
    Text,
    /// [`Cell::Count`]: a whole number.
    Count,
    /// [`Cell::Number`]: a number.
    Number,
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// No number is known.
    Empty,
    /// A text; where nothing is known, an empty one.
    Text(Cow<'a, str>),
    /// A probability, a share (from 0 to 1), or degrees.
    Number(f64),
    /// How many, the number of something counted from 1, or an offset in the text from 0.
    Count(usize),
}

impl<'a> Cell<'a> {
    fn text(text: &'a str) -> Cell<'a> {
        Cell::Text(text.into())
    }
}

impl Table {
    /// All tables.
    pub const ALL: [Table; 4] = [Table::Quotations, Table::Entities, Table::Places, Table::Speakers];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Table::Quotations => "quotations",
            Table::Entities => "entities",
            Table::Places => "places",
            Table::Speakers => "speakers",
        }
    }

    /// The table of that name.
    pub fn by_name(name: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Its columns; the last five say which document a row is of.
    pub fn columns(self) -> Vec<Column> {
        let own: &[Column] = match self {
            Table::Quotations => &QUOTATIONS,
            Table::Entities => &ENTITIES,
            Table::Places => &PLACES,
            Table::Speakers => &SPEAKERS,
        };
        [own, &DOCUMENT].concat()
    }

    /// Its rows for an article, each with a cell for every column.
    pub fn rows(self, article: &Article) -> Vec<Vec<Cell<'_>>> {
        let facts = Facts::new(article);
        let mut rows = match self {
            Table::Quotations => quotations(&facts),
            Table::Entities => entities(&facts),
            Table::Places => places(&facts),
            Table::Speakers => speakers(&facts),
        };
        let document = document(&facts);
        rows.iter_mut().for_each(|row| row.extend_from_slice(&document));
        rows
    }
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Text }
}

const fn count(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Count }
}

const fn number(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Number }
}

/// The columns that say which document a row is of.
const DOCUMENT: [Column; 5] = [text("document"), text("title"), text("outlet"), text("url"), text("date")];

fn document<'a>(facts: &Facts<'a>) -> [Cell<'a>; 5] {
    let about = &facts.article.about;
    let text = |text: Option<&'a String>| Cell::text(text.map_or("", String::as_str));
    [
        Cell::Text(facts.document_id().into()),
        text(about.title.as_ref()),
        text(about.outlet.as_ref()),
        text(about.url.as_ref()),
        text(about.published.as_ref().or(about.date.as_ref())),
    ]
}

#[rustfmt::skip]
const QUOTATIONS: [Column; 20] = [
    text("id"), text("kind"), text("words"), text("cue"), text("source"), text("speaker_id"), text("speaker"),
    text("speaker_kind"), text("speaker_role"), number("confidence"), text("status"), text("origin"), count("sentence"),
    count("paragraph"), count("start"), count("end"), count("start16"), count("end16"), text("note"), text("tags"),
];

fn quotations<'a>(facts: &Facts<'a>) -> Vec<Vec<Cell<'a>>> {
    let mut rows = Vec::new();
    let segments = facts.segments();
    for quotation in facts.article.quotations.iter() {
        let speaker = facts.speaker(quotation);
        let span = quotation.pieces.iter().map(|piece| piece.span).reduce(Span::cover).unwrap_or(Span::new(0, 0));
        let (start, end) = facts.code_points(span);
        let (start16, end16) = facts.utf16(span);
        let sentence = segments.sentences.partition_point(|sentence| sentence.span.end <= span.start) + 1;
        let paragraph = segments.paragraphs.partition_point(|paragraph| paragraph.span.end <= span.start) + 1;
        let (cue, source) = (quotation.cue.as_ref(), quotation.source.as_ref());
        rows.push(vec![
            Cell::text(&quotation.id),
            Cell::text(quotation.kind.name()),
            Cell::Text(facts.said(quotation, " … ").into()),
            Cell::text(cue.map_or("", |piece| facts.words(piece))),
            Cell::text(source.map_or("", |piece| facts.words(piece))),
            speaker.map_or(Cell::text(""), |entity| Cell::text(&entity.id)),
            Cell::text(speaker.map_or("", |entity| &entity.name)),
            Cell::text(speaker.map_or("", |entity| entity.kind.name())),
            Cell::text(speaker.and_then(|entity| entity.description.as_deref()).unwrap_or("")),
            quotation.confidence.map_or(Cell::Empty, Cell::Number),
            Cell::text(names::status(quotation.status)),
            Cell::text(names::origin(quotation.origin)),
            Cell::Count(sentence),
            Cell::Count(paragraph),
            Cell::Count(start as usize),
            Cell::Count(end as usize),
            Cell::Count(start16 as usize),
            Cell::Count(end16 as usize),
            Cell::text(&quotation.note),
            Cell::Text(quotation.tags.join("; ").into()),
        ]);
    }
    rows
}

#[rustfmt::skip]
const ENTITIES: [Column; 10] = [
    text("id"), text("kind"), count("number"), text("name"), text("role"), text("members"), count("mentions"),
    count("quotations"), text("status"), text("origin"),
];

fn entities<'a>(facts: &Facts<'a>) -> Vec<Vec<Cell<'a>>> {
    let mut rows = Vec::new();
    let mut spoken = vec![0; facts.article.entities.len()];
    for index in facts.article.quotations.iter().filter_map(|quotation| facts.index(quotation.speaker.as_deref()?)) {
        spoken[index] += 1;
    }
    for (entity, spoken) in facts.article.entities.iter().zip(spoken) {
        rows.push(vec![
            Cell::text(&entity.id),
            Cell::text(entity.kind.name()),
            entity.number.map_or(Cell::Empty, |number| Cell::Count(number as usize)),
            Cell::text(&entity.name),
            Cell::text(entity.description.as_deref().unwrap_or("")),
            Cell::Text(entity.members.join(" ").into()),
            Cell::Count(entity.mentions.len()),
            Cell::Count(spoken),
            Cell::text(names::status(entity.status)),
            Cell::text(names::origin(entity.origin)),
        ]);
    }
    rows
}

#[rustfmt::skip]
const PLACES: [Column; 10] = [
    text("id"), text("name"), text("label"), text("country"), text("precision"), text("geonames"), number("lat"),
    number("lon"), count("mentions"), text("status"),
];

fn places<'a>(facts: &Facts<'a>) -> Vec<Vec<Cell<'a>>> {
    let mut rows = Vec::new();
    for entity in facts.article.entities.iter().filter(|entity| entity.kind == EntityKind::Place) {
        let point = entity.place.as_ref().map(|place| &place.chosen);
        rows.push(vec![
            Cell::text(&entity.id),
            Cell::text(&entity.name),
            Cell::text(point.and_then(|point| point.label.as_deref()).unwrap_or("")),
            Cell::text(point.and_then(|point| point.country.as_deref()).unwrap_or("")),
            Cell::text(point.and_then(|point| point.precision).map_or("", names::precision)),
            Cell::Text(point.and_then(|point| point.geoname_id).map(names::geonames_iri).unwrap_or_default().into()),
            point.map_or(Cell::Empty, |point| Cell::Number(point.lat)),
            point.map_or(Cell::Empty, |point| Cell::Number(point.lon)),
            Cell::Count(entity.mentions.len()),
            Cell::text(names::status(entity.status)),
        ]);
    }
    rows
}

#[rustfmt::skip]
const SPEAKERS: [Column; 11] = [
    text("id"), count("number"), text("name"), text("kind"), text("role"), count("quotations"), count("direct"),
    count("mixed"), count("indirect"), count("words"), number("share"),
];

fn speakers<'a>(facts: &Facts<'a>) -> Vec<Vec<Cell<'a>>> {
    let mut rows = Vec::new();
    for voice in voices(facts.article).voices {
        rows.push(vec![
            Cell::Text(voice.entity.unwrap_or_else(|| "unknown".to_owned()).into()),
            voice.number.map_or(Cell::Empty, |number| Cell::Count(number as usize)),
            Cell::Text(voice.name.into()),
            Cell::text(voice.kind.map_or("", EntityKind::name)),
            Cell::Text(voice.role.unwrap_or_default().into()),
            Cell::Count(voice.quotations as usize),
            Cell::Count(voice.direct as usize),
            Cell::Count(voice.mixed as usize),
            Cell::Count(voice.indirect as usize),
            Cell::Count(voice.words as usize),
            Cell::Number((voice.share_of_words * 1000.0).round() / 1000.0),
        ]);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_a_cell_of_its_kind_for_every_column() {
        let text = "“It is late,” said Ada Okafor in Paris. “Very,” somebody said.";
        let article = Article::from_document(&crate::Annotator::new().annotate(text));
        for table in Table::ALL {
            let (columns, rows) = (table.columns(), table.rows(&article));
            assert!(!rows.is_empty(), "{table:?}");
            for row in rows {
                assert_eq!(row.len(), columns.len(), "{table:?}");
                for (column, cell) in columns.iter().zip(row) {
                    let kind = match cell {
                        Cell::Empty if column.kind != ColumnKind::Text => continue,
                        Cell::Empty | Cell::Text(_) => ColumnKind::Text,
                        Cell::Count(_) => ColumnKind::Count,
                        Cell::Number(_) => ColumnKind::Number,
                    };
                    assert_eq!(column.kind, kind, "{} of {table:?}", column.name);
                }
            }
        }
    }
}
