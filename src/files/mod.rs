//! The native file: records, reading and writing.
//!
//! **Architecture invariant:** offsets are bytes everywhere else. Here, and only here, they become code points and
//! UTF-16 code units, in one pass over the text.

mod chart;
mod geojson;
mod joining;
mod markdown;
mod normalize;
mod offsets;
mod read;
pub mod records;
#[cfg(test)]
mod tests;
mod write;

pub use chart::chart;
pub use geojson::geojson;
pub use joining::{Joining, join_lines};
pub use markdown::markdown_text;
pub use normalize::{WellFormed, normalize};
pub use offsets::OffsetTable;
pub use read::article;
pub use records::Annotations;
pub use write::annotations;
pub use write::{Unknown, Writer};

use crate::session::Article;

/// The largest file that is read, in bytes: more than ten times an article of 50,000 words with its annotations.
pub const LARGEST_FILE: usize = 32 << 20;

/// Why a file was refused.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Larger than [`LARGEST_FILE`].
    #[error("the file has {bytes} bytes; at most {LARGEST_FILE} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// No JSON, or not of the format's form.
    #[error("a part of the file is missing or damaged ({0})")]
    Json(#[from] serde_json::Error),
    /// Another major version.
    #[error("version {version:?} of the format is not known here; version 1 is")]
    Version {
        /// What the file says.
        version: String,
    },
    /// Breaks a promise of the format.
    #[error("{path}: {reason}")]
    Fault {
        /// Where: `quotations[3].spans[0]`.
        path: String,
        /// What is wrong there.
        reason: String,
    },
}

/// Reads a native file.
///
/// # Errors
/// When it is not one, with the first fault.
pub fn open(json: &str) -> Result<Article, FileError> {
    if json.len() > LARGEST_FILE {
        return Err(FileError::TooLarge { bytes: json.len() });
    }
    article(serde_json::from_str(json)?)
}

/// Writes a native file, indented, saved at `now` (RFC 3339, UTC).
pub fn save(article: &Article, now: &str) -> String {
    // Writing to memory cannot fail, and no record has a key that is no string.
    let mut json = serde_json::to_string_pretty(&annotations(article, Some(now))).unwrap_or_default();
    json.push('\n');
    json
}
