//! A matrix in 8 bits, as it is stored.

/// A matrix, row by row: each row has a scale, and whole numbers to be multiplied with it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rounded {
    width: usize,
    scales: Vec<f32>,
    levels: Vec<i8>,
}

impl Rounded {
    /// Rounds the rows of `matrix`, each of `width` values, to whole numbers from `-levels` to `levels`, at most 127.
    /// Scales have 16 bits: the upper half of an f32.
    pub fn new(matrix: &[f32], width: usize, levels: f32) -> Rounded {
        let mut rounded = Rounded { width, ..Rounded::default() };
        for row in matrix.chunks_exact(width) {
            let highest = row.iter().fold(0f32, |highest, value| highest.max(value.abs()));
            // Rounded up, so that the highest value is not cut off.
            let half = ((highest / levels).to_bits() >> 16) + 1;
            let scale = f32::from_bits(half << 16);
            rounded.scales.push(scale);
            rounded.levels.extend(row.iter().map(|value| (value / scale).round().clamp(-levels, levels) as i8));
        }
        rounded
    }

    /// From the parts that [`Rounded::rows`] gives: `width` whole numbers for each of `scales`.
    pub(super) fn from_parts(width: usize, scales: Vec<f32>, levels: Vec<i8>) -> Rounded {
        debug_assert_eq!(scales.len() * width, levels.len());
        Rounded { width, scales, levels }
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// The scale of row `index`, and its whole numbers.
    #[inline(always)]
    pub fn row(&self, index: usize) -> (f32, &[i8]) {
        (self.scales[index], &self.levels[index * self.width..][..self.width])
    }

    /// Every row, as [`Rounded::row`] gives it.
    pub fn rows(&self) -> impl Iterator<Item = (f32, &[i8])> {
        (0..self.len()).map(|index| self.row(index))
    }

    /// The values, row by row. None is rounded once more: a scale has 8 bits that count, and a whole number 7.
    pub fn values(&self) -> Vec<f32> {
        self.rows().flat_map(|(scale, row)| row.iter().map(move |level| f32::from(*level) * scale)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_rounded_row_by_row() {
        let rounded = Rounded::new(&[1.0, -0.5, 0.0, 100.0, 1.0, -100.0], 3, 127.0);
        assert_eq!(rounded.len(), 2);
        assert_eq!(rounded.row(1).1[1..], [1, -127]);
        for (value, expect) in rounded.values().iter().zip([1.0, -0.5, 0.0, 100.0, 1.0, -100.0]) {
            assert!((value - expect).abs() <= expect.abs() * 0.01 + 0.4, "{value} {expect}");
        }
        assert_eq!(Rounded::new(&[0.0; 4], 2, 63.0).values(), [0.0; 4]);
    }
}
