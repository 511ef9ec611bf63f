//! Readers of corpora: gzipped JSON Lines with quotations, names or coreference, and CoNLL-U.

mod coreference;
mod treebank;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::words::Range;

pub use coreference::{Chain, ChainMention, Chains, NamedCandidate, PronounOfTwo, Stretch};
pub use treebank::{Treebank, TreebankMention, TreebankToken, is_held_back, read_treebank};

/// Why a corpus could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// The file cannot be opened or unpacked.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line of the file is not what it should be.
    #[error("{}, line {line}: {problem}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
}

/// An article with what is true of it, or with what a system says of it (then `text` may be missing).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Joins gold and prediction.
    pub id: String,
    /// The article; empty in a prediction.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Its quotations, in a corpus of quotations.
    #[serde(default)]
    pub quotes: Vec<Quote>,
    /// Its names, in a corpus of names or places.
    #[serde(default)]
    pub entities: Vec<Name>,
}

/// A quotation of gold or of a prediction.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// What was said, piece by piece.
    pub content: Vec<Range>,
    /// The words that name the speaker.
    #[serde(default)]
    pub speaker: Option<Vec<Range>>,
    /// The words that link the two.
    #[serde(default)]
    pub cue: Option<Vec<Range>>,
    /// Gold only: all mentions of the speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker_entity: Option<Vec<Range>>,
    /// Prediction only: all mentions of the speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coref: Option<Vec<Range>>,
    /// Who speaks: in gold the full name, in a prediction the mentions by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker_name: Option<SpeakerName>,
    /// Gold only: `person`, `organization`, `place`, `group` or `other`; none where the article leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker_kind: Option<String>,
    /// Gold only: careful readers differ whether this is a quotation at all.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Prediction only: the name under which the speaker is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_speaker: Option<String>,
    /// Prediction only: how sure the system is of the speaker, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// Prediction only: who else may speak, by name, and how likely.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<(String, f32)>,
}

/// What a corpus or a system gives for the name of a speaker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SpeakerName {
    /// The full name, without titles.
    Full(String),
    /// Where the text names the speaker.
    Mentions(Vec<Range>),
}

impl SpeakerName {
    /// The full name.
    pub fn full(&self) -> Option<&str> {
        match self {
            SpeakerName::Full(name) => Some(name),
            SpeakerName::Mentions(_) => None,
        }
    }

    /// The mentions by name.
    pub fn mentions(&self) -> Option<&Vec<Range>> {
        match self {
            SpeakerName::Full(_) => None,
            SpeakerName::Mentions(mentions) => Some(mentions),
        }
    }
}

/// A name of gold or of a prediction.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Name {
    /// Its first character.
    pub start: usize,
    /// The character after its last.
    pub end: usize,
    /// `PERSON`, `ORG`, `PLACE`; `MISC` in gold.
    pub label: String,
    /// Degrees north, of a resolved place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east, of a resolved place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// Its number at GeoNames, of a resolved place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonameid: Option<u64>,
    /// Prediction only: what else the place may be, for the report of errors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
}

fn lines(path: &Path) -> Result<Vec<String>, CorpusError> {
    let unreadable = |source| CorpusError::Unreadable { path: path.to_owned(), source };
    let file = BufReader::new(File::open(path).map_err(unreadable)?);
    let reader: Box<dyn BufRead> = if path.extension().is_some_and(|e| e == "gz") {
        Box::new(BufReader::new(MultiGzDecoder::new(file)))
    } else {
        Box::new(file)
    };
    reader.lines().collect::<Result<_, _>>().map_err(unreadable)
}

/// Reads JSON Lines, gzipped if the name ends in `.gz`.
///
/// # Errors
/// When the file cannot be read, or a line is not an [`Article`].
pub fn read_articles(path: &Path) -> Result<Vec<Article>, CorpusError> {
    read_records(path)
}

/// Reads JSON Lines of any record of the corpora, gzipped if the name ends in `.gz`.
///
/// # Errors
/// When the file cannot be read, or a line is not a `T`.
pub fn read_records<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, CorpusError> {
    let malformed = |line, problem| CorpusError::Malformed { path: path.to_owned(), line, problem };
    let parse =
        |(index, line): (usize, &String)| serde_json::from_str(line).map_err(|e| malformed(index + 1, e.to_string()));
    lines(path)?.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(parse).collect()
}
