//! Why a command is refused.

use crate::Span;

/// Why a correction was refused. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// Nothing bears the id.
    #[error("there is no {expected} {id}")]
    Unknown {
        /// What was looked for.
        expected: &'static str,
        /// The id.
        id: String,
    },
    /// A span is empty, reversed, outside the text, or cuts a character.
    #[error("{} to {} is no piece of the text", .0.start, .0.end)]
    Span(Span),
    /// A name without a letter.
    #[error("a name must not be empty")]
    EmptyName,
    /// Latitude or longitude out of range.
    #[error("latitude must lie between -90 and 90, longitude between -180 and 180")]
    Coordinates,
    /// No day of the calendar.
    #[error("{0:?} is no date; write it as 2026-11-22, or a year and a month, or a year")]
    Date(String),
    /// The quotation has no such piece.
    #[error("the quotation has no such piece")]
    NoSuchPiece,
    /// The pieces of a quotation must not overlap.
    #[error("the pieces of a quotation must not overlap")]
    PiecesOverlap,
    /// A quotation needs at least one piece.
    #[error("a quotation needs at least one piece")]
    NoPiece,
    /// These words are marked as a quotation already.
    #[error("these words are marked as a quotation already")]
    QuotationThere,
    /// There is no quotation before it.
    #[error("there is no quotation before it")]
    NoQuotationBefore,
    /// The two quotations overlap.
    #[error("the two quotations overlap")]
    QuotationsOverlap,
    /// A person has chosen another speaker for each of the two quotations.
    #[error("a person has chosen two different speakers for them; give both the same speaker first")]
    SpeakersDiffer,
    /// Both parts must hold words.
    #[error("both parts must hold words")]
    PartWithoutWords,
    /// These words are marked already.
    #[error("these words are marked already")]
    MentionThere,
    /// It is the only mention of its entity.
    #[error("it is the only mention of its entity")]
    OnlyMention,
    /// An entity cannot be merged with itself.
    #[error("an entity cannot be merged with itself")]
    SameEntity,
    /// The place has no such candidate.
    #[error("the place has no such candidate")]
    NoSuchCandidate,
    /// There is no other place of these words that could be changed.
    #[error("there is no other place of these words that could be changed")]
    NothingToSpread,
    /// Its words are no longer in the text.
    #[error("its words are no longer in the text")]
    WordsGone,
    /// The entity that it belonged to is gone.
    #[error("the entity that it belonged to is gone; restore that first")]
    EntityGone,
}
