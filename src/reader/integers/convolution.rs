//! A convolution of width three in whole numbers, with half of the multiplications.
//!
//! Four outputs at a time, `d` tokens apart, need the six inputs around them. Minimal filtering (Winograd 1980; F(4, 3) of Lavin and Gray
//! 2016) turns the six inputs into six others and the three matrices of weights into six, multiplies each with its own, and puts the four outputs
//! together from the six products: 6 products of a matrix in place of 12. In whole numbers that is exact: 24 times the output comes out,
//! as it would without, so that a token has the same output wherever it stands among the four.
//!
//! Sums may wrap around on their way; 24 times an output never leaves 32 bits, which [`Convolution::new`] sees to.

use bytemuck::{must_cast, must_cast_ref};

use super::instructions::Instructions;
use super::pairs::{NO_WEIGHTS, Panel, Token, in_turn, pairs};
use super::product::multiply_panel;
use super::rounding::{FARTHEST, Rounding, rounded};
use crate::reader::matrix::{LANES, logistic};
use crate::reader::network::{MOST_CHANNELS, Norm};
use crate::reader::rounded::Rounded;

/// The inputs, and the products, of one tile.
const INPUTS: usize = 6;

/// The outputs of one tile.
const OUTPUTS: usize = 4;

/// The tokens that an output looks at.
const TAPS: usize = 3;

/// Tiles whose outputs are found together: a multiple of all [`Instructions::ROWS`].
const TILES: usize = 12;

/// What stands for tokens before the first and after the last.
pub(in crate::reader) const NOTHING: Token = [0; MOST_CHANNELS / 2];

/// The largest whole number that a value is rounded to: what six of them become has 16 bits.
const LARGEST_VALUE: f32 = 3_270.0;

/// The largest whole number of weights that three of them become.
const LARGEST_WEIGHT: f32 = 32_700.0;

/// How many times its output a sum is.
const TIMES: f32 = 24.0;

/// The largest output: 24 times that, and what rounding adds, has 32 bits.
const LARGEST_OUTPUT: f32 = 85_000_000.0;

/// A normalization and the convolution that follows it.
#[derive(Debug, Clone)]
pub(in crate::reader) struct Convolution {
    pub(in crate::reader) rounding: Rounding,
    /// The weights of each [`LANES`] columns, for each of the inputs of a tile.
    panels: Vec<[Panel; INPUTS]>,
    /// What the sums are multiplied with.
    step: f32,
    /// Added to the outputs.
    bias: Vec<f32>,
}

impl Convolution {
    /// `matrix` has three times as many rows as `norm` has channels (the token before, the token, the token after), and `bias` as many values
    /// as it has columns: a multiple of [`LANES`].
    pub(in crate::reader) fn new(norm: &Norm, matrix: &Rounded, bias: Vec<f32>) -> Convolution {
        let (channels, columns) = (norm.gain.len(), bias.len());
        let factor =
            |(gain, shift): (&f32, &f32)| LARGEST_VALUE / (FARTHEST * gain.abs() + shift.abs()).max(f32::MIN_POSITIVE);
        let factors: Vec<f32> = norm.gain.iter().zip(&norm.bias).map(factor).collect();
        let mut weights = matrix.values();
        let largest_output = largest_output(norm, &weights, columns);
        for (row, factor) in weights.chunks_exact_mut(columns).zip(factors.iter().cycle()) {
            row.iter_mut().for_each(|weight| *weight /= factor);
        }
        let taps: [_; TAPS] = std::array::from_fn(|tap| &weights[tap * channels * columns..][..channels * columns]);
        let [before, at, after] = taps;
        let largest_weight =
            before.iter().zip(at).zip(after).fold(f32::MIN_POSITIVE, |largest, ((before, at), after)| {
                largest.max(before.abs() + 2.0 * at.abs() + 4.0 * after.abs())
            });
        let factor = (LARGEST_OUTPUT / largest_output).min(LARGEST_WEIGHT / largest_weight);
        let whole = |weights: &[f32]| weights.iter().map(|weight| rounded(weight * factor) as i16).collect();
        let scaled = |values: &[f32]| values.iter().zip(&factors).map(|(value, factor)| value * factor).collect();
        Convolution {
            rounding: Rounding { gain: scaled(&norm.gain), shift: scaled(&norm.bias) },
            panels: combined(taps.map(whole), columns),
            step: 1.0 / (TIMES * factor),
            bias,
        }
    }

    /// Adds the values of `tiles`, multiplied with their gates, to `state`, whose rows are the channels of tokens; `left` is what these tiles
    /// look at.
    #[inline(always)]
    pub(in crate::reader) fn add_gated<I: Instructions>(&self, with: I, tiles: Tiles, left: &Left, state: &mut [f32]) {
        let mut sums = [[[0i32; LANES]; TILES * INPUTS]; 2];
        let half = self.panels.len() / 2;
        // What stands in the rows behind the last tile is multiplied, too, and not looked at: several rows take no longer than one.
        let rows = tiles.count.next_multiple_of(I::ROWS);
        for index in 0..half {
            for (panels, sums) in [index, half + index].into_iter().zip(&mut sums) {
                let inputs = left.iter().zip(&self.panels[panels]).zip(sums.chunks_exact_mut(TILES));
                for ((left, panel), sums) in inputs {
                    multiply_panel(with, &left[..rows], panel, sums);
                }
            }
            let first = index * LANES;
            let bias = [first, half * LANES + first].map(|first| &self.bias[first..first + LANES]);
            add_panel(&sums, bias, self.step, &mut state[first..], half * LANES, tiles);
        }
    }
}

/// The largest output that there can be, whatever the tokens: what is normalized has a square sum of as many as there are channels, and no
/// sum of products is larger than the product of the lengths (Cauchy and Schwarz).
fn largest_output(norm: &Norm, weights: &[f32], columns: usize) -> f32 {
    let channels = norm.gain.len();
    let root = (channels as f32).sqrt();
    let mut outputs = vec![0f32; columns];
    for rows in weights.chunks_exact(channels * columns) {
        let mut sums = vec![(0f32, 0f32); columns];
        for ((row, gain), shift) in rows.chunks_exact(columns).zip(&norm.gain).zip(&norm.bias) {
            for ((squares, shifts), weight) in sums.iter_mut().zip(row) {
                *squares += (weight * gain) * (weight * gain);
                *shifts += weight * shift;
            }
        }
        let largest = sums.into_iter().map(|(squares, shifts)| root * squares.sqrt() + shifts.abs());
        outputs.iter_mut().zip(largest).for_each(|(output, largest)| *output += largest);
    }
    outputs.into_iter().fold(f32::MIN_POSITIVE, f32::max)
}

/// The weights for the six inputs of a tile from those for the token before, the token and the token after: each a matrix whose rows have
/// `columns` values.
fn combined(weights: [Vec<i16>; TAPS], columns: usize) -> Vec<[Panel; INPUTS]> {
    let half = weights[0].len() / columns / 2;
    let panels = (0..columns).step_by(LANES).map(|first| {
        let mut panels = [NO_WEIGHTS; INPUTS];
        for pair in 0..half {
            let [g0, g1, g2] = (weights.each_ref())
                .map(|weights| in_turn([pair, pair + half].map(|row| &weights[row * columns + first..][..LANES])));
            let combine = |combine: fn(i16, i16, i16) -> i16| {
                let mut weights = g0;
                for ((weight, g1), g2) in weights.iter_mut().zip(g1).zip(g2) {
                    *weight = combine(*weight, g1, g2);
                }
                pairs(weights)
            };
            let combined = [
                pairs(g0),
                combine(|g0, g1, g2| g0 + g1 + g2),
                combine(|g0, g1, g2| g0 - g1 + g2),
                combine(|g0, g1, g2| g0 + 2 * g1 + 4 * g2),
                combine(|g0, g1, g2| g0 - 2 * g1 + 4 * g2),
                pairs(g2),
            ];
            for (panel, weights) in panels.iter_mut().zip(combined) {
                panel[pair] = weights;
            }
        }
        panels
    });
    panels.collect()
}

/// What [`TILES`] tiles look at: the first inputs of all, then the second, and so on.
type Left = [[Token; TILES]; INPUTS];

/// Tiles of zeros.
pub(in crate::reader) const NO_TILES: Left = [[NOTHING; TILES]; INPUTS];

/// Some tiles, at most [`TILES`], of tokens that stand `dilation` apart.
#[derive(Debug, Clone, Copy)]
pub(in crate::reader) struct Tiles {
    first: usize,
    count: usize,
    dilation: usize,
}

impl Tiles {
    /// Those that `tokens` tokens take.
    pub(in crate::reader) fn of(tokens: usize, dilation: usize) -> impl Iterator<Item = Tiles> {
        let span = OUTPUTS * dilation;
        let count = tokens / span * dilation + dilation.min(tokens % span);
        (0..count).step_by(TILES).map(move |first| Tiles { first, count: TILES.min(count - first), dilation })
    }

    /// The token that an output of a tile is of: perhaps one beyond the last.
    #[inline(always)]
    fn token(self, tile: usize, output: usize) -> usize {
        let tile = self.first + tile;
        (tile / self.dilation * OUTPUTS + output) * self.dilation + tile % self.dilation
    }

    /// Takes what the tiles look at; tokens before the first and after the last are zero.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(in crate::reader) fn gather(self, tokens: &[Token], left: &mut Left) {
        for tile in 0..self.count {
            let first = self.token(tile, 0);
            let input = |input: usize| {
                let token = (first + input * self.dilation).checked_sub(self.dilation);
                token.and_then(|token| tokens.get(token)).unwrap_or(&NOTHING)
            };
            let inputs = transform([input(0), input(1), input(2), input(3), input(4), input(5)]);
            for (left, token) in left.iter_mut().zip(inputs) {
                left[tile] = token;
            }
        }
    }
}

/// What six tokens, `d` tokens apart, become.
#[inline(always)]
fn transform(tokens: [&Token; INPUTS]) -> [Token; INPUTS] {
    let channels = |input: usize| -> &[i16; MOST_CHANNELS] { must_cast_ref(tokens[input]) };
    let (d0, d1, d2, d3, d4, d5) = (channels(0), channels(1), channels(2), channels(3), channels(4), channels(5));
    let mut out = [[0i16; MOST_CHANNELS]; INPUTS];
    for c in 0..MOST_CHANNELS {
        let (even, odd) = (d4[c] - 4 * d2[c], d3[c] - 4 * d1[c]);
        let (near, far) = (d4[c] - d2[c], 2 * (d3[c] - d1[c]));
        out[0][c] = 4 * d0[c] - 5 * d2[c] + d4[c];
        out[1][c] = even + odd;
        out[2][c] = even - odd;
        out[3][c] = near + far;
        out[4][c] = near - far;
        out[5][c] = 4 * d1[c] - 5 * d3[c] + d5[c];
    }
    must_cast(out)
}

/// Adds what the sums of some values and those of their gates become to rows that are `channels` apart.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn add_panel(
    [value_sums, gate_sums]: &[[[i32; LANES]; TILES * INPUTS]; 2],
    [value_bias, gate_bias]: [&[f32]; 2],
    step: f32,
    state: &mut [f32],
    channels: usize,
    tiles: Tiles,
) {
    let (value_bias, gate_bias) = (lanes(|lane| value_bias[lane]), lanes(|lane| gate_bias[lane]));
    for tile in 0..tiles.count {
        let [v0, v1, v2, v3] = put_together(value_sums, tile);
        let [g0, g1, g2, g3] = put_together(gate_sums, tile);
        for (output, values, gates) in [(0, v0, g0), (1, v1, g1), (2, v2, g2), (3, v3, g3)] {
            let Some(row) = state.get_mut(tiles.token(tile, output) * channels..) else { continue };
            let Some(row) = row.first_chunk_mut::<LANES>() else { continue };
            let values = lanes(|lane| value_bias[lane] + values[lane] as f32 * step);
            let gates = lanes(|lane| gate_bias[lane] + gates[lane] as f32 * step);
            *row = lanes(|lane| row[lane] + values[lane] * logistic(gates[lane]));
        }
    }
}

/// The four outputs of a tile, [`TIMES`] times, from its six products.
#[inline(always)]
fn put_together(sums: &[[i32; LANES]; TILES * INPUTS], tile: usize) -> [[i32; LANES]; OUTPUTS] {
    let product = |input: usize| sums[input * TILES + tile];
    let [m0, m1, m2, m3, m4, m5] = [product(0), product(1), product(2), product(3), product(4), product(5)];
    let near = lanes(|lane| m1[lane].wrapping_add(m2[lane]) << 2);
    let near_difference = lanes(|lane| m1[lane].wrapping_sub(m2[lane]) << 2);
    let far = lanes(|lane| m3[lane].wrapping_add(m4[lane]));
    let far_difference = lanes(|lane| m3[lane].wrapping_sub(m4[lane]));
    let last = lanes(|lane| far_difference[lane].wrapping_add(m5[lane].wrapping_mul(3)));
    [
        lanes(|lane| m0[lane].wrapping_mul(6).wrapping_sub(near[lane]).wrapping_add(far[lane])),
        lanes(|lane| (far_difference[lane] << 1).wrapping_sub(near_difference[lane])),
        lanes(|lane| (far[lane] << 2).wrapping_sub(near[lane])),
        lanes(|lane| (last[lane] << 3).wrapping_sub(near_difference[lane])),
    ]
}

/// An array as a loop writes it, which the compiler turns into instructions for vectors; `std::array::from_fn` it may not.
#[inline(always)]
fn lanes<T: Default + Copy>(value: impl Fn(usize) -> T) -> [T; LANES] {
    let mut values = [T::default(); LANES];
    for (lane, out) in values.iter_mut().enumerate() {
        *out = value(lane);
    }
    values
}
