//! A layer of the network as whole numbers.

use super::instructions::Instructions;
use super::pairs::{NO_WEIGHTS, Panel, Token, in_turn, pairs};
use super::product::multiply_panel;
use super::rounding::Rounding;
use crate::reader::matrix::LANES;
use crate::reader::network::Norm;
use crate::reader::rounded::Rounded;

/// A normalization and the linear map that follows it.
#[derive(Debug, Clone)]
pub(in crate::reader) struct Layer {
    pub(in crate::reader) rounding: Rounding,
    /// The weights of each [`LANES`] columns.
    panels: Vec<Panel>,
    /// What the sums are multiplied with.
    step: f32,
    /// Added to the outputs.
    bias: Vec<f32>,
}

/// The largest whole number that a value is rounded to, less what the arithmetic of rounding can add to it. A sum of products with weights
/// of 8 bits stays far below what an i32 holds.
const LARGEST: f32 = 32_700.0;

impl Layer {
    /// `matrix` has as many rows as `norm` has channels, and `bias` as many values as it has columns: a multiple of [`LANES`].
    pub(in crate::reader) fn new(norm: &Norm, matrix: &Rounded, bias: Vec<f32>) -> Layer {
        let channels = norm.gain.len();
        // What is normalized has a square sum of `channels`, so that no value is larger than its root.
        let bound = (channels as f32).sqrt();
        let channel = || norm.gain.iter().zip(&norm.bias).zip(matrix.rows());
        let largest = channel().fold(f32::MIN_POSITIVE, |largest, ((gain, shift), (scale, _))| {
            largest.max((bound * gain.abs() + shift.abs()) * scale)
        });
        let factor = LARGEST / largest;
        let rounding = Rounding {
            gain: channel().map(|((gain, _), (scale, _))| gain * scale * factor).collect(),
            shift: channel().map(|((_, shift), (scale, _))| shift * scale * factor).collect(),
        };
        let panels = (0..bias.len()).step_by(LANES).map(|first| {
            let mut panel = NO_WEIGHTS;
            for (pair, weights) in panel[..channels / 2].iter_mut().enumerate() {
                *weights = pairs(in_turn([pair, pair + channels / 2].map(|row| &matrix.row(row).1[first..][..LANES])));
            }
            panel
        });
        let panels = panels.collect();
        Layer { rounding, panels, step: 1.0 / factor, bias }
    }

    /// The same with the first `width` outputs only: a multiple of [`LANES`].
    pub(in crate::reader) fn narrowed(&self, width: usize) -> Layer {
        Layer { panels: self.panels[..width / LANES].to_vec(), bias: self.bias[..width].to_vec(), ..self.clone() }
    }

    /// The outputs of a row.
    pub(in crate::reader) fn width(&self) -> usize {
        self.bias.len()
    }

    /// Writes the outputs of the rows of `left` to `out`.
    #[inline(always)]
    pub(in crate::reader) fn multiply<I: Instructions>(&self, with: I, left: &[Token], out: &mut [f32]) {
        let width = self.width();
        let mut sums = vec![[0; LANES]; left.len()];
        for (index, panel) in self.panels.iter().enumerate() {
            let bias = &self.bias[index * LANES..][..LANES];
            multiply_panel(with, left, panel, &mut sums);
            for (sums, out) in sums.iter().zip(out.chunks_exact_mut(width)) {
                let out = out[index * LANES..][..LANES].iter_mut().zip(bias).zip(sums);
                out.for_each(|((out, bias), sum)| *out = bias + *sum as f32 * self.step);
            }
        }
    }
}
