//! What several formats want to know of an article, looked up once.

use crate::arranging::Arrange;
use rustc_hash::FxHashMap;

use crate::Span;
use crate::files::OffsetTable;
use crate::session::{Article, Entity, Piece, Quotation};
use crate::text::{Segments, segment};

/// An article with what is looked up in it.
pub(super) struct Facts<'a> {
    pub article: &'a Article,
    pub text: &'a str,
    table: OffsetTable<'a>,
    entities: FxHashMap<&'a str, usize>,
}

impl<'a> Facts<'a> {
    pub fn new(article: &'a Article) -> Facts<'a> {
        let entities = article.entities.iter().enumerate().map(|(index, entity)| (entity.id.as_str(), index));
        Facts { article, text: &article.text, table: OffsetTable::new(&article.text), entities: entities.collect() }
    }

    /// Start and end in code points.
    pub fn code_points(&self, span: Span) -> (u32, u32) {
        (self.table.at_byte(span.start).0, self.table.at_byte(span.end).0)
    }

    /// Start and end in UTF-16 code units.
    pub fn utf16(&self, span: Span) -> (u32, u32) {
        (self.table.at_byte(span.start).1, self.table.at_byte(span.end).1)
    }

    /// Start and end in code points, or in UTF-16 code units.
    pub fn units(&self, span: Span, utf16: bool) -> (u32, u32) {
        if utf16 { self.utf16(span) } else { self.code_points(span) }
    }

    /// The index of the entity of that id.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.entities.get(id).copied()
    }

    /// The entity of that id.
    pub fn entity(&self, id: &str) -> Option<&'a Entity> {
        self.index(id).map(|index| self.article.entities[index].as_ref())
    }

    /// Who speaks.
    pub fn speaker(&self, quotation: &Quotation) -> Option<&'a Entity> {
        self.entity(quotation.speaker.as_deref()?)
    }

    /// The words of a span.
    pub fn words(&self, piece: &Piece) -> &'a str {
        piece.span.of(self.text)
    }

    /// The words said, the pieces apart by `between`.
    pub fn said(&self, quotation: &Quotation, between: &str) -> String {
        quotation.pieces.iter().map(|piece| self.words(piece)).collect::<Vec<_>>().join(between)
    }

    /// The id of the document: what it came with, or the hash of its text as a URN.
    pub fn document_id(&self) -> String {
        self.article.about.id.clone().unwrap_or_else(|| self.urn())
    }

    /// The hash of the text as a URN.
    pub fn urn(&self) -> String {
        format!("urn:sha256:{}", crate::files::write::sha256(self.text.as_bytes()))
    }

    /// An absolute IRI of the document.
    pub fn iri(&self) -> String {
        let id = self.article.about.id.as_deref().filter(|id| is_iri(id));
        id.or(self.article.about.url.as_deref().filter(|url| is_iri(url))).map_or_else(|| self.urn(), str::to_owned)
    }

    /// Who speaks, by their numbers, with the quotations of each.
    pub fn speakers(&self) -> Vec<(&'a Entity, Vec<&'a Quotation>)> {
        let mut of: Vec<Vec<&Quotation>> = vec![Vec::new(); self.article.entities.len()];
        for quotation in self.article.quotations.iter() {
            let Some(index) = quotation.speaker.as_deref().and_then(|id| self.index(id)) else { continue };
            of[index].push(quotation);
            for member in &self.article.entities[index].members {
                if let Some(member) = self.index(member) {
                    of[member].push(quotation);
                }
            }
        }
        let all = self.article.entities.iter().map(AsRef::as_ref).zip(of);
        let mut speakers: Vec<_> = all.filter(|(_, quotations)| !quotations.is_empty()).collect();
        speakers.arrange_by_key(|(entity, _)| (entity.number.is_none(), entity.number));
        speakers
    }

    /// Sentences and paragraphs of the text.
    pub fn segments(&self) -> Segments {
        segment(self.text)
    }
}

/// How many words there are: stretches without white space.
pub(super) fn word_count(quotation: &Quotation, text: &str) -> usize {
    quotation.pieces.iter().map(|piece| piece.span.of(text).split_whitespace().count()).sum()
}

/// Whether `text` is an absolute IRI: a scheme, a colon, and nothing that must be escaped.
fn is_iri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && !rest.is_empty()
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`#".contains(c))
}

/// Line breaks and tabs as single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split(['\n', '\r', '\t', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'])
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
