//! What a command tells of itself: what it does, and what it is about.

use super::{Command, Step};

impl Command {
    /// What the command does.
    pub(in crate::session) fn step(&self) -> Step {
        match self {
            Command::Accept { .. } => Step::Accept,
            Command::AcceptAll {} => Step::AcceptAll,
            Command::Delete { everywhere: false, .. } => Step::Delete,
            Command::Delete { .. } => Step::DeleteEverywhere,
            Command::Restore { .. } => Step::Restore,
            Command::Dismiss { .. } => Step::Dismiss,
            Command::SetSpeaker { .. } => Step::SetSpeaker,
            Command::NewSpeaker { .. } => Step::NewSpeaker,
            Command::SetQuotationKind { .. } => Step::SetQuotationKind,
            Command::SetPiece { .. } => Step::SetPiece,
            Command::SetCue { span: Some(_), .. } => Step::SetCue,
            Command::SetCue { .. } => Step::ClearCue,
            Command::SetSource { span: Some(_), .. } => Step::SetSource,
            Command::SetSource { .. } => Step::ClearSource,
            Command::SetNote { .. } => Step::SetNote,
            Command::SetTags { .. } => Step::SetTags,
            Command::AddQuotation { .. } => Step::AddQuotation,
            Command::SetExtent { .. } => Step::SetExtent,
            Command::AddPiece { .. } => Step::AddPiece,
            Command::JoinWithPrevious { .. } => Step::JoinWithPrevious,
            Command::SplitQuotation { .. } => Step::SplitQuotation,
            Command::AddMention { .. } => Step::AddMention,
            Command::SetMention { .. } => Step::SetMention,
            Command::AssignMention { entity: Some(_), .. } => Step::AssignMention,
            Command::AssignMention { .. } => Step::SplitOffMention,
            Command::Spread { .. } => Step::Spread,
            Command::MergeEntities { .. } => Step::MergeEntities,
            Command::RenameEntity { .. } => Step::RenameEntity,
            Command::SetEntityKind { .. } => Step::SetEntityKind,
            Command::SetDescription { .. } => Step::SetDescription,
            Command::ChoosePlace { .. } => Step::ChoosePlace,
            Command::SetPlace { place: Some(_), .. } => Step::SetPlace,
            Command::SetPlace { .. } => Step::TakeOffMap,
            Command::NotAPlace { .. } => Step::NotAPlace,
            Command::SetLabel { .. } => Step::SetLabel,
            Command::SetDocument { .. } => Step::SetDocument,
        }
    }

    /// The annotation that it is about, by its id; none where it makes one or means all.
    pub(in crate::session) fn target(&self) -> Option<&str> {
        Some(match self {
            Command::AcceptAll {}
            | Command::AddQuotation { .. }
            | Command::AddMention { .. }
            | Command::SetLabel { .. }
            | Command::SetDocument { .. } => return None,
            Command::Accept { id }
            | Command::Delete { id, .. }
            | Command::Restore { id }
            | Command::Dismiss { id }
            | Command::Spread { id, .. }
            | Command::SetNote { id, .. }
            | Command::SetTags { id, .. }
            | Command::SetExtent { id, .. } => id,
            Command::SetSpeaker { quotation, .. }
            | Command::NewSpeaker { quotation, .. }
            | Command::SetQuotationKind { quotation, .. }
            | Command::SetPiece { quotation, .. }
            | Command::SetCue { quotation, .. }
            | Command::SetSource { quotation, .. }
            | Command::JoinWithPrevious { quotation }
            | Command::SplitQuotation { quotation, .. }
            | Command::AddPiece { quotation, .. } => quotation,
            Command::SetMention { mention, .. } | Command::AssignMention { mention, .. } => mention,
            Command::MergeEntities { from, .. } => from,
            Command::RenameEntity { entity, .. }
            | Command::SetEntityKind { entity, .. }
            | Command::SetDescription { entity, .. }
            | Command::ChoosePlace { entity, .. }
            | Command::SetPlace { entity, .. }
            | Command::NotAPlace { entity } => entity,
        })
    }
}
