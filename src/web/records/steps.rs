//! What a correction did, or why it was refused: codes and values, for which the page has the words. Each code means what
//! that of the same name in [`crate::session`] does.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use super::mirror::{Mirror, mirrored};
use crate::files::records::called;
use crate::session::{self, CommandError};

called! {
    /// What a step did.
    session::Step {
        Accept,
        AcceptAll,
        Delete,
        DeleteEverywhere,
        Restore,
        Dismiss,
        SetSpeaker,
        NewSpeaker,
        SetQuotationKind,
        SetPiece,
        SetCue,
        ClearCue,
        SetSource,
        ClearSource,
        SetNote,
        SetTags,
        AddQuotation,
        SetExtent,
        AddPiece,
        JoinWithPrevious,
        SplitQuotation,
        AddMention,
        SetMention,
        AssignMention,
        SplitOffMention,
        Spread,
        MergeEntities,
        RenameEntity,
        SetEntityKind,
        SetDescription,
        ChoosePlace,
        SetPlace,
        TakeOffMap,
        NotAPlace,
        SetLabel,
        SetDocument,
        EditText,
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

/// Why a correction was refused.
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
    SpeakersDiffer,
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
            CommandError::SpeakersDiffer => Refusal::SpeakersDiffer,
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
