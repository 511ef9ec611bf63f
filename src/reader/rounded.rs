//! A matrix in 8 bits, as it is stored.

use std::borrow::Cow;

/// A matrix, row by row: each row has a scale, and whole numbers to be multiplied with it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rounded {
    width: usize,
    /// Of each row the upper half of its scale, little-endian, and a byte for each whole number: as a file has them, so that
    /// what is compiled in need not be copied.
    bytes: Cow<'static, [u8]>,
}

/// How many bytes a scale has.
const SCALE: usize = 2;

impl Rounded {
    /// Rounds the rows of `matrix`, each of `width` values, to whole numbers from `-levels` to `levels`, at most 127.
    /// Scales have 16 bits: the upper half of an f32.
    pub fn new(matrix: &[f32], width: usize, levels: f32) -> Rounded {
        let mut bytes = Vec::new();
        for row in matrix.chunks_exact(width) {
            let highest = row.iter().fold(0f32, |highest, value| highest.max(value.abs()));
            // Rounded up, so that the highest value is not cut off.
            let half = ((highest / levels).to_bits() >> 16) + 1;
            let scale = f32::from_bits(half << 16);
            bytes.extend((half as u16).to_le_bytes());
            bytes.extend(row.iter().map(|value| (value / scale).round().clamp(-levels, levels) as i8 as u8));
        }
        Rounded { width, bytes: bytes.into() }
    }

    /// From the bytes that [`Rounded::bytes`] gives, of rows of `width` whole numbers.
    pub(super) fn from_bytes(width: usize, bytes: Cow<'static, [u8]>) -> Rounded {
        debug_assert_eq!(bytes.len() % (SCALE + width), 0);
        Rounded { width, bytes }
    }

    /// As a file has them.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many bytes `count` rows of `width` whole numbers have.
    pub(super) fn size(count: usize, width: usize) -> usize {
        count * (SCALE + width)
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.bytes.len() / (SCALE + self.width)
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The scale of row `index`, and its whole numbers.
    #[inline(always)]
    pub fn row(&self, index: usize) -> (f32, &[i8]) {
        let row = &self.bytes[Rounded::size(index, self.width)..][..SCALE + self.width];
        let (scale, levels) = row.split_at(SCALE);
        let half = u16::from_le_bytes([scale[0], scale[1]]);
        (f32::from_bits(u32::from(half) << 16), bytemuck::cast_slice(levels))
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
