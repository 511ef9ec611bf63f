//! What a command tells of itself: what it is about, and what it is called.

use super::Command;

impl Command {
    /// What the command does, as a button or the list of what can be undone says it.
    pub fn label(&self) -> &'static str {
        match self {
            Command::Accept { .. } => "accept",
            Command::AcceptAll {} => "accept all",
            Command::Delete { everywhere: false, .. } => "delete",
            Command::Delete { .. } => "delete everywhere",
            Command::Restore { .. } => "restore",
            Command::Dismiss { .. } => "dismiss",
            Command::SetSpeaker { .. } => "change speaker",
            Command::NewSpeaker { .. } => "new speaker",
            Command::SetQuotationKind { .. } => "change kind of quotation",
            Command::SetPiece { .. } => "move boundary of quotation",
            Command::SetCue { span: Some(_), .. } => "set cue",
            Command::SetCue { .. } => "clear cue",
            Command::SetSource { span: Some(_), .. } => "set source",
            Command::SetSource { .. } => "clear source",
            Command::SetNote { .. } => "write note",
            Command::SetTags { .. } => "set tags",
            Command::AddQuotation { .. } => "add quotation",
            Command::SetExtent { .. } => "set extent",
            Command::AddPiece { .. } => "add piece to quotation",
            Command::JoinWithPrevious { .. } => "join quotations",
            Command::SplitQuotation { .. } => "split quotation",
            Command::AddMention { .. } => "add mention",
            Command::SetMention { .. } => "move boundary of mention",
            Command::AssignMention { entity: Some(_), .. } => "change who is meant",
            Command::AssignMention { .. } => "split off mention",
            Command::Spread { .. } => "same change everywhere",
            Command::MergeEntities { .. } => "merge",
            Command::RenameEntity { .. } => "rename",
            Command::SetEntityKind { .. } => "change kind",
            Command::SetDescription { .. } => "change description",
            Command::ChoosePlace { .. } => "choose another place",
            Command::SetPlace { place: Some(_), .. } => "put on the map",
            Command::SetPlace { .. } => "take off the map",
            Command::NotAPlace { .. } => "not a place",
            Command::SetLabel { .. } => "name the speaker of the turns",
            Command::SetDocument { .. } => "change source",
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

    /// [`Command::label`] with what it is done to: "delete Penrith", "change speaker of “We will stay”".
    pub(in crate::session) fn label_of(&self, what: &str) -> String {
        let label = self.label();
        let link = match self {
            _ if what.is_empty() => return label.to_owned(),
            Command::Accept { .. }
            | Command::Delete { everywhere: false, .. }
            | Command::Restore { .. }
            | Command::Dismiss { .. }
            | Command::AddQuotation { .. }
            | Command::AddMention { .. }
            | Command::MergeEntities { .. }
            | Command::RenameEntity { .. } => " ",
            Command::Delete { .. }
            | Command::JoinWithPrevious { .. }
            | Command::SplitQuotation { .. }
            | Command::AddPiece { .. }
            | Command::Spread { .. }
            | Command::SetPlace { .. }
            | Command::NotAPlace { .. } => ": ",
            _ => " of ",
        };
        format!("{label}{link}{what}")
    }
}
