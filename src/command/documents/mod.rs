//! What a file holds that is no plain text: a web page, or a word processor's document. The rules are those of the page
//! (`www/extract.js`, `www/documents/packed.js`), which has a browser to do the same with.

mod archive;
mod packed;
mod page;
#[cfg(test)]
mod tests;

pub(super) use archive::{Packed, files as files_in};
use whosaid::files;

use super::complain;

/// The text of a file: of a web page its article, of a packed document its paragraphs, of any other file all of it.
///
/// # Errors
/// When it holds no text that can be read, with what to do instead.
pub(super) fn text(name: &str, bytes: &[u8]) -> Result<String, String> {
    if bytes.starts_with(b"PK\x03\x04") {
        return packed::text(bytes);
    }
    let files::Decoded { text: content, is_windows_1252 } = files::decode(bytes).map_err(|error| error.to_string())?;
    if let Some(format) = files::export_of(name, &content) {
        return Err(files::FileError::Export { format }.to_string());
    }
    if is_windows_1252 {
        complain(&format!("{name}: is neither UTF-8 nor UTF-16: read as Windows-1252"));
    }
    if !is_page(name, &content) {
        return Ok(content);
    }
    let text = page::article(&content);
    if text.is_empty() { Err("is a web page without an article's text".to_owned()) } else { Ok(text + "\n") }
}

/// What a file is by the ending of its `name`, if it holds no text of an article as it is.
pub(super) fn is_no_text(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if ends(&[".json", ".jsonl", ".ndjson", ".jsonld"]) {
        return Some("is JSON without annotations; texts in JSON Lines are read by whosaid annotate --jsonl < FILE");
    }
    if ends(&[".csv", ".tsv"]) {
        return Some("is a table, and no text; texts in JSON Lines are read by whosaid annotate --jsonl < FILE");
    }
    if ends(&[".conll", ".conllu", ".conllup"]) {
        return Some("holds words, one a line, and no text: name the text that they were made from");
    }
    if ends(&[".geojson", ".topojson"]) {
        return Some("is GeoJSON, which holds places and no text");
    }
    ends(&[".xml", ".xmi"]).then_some("is XML, and neither TEI nor UIMA CAS")
}

/// Whether this is a web page: by the ending of its name, or as a whole page begins.
fn is_page(name: &str, content: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let start = content.trim_start().as_bytes();
    [".html", ".htm", ".xhtml"].iter().any(|ending| name.ends_with(ending))
        || [&b"<!doctype html"[..], b"<html"]
            .iter()
            .any(|sign| start.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign)))
}
