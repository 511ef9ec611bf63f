//! What every processor can, and the choice of better instructions where the processor has them.

#[cfg(target_arch = "x86_64")]
use fearless_simd::{Level, Simd};

use super::instructions::{ByteTable, Instructions, PLACES, Work};
use super::pairs::Pairs;
use crate::reader::matrix::LANES;

/// What every processor can, as the compiler translates it.
#[derive(Clone, Copy)]
pub(super) struct Plain;

impl Instructions for Plain {
    type Sums = [i32; LANES];
    const ROWS: usize = 6;

    #[inline(always)]
    fn zeros(self) -> [i32; LANES] {
        [0; LANES]
    }

    #[inline(always)]
    fn add(self, mut sums: [i32; LANES], pair: i32, weights: &Pairs) -> [i32; LANES] {
        let (lower, upper) = (i32::from(pair as i16), pair >> 16);
        for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(2)) {
            let products = [lower * i32::from(weights[0]), upper * i32::from(weights[1])];
            *sum = sum.wrapping_add(products[0].wrapping_add(products[1]));
        }
        sums
    }

    #[inline(always)]
    fn values(self, sums: [i32; LANES]) -> [i32; LANES] {
        sums
    }

    #[inline(always)]
    fn are_above(self, values: &[f32; PLACES], threshold: f32) -> [u8; PLACES] {
        values.map(|value| if value > threshold { u8::MAX } else { 0 })
    }

    #[inline(always)]
    fn look_up(self, table: &ByteTable, numbers: [u8; PLACES]) -> [i16; PLACES] {
        numbers.map(|number| table.as_flattened()[usize::from(number)].into())
    }
}

pub(crate) fn run<W: Work>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    {
        let level = Level::new();
        if let Some(with) = level.as_avx512() {
            return with.vectorize(
                #[inline(always)]
                || work.run(with),
            );
        }
        if let Some(with) = level.as_avx2() {
            return with.vectorize(
                #[inline(always)]
                || work.run(with),
            );
        }
    }
    work.run(Plain)
}
