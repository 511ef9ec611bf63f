//! The losses of a chunk, and their slopes.

use whosaid::reader::matrix::exp;
use whosaid::reader::network::{HEADS, OUTPUTS, PADDED_OUTPUTS};

use super::chunk::Chunk;

/// How much a larger network counts where the corpus speaks as well.
const TRUST: f32 = 0.7;

/// Turns outputs into the slopes of the loss; gives the sum of the losses of each head. The loss of what a corpus says is
/// the negative logarithm of the probability of all outputs that would be right, that of what a larger network says the
/// cross entropy.
#[inline(always)]
pub(super) fn losses(outputs: &mut [f32], chunk: &Chunk, weight: [f32; HEADS.len()]) -> [f64; HEADS.len()] {
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
