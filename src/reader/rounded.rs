//! A matrix in 8 bits, as it is stored.

use std::borrow::Cow;

/// A matrix, row by row: each row has a scale, and whole numbers to be multiplied with it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rounded {
    width: usize,
    /// Of each row the upper half of its scale, little-endian; as a file has them, like the whole numbers, so that what is
    /// compiled in need not be copied.
    scales: Cow<'static, [u8]>,
    /// A byte for each whole number.
    levels: Cow<'static, [u8]>,
}

/// How many bytes a scale has.
pub(super) const SCALE: usize = 2;

impl Rounded {
    /// Rounds the rows of `matrix`, each of `width` values, to whole numbers from `-levels` to `levels`, at most 127.
    /// Scales have 16 bits: the upper half of an f32.
    pub fn new(matrix: &[f32], width: usize, levels: f32) -> Rounded {
        let (mut scales, mut whole) = (Vec::new(), Vec::new());
        for row in matrix.chunks_exact(width) {
            let highest = row.iter().fold(0f32, |highest, value| highest.max(value.abs()));
            // Rounded up, so that the highest value is not cut off.
            let half = ((highest / levels).to_bits() >> 16) + 1;
            let scale = f32::from_bits(half << 16);
            scales.extend((half as u16).to_le_bytes());
            whole.extend(row.iter().map(|value| (value / scale).round().clamp(-levels, levels) as i8 as u8));
        }
        Rounded { width, scales: scales.into(), levels: whole.into() }
    }

    /// From what [`Rounded::scales`] and [`Rounded::levels`] give, of rows of `width` whole numbers.
    pub(super) fn from_bytes(width: usize, scales: Cow<'static, [u8]>, levels: Cow<'static, [u8]>) -> Rounded {
        debug_assert_eq!(levels.len() * SCALE, scales.len() * width);
        Rounded { width, scales, levels }
    }

    /// The scales as a file has them.
    pub(super) fn scales(&self) -> &[u8] {
        &self.scales
    }

    /// The whole numbers as a file has them.
    pub(super) fn levels(&self) -> &[u8] {
        &self.levels
    }

    /// How many whole numbers each row has.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.scales.len() / SCALE
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// The scale of row `index`, and its whole numbers.
    #[inline(always)]
    pub fn row(&self, index: usize) -> (f32, &[i8]) {
        let scale = &self.scales[index * SCALE..][..SCALE];
        let half = u16::from_le_bytes([scale[0], scale[1]]);
        let levels = &self.levels[index * self.width..][..self.width];
        (f32::from_bits(u32::from(half) << 16), bytemuck::cast_slice(levels))
    }

    /// Every row, as [`Rounded::row`] gives it.
    pub fn rows(&self) -> impl Iterator<Item = (f32, &[i8])> {
        (0..self.len()).map(|index| self.row(index))
    }

    /// The values, row by row. None is rounded once more: a scale has 8 bits that count, and a whole number 7.
    pub fn values(&self) -> Vec<f32> {
        let mut values = Vec::with_capacity(self.levels.len());
        self.rows().for_each(|(scale, row)| values.extend(row.iter().map(|level| f32::from(*level) * scale)));
        values
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
