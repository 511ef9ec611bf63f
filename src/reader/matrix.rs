//! The one piece of arithmetic that training costs: a product of matrices, in plain safe Rust. What reading costs is in
//! `integers`.
//!
//! The inner loops run over arrays of [`LANES`] columns, which the compiler turns into the vector instructions of the
//! target: simd128 in WebAssembly and, natively, the best that the processor has ([`vectorized`]). There is no fused
//! multiply-add, and every sum has a fixed order, so that all targets give the same bits.
//!
//! The rows that are worked on together are written out (by the macro `block!`) and not looped over: whether such a loop
//! is unrolled, and its sums kept in registers, hangs on how the crate is cut into units, and where it is not all takes
//! ten times as long.

use super::integers::{Instructions, Work, run};

/// Columns that are worked on together; the width of a matrix is a multiple of it.
pub const LANES: usize = 16;

/// A matrix, cut into panels of [`LANES`] columns, each stored row by row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Panels {
    rows: usize,
    values: Vec<f32>,
}

impl Panels {
    /// From a matrix of `rows` rows, stored row by row, whose number of columns is a multiple of [`LANES`].
    pub fn new(matrix: &[f32], rows: usize) -> Panels {
        let mut panels = Panels::default();
        panels.fill(matrix, rows);
        panels
    }

    /// Takes in another matrix, using the memory again.
    pub fn fill(&mut self, matrix: &[f32], rows: usize) {
        self.rows = rows;
        self.values.clear();
        let columns = matrix.len().checked_div(rows).unwrap_or(0);
        for panel in 0..columns / LANES {
            for row in 0..rows {
                let start = row * columns + panel * LANES;
                self.values.extend_from_slice(&matrix[start..start + LANES]);
            }
        }
    }
}

/// The rows of a left-hand matrix: row `r` is the pieces of `length` values that begin at `r * stride + tap` for each
/// of `taps`, one after the other. Several taps make a convolution.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The values that rows are cut from.
    pub values: &'a [f32],
    /// From the start of a row to the start of the next.
    pub stride: usize,
    /// Where the pieces of a row begin, from its start.
    pub taps: &'a [usize],
    /// How long each piece is.
    pub length: usize,
}

/// Adds the product of `left` and `right` to `out`, as many rows as `out` has.
#[inline(always)]
pub fn add_product(left: Rows, right: &Panels, out: &mut [f32]) {
    let Some(panel_length) = right.rows.checked_mul(LANES).filter(|length| *length > 0) else { return };
    let width = right.values.len() / right.rows;
    let rows = out.len() / width;
    // A panel stays in the nearest cache while all rows pass by.
    for (index, panel) in right.values.chunks_exact(panel_length).enumerate() {
        let mut row = 0;
        while row < rows {
            let out = &mut out[row * width + index * LANES..];
            if rows - row >= HEIGHT {
                add_block(left, row, panel, out, width);
                row += HEIGHT;
            } else {
                add_row(left, row, panel, out, width);
                row += 1;
            }
        }
    }
}

type Lanes = [f32; LANES];

#[inline(always)]
fn lanes(values: &[f32]) -> Lanes {
    let mut lanes = [0.0; LANES];
    lanes.copy_from_slice(&values[..LANES]);
    lanes
}

#[inline(always)]
fn add_scaled(sum: &mut Lanes, factor: f32, values: &Lanes) {
    for lane in 0..LANES {
        sum[lane] += factor * values[lane];
    }
}

/// A function that adds the products of some rows, from `first_row` on, with one panel to `out`, whose rows are `width`
/// apart.
macro_rules! block {
    ($name:ident: $($number:literal $sum:ident $row:ident),+) => {
        #[inline(always)]
        fn $name(left: Rows, first_row: usize, panel: &[f32], out: &mut [f32], width: usize) {
            $(let mut $sum = lanes(&out[$number * width..]);)+
            for (tap, panel) in left.taps.iter().zip(panel.chunks_exact(left.length * LANES)) {
                $(let $row = &left.values[(first_row + $number) * left.stride + tap..][..left.length];)+
                for (column, right) in (0..left.length).zip(panel.chunks_exact(LANES)) {
                    let right = lanes(right);
                    $(add_scaled(&mut $sum, $row[column], &right);)+
                }
            }
            $(out[$number * width..][..LANES].copy_from_slice(&$sum);)+
        }
    };
}

// As many rows as give the registers enough to do: half of 16 with 256 bits each, or half of 16 with 128.
#[cfg(target_arch = "x86_64")]
block!(add_block: 0 sum0 row0, 1 sum1 row1, 2 sum2 row2, 3 sum3 row3);
#[cfg(not(target_arch = "x86_64"))]
block!(add_block: 0 sum0 row0, 1 sum1 row1);
block!(add_row: 0 sum row);

/// The rows of `add_block`.
const HEIGHT: usize = if cfg!(target_arch = "x86_64") { 4 } else { 2 };

/// Runs `work` compiled for the vector instructions that this processor has.
#[inline(always)]
pub fn vectorized<T>(work: impl FnOnce() -> T) -> T {
    struct Plainly<F>(F);
    impl<T, F: FnOnce() -> T> Work for Plainly<F> {
        type Output = T;
        #[inline(always)]
        fn run<I: Instructions>(self, _: I) -> T {
            (self.0)()
        }
    }
    run(Plainly(work))
}

/// The larger of two values. As WebAssembly `f32::max` is a call for each value, and nothing around it is vectorized.
#[inline(always)]
pub fn larger(a: f32, b: f32) -> f32 {
    if a < b { b } else { a }
}

/// The exponential function, to about 2e-7 of its value, with the same bits on every target; `x` of 88 or less.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let x = larger(x, -87.0);
    let whole = (x * std::f32::consts::LOG2_E + 0.5).floor();
    // The remainder, at most half the logarithm of two, with the logarithm in two pieces (Cephes expf).
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let series = 1.0
        + rest
            * (1.0
                + rest
                    * (0.5
                        + rest * (0.166_666_65 + rest * (0.041_665_796 + rest * (8.333_452e-3 + rest * 1.398_2e-3)))));
    series * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

/// The natural logarithm, to about 1e-7 of its value, with the same bits on every target; `x` a normal number above zero.
#[inline(always)]
pub fn ln(x: f32) -> f32 {
    // A power of two, and a factor within a root of two of one (Cephes logf).
    let bits = x.to_bits().wrapping_sub(std::f32::consts::FRAC_1_SQRT_2.to_bits());
    let power = (bits as i32 >> 23) as f32;
    let rest = f32::from_bits((bits & 0x007f_ffff) + std::f32::consts::FRAC_1_SQRT_2.to_bits()) - 1.0;
    let square = rest * rest;
    let series = 7.037_684e-2;
    let series = series * rest - 1.151_461e-1;
    let series = series * rest + 1.167_699_9e-1;
    let series = series * rest - 1.242_014_1e-1;
    let series = series * rest + 1.424_932_3e-1;
    let series = series * rest - 1.666_805_8e-1;
    let series = series * rest + 2.000_071_5e-1;
    let series = series * rest - 2.499_999_4e-1;
    let series = series * rest + 3.333_333e-1;
    let series = series * rest * square - 2.121_944_4e-4 * power - 0.5 * square;
    rest + series + 0.693_359_4 * power
}

/// The logistic function 1 / (1 + e^-x), to about 1e-6, with the same bits on every target.
#[inline(always)]
pub fn logistic(x: f32) -> f32 {
    // tanh(x / 2) as a fraction of polynomials (the coefficients of Eigen's generic float tanh).
    let x = (0.5 * x).clamp(-7.905_311, 7.905_311);
    let square = x * x;
    let above = -2.760_768_4e-16_f32;
    let above = above * square + 2.000_188e-13;
    let above = above * square + -8.604_672e-11;
    let above = above * square + 5.122_297_1e-8;
    let above = above * square + 1.485_722_4e-5;
    let above = above * square + 6.372_619_3e-4;
    let above = (above * square + 4.893_524_6e-3) * x;
    let below = 1.198_258_4e-6_f32;
    let below = below * square + 1.185_347_1e-4;
    let below = below * square + 2.268_434_6e-3;
    let below = below * square + 4.893_525e-3;
    0.5 + 0.5 * above / below
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares with the product in its plainest form.
    fn check(rows: usize, inner: usize, columns: usize, taps: &[usize]) {
        let value = |seed: usize, i: usize| ((i * 7919 + seed) % 23) as f32 * 0.25 - 2.0;
        let reach = taps.iter().max().copied().unwrap_or(0);
        let left: Vec<f32> = (0..rows * inner + reach).map(|i| value(1, i)).collect();
        let right: Vec<f32> = (0..taps.len() * inner * columns).map(|i| value(2, i)).collect();
        let mut expect = vec![1.0f32; rows * columns];
        for row in 0..rows {
            for (t, tap) in taps.iter().enumerate() {
                for i in 0..inner {
                    for column in 0..columns {
                        expect[row * columns + column] +=
                            left[row * inner + tap + i] * right[(t * inner + i) * columns + column];
                    }
                }
            }
        }
        let mut out = vec![1.0f32; rows * columns];
        let left = Rows { values: &left, stride: inner, taps, length: inner };
        let right = Panels::new(&right, taps.len() * inner);
        vectorized(|| add_product(left, &right, &mut out));
        assert_eq!(out, expect);
    }

    #[test]
    fn products() {
        check(1, 3, 16, &[0]);
        check(9, 5, 32, &[0]);
        check(7, 4, 48, &[0, 8, 16]);
        check(0, 4, 16, &[0]);
    }

    #[test]
    fn functions_are_close_to_the_standard_ones() {
        for i in -400..=400 {
            let x = i as f32 * 0.05;
            assert!((exp(x) - x.exp()).abs() <= 3e-7 * x.exp(), "exp {x}");
            assert!((logistic(x) - 1.0 / (1.0 + (-x).exp())).abs() < 2e-6, "logistic {x}");
        }
        assert!(exp(-200.0) < 1e-37);
        for i in 1..4000 {
            let x = i as f32 * 0.01;
            assert!((ln(x) - x.ln()).abs() <= 3e-7 * x.ln().abs().max(0.1), "ln {x}");
        }
        assert_eq!(ln(1.0), 0.0);
    }
}
