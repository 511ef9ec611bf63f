//! One JSON object a line: texts to annotate, or annotated documents.

use std::io::BufRead;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use whosaid::files::{self, Incoming};
use whosaid::session::Article;
use whosaid::Annotator;

use super::annotate::article;
use super::output::Output;
use super::{Unwritable, complain};

/// Writes each line's document; whether all lines were good.
pub(super) fn run(
    annotator: &Annotator,
    mut input: impl BufRead,
    name: &str,
    output: &mut Output,
) -> Result<bool, Unwritable> {
    let mut all_good = true;
    let mut line = Vec::new();
    let mut number = 0_u64;
    loop {
        line.clear();
        number += 1;
        match input.read_until(b'\n', &mut line) {
            Ok(0) => return Ok(all_good),
            Ok(_) => {}
            Err(error) => {
                complain(&format!("{name}: {error}"));
                return Ok(false);
            }
        }
        let bytes = if number == 1 { line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line) } else { &line };
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        match read(annotator, bytes) {
            Ok(article) => {
                let name = article.about.id.clone().unwrap_or_else(|| format!("line-{number}"));
                output.put(&article, &name)?;
            }
            Err((id, error)) => {
                all_good = false;
                complain(&format!("line {number}: {error}"));
                if let Some(stream) = output.errors() {
                    serde_json::to_writer(&mut *stream, &Fault { id, error }).map_err(std::io::Error::from)?;
                    stream.write_all(b"\n")?;
                    stream.flush()?;
                }
            }
        }
    }
}

/// A line with a text.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    text: files::WellFormed,
}

/// The answer to a bad line.
#[derive(Serialize)]
struct Fault {
    id: Value,
    error: String,
}

/// What can be told of a bad line.
#[derive(Deserialize)]
struct BadLine {
    id: Value,
}

/// What tells an annotated document from a text.
#[derive(Deserialize)]
struct Tell {
    #[serde(default)]
    text: Option<serde::de::IgnoredAny>,
}

/// The article of a line, or its id (as far as it can be told) and what is wrong.
fn read(annotator: &Annotator, line: &[u8]) -> Result<Article, (Value, String)> {
    let line = std::str::from_utf8(line)
        .map_err(|error| (Value::Null, format!("is not UTF-8 from byte {} on", error.valid_up_to())))?;
    let has_text = serde_json::from_str(line).map_or(true, |tell: Tell| tell.text.is_some());
    let is_annotated = !has_text && ["\"format\"", "\"@context\"", "\"%FEATURE_STRUCTURES\""].iter().any(|key| line.contains(key));
    if is_annotated {
        return match files::import(".json", line, None) {
            Ok(Incoming::Article(article)) => Ok(*article),
            Ok(Incoming::Text(_)) => Err((Value::Null, "holds neither a text nor annotations".to_owned())),
            Err(error) => Err((Value::Null, error.to_string())),
        };
    }
    let Line { id, text } = serde_json::from_str(line).map_err(|error| {
        let id = serde_json::from_str(line).map_or(Value::Null, |BadLine { id }| id);
        (id, error.to_string())
    })?;
    match id {
        Value::Null => Ok(article(annotator, &text.0, None)),
        Value::String(id) => Ok(article(annotator, &text.0, Some(id))),
        // As it is written: a number may have more digits than a machine's.
        Value::Number(id) => Ok(article(annotator, &text.0, Some(id.to_string()))),
        id => Err((id, "\"id\" is neither a string nor a number".to_owned())),
    }
}
