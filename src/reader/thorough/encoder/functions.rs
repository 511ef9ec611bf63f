//! What is not linear: shares of attention, and the error linear unit.

use super::super::product::RowsOfPairs;
use crate::reader::matrix::{LANES, exp, larger};

/// Turns rows of `count` scores, of `padded` values each, into shares.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub(super) fn share(scores: &mut [f32], padded: usize, count: usize, factor: f32, rows: &mut RowsOfPairs) {
    rows.clear();
    for row in scores.chunks_exact_mut(padded) {
        let sum = to_shares(&mut row[..count], factor);
        row[count..].fill(0.0);
        rows.push_shares(row, sum);
    }
}

/// [`gelu`] of each of `values`.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub(super) fn gelu_of_all(values: &mut [f32]) {
    for x in values {
        *x = gelu(*x);
    }
}

/// Turns scores, to be multiplied with `factor`, into shares of which the largest is 1; gives their sum.
#[inline(always)]
fn to_shares(scores: &mut [f32], factor: f32) -> f32 {
    let mut strands = [f32::MIN; LANES];
    for chunk in scores.chunks(LANES) {
        for (strand, x) in strands.iter_mut().zip(chunk) {
            *strand = larger(*strand, *x);
        }
    }
    let highest = strands.iter().fold(f32::MIN, |highest, x| larger(highest, *x));
    for x in scores.iter_mut() {
        *x = exp((*x - highest) * factor);
    }
    let mut strands = [0f32; LANES];
    for chunk in scores.chunks(LANES) {
        for (strand, x) in strands.iter_mut().zip(chunk) {
            *strand += x;
        }
    }
    strands.iter().sum()
}

/// The Gaussian error linear unit (Hendrycks and Gimpel 2016), with the error function to 1.5e-7 (Abramowitz and Stegun
/// 1964, 7.1.26).
#[inline(always)]
fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let series = t * (0.254_829_6 + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4))));
    let tail = series * exp(-z * z);
    // The error function of |x| is 1 - tail, and it is odd.
    let erf = (1.0 - tail).copysign(x);
    0.5 * x * (1.0 + erf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gelu_is_close_to_its_table() {
        // Values of x and of x / 2 (1 + erf(x / sqrt 2)).
        let table = [(0.0, 0.0), (1.0, 0.841_344_8), (-1.0, -0.158_655_26), (2.5, 2.484_475_8), (-3.0, -0.004_049_694)];
        for (x, expect) in table {
            assert!((gelu(x) - expect).abs() < 1e-6, "{x}: {}", gelu(x));
        }
        assert_eq!((gelu(30.0), gelu(-30.0).abs()), (30.0, 0.0));
    }

    #[test]
    fn shares_of_scores() {
        let mut scores = [1.0, 3.0, 2.0];
        let sum = to_shares(&mut scores, 2.0);
        assert!((scores[0] - (-4f32).exp()).abs() < 1e-6 && scores[1] == 1.0);
        assert!((sum - scores.iter().sum::<f32>()).abs() < 1e-6);
    }
}
