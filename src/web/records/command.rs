//! Corrections as the page asks for them; each is the [`session::Command`] of that name, which says what it does.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use super::mirror::{Mirror, mirrored};
use crate::Span;
use crate::files::OffsetTable;
use crate::files::records::{EntityKind, MentionForm, Precision, QuotationKind};
use crate::session;

/// A place between two characters of the text, in UTF-16 code units.
#[derive(Deserialize, Tsify)]
#[serde(transparent)]
pub(in crate::web) struct Offset(u32);

/// A piece of the text, in UTF-16 code units.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Stretch {
    /// The first unit.
    start: u32,
    /// The unit after the last.
    end: u32,
}

impl Stretch {
    /// Of a span in bytes.
    pub(in crate::web) fn of(span: Span, table: &OffsetTable) -> Stretch {
        Stretch { start: table.at_byte(span.start).1, end: table.at_byte(span.end).1 }
    }
}

mirrored! {
    #[serde(deny_unknown_fields)]
    session::PlaceChoice {
        lat: f64,
        lon: f64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        geoname_id: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        country: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        precision: Option<Precision>,
    }
    #[derive(Default)]
    #[serde(default, deny_unknown_fields)]
    session::DocumentFields {
        #[tsify(optional)]
        title: Option<String>,
        #[tsify(optional)]
        outlet: Option<String>,
        #[tsify(optional)]
        url: Option<String>,
        #[tsify(optional)]
        author: Option<String>,
        #[tsify(optional)]
        published: Option<String>,
        #[tsify(optional)]
        accessed: Option<String>,
        #[tsify(optional)]
        annotators: Option<Vec<String>>,
    }
}

/// A part of a command; fails with an offset that is no place between two characters.
trait Argument<Inner> {
    fn in_bytes(self, table: &OffsetTable) -> Result<Inner, u32>;
}

impl Argument<u32> for Offset {
    fn in_bytes(self, table: &OffsetTable) -> Result<u32, u32> {
        table.byte_of_utf16(self.0).ok_or(self.0)
    }
}

impl Argument<Span> for Stretch {
    fn in_bytes(self, table: &OffsetTable) -> Result<Span, u32> {
        Ok(Span { start: Offset(self.start).in_bytes(table)?, end: Offset(self.end).in_bytes(table)? })
    }
}

impl<Inner, A: Argument<Inner>> Argument<Option<Inner>> for Option<A> {
    fn in_bytes(self, table: &OffsetTable) -> Result<Option<Inner>, u32> {
        self.map(|argument| argument.in_bytes(table)).transpose()
    }
}

impl<Inner, A: Argument<Inner>> Argument<Vec<Inner>> for Vec<A> {
    fn in_bytes(self, table: &OffsetTable) -> Result<Vec<Inner>, u32> {
        self.into_iter().map(|argument| argument.in_bytes(table)).collect()
    }
}

macro_rules! without_offsets {
    ($($record:ty => $inner:ty),*) => {$(
        impl Argument<$inner> for $record {
            fn in_bytes(self, _: &OffsetTable) -> Result<$inner, u32> {
                Ok(Mirror::inner(self))
            }
        }
    )*};
}

without_offsets!(
    bool => bool,
    u32 => u32,
    String => String,
    EntityKind => crate::analysis::EntityKind,
    MentionForm => crate::analysis::MentionForm,
    QuotationKind => crate::analysis::QuotationKind,
    PlaceChoice => session::PlaceChoice,
    DocumentFields => session::DocumentFields
);

/// Defines the commands.
macro_rules! commands {
    ($($name:ident { $($(#[$about:meta])* $field:ident: $kind:ty,)* },)*) => {
        /// One correction. `id`s are those of the native file.
        #[derive(Deserialize, Tsify)]
        #[serde(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
        #[tsify(missing_as_null)]
        pub(in crate::web) enum Command {
            $($name { $($(#[$about])* $field: $kind,)* },)*
        }

        impl Command {
            /// The same for the core; fails with an offset that is no place between two characters.
            pub(in crate::web) fn in_bytes(self, table: &OffsetTable) -> Result<session::Command, u32> {
                Ok(match self {
                    $(Command::$name { $($field,)* } => session::Command::$name { $($field: $field.in_bytes(table)?,)* },)*
                })
            }
        }
    };
}

commands! {
    Accept {
        id: String,
    },
    AcceptAll {},
    Delete {
        id: String,
        #[serde(default)]
        #[tsify(optional)]
        everywhere: bool,
    },
    Restore {
        id: String,
    },
    Dismiss {
        id: String,
    },
    SetSpeaker {
        quotation: String,
        speaker: Option<String>,
    },
    NewSpeaker {
        quotation: String,
        name: String,
        kind: EntityKind,
    },
    SetQuotationKind {
        quotation: String,
        kind: QuotationKind,
    },
    SetPiece {
        quotation: String,
        piece: u32,
        span: Stretch,
    },
    SetCue {
        quotation: String,
        span: Option<Stretch>,
    },
    SetSource {
        quotation: String,
        span: Option<Stretch>,
    },
    SetNote {
        id: String,
        note: String,
    },
    SetTags {
        id: String,
        tags: Vec<String>,
    },
    AddQuotation {
        spans: Vec<Stretch>,
        #[serde(default)]
        #[tsify(optional)]
        kind: Option<QuotationKind>,
        #[serde(default)]
        #[tsify(optional)]
        speaker: Option<String>,
        #[serde(default)]
        #[tsify(optional)]
        cue: Option<Stretch>,
        #[serde(default)]
        #[tsify(optional)]
        source: Option<Stretch>,
    },
    SetExtent {
        id: String,
        span: Stretch,
    },
    AddPiece {
        quotation: String,
        span: Stretch,
    },
    JoinWithPrevious {
        quotation: String,
    },
    SplitQuotation {
        quotation: String,
        at: Offset,
    },
    AddMention {
        span: Stretch,
        #[serde(default)]
        #[tsify(optional)]
        entity: Option<String>,
        #[serde(default)]
        #[tsify(optional)]
        kind: Option<EntityKind>,
        #[serde(default)]
        #[tsify(optional)]
        form: Option<MentionForm>,
    },
    SetMention {
        mention: String,
        span: Stretch,
    },
    AssignMention {
        mention: String,
        entity: Option<String>,
    },
    Spread {
        id: String,
        #[serde(default)]
        #[tsify(optional)]
        at: Option<Vec<Offset>>,
    },
    MergeEntities {
        from: String,
        into: String,
        #[serde(default)]
        #[tsify(optional)]
        name: Option<String>,
    },
    RenameEntity {
        entity: String,
        name: String,
    },
    SetEntityKind {
        entity: String,
        kind: EntityKind,
    },
    SetDescription {
        entity: String,
        description: String,
    },
    ChoosePlace {
        entity: String,
        candidate: u32,
    },
    SetPlace {
        entity: String,
        place: Option<PlaceChoice>,
    },
    NotAPlace {
        entity: String,
    },
    SetLabel {
        label: String,
        name: String,
    },
    SetDocument {
        fields: DocumentFields,
    },
}
