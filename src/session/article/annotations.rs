//! What an [`Article`](super::Article) holds: entities, mentions, quotations, and what was set aside.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Quotation;
use crate::Span;
use crate::analysis::{EntityKind, MentionForm, Precision};

/// Fields of a file that this version does not know, kept for the round trip: their names and their values as JSON text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extra(pub BTreeMap<String, String>);

/// Who made an annotation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Origin {
    /// The program.
    #[default]
    Machine,
    /// A person.
    Human,
    /// The program, and a person changed it.
    MachineEdited,
}

/// Whether a person has looked at an annotation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Status {
    /// Nobody has.
    #[default]
    Unreviewed,
    /// Found right, or made by a person.
    Accepted,
    /// Changed. A quotation whose doubtful speaker nobody has looked at stays unreviewed, whatever else of it was changed.
    Edited,
}

/// What is known of a text as a whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    /// The id it came with.
    pub id: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day it was published; ISO 8601.
    pub published: Option<String>,
    /// The day it was taken from where it stands; ISO 8601.
    pub accessed: Option<String>,
    /// Who corrected the annotations.
    pub annotators: Vec<Person>,
    /// The day it was written, as its own text says; ISO 8601.
    pub date: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// When its annotations were first saved; RFC 3339.
    pub created: Option<String>,
    /// What annotated it, where the annotations come from a file; else this program did.
    pub generator: Option<GeneratedBy>,
    /// Unknown fields of the file's root, `generator`, `offsets`, `document` and `document.length`.
    pub extra: [Extra; 5],
}

/// Somebody who corrects annotations.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Unique in the article's list.
    pub id: String,
    /// The name.
    pub name: String,
    /// Unknown fields.
    pub extra: Extra,
}

/// The program and the model that annotated a text.
#[derive(Debug, Clone, PartialEq)]
pub struct GeneratedBy {
    /// Name of the program.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Name of the model.
    pub model: Option<String>,
    /// SHA-256 of the model, in hex.
    pub model_sha256: Option<String>,
}

/// A span of the text, with what its record in the file held besides.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Where (bytes).
    pub span: Span,
    /// Unknown fields.
    pub extra: Extra,
}

impl From<Span> for Piece {
    fn from(span: Span) -> Piece {
        Piece { span, extra: Extra::default() }
    }
}

/// Somebody or something that the text speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Unique in the article.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// The number of a speaker, from 1; never changes while one corrects.
    pub number: Option<u32>,
    /// Its fullest name.
    pub name: String,
    /// Its role.
    pub description: Option<String>,
    /// Where the text speaks of it, in the order of the text. May be empty.
    pub mentions: Vec<Mention>,
    /// Ids of the entities it joins: "Volk and Marr" are two people. Only of a group.
    pub members: Vec<String>,
    /// Where it lies, if it is a place that could be resolved.
    pub place: Option<Place>,
    /// Who made it.
    pub origin: Origin,
    /// Whether a person has looked at it.
    pub status: Status,
    /// What a person noted.
    pub note: String,
    /// Words of a person's own to find it by.
    pub tags: Vec<String>,
    /// Unknown fields.
    pub extra: Extra,
}

/// A place in the text that stands for an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Unique in the article.
    pub id: String,
    /// By name, pronoun or description.
    pub form: MentionForm,
    /// Where.
    pub piece: Piece,
    /// What a person noted.
    pub note: String,
    /// Words of a person's own to find it by.
    pub tags: Vec<String>,
    /// Unknown fields.
    pub extra: Extra,
}

/// A point on the map, and the others that the name may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The choice.
    pub chosen: Point,
    /// The rest, likeliest first.
    pub candidates: Vec<Point>,
}

/// A place of the gazetteer, or a point that a person set.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Degrees north, -90 to 90.
    pub lat: f64,
    /// Degrees east, -180 to 180.
    pub lon: f64,
    /// How exact the point is.
    pub precision: Option<Precision>,
    /// Name, region and country.
    pub label: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Its number at GeoNames.
    pub geoname_id: Option<u32>,
    /// From 0 to 1.
    pub score: Option<f64>,
    /// Unknown fields.
    pub extra: Extra,
}

/// An annotation that no longer counts.
#[derive(Debug, Clone, PartialEq)]
pub struct SetAside {
    /// The piece of an earlier text that the spans count in; none where they count in the article's text.
    pub passage: Option<Arc<str>>,
    /// What was set aside.
    pub annotation: Annotation,
    /// Unknown fields.
    pub extra: Extra,
}

/// One annotation of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Annotation {
    /// A quotation.
    Quotation(Quotation),
    /// An entity with its mentions.
    Entity(Entity),
    /// A mention, and the id of the entity it belonged to.
    Mention(Mention, String),
}

impl Annotation {
    /// The annotation's id.
    pub fn id(&self) -> &str {
        match self {
            Annotation::Quotation(quotation) => &quotation.id,
            Annotation::Entity(entity) => &entity.id,
            Annotation::Mention(mention, _) => &mention.id,
        }
    }

    /// Everything in it that stands in the text.
    pub fn pieces(&self) -> Vec<&Piece> {
        match self {
            Annotation::Quotation(quotation) => quotation.all_pieces().collect(),
            Annotation::Entity(entity) => entity.mentions.iter().map(|mention| &mention.piece).collect(),
            Annotation::Mention(mention, _) => vec![&mention.piece],
        }
    }

    /// The same, to change.
    pub(crate) fn pieces_mut(&mut self) -> Vec<&mut Piece> {
        match self {
            Annotation::Quotation(quotation) => quotation.all_pieces_mut().collect(),
            Annotation::Entity(entity) => entity.mentions.iter_mut().map(|mention| &mut mention.piece).collect(),
            Annotation::Mention(mention, _) => vec![&mut mention.piece],
        }
    }

    /// Its mentions.
    pub(crate) fn mentions(&self) -> &[Mention] {
        match self {
            Annotation::Quotation(_) => &[],
            Annotation::Entity(entity) => &entity.mentions,
            Annotation::Mention(mention, _) => std::slice::from_ref(mention),
        }
    }
}

impl Entity {
    /// By what entities are ordered: those without a mention come last.
    pub(crate) fn order(&self) -> (bool, Option<Span>, &str) {
        let first = self.mentions.first().map(|mention| mention.piece.span);
        (first.is_none(), first, &self.id)
    }
}

impl SetAside {
    /// By what set-aside annotations are ordered: by their place, those of earlier texts last.
    pub(crate) fn order(&self) -> (bool, Option<Span>, &str) {
        let first = self.annotation.pieces().iter().map(|piece| piece.span).min();
        (self.passage.is_some(), first, self.annotation.id())
    }
}

impl Mention {
    /// By what the mentions of an entity are ordered.
    pub(crate) fn order(&self) -> (Span, &str) {
        (self.piece.span, &self.id)
    }
}
