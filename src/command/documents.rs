//! What a file or a zip holds, and what is said of it.

use whosaid::files::Decoded;
use whosaid::files::documents::{self, Unpacked};

use super::complain;

/// Files with their paths.
pub(super) type Packed = Vec<(String, Vec<u8>)>;

/// The text of a file.
///
/// # Errors
/// When it holds no text that can be read, with what to do instead.
pub(super) fn text(name: &str, bytes: &[u8]) -> Result<String, String> {
    let Decoded { text, is_windows_1252 } = documents::text(name, bytes)?;
    if is_windows_1252 {
        complain(&format!("{name}: is neither UTF-8 nor UTF-16: read as Windows-1252"));
    }
    Ok(text)
}

/// The files of a zip by their paths; nothing where `bytes` are none, or the document of a program. What is not read in it is
/// said.
///
/// # Errors
/// When it is damaged, too large unpacked, or holds nothing that can be read.
pub(super) fn files_in(name: &str, bytes: &[u8]) -> Option<Result<Packed, String>> {
    let unpacked = documents::unpacked(bytes)?;
    Some(unpacked.map(|Unpacked { files, unread }| {
        for other in unread {
            complain(&format!("{name}/{other}: not read"));
        }
        files
    }))
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
