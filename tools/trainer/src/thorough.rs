//! From the weights of a transformer as they were trained to the file that the library loads.

use std::collections::HashSet;

use anyhow::{Context, Result, bail, ensure};
use safetensors::{Dtype, SafeTensors};
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;
use whosaid::reader::Table;
use whosaid::reader::network::{HEADS, OUTPUTS};
use whosaid::reader::rounded::Rounded;
use whosaid::reader::thorough::encoder::{Layer, Linear, Norm, Sizes, Weights};
use whosaid::reader::thorough::pieces::{Characters, SPECIAL};
use whosaid::reader::thorough::weights::{FEATURES, File, encode};
use whosaid::reader::thorough::windows::LONGEST;

/// What is made of a trained transformer.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The name of the model.
    pub model: String,
    /// The values of a head of attention.
    pub head: usize,
    /// Whole numbers to either side of zero that the weights of linear maps are rounded to; 127 at most.
    pub levels: f32,
    /// The same for the rows of words, positions and features.
    pub table_levels: f32,
    /// How much the transformer counts for each head, from 0 to 1.
    pub shares: [f32; HEADS.len()],
}

/// The bytes of the library's file from those of a safetensors file, whose rows of words are those of `vocabulary`, one
/// piece a line. Only the pieces of `keep` remain (and the special ones, and single characters); all if there is no such
/// list. `tables` are the reader's own, whose rows the features were trained with.
///
/// # Errors
/// When a tensor is missing or has another shape than the others ask for.
pub fn convert(
    tensors: &[u8],
    vocabulary: &str,
    keep: Option<&str>,
    tables: &[Table<Rounded>],
    plan: &Plan,
) -> Result<Vec<u8>> {
    let tensors = Tensors(SafeTensors::deserialize(tensors).context("not a safetensors file")?);
    let pieces: Vec<&str> = vocabulary.lines().collect();
    let words = tensors.matrix("embeddings.word", None)?;
    ensure!(words.rows() == pieces.len(), "{} pieces, but embeddings.word has {} rows", pieces.len(), words.rows());
    let hidden = words.width;
    let kept = kept(&pieces, keep);

    let positions = tensors.matrix("embeddings.position", Some(hidden))?;
    // No window is longer.
    let wanted = (LONGEST + 2).next_multiple_of(16);
    ensure!(positions.rows() >= wanted, "embeddings.position has {} rows, not {wanted}", positions.rows());
    let mut features = Vec::new();
    for (column, table) in FEATURES.zip(&tables[FEATURES]) {
        let name = format!("features.{column}");
        let rows = tensors.matrix(&name, Some(hidden))?;
        let expected = table.rows.len();
        ensure!(rows.rows() == expected, "{name} has {} rows, but the reader's table {expected}", rows.rows());
        let rows = Rounded::new(&rows.values, hidden, plan.table_levels);
        features.push(Table { known: table.known.clone(), shared: table.shared.clone(), rows });
    }
    let layers = (0..).take_while(|layer| tensors.has(&format!("layers.{layer}.up.weight")));
    let layers: Vec<Layer> = layers.map(|layer| tensors.layer(layer, hidden, plan.levels)).collect::<Result<_>>()?;
    let Some(inner) = layers.first().map(|layer| layer.up.bias.len()) else { bail!("there is no layers.0") };
    let outputs = tensors.linear("heads", hidden, plan.levels)?;
    ensure!(outputs.bias.len() == OUTPUTS, "heads has {} rows, not {OUTPUTS}", outputs.bias.len());
    let rows_of = |numbers: &[usize]| -> Rounded {
        let values: Vec<f32> = numbers.iter().flat_map(|row| words.row(*row).iter().copied()).collect();
        Rounded::new(&values, hidden, plan.table_levels)
    };
    let file = File {
        model: plan.model.clone(),
        pieces: kept.iter().map(|number| pieces[*number].into()).collect(),
        characters: characters(),
        shares: plan.shares,
        weights: Weights {
            sizes: Sizes { hidden, heads: hidden / plan.head, inner, layers: layers.len() },
            words: rows_of(&kept),
            positions: Rounded::new(&positions.values[..wanted * hidden], hidden, plan.table_levels),
            features,
            norm: tensors.norm("embeddings.norm", hidden)?,
            layers,
            outputs,
        },
    };
    Ok(encode(&file))
}

/// The numbers of the pieces that remain: those listed, the special ones, and single characters of Latin scripts and marks, so
/// that a word whose piece is gone can be written in smaller ones.
fn kept(pieces: &[&str], keep: Option<&str>) -> Vec<usize> {
    let listed: Option<HashSet<&str>> = keep.map(|list| list.lines().map(str::trim_end).collect());
    let remains = |piece: &str| {
        let single = piece.strip_prefix("##").unwrap_or(piece);
        let is_short = single.chars().count() == 1 && single.chars().all(|c| c < '\u{250}' || is_punctuation(c));
        listed.as_ref().is_none_or(|listed| listed.contains(piece)) || SPECIAL.contains(&piece) || is_short
    };
    (0..pieces.len()).filter(|number| remains(pieces[*number])).collect()
}

/// What BERT's models without upper case do with characters: combining marks and controls are left out, punctuation stands
/// alone, and accents go with the canonical decomposition. Syllables of Hangul stay as they are.
fn characters() -> Characters {
    let beyond_ascii = || ('\u{80}'..=char::MAX).filter(|c| !matches!(c, '\u{ac00}'..='\u{d7a3}'));
    let replaced = beyond_ascii().filter_map(|c| {
        let written: String = std::iter::once(c).nfd().filter(|c| !is_mark(*c)).collect();
        (!is_left_out(c) && written != c.to_string()).then(|| (c, written.into()))
    });
    Characters {
        left_out: ranges(beyond_ascii().filter(|c| is_left_out(*c))),
        alone: ranges(beyond_ascii().filter(|c| is_punctuation(*c))),
        replaced: replaced.collect(),
    }
}

fn is_mark(c: char) -> bool {
    get_general_category(c) == GeneralCategory::NonspacingMark
}

fn is_left_out(c: char) -> bool {
    matches!(
        get_general_category(c),
        GeneralCategory::NonspacingMark
            | GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::PrivateUse
            | GeneralCategory::Surrogate
    )
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(
            get_general_category(c),
            GeneralCategory::ConnectorPunctuation
                | GeneralCategory::DashPunctuation
                | GeneralCategory::OpenPunctuation
                | GeneralCategory::ClosePunctuation
                | GeneralCategory::InitialPunctuation
                | GeneralCategory::FinalPunctuation
                | GeneralCategory::OtherPunctuation
        )
}

/// Ascending characters as ranges.
fn ranges(characters: impl Iterator<Item = char>) -> Vec<(char, char)> {
    let mut ranges: Vec<(char, char)> = Vec::new();
    for c in characters {
        match ranges.last_mut() {
            Some((_, last)) if *last as u32 + 1 == c as u32 => *last = c,
            _ => ranges.push((c, c)),
        }
    }
    ranges
}

/// The tensors of a file, by name.
struct Tensors<'b>(SafeTensors<'b>);

/// Values in rows.
struct Matrix {
    values: Vec<f32>,
    width: usize,
}

impl Matrix {
    fn rows(&self) -> usize {
        self.values.len() / self.width
    }

    fn row(&self, number: usize) -> &[f32] {
        &self.values[number * self.width..][..self.width]
    }
}

impl Tensors<'_> {
    fn has(&self, name: &str) -> bool {
        self.0.tensor(name).is_ok()
    }

    fn values(&self, name: &str) -> Result<(Vec<f32>, Vec<usize>)> {
        let tensor = self.0.tensor(name).with_context(|| format!("there is no tensor {name}"))?;
        ensure!(tensor.dtype() == Dtype::F32, "{name} is of {:?}, not of f32", tensor.dtype());
        let values: Vec<f32> =
            tensor.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        ensure!(values.iter().all(|value| value.is_finite()), "{name} holds a value that is not finite");
        Ok((values, tensor.shape().to_vec()))
    }

    fn matrix(&self, name: &str, width: Option<usize>) -> Result<Matrix> {
        let (values, shape) = self.values(name)?;
        let [_, columns] = shape[..] else { bail!("{name} has the shape {shape:?}, which is no matrix") };
        ensure!(
            columns > 0 && width.is_none_or(|width| width == columns),
            "{name} has {columns} columns, not {width:?}"
        );
        Ok(Matrix { values, width: columns })
    }

    fn vector(&self, name: &str, length: usize) -> Result<Vec<f32>> {
        let (values, shape) = self.values(name)?;
        ensure!(shape == [length], "{name} has the shape {shape:?}, not [{length}]");
        Ok(values)
    }

    fn norm(&self, name: &str, width: usize) -> Result<Norm> {
        let part = |part: &str| self.vector(&format!("{name}.{part}"), width);
        Ok(Norm { gain: part("weight")?, bias: part("bias")? })
    }

    fn linear(&self, name: &str, inputs: usize, levels: f32) -> Result<Linear> {
        let matrix = self.matrix(&format!("{name}.weight"), Some(inputs))?;
        let bias = self.vector(&format!("{name}.bias"), matrix.rows())?;
        Ok(Linear { matrix: Rounded::new(&matrix.values, inputs, levels), bias })
    }

    fn layer(&self, layer: usize, hidden: usize, levels: f32) -> Result<Layer> {
        let name = |part: &str| format!("layers.{layer}.{part}");
        let attention = |part: &str| self.linear(&name(&format!("attention.{part}")), hidden, levels);
        let up = self.linear(&name("up"), hidden, levels)?;
        Ok(Layer {
            attention: [attention("query")?, attention("key")?, attention("value")?],
            output: attention("output")?,
            attention_norm: self.norm(&name("attention.norm"), hidden)?,
            down: self.linear(&name("down"), up.bias.len(), levels)?,
            up,
            norm: self.norm(&name("norm"), hidden)?,
        })
    }
}

/// The bytes of a file and how many there are when a web server has compressed them: with Brotli at its best.
///
/// # Errors
/// Never; memory can be written to.
pub fn compressed_size(bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed.len())
}

/// Shares from "0.7" (for all heads) or one for each head.
///
/// # Errors
/// When there are neither one nor as many as heads.
pub fn shares(numbers: &[f32]) -> Result<[f32; HEADS.len()]> {
    if let [one] = numbers {
        return Ok([*one; HEADS.len()]);
    }
    numbers.try_into().with_context(|| format!("a share is asked for all heads, or {} shares", HEADS.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use whosaid::reader::thorough::pieces::Vocabulary;

    #[test]
    fn characters_are_those_of_bert() {
        let characters = characters();
        let pieces: Vec<Box<str>> =
            ["[UNK]", "[CLS]", "[SEP]", "zurich", "—", "o", "##n", "と"].map(Box::from).to_vec();
        let vocabulary = Vocabulary::new(&pieces, characters).expect("the special pieces are there");
        let check = |token: &str, expect: &[u32]| {
            let mut found = Vec::new();
            vocabulary.push_pieces(token, &mut found);
            assert_eq!(found, expect, "{token}");
        };
        check("Zürich", &[3]);
        check("Zu\u{308}rich", &[3]);
        check("ZÜ\u{ad}RICH", &[3]);
        check("on—on", &[5, 6, 4, 5, 6]);
        check("ど", &[7]);
    }

    #[test]
    fn single_characters_and_listed_pieces_remain() {
        let pieces = ["[UNK]", "[CLS]", "[SEP]", "[unused1]", "a", "##b", "port", "ship", "—", "日"];
        assert_eq!(kept(&pieces, Some("port\n")), [0, 1, 2, 4, 5, 6, 8]);
        assert_eq!(kept(&pieces, None).len(), pieces.len());
    }
}
