//! The forward pass again, but with everything kept that the way back needs, and the way back.
//!
//! The gradients are written out by hand over the library's own product of matrices: on one processor this trains
//! several times faster than a general framework, and as no sum changes its order, the same corpora, seed and command
//! give the same bits on every machine.

use whosaid::reader::features::COLUMNS;
use whosaid::reader::matrix::{Panels, Rows, add_product, exp, logistic};
use whosaid::reader::network::{Block, HEADS, Norm, OUTPUTS, PADDED_OUTPUTS, Weights, random, sum_of};

/// A stretch of tokens with what is known of them.
#[derive(Debug, Clone, Default)]
pub struct Chunk {
    /// For every token, the rows of the tables.
    pub rows: Vec<[u32; COLUMNS]>,
    /// For every token and head, the outputs that would be right, as bits; zero if nothing is known.
    pub targets: Vec<[u32; HEADS.len()]>,
    /// The probabilities that a larger network gives to the outputs, for tokens of which it says anything; a head of
    /// which it says nothing has zeros.
    pub taught: Vec<Option<Box<[f32; OUTPUTS]>>>,
}

/// How much a larger network counts where the corpus speaks as well.
const TRUST: f32 = 0.7;

impl Chunk {
    /// For each head, of how many tokens anything is known.
    pub fn labels(&self) -> [usize; HEADS.len()] {
        let mut first = 0;
        std::array::from_fn(|head| {
            let outputs = first..first + HEADS[head];
            first = outputs.end;
            let is_taught = |row: &Option<Box<[f32; OUTPUTS]>>| {
                row.as_ref().is_some_and(|row| row[outputs.clone()].iter().any(|p| *p > 0.0))
            };
            let tokens = self.targets.iter().zip(&self.taught);
            tokens.filter(|(targets, taught)| targets[head] != 0 || is_taught(taught)).count()
        })
    }
}

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

/// The weights in the shapes that products need.
pub struct Prepared {
    blocks: Vec<[Panels; 2]>,
    heads: [Panels; 2],
}

impl Prepared {
    /// From weights that do not change while this is used.
    pub fn new(weights: &Weights) -> Prepared {
        let channels = weights.channels;
        let width = 2 * channels;
        let both = |block: &Block| {
            let mut back = vec![0f32; block.matrix.len()];
            for (matrix, back) in
                block.matrix.chunks_exact(channels * width).zip(back.chunks_exact_mut(channels * width))
            {
                transpose(matrix, channels, back);
            }
            [Panels::new(&block.matrix, 3 * channels), Panels::new(&back, 3 * width)]
        };
        let mut back = vec![0f32; weights.heads.len()];
        transpose(&weights.heads, channels, &mut back);
        let heads = [Panels::new(&weights.heads, channels), Panels::new(&back, PADDED_OUTPUTS)];
        Prepared { blocks: weights.blocks.iter().map(both).collect(), heads }
    }
}

/// Writes a matrix of `rows` rows with rows and columns exchanged.
#[inline(always)]
fn transpose(matrix: &[f32], rows: usize, out: &mut [f32]) {
    let columns = matrix.len() / rows;
    for (r, row) in matrix.chunks_exact(columns).enumerate() {
        for (c, value) in row.iter().enumerate() {
            out[c * rows + r] = *value;
        }
    }
}

/// What a normalization keeps for the way back.
struct Normalized {
    /// Mean zero, variance one.
    values: Vec<f32>,
    /// The factor of each token.
    scales: Vec<f32>,
}

#[inline(always)]
fn normalize(norm: &Norm, state: &[f32], channels: usize, out: &mut [f32]) -> Normalized {
    let mut kept = Normalized { values: vec![0f32; state.len()], scales: Vec::with_capacity(state.len() / channels) };
    let rows = state.chunks_exact(channels).zip(out.chunks_exact_mut(channels));
    for ((values, out), kept_values) in rows.zip(kept.values.chunks_exact_mut(channels)) {
        let scale = norm.apply(values, out);
        kept.scales.push(scale);
        let mean = sum_of(values, |x| x) / channels as f32;
        for (kept, x) in kept_values.iter_mut().zip(values) {
            *kept = (x - mean) * scale;
        }
    }
    kept
}

/// Adds the gradient of a normalization's input to `into`, and those of its weights to `gradient`.
#[inline(always)]
fn normalize_back(norm: &Norm, kept: &Normalized, slope: &[f32], gradient: &mut Norm, into: &mut [f32]) {
    let channels = norm.gain.len();
    let rows =
        slope.chunks_exact(channels).zip(kept.values.chunks_exact(channels)).zip(into.chunks_exact_mut(channels));
    let mut inner = vec![0f32; channels];
    let mut product = vec![0f32; channels];
    for (((slope, values), into), scale) in rows.zip(&kept.scales) {
        for c in 0..channels {
            gradient.gain[c] += slope[c] * values[c];
            gradient.bias[c] += slope[c];
            inner[c] = slope[c] * norm.gain[c];
            product[c] = inner[c] * values[c];
        }
        let mean = sum_of(&inner, |x| x) / channels as f32;
        let along = sum_of(&product, |x| x) / channels as f32;
        for c in 0..channels {
            into[c] += scale * (inner[c] - mean - values[c] * along);
        }
    }
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

#[inline(always)]
fn add(sum: &mut [f32], values: &[f32]) {
    for (sum, value) in sum.iter_mut().zip(values) {
        *sum += value;
    }
}

/// Turns outputs into the slopes of the loss; gives the sum of the losses of each head. The loss of what a corpus says is
/// the negative logarithm of the probability of all outputs that would be right, that of what a larger network says the
/// cross entropy.
#[inline(always)]
fn losses(outputs: &mut [f32], chunk: &Chunk, weight: [f32; HEADS.len()]) -> [f64; HEADS.len()] {
    let mut losses = [0f64; HEADS.len()];
    let tokens = outputs.chunks_exact_mut(PADDED_OUTPUTS).zip(&chunk.targets).zip(&chunk.taught);
    for ((row, targets), taught) in tokens {
        row[OUTPUTS..].fill(0.0);
        let mut rest = &mut row[..OUTPUTS];
        let mut first = 0;
        for head in 0..HEADS.len() {
            let (outputs, next) = rest.split_at_mut(HEADS[head]);
            rest = next;
            let taught = taught.as_ref().map(|row| &row[first..first + HEADS[head]]);
            let taught = taught.filter(|row| row.iter().any(|p| *p > 0.0));
            first += HEADS[head];
            if (targets[head] == 0 && taught.is_none()) || weight[head] == 0.0 {
                outputs.fill(0.0);
                continue;
            }
            let highest = outputs.iter().fold(f32::MIN, |highest, x| highest.max(*x));
            let (mut all, mut right) = (0f32, 0f32);
            for (output, x) in outputs.iter_mut().enumerate() {
                *x = exp(*x - highest);
                all += *x;
                right += if targets[head] >> output & 1 == 1 { *x } else { 0.0 };
            }
            let right = right.max(1e-30);
            let trust = match taught {
                None => 0.0,
                Some(_) if targets[head] == 0 => 1.0,
                Some(_) => TRUST,
            };
            if trust < 1.0 {
                losses[head] -= f64::from(1.0 - trust) * f64::from(right / all).ln();
            }
            for (output, x) in outputs.iter_mut().enumerate() {
                let mut target = if targets[head] >> output & 1 == 1 { *x / right } else { 0.0 };
                if let Some(taught) = taught {
                    losses[head] -= f64::from(trust * taught[output]) * f64::from((*x / all).max(1e-30)).ln();
                    target = (1.0 - trust) * target + trust * taught[output];
                }
                *x = (*x / all - target) * weight[head];
            }
        }
    }
    losses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimizer::zeros;
    use whosaid::reader::network::untrained;

    const NOTHING_DROPPED: Dropout = Dropout { values: 0.0, words: 0.0, features: 0.0 };
    const WEIGHT: [f32; HEADS.len()] = [1.0, 0.5, 1.0, 2.0, 1.0, 1.0, 1.0, 1.0];

    fn loss(weights: &Weights, chunk: &Chunk) -> (f64, Weights) {
        let mut gradients = zeros(weights);
        let losses = learn(weights, &Prepared::new(weights), chunk, WEIGHT, NOTHING_DROPPED, &mut 1, &mut gradients);
        (losses.iter().zip(WEIGHT).map(|(loss, weight)| loss * f64::from(weight)).sum(), gradients)
    }

    /// Compares the gradient of one weight with what a small change of it does to the loss.
    fn check(weights: &Weights, chunk: &Chunk, name: &str, pick: impl Fn(&mut Weights) -> &mut f32) {
        let gradient = *pick(&mut loss(weights, chunk).1);
        let moved = |by: f32| {
            let mut weights = weights.clone();
            *pick(&mut weights) += by;
            loss(&weights, chunk).0
        };
        let slope = (moved(0.01) - moved(-0.01)) / 0.02;
        assert!((slope - f64::from(gradient)).abs() < 0.01 + 0.02 * slope.abs(), "{name}: {slope} {gradient}");
    }

    #[test]
    fn gradients_are_slopes() {
        let mut weights = untrained(16, &[1, 2], std::array::from_fn(|_| vec![1, 3, 4]), 5);
        weights.blocks[0].norm.gain[3] = 0.7;
        let mut taught = vec![None; 7];
        let mut row = Box::new([0.0; OUTPUTS]);
        row[34..37].copy_from_slice(&[0.5, 0.3, 0.2]);
        row[40..43].copy_from_slice(&[0.1, 0.9, 0.0]);
        taught[2] = Some(row);
        let chunk = Chunk {
            rows: (0..7).map(|i| std::array::from_fn(|column| (i + column as u32) % 4)).collect(),
            targets: (0..7).map(|i| [1 << i, 3 << i, 1, (i % 3 != 2) as u32 * 2, 0, 0, 4, 0]).collect(),
            taught,
        };
        assert_eq!(chunk.labels(), [7, 7, 7, 5, 1, 0, 7, 0]);
        let check = |name: &str, pick: &dyn Fn(&mut Weights) -> &mut f32| check(&weights, &chunk, name, pick);
        for i in [0, 5, 21] {
            check("heads", &|w| &mut w.heads[i]);
            check("head bias", &|w| &mut w.head_bias[i]);
            check("table", &|w| &mut w.tables[2].rows[i]);
            check("last norm", &|w| &mut w.norm.gain[i % 16]);
            for block in [0, 1] {
                check("gain", &|w| &mut w.blocks[block].norm.gain[i % 16]);
                check("shift", &|w| &mut w.blocks[block].norm.bias[i % 16]);
                check("bias", &|w| &mut w.blocks[block].bias[i]);
                for tap in [0, 1, 2] {
                    check("matrix", &|w| &mut w.blocks[block].matrix[tap * 16 * 32 + i * 7]);
                }
            }
        }
    }
}
