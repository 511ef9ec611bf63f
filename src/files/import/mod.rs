//! What comes in: files with annotations of several formats, and files that are text.

mod brat;
pub(in crate::files) mod builder;
mod cas;
mod cas_json;
mod json_ld;
mod subtitles;
mod tei;
#[cfg(test)]
pub(super) mod tests;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::decode::without_mark;
use super::{FileError, LARGEST_FILE, Standoff};
use crate::session::Article;

/// So many characters of XML tell what it is.
const HEAD: usize = 4000;

/// The words of WebVTT or SubRip, a paragraph for each turn, with its speaker before it.
pub fn subtitle_text(content: &str) -> String {
    subtitles::text(without_mark(content))
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// A text with annotations.
    Article(Box<Article>),
    /// A text to annotate.
    Text(String),
}

/// Reads a file by its content, and where that does not tell, by the ending of its `name`. `beside` is the text that
/// annotations stand off from, for formats that keep it in a file of its own (brat) or need not hold it (JSON-LD).
///
/// With annotations: the native file, W3C Web Annotations, brat, UIMA CAS (XMI and JSON), TEI. As text: WebVTT, SubRip,
/// Markdown; anything else is taken for plain text.
///
/// # Errors
/// When it is of such a format but cannot be read, with the first fault.
pub fn import(name: &str, content: &str, beside: Option<&str>) -> Result<Incoming, FileError> {
    if content.len() > LARGEST_FILE {
        return Err(FileError::TooLarge { bytes: content.len() });
    }
    let content = without_mark(content);
    let name = name.to_ascii_lowercase();
    let article = |article: Article| Incoming::Article(Box::new(article));
    if let Some(format) = super::export_of(&name, content) {
        return Err(FileError::Export { format });
    }
    let start = content.trim_start();
    if start.starts_with(['{', '[']) && (name.ends_with("json") || name.ends_with("jsonld") || looks_like_json(start)) {
        return json(content, beside).map(article);
    }
    if name.ends_with(".ann") {
        let text = beside.ok_or(FileError::NoText { format: Standoff::Brat })?;
        return brat::read(content, text).map(article);
    }
    if is_tei(start) {
        return tei::read(content).map(article);
    }
    if is_xmi(start) {
        return cas::read(content).map(article);
    }
    if start.starts_with("WEBVTT") || name.ends_with(".vtt") || name.ends_with(".srt") {
        return Ok(Incoming::Text(subtitles::text(content)));
    }
    if name.ends_with(".md") || name.ends_with(".markdown") {
        return Ok(Incoming::Text(super::markdown_text(content)));
    }
    Ok(Incoming::Text(content.to_owned()))
}

/// Reads annotations of any format that holds its text.
///
/// # Errors
/// When they cannot be read, with the first fault.
pub fn annotated(content: &str) -> Result<Article, FileError> {
    // Whatever stands first in it: annotations are asked for, so what looks like JSON is JSON.
    let name = if without_mark(content).trim_start().starts_with(['{', '[']) { ".json" } else { "" };
    match import(name, content, None)? {
        Incoming::Article(article) => Ok(*article),
        Incoming::Text(_) => Err(FileError::NoAnnotations),
    }
}

/// Whether `content` holds annotations that can be told by themselves.
pub fn is_annotated(content: &str) -> bool {
    let start = without_mark(content).trim_start();
    let mut values = serde_json::Deserializer::from_str(start).into_iter::<IgnoredAny>();
    start.starts_with(['{', '[']) && looks_like_json(start) && values.next().is_some_and(|value| value.is_ok())
        || is_tei(start)
        || is_xmi(start)
}

fn is_tei(start: &str) -> bool {
    let head: String = start.chars().take(HEAD).collect();
    start.starts_with('<') && (head.contains("http://www.tei-c.org/ns/1.0") || head.contains("<TEI"))
}

fn is_xmi(start: &str) -> bool {
    start.starts_with('<') && start.chars().take(HEAD).collect::<String>().contains("http://www.omg.org/XMI")
}

/// Whether text that begins with a bracket is JSON of ours or of a kin, and no article that begins so.
fn looks_like_json(start: &str) -> bool {
    /// What one of them has; in a file whose keys were sorted, behind the text.
    #[derive(Deserialize)]
    struct Tell {
        format: Option<IgnoredAny>,
        #[serde(rename = "@context")]
        context: Option<IgnoredAny>,
        #[serde(rename = "%FEATURE_STRUCTURES")]
        structures: Option<IgnoredAny>,
    }
    let head: String = start.chars().take(400).collect();
    let keys = ["\"format\"", "\"@context\"", "\"%TYPES\"", "\"%FEATURE_STRUCTURES\"", "\"%VIEWS\""];
    keys.iter().any(|key| head.contains(key))
        || start.starts_with('{')
            && Tell::deserialize(&mut serde_json::Deserializer::from_str(start))
                .is_ok_and(|tell| tell.format.or(tell.context).or(tell.structures).is_some())
}

fn json(content: &str, beside: Option<&str>) -> Result<Article, FileError> {
    // The native file can be large: it is read once, not as a tree first.
    if !["\"@context\"", "\"%FEATURE_STRUCTURES\"", "\"target\""].iter().any(|key| content.contains(key)) {
        return super::open(content);
    }
    let value: Value = serde_json::from_str(&super::well_formed(content))?;
    if value.get("%FEATURE_STRUCTURES").is_some() {
        return cas_json::read(&value);
    }
    let annotations = match &value {
        Value::Array(items) => items.iter().any(|item| item.get("target").is_some()),
        value => value.get("format").is_none() && value.get("@context").is_some(),
    };
    if annotations {
        return json_ld::read(&value, beside);
    }
    super::open(content)
}
