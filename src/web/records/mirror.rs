//! [`Mirror`]: a value as JavaScript has it, of one of the core.

use super::looking::{Certainty, Reason};
use super::steps::Step;
use crate::files::records::{EntityKind, MentionForm, Precision, QuotationKind, Status};
use crate::{analysis, session};

/// A value as JavaScript has it, of one of the core: every field of a record can be read from the other.
pub(in crate::web) trait Mirror<Inner>: Sized {
    /// What JavaScript gets.
    fn of(inner: Inner) -> Self;
    /// What the core gets.
    fn inner(self) -> Inner;
}

macro_rules! same_on_both_sides {
    ($($kind:ty),*) => {$(
        impl Mirror<$kind> for $kind {
            fn of(inner: $kind) -> $kind {
                inner
            }
            fn inner(self) -> $kind {
                self
            }
        }
    )*};
}

same_on_both_sides!(bool, u32, f64, String);

macro_rules! called_otherwise {
    ($($module:ident::$name:ident),*) => {$(
        impl Mirror<$module::$name> for $name {
            fn of(inner: $module::$name) -> $name {
                inner.into()
            }
            fn inner(self) -> $module::$name {
                self.into()
            }
        }
    )*};
}

called_otherwise!(
    analysis::EntityKind,
    analysis::MentionForm,
    analysis::Precision,
    analysis::QuotationKind,
    session::Certainty,
    session::Reason,
    session::Status,
    session::Step
);

impl<Inner, Record: Mirror<Inner>> Mirror<Option<Inner>> for Option<Record> {
    fn of(inner: Option<Inner>) -> Option<Record> {
        inner.map(Record::of)
    }
    fn inner(self) -> Option<Inner> {
        self.map(Record::inner)
    }
}

impl<Inner, Record: Mirror<Inner>> Mirror<Vec<Inner>> for Vec<Record> {
    fn of(inner: Vec<Inner>) -> Vec<Record> {
        inner.into_iter().map(Record::of).collect()
    }
    fn inner(self) -> Vec<Inner> {
        self.into_iter().map(Record::inner).collect()
    }
}

/// Defines records with the names and the fields of those of the core.
macro_rules! mirrored {
    ($($(#[$about:meta])* $module:ident::$name:ident { $($(#[$field_about:meta])* $field:ident: $kind:ty,)* })*) => {$(
        #[derive(Serialize, Deserialize, Tsify)]
        #[serde(rename_all = "camelCase")]
        $(#[$about])*
        pub(in crate::web) struct $name {
            $($(#[$field_about])* pub(in crate::web) $field: $kind,)*
        }

        impl Mirror<$module::$name> for $name {
            fn of(inner: $module::$name) -> $name {
                $name { $($field: Mirror::of(inner.$field),)* }
            }
            fn inner(self) -> $module::$name {
                $module::$name { $($field: self.$field.inner(),)* }
            }
        }
    )*};
}
pub(super) use mirrored;
