//! The forward pass again, but with everything kept that the way back needs, and the way back.
//!
//! The gradients are written out by hand over the library's own product of matrices: on one processor this trains
//! several times faster than a general framework, and as no sum changes its order, the same corpora, seed and command
//! give the same bits on every machine.

mod chunk;
mod losses;
mod normalization;
mod prepared;
#[cfg(test)]
mod tests;

use whosaid::reader::matrix::{Panels, Rows, add_product, logistic};
use whosaid::reader::network::{HEADS, PADDED_OUTPUTS, Weights, random};

pub use self::chunk::Chunk;
use self::losses::losses;
use self::normalization::{Normalized, normalize, normalize_back};
pub use self::prepared::Prepared;
use self::prepared::transpose;

/// Chances of leaving something out in training.
#[derive(Debug, Clone, Copy)]
pub struct Dropout {
    /// Of a value of the input or of the output of a block.
    pub values: f32,
    /// Of the word of a token, which then counts as unknown.
    pub words: f32,
    /// Of any other feature of a token.
    pub features: f32,
}

/// Adds the gradients of a chunk's losses to `gradients`; gives the sum of the losses of each head. `weight` is the
/// weight of each head's loss per token.
#[inline(always)]
pub fn learn(
    weights: &Weights,
    prepared: &Prepared,
    chunk: &Chunk,
    weight: [f32; HEADS.len()],
    drop: Dropout,
    seed: &mut u64,
    gradients: &mut Weights,
) -> [f64; HEADS.len()] {
    let channels = weights.channels;
    let width = 2 * channels;
    let length = chunk.rows.len();
    let mut rows = chunk.rows.clone();
    for row in &mut rows {
        for (column, index) in row.iter_mut().enumerate() {
            if random(seed) < if column == 0 { drop.words } else { drop.features } {
                *index = 0;
            }
        }
    }

    let mut state = vec![0f32; length * channels];
    for (row, out) in rows.iter().zip(state.chunks_exact_mut(channels)) {
        for (table, index) in weights.tables.iter().zip(row) {
            let start = *index as usize * channels;
            for (out, value) in out.iter_mut().zip(&table.rows[start..start + channels]) {
                *out += value;
            }
        }
    }
    let kept_input = dropout(state.len(), drop.values, seed);
    for (x, kept) in state.iter_mut().zip(&kept_input) {
        *x *= kept;
    }

    let mut steps = Vec::with_capacity(weights.blocks.len());
    for (block, [panels, _]) in weights.blocks.iter().zip(&prepared.blocks) {
        let margin = block.dilation * channels;
        let mut input = vec![0f32; state.len() + 2 * margin];
        let normalized = normalize(&block.norm, &state, channels, &mut input[margin..margin + length * channels]);
        let mut mixed = block.bias.repeat(length);
        let left = Rows { values: &input, stride: channels, taps: &[0, margin, 2 * margin], length: channels };
        add_product(left, panels, &mut mixed);
        let kept = dropout(state.len(), drop.values, seed);
        let mut gates = vec![0f32; state.len()];
        for (((out, mixed), gates), kept) in state
            .chunks_exact_mut(channels)
            .zip(mixed.chunks_exact(width))
            .zip(gates.chunks_exact_mut(channels))
            .zip(kept.chunks_exact(channels))
        {
            let (values, raw) = mixed.split_at(channels);
            for c in 0..channels {
                gates[c] = logistic(raw[c]);
                out[c] += values[c] * gates[c] * kept[c];
            }
        }
        steps.push(Step { input, normalized, mixed, gates, kept });
    }

    let mut last = vec![0f32; state.len()];
    let normalized = normalize(&weights.norm, &state, channels, &mut last);
    let mut outputs = weights.head_bias.repeat(length);
    let left = Rows { values: &last, stride: channels, taps: &[0], length: channels };
    add_product(left, &prepared.heads[0], &mut outputs);

    let losses = losses(&mut outputs, chunk, weight);
    let slopes = outputs;

    // The way back: heads, last normalization, blocks, tables.
    for row in slopes.chunks_exact(PADDED_OUTPUTS) {
        add(&mut gradients.head_bias, row);
    }
    let mut turned = vec![0f32; last.len()];
    transpose(&last, length, &mut turned);
    let right = Panels::new(&slopes, length);
    add_product(Rows { values: &turned, stride: length, taps: &[0], length }, &right, &mut gradients.heads);
    let mut slope = vec![0f32; last.len()];
    let left = Rows { values: &slopes, stride: PADDED_OUTPUTS, taps: &[0], length: PADDED_OUTPUTS };
    add_product(left, &prepared.heads[1], &mut slope);
    let mut back = vec![0f32; state.len()];
    normalize_back(&weights.norm, &normalized, &slope, &mut gradients.norm, &mut back);

    let blocks = weights.blocks.iter().zip(&prepared.blocks).zip(&mut gradients.blocks).zip(&steps);
    for (((block, [_, panels]), gradient), step) in blocks.rev() {
        let margin = block.dilation * width;
        let mut slopes = vec![0f32; length * width + 2 * margin];
        let rows = slopes[margin..].chunks_exact_mut(width).zip(back.chunks_exact(channels));
        let kept = step.mixed.chunks_exact(width).zip(step.gates.chunks_exact(channels));
        for (((out, back), (mixed, gates)), kept) in rows.zip(kept).zip(step.kept.chunks_exact(channels)) {
            let (values, raw) = out.split_at_mut(channels);
            for c in 0..channels {
                let slope = back[c] * kept[c];
                values[c] = slope * gates[c];
                raw[c] = slope * mixed[c] * gates[c] * (1.0 - gates[c]);
            }
        }
        let inner = &slopes[margin..margin + length * width];
        for row in inner.chunks_exact(width) {
            add(&mut gradient.bias, row);
        }
        let padded = length + 2 * block.dilation;
        let mut turned = vec![0f32; step.input.len()];
        transpose(&step.input, padded, &mut turned);
        let right = Panels::new(inner, length);
        for (tap, out) in gradient.matrix.chunks_exact_mut(channels * width).enumerate() {
            let left = Rows { values: &turned, stride: padded, taps: &[tap * block.dilation], length };
            add_product(left, &right, out);
        }
        let mut slope = vec![0f32; length * channels];
        let left = Rows { values: &slopes, stride: width, taps: &[2 * margin, margin, 0], length: width };
        add_product(left, panels, &mut slope);
        normalize_back(&block.norm, &step.normalized, &slope, &mut gradient.norm, &mut back);
    }

    for (x, kept) in back.iter_mut().zip(&kept_input) {
        *x *= kept;
    }
    for (row, slope) in rows.iter().zip(back.chunks_exact(channels)) {
        for (table, index) in gradients.tables.iter_mut().zip(row) {
            let start = *index as usize * channels;
            add(&mut table.rows[start..start + channels], slope);
        }
    }
    losses
}

/// What a block keeps for the way back.
struct Step {
    /// Its normalized input, with empty margins.
    input: Vec<f32>,
    normalized: Normalized,
    /// Values and gates.
    mixed: Vec<f32>,
    /// The gates after the logistic function.
    gates: Vec<f32>,
    /// Zero for what was dropped, otherwise the factor that makes up for it.
    kept: Vec<f32>,
}

#[inline(always)]
fn dropout(size: usize, chance: f32, seed: &mut u64) -> Vec<f32> {
    if chance == 0.0 {
        return vec![1.0; size];
    }
    (0..size).map(|_| if random(seed) < chance { 0.0 } else { 1.0 / (1.0 - chance) }).collect()
}

#[inline(always)]
fn add(sum: &mut [f32], values: &[f32]) {
    for (sum, value) in sum.iter_mut().zip(values) {
        *sum += value;
    }
}
