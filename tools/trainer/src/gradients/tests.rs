//! The gradients are those that small differences give.

use whosaid::reader::network::{HEADS, OUTPUTS, Weights, untrained};

use super::{Chunk, Dropout, Prepared, learn};
use crate::optimizer::zeros;

const NOTHING_DROPPED: Dropout = Dropout { values: 0.0, words: 0.0, features: 0.0 };
const WEIGHT: [f32; HEADS.len()] = [1.0, 0.5, 1.0, 2.0, 1.0, 1.0, 1.0, 1.0];

fn loss(weights: &Weights, chunk: &Chunk) -> (f64, Weights) {
    let mut gradients = zeros(weights);
    let losses = learn(weights, &Prepared::new(weights), chunk, WEIGHT, NOTHING_DROPPED, &mut 1, &mut gradients);
    (losses.iter().zip(WEIGHT).map(|(loss, weight)| loss * f64::from(weight)).sum(), gradients)
}

/// Compares the gradient of one weight with what a small change of it does to the loss.
fn check(weights: &Weights, chunk: &Chunk, name: &str, pick: impl Fn(&mut Weights) -> &mut f32) {
    let gradient = *pick(&mut loss(weights, chunk).1);
    let moved = |by: f32| {
        let mut weights = weights.clone();
        *pick(&mut weights) += by;
        loss(&weights, chunk).0
    };
    let slope = (moved(0.01) - moved(-0.01)) / 0.02;
    assert!((slope - f64::from(gradient)).abs() < 0.01 + 0.02 * slope.abs(), "{name}: {slope} {gradient}");
}

#[test]
fn gradients_are_slopes() {
    let mut weights = untrained(16, &[1, 2], std::array::from_fn(|_| vec![1, 3, 4]), 5);
    weights.blocks[0].norm.gain[3] = 0.7;
    let mut taught = vec![None; 7];
    let mut row = Box::new([0.0; OUTPUTS]);
    row[34..37].copy_from_slice(&[0.5, 0.3, 0.2]);
    row[40..43].copy_from_slice(&[0.1, 0.9, 0.0]);
    taught[2] = Some(row);
    let chunk = Chunk {
        rows: (0..7).map(|i| std::array::from_fn(|column| (i + column as u32) % 4)).collect(),
        targets: (0..7).map(|i| [1 << i, 3 << i, 1, (i % 3 != 2) as u32 * 2, 0, 0, 4, 0]).collect(),
        taught,
    };
    assert_eq!(chunk.labels(), [7, 7, 7, 5, 1, 0, 7, 0]);
    let check = |name: &str, pick: &dyn Fn(&mut Weights) -> &mut f32| check(&weights, &chunk, name, pick);
    for i in [0, 5, 21] {
        check("heads", &|w| &mut w.heads[i]);
        check("head bias", &|w| &mut w.head_bias[i]);
        check("table", &|w| &mut w.tables[2].rows[i]);
        check("last norm", &|w| &mut w.norm.gain[i % 16]);
        for block in [0, 1] {
            check("gain", &|w| &mut w.blocks[block].norm.gain[i % 16]);
            check("shift", &|w| &mut w.blocks[block].norm.bias[i % 16]);
            check("bias", &|w| &mut w.blocks[block].bias[i]);
            for tap in [0, 1, 2] {
                check("matrix", &|w| &mut w.blocks[block].matrix[tap * 16 * 32 + i * 7]);
            }
        }
    }
}
