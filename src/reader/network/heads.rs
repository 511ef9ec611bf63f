//! What comes out of the network: logarithms of probabilities, head by head.

use super::super::matrix::{exp, larger, ln};
use super::super::scores::likeliest;
use super::super::{PartOfSpeech, Scores};
use super::OUTPUTS;

/// Turns rows of outputs into logarithms of probabilities, for heads of these sizes.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub(in crate::reader) fn to_log_probabilities<const WIDTH: usize, const COUNT: usize>(
    outputs: &mut [f32],
    heads: [usize; COUNT],
) {
    for row in outputs.chunks_exact_mut(WIDTH) {
        // All exponentials of a row are computed together.
        let mut below_highest = [0f32; WIDTH];
        let mut start = 0;
        for size in heads {
            let head = &row[start..start + size];
            let highest = head.iter().fold(f32::MIN, |highest, x| larger(highest, *x));
            for (below, x) in below_highest[start..start + size].iter_mut().zip(head) {
                *below = x - highest;
            }
            start += size;
        }
        let mut powers = [0f32; WIDTH];
        for (power, below) in powers.iter_mut().zip(&below_highest) {
            *power = exp(*below);
        }
        let mut sums = [0f32; COUNT];
        let mut start = 0;
        for (sum, size) in sums.iter_mut().zip(heads) {
            *sum = powers[start..start + size].iter().sum();
            start += size;
        }
        let mut start = 0;
        for (sum, size) in sums.map(ln).into_iter().zip(heads) {
            for (x, below) in row[start..start + size].iter_mut().zip(&below_highest[start..]) {
                *x = (below - sum).min(0.0);
            }
            start += size;
        }
    }
}

/// Cuts a row of outputs into its heads.
pub(in crate::reader) fn push_row(scores: &mut Scores, row: &[f32]) {
    let row = &mut &row[..OUTPUTS];
    scores.parts_of_speech.push(take(row));
    push_rest(scores, row);
}

/// The same, but of the parts of speech only the likeliest is kept.
pub(super) fn push_likeliest(scores: &mut Scores, row: &[f32]) {
    let row = &mut &row[..OUTPUTS];
    let parts_of_speech: [f32; PartOfSpeech::COUNT] = take(row);
    scores.likeliest_parts.push(PartOfSpeech::ALL[likeliest(&parts_of_speech)]);
    push_rest(scores, row);
}

fn take<const N: usize>(row: &mut &[f32]) -> [f32; N] {
    let (head, rest) = row.split_at(N);
    *row = rest;
    std::array::from_fn(|index| head[index])
}

/// Cuts what stands behind the parts of speech.
fn push_rest(scores: &mut Scores, row: &mut &[f32]) {
    scores.names.push(take(row));
    for roles in [&mut scores.speech, &mut scores.attributions] {
        roles.contents.push(take(row));
        roles.sources.push(take(row));
        roles.cues.push(take(row));
    }
}
