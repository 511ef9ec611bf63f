//! A normalization that keeps what its way back needs.

use whosaid::reader::network::{Norm, sum_of};

/// What a normalization keeps for the way back.
pub(super) struct Normalized {
    /// Mean zero, variance one.
    values: Vec<f32>,
    /// The factor of each token.
    scales: Vec<f32>,
}

#[inline(always)]
pub(super) fn normalize(norm: &Norm, state: &[f32], channels: usize, out: &mut [f32]) -> Normalized {
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
pub(super) fn normalize_back(norm: &Norm, kept: &Normalized, slope: &[f32], gradient: &mut Norm, into: &mut [f32]) {
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
