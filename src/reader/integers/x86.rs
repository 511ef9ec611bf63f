//! The instructions of x86-64: AVX2, and AVX-512 with VNNI and VBMI.

use std::arch::x86_64::*;

use bytemuck::cast;
use fearless_simd::{Avx2, Avx512, kernel};

use super::instructions::{ByteTable, Instructions, PLACES};
use super::pairs::Pairs;
use crate::reader::matrix::LANES;

impl Instructions for Avx2 {
    type Sums = [__m256i; 2];
    const ROWS: usize = 6;

    #[inline(always)]
    fn zeros(self) -> [__m256i; 2] {
        cast([0i32; LANES])
    }

    #[inline(always)]
    fn add(self, sums: [__m256i; 2], pair: i32, weights: &Pairs) -> [__m256i; 2] {
        kernel!(
            #[inline(always)]
            fn add(avx2: Avx2, sums: [__m256i; 2], pair: i32, weights: [__m256i; 2]) -> [__m256i; 2] {
                let pair = _mm256_set1_epi32(pair);
                [
                    _mm256_add_epi32(sums[0], _mm256_madd_epi16(pair, weights[0])),
                    _mm256_add_epi32(sums[1], _mm256_madd_epi16(pair, weights[1])),
                ]
            }
        );
        add(self, sums, pair, cast(*weights))
    }

    #[inline(always)]
    fn values(self, sums: [__m256i; 2]) -> [i32; LANES] {
        cast(sums)
    }

    #[inline(always)]
    fn are_above(self, values: &[f32; PLACES], threshold: f32) -> [u8; PLACES] {
        kernel!(
            #[inline(always)]
            fn are_above(avx2: Avx2, values: [__m256; 4], threshold: f32) -> __m256i {
                let threshold = _mm256_set1_ps(threshold);
                let [a, b, c, d] = values;
                let a = _mm256_castps_si256(_mm256_cmp_ps::<_CMP_GT_OQ>(a, threshold));
                let b = _mm256_castps_si256(_mm256_cmp_ps::<_CMP_GT_OQ>(b, threshold));
                let c = _mm256_castps_si256(_mm256_cmp_ps::<_CMP_GT_OQ>(c, threshold));
                let d = _mm256_castps_si256(_mm256_cmp_ps::<_CMP_GT_OQ>(d, threshold));
                let bytes = _mm256_packs_epi16(_mm256_packs_epi32(a, b), _mm256_packs_epi32(c, d));
                // Both halves of a register were put together by themselves.
                _mm256_permutevar8x32_epi32(bytes, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7))
            }
        );
        cast(are_above(self, cast(*values), threshold))
    }

    #[inline(always)]
    fn look_up(self, table: &ByteTable, numbers: [u8; PLACES]) -> [i16; PLACES] {
        kernel!(
            #[inline(always)]
            fn look_up(avx2: Avx2, table: &ByteTable, numbers: __m256i) -> [__m256i; 2] {
                let mut found = _mm256_setzero_si256();
                for (part, entries) in table.iter().enumerate() {
                    // What is not in this part gets its highest bit, and nothing is found for it.
                    let numbers = _mm256_sub_epi8(numbers, _mm256_set1_epi8(16 * part as i8));
                    let numbers = _mm256_adds_epu8(numbers, _mm256_set1_epi8(0x70));
                    let twice = _mm256_broadcastsi128_si256(cast(*entries));
                    found = _mm256_or_si256(found, _mm256_shuffle_epi8(twice, numbers));
                }
                [
                    _mm256_cvtepi8_epi16(_mm256_castsi256_si128(found)),
                    _mm256_cvtepi8_epi16(_mm256_extracti128_si256::<1>(found)),
                ]
            }
        );
        cast(look_up(self, table, cast(numbers)))
    }
}

impl Instructions for Avx512 {
    type Sums = __m512i;
    const ROWS: usize = 12;

    #[inline(always)]
    fn zeros(self) -> __m512i {
        cast([0i32; LANES])
    }

    #[inline(always)]
    fn add(self, sums: __m512i, pair: i32, weights: &Pairs) -> __m512i {
        kernel!(
            #[inline(always)]
            fn add(avx512: Avx512, sums: __m512i, pair: i32, weights: __m512i) -> __m512i {
                _mm512_dpwssd_epi32(sums, _mm512_set1_epi32(pair), weights)
            }
        );
        add(self, sums, pair, cast(*weights))
    }

    #[inline(always)]
    fn values(self, sums: __m512i) -> [i32; LANES] {
        cast(sums)
    }

    #[inline(always)]
    fn are_above(self, values: &[f32; PLACES], threshold: f32) -> [u8; PLACES] {
        kernel!(
            #[inline(always)]
            fn are_above(avx512: Avx512, values: [__m512; 2], threshold: f32) -> __m256i {
                let threshold = _mm512_set1_ps(threshold);
                let [a, b] = values;
                let a = _mm512_cmp_ps_mask::<_CMP_GT_OQ>(a, threshold);
                let b = _mm512_cmp_ps_mask::<_CMP_GT_OQ>(b, threshold);
                _mm256_movm_epi8(u32::from(a) | u32::from(b) << 16)
            }
        );
        cast(are_above(self, cast(*values), threshold))
    }

    #[inline(always)]
    fn look_up(self, table: &ByteTable, numbers: [u8; PLACES]) -> [i16; PLACES] {
        kernel!(
            #[inline(always)]
            fn look_up(avx512: Avx512, table: __m512i, numbers: __m256i) -> __m512i {
                let found = _mm512_permutexvar_epi8(_mm512_castsi256_si512(numbers), table);
                _mm512_cvtepi8_epi16(_mm512_castsi512_si256(found))
            }
        );
        cast(look_up(self, cast(*table), cast(numbers)))
    }
}
