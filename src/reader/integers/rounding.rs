//! How normalized values become whole numbers.

use super::pairs::Token;

/// Added to a value below 2^22, this leaves it, rounded to a whole number, in the lower bits.
const ROUNDS: f32 = 12_582_912.0;

/// No normalized value may be farther from zero: of 70 million in 200 articles 3,000 were, none of them by more than 1.5.
pub(in crate::reader) const FARTHEST: f32 = 6.0;

/// The whole number nearest to `value`, from -32,768 to 32,767, in the lower 16 bits.
#[inline(always)]
pub(super) fn rounded(value: f32) -> u32 {
    (value + ROUNDS).to_bits()
}

/// What a normalized value of each channel is multiplied with, and what is added to it, before it is rounded to 16 bits.
#[derive(Debug, Clone)]
pub(in crate::reader) struct Rounding {
    pub(super) gain: Vec<f32>,
    pub(super) shift: Vec<f32>,
}

impl Rounding {
    pub(in crate::reader) fn channels(&self) -> usize {
        self.gain.len()
    }

    /// Rounds the normalized `values` of one token.
    #[inline(always)]
    pub(in crate::reader) fn round(&self, values: &[f32], out: &mut Token) {
        let half = self.channels() / 2;
        let (lower, upper) = values.split_at(half);
        let (lower_gain, upper_gain) = self.gain.split_at(half);
        let (lower_shift, upper_shift) = self.shift.split_at(half);
        let whole = |value: f32, gain: f32, shift: f32| rounded(value * gain + shift);
        let lower = lower.iter().zip(lower_gain).zip(lower_shift);
        let upper = upper.iter().zip(upper_gain).zip(upper_shift);
        for ((out, ((l, l_gain), l_shift)), ((u, u_gain), u_shift)) in out.iter_mut().zip(lower).zip(upper) {
            let pair = whole(*l, *l_gain, *l_shift) & 0xffff | whole(*u, *u_gain, *u_shift) << 16;
            *out = pair as i32;
        }
    }
}
