//! [`Step`]: what a command did, for who wants to undo it.

/// What a step did; the page has the words for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
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

/// What a correction did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What it did.
    pub step: Step,
    /// To what: a name, or the first words of a quotation; empty where it is about none or all.
    pub what: String,
    /// Id of the annotation that it changed, if it is there now.
    pub focus: Option<String>,
}
