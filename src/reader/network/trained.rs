//! What the network has learned: its weights, in the shapes that training needs.

use super::super::features::COLUMNS;
use super::super::matrix::LANES;
use super::super::rounded::Rounded;
use super::super::{NameTag, PartOfSpeech, RoleTag};

/// The largest whole number that a value is rounded to in the matrix of the heads, in those of blocks, and in tables, which
/// are most of a file: fewer levels compress better, and the scores do not suffer.
const HEAD_LEVELS: f32 = 127.0;
const BLOCK_LEVELS: f32 = 63.0;
const TABLE_LEVELS: f32 = 31.0;

/// The most channels of a network: the rows that are multiplied have room for so many.
pub const MOST_CHANNELS: usize = 80;

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

/// The weights of the network: `Weights` as they are trained, and `Weights<Rounded>` as they are stored and read with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weights<M = Vec<f32>> {
    /// Channels: the values that stand for a token inside the network; a multiple of [`LANES`], at most
    /// [`MOST_CHANNELS`].
    pub channels: usize,
    /// One for each feature.
    pub tables: Vec<Table<M>>,
    /// In the order of their work.
    pub blocks: Vec<Block<M>>,
    /// The last normalization.
    pub norm: Norm,
    /// From channels to outputs: `channels` rows of [`PADDED_OUTPUTS`].
    pub heads: M,
    /// [`PADDED_OUTPUTS`] values.
    pub head_bias: Vec<f32>,
}

/// What is known of one feature.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table<M = Vec<f32>> {
    /// The known hashes, ascending.
    pub known: Vec<u32>,
    /// The number of the row of each known hash, where several share one; empty where each has its own, in order.
    pub shared: Vec<u16>,
    /// Rows of `channels` values: row 0 for whatever is not known, then those of the known hashes.
    pub rows: M,
}

/// A gated convolution of width three.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Block<M = Vec<f32>> {
    /// The distance between the tokens it looks at.
    pub dilation: usize,
    /// Of its input.
    pub norm: Norm,
    /// `3 * channels` rows (the token before, the token, the token after) of `2 * channels` (values, then gates).
    pub matrix: M,
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

impl<M> Weights<M> {
    /// The same with other matrices: `change` is given a matrix, the width of its rows, and its largest whole number.
    fn with<N>(&self, change: impl Fn(&M, usize, f32) -> N) -> Weights<N> {
        let channels = self.channels;
        let table = |table: &Table<M>| Table {
            known: table.known.clone(),
            shared: table.shared.clone(),
            rows: change(&table.rows, channels, TABLE_LEVELS),
        };
        let block = |block: &Block<M>| Block {
            dilation: block.dilation,
            norm: block.norm.clone(),
            matrix: change(&block.matrix, 2 * channels, BLOCK_LEVELS),
            bias: block.bias.clone(),
        };
        Weights {
            channels,
            tables: self.tables.iter().map(table).collect(),
            blocks: self.blocks.iter().map(block).collect(),
            norm: self.norm.clone(),
            heads: change(&self.heads, PADDED_OUTPUTS, HEAD_LEVELS),
            head_bias: self.head_bias.clone(),
        }
    }
}

impl Weights {
    /// Rounded to 8 bits, as they are stored.
    pub fn rounded(&self) -> Weights<Rounded> {
        self.with(|values, width, levels| Rounded::new(values, width, levels))
    }
}

impl Weights<Rounded> {
    /// As they are trained.
    pub fn values(&self) -> Weights {
        self.with(|matrix, _, _| matrix.values())
    }
}

impl<M> Table<M> {
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
