//! Brotli, which every current browser unpacks: of what is sent, and of files that were compressed when the page was built.

use std::io::Result;
use std::path::{Path, PathBuf};

/// As small as it gets; takes some 20 seconds for the engine.
pub const BEST: i32 = 11;

/// Nearly as small, within a second or two.
pub const QUICK: i32 = 9;

/// Compresses, with one of the qualities above.
///
/// # Errors
/// Never, as everything is in memory.
pub fn compress(content: &[u8], quality: i32) -> Result<Vec<u8>> {
    // The largest window that a browser takes.
    let params =
        brotli::enc::BrotliEncoderParams { quality, lgwin: 24, size_hint: content.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &params)?;
    Ok(compressed)
}

/// Where `file` stands compressed, if it was when the page was built.
pub fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    name.into()
}

/// What stands beside `file`, where that is its `content` and not an older one.
pub fn built(file: &Path, content: &[u8]) -> Option<Vec<u8>> {
    let compressed = std::fs::read(beside(file)).ok()?;
    let mut unpacked = Vec::with_capacity(content.len());
    brotli::BrotliDecompress(&mut &compressed[..], &mut unpacked).ok()?;
    (unpacked == content).then_some(compressed)
}
