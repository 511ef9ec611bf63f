//! The network: tables of features, gated convolutions, heads.
//!
//! The rows that the tables hold for a token's features are summed. Then come some blocks, each of which normalizes
//! its input, looks at a token and the two at a distance, and adds what comes out, multiplied with a gate, to its
//! input (dilated gated convolutions with residuals: van den Oord et al. 2016, Dauphin et al. 2017). A last
//! normalization, and one linear map for all heads together.

use super::features::{COLUMNS, Row};
use super::matrix::{LANES, Panels, Rows, add_product, exp, logistic, vectorized};
use super::{NameTag, PartOfSpeech, RoleTag, Scores};

/// All outputs of a token together, in the order of [`HEADS`].
pub const OUTPUTS: usize = PartOfSpeech::COUNT + NameTag::COUNT + 6 * RoleTag::COUNT;

/// The number of outputs of each head: parts of speech, names; contents, sources and cues of speech; the same of
/// attributions of any kind.
pub const HEADS: [usize; 8] = [
    PartOfSpeech::COUNT,
    NameTag::COUNT,
    RoleTag::COUNT,
    RoleTag::COUNT,
    RoleTag::COUNT,
    RoleTag::COUNT,
    RoleTag::COUNT,
    RoleTag::COUNT,
];

/// The outputs, filled up to whole panels of [`LANES`].
pub const PADDED_OUTPUTS: usize = OUTPUTS.next_multiple_of(LANES);

/// The weights of the network, as they are trained.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weights {
    /// Channels: the values that stand for a token inside the network; a multiple of [`LANES`].
    pub channels: usize,
    /// One for each feature.
    pub tables: Vec<Table>,
    /// In the order of their work.
    pub blocks: Vec<Block>,
    /// The last normalization.
    pub norm: Norm,
    /// From channels to outputs: `channels` rows of [`PADDED_OUTPUTS`].
    pub heads: Vec<f32>,
    /// [`PADDED_OUTPUTS`] values.
    pub head_bias: Vec<f32>,
}

/// What is known of one feature.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The known hashes, ascending.
    pub known: Vec<u32>,
    /// The number of the row of each known hash, where several share one; empty where each has its own, in order.
    pub shared: Vec<u16>,
    /// Rows of `channels` values: row 0 for whatever is not known, then those of the known hashes.
    pub rows: Vec<f32>,
}

/// A gated convolution of width three.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Block {
    /// The distance between the tokens it looks at.
    pub dilation: usize,
    /// Of its input.
    pub norm: Norm,
    /// `3 * channels` rows (the token before, the token, the token after) of `2 * channels` (values, then gates).
    pub matrix: Vec<f32>,
    /// `2 * channels` values.
    pub bias: Vec<f32>,
}

/// A normalization of a token's channels to mean zero and variance one, then scaled and shifted (Ba et al. 2016).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Norm {
    /// `channels` factors.
    pub gain: Vec<f32>,
    /// `channels` summands.
    pub bias: Vec<f32>,
}

/// Added to the variance, so that it is never zero.
pub const EPSILON: f32 = 1e-5;

impl Norm {
    /// Normalizes the values of one token; gives the factor that made their variance one.
    #[inline(always)]
    pub fn apply(&self, values: &[f32], out: &mut [f32]) -> f32 {
        let mean = sum_of(values, |x| x) / values.len() as f32;
        let variance = sum_of(values, |x| (x - mean) * (x - mean)) / values.len() as f32;
        let scale = 1.0 / (variance + EPSILON).sqrt();
        for (((out, x), gain), bias) in out.iter_mut().zip(values).zip(&self.gain).zip(&self.bias) {
            *out = (x - mean) * scale * gain + bias;
        }
        scale
    }
}

/// A sum in [`LANES`] strands, so that it can be vectorized and still has a fixed order.
#[inline(always)]
pub fn sum_of(values: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut strands = [0f32; LANES];
    for chunk in values.chunks_exact(LANES) {
        for (strand, x) in strands.iter_mut().zip(chunk) {
            *strand += f(*x);
        }
    }
    strands.iter().sum()
}

impl Table {
    /// The row of `hash`: zero if it is not known.
    pub fn row_of(&self, hash: u32) -> usize {
        self.known.binary_search(&hash).map_or(0, |index| self.shared.get(index).map_or(index + 1, |row| (*row).into()))
    }

    /// Every known hash with its row.
    pub fn by_hash(&self) -> rustc_hash::FxHashMap<u32, u32> {
        let row = |index: usize| self.shared.get(index).map_or(index as u32 + 1, |row| (*row).into());
        self.known.iter().enumerate().map(|(index, hash)| (*hash, row(index))).collect()
    }
}

/// The network, ready to read.
#[derive(Debug, Clone)]
pub struct Network {
    channels: usize,
    tables: Vec<Lookup>,
    blocks: Vec<(Block, Panels)>,
    norm: Norm,
    heads: Panels,
    head_bias: Vec<f32>,
    reach: usize,
}

/// A table with a quicker way to its rows.
#[derive(Debug, Clone)]
struct Lookup {
    row_of: rustc_hash::FxHashMap<u32, u32>,
    rows: Vec<f32>,
}

/// Tokens that are read at one go, so that their values stay in the processor's cache.
const STRETCH: usize = 1024;

impl Network {
    /// From its weights, whose lists must have the lengths that their descriptions state.
    pub fn new(weights: Weights) -> Network {
        let lookup = |table: Table| Lookup { row_of: table.by_hash(), rows: table.rows };
        let channels = weights.channels;
        let prepare = |block: Block| {
            let panels = Panels::new(&block.matrix, 3 * channels);
            (Block { matrix: Vec::new(), ..block }, panels)
        };
        Network {
            channels,
            tables: weights.tables.into_iter().map(lookup).collect(),
            reach: weights.blocks.iter().map(|block| block.dilation).sum(),
            blocks: weights.blocks.into_iter().map(prepare).collect(),
            norm: weights.norm,
            heads: Panels::new(&weights.heads, channels),
            head_bias: weights.head_bias,
        }
    }

    /// How many tokens to each side can change the scores of a token.
    pub fn reach(&self) -> usize {
        self.reach
    }

    /// Scores every token.
    pub fn read(&self, rows: &[Row]) -> Scores {
        self.read_range(rows, 0..rows.len())
    }

    /// Scores the tokens of `range`, each within all of `rows`.
    pub fn read_range(&self, rows: &[Row], range: std::ops::Range<usize>) -> Scores {
        let mut scores = Scores::default();
        let mut start = range.start;
        while start < range.end {
            let end = range.end.min(start + STRETCH);
            let context = start.saturating_sub(self.reach)..rows.len().min(end + self.reach);
            let outputs = vectorized(
                #[inline(always)]
                || self.outputs(&rows[context.clone()], start - context.start..end - context.start),
            );
            for row in outputs.chunks_exact(PADDED_OUTPUTS) {
                push_row(&mut scores, row);
            }
            start = end;
        }
        scores
    }

    /// The outputs of the tokens of `wanted`: log-probabilities in rows of [`PADDED_OUTPUTS`].
    #[inline(always)]
    fn outputs(&self, rows: &[Row], wanted: std::ops::Range<usize>) -> Vec<f32> {
        let channels = self.channels;
        let mut state = vec![0f32; rows.len() * channels];
        self.look_up(rows, &mut state);
        let farthest = self.blocks.iter().map(|(block, _)| block.dilation).max().unwrap_or(0);
        let mut input = vec![0f32; (rows.len() + 2 * farthest) * channels];
        let mut gated = vec![0f32; rows.len() * 2 * channels];
        for (block, panels) in &self.blocks {
            let margin = block.dilation * channels;
            let (before, rest) = input.split_at_mut(margin);
            let (middle, after) = rest.split_at_mut(state.len());
            before.fill(0.0);
            after[..margin].fill(0.0);
            for (values, out) in state.chunks_exact(channels).zip(middle.chunks_exact_mut(channels)) {
                block.norm.apply(values, out);
            }
            for row in gated.chunks_exact_mut(2 * channels) {
                row.copy_from_slice(&block.bias);
            }
            let taps = [0, margin, 2 * margin];
            add_product(Rows { values: &input, stride: channels, taps: &taps, length: channels }, panels, &mut gated);
            for (out, row) in state.chunks_exact_mut(channels).zip(gated.chunks_exact(2 * channels)) {
                let (values, gates) = row.split_at(channels);
                for ((out, value), gate) in out.iter_mut().zip(values).zip(gates) {
                    *out += value * logistic(*gate);
                }
            }
        }
        let state = &state[wanted.start * channels..wanted.end * channels];
        let mut outputs = vec![0f32; wanted.len() * PADDED_OUTPUTS];
        for row in outputs.chunks_exact_mut(PADDED_OUTPUTS) {
            row.copy_from_slice(&self.head_bias);
        }
        for (values, out) in state.chunks_exact(channels).zip(input.chunks_exact_mut(channels)) {
            self.norm.apply(values, out);
        }
        let left = Rows { values: &input, stride: channels, taps: &[0], length: channels };
        add_product(left, &self.heads, &mut outputs);
        for row in outputs.chunks_exact_mut(PADDED_OUTPUTS) {
            let mut rest = row;
            for size in HEADS {
                let (head, next) = rest.split_at_mut(size);
                to_log_probabilities(head);
                rest = next;
            }
        }
        outputs
    }

    #[inline(always)]
    fn look_up(&self, rows: &[Row], state: &mut [f32]) {
        for (row, out) in rows.iter().zip(state.chunks_exact_mut(self.channels)) {
            for (table, hash) in self.tables.iter().zip(row) {
                let start = table.row_of.get(hash).map_or(0, |row| *row as usize) * self.channels;
                for (out, value) in out.iter_mut().zip(&table.rows[start..start + self.channels]) {
                    *out += value;
                }
            }
        }
    }
}

/// Turns outputs into logarithms of probabilities.
#[inline(always)]
pub fn to_log_probabilities(outputs: &mut [f32]) {
    let highest = outputs.iter().fold(f32::MIN, |highest, x| highest.max(*x));
    let sum: f32 = outputs.iter().map(|x| exp(x - highest)).sum();
    let shift = highest + sum.ln();
    for x in outputs {
        *x = (*x - shift).min(0.0);
    }
}

/// Cuts a row of outputs into its heads.
pub(super) fn push_row(scores: &mut Scores, row: &[f32]) {
    fn take<const N: usize>(row: &mut &[f32]) -> [f32; N] {
        let (head, rest) = row.split_at(N);
        *row = rest;
        std::array::from_fn(|index| head[index])
    }
    let row = &mut &row[..OUTPUTS];
    scores.parts_of_speech.push(take(row));
    scores.names.push(take(row));
    for roles in [&mut scores.speech, &mut scores.attributions] {
        roles.contents.push(take(row));
        roles.sources.push(take(row));
        roles.cues.push(take(row));
    }
}

/// A network of the given size with weights that are small, different and meaningless; a start for training, and
/// something to test with. Every table knows the hashes it is given.
pub fn untrained(channels: usize, dilations: &[usize], known: [Vec<u32>; COLUMNS], seed: u64) -> Weights {
    let mut state = seed;
    let mut noise = |size: usize, spread: f32| -> Vec<f32> {
        (0..size).map(|_| (random(&mut state) * 2.0 - 1.0) * spread).collect()
    };
    let norm = || Norm { gain: vec![1.0; channels], bias: vec![0.0; channels] };
    let tables = known.into_iter().map(|known| Table {
        rows: noise((known.len() + 1) * channels, 0.4),
        shared: Vec::new(),
        known,
    });
    let tables = tables.collect();
    let spread = (3.0 / (3 * channels) as f32).sqrt();
    let block = |dilation: &usize| Block {
        dilation: *dilation,
        norm: norm(),
        matrix: noise(3 * channels * 2 * channels, spread),
        bias: vec![0.0; 2 * channels],
    };
    let blocks = dilations.iter().map(block).collect();
    let mut heads = noise(channels * PADDED_OUTPUTS, (1.0 / channels as f32).sqrt());
    for row in heads.chunks_exact_mut(PADDED_OUTPUTS) {
        row[OUTPUTS..].fill(0.0);
    }
    Weights { channels, tables, blocks, norm: norm(), heads, head_bias: vec![0.0; PADDED_OUTPUTS] }
}

/// The next of a series of numbers from 0 to 1 (SplitMix64; Steele et al. 2014).
pub fn random(state: &mut u64) -> f32 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: usize) -> Vec<Row> {
        (0..count as u32).map(|i| std::array::from_fn(|column| (i * 7 + column as u32) % 5)).collect()
    }

    fn network() -> Network {
        Network::new(untrained(16, &[1, 2], std::array::from_fn(|_| vec![1, 3, 4]), 7))
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
