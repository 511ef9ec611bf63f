//! The formats that a document is written in, each in a file of its own.
//!
//! To add one: copy `skeleton` of CONTRIBUTING.md into a new file here, and name the file in the list below.

pub use chart::chart;
use serde::Serialize;
pub use tables::{Cell, Column, ColumnKind, Table};

use crate::session::Article;

mod facts;
#[cfg(test)]
mod losses;
pub(super) mod names;
mod nesting;
mod spans;
mod tables;
#[cfg(test)]
mod tests;
pub(super) mod xml;

/// Declares the files of this folder that hold a format, and lists their formats in this order.
macro_rules! formats {
    ($($module:ident)*) => {
        $(mod $module;)*
        /// All formats, in the order of menus and help.
        pub static FORMATS: &[&Format] = &[$(&$module::FORMAT),*];
    };
}

formats! {
    native csv html text json_ld tei brat conllu xmi cas_json geojson speakers chart spacy label_studio doccano prodigy
}

/// A format that a document can be written in.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Format {
    /// What the command calls it: `csv`.
    pub name: &'static str,
    /// What people call it: `CSV`. This, `holds` and `drops` are the command's words; the page has its own.
    #[serde(skip)]
    pub title: &'static str,
    /// How the name of its file ends: `.csv`.
    pub extension: &'static str,
    /// How the name of the second file ends, of a format that has two.
    pub beside: Option<&'static str>,
    /// Its media type, without parameters.
    pub media_type: &'static str,
    /// What it holds, and which programs read it.
    #[serde(skip)]
    pub holds: &'static str,
    /// What of the native file it leaves out.
    #[serde(skip)]
    pub drops: &'static str,
    /// How several documents are written.
    pub many: Many,
    /// Writes one document.
    #[serde(skip)]
    pub write: fn(&Article, &Options) -> Vec<Part>,
}

/// How several documents are written in a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Many {
    /// One after the other in one file.
    Joined,
    /// The same, but the first line stands once.
    OneHeader,
    /// Each in a file of its own.
    Apart,
}

/// One file of a written document. Most formats have one, brat and XMI two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How its name ends: `.ann`.
    pub ending: &'static str,
    /// Its content.
    pub content: String,
}

/// What can be chosen of how a document is written. Formats that do not know a choice ignore it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// What the rows of a table are.
    pub table: Table,
    /// Whether positions count UTF-16 code units, as JavaScript does, where the format's own rule is code points.
    pub utf16: bool,
    /// Whether a table begins with a byte order mark, which spreadsheet programs want.
    pub byte_order_mark: bool,
    /// When the document was saved (RFC 3339, UTC).
    pub now: Option<String>,
    /// Whether JSON stands on many lines instead of one.
    pub indented: bool,
}

impl Format {
    /// The format of that name.
    pub fn by_name(name: &str) -> Option<&'static Format> {
        FORMATS.iter().copied().find(|format| format.name == name)
    }

    /// Writes one document: a file, or several that belong together.
    pub fn write(&self, article: &Article, options: &Options) -> Vec<Part> {
        (self.write)(article, options)
    }

    /// The only file of a format.
    fn one(&self, content: String) -> Vec<Part> {
        vec![Part { ending: self.extension, content }]
    }

    /// The only file of a format that is JSON.
    fn json(&self, value: &serde_json::Value, options: &Options) -> Vec<Part> {
        // Writing to memory cannot fail, and no key is anything but a string.
        let json = if options.indented { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
        self.one(json.unwrap_or_default() + "\n")
    }
}
