//! The product of matrices that reading costs, in whole numbers: 16 bits times 16 bits, summed in 32.
//!
//! Weights are stored as whole numbers of 8 bits with a scale for each row. The scales go into the other side, whose
//! values are normalized, so that they have a bound, and are rounded to 16 bits: then no sum can overflow, and what
//! comes out is the same on every machine, whatever order it is summed in.
//!
//! Two neighbours are multiplied and added by one instruction: `pmaddwd` with AVX2 or AVX-512 (through `pulp`, which
//! asks the processor once), `i32x4.dot_i16x8_s` in WebAssembly. A left-hand side thus consists of pairs: two values of
//! 16 bits in an i32, channel `c` below, and channel `c + channels / 2` above.
//!
//! In WebAssembly what is called once for some rows is never inlined: a browser begins with code that is quick to
//! compile and slow to run, and exchanges it only when a function is called the next time.

use super::matrix::LANES;
use super::network::Norm;
use super::rounded::Rounded;

/// A normalization and the linear map that follows it; the map may look at several places (taps) of its input.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    /// For each tap and channel, what a normalized value is multiplied with and what is added to it, before it is
    /// rounded.
    gain: Vec<f32>,
    shift: Vec<f32>,
    channels: usize,
    /// The weights in panels of [`LANES`] columns, each pair of rows after the other.
    panels: Vec<Pairs>,
    /// What the sums are multiplied with.
    step: f32,
    /// Added to the outputs.
    bias: Vec<f32>,
}

/// The largest whole number that a value is rounded to, less what the arithmetic of rounding can add to it.
const LARGEST: f32 = 32_700.0;

/// The largest sum of products; a few less than an i32 holds.
const LARGEST_SUM: f32 = 2_147_000_000.0;

/// The largest whole number among weights.
const LARGEST_WEIGHT: f32 = 128.0;

/// Added to a value below 2^22, this leaves it, rounded to a whole number, in the lower bits.
const ROUNDS: f32 = 12_582_912.0;

impl Layer {
    /// `matrix` has `taps` times as many rows as `norm` has channels, and `bias` as many values as it has columns: a
    /// multiple of [`LANES`].
    pub(super) fn new(norm: &Norm, matrix: &Rounded, taps: usize, bias: Vec<f32>) -> Layer {
        let channels = norm.gain.len();
        // What is normalized has a square sum of `channels`, so that no value is larger than its root.
        let bound = (channels as f32).sqrt();
        let channel = |row: usize| row % channels;
        let largest = matrix.rows().enumerate().fold(f32::MIN_POSITIVE, |largest: f32, (row, (scale, _))| {
            largest.max((bound * norm.gain[channel(row)].abs() + norm.bias[channel(row)].abs()) * scale)
        });
        let rows = (taps * channels) as f32;
        let factor = LARGEST.min(LARGEST_SUM / (rows * LARGEST_WEIGHT)) / largest;
        let scaled = |values: &[f32]| -> Vec<f32> {
            matrix.rows().enumerate().map(|(row, (scale, _))| values[channel(row)] * scale * factor).collect()
        };
        let half = channels / 2;
        let mut panels = Vec::with_capacity(taps * half * bias.len() / LANES);
        for panel in (0..bias.len()).step_by(LANES) {
            for tap in 0..taps {
                for pair in 0..half {
                    let first = tap * channels + pair;
                    let [(_, first), (_, second)] = [matrix.row(first), matrix.row(first + half)];
                    panels.push(pairs(std::array::from_fn(|index| {
                        let row = if index % 2 == 0 { first } else { second };
                        row[panel + index / 2].into()
                    })));
                }
            }
        }
        Layer { gain: scaled(&norm.gain), shift: scaled(&norm.bias), channels, panels, step: 1.0 / factor, bias }
    }

    /// The same with the first `width` outputs only: a multiple of [`LANES`].
    pub(super) fn narrowed(&self, width: usize) -> Layer {
        let panels = self.panels.len() * width / self.width();
        Layer { panels: self.panels[..panels].to_vec(), bias: self.bias[..width].to_vec(), ..self.clone() }
    }

    /// How many pairs a row of the left-hand side has for each tap.
    pub(super) fn pairs(&self) -> usize {
        self.channels / 2
    }

    /// The outputs of a row.
    pub(super) fn width(&self) -> usize {
        self.bias.len()
    }

    /// Rounds the normalized `values` of one token for `tap`, as its pairs in a row.
    #[inline(always)]
    pub(super) fn round(&self, values: &[f32], tap: usize, out: &mut [i32]) {
        let half = self.pairs();
        let channels = tap * self.channels..(tap + 1) * self.channels;
        let (lower, upper) = values.split_at(half);
        let (lower_gain, upper_gain) = self.gain[channels.clone()].split_at(half);
        let (lower_shift, upper_shift) = self.shift[channels].split_at(half);
        let whole = |value: f32, gain: f32, shift: f32| (value * gain + shift + ROUNDS).to_bits();
        let lower = lower.iter().zip(lower_gain).zip(lower_shift);
        let upper = upper.iter().zip(upper_gain).zip(upper_shift);
        for ((out, ((l, l_gain), l_shift)), ((u, u_gain), u_shift)) in out.iter_mut().zip(lower).zip(upper) {
            let pair = whole(*l, *l_gain, *l_shift) & 0xffff | whole(*u, *u_gain, *u_shift) << 16;
            *out = pair as i32;
        }
    }

    /// Writes the outputs of the rows of `left` to `out`.
    #[inline(always)]
    pub(super) fn multiply<I: Instructions>(&self, with: I, left: &[i32], out: &mut [f32]) {
        let width = self.width();
        let length = self.panels.len() * LANES / width;
        for (index, panel) in self.panels.chunks_exact(length).enumerate() {
            let bias = &self.bias[index * LANES..][..LANES];
            multiply_panel(with, left, panel, self.step, bias, &mut out[index * LANES..], width);
        }
    }
}

/// Instructions that no compiler would find by itself.
pub(crate) trait Instructions: Copy {
    /// [`LANES`] sums.
    type Sums: Copy;
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

/// The lower bytes of numbers of 16 bits, 16 at a time, then their upper bytes.
pub(crate) type ByteTable = [[[u8; 16]; ENTRIES / 16]; 2];

/// A function that writes the products of some rows with one panel to `out`, whose rows are `width` apart.
macro_rules! block {
    ($name:ident: $($number:literal $sum:ident $row:ident),+) => {
        #[inline(always)]
        fn $name<I: Instructions>(
            with: I, left: &[i32], panel: &[Pairs], step: f32, bias: &[f32], out: &mut [f32], width: usize,
        ) {
            let length = panel.len();
            $(let $row = left[$number * length..][..length].as_chunks::<2>().0;)+
            $(let mut $sum = with.zeros();)+
            // Two at a time; there is an even number of them.
            for (index, [first, second]) in panel.as_chunks::<2>().0.iter().enumerate() {
                $($sum = with.add($sum, $row[index][0], first);)+
                $($sum = with.add($sum, $row[index][1], second);)+
            }
            $(finish(with.values($sum), step, bias, &mut out[$number * width..][..LANES]);)+
        }
    };
}

// As many rows as give the registers enough to do: 12 sums of 16 registers with 256 bits each, or 8 with 128.
#[cfg(target_arch = "x86_64")]
block!(multiply_block: 0 sum0 row0, 1 sum1 row1, 2 sum2 row2, 3 sum3 row3, 4 sum4 row4, 5 sum5 row5);
#[cfg(not(target_arch = "x86_64"))]
block!(multiply_block: 0 sum0 row0, 1 sum1 row1);
block!(multiply_row: 0 sum row);

/// The rows of `multiply_block`.
const HEIGHT: usize = if cfg!(target_arch = "x86_64") { 6 } else { 2 };

#[inline(always)]
fn finish(sums: [i32; LANES], step: f32, bias: &[f32], out: &mut [f32]) {
    let mut values = [0f32; LANES];
    values.copy_from_slice(&bias[..LANES]);
    for lane in 0..LANES {
        values[lane] += sums[lane] as f32 * step;
    }
    out.copy_from_slice(&values);
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn multiply_panel<I: Instructions>(
    with: I,
    left: &[i32],
    panel: &[Pairs],
    step: f32,
    bias: &[f32],
    out: &mut [f32],
    width: usize,
) {
    let length = panel.len();
    let rows = left.len() / length;
    let mut row = 0;
    while row < rows {
        let (left, out) = (&left[row * length..], &mut out[row * width..]);
        if rows - row >= HEIGHT {
            multiply_block(with, left, panel, step, bias, out, width);
            row += HEIGHT;
        } else {
            multiply_row(with, left, panel, step, bias, out, width);
            row += 1;
        }
    }
}

/// Work that [`run`] compiles for each kind of processor.
pub(crate) trait Work {
    /// What comes of it.
    type Output;
    /// Does it.
    fn run<I: Instructions>(self, with: I) -> Self::Output;
}

#[cfg(target_arch = "wasm32")]
mod instructions {
    use super::{ByteTable, Instructions, LANES, PLACES, Work};
    use std::arch::wasm32::{
        f32x4, f32x4_gt, f32x4_splat, i8x16, i8x16_narrow_i16x8, i8x16_swizzle, i16x8, i16x8_narrow_i32x4, i32x4,
        i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane, i32x4_splat, u8x16_extract_lane, u8x16_splat, u8x16_sub, v128,
        v128_or,
    };

    /// Weights of two rows: for each of [`LANES`] columns, first one, then the other.
    pub(in crate::reader) type Pairs = [v128; 4];

    pub(super) fn pairs(values: [i16; 2 * LANES]) -> Pairs {
        std::array::from_fn(|quarter| {
            let v: [i16; 8] = std::array::from_fn(|index| values[quarter * 8 + index]);
            i16x8(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7])
        })
    }

    /// From a number of 16 bits for one row and, above it, one for the other: of each column.
    pub(in crate::reader) fn pairs_of(v: [i32; LANES]) -> Pairs {
        std::array::from_fn(|quarter| {
            let v = &v[quarter * 4..][..4];
            i32x4(v[0], v[1], v[2], v[3])
        })
    }

    #[derive(Clone, Copy)]
    struct Simd128;

    impl Instructions for Simd128 {
        type Sums = [v128; 4];

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
            let above =
                |at: usize| f32x4_gt(f32x4(values[at], values[at + 1], values[at + 2], values[at + 3]), threshold);
            let halves = [i16x8_narrow_i32x4(above(0), above(4)), i16x8_narrow_i32x4(above(8), above(12))];
            array(i8x16_narrow_i16x8(halves[0], halves[1]))
        }

        #[inline(always)]
        fn look_up(self, [lower, upper]: &ByteTable, numbers: [u8; PLACES]) -> [i16; PLACES] {
            let numbers = vector(&numbers);
            let mut bytes = [u8x16_splat(0); 2];
            for (part, (lower, upper)) in lower.iter().zip(upper).enumerate() {
                // What is not in this part becomes 16 or more, for which nothing is found.
                let numbers = u8x16_sub(numbers, u8x16_splat(16 * part as u8));
                bytes[0] = v128_or(bytes[0], i8x16_swizzle(vector(lower), numbers));
                bytes[1] = v128_or(bytes[1], i8x16_swizzle(vector(upper), numbers));
            }
            let [lower, upper] = bytes.map(array);
            std::array::from_fn(|place| i16::from_le_bytes([lower[place], upper[place]]))
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
}

#[cfg(not(target_arch = "wasm32"))]
mod instructions {
    use super::{ByteTable, Instructions, LANES, PLACES, Work};

    /// Weights of two rows: for each of [`LANES`] columns, first one, then the other.
    pub(in crate::reader) type Pairs = [i16; 2 * LANES];

    pub(super) fn pairs(values: [i16; 2 * LANES]) -> Pairs {
        values
    }

    /// From a number of 16 bits for one row and, above it, one for the other: of each column.
    #[inline(always)]
    pub(in crate::reader) fn pairs_of(values: [i32; LANES]) -> Pairs {
        let mut pairs = [0; 2 * LANES];
        for (pair, value) in pairs.chunks_exact_mut(2).zip(values) {
            pair[0] = value as i16;
            pair[1] = (value >> 16) as i16;
        }
        pairs
    }

    /// What every processor can, as the compiler translates it.
    #[derive(Clone, Copy)]
    pub(super) struct Plain;

    impl Instructions for Plain {
        type Sums = [i32; LANES];

        #[inline(always)]
        fn zeros(self) -> [i32; LANES] {
            [0; LANES]
        }

        #[inline(always)]
        fn add(self, mut sums: [i32; LANES], pair: i32, weights: &Pairs) -> [i32; LANES] {
            let (lower, upper) = (i32::from(pair as i16), pair >> 16);
            for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(2)) {
                *sum += lower * i32::from(weights[0]) + upper * i32::from(weights[1]);
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
        fn look_up(self, [lower, upper]: &ByteTable, numbers: [u8; PLACES]) -> [i16; PLACES] {
            let (lower, upper) = (lower.as_flattened(), upper.as_flattened());
            numbers.map(|number| i16::from_le_bytes([lower[usize::from(number)], upper[usize::from(number)]]))
        }
    }

    #[cfg(target_arch = "x86_64")]
    mod x86 {
        use super::{ByteTable, Instructions, LANES, PLACES, Pairs};
        use pulp::x86::{V3, V4};
        use std::arch::x86_64::{__m128i, __m256, __m256i, __m512i};

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
                let odd =
                    avx512bw._mm512_slli_epi16::<3>(avx512f._mm512_and_si512(numbers, avx512f._mm512_set1_epi16(1)));
                let [lower, upper] = [lower, upper].map(|bytes| {
                    avx512bw._mm512_srlv_epi16(avx512bw._mm512_permutexvar_epi16(both, pulp::cast(*bytes)), odd)
                });
                let lower = avx512f._mm512_and_si512(lower, avx512f._mm512_set1_epi16(0xff));
                pulp::cast(avx512f._mm512_or_si512(lower, avx512bw._mm512_slli_epi16::<8>(upper)))
            }
        }
    }

    pub(crate) fn run<W: Work>(work: W) -> W::Output {
        #[cfg(target_arch = "x86_64")]
        {
            struct Call<W, I>(W, I);
            impl<W: Work, I: Instructions> pulp::NullaryFnOnce for Call<W, I> {
                type Output = W::Output;
                #[inline(always)]
                fn call(self) -> W::Output {
                    self.0.run(self.1)
                }
            }
            match pulp::Arch::new() {
                pulp::Arch::V4(with) => return with.vectorize(Call(work, with)),
                pulp::Arch::V3(with) => return with.vectorize(Call(work, with)),
                _ => {}
            }
        }
        work.run(Plain)
    }
}

use instructions::pairs;
pub(crate) use instructions::run;
pub(super) use instructions::{Pairs, pairs_of};

#[cfg(test)]
mod tests;
