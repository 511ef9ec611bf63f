//! The native file (`README.md` here describes it): records, reading and writing; and the formats for others ([`formats`]).
//!
//! **Architecture invariant:** offsets are bytes everywhere else. Here, and only here, they become code points and
//! UTF-16 code units, in one pass over the text.

mod decode;
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
pub use formats::{FORMATS, Format, Many, Options, Part, Table, chart};
pub use import::{Incoming, annotated, import, is_annotated, subtitle_text};
pub use joining::{Joining, join_lines};
pub use markdown::markdown_text;
pub use normalize::{WellFormed, normalize};
pub use offsets::OffsetTable;
pub use opening::{
    Holds, Opened, Source, TextLine, Unopened, document, export_of, is_readable, may_open, name_for, opened,
};
pub use read::article;
pub use records::Annotations;
pub use write::annotations;
pub use write::{Reader, Writer};

use crate::session::Article;

/// The largest file that is read, in bytes. No browser makes a longer text of a file, and none writes one: whatever can be
/// saved can be opened again.
pub const LARGEST_FILE: usize = 512 << 20;

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
    /// Nothing that can be read as text.
    #[error(
        "is no text file, or in UTF-16 without its byte order mark (save it as UTF-8, or convert it, for example with iconv)"
    )]
    NoTextFile,
    /// A text, where annotations were asked for.
    #[error("this is a text without annotations")]
    NoAnnotations,
    /// An export of a format that cannot be opened again.
    #[error("{}", instead_of(format))]
    Export {
        /// Which.
        format: &'static str,
    },
    /// A document that holds its text packed or drawn.
    #[error("is {what}, and no text file: {advice}")]
    Document {
        /// What it is.
        what: &'static str,
        /// What to do instead.
        advice: &'static str,
    },
    /// No XML.
    #[error("not well-formed XML: {0}")]
    Xml(#[from] roxmltree::Error),
    /// The text is in another file.
    #[error("{format} does not hold its text: {text} is needed beside it")]
    NoText {
        /// Of the file.
        format: &'static str,
        /// Which text.
        text: &'static str,
    },
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

/// What to do instead of opening an export.
fn instead_of(format: &str) -> String {
    match format {
        "xmi" => "describes the types of a UIMA CAS and holds no annotations: open the .xmi instead".to_owned(),
        _ => format!(
            "is what whosaid writes as {format}, which cannot be opened with its corrections: open the file saved as JSON \
             instead"
        ),
    }
}

/// Reads a native file.
///
/// # Errors
/// When it is not one, with the first fault.
pub fn open(json: &str) -> Result<Article, FileError> {
    if json.len() > LARGEST_FILE {
        return Err(FileError::TooLarge { bytes: json.len() });
    }
    article(serde_json::from_str(decode::without_mark(json))?)
}

/// Writes a native file, on one line: indented, it would be twice as large. Saved at `now` (RFC 3339, UTC), if that is
/// known.
pub fn save(article: &Article, now: Option<&str>) -> String {
    serde_json::to_string(&annotations(article, now)).unwrap_or_default() + "\n"
}
