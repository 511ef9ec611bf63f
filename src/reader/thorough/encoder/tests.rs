use super::*;
use crate::reader::thorough::weights::untrained;

/// The values are those of PyTorch 2.15 in f32, of the same rounded weights.
#[test]
fn outputs_are_those_of_pytorch() {
    let encoder = Encoder::new(untrained(9).weights);
    let features: Vec<Vec<u32>> = (0..9).map(|i| (0..8).map(|c| (i + c) % 3).collect()).collect();
    let piece = |(index, piece): (usize, u32)| {
        let is_mark = index == 0 || index == 8;
        Input { piece, features: if is_mark { &[] } else { &features[index] } }
    };
    let inputs: Vec<Input> = [1, 3, 4, 5, 6, 7, 0, 9, 2].into_iter().enumerate().map(piece).collect();
    let expect = [
        ([-5.1342, -8.3048, -3.9025, -1.5918], [-4.8999, -2.6132, -2.3561, -0.184]),
        ([-4.8111, -8.1304, -3.9046, -1.8766], [-4.4118, -2.8409, -1.4396, -0.3501]),
        ([-4.9127, -8.3573, -3.5795, -1.9233], [-4.5735, -2.6418, -2.0674, -0.2203]),
    ];
    let found = encoder.read(&inputs, &[1, 4, 7]);
    for (row, (first, last)) in found.chunks_exact(PADDED_OUTPUTS).zip(expect) {
        for (found, expect) in row[..4].iter().zip(first).chain(row[OUTPUTS - 4..OUTPUTS].iter().zip(last)) {
            assert!((found - expect).abs() < 0.003, "{found} {expect}");
        }
    }
    assert_eq!(found.len(), 3 * PADDED_OUTPUTS);
}
