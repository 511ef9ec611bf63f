//! Records that JavaScript gets and gives, beside those of the native file.

mod command;
mod looking;
mod mirror;
mod steps;
mod told;

pub(super) use command::{Command, DocumentFields, PlaceChoice, Stretch};
pub(super) use looking::{Check, Digest, PlaceOption, Voices};
pub(super) use mirror::Mirror;
pub(super) use steps::Outcome;
pub(super) use told::{Failure, failed, faulty, refused, unopened};

use serde::Serialize;

use crate::session;

/// Why coordinates name no point.
#[derive(Serialize, tsify::Tsify)]
#[serde(tag = "code", rename_all = "camelCase")]
pub(super) enum CoordinatesFault {
    /// They stand the other way round: what is likely meant, in degrees.
    Swapped { lat: f64, lon: f64 },
    /// No such latitude or longitude.
    OutOfRange,
    /// Not two angles that can be told apart.
    Unclear,
}

impl From<session::CoordinatesFault> for CoordinatesFault {
    fn from(fault: session::CoordinatesFault) -> CoordinatesFault {
        match fault {
            session::CoordinatesFault::Swapped { lat, lon } => CoordinatesFault::Swapped { lat, lon },
            session::CoordinatesFault::OutOfRange => CoordinatesFault::OutOfRange,
            session::CoordinatesFault::Unclear => CoordinatesFault::Unclear,
        }
    }
}

/// A file of an export.
#[derive(Serialize, tsify::Tsify)]
#[serde(rename_all = "camelCase")]
pub(super) struct ExportedFile {
    /// How its name ends.
    pub(super) ending: &'static str,
    pub(super) media_type: &'static str,
    pub(super) content: String,
}

/// What the command `spread` would change.
#[derive(Serialize, tsify::Tsify)]
#[tsify(missing_as_null)]
pub(super) struct SpreadPreview {
    pub(super) words: String,
    /// The entity that all would get.
    pub(super) to: Option<String>,
    pub(super) places: Vec<SpreadLine>,
    /// How many places of the same words stay as they are.
    pub(super) left: usize,
}

/// One place that would change, in UTF-16 code units.
#[derive(Serialize, tsify::Tsify)]
#[tsify(missing_as_null)]
pub(super) struct SpreadLine {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) mention: Option<String>,
    pub(super) quotation: Option<String>,
    /// The entity that it means now.
    pub(super) now: Option<String>,
}

/// What another reading changed in the quotations, by their ids.
#[derive(Serialize, tsify::Tsify)]
pub(super) struct QuotationChanges {
    /// New ones.
    pub(super) added: Vec<String>,
    /// How many are gone.
    pub(super) removed: usize,
    /// Those that begin or end elsewhere.
    pub(super) moved: Vec<String>,
    /// Those that are said by somebody else now.
    pub(super) speakers: Vec<String>,
}
