//! The native file as plain records: its field names, and nothing else. See `../annotations.schema.json`.
//!
//! Every record keeps the fields it does not know in `extra`, so that a file of a later version 1 survives
//! being opened and saved.

/// Defines a record: camelCase names, unknown fields kept, its TypeScript type, its JSON Schema.
macro_rules! record {
    ($(#[$about:meta])* $name:ident { $($(#[$field_about:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub struct $name {
            $($(#[$field_about])* pub $field: $kind,)*
            /// Fields that this version does not know.
            #[serde(flatten)]
            pub extra: Extra,
        }
    };
}

mod annotations;
mod document;
mod entities;
mod kinds;
mod numbers;
mod quotations;

pub use annotations::{Annotations, Generator, Offsets, SetAside};
pub use document::{AnnotatorRecord, DocumentRecord, Length, SpanRecord};
pub use entities::{CandidateRecord, EntityRecord, MentionRecord, PlaceRecord};
#[cfg(target_arch = "wasm32")]
pub(crate) use kinds::called;
pub use kinds::{EntityKind, Extra, MentionForm, Origin, Precision, QuotationKind, Status};
pub use numbers::Whole;
pub use quotations::{AlternativeRecord, QuotationRecord};
