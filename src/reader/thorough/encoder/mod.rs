//! The transformer: an encoder like BERT's (Devlin et al. 2019), whose linear maps have weights of 8 bits.

mod functions;

use super::product::{Columns, Out, RowsOfPairs, product};
use crate::reader::Table;
use crate::reader::integers::{Instructions, Work, run};
use crate::reader::network::{HEADS, OUTPUTS, PADDED_OUTPUTS, sum_of, to_log_probabilities};
use crate::reader::rounded::Rounded;
use functions::{gelu_of_all, share};

/// The sizes of a transformer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Values that stand for a piece; a multiple of 16.
    pub hidden: usize,
    /// Heads of attention, of 16 or 32 values each.
    pub heads: usize,
    /// Values between the two maps of a layer's feed-forward part.
    pub inner: usize,
    /// Layers.
    pub layers: usize,
}

/// A linear map: a row for each output.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linear {
    /// The rows.
    pub matrix: Rounded,
    /// A summand for each output.
    pub bias: Vec<f32>,
}

/// A normalization of a piece's values to mean zero and variance one, then scaled and shifted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Norm {
    /// Factors.
    pub gain: Vec<f32>,
    /// Summands.
    pub bias: Vec<f32>,
}

/// A layer of the transformer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layer {
    /// What a piece asks, what it answers to, and what it then gives: three maps, one after the other.
    pub attention: [Linear; 3],
    /// From what was given to what is added.
    pub output: Linear,
    /// After the attention.
    pub attention_norm: Norm,
    /// The first map of the feed-forward part.
    pub up: Linear,
    /// The second.
    pub down: Linear,
    /// At the end.
    pub norm: Norm,
}

/// All weights of a transformer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weights {
    /// Its sizes.
    pub sizes: Sizes,
    /// A row for each piece of the vocabulary.
    pub words: Rounded,
    /// A row for each position.
    pub positions: Rounded,
    /// For each feature what is known of it.
    pub features: Vec<Table<Rounded>>,
    /// Of the sum of the above.
    pub norm: Norm,
    /// In the order of their work.
    pub layers: Vec<Layer>,
    /// To the [`OUTPUTS`].
    pub outputs: Linear,
}

/// Added to the variance, so that it is never zero.
const EPSILON: f32 = 1e-12;

/// The transformer, ready to read.
#[derive(Debug, Clone)]
pub struct Encoder {
    sizes: Sizes,
    words: Rounded,
    positions: Rounded,
    features: Vec<Rounded>,
    norm: Norm,
    layers: Vec<Prepared>,
    outputs: Map,
}

/// A piece as it goes in: its number, and the row of each feature of its token; the marks of start and end have none.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The number of the piece.
    pub piece: u32,
    /// A row for each feature.
    pub features: &'a [u32],
}

/// A linear map, ready to compute.
#[derive(Debug, Clone, Default)]
struct Map {
    columns: Columns,
    bias: Vec<f32>,
}

impl Map {
    fn new(maps: &[Linear]) -> Map {
        let matrices: Vec<&Rounded> = maps.iter().map(|map| &map.matrix).collect();
        let bias = maps.iter().flat_map(|map| map.bias.iter().copied()).collect();
        Map { columns: Columns::new(&matrices), bias }
    }

    /// Writes the outputs of `count` rows to `out`.
    #[inline(always)]
    fn apply<I: Instructions>(&self, with: I, rows: &RowsOfPairs, out: &mut Vec<f32>, count: usize) {
        let width = self.bias.len();
        out.resize(count * width, 0.0);
        product(with, rows, &self.columns, &self.bias, &mut Out { values: out, stride: width, width });
    }
}

#[derive(Debug, Clone, Default)]
struct Prepared {
    attention: Map,
    output: Map,
    attention_norm: Norm,
    up: Map,
    down: Map,
    norm: Norm,
}

impl Norm {
    /// Normalizes in place.
    #[inline(always)]
    fn apply(&self, values: &mut [f32]) {
        let mean = sum_of(values, |x| x) / values.len() as f32;
        let variance = sum_of(values, |x| (x - mean) * (x - mean)) / values.len() as f32;
        let scale = 1.0 / (variance + EPSILON).sqrt();
        for ((x, gain), bias) in values.iter_mut().zip(&self.gain).zip(&self.bias) {
            *x = (*x - mean) * scale * gain + bias;
        }
    }

    /// Adds `more` to every row of `values` and normalizes it.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn add_and_apply(&self, values: &mut [f32], more: &[f32]) {
        let width = self.gain.len();
        for (values, more) in values.chunks_exact_mut(width).zip(more.chunks_exact(width)) {
            for (x, more) in values.iter_mut().zip(more) {
                *x += more;
            }
            self.apply(values);
        }
    }
}

/// Adds row `number` of a table to `out`.
#[inline(always)]
fn add_row(table: &Rounded, number: usize, out: &mut [f32]) {
    let (scale, row) = table.row(number);
    for (out, value) in out.iter_mut().zip(row) {
        *out += f32::from(*value) * scale;
    }
}

/// Memory that is used again for every layer.
#[derive(Default)]
struct Room {
    rows: RowsOfPairs,
    attention: Vec<f32>,
    given: Vec<f32>,
    added: Vec<f32>,
    inner: Vec<f32>,
    columns: Columns,
    scores: Vec<f32>,
}

impl Encoder {
    /// From its weights, whose lists must have the lengths that their descriptions state.
    pub fn new(weights: Weights) -> Encoder {
        let prepare = |layer: Layer| Prepared {
            attention: Map::new(&layer.attention),
            output: Map::new(&[layer.output]),
            attention_norm: layer.attention_norm,
            up: Map::new(&[layer.up]),
            down: Map::new(&[layer.down]),
            norm: layer.norm,
        };
        Encoder {
            sizes: weights.sizes,
            words: weights.words,
            positions: weights.positions,
            features: weights.features.into_iter().map(|table| table.rows).collect(),
            norm: weights.norm,
            layers: weights.layers.into_iter().map(prepare).collect(),
            outputs: Map::new(&[weights.outputs]),
        }
    }

    /// The log-probabilities of the pieces `wanted`, in rows of [`PADDED_OUTPUTS`].
    ///
    /// # Panics
    /// When a piece, a feature or a position has no row.
    pub fn read(&self, inputs: &[Input], wanted: &[usize]) -> Vec<f32> {
        run(Reading { encoder: self, inputs, wanted })
    }

    /// The values of every piece before the first layer.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn look_up(&self, inputs: &[Input]) -> Vec<f32> {
        let hidden = self.sizes.hidden;
        let mut state = vec![0f32; inputs.len() * hidden];
        for (position, (input, out)) in inputs.iter().zip(state.chunks_exact_mut(hidden)).enumerate() {
            add_row(&self.words, input.piece as usize, out);
            add_row(&self.positions, position, out);
            for (table, row) in self.features.iter().zip(input.features) {
                add_row(table, *row as usize, out);
            }
            self.norm.apply(out);
        }
        state
    }

    #[inline(always)]
    fn apply_layer<I: Instructions>(
        &self,
        with: I,
        layer: &Prepared,
        state: &mut [f32],
        count: usize,
        room: &mut Room,
    ) {
        let Sizes { hidden, inner, .. } = self.sizes;
        room.rows.fill(state, hidden, hidden);
        layer.attention.apply(with, &room.rows, &mut room.attention, count);
        self.attend(with, count, room);
        room.rows.fill(&room.given, hidden, hidden);
        layer.output.apply(with, &room.rows, &mut room.added, count);
        layer.attention_norm.add_and_apply(state, &room.added);

        room.rows.fill(state, hidden, hidden);
        layer.up.apply(with, &room.rows, &mut room.inner, count);
        gelu_of_all(&mut room.inner);
        room.rows.fill(&room.inner, inner, inner);
        layer.down.apply(with, &room.rows, &mut room.added, count);
        layer.norm.add_and_apply(state, &room.added);
    }

    /// From what the pieces ask, answer to and give to what each is given, in `room.given`.
    #[inline(always)]
    fn attend<I: Instructions>(&self, with: I, count: usize, room: &mut Room) {
        let Sizes { hidden, heads, .. } = self.sizes;
        let size = hidden / heads;
        let width = 3 * hidden;
        let padded = count.next_multiple_of(2);
        room.given.resize(count * hidden, 0.0);
        room.scores.resize(count * padded, 0.0);
        for head in 0..heads {
            let [asked, answered, given] = [0, 1, 2].map(|part| part * hidden + head * size);
            room.rows.fill(&room.attention[asked..], width, size);
            room.columns.fill_from_rows(&room.attention[answered..], width, size);
            let scores = &mut Out { values: &mut room.scores, stride: padded, width: count };
            product(with, &room.rows, &room.columns, &[], scores);
            share(&mut room.scores, padded, count, 1.0 / (size as f32).sqrt(), &mut room.rows);
            room.columns.fill_from_columns(&room.attention[given..], count, width, size);
            let out = &mut Out { values: &mut room.given[head * size..], stride: hidden, width: size };
            product(with, &room.rows, &room.columns, &[], out);
        }
    }
}

/// A window, and which of its pieces are to be scored.
struct Reading<'a> {
    encoder: &'a Encoder,
    inputs: &'a [Input<'a>],
    wanted: &'a [usize],
}

impl Work for Reading<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn run<I: Instructions>(self, with: I) -> Vec<f32> {
        let Reading { encoder, inputs, wanted } = self;
        let hidden = encoder.sizes.hidden;
        let mut state = encoder.look_up(inputs);
        let mut room = Room::default();
        for layer in &encoder.layers {
            encoder.apply_layer(with, layer, &mut state, inputs.len(), &mut room);
        }
        let wanted: Vec<f32> =
            wanted.iter().flat_map(|index| state[index * hidden..][..hidden].iter().copied()).collect();
        room.rows.fill(&wanted, hidden, hidden);
        let mut outputs = vec![0f32; wanted.len() / hidden * PADDED_OUTPUTS];
        let out = &mut Out { values: &mut outputs, stride: PADDED_OUTPUTS, width: OUTPUTS };
        product(with, &room.rows, &encoder.outputs.columns, &encoder.outputs.bias, out);
        to_log_probabilities::<PADDED_OUTPUTS, _>(&mut outputs, HEADS);
        outputs
    }
}

#[cfg(test)]
mod tests;
