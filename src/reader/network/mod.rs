//! The network: tables of features, gated convolutions, heads.
//!
//! The rows that the tables hold for a token's features are summed. Then come some blocks, each of which normalizes
//! its input, looks at a token and the two at a distance, and adds what comes out, multiplied with a gate, to its
//! input (dilated gated convolutions with residuals: van den Oord et al. 2016, Dauphin et al. 2017). A last
//! normalization, and one linear map for all heads together.

mod heads;
mod lookup;
mod trained;

pub use trained::{
    Block, EPSILON, HEADS, MOST_CHANNELS, Norm, OUTPUTS, PADDED_OUTPUTS, Table, Weights, random, sum_of, untrained,
};

use std::ops::Range;

use super::features::{COLUMNS, Row};
use super::integers::{
    Convolution, FARTHEST, Instructions, Layer, NO_TILES, NOTHING, Rounding, Tiles, Token, Work, run,
};
use super::matrix::LANES;
use super::rounded::Rounded;
use super::scores::likeliest;
use super::{PartOfSpeech, Scores};
use heads::push_likeliest;
pub(super) use heads::{push_row, to_log_probabilities};
use lookup::Lookup;

/// The network, ready to read.
#[derive(Debug, Clone)]
pub struct Network {
    channels: usize,
    tables: Vec<Lookup>,
    /// The dilation of each block, and its matrix.
    blocks: Vec<(usize, Convolution)>,
    heads: Layer,
    /// Of the heads that of the parts of speech.
    parts_of_speech: Layer,
    reach: usize,
}

/// The outputs for the part of speech, filled up to whole panels.
const PARTS_OF_SPEECH: usize = PartOfSpeech::COUNT.next_multiple_of(LANES);

/// Tokens that are read at one go.
const STRETCH: usize = 1024;

/// Tokens that each step works on together: as many as leave room in the processor's nearest cache for a panel of weights.
const CHUNK: usize = 36;

impl Network {
    /// From its weights, whose lists must have the lengths that their descriptions state.
    pub fn new(weights: Weights<Rounded>) -> Network {
        let channels = weights.channels;
        let block = |block: Block<Rounded>| (block.dilation, Convolution::new(&block.norm, &block.matrix, block.bias));
        let heads = Layer::new(&weights.norm, &weights.heads, weights.head_bias);
        Network {
            channels,
            reach: weights.blocks.iter().map(|block| block.dilation).sum(),
            tables: weights.tables.into_iter().map(Lookup::new).collect(),
            blocks: weights.blocks.into_iter().map(block).collect(),
            parts_of_speech: heads.narrowed(PARTS_OF_SPEECH),
            heads,
        }
    }

    /// The sum of what the tables of `columns` hold for `hash`, one value a channel; nothing if none of them knows it.
    pub fn rows_of(&self, columns: &[usize], hash: u32) -> Option<Vec<f32>> {
        let mut sum = vec![0.0; self.channels];
        let mut is_known = false;
        for (step, row) in columns.iter().filter_map(|column| self.tables[*column].known_row(hash)) {
            is_known = true;
            sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += step * f32::from(*value));
        }
        is_known.then_some(sum)
    }

    /// How many tokens to each side can change the scores of a token.
    pub fn reach(&self) -> usize {
        self.reach
    }

    /// Scores every token.
    pub fn read(&self, rows: &[Row]) -> Scores {
        let mut scores = Scores::with_capacity(rows.len());
        scores.parts_of_speech.reserve_exact(rows.len());
        self.read_heads(&self.heads, rows, 0..rows.len(), |row| push_row(&mut scores, row));
        scores
    }

    /// Scores the tokens of `range`, each within all of `rows`; of the parts of speech only the likeliest are kept.
    pub fn read_range(&self, rows: &[Row], range: Range<usize>) -> Scores {
        let mut scores = Scores::with_capacity(range.len());
        scores.likeliest_parts.reserve_exact(range.len());
        self.read_heads(&self.heads, rows, range, |row| push_likeliest(&mut scores, row));
        scores
    }

    /// The likeliest part of speech of every token, and nothing else.
    pub fn read_parts_of_speech(&self, rows: &[Row]) -> Vec<PartOfSpeech> {
        let mut parts = Vec::with_capacity(rows.len());
        self.read_heads(&self.parts_of_speech, rows, 0..rows.len(), |row| {
            parts.push(PartOfSpeech::ALL[likeliest(&row[..PartOfSpeech::COUNT])]);
        });
        parts
    }

    /// Gives the row of log-probabilities of each token of `range` to `take`.
    fn read_heads(&self, heads: &Layer, rows: &[Row], range: Range<usize>, mut take: impl FnMut(&[f32])) {
        let mut start = range.start;
        while start < range.end {
            let end = range.end.min(start + STRETCH);
            let context = start.saturating_sub(self.reach)..rows.len().min(end + self.reach);
            let wanted = start - context.start..end - context.start;
            let outputs = run(Stretch { network: self, heads, rows: &rows[context], wanted });
            outputs.chunks_exact(heads.width()).for_each(&mut take);
            start = end;
        }
    }
}

/// Some tokens, and which of them are to be scored.
struct Stretch<'a> {
    network: &'a Network,
    heads: &'a Layer,
    rows: &'a [Row],
    wanted: Range<usize>,
}

impl Work for Stretch<'_> {
    /// Log-probabilities in rows as wide as the heads.
    type Output = Vec<f32>;

    #[inline(always)]
    fn run<I: Instructions>(self, with: I) -> Vec<f32> {
        let Network { channels, tables, blocks, .. } = self.network;
        let (heads, width) = (self.heads, self.heads.width());
        let count = self.rows.len();
        let mut state = vec![0f32; count * channels];
        for (rows, out) in self.rows.chunks(CHUNK).zip(state.chunks_mut(CHUNK * channels)) {
            look_up(tables, rows, out);
        }
        let mut rounded = vec![NOTHING; count];
        let mut left = NO_TILES;
        for (dilation, layer) in blocks {
            for (values, rounded) in state.chunks(CHUNK * channels).zip(rounded.chunks_mut(CHUNK)) {
                round(&layer.rounding, values, rounded);
            }
            for tiles in Tiles::of(count, *dilation) {
                tiles.gather(&rounded, &mut left);
                layer.add_gated(with, tiles, &left, &mut state);
            }
        }
        let state = &state[self.wanted.start * channels..self.wanted.end * channels];
        let mut outputs = vec![0f32; self.wanted.len() * width];
        for (values, outputs) in state.chunks(CHUNK * channels).zip(outputs.chunks_mut(CHUNK * width)) {
            let left = &mut rounded[..values.len() / channels];
            round(&heads.rounding, values, left);
            heads.multiply(with, left, outputs);
            if width == PADDED_OUTPUTS {
                to_log_probabilities::<PADDED_OUTPUTS, _>(outputs, HEADS);
            } else {
                to_log_probabilities::<PARTS_OF_SPEECH, _>(outputs, [PartOfSpeech::COUNT]);
            }
        }
        outputs
    }
}

/// Sums the rows that the tables hold.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn look_up(tables: &[Lookup], rows: &[Row], state: &mut [f32]) {
    let channels = state.len() / rows.len();
    // The tables are far from the processor: it can fetch what several rows need at once if their numbers are found first.
    let mut numbers = [[0; COLUMNS]; CHUNK];
    for (table, column) in tables.iter().zip(0..COLUMNS) {
        for (numbers, row) in numbers.iter_mut().zip(rows) {
            numbers[column] = table.number(row[column]);
        }
    }
    for (numbers, out) in numbers.iter().zip(state.chunks_exact_mut(channels)) {
        for (table, number) in tables.iter().zip(numbers) {
            let (scale, levels) = table.row(*number);
            for (out, level) in out.iter_mut().zip(levels) {
                *out += f32::from(*level) * scale;
            }
        }
    }
}

/// Normalizes some tokens, at most [`CHUNK`], and rounds them.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn round(rounding: &Rounding, values: &[f32], rounded: &mut [Token]) {
    let channels = rounding.channels();
    let (means, scales) = moments(values, channels);
    let mut normalized = vec![0f32; channels];
    let rows = values.chunks_exact(channels).zip(means).zip(scales);
    for (((values, mean), scale), rounded) in rows.zip(rounded) {
        normalize(values, mean, scale, &mut normalized);
        rounding.round(&normalized, rounded);
    }
}

/// The mean of each row of `width` values, of at most [`CHUNK`] rows, and the factor that makes its variance one. All
/// means come before all variances, so that the processor need not wait for the long sum of one row.
#[inline(always)]
fn moments(values: &[f32], width: usize) -> ([f32; CHUNK], [f32; CHUNK]) {
    let (mut means, mut scales) = ([0f32; CHUNK], [0f32; CHUNK]);
    for (mean, values) in means.iter_mut().zip(values.chunks_exact(width)) {
        *mean = sum_of(values, |x| x) / width as f32;
    }
    for ((scale, mean), values) in scales.iter_mut().zip(means).zip(values.chunks_exact(width)) {
        *scale = sum_of(values, |x| (x - mean) * (x - mean)) / width as f32;
    }
    for scale in &mut scales {
        *scale = 1.0 / (*scale + EPSILON).sqrt();
    }
    (means, scales)
}

/// Mean zero, variance one, and nothing farther from zero than [`FARTHEST`].
#[inline(always)]
fn normalize(values: &[f32], mean: f32, scale: f32, out: &mut [f32]) {
    for (out, x) in out.iter_mut().zip(values) {
        *out = ((x - mean) * scale).clamp(-FARTHEST, FARTHEST);
    }
}

#[cfg(test)]
mod tests {
    use super::super::features::COLUMNS;
    use super::*;

    fn rows(count: usize) -> Vec<Row> {
        (0..count as u32).map(|i| std::array::from_fn(|column| (i * 7 + column as u32) % 5)).collect()
    }

    fn network() -> Network {
        Network::new(untrained(16, &[1, 2], std::array::from_fn(|_| vec![1, 3, 4]), 7).rounded())
    }

    #[test]
    fn rows_are_probabilities() {
        let scores = network().read(&rows(40));
        assert_eq!(scores.speech.cues.len(), 40);
        for row in &scores.names {
            assert!((row.iter().map(|x| x.exp()).sum::<f32>() - 1.0).abs() < 1e-5);
        }
        assert!(network().read(&[]).is_empty());
    }

    #[test]
    fn a_part_read_alone_scores_the_same() {
        let (network, rows) = (network(), rows(STRETCH * 2 + 9));
        let whole = network.read(&rows);
        for range in [0..1, 5..9, 500..530, rows.len() - 2..rows.len()] {
            let part = network.read_range(&rows, range.clone());
            assert_eq!(part.names, whole.names[range.clone()]);
            assert_eq!(part.speech, whole.speech.part(range));
        }
    }

    #[test]
    fn parts_of_speech_alone_are_those_of_all_scores() {
        let (network, rows) = (network(), rows(STRETCH + 9));
        let scores = network.read(&rows);
        let parts = network.read_parts_of_speech(&rows);
        assert!(parts.iter().any(|part| *part != parts[0]));
        assert!(parts.into_iter().eq((0..rows.len()).map(|token| scores.part_of_speech(token))));
    }

    #[test]
    fn a_token_is_seen_as_far_as_the_network_reaches() {
        let (network, rows) = (network(), rows(20));
        let whole = network.read(&rows);
        let mut other = rows.clone();
        other[10] = [4; COLUMNS];
        let changed = network.read(&other);
        let differs: Vec<usize> = (0..20).filter(|i| whole.names[*i] != changed.names[*i]).collect();
        assert_eq!(differs, (10 - network.reach()..=10 + network.reach()).collect::<Vec<_>>());
    }
}
