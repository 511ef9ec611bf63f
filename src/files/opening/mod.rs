//! What a file is that somebody opens on the page, by its name and its bytes: texts, annotations, or neither, and then
//! what to do instead; and what a file is called that is saved.

mod exports;
mod json;
mod line;
#[cfg(test)]
mod tests;

pub use exports::export_of;
pub use json::OtherJson;
pub use line::{LineId, Source, TextLine};

use serde::Serialize;

use super::{FileError, Incoming, decode};

/// The largest text, page or table that is read, in bytes: files of annotations are several times as large.
pub const LARGEST_TEXT: usize = 20_000_000;

/// The largest PDF or packed document that is read, in bytes: most of such a file is pictures and fonts.
pub const LARGEST_DOCUMENT: usize = 200_000_000;

/// One document of a file that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Opened {
    /// The file's name, and where it holds several documents, which of them.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// Where its text comes from, if the file says so.
    pub source: Source,
}

/// What a document holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Holds {
    /// A text to annotate.
    Text(String),
    /// A web page, from which an article is still to be taken.
    Page(String),
    /// A native file, or annotations of another format that hold their text.
    Annotations(String),
    /// Nothing that can be read, as one of several documents.
    Nothing(Unopened),
    /// A PDF, from which the text is still to be taken.
    Pdf,
    /// A packed document, such as .docx or .odt, from which the text is still to be taken; or a zip of files.
    Packed,
}

/// Why a file is not opened. The page has the words for it, and says what to do instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum Unopened {
    /// Larger than what is read of its kind.
    TooLarge {
        /// Its name.
        name: String,
        /// Its size.
        megabytes: u32,
        /// How much is read; megabytes.
        most: u32,
    },
    /// An old Word document, or one with a password.
    OldWord {
        /// Its name.
        name: String,
    },
    /// An RTF document.
    Rtf {
        /// Its name.
        name: String,
    },
    /// A picture.
    Picture {
        /// Its name.
        name: String,
    },
    /// Neither text nor of a kind that is known.
    NoText {
        /// Its name.
        name: String,
    },
    /// An export of a format that cannot be opened again with its corrections.
    Export {
        /// Its name.
        name: String,
        /// What the command calls the format.
        format: &'static str,
    },
    /// Annotations of brat, which stand off from a text that is missing.
    TextMissing {
        /// Its name.
        name: String,
    },
    /// Annotations that do not fit the text beside them.
    Faulty {
        /// Its name.
        name: String,
        /// The first fault.
        fault: FileError,
    },
    /// With a name for JSON, and nothing in it.
    Empty {
        /// Its name.
        name: String,
    },
    /// With a name for JSON, and none.
    Damaged {
        /// Its name.
        name: String,
        /// Whether its end is missing.
        cut: bool,
    },
    /// JSON of another program.
    Unknown {
        /// Its name.
        name: String,
        /// What it is.
        what: OtherJson,
    },
    /// A table: CSV, or with tabs.
    Table {
        /// Its name.
        name: String,
    },
    /// Words, one a line with what is said of each: CoNLL.
    Words {
        /// Its name.
        name: String,
    },
}

/// What makes an error of a file's name.
type Because = fn(String) -> Unopened;

/// Files of other kinds, by how they begin.
const OTHERS: [(&[u8], Because); 4] = [
    (b"\xd0\xcf\x11\xe0", |name| Unopened::OldWord { name }),
    (b"{\\rtf", |name| Unopened::Rtf { name }),
    (b"\x89PNG", |name| Unopened::Picture { name }),
    (b"\xff\xd8\xff", |name| Unopened::Picture { name }),
];

/// What is told by the ending of a file's name, or by its media type.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Json,
    Lines,
    Xml,
    Brat,
    Subtitles,
    Page,
    Markdown,
    Table,
    Words,
    Plain,
}

fn kind(name: &str, media_type: &str) -> Kind {
    let name = name.to_ascii_lowercase();
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "jsonl" | "ndjson" => Kind::Lines,
        "json" | "jsonld" | "geojson" | "topojson" => Kind::Json,
        "xml" | "xmi" => Kind::Xml,
        "ann" => Kind::Brat,
        "vtt" | "srt" => Kind::Subtitles,
        "html" | "htm" => Kind::Page,
        "md" | "markdown" => Kind::Markdown,
        "csv" | "tsv" => Kind::Table,
        "conll" | "conllu" | "conllup" => Kind::Words,
        _ => match media_type.split(';').next().unwrap_or_default().trim() {
            "application/json" => Kind::Json,
            "text/html" => Kind::Page,
            "text/markdown" => Kind::Markdown,
            "text/csv" | "text/tab-separated-values" => Kind::Table,
            _ => Kind::Plain,
        },
    }
}

/// Which document that holds its text packed or drawn begins with `start`, if one does.
pub fn document(start: &[u8]) -> Option<Holds> {
    match start {
        [b'%', b'P', b'D', b'F', ..] => Some(Holds::Pdf),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Holds::Packed),
        _ => None,
    }
}

/// Refuses a file of `bytes` bytes, which begins with `start`, that is too large of its kind, before it is read.
///
/// # Errors
/// When it is.
pub fn may_open(name: &str, media_type: &str, start: &[u8], bytes: u64) -> Result<(), Unopened> {
    let most = match kind(name, media_type) {
        // What a text is saved as may be many times as large.
        Kind::Json | Kind::Lines | Kind::Xml | Kind::Brat | Kind::Subtitles => super::LARGEST_FILE,
        _ if document(start).is_some() => LARGEST_DOCUMENT,
        _ => LARGEST_TEXT,
    };
    if bytes <= most as u64 {
        return Ok(());
    }
    Err(Unopened::TooLarge {
        name: name.to_owned(),
        megabytes: bytes.div_ceil(1_000_000) as u32,
        most: (most / 1_000_000) as u32,
    })
}

/// The documents in a file: one, or where a line holds a document, as many as there are lines. `beside` is the file of
/// the text from which its annotations stand off. Of a PDF and of a packed document the beginning is enough.
///
/// # Errors
/// When there is none in it that can be read.
pub fn opened(name: &str, media_type: &str, bytes: &[u8], beside: Option<&[u8]>) -> Result<Vec<Opened>, Unopened> {
    if let Some((_, because)) = OTHERS.iter().find(|(sign, _)| bytes.starts_with(sign)) {
        return Err(because(name.to_owned()));
    }
    if let Some(holds) = document(bytes) {
        return Ok(vec![Opened { name: name.to_owned(), holds, source: Source::default() }]);
    }
    let no_text = |name: &str| Unopened::NoText { name: name.to_owned() };
    let text = decode::decode(bytes).map_err(|_| no_text(name))?.text;
    if let Some(format) = export_of(name, &text) {
        return Err(Unopened::Export { name: name.to_owned(), format });
    }
    let beside = beside.map(decode::decode).transpose().map_err(|_| no_text(name))?;
    let annotations = |content: String| match &beside {
        Some(beside) => with_text(name, &content, &beside.text),
        None => Ok(Holds::Annotations(content)),
    };
    let holds = match kind(name, media_type) {
        Kind::Lines if text.trim().is_empty() => return Err(Unopened::Empty { name: name.to_owned() }),
        Kind::Lines => return Ok(lines(name, &text)),
        Kind::Table => return Err(Unopened::Table { name: name.to_owned() }),
        Kind::Words => return Err(Unopened::Words { name: name.to_owned() }),
        Kind::Json => annotations(json::known(name, text)?)?,
        Kind::Brat if beside.is_none() => return Err(Unopened::TextMissing { name: name.to_owned() }),
        Kind::Xml | Kind::Brat => annotations(text)?,
        Kind::Page => Holds::Page(text),
        Kind::Subtitles => Holds::Text(super::subtitle_text(&text)),
        Kind::Markdown => Holds::Text(super::markdown_text(&text)),
        Kind::Plain => Holds::Text(text),
    };
    Ok(vec![Opened { name: name.to_owned(), holds, source: Source::default() }])
}

/// Annotations that stand off from the `text` of another file, as a native file.
fn with_text(name: &str, content: &str, text: &str) -> Result<Holds, Unopened> {
    let faulty = |fault| Unopened::Faulty { name: name.to_owned(), fault };
    match super::import(name, content, Some(text)).map_err(faulty)? {
        Incoming::Article(article) => Ok(Holds::Annotations(super::save(&article, None))),
        Incoming::Text(_) => Err(faulty(FileError::NoAnnotations)),
    }
}

/// A document a line; empty lines hold none.
fn lines(name: &str, text: &str) -> Vec<Opened> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let document = |(index, line): (usize, &str)| {
        let place = format!("{name}, line {}", index + 1);
        match TextLine::read(line) {
            Ok(line) if line.format != "whosaid" => {
                let source = line.source();
                let name = line.id.and_then(|id| id.name()).unwrap_or(place);
                Opened { name, holds: Holds::Text(line.text), source }
            }
            _ => {
                let holds = json::known(&place, line.to_owned()).map_or_else(Holds::Nothing, Holds::Annotations);
                Opened { name: place, holds, source: Source::default() }
            }
        }
    };
    lines.map(document).collect()
}

/// The endings of what can be read; other files of a folder are passed over.
const READABLE: [&str; 19] = [
    "txt", "text", "md", "markdown", "vtt", "srt", "htm", "html", "docx", "odt", "pdf", "ann", "json", "jsonld",
    "jsonl", "ndjson", "xml", "xmi", "zip",
];

/// Whether a file of a folder, by its path in it, is taken: not one whose name, or whose folder's, begins with a dot.
pub fn is_readable(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    READABLE.contains(&ending.as_str()) && !path.split('/').any(|part| part.starts_with('.'))
}

/// How many of the first words make a file's name.
const WORDS: usize = 6;
/// How much of the text they are taken from, in characters.
const BEGINNING: usize = 200;

/// A file's name made of a text's first words, in ASCII. `text` is best decomposed (Unicode's NFKD), so that é is e and an
/// accent.
pub fn name_for(text: &str, ending: &str) -> String {
    let beginning: String = text.chars().take(BEGINNING).collect();
    let words: Vec<String> = beginning
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(WORDS)
        .map(str::to_ascii_lowercase)
        .collect();
    if words.is_empty() { format!("article{ending}") } else { words.join("-") + ending }
}
