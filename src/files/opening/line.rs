//! A line of a file of texts: one JSON object with a text, and where the text comes from.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use crate::files::well_formed;
use crate::session::DocumentFields;
use crate::text::date;

/// A line with a text.
#[derive(Debug, Deserialize)]
pub struct TextLine {
    /// The text.
    pub text: String,
    /// Its name.
    #[serde(default)]
    pub id: Option<LineId>,
    #[serde(default)]
    pub(super) format: Value,
    #[serde(default)]
    title: Value,
    #[serde(default)]
    outlet: Value,
    #[serde(default)]
    url: Value,
    #[serde(default)]
    author: Value,
    #[serde(default)]
    date: Value,
    #[serde(default)]
    published: Value,
    #[serde(default)]
    accessed: Value,
}

/// What a line calls its text, as it is written there: `"a"`, `7`, `1e400`. In JSON again it is the same.
#[derive(Debug, Clone, Serialize)]
pub struct LineId(Box<RawValue>);

impl LineId {
    /// The string, or the number as it is written: it may have more digits, or a larger exponent, than a machine's. Nothing
    /// where it is neither.
    pub fn name(&self) -> Option<String> {
        let written = self.0.get();
        if written.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return Some(written.to_owned());
        }
        serde_json::from_str(written).ok()
    }
}

impl<'de> Deserialize<'de> for LineId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<LineId, D::Error> {
        let written = Box::<RawValue>::deserialize(from)?;
        if !written.get().starts_with(['[', '{']) {
            return Ok(LineId(written));
        }
        // Between what a list holds there may be a carriage return, and some readers end a line there.
        let list: Value = serde_json::from_str(written.get()).map_err(D::Error::custom)?;
        to_raw_value(&list).map(LineId).map_err(D::Error::custom)
    }
}

/// Where a text comes from, as its line says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Source {
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Where it stands on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The day it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The day it was taken from where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accessed: Option<String>,
    /// Fields whose value cannot be taken in: neither text nor a number nor a list of such, or as a date, none.
    #[serde(skip)]
    pub left_out: Vec<&'static str>,
}

impl TextLine {
    /// Reads a line; a lone surrogate in it becomes U+FFFD.
    ///
    /// # Errors
    /// When it is no JSON object with a text.
    pub fn read(line: &str) -> serde_json::Result<TextLine> {
        // Else a list would be taken for the values of the fields, in their order.
        if line.trim_start().starts_with('[') {
            return Err(serde_json::Error::custom("is a list, and no object with a text"));
        }
        serde_json::from_str(&well_formed(line))
    }

    /// Where the text comes from. `published` is told as `date`, too.
    pub fn source(&self) -> Source {
        let mut left_out = Vec::new();
        let mut field = |name, value: &Value, read: fn(String) -> Option<String>| {
            let text = words(value);
            let known = text.clone().filter(|text| !text.trim().is_empty()).and_then(read);
            if known.is_none() && text.is_none_or(|text| !text.trim().is_empty()) {
                left_out.push(name);
            }
            known
        };
        let published = field("published", &self.published, day);
        let date = field("date", &self.date, day);
        Source {
            title: field("title", &self.title, Some),
            outlet: field("outlet", &self.outlet, Some),
            url: field("url", &self.url, Some),
            author: field("author", &self.author, Some),
            published: published.or(date),
            accessed: field("accessed", &self.accessed, day),
            left_out,
        }
    }
}

impl From<Source> for DocumentFields {
    fn from(source: Source) -> DocumentFields {
        let Source { title, outlet, url, author, published, accessed, left_out: _ } = source;
        DocumentFields { title, outlet, url, author, published, accessed, annotators: None }
    }
}

/// A value as text: several authors with a comma between them. Nothing where it is of another kind.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => Some(items.iter().map(words).collect::<Option<Vec<_>>>()?.join(", ")),
        Value::Bool(_) | Value::Object(_) => None,
    }
}

/// The day of a date, however it is written.
fn day(text: String) -> Option<String> {
    let text = text.trim();
    if crate::session::is_date(text) { Some(text.to_owned()) } else { date::of_article(text) }
}
