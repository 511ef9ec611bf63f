//! The weights in the shapes that products need.

use whosaid::reader::matrix::Panels;
use whosaid::reader::network::{Block, PADDED_OUTPUTS, Weights};

/// The weights in the shapes that products need.
pub struct Prepared {
    pub(super) blocks: Vec<[Panels; 2]>,
    pub(super) heads: [Panels; 2],
}

impl Prepared {
    /// From weights that do not change while this is used.
    pub fn new(weights: &Weights) -> Prepared {
        let channels = weights.channels;
        let width = 2 * channels;
        let both = |block: &Block| {
            let mut back = vec![0f32; block.matrix.len()];
            for (matrix, back) in
                block.matrix.chunks_exact(channels * width).zip(back.chunks_exact_mut(channels * width))
            {
                transpose(matrix, channels, back);
            }
            [Panels::new(&block.matrix, 3 * channels), Panels::new(&back, 3 * width)]
        };
        let mut back = vec![0f32; weights.heads.len()];
        transpose(&weights.heads, channels, &mut back);
        let heads = [Panels::new(&weights.heads, channels), Panels::new(&back, PADDED_OUTPUTS)];
        Prepared { blocks: weights.blocks.iter().map(both).collect(), heads }
    }
}

/// Writes a matrix of `rows` rows with rows and columns exchanged.
#[inline(always)]
pub(super) fn transpose(matrix: &[f32], rows: usize, out: &mut [f32]) {
    let columns = matrix.len() / rows;
    for (r, row) in matrix.chunks_exact(columns).enumerate() {
        for (c, value) in row.iter().enumerate() {
            out[c * rows + r] = *value;
        }
    }
}
