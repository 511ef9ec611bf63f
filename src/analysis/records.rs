//! The plain records that the stages hand on.

use std::ops::Range;

use crate::Span;
use crate::syntax::Syntax;

/// What kind of thing a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// A single human being, or a character.
    Person,
    /// A company, authority, party, team, newspaper.
    Organization,
    /// Anything that has its place on a map.
    Place,
    /// People without a name of their own: "residents", "two officials".
    Group,
    /// Any other name: a work, a law, an event, a product.
    Other,
}

impl EntityKind {
    /// What it is called in files: "person".
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
            EntityKind::Group => "group",
            EntityKind::Other => "other",
        }
    }
}

/// A name in the text, not yet joined with other names of the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// The name without title, article and possessive.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What kind of thing bears it.
    pub kind: EntityKind,
    /// The title before it ("Mr.", "Dr.", "President").
    pub title: Option<Span>,
    /// What the text says of its bearer beside it: "chair of the port authority".
    pub description: Option<Span>,
    /// From 0 to 1: how sure it is that this is a name of this kind.
    pub confidence: f32,
}

impl Name {
    /// A name of which nothing is told beside it.
    pub fn bare(syntax: &Syntax, tokens: Range<usize>, kind: EntityKind, confidence: f32) -> Name {
        let span = syntax.span(tokens.clone());
        Name { span, tokens, kind, title: None, description: None, confidence }
    }

    /// The first `words` of a text that is made for a test.
    #[cfg(test)]
    pub fn of_words(syntax: &Syntax, words: &str, kind: EntityKind) -> Name {
        let start = syntax.text.find(words).expect("words of the text");
        Name::bare(syntax, syntax.tokens_in(Span::new(start, start + words.len())), kind, 0.9)
    }
}

/// How a mention names its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionForm {
    /// By a name: "Ada Okafor", "Okafor".
    Name,
    /// By a pronoun: "she".
    Pronoun,
    /// By a description: "the chair", "a spokesman for the port".
    Description,
}

impl MentionForm {
    /// What it is called in files: "name".
    pub fn name(self) -> &'static str {
        match self {
            MentionForm::Name => "name",
            MentionForm::Pronoun => "pronoun",
            MentionForm::Description => "description",
        }
    }
}

/// A place in the text that stands for an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// How it names the entity.
    pub form: MentionForm,
}

/// Somebody or something that the text speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name in the text, or the words that describe it.
    pub name: String,
    /// Its role as the text gives it: "chair of the port authority".
    pub description: Option<String>,
    /// Its mentions in the order of the text; at least one.
    pub mentions: Vec<Mention>,
    /// The entities it joins, as indices of the document's: "Volk and Marr" are two people. Only of a group.
    pub members: Vec<usize>,
    /// Where it lies, if it is a place that could be resolved.
    pub place: Option<ResolvedPlace>,
}

/// How exact a resolved place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// A country.
    Country,
    /// A state, province, county, or a region of several countries: "the Balkans".
    Region,
    /// A city, town, village, or quarter.
    City,
    /// A river, lake, mountain, strait, building.
    Feature,
}

/// A place of the gazetteer that a name may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceCandidate {
    /// Its number at GeoNames, where it has one.
    pub geoname_id: Option<u32>,
    /// Name, region and country to tell it from others of its name: "Bristol, Rhode Island, US".
    pub label: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How exact its point is.
    pub precision: Precision,
    /// ISO 3166-1 alpha-2 code of its country, if it lies in one.
    pub country: Option<String>,
    /// From 0 to 1; the scores of all candidates for a name add up to 1 at most.
    pub score: f32,
}

/// The place that a name means, and the others it may mean, likeliest first.
#[derive(Debug, Clone, PartialEq)]
pub struct ResolvedPlace {
    /// The choice.
    pub chosen: PlaceCandidate,
    /// The rest.
    pub others: Vec<PlaceCandidate>,
}

/// How a quotation gives the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuotationKind {
    /// All of it inside quotation marks.
    Direct,
    /// None of it inside quotation marks.
    Indirect,
    /// Some of it inside quotation marks.
    Mixed,
}

impl QuotationKind {
    /// What it is called in files: "direct".
    pub fn name(self) -> &'static str {
        match self {
            QuotationKind::Direct => "direct",
            QuotationKind::Indirect => "indirect",
            QuotationKind::Mixed => "mixed",
        }
    }
}

/// Words that somebody said or wrote, with what was found beside them.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// Direct, indirect or mixed.
    pub kind: QuotationKind,
    /// The words said, without the outer quotation marks; one span per piece, in the order of the text; at least one.
    pub content: Vec<Span>,
    /// The parts of the content inside quotation marks.
    pub quoted_parts: Vec<Span>,
    /// The words that link speaker and content: "said", "according to".
    pub cue: Option<Span>,
    /// Words that may name the speaker, likeliest first.
    pub sources: Vec<SourceCandidate>,
    /// Whether those words belong to another quotation, whose speaker goes on here: this one has no source of its own.
    pub inherits: bool,
}

/// Words that may name the speaker of a quotation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SourceCandidate {
    /// Where they stand: "Mr Okafor", "she", "a spokesman for the port".
    pub span: Span,
    /// From 0 to 1: how likely it is that they do.
    pub score: f32,
}

/// Who said a quotation. Belongs to the quotation of the same index.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Attribution {
    /// The words in the text that name the speaker.
    pub source: Option<Span>,
    /// The speaker, as an index of the document's entities.
    pub speaker: Option<usize>,
    /// From 0 to 1: how likely it is that the speaker is right.
    pub confidence: f32,
    /// Other entities that may be the speaker, likeliest first.
    pub alternatives: Vec<Alternative>,
}

/// Another entity that may be the speaker.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alternative {
    /// Index of the document's entities.
    pub speaker: usize,
    /// From 0 to 1.
    pub confidence: f32,
}
