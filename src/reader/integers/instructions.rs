//! What is asked of a processor, whichever it is.

use super::pairs::Pairs;
use crate::reader::matrix::LANES;

/// Work that is compiled for each kind of processor.
pub(crate) trait Work {
    /// What comes of it.
    type Output;
    /// Does it.
    fn run<I: Instructions>(self, with: I) -> Self::Output;
}

/// Instructions that no compiler would find by itself.
pub(crate) trait Instructions: Copy {
    /// [`LANES`] sums.
    type Sums: Copy;
    /// The sums that are computed together, so that the registers have enough to do: 12, 6 or 2.
    const ROWS: usize;
    /// Sums of nothing.
    fn zeros(self) -> Self::Sums;
    /// Adds the product of `pair` and each of `weights`.
    fn add(self, sums: Self::Sums, pair: i32, weights: &Pairs) -> Self::Sums;
    /// The sums.
    fn values(self, sums: Self::Sums) -> [i32; LANES];
    /// Whether values are greater than `threshold`: 255 for yes, 0 for no.
    fn are_above(self, values: &[f32; PLACES], threshold: f32) -> [u8; PLACES];
    /// The entries of `table` of these numbers, which must be below [`ENTRIES`].
    fn look_up(self, table: &ByteTable, numbers: [u8; PLACES]) -> [i16; PLACES];
}

/// How many numbers are looked up together: as many bytes as a register holds.
pub(crate) const PLACES: usize = if cfg!(target_arch = "x86_64") { 32 } else { 16 };

/// How many entries a [`ByteTable`] has.
pub(crate) const ENTRIES: usize = 64;

/// Numbers of 8 bits, 16 at a time.
pub(crate) type ByteTable = [[i8; 16]; ENTRIES / 16];
