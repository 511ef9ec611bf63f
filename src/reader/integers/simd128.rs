//! The instructions of WebAssembly.

use std::arch::wasm32::{
    f32x4, f32x4_gt, f32x4_splat, i8x16, i8x16_narrow_i16x8, i8x16_swizzle, i16x8_narrow_i32x4, i32x4_add,
    i32x4_dot_i16x8, i32x4_extract_lane, i32x4_splat, u8x16_extract_lane, u8x16_splat, u8x16_sub, v128, v128_or,
};

use super::instructions::{ByteTable, Instructions, PLACES, Work};
use super::pairs::Pairs;
use crate::reader::matrix::LANES;

#[derive(Clone, Copy)]
struct Simd128;

impl Instructions for Simd128 {
    type Sums = [v128; 4];
    const ROWS: usize = 2;

    #[inline(always)]
    fn zeros(self) -> [v128; 4] {
        [i32x4_splat(0); 4]
    }

    #[inline(always)]
    fn add(self, [a, b, c, d]: [v128; 4], pair: i32, weights: &Pairs) -> [v128; 4] {
        let pair = i32x4_splat(pair);
        [
            i32x4_add(a, i32x4_dot_i16x8(pair, weights[0])),
            i32x4_add(b, i32x4_dot_i16x8(pair, weights[1])),
            i32x4_add(c, i32x4_dot_i16x8(pair, weights[2])),
            i32x4_add(d, i32x4_dot_i16x8(pair, weights[3])),
        ]
    }

    #[inline(always)]
    fn values(self, sums: [v128; 4]) -> [i32; LANES] {
        let mut values = [0; LANES];
        for (values, sums) in values.chunks_exact_mut(4).zip(sums) {
            values[0] = i32x4_extract_lane::<0>(sums);
            values[1] = i32x4_extract_lane::<1>(sums);
            values[2] = i32x4_extract_lane::<2>(sums);
            values[3] = i32x4_extract_lane::<3>(sums);
        }
        values
    }

    #[inline(always)]
    fn are_above(self, values: &[f32; PLACES], threshold: f32) -> [u8; PLACES] {
        let threshold = f32x4_splat(threshold);
        let above = |at: usize| f32x4_gt(f32x4(values[at], values[at + 1], values[at + 2], values[at + 3]), threshold);
        let halves = [i16x8_narrow_i32x4(above(0), above(4)), i16x8_narrow_i32x4(above(8), above(12))];
        array(i8x16_narrow_i16x8(halves[0], halves[1]))
    }

    #[inline(always)]
    fn look_up(self, table: &ByteTable, numbers: [u8; PLACES]) -> [i16; PLACES] {
        let numbers = vector(&numbers);
        let mut found = u8x16_splat(0);
        for (part, entries) in table.iter().enumerate() {
            // What is not in this part becomes 16 or more, for which nothing is found.
            let numbers = u8x16_sub(numbers, u8x16_splat(16 * part as u8));
            found = v128_or(found, i8x16_swizzle(vector(&entries.map(|entry| entry as u8)), numbers));
        }
        array(found).map(|byte| i16::from(byte as i8))
    }
}

#[inline(always)]
fn vector(b: &[u8; 16]) -> v128 {
    let b = b.map(|byte| byte as i8);
    i8x16(b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15])
}

#[inline(always)]
fn array(v: v128) -> [u8; 16] {
    macro_rules! lanes {
        ($($lane:literal)+) => { [$(u8x16_extract_lane::<$lane>(v)),+] };
    }
    lanes!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
}

pub(crate) fn run<W: Work>(work: W) -> W::Output {
    work.run(Simd128)
}
