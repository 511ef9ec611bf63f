//! The native file (`README.md` here describes it): records, reading and writing; and the formats for others ([`formats`]).
//!
//! **Architecture invariant:** offsets are bytes everywhere else. Here, and only here, they become code points and
//! UTF-16 code units, in one pass over the text.

mod decode;
#[cfg(not(target_arch = "wasm32"))]
pub mod documents;
mod faults;
pub mod formats;
pub mod import;
mod joining;
mod markdown;
mod normalize;
mod offsets;
mod opening;
mod read;
pub mod records;
mod repeated;
#[cfg(test)]
mod tests;
mod write;

pub use decode::{Decoded, decode};
pub use faults::{FileError, Flaw, Place, Standoff};
pub use formats::{Cell, Column, ColumnKind, FORMATS, Format, Many, Options, Part, Table, chart};
pub use import::{Incoming, annotated, import, is_annotated, subtitle_text};
pub use joining::{Joining, join_lines};
pub use markdown::markdown_text;
pub use normalize::{normalize, well_formed};
pub use offsets::OffsetTable;
pub use opening::{
    Holds, LineId, Opened, Source, TextLine, Unopened, document, export_of, is_readable, may_open, name_for, opened,
};
pub use read::article;
pub use records::Annotations;
pub use write::annotations;
pub use write::{Reader, Writer};

use crate::session::Article;

/// The largest file that is read, in bytes. No browser makes a longer text of a file, and none writes one: whatever can be
/// saved can be opened again.
pub const LARGEST_FILE: usize = 512 << 20;

/// Reads a native file.
///
/// # Errors
/// When it is not one, with the first fault.
pub fn open(json: &str) -> Result<Article, FileError> {
    if json.len() > LARGEST_FILE {
        return Err(FileError::TooLarge { bytes: json.len() });
    }
    article(serde_json::from_str(&well_formed(decode::without_mark(json)))?)
}

/// Writes a native file, on one line: indented, it would be twice as large. Saved at `now` (RFC 3339, UTC), if that is
/// known.
pub fn save(article: &Article, now: Option<&str>) -> String {
    serde_json::to_string(&annotations(article, now)).unwrap_or_default() + "\n"
}
