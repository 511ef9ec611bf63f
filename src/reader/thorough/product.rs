//! Products of matrices in whole numbers of 16 bits, summed in 32: twice to four times as fast as with f32.
//!
//! WebAssembly and x86-64 have one instruction that multiplies pairs of 16-bit numbers and adds the two products
//! (`i32x4.dot_i16x8_s`, `vpmaddwd`); so columns are stored in pairs of their inner index. The sums are exact, hence the
//! same on every target; callers choose the ranges of the numbers so that no sum leaves 32 bits.

/// Columns that are worked on together.
pub const LANES: usize = 16;

/// Two neighbouring inner numbers of each of [`LANES`] columns.
type Pairs = [i16; 2 * LANES];

/// The largest whole number that a value is rounded to: 1,536 products with numbers up to 127, or 32 products with
/// numbers of the same range, stay within 32 bits.
pub const LIMIT: f32 = 8191.0;

/// The columns of a right-hand matrix.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// Pairs of inner numbers in each column.
    pairs: usize,
    /// Panels of [`LANES`] columns, each stored pair by pair.
    panels: Vec<Pairs>,
    /// What a whole number of each column is worth.
    scales: Vec<f32>,
}

impl Columns {
    /// From columns of `inner` (an even number) whole numbers each, stored one after the other, and what they are worth;
    /// columns of zeros fill the last panel.
    pub fn new(columns: &[i8], inner: usize, scales: &[f32]) -> Columns {
        let mut out = Columns::default();
        out.clear(inner, scales.len());
        for (index, (column, scale)) in columns.chunks_exact(inner).zip(scales).enumerate() {
            out.scales[index] = *scale;
            for (pair, values) in column.chunks_exact(2).enumerate() {
                out.set(index, pair, [values[0].into(), values[1].into()]);
            }
        }
        out
    }

    /// Zeros: `columns` of `inner` numbers.
    pub fn clear(&mut self, inner: usize, columns: usize) {
        let panels = columns.div_ceil(LANES);
        self.pairs = inner.div_ceil(2);
        self.panels.clear();
        self.panels.resize(panels * self.pairs, [0; 2 * LANES]);
        self.scales.clear();
        self.scales.resize(panels * LANES, 0.0);
    }

    /// Sets a pair of numbers in a column.
    #[inline(always)]
    fn set(&mut self, column: usize, pair: usize, [first, second]: [i16; 2]) {
        let lanes = &mut self.panels[column / LANES * self.pairs + pair];
        lanes[column % LANES * 2] = first;
        lanes[column % LANES * 2 + 1] = second;
    }

    /// Takes in the rows of a matrix as columns, rounded: `rows` of them, each the first `inner` values of every `stride`.
    #[inline(always)]
    pub fn fill_from_rows(&mut self, values: &[f32], rows: usize, stride: usize, inner: usize) {
        self.clear(inner, rows);
        for (row, values) in values.chunks(stride).take(rows).enumerate() {
            let (factor, scale) = factor(largest(&values[..inner]));
            self.scales[row] = scale;
            for (pair, values) in values[..inner].chunks_exact(2).enumerate() {
                self.set(row, pair, [rounded(values[0] * factor) as i16, rounded(values[1] * factor) as i16]);
            }
        }
    }

    /// Takes in the columns of a matrix, rounded: `rows` rows, of each the first `columns` values of every `stride`.
    #[inline(always)]
    pub fn fill_from_columns(&mut self, values: &[f32], rows: usize, stride: usize, columns: usize) {
        self.clear(rows, columns);
        let mut highest = vec![0f32; columns];
        for row in values.chunks(stride).take(rows) {
            for (highest, value) in highest.iter_mut().zip(row) {
                *highest = highest.max(value.abs());
            }
        }
        let mut factors = vec![0f32; columns];
        for (column, highest) in highest.iter().enumerate() {
            (factors[column], self.scales[column]) = factor(*highest);
        }
        for (row, values) in values.chunks(stride).take(rows).enumerate() {
            for (column, (value, factor)) in values.iter().zip(&factors).enumerate() {
                let lanes = &mut self.panels[column / LANES * self.pairs + row / 2];
                lanes[column % LANES * 2 + row % 2] = rounded(value * factor) as i16;
            }
        }
    }
}

/// The rows of a left-hand matrix, rounded: pairs of numbers of 16 bits in 32.
#[derive(Debug, Clone, Default)]
pub struct RowsOfPairs {
    pairs: Vec<i32>,
    scales: Vec<f32>,
}

impl RowsOfPairs {
    /// Forgets all rows.
    pub fn clear(&mut self) {
        self.pairs.clear();
        self.scales.clear();
    }

    /// Adds a row whose number of values is even.
    #[inline(always)]
    pub fn push(&mut self, row: &[f32]) {
        let (factor, scale) = factor(largest(row));
        self.scales.push(scale);
        self.push_scaled(row, factor);
    }

    /// Adds a row of probabilities, not yet divided by their `sum`, of which the largest is 1. All together they become
    /// less than 2^17, so that their products with numbers up to [`LIMIT`] stay within 32 bits.
    #[inline(always)]
    pub fn push_shares(&mut self, row: &[f32], sum: f32) {
        let factor = (120_000.0 / sum).min(32_767.0);
        self.scales.push(1.0 / (factor * sum));
        self.push_scaled(row, factor);
    }

    #[inline(always)]
    fn push_scaled(&mut self, row: &[f32], factor: f32) {
        let start = self.pairs.len();
        self.pairs.resize(start + row.len() / 2, 0);
        for (pair, values) in self.pairs[start..].iter_mut().zip(row.chunks_exact(2)) {
            *pair = (rounded(values[0] * factor) & 0xffff) | (rounded(values[1] * factor) << 16);
        }
    }
}

/// The largest absolute value; the number of values is even.
#[inline(always)]
fn largest(values: &[f32]) -> f32 {
    let mut strands = [0f32; LANES];
    for chunk in values.chunks(LANES) {
        for (strand, x) in strands.iter_mut().zip(chunk) {
            *strand = strand.max(x.abs());
        }
    }
    strands.iter().fold(0.0, |largest, x| largest.max(*x))
}

/// By what values up to `largest` are multiplied to be rounded, and what a whole number is then worth.
#[inline(always)]
fn factor(largest: f32) -> (f32, f32) {
    if largest > 0.0 { (LIMIT / largest, largest / LIMIT) } else { (0.0, 0.0) }
}

/// Rounded to the nearest whole number, the even one of two; for values below 2^22.
#[inline(always)]
fn rounded(value: f32) -> i32 {
    // So large a summand leaves no bits for a fraction.
    const SHIFT: f32 = 12_582_912.0;
    ((value + SHIFT).to_bits() as i32).wrapping_sub(SHIFT.to_bits() as i32)
}

/// Where a product goes: rows of `width` values that begin `stride` values apart, from the start of `values` on.
pub struct Out<'a> {
    /// The values that rows are written to.
    pub values: &'a mut [f32],
    /// From the start of a row to the start of the next.
    pub stride: usize,
    /// How many columns are written.
    pub width: usize,
}

/// Writes the product of `left` and `right`, plus `bias` where there is one, to `out`.
#[inline(always)]
pub fn product(left: &RowsOfPairs, right: &Columns, bias: &[f32], out: &mut Out) {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = pulp::x86::V3::try_new() {
        struct Work<'a, 'b>(Avx2, &'a RowsOfPairs, &'a Columns, &'a [f32], &'a mut Out<'b>);
        impl pulp::NullaryFnOnce for Work<'_, '_> {
            type Output = ();
            #[inline(always)]
            fn call(self) {
                product_by(self.0, self.1, self.2, self.3, self.4);
            }
        }
        avx2.vectorize(Work(Avx2(avx2), left, right, bias, out));
        return;
    }
    product_by(Plain, left, right, bias, out);
}

#[inline(always)]
fn product_by<P: Processor>(by: P, left: &RowsOfPairs, right: &Columns, bias: &[f32], out: &mut Out) {
    if right.pairs == 0 {
        return;
    }
    let rows = left.scales.len();
    // A panel stays in the nearest cache while all rows pass by.
    for (index, panel) in right.panels.chunks_exact(right.pairs).enumerate() {
        let column = index * LANES;
        let scales: [f32; LANES] = std::array::from_fn(|lane| right.scales[column + lane]);
        let bias: [f32; LANES] = std::array::from_fn(|lane| bias.get(column + lane).copied().unwrap_or(0.0));
        let count = LANES.min(out.width.saturating_sub(column));
        let mut write = |row: usize, sums: [i32; LANES]| {
            let scale = left.scales[row];
            let values: [f32; LANES] =
                std::array::from_fn(|lane| sums[lane] as f32 * (scale * scales[lane]) + bias[lane]);
            let start = row * out.stride + column;
            if let Some(whole) = out.values[start..].first_chunk_mut::<LANES>().filter(|_| count == LANES) {
                *whole = values;
            } else {
                out.values[start..start + count].copy_from_slice(&values[..count]);
            }
        };
        let mut row = 0;
        while row < rows {
            let pairs = &left.pairs[row * right.pairs..];
            if rows - row >= HEIGHT {
                for (number, sums) in sums_of_block(by, pairs, panel).into_iter().enumerate() {
                    write(row + number, by.values(sums));
                }
                row += HEIGHT;
            } else {
                let [sums] = sums_of_row(by, pairs, panel);
                write(row, by.values(sums));
                row += 1;
            }
        }
    }
}

/// What a processor does with [`LANES`] sums at once.
trait Processor: Copy {
    /// The sums, in its registers.
    type Sums: Copy;
    fn zero(self) -> Self::Sums;
    /// Adds the products of a pair with the pairs of the columns.
    fn add(self, sums: &mut Self::Sums, pair: i32, columns: &Pairs);
    fn values(self, sums: Self::Sums) -> [i32; LANES];
}

/// A function that sums the products of some rows with one panel.
macro_rules! sums {
    ($name:ident, $height:literal: $($number:literal $sum:ident $row:ident),+) => {
        #[inline(always)]
        fn $name<P: Processor>(by: P, rows: &[i32], panel: &[Pairs]) -> [P::Sums; $height] {
            let length = panel.len();
            $(let mut $sum = by.zero();
            let $row = &rows[$number * length..][..length];)+
            for (index, columns) in panel.iter().enumerate() {
                $(by.add(&mut $sum, $row[index], columns);)+
            }
            [$($sum),+]
        }
    };
}

#[cfg(target_arch = "x86_64")]
sums!(sums_of_block, 4: 0 sum0 row0, 1 sum1 row1, 2 sum2 row2, 3 sum3 row3);
#[cfg(not(target_arch = "x86_64"))]
sums!(sums_of_block, 2: 0 sum0 row0, 1 sum1 row1);
sums!(sums_of_row, 1: 0 sum row);

/// The rows of `sums_of_block`.
const HEIGHT: usize = if cfg!(target_arch = "x86_64") { 4 } else { 2 };

#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct Avx2(pulp::x86::V3);

#[cfg(target_arch = "x86_64")]
impl Processor for Avx2 {
    type Sums = [std::arch::x86_64::__m256i; 2];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [self.0.avx._mm256_setzero_si256(); 2]
    }

    #[inline(always)]
    fn add(self, sums: &mut Self::Sums, pair: i32, columns: &Pairs) {
        let pair = self.0.avx._mm256_set1_epi32(pair);
        let columns: [std::arch::x86_64::__m256i; 2] = pulp::cast(*columns);
        for (sum, columns) in sums.iter_mut().zip(columns) {
            *sum = self.0.avx2._mm256_add_epi32(*sum, self.0.avx2._mm256_madd_epi16(pair, columns));
        }
    }

    #[inline(always)]
    fn values(self, sums: Self::Sums) -> [i32; LANES] {
        pulp::cast(sums)
    }
}

#[derive(Clone, Copy)]
struct Plain;

#[cfg(target_arch = "wasm32")]
impl Processor for Plain {
    type Sums = [std::arch::wasm32::v128; 4];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [std::arch::wasm32::i32x4_splat(0); 4]
    }

    #[inline(always)]
    fn add(self, sums: &mut Self::Sums, pair: i32, columns: &Pairs) {
        use std::arch::wasm32::{i16x8, i32x4_add, i32x4_dot_i16x8, i32x4_splat};
        let pair = i32x4_splat(pair);
        for (index, sum) in sums.iter_mut().enumerate() {
            let of = |lane: usize| columns[index * 8 + lane];
            // One load, to the compiler.
            let columns = i16x8(of(0), of(1), of(2), of(3), of(4), of(5), of(6), of(7));
            *sum = i32x4_add(*sum, i32x4_dot_i16x8(pair, columns));
        }
    }

    #[inline(always)]
    fn values(self, sums: Self::Sums) -> [i32; LANES] {
        use std::arch::wasm32::i32x4_extract_lane as lane;
        let mut values = [0; LANES];
        for (four, sum) in values.chunks_exact_mut(4).zip(sums) {
            four.copy_from_slice(&[lane::<0>(sum), lane::<1>(sum), lane::<2>(sum), lane::<3>(sum)]);
        }
        values
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Processor for Plain {
    type Sums = [i32; LANES];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [0; LANES]
    }

    #[inline(always)]
    fn add(self, sums: &mut Self::Sums, pair: i32, columns: &Pairs) {
        let (first, second) = (i32::from(pair as i16), pair >> 16);
        for (lane, sum) in sums.iter_mut().enumerate() {
            *sum += first * i32::from(columns[2 * lane]) + second * i32::from(columns[2 * lane + 1]);
        }
    }

    #[inline(always)]
    fn values(self, sums: Self::Sums) -> [i32; LANES] {
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(seed: usize, i: usize) -> f32 {
        ((i * 7919 + seed * 31) % 255) as f32 - 127.0
    }

    /// Compares with the product in its plainest form.
    fn check(rows: usize, inner: usize, columns: usize) {
        let left: Vec<f32> = (0..rows * inner).map(|i| value(1, i) * 0.02).collect();
        let right: Vec<i8> = (0..columns * inner).map(|i| value(2, i) as i8).collect();
        let scales: Vec<f32> = (0..columns).map(|i| 0.01 + i as f32 * 0.001).collect();
        let bias: Vec<f32> = (0..columns).map(|i| i as f32).collect();
        let mut packed = RowsOfPairs::default();
        left.chunks_exact(inner).for_each(|row| packed.push(row));
        let right_columns = Columns::new(&right, inner, &scales);
        let mut out = vec![0.0; rows * columns];
        product(&packed, &right_columns, &bias, &mut Out { values: &mut out, stride: columns, width: columns });
        let mut plain = vec![0.0; rows * columns];
        product_by(
            Plain,
            &packed,
            &right_columns,
            &bias,
            &mut Out { values: &mut plain, stride: columns, width: columns },
        );
        assert_eq!(out, plain);
        for row in 0..rows {
            for column in 0..columns {
                let sum: f32 = (0..inner).map(|i| left[row * inner + i] * f32::from(right[column * inner + i])).sum();
                let expect = sum * scales[column] + bias[column];
                let found = out[row * columns + column];
                assert!(
                    (found - expect).abs() < 0.02 + 1e-4 * expect.abs(),
                    "{rows} {inner} {columns}: {found} {expect}"
                );
            }
        }
    }

    #[test]
    fn products() {
        check(1, 2, 16);
        check(7, 32, 20);
        check(9, 384, 52);
        check(0, 8, 16);
    }

    #[test]
    fn the_largest_numbers_stay_within_the_sums() {
        let check = |inner: usize| {
            let right = Columns::new(&vec![127; inner], inner, &[1.0]);
            let mut left = RowsOfPairs::default();
            left.push(&vec![1.0; inner]);
            let mut out = [0.0];
            product(&left, &right, &[], &mut Out { values: &mut out, stride: 1, width: 1 });
            assert!((out[0] / (inner as f32 * 127.0) - 1.0).abs() < 1e-4, "{}", out[0]);
        };
        check(1536);
        // Keys and queries of the same largest number.
        let mut keys = Columns::default();
        keys.fill_from_rows(&[1.0; 32], 1, 32, 32);
        let mut left = RowsOfPairs::default();
        left.push(&[1.0; 32]);
        let mut out = [0.0];
        product(&left, &keys, &[], &mut Out { values: &mut out, stride: 1, width: 1 });
        assert!((out[0] - 32.0).abs() < 0.01, "{}", out[0]);
    }

    #[test]
    fn shares_of_columns() {
        let values: Vec<f32> = (0..250 * 4).map(|i| value(3, i)).collect();
        let mut columns = Columns::default();
        columns.fill_from_columns(&values, 250, 4, 3);
        let shares: Vec<f32> = (0..250).map(|i| if i == 7 { 1.0 } else { 0.9 }).collect();
        let sum = shares.iter().sum();
        let mut left = RowsOfPairs::default();
        left.push_shares(&shares, sum);
        let mut out = [0.0; 3];
        product(&left, &columns, &[], &mut Out { values: &mut out, stride: 3, width: 3 });
        for (column, found) in out.iter().enumerate() {
            let expect: f32 = (0..250).map(|row| shares[row] * values[row * 4 + column]).sum::<f32>() / sum;
            assert!((found - expect).abs() < 0.05, "{found} {expect}");
        }
    }

    #[test]
    fn rounding() {
        for (value, expect) in [(0.0, 0), (0.4, 0), (-0.6, -1), (1.5, 2), (2.5, 2), (-8191.0, -8191)] {
            assert_eq!(rounded(value), expect, "{value}");
        }
    }
}
