//! [`Command`]: everything that a person can correct.

mod error;
mod step;
mod told;

use crate::Span;
use crate::analysis::{EntityKind, MentionForm, Precision, QuotationKind};
pub use error::CommandError;
pub use step::{Outcome, Step};

/// One correction. `id`s are those of the native file: `q..` quotations, `e..` entities, `m..` mentions. Offsets count bytes;
/// what is no piece of the text is refused.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Says that a quotation or an entity is right; the id of a mention stands for its entity.
    Accept {
        /// Of a quotation, an entity or a mention.
        id: String,
    },
    /// Says that everything not yet reviewed is right.
    AcceptAll {},
    /// Says that something is no annotation. What the machine found goes to `removed`, what a person made is gone.
    /// A speaker that is deleted leaves its quotations with an unknown speaker.
    Delete {
        /// Of a quotation, an entity (with all its mentions) or a mention.
        id: String,
        /// With a mention: delete every mention of the same words.
        everywhere: bool,
    },
    /// Brings back what was removed.
    Restore {
        /// Of something in `removed`.
        id: String,
    },
    /// Takes something off the list of lost annotations.
    Dismiss {
        /// Of something in `lost`.
        id: String,
    },
    /// Says who said a quotation; without a speaker: that it is not known.
    SetSpeaker {
        /// The quotation.
        quotation: String,
        /// An entity of any kind.
        speaker: Option<String>,
    },
    /// Says that somebody new said a quotation.
    NewSpeaker {
        /// The quotation.
        quotation: String,
        /// The name.
        name: String,
        /// What the speaker is.
        kind: EntityKind,
    },
    /// Says whether a quotation is direct, indirect or mixed.
    SetQuotationKind {
        /// The quotation.
        quotation: String,
        /// Its kind.
        kind: QuotationKind,
    },
    /// Moves one or both boundaries of a piece of a quotation.
    SetPiece {
        /// The quotation.
        quotation: String,
        /// Index of its `spans`.
        piece: u32,
        /// Where the piece stands now. Must not overlap the other pieces.
        span: Span,
    },
    /// Sets, moves or (without a span) clears the cue of a quotation.
    SetCue {
        /// The quotation.
        quotation: String,
        /// Where the cue stands now.
        span: Option<Span>,
    },
    /// Sets, moves or (without a span) clears the words that name the speaker.
    SetSource {
        /// The quotation.
        quotation: String,
        /// Where they stand now.
        span: Option<Span>,
    },
    /// Writes a note on an annotation, or (empty) takes it away.
    SetNote {
        /// Of a quotation, an entity or a mention.
        id: String,
        /// The note.
        note: String,
    },
    /// Gives an annotation words to find it by, in place of those that it has. White space around them, empty ones and
    /// those that are there twice are left out.
    SetTags {
        /// Of a quotation, an entity or a mention.
        id: String,
        /// The words.
        tags: Vec<String>,
    },
    /// Adds a quotation. White space and the outer quotation marks of each piece are left out by themselves.
    AddQuotation {
        /// Its pieces.
        spans: Vec<Span>,
        /// Its kind; without: what the quotation marks in and around it say.
        kind: Option<QuotationKind>,
        /// Who said it; without: whom the source means, as a proposal that is to check.
        speaker: Option<String>,
        /// Its cue.
        cue: Option<Span>,
        /// The words that name the speaker.
        source: Option<Span>,
    },
    /// Makes a stretch the whole extent of a quotation, whose pieces are cut or lengthened to it, or of a mention.
    SetExtent {
        /// Of a quotation or a mention.
        id: String,
        /// From its first to its last word.
        span: Span,
    },
    /// Adds a piece to a quotation; what it overlaps becomes one piece with it.
    AddPiece {
        /// The quotation.
        quotation: String,
        /// The piece.
        span: Span,
    },
    /// Joins a quotation with the one before it in the text.
    JoinWithPrevious {
        /// The later one. The earlier one keeps its id.
        quotation: String,
    },
    /// Splits a quotation in two.
    SplitQuotation {
        /// The quotation. Its first part keeps the id.
        quotation: String,
        /// Where the second part begins.
        at: u32,
    },
    /// Adds a mention, to an entity that there is or to a new one.
    AddMention {
        /// Where.
        span: Span,
        /// The entity; without: a new one.
        entity: Option<String>,
        /// What a new entity is; `person` where nothing is said.
        kind: Option<EntityKind>,
        /// Name, pronoun or description; without: what the words look like.
        form: Option<MentionForm>,
    },
    /// Moves one or both boundaries of a mention.
    SetMention {
        /// The mention.
        mention: String,
        /// Where it stands now.
        span: Span,
    },
    /// Says that a mention means another entity; without one: somebody or something of its own (a new entity).
    AssignMention {
        /// The mention.
        mention: String,
        /// The entity.
        entity: Option<String>,
    },
    /// Makes the same change where the same words stand: of a mention, those places mean the same entity; of a
    /// quotation, those whose source has the same words get the same speaker. Pronouns, and descriptions of another
    /// entity, stay as they are.
    Spread {
        /// Of a mention or a quotation.
        id: String,
        /// Where the places to change begin, of those that [`super::Session::spread`] names; without: all of them.
        at: Option<Vec<u32>>,
    },
    /// Says that two entities are one.
    MergeEntities {
        /// The one that goes.
        from: String,
        /// The one that stays, with its kind and number.
        into: String,
        /// The name that stays; without: that of `into`.
        name: Option<String>,
    },
    /// Gives an entity another name.
    RenameEntity {
        /// The entity.
        entity: String,
        /// The name.
        name: String,
    },
    /// Says what an entity is.
    SetEntityKind {
        /// The entity.
        entity: String,
        /// Its kind. What is no place loses its point on the map.
        kind: EntityKind,
    },
    /// Gives an entity a role, or (empty) takes it away.
    SetDescription {
        /// The entity.
        entity: String,
        /// The role.
        description: String,
    },
    /// Says that a place is another of its candidates.
    ChoosePlace {
        /// The entity.
        entity: String,
        /// Index of `place.candidates`.
        candidate: u32,
    },
    /// Puts a place on the map by hand; without a place: takes it off the map.
    SetPlace {
        /// The entity. Becomes a place if it was none.
        entity: String,
        /// Where it lies.
        place: Option<PlaceChoice>,
    },
    /// Says that an entity is no place; its kind becomes `other`.
    NotAPlace {
        /// The entity.
        entity: String,
    },
    /// Says who speaks in all turns of an interview that a label stands before ("Q:"): somebody of the text who bears
    /// the name, or somebody new.
    SetLabel {
        /// The label, without its colon.
        label: String,
        /// The name.
        name: String,
    },
    /// Writes down where the text comes from.
    SetDocument {
        /// What is known of it.
        fields: DocumentFields,
    },
}

/// A point on the map that a person sets, or that the gazetteer proposes.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceChoice {
    /// Degrees north, -90 to 90.
    pub lat: f64,
    /// Degrees east, -180 to 180.
    pub lon: f64,
    /// Name, region and country.
    pub label: Option<String>,
    /// Its number at GeoNames.
    pub geoname_id: Option<u32>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// How exact the point is; `feature` where nothing is said.
    pub precision: Option<Precision>,
}

/// What a person writes about a text as a whole. What is absent stays as it is; what is empty is taken away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentFields {
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day it was published: `2026-11-22`, or a year, or a year and a month.
    pub published: Option<String>,
    /// The day it was taken from where it stands, written in the same way.
    pub accessed: Option<String>,
    /// The names of those who correct the annotations. One who is renamed keeps the id.
    pub annotators: Option<Vec<String>>,
}
