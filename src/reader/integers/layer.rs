//! A layer of the network as whole numbers.

use super::instructions::Instructions;
use super::pairs::{Pairs, pairs};
use super::product::multiply_panel;
use crate::reader::matrix::LANES;
use crate::reader::network::Norm;
use crate::reader::rounded::Rounded;

/// A normalization and the linear map that follows it; the map may look at several places (taps) of its input.
#[derive(Debug, Clone)]
pub(in crate::reader) struct Layer {
    /// For each tap and channel, what a normalized value is multiplied with and what is added to it, before it is
    /// rounded.
    gain: Vec<f32>,
    shift: Vec<f32>,
    channels: usize,
    /// The weights in panels of [`LANES`] columns, each pair of rows after the other.
    panels: Vec<Pairs>,
    /// What the sums are multiplied with.
    step: f32,
    /// Added to the outputs.
    pub(super) bias: Vec<f32>,
}

/// The largest whole number that a value is rounded to, less what the arithmetic of rounding can add to it.
const LARGEST: f32 = 32_700.0;

/// The largest sum of products; a few less than an i32 holds.
const LARGEST_SUM: f32 = 2_147_000_000.0;

/// The largest whole number among weights.
const LARGEST_WEIGHT: f32 = 128.0;

/// Added to a value below 2^22, this leaves it, rounded to a whole number, in the lower bits.
const ROUNDS: f32 = 12_582_912.0;

impl Layer {
    /// `matrix` has `taps` times as many rows as `norm` has channels, and `bias` as many values as it has columns: a
    /// multiple of [`LANES`].
    pub(in crate::reader) fn new(norm: &Norm, matrix: &Rounded, taps: usize, bias: Vec<f32>) -> Layer {
        let channels = norm.gain.len();
        // What is normalized has a square sum of `channels`, so that no value is larger than its root.
        let bound = (channels as f32).sqrt();
        let channel = |row: usize| row % channels;
        let largest = matrix.rows().enumerate().fold(f32::MIN_POSITIVE, |largest: f32, (row, (scale, _))| {
            largest.max((bound * norm.gain[channel(row)].abs() + norm.bias[channel(row)].abs()) * scale)
        });
        let rows = (taps * channels) as f32;
        let factor = LARGEST.min(LARGEST_SUM / (rows * LARGEST_WEIGHT)) / largest;
        let scaled = |values: &[f32]| -> Vec<f32> {
            matrix.rows().enumerate().map(|(row, (scale, _))| values[channel(row)] * scale * factor).collect()
        };
        let half = channels / 2;
        let mut panels = Vec::with_capacity(taps * half * bias.len() / LANES);
        for panel in (0..bias.len()).step_by(LANES) {
            for tap in 0..taps {
                for pair in 0..half {
                    let first = tap * channels + pair;
                    let [(_, first), (_, second)] = [matrix.row(first), matrix.row(first + half)];
                    panels.push(pairs(std::array::from_fn(|index| {
                        let row = if index % 2 == 0 { first } else { second };
                        row[panel + index / 2].into()
                    })));
                }
            }
        }
        Layer { gain: scaled(&norm.gain), shift: scaled(&norm.bias), channels, panels, step: 1.0 / factor, bias }
    }

    /// The same with the first `width` outputs only: a multiple of [`LANES`].
    pub(in crate::reader) fn narrowed(&self, width: usize) -> Layer {
        let panels = self.panels.len() * width / self.width();
        Layer { panels: self.panels[..panels].to_vec(), bias: self.bias[..width].to_vec(), ..self.clone() }
    }

    /// How many pairs a row of the left-hand side has for each tap.
    pub(in crate::reader) fn pairs(&self) -> usize {
        self.channels / 2
    }

    /// The outputs of a row.
    pub(in crate::reader) fn width(&self) -> usize {
        self.bias.len()
    }

    /// Rounds the normalized `values` of one token for `tap`, as its pairs in a row.
    #[inline(always)]
    pub(in crate::reader) fn round(&self, values: &[f32], tap: usize, out: &mut [i32]) {
        let half = self.pairs();
        let channels = tap * self.channels..(tap + 1) * self.channels;
        let (lower, upper) = values.split_at(half);
        let (lower_gain, upper_gain) = self.gain[channels.clone()].split_at(half);
        let (lower_shift, upper_shift) = self.shift[channels].split_at(half);
        let whole = |value: f32, gain: f32, shift: f32| (value * gain + shift + ROUNDS).to_bits();
        let lower = lower.iter().zip(lower_gain).zip(lower_shift);
        let upper = upper.iter().zip(upper_gain).zip(upper_shift);
        for ((out, ((l, l_gain), l_shift)), ((u, u_gain), u_shift)) in out.iter_mut().zip(lower).zip(upper) {
            let pair = whole(*l, *l_gain, *l_shift) & 0xffff | whole(*u, *u_gain, *u_shift) << 16;
            *out = pair as i32;
        }
    }

    /// Writes the outputs of the rows of `left` to `out`.
    #[inline(always)]
    pub(in crate::reader) fn multiply<I: Instructions>(&self, with: I, left: &[i32], out: &mut [f32]) {
        let width = self.width();
        let length = self.panels.len() * LANES / width;
        for (index, panel) in self.panels.chunks_exact(length).enumerate() {
            let bias = &self.bias[index * LANES..][..LANES];
            multiply_panel(with, left, panel, self.step, bias, &mut out[index * LANES..], width);
        }
    }
}
