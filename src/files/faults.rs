//! Why a file was refused: codes and values, for which the page has words of its own; the words here are the command's.

use serde::Serialize;

use super::LARGEST_FILE;

/// Why a file was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum FileError {
    /// Larger than [`LARGEST_FILE`].
    #[error("the file has {bytes} bytes; at most {LARGEST_FILE} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// No JSON, or not of the format's form.
    #[error("a part of the file is missing or damaged ({reason})")]
    Json {
        /// Where: the line, counted from 1; 0 where that is not known.
        line: usize,
        /// Its column, counted from 1, in bytes.
        column: usize,
        /// What its reader says.
        #[serde(skip)]
        reason: String,
    },
    /// Nothing that can be read as text.
    #[error(
        "is no text file, or in UTF-16 without its byte order mark (save it as UTF-8, or convert it, for example with iconv)"
    )]
    NoTextFile,
    /// An export of a format that cannot be opened again.
    #[error("{}", instead_of(format))]
    Export {
        /// What the command calls the format.
        format: &'static str,
    },
    /// A document that holds its text packed or drawn.
    #[error("is {what}, and no text file: {advice}")]
    Document {
        /// What it is.
        #[serde(skip)]
        what: &'static str,
        /// What to do instead.
        #[serde(skip)]
        advice: &'static str,
    },
    /// No XML.
    #[error("not well-formed XML: {reason}")]
    Xml {
        /// Where: the line, counted from 1.
        line: u32,
        /// Its column, counted from 1, in characters.
        column: u32,
        /// What its reader says.
        #[serde(skip)]
        reason: String,
    },
    /// The text is in another file, or nowhere.
    #[error("{format} does not hold its text: {text} is needed", format = .format.name(), text = .format.text())]
    NoText {
        /// Of the file.
        format: Standoff,
    },
    /// A text alone, where annotations are asked for.
    #[error("this is a text without annotations")]
    NoAnnotations,
    /// Another major version.
    #[error("version {version:?} of the format is not known here; version 1 is")]
    Version {
        /// What the file says.
        version: String,
    },
    /// Breaks a promise of the format.
    #[error("{at}: {flaw}")]
    Flawed {
        /// Where.
        at: Place,
        /// What is wrong there.
        flaw: Flaw,
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

impl From<serde_json::Error> for FileError {
    fn from(error: serde_json::Error) -> FileError {
        FileError::Json { line: error.line(), column: error.column(), reason: error.to_string() }
    }
}

impl From<roxmltree::Error> for FileError {
    fn from(error: roxmltree::Error) -> FileError {
        let roxmltree::TextPos { row, col } = error.pos();
        FileError::Xml { line: row, column: col, reason: error.to_string() }
    }
}

/// A format whose text can be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[expect(missing_docs)]
pub enum Standoff {
    Brat,
    WebAnnotations,
    Xmi,
    Cas,
    Tei,
}

impl Standoff {
    fn name(self) -> &'static str {
        match self {
            Standoff::Brat => "brat",
            Standoff::WebAnnotations => "this file of Web Annotations",
            Standoff::Xmi => "this XMI",
            Standoff::Cas => "this CAS",
            Standoff::Tei => "this TEI",
        }
    }

    /// Where the text should be.
    fn text(self) -> &'static str {
        match self {
            Standoff::Brat => "the .txt of the same name beside it",
            Standoff::WebAnnotations => "the text that it is about (--text FILE)",
            Standoff::Xmi | Standoff::Cas => "a Sofa with a sofaString",
            Standoff::Tei => "a <text> with words",
        }
    }
}

/// Where in a file something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Place {
    /// In JSON: `quotations[3].spans[0]`.
    Path(String),
    /// A line, counted from 1.
    Line(usize),
    /// One of the Web Annotations, counted from 1.
    Annotation(usize),
}

impl std::fmt::Display for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Place::Path(path) => out.write_str(path),
            Place::Line(line) => write!(out, "line {line}"),
            Place::Annotation(number) => write!(out, "annotation {number}"),
        }
    }
}

/// What is wrong with a part of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[expect(missing_docs)]
pub enum Flaw {
    #[error("is not \"whosaid\"")]
    OtherFormat,
    #[error("are not counted in code points and UTF-16 units, end exclusive")]
    OtherOffsets,
    #[error("is missing")]
    Missing,
    #[error("is empty")]
    Empty,
    #[error("{id:?} is used twice")]
    UsedTwice { id: String },
    #[error("is empty or used twice")]
    EmptyOrUsedTwice,
    #[error("is 0; numbers begin with 1")]
    NumberZero,
    #[error("is another entity's number too")]
    NumberUsedTwice,
    #[error("there is no entity {id:?}")]
    NoEntity { id: String },
    #[error("there is no other entity {id:?}")]
    NoOtherEntity { id: String },
    #[error("must hold one of quotation, entity, or mention with mentionOf")]
    NotOneAnnotation,
    #[error("is out of order: first start, then end, then id")]
    OutOfOrder,
    #[error("does not lie between {least} and {most}")]
    OutOfRange { least: i32, most: i32 },
    #[error("holds a carriage return; line breaks must be LF alone")]
    CarriageReturn,
    #[error("does not fit the text: {code_points} code points, {utf16} UTF-16 units, {utf8} bytes")]
    OtherLength { code_points: u32, utf16: u32, utf8: usize },
    #[error("is not the hash of the text")]
    OtherHash,
    #[error("end {end} lies before start {start}")]
    Reversed { start: u32, end: u32 },
    #[error("is empty: start and end are {at}")]
    EmptySpan { at: u32 },
    #[error("end {end} lies past the end of the text, {length}")]
    PastEnd { end: u32, length: u32 },
    #[error("start {start} lies before the end of the span before")]
    Overlaps { start: u32 },
    #[error("start16 {start16} and end16 {end16} do not fit start and end: {expected_start16} and {expected_end16}")]
    OtherUtf16 { start16: u32, end16: u32, expected_start16: u32, expected_end16: u32 },
    #[error("{field} is not what the text says there")]
    OtherWords { field: &'static str },
    #[error("lies in none of the spans")]
    OutsideSpans,
    #[error("are not the spans, though the quotation is direct")]
    PartsOfDirect,
    #[error("is not empty, though the quotation is indirect")]
    PartsOfIndirect,
    #[error("has fewer than two columns")]
    TooFewColumns,
    #[error("has a label but no place")]
    NoPlace,
    #[error("names a place that is not in the text")]
    PlaceOutsideText,
    #[error("has no selector of text")]
    NoSelector,
    #[error("{start} to {end} is no place in the text")]
    NoSuchPlace { start: u32, end: u32 },
    #[error("has no words")]
    NoWords,
    #[error("the words {words:?} do not stand in the text")]
    WordsNotInText { words: String },
}
