//! The file format of the transformer's weights.
//!
//! All numbers are little-endian; a name, a piece and a replacement are their length (u8) and their bytes (UTF-8). A file
//! is: [`MAGIC`]; the version (u32); the model's name; the [`Sizes`] (hidden u16, heads u8, inner u16, layers u8); the number of
//! positions (u16); the vocabulary (number of pieces u32, pieces); what becomes of [`Characters`] (ranges left out, ranges
//! alone: number u16, then first u32 and last u32 of each; replacements: number u16, then character u32 and replacement of
//! each); for each of the features of [`FEATURES`] the known hashes as in the reader's own file; the share of the
//! transformer for each head (f32); then the values, in the order of the fields of [`Weights`]; and last the FNV-1a hash of all
//! bytes before it (u64).
//! Matrices are stored row by row, each its scale and then a byte for each value; what these are, and normalizations and
//! biases, is as in the reader's own file; of the last map there are only as many rows as there are outputs.

use std::ops::Range;

use super::encoder::{Layer, Linear, Norm, Sizes, Weights};
use super::pieces::{Characters, SPECIAL};
use super::windows::LONGEST;
use crate::reader::features::COLUMNS;
use crate::reader::matrix::LANES;
use crate::reader::network::{HEADS, OUTPUTS, random};
use crate::reader::rounded::{Rounded, SCALE};
use crate::reader::weights::{Input, checksum, put_known, put_values};
use crate::reader::{Table, WeightsError};

/// How a file begins.
pub const MAGIC: [u8; 8] = *b"whosaidT";

/// The only version that is read; to be raised whenever the format, the features or the transformer change.
pub const VERSION: u32 = 1;

/// The columns of the reader's features that the transformer is told: shape, quotation marks, place on the page, spelling,
/// people, organizations, places, class of the word.
pub const FEATURES: Range<usize> = 3..COLUMNS;

/// What is wrong with a file of the transformer's weights.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThoroughError {
    /// It does not begin with [`MAGIC`].
    #[error("not a file of weights for reading thoroughly")]
    NotWeights,
    /// It has a version that is not read here.
    #[error("weights of version {0}, but only version {VERSION} can be read")]
    Version(u32),
    /// Its content is damaged or contradicts itself.
    #[error(transparent)]
    Content(#[from] WeightsError),
}

/// All that a file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct File {
    /// The model's name.
    pub model: String,
    /// The pieces of words in the order of their numbers.
    pub pieces: Vec<Box<str>>,
    /// What becomes of characters.
    pub characters: Characters,
    /// How much the transformer counts for each head, from 0 to 1; the small reader has the rest.
    pub shares: [f32; HEADS.len()],
    /// The transformer itself.
    pub weights: Weights,
}

/// Writes a file.
///
/// # Panics
/// When a name, a piece or a replacement is longer than 255 bytes, or there are more ranges, positions or rows than 65,535.
pub fn encode(file: &File) -> Vec<u8> {
    let weights = &file.weights;
    let Sizes { hidden, heads, inner, layers } = weights.sizes;
    let short = |number: usize| u16::try_from(number).expect("a small number").to_le_bytes();
    let mut out = Vec::new();
    out.extend(MAGIC);
    out.extend(VERSION.to_le_bytes());
    put_text(&mut out, &file.model);
    out.extend(short(hidden));
    out.push(heads as u8);
    out.extend(short(inner));
    out.push(layers as u8);
    out.extend(short(weights.positions.len()));
    out.extend((file.pieces.len() as u32).to_le_bytes());
    file.pieces.iter().for_each(|piece| put_text(&mut out, piece));
    for ranges in [&file.characters.left_out, &file.characters.alone] {
        out.extend(short(ranges.len()));
        for (first, last) in ranges {
            out.extend((*first as u32).to_le_bytes());
            out.extend((*last as u32).to_le_bytes());
        }
    }
    out.extend(short(file.characters.replaced.len()));
    for (from, to) in &file.characters.replaced {
        out.extend((*from as u32).to_le_bytes());
        put_text(&mut out, to);
    }
    for table in &weights.features {
        let rows = if table.shared.is_empty() { 0 } else { table.rows.len() };
        put_known(&mut out, &table.known, &table.shared, rows);
    }
    put_values(&mut out, &file.shares);
    put_rows(&mut out, &weights.words);
    put_rows(&mut out, &weights.positions);
    weights.features.iter().for_each(|table| put_rows(&mut out, &table.rows));
    put_norm(&mut out, &weights.norm);
    for layer in &weights.layers {
        layer.attention.iter().for_each(|map| put_linear(&mut out, map));
        put_linear(&mut out, &layer.output);
        put_norm(&mut out, &layer.attention_norm);
        put_linear(&mut out, &layer.up);
        put_linear(&mut out, &layer.down);
        put_norm(&mut out, &layer.norm);
    }
    put_linear(&mut out, &weights.outputs);
    let sum = checksum(&out);
    out.extend(sum.to_le_bytes());
    out
}

/// Reads a file.
///
/// # Errors
/// When the bytes are not exactly those of a file that [`encode`] wrote, or its sizes are not those of a transformer that can be
/// computed here.
pub fn decode(bytes: &[u8]) -> Result<File, ThoroughError> {
    if !bytes.starts_with(&MAGIC) {
        return Err(ThoroughError::NotWeights);
    }
    let mut input = Input::new(&bytes[MAGIC.len()..]);
    let version = input.u32()?;
    if version != VERSION {
        return Err(ThoroughError::Version(version));
    }
    let (body, sum) = bytes.split_last_chunk::<8>().ok_or(WeightsError::Damaged)?;
    if checksum(body) != u64::from_le_bytes(*sum) {
        return Err(WeightsError::Damaged.into());
    }
    let mut file = File { model: text(&mut input)?, ..File::default() };
    let hidden = usize::from(input.u16()?);
    let heads = usize::from(input.u8()?);
    let inner = usize::from(input.u16()?);
    let sizes = Sizes { hidden, heads, inner, layers: input.u8()?.into() };
    check(sizes)?;
    let positions = usize::from(input.u16()?);
    if positions < LONGEST + 2 {
        return Err(WeightsError::Senseless("there are fewer positions than pieces in a window").into());
    }
    for _ in 0..input.u32()? {
        file.pieces.push(text(&mut input)?.into());
    }
    file.characters = characters(&mut input)?;
    let known = FEATURES.map(|_| input.known()).collect::<Result<Vec<_>, _>>()?;
    file.shares = input.values(HEADS.len())?.try_into().map_err(|_| WeightsError::Damaged)?;
    if !file.shares.iter().all(|share| (0.0..=1.0).contains(share)) {
        return Err(WeightsError::Senseless("a share is not from 0 to 1").into());
    }
    let weights = &mut file.weights;
    weights.sizes = sizes;
    weights.words = matrix(&mut input, file.pieces.len(), hidden)?;
    weights.positions = matrix(&mut input, positions, hidden)?;
    for (known, shared, rows) in known {
        let rows = matrix(&mut input, rows, hidden)?;
        weights.features.push(Table { known, shared, rows });
    }
    weights.norm = norm(&mut input, hidden)?;
    for _ in 0..sizes.layers {
        weights.layers.push(layer(&mut input, sizes)?);
    }
    weights.outputs = linear(&mut input, OUTPUTS, hidden)?;
    if input.rest.len() != 8 {
        return Err(WeightsError::Senseless("bytes are left over").into());
    }
    Ok(file)
}

/// Whether a transformer of these sizes can be computed: its sums must stay within 32 bits.
fn check(sizes: Sizes) -> Result<(), WeightsError> {
    let Sizes { hidden, heads, inner, .. } = sizes;
    if hidden == 0 || hidden % LANES != 0 || hidden > 2048 || inner == 0 || inner % LANES != 0 || inner > 2048 {
        return Err(WeightsError::Senseless("the number of values"));
    }
    if heads == 0 || hidden % heads != 0 || ![16, 32].contains(&(hidden / heads)) {
        return Err(WeightsError::Senseless("the number of heads"));
    }
    Ok(())
}

fn layer(input: &mut Input, sizes: Sizes) -> Result<Layer, WeightsError> {
    let Sizes { hidden, inner, .. } = sizes;
    let mut same = || linear(input, hidden, hidden);
    let attention = [same()?, same()?, same()?];
    let output = same()?;
    Ok(Layer {
        attention,
        output,
        attention_norm: norm(input, hidden)?,
        up: linear(input, inner, hidden)?,
        down: linear(input, hidden, inner)?,
        norm: norm(input, hidden)?,
    })
}

fn text(input: &mut Input) -> Result<String, WeightsError> {
    let length = input.u8()?;
    String::from_utf8(input.take(length.into())?.to_vec()).map_err(|_| WeightsError::Senseless("a name is not UTF-8"))
}

fn characters(input: &mut Input) -> Result<Characters, WeightsError> {
    fn character(input: &mut Input) -> Result<char, WeightsError> {
        char::from_u32(input.u32()?).ok_or(WeightsError::Senseless("a number is no character"))
    }
    let mut ranges = || -> Result<Vec<(char, char)>, WeightsError> {
        (0..input.u16()?).map(|_| Ok((character(input)?, character(input)?))).collect()
    };
    let (left_out, alone) = (ranges()?, ranges()?);
    let replaced: Result<_, WeightsError> =
        (0..input.u16()?).map(|_| Ok((character(input)?, text(input)?.into()))).collect();
    Ok(Characters { left_out, alone, replaced: replaced? })
}

fn linear(input: &mut Input, outputs: usize, inputs: usize) -> Result<Linear, WeightsError> {
    Ok(Linear { matrix: matrix(input, outputs, inputs)?, bias: input.values(outputs)? })
}

fn matrix(input: &mut Input, count: usize, width: usize) -> Result<Rounded, WeightsError> {
    let bytes = input.take(count * (SCALE + width))?;
    let (mut scales, mut levels) = (Vec::with_capacity(count * SCALE), Vec::with_capacity(count * width));
    for row in bytes.chunks_exact(SCALE + width) {
        let (scale, row) = row.split_at(SCALE);
        scales.extend(scale);
        levels.extend(row);
    }
    Ok(Rounded::from_bytes(width, scales.into(), levels.into()))
}

fn norm(input: &mut Input, width: usize) -> Result<Norm, WeightsError> {
    Ok(Norm { gain: input.values(width)?, bias: input.values(width)? })
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    out.push(u8::try_from(text.len()).expect("a short text"));
    out.extend(text.bytes());
}

fn put_rows(out: &mut Vec<u8>, matrix: &Rounded) {
    for (scale, row) in matrix.scales().chunks_exact(SCALE).zip(matrix.levels().chunks_exact(matrix.width())) {
        out.extend(scale);
        out.extend(row);
    }
}

fn put_linear(out: &mut Vec<u8>, map: &Linear) {
    put_rows(out, &map.matrix);
    put_values(out, &map.bias);
}

fn put_norm(out: &mut Vec<u8>, norm: &Norm) {
    put_values(out, &norm.gain);
    put_values(out, &norm.bias);
}

/// A transformer that is small, whole and means nothing: something to test with.
pub fn untrained(seed: u64) -> File {
    let (hidden, inner, layers) = (32, 64, 2);
    let mut state = seed;
    let mut noise = |size: usize| -> Vec<f32> { (0..size).map(|_| random(&mut state) - 0.5).collect() };
    let mut rows = |count: usize, width: usize| Rounded::new(&noise(count * width), width, 127.0);
    let norm = || Norm { gain: vec![1.0; hidden], bias: vec![0.0; hidden] };
    let pieces: Vec<Box<str>> =
        SPECIAL.into_iter().chain(["the", "port", "##s", "said", "“", "”", "."]).map(Box::from).collect();
    let table = |column: usize| Table { known: vec![0, 5 + column as u32], rows: rows(3, hidden), shared: Vec::new() };
    let features = FEATURES.map(table).collect();
    let (words, positions) = (rows(pieces.len(), hidden), rows(256, hidden));
    let mut linear = |outputs: usize, inputs: usize| Linear { matrix: rows(outputs, inputs), bias: vec![0.1; outputs] };
    let layer = |_| Layer {
        attention: [linear(hidden, hidden), linear(hidden, hidden), linear(hidden, hidden)],
        output: linear(hidden, hidden),
        attention_norm: norm(),
        up: linear(inner, hidden),
        down: linear(hidden, inner),
        norm: norm(),
    };
    let of_layers = (0..layers).map(layer).collect();
    let outputs = linear(OUTPUTS, hidden);
    let sizes = Sizes { hidden, heads: 2, inner, layers };
    File {
        model: "untrained".to_owned(),
        pieces,
        characters: Characters {
            left_out: vec![('\u{300}', '\u{36f}')],
            alone: vec![('\u{2018}', '\u{201f}')],
            replaced: vec![('é', "e".into())],
        },
        shares: [0.7; HEADS.len()],
        weights: Weights { sizes, words, positions, features, norm: norm(), layers: of_layers, outputs },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let file = untrained(9);
        assert_eq!(decode(&encode(&file)).unwrap(), file);
    }

    #[test]
    fn altered_files_are_refused() {
        let check = |bytes: &[u8], expect: ThoroughError| assert_eq!(decode(bytes).unwrap_err(), expect);
        let bytes = encode(&untrained(9));
        check(b"", ThoroughError::NotWeights);
        check(b"whosaidR and more", ThoroughError::NotWeights);
        for end in [8, 12, 13, 40, bytes.len() / 2, bytes.len() - 1] {
            check(&bytes[..end], WeightsError::Damaged.into());
        }
        for at in [12, 30, bytes.len() / 2, bytes.len() - 1] {
            let mut altered = bytes.clone();
            altered[at] ^= 1;
            check(&altered, WeightsError::Damaged.into());
        }
        let mut later = bytes.clone();
        later[8] = 9;
        check(&later, ThoroughError::Version(9));
        let mut senseless = untrained(9);
        senseless.shares[3] = 1.5;
        check(&encode(&senseless), WeightsError::Senseless("a share is not from 0 to 1").into());
        let mut senseless = untrained(9);
        senseless.weights.sizes.heads = 3;
        check(&encode(&senseless), WeightsError::Senseless("the number of heads").into());
    }
}
