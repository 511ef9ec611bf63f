//! What a file holds that is no plain text: a web page, a word processor's document, or a zip of files. The rules are those
//! of the page (`www/extract.js`, `www/documents/`), which has a browser to do the same with; so this is native only.

mod archive;
mod packed;
mod page;
#[cfg(test)]
mod tests;

pub use archive::{Unpacked, unpacked};

use super::{Decoded, FileError, decode, export_of};

/// The text of a file: of a web page its article, of a packed document its paragraphs, of any other file all of it.
///
/// # Errors
/// When it holds no text that can be read, with what to do instead.
pub fn text(name: &str, bytes: &[u8]) -> Result<Decoded, String> {
    if bytes.starts_with(b"PK\x03\x04") {
        return packed::text(bytes).map(|text| Decoded { text, is_windows_1252: false });
    }
    let decoded = decode(bytes).map_err(|error| error.to_string())?;
    if let Some(format) = export_of(name, &decoded.text) {
        return Err(FileError::Export { format }.to_string());
    }
    if !is_page(name, &decoded.text) {
        return Ok(decoded);
    }
    let text = page::article(&decoded.text)?;
    Ok(Decoded { text: text + "\n", ..decoded })
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
