//! Brotli, which every current browser unpacks: of what is sent, and of files that were compressed when the page was built.

use std::io::Result;
use std::path::{Path, PathBuf};

/// As small as it gets; takes some 40 seconds of processor time for the engine.
pub const BEST: i32 = 11;

/// Nearly as small, within a second or two.
pub const QUICK: i32 = 9;

/// The binary logarithms of the lengths of the pieces that are compressed one by one. Which of them is best hangs on
/// chance: on two engines that differ by a hundredth, results differ by up to 60,000 bytes.
const PIECES: [i32; 3] = [16, 18, 19];

/// Compresses, with one of the qualities above.
///
/// # Errors
/// Never, as everything is in memory.
pub fn compress(content: &[u8], quality: i32) -> Result<Vec<u8>> {
    if quality != BEST {
        return compress_in(content, quality, 0);
    }
    std::thread::scope(|scope| {
        let tried = PIECES.map(|piece| scope.spawn(move || compress_in(content, quality, piece)));
        let tried = tried.map(|thread| thread.join().expect("a compressor does not panic"));
        tried.into_iter().collect::<Result<Vec<_>>>()
    })
    .map(|tried| tried.into_iter().min_by_key(Vec::len).unwrap_or_default())
}

/// Compresses in pieces of two to the power of `piece` bytes; as long as the encoder thinks best if that is 0.
fn compress_in(content: &[u8], quality: i32, piece: i32) -> Result<Vec<u8>> {
    // The largest window that a browser takes.
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: 24,
        lgblock: piece,
        size_hint: content.len(),
        ..Default::default()
    };
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
