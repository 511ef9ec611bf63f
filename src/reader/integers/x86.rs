//! The instructions of x86-64: AVX2, and AVX-512.

use std::arch::x86_64::{__m128i, __m256, __m256i, __m512i};

use pulp::x86::{V3, V4};

use super::instructions::{ByteTable, Instructions, PLACES};
use super::pairs::Pairs;
use crate::reader::matrix::LANES;

impl Instructions for V3 {
    type Sums = [__m256i; 2];

    #[inline(always)]
    fn zeros(self) -> [__m256i; 2] {
        [self.avx._mm256_setzero_si256(); 2]
    }

    #[inline(always)]
    fn add(self, [a, b]: [__m256i; 2], pair: i32, weights: &Pairs) -> [__m256i; 2] {
        let pair = self.avx._mm256_set1_epi32(pair);
        let [c, d]: [__m256i; 2] = pulp::cast(*weights);
        [
            self.avx2._mm256_add_epi32(a, self.avx2._mm256_madd_epi16(pair, c)),
            self.avx2._mm256_add_epi32(b, self.avx2._mm256_madd_epi16(pair, d)),
        ]
    }

    #[inline(always)]
    fn values(self, sums: [__m256i; 2]) -> [i32; LANES] {
        pulp::cast(sums)
    }

    #[inline(always)]
    fn are_above(self, values: &[f32; PLACES], threshold: f32) -> [u8; PLACES] {
        let (avx, avx2) = (self.avx, self.avx2);
        let values: [__m256; 4] = pulp::cast(*values);
        let threshold = avx._mm256_set1_ps(threshold);
        let [a, b, c, d] = values.map(|values| {
            avx._mm256_castps_si256(avx._mm256_cmp_ps::<{ std::arch::x86_64::_CMP_GT_OQ }>(values, threshold))
        });
        let halves = [avx2._mm256_packs_epi32(a, b), avx2._mm256_packs_epi32(c, d)];
        let bytes = avx2._mm256_packs_epi16(halves[0], halves[1]);
        // Both halves of a register were put together by themselves.
        let order = avx._mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
        pulp::cast(avx2._mm256_permutevar8x32_epi32(bytes, order))
    }

    #[inline(always)]
    fn look_up(self, [lower, upper]: &ByteTable, numbers: [u8; PLACES]) -> [i16; PLACES] {
        let (avx, avx2) = (self.avx, self.avx2);
        let twice = |part: &[u8; 16]| avx2._mm256_broadcastsi128_si256(pulp::cast::<_, __m128i>(*part));
        let numbers: __m256i = pulp::cast(numbers);
        let mut bytes = [avx._mm256_setzero_si256(); 2];
        for (part, (lower, upper)) in lower.iter().zip(upper).enumerate() {
            // What is not in this part gets its highest bit, and nothing is found for it.
            let numbers = avx2._mm256_sub_epi8(numbers, avx._mm256_set1_epi8(16 * part as i8));
            let numbers = avx2._mm256_adds_epu8(numbers, avx._mm256_set1_epi8(0x70));
            bytes[0] = avx2._mm256_or_si256(bytes[0], avx2._mm256_shuffle_epi8(twice(lower), numbers));
            bytes[1] = avx2._mm256_or_si256(bytes[1], avx2._mm256_shuffle_epi8(twice(upper), numbers));
        }
        // Both halves of a register are put together by themselves.
        let [lower, upper] = bytes.map(|bytes| avx2._mm256_permute4x64_epi64::<0b11_01_10_00>(bytes));
        pulp::cast([avx2._mm256_unpacklo_epi8(lower, upper), avx2._mm256_unpackhi_epi8(lower, upper)])
    }
}

impl Instructions for V4 {
    type Sums = __m512i;

    #[inline(always)]
    fn zeros(self) -> __m512i {
        self.avx512f._mm512_setzero_si512()
    }

    #[inline(always)]
    fn add(self, sums: __m512i, pair: i32, weights: &Pairs) -> __m512i {
        let pair = self.avx512f._mm512_set1_epi32(pair);
        self.avx512f._mm512_add_epi32(sums, self.avx512bw._mm512_madd_epi16(pair, pulp::cast(*weights)))
    }

    #[inline(always)]
    fn values(self, sums: __m512i) -> [i32; LANES] {
        pulp::cast(sums)
    }

    #[inline(always)]
    fn are_above(self, values: &[f32; PLACES], threshold: f32) -> [u8; PLACES] {
        V3::are_above(*self, values, threshold)
    }

    #[inline(always)]
    fn look_up(self, [lower, upper]: &ByteTable, numbers: [u8; PLACES]) -> [i16; PLACES] {
        let (avx512f, avx512bw) = (self.avx512f, self.avx512bw);
        let numbers = avx512bw._mm512_cvtepu8_epi16(pulp::cast(numbers));
        // Two bytes stand together, of which the last bit of a number tells one.
        let both = avx512bw._mm512_srli_epi16::<1>(numbers);
        let odd = avx512bw._mm512_slli_epi16::<3>(avx512f._mm512_and_si512(numbers, avx512f._mm512_set1_epi16(1)));
        let [lower, upper] = [lower, upper]
            .map(|bytes| avx512bw._mm512_srlv_epi16(avx512bw._mm512_permutexvar_epi16(both, pulp::cast(*bytes)), odd));
        let lower = avx512f._mm512_and_si512(lower, avx512f._mm512_set1_epi16(0xff));
        pulp::cast(avx512f._mm512_or_si512(lower, avx512bw._mm512_slli_epi16::<8>(upper)))
    }
}
