//! What a correction did, or why it was refused: codes and values, for which the page has the words.

use serde::{Deserialize, Serialize};
use tsify::Tsify;
use wasm_bindgen::JsValue;

use super::mirror::{Mirror, mirrored};
use crate::files::records::called;
use crate::session::{self, CommandError};
use crate::web::told;

called! {
    /// What a step did.
    session::Step {
        /// What the machine found is right.
        Accept,
        /// Everything not yet reviewed is right.
        AcceptAll,
        /// It is no annotation.
        Delete,
        /// No mention of the same words is one.
        DeleteEverywhere,
        /// What was removed is back.
        Restore,
        /// It is off the list of lost ones.
        Dismiss,
        /// Another speaker, or an unknown one.
        SetSpeaker,
        /// Somebody new speaks.
        NewSpeaker,
        /// Direct, indirect or mixed.
        SetQuotationKind,
        /// A piece of a quotation has other boundaries.
        SetPiece,
        /// A quotation has a cue.
        SetCue,
        /// It has none.
        ClearCue,
        /// Words name the speaker.
        SetSource,
        /// No words do.
        ClearSource,
        /// A note is written, or taken away.
        SetNote,
        /// The tags are others.
        SetTags,
        /// A new quotation.
        AddQuotation,
        /// A quotation or a mention has another extent.
        SetExtent,
        /// A quotation has a further piece.
        AddPiece,
        /// Two quotations are one.
        JoinWithPrevious,
        /// One quotation is two.
        SplitQuotation,
        /// A new mention.
        AddMention,
        /// A mention has other boundaries.
        SetMention,
        /// A mention means another entity.
        AssignMention,
        /// A mention means an entity of its own.
        SplitOffMention,
        /// The same change where the same words stand.
        Spread,
        /// Two entities are one.
        MergeEntities,
        /// An entity has another name.
        RenameEntity,
        /// An entity is of another kind.
        SetEntityKind,
        /// An entity has another role.
        SetDescription,
        /// A place is another of its candidates.
        ChoosePlace,
        /// A place is on the map.
        SetPlace,
        /// It is off the map.
        TakeOffMap,
        /// An entity is no place.
        NotAPlace,
        /// The turns behind a label have a speaker.
        SetLabel,
        /// Where the text comes from is written down.
        SetDocument,
        /// The text is edited.
        EditText,
        /// Another reading is taken over.
        ReadThoroughly,
    }
}

mirrored! {
    /// What a correction did.
    #[tsify(missing_as_null)]
    session::Outcome {
        step: Step,
        what: String,
        focus: Option<String>,
    }
}

/// Why a correction was refused: the cause of the error that is thrown.
#[derive(Serialize, Tsify)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(in crate::web) enum Refusal {
    Unknown { expected: &'static str, id: String },
    NoPieceOfText,
    EmptyName,
    Coordinates,
    Date { date: String },
    NoSuchPiece,
    PiecesOverlap,
    NoPiece,
    QuotationThere,
    NoQuotationBefore,
    QuotationsOverlap,
    PartWithoutWords,
    MentionThere,
    OnlyMention,
    SameEntity,
    NoSuchCandidate,
    NothingToSpread,
    WordsGone,
    EntityGone,
}

impl From<&CommandError> for Refusal {
    fn from(error: &CommandError) -> Refusal {
        match error {
            CommandError::Unknown { expected, id } => Refusal::Unknown { expected, id: id.clone() },
            CommandError::Span(_) => Refusal::NoPieceOfText,
            CommandError::EmptyName => Refusal::EmptyName,
            CommandError::Coordinates => Refusal::Coordinates,
            CommandError::Date(date) => Refusal::Date { date: date.clone() },
            CommandError::NoSuchPiece => Refusal::NoSuchPiece,
            CommandError::PiecesOverlap => Refusal::PiecesOverlap,
            CommandError::NoPiece => Refusal::NoPiece,
            CommandError::QuotationThere => Refusal::QuotationThere,
            CommandError::NoQuotationBefore => Refusal::NoQuotationBefore,
            CommandError::QuotationsOverlap => Refusal::QuotationsOverlap,
            CommandError::PartWithoutWords => Refusal::PartWithoutWords,
            CommandError::MentionThere => Refusal::MentionThere,
            CommandError::OnlyMention => Refusal::OnlyMention,
            CommandError::SameEntity => Refusal::SameEntity,
            CommandError::NoSuchCandidate => Refusal::NoSuchCandidate,
            CommandError::NothingToSpread => Refusal::NothingToSpread,
            CommandError::WordsGone => Refusal::WordsGone,
            CommandError::EntityGone => Refusal::EntityGone,
        }
    }
}

/// The error that JavaScript catches.
pub(in crate::web) fn refused(error: &CommandError) -> JsValue {
    told(&error.to_string(), &Refusal::from(error))
}
