//! The file format of the weights.
//!
//! All numbers are little-endian. A file is: [`MAGIC`]; the version (u32); the length and the bytes of the model's
//! name (u8, UTF-8); channels (u16); the number of blocks (u8) and the dilation of each (u8); for each of
//! [`COLUMNS`] tables the number of known hashes (u32), the differences between them (LEB128), and the number of rows that
//! they share (u16, zero if each has its own), if any then the lower bytes of the numbers of their rows and the upper
//! bytes; then the values, in the order of the fields of [`Weights`]; and last the FNV-1a hash of all bytes before it
//! (u64).
//! A matrix is stored as the scales of its rows (each the upper half of an f32), then row by row a byte for each value: a
//! whole number from -127 to 127, to be multiplied with the scale. Scales apart are 24,000 bytes less after brotli.
//! Normalizations and biases are stored as f32.

use std::borrow::Cow;

use super::features::COLUMNS;
use super::matrix::LANES;
use super::network::{Block, MOST_CHANNELS, Norm, PADDED_OUTPUTS, Table, Weights};
use super::rounded::{Rounded, SCALE};

/// How a file begins.
pub const MAGIC: [u8; 8] = *b"whosaidR";

/// The only version that is read; to be raised whenever the format, the features or the network change.
pub const VERSION: u32 = 5;

/// What is wrong with a file of weights.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// It does not begin with [`MAGIC`].
    #[error("not a file of reader weights")]
    NotWeights,
    /// It has a version that is not read here.
    #[error("weights of version {0}, but only version {VERSION} can be read")]
    Version(u32),
    /// The bytes are not those that were written: cut off, or altered.
    #[error("the weights are damaged: the checksum does not match")]
    Damaged,
    /// The checksum is right, but the content contradicts itself.
    #[error("the weights make no sense: {0}")]
    Senseless(&'static str),
}

/// Writes `weights` under the name `model`.
///
/// # Panics
/// When `model` is longer than 255 bytes, or the lists do not have the lengths that [`Weights`] states.
pub fn encode(model: &str, weights: &Weights<Rounded>) -> Vec<u8> {
    let channels = weights.channels;
    let mut out = Vec::new();
    out.extend(MAGIC);
    out.extend(VERSION.to_le_bytes());
    out.push(u8::try_from(model.len()).expect("a short name"));
    out.extend(model.bytes());
    out.extend((channels as u16).to_le_bytes());
    out.push(weights.blocks.len() as u8);
    out.extend(weights.blocks.iter().map(|block| block.dilation as u8));
    for table in &weights.tables {
        let rows = if table.shared.is_empty() { 0 } else { table.rows.len() };
        put_known(&mut out, &table.known, &table.shared, rows);
    }
    for table in &weights.tables {
        put_rows(&mut out, &table.rows);
    }
    for block in &weights.blocks {
        put_values(&mut out, &block.norm.gain);
        put_values(&mut out, &block.norm.bias);
        put_rows(&mut out, &block.matrix);
        put_values(&mut out, &block.bias);
    }
    put_values(&mut out, &weights.norm.gain);
    put_values(&mut out, &weights.norm.bias);
    put_rows(&mut out, &weights.heads);
    put_values(&mut out, &weights.head_bias);
    let sum = checksum(&out);
    out.extend(sum.to_le_bytes());
    out
}

/// Reads the name of the model and its weights.
///
/// # Errors
/// When the bytes are not exactly those of a file that [`encode`] wrote.
pub fn decode(bytes: &[u8]) -> Result<(String, Weights<Rounded>), WeightsError> {
    let known = bytes.len() >= MAGIC.len() + 12 && bytes.starts_with(&MAGIC);
    if known && bytes[MAGIC.len()..].starts_with(&VERSION.to_le_bytes()) {
        let (body, sum) = bytes.split_last_chunk::<8>().ok_or(WeightsError::Damaged)?;
        if checksum(body) != u64::from_le_bytes(*sum) {
            return Err(WeightsError::Damaged);
        }
    }
    read(Input::new(bytes))
}

/// The same as [`decode`] for bytes that are compiled in, and that a test has checked: the checksum takes as long as all the
/// rest.
pub(super) fn decode_built_in(bytes: &'static [u8]) -> Result<(String, Weights<Rounded>), WeightsError> {
    read(Input::lasting(bytes))
}

fn read(mut input: Input) -> Result<(String, Weights<Rounded>), WeightsError> {
    input.rest = input.rest.strip_prefix(&MAGIC).ok_or(WeightsError::NotWeights)?;
    let version = input.u32()?;
    if version != VERSION {
        return Err(WeightsError::Version(version));
    }
    let length = input.u8()?;
    let model = String::from_utf8(input.take(length.into())?.to_vec())
        .map_err(|_| WeightsError::Senseless("the name is not UTF-8"))?;
    let channels = usize::from(input.u16()?);
    if channels == 0 || channels % LANES != 0 || channels > MOST_CHANNELS {
        return Err(WeightsError::Senseless("the number of channels"));
    }
    let blocks = input.u8()?;
    let dilations = input.take(blocks.into())?.to_vec();
    let mut known = Vec::new();
    for _ in 0..COLUMNS {
        known.push(input.known()?);
    }
    let mut weights = Weights::<Rounded> { channels, ..Weights::default() };
    for (known, shared, rows) in known {
        let rows = input.rows(rows, channels)?;
        weights.tables.push(Table { known, shared, rows });
    }
    for dilation in dilations {
        let norm = Norm { gain: input.values(channels)?, bias: input.values(channels)? };
        let matrix = input.rows(3 * channels, 2 * channels)?;
        let bias = input.values(2 * channels)?;
        weights.blocks.push(Block { dilation: dilation.into(), norm, matrix, bias });
    }
    weights.norm = Norm { gain: input.values(channels)?, bias: input.values(channels)? };
    weights.heads = input.rows(channels, PADDED_OUTPUTS)?;
    weights.head_bias = input.values(PADDED_OUTPUTS)?;
    if input.rest.len() != 8 {
        return Err(WeightsError::Senseless("bytes are left over"));
    }
    Ok((model, weights))
}

/// FNV-1a with 64 bits.
pub fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Writes the known hashes of a table and the numbers of the `rows` that they share; no rows if each has its own.
pub(super) fn put_known(out: &mut Vec<u8>, known: &[u32], shared: &[u16], rows: usize) {
    out.extend((known.len() as u32).to_le_bytes());
    let mut before = 0;
    for hash in known {
        put_number(out, hash - before);
        before = *hash;
    }
    out.extend((rows as u16).to_le_bytes());
    out.extend(shared.iter().map(|row| row.to_le_bytes()[0]));
    out.extend(shared.iter().map(|row| row.to_le_bytes()[1]));
}

fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

pub(super) fn put_values(out: &mut Vec<u8>, values: &[f32]) {
    out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
}

fn put_rows(out: &mut Vec<u8>, matrix: &Rounded) {
    out.extend(matrix.scales());
    out.extend(matrix.levels());
}

/// What is not read yet.
pub(super) struct Input<'b> {
    pub(super) rest: &'b [u8],
    /// What becomes of the bytes of a matrix.
    keep: fn(&'b [u8]) -> Cow<'static, [u8]>,
}

impl Input<'static> {
    /// Bytes that last: matrices stay where they are.
    fn lasting(rest: &'static [u8]) -> Input<'static> {
        Input { rest, keep: Cow::Borrowed }
    }
}

impl<'b> Input<'b> {
    /// Matrices are copied.
    pub(super) fn new(rest: &'b [u8]) -> Input<'b> {
        Input { rest, keep: |bytes| Cow::Owned(bytes.to_vec()) }
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'b [u8], WeightsError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(WeightsError::Damaged)?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], WeightsError> {
        self.take(N)?.try_into().map_err(|_| WeightsError::Damaged)
    }

    pub(super) fn u8(&mut self) -> Result<u8, WeightsError> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    pub(super) fn u16(&mut self) -> Result<u16, WeightsError> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    pub(super) fn u32(&mut self) -> Result<u32, WeightsError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    /// The known hashes of a table, the numbers of the rows that they share, and how many rows there are.
    pub(super) fn known(&mut self) -> Result<(Vec<u32>, Vec<u16>, usize), WeightsError> {
        let hashes = self.hashes()?;
        let rows = self.u16()?;
        let shared = self.shared(if rows == 0 { 0 } else { hashes.len() }, rows)?;
        let rows = if rows == 0 { hashes.len() + 1 } else { rows.into() };
        Ok((hashes, shared, rows))
    }

    fn hashes(&mut self) -> Result<Vec<u32>, WeightsError> {
        let count = self.u32()? as usize;
        let mut hashes = Vec::with_capacity(count.min(self.rest.len()));
        let mut before = 0u32;
        for index in 0..count {
            let step = self.number()?;
            if step == 0 && index > 0 {
                return Err(WeightsError::Senseless("a hash is known twice"));
            }
            before = before.checked_add(step).ok_or(WeightsError::Senseless("a hash is too large"))?;
            hashes.push(before);
        }
        Ok(hashes)
    }

    /// The numbers of `count` rows, which must be below `rows`.
    fn shared(&mut self, count: usize, rows: u16) -> Result<Vec<u16>, WeightsError> {
        let (lower, upper) = (self.take(count)?, self.take(count)?);
        let numbers: Vec<u16> = lower.iter().zip(upper).map(|(a, b)| u16::from_le_bytes([*a, *b])).collect();
        if numbers.iter().any(|number| *number >= rows) {
            return Err(WeightsError::Senseless("a shared row is not there"));
        }
        Ok(numbers)
    }

    #[inline]
    fn number(&mut self) -> Result<u32, WeightsError> {
        let mut number = 0u32;
        // Nearly always there are as many bytes as a number can have: then all are taken apart at once, without a jump
        // for each that the processor would guess wrongly.
        if let Some(bytes) = self.rest.first_chunk::<8>() {
            let bytes = u64::from_le_bytes(*bytes);
            let count = (!bytes & 0x8080_8080_8080_8080).trailing_zeros() / 8 + 1;
            if count <= 5 {
                // Seven bits of each byte, then fourteen of each two, then 28 of each four.
                let own = bytes & u64::MAX >> (64 - 8 * count) & 0x7f7f_7f7f_7f7f_7f7f;
                let two = own & 0x007f_007f_007f_007f | (own & 0x7f00_7f00_7f00_7f00) >> 1;
                let four = two & 0x0000_3fff_0000_3fff | (two & 0x3fff_0000_3fff_0000) >> 2;
                self.rest = &self.rest[count as usize..];
                return Ok((four | four >> 32 << 28) as u32);
            }
        }
        for shift in [0, 7, 14, 21, 28] {
            let (byte, rest) = self.rest.split_first().ok_or(WeightsError::Damaged)?;
            self.rest = rest;
            number |= u32::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return Ok(number);
            }
        }
        Err(WeightsError::Senseless("a number is too long"))
    }

    pub(super) fn values(&mut self, count: usize) -> Result<Vec<f32>, WeightsError> {
        let bytes = self.take(4 * count)?;
        Ok(bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    fn rows(&mut self, count: usize, width: usize) -> Result<Rounded, WeightsError> {
        let (scales, levels) = (self.take(count * SCALE)?, self.take(count * width)?);
        Ok(Rounded::from_bytes(width, (self.keep)(scales), (self.keep)(levels)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::network::untrained;

    fn file() -> (Weights, Vec<u8>) {
        let weights =
            untrained(16, &[1, 4], std::array::from_fn(|i| (0..i as u32).map(|x| x * 90_000_000).collect()), 3);
        let bytes = encode("test", &weights.rounded());
        (weights, bytes)
    }

    #[test]
    fn what_is_written_is_read() {
        let (weights, bytes) = file();
        let (model, read) = decode(&bytes).unwrap();
        assert_eq!(model, "test");
        assert_eq!((read.channels, &read.tables[6].known), (16, &weights.tables[6].known));
        assert_eq!(read, weights.rounded());
        for (a, b) in weights.blocks[1].matrix.iter().zip(&read.values().blocks[1].matrix) {
            assert!((a - b).abs() < 0.005, "{a} {b}");
        }
        assert_eq!(read.head_bias.len(), weights.head_bias.len());
    }

    #[test]
    fn altered_files_are_refused() {
        let check = |bytes: &[u8], expect: WeightsError| assert_eq!(decode(bytes).unwrap_err(), expect);
        let (_, bytes) = file();
        check(b"", WeightsError::NotWeights);
        check(b"PK\x03\x04 something else", WeightsError::NotWeights);
        for end in [8, 11, 12, 13, 40, bytes.len() / 2, bytes.len() - 1] {
            check(&bytes[..end], WeightsError::Damaged);
        }
        for at in [12, 30, bytes.len() / 2, bytes.len() - 1] {
            let mut altered = bytes.clone();
            altered[at] ^= 1;
            check(&altered, WeightsError::Damaged);
        }
        let wide = untrained(MOST_CHANNELS + LANES, &[1], Default::default(), 3);
        check(&encode("test", &wide.rounded()), WeightsError::Senseless("the number of channels"));
        let mut later = bytes.clone();
        later[8] = 9;
        check(&later, WeightsError::Version(9));
        let mut longer = bytes[..bytes.len() - 8].to_vec();
        longer.push(0);
        longer.extend(checksum(&longer).to_le_bytes());
        check(&longer, WeightsError::Senseless("bytes are left over"));
    }
}
