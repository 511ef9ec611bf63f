//! Products of matrices in whole numbers of 16 bits, with the instructions of [`crate::reader::integers`], of values that have no
//! bound known beforehand: every row of the left side and every column of the right side has a scale of its own.
//!
//! The sums are exact, hence the same on every target; the ranges of the numbers are such that no sum leaves 32 bits.

use crate::reader::integers::{Instructions, Pairs, pairs_of};
use crate::reader::matrix::{LANES, larger};
use crate::reader::rounded::Rounded;

/// The largest whole number that a value is rounded to: 2,048 products with numbers up to 127, or 32 products with numbers
/// of the same range, stay within 32 bits.
const LIMIT: f32 = 8191.0;

/// The columns of a right-hand matrix.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// Pairs of inner numbers in each column: one of the first half with one of the second.
    pairs: usize,
    /// Panels of [`LANES`] columns, each stored pair by pair.
    panels: Vec<Pairs>,
    /// What a whole number of each column is worth.
    scales: Vec<f32>,
    /// Memory for rounding.
    rows: RowsOfPairs,
}

impl Columns {
    /// From matrices whose rows, of an even number of values, become columns; columns of zeros fill the last panel.
    pub fn new(matrices: &[&Rounded]) -> Columns {
        let rows: Vec<(f32, &[i8])> = matrices.iter().flat_map(|matrix| matrix.rows()).collect();
        let pairs = rows.first().map_or(0, |(_, row)| row.len() / 2);
        let mut out = Columns { pairs, ..Columns::default() };
        for panel in rows.chunks(LANES) {
            for pair in 0..pairs {
                out.panels.push(pairs_of(std::array::from_fn(|lane| {
                    panel.get(lane).map_or(0, |(_, row)| paired(row[pair].into(), row[pair + pairs].into()))
                })));
            }
            out.scales.extend((0..LANES).map(|lane| panel.get(lane).map_or(0.0, |(scale, _)| *scale)));
        }
        out
    }

    /// Takes in the rows of a matrix as columns, rounded: the first `inner` values of every `stride`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn fill_from_rows(&mut self, values: &[f32], stride: usize, inner: usize) {
        self.pairs = inner / 2;
        self.rows.fill(values, stride, inner);
        self.panels.clear();
        for panel in self.rows.pairs.chunks(LANES * self.pairs) {
            for pair in 0..self.pairs {
                let lane = |lane: usize| panel.get(lane * self.pairs + pair).copied().unwrap_or(0);
                self.panels.push(pairs_of(std::array::from_fn(lane)));
            }
        }
        self.scales.clear();
        self.scales.extend(&self.rows.scales);
        self.scales.resize(self.scales.len().next_multiple_of(LANES), 0.0);
    }

    /// Takes in the columns of a matrix, rounded: of each of its rows, which begin `stride` values apart, the first `columns`,
    /// a multiple of [`LANES`]; `rows` is how many it has, filled up with zeros to an even number.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn fill_from_columns(&mut self, values: &[f32], rows: usize, stride: usize, columns: usize) {
        self.pairs = rows.div_ceil(2);
        self.panels.clear();
        self.scales.clear();
        for first in (0..columns).step_by(LANES) {
            let row = |row: usize| -> [f32; LANES] {
                let values = values.get(row * stride + first..).and_then(<[f32]>::first_chunk);
                values.copied().filter(|_| row < rows).unwrap_or_default()
            };
            let mut highest = [0f32; LANES];
            for index in 0..rows {
                for (highest, value) in highest.iter_mut().zip(row(index)) {
                    *highest = larger(*highest, value.abs());
                }
            }
            let factors = highest.map(|highest| factor(highest).0);
            self.scales.extend(highest.map(|highest| factor(highest).1));
            for pair in 0..self.pairs {
                let (one, other) = (row(pair), row(pair + self.pairs));
                self.panels.push(pairs_of(std::array::from_fn(|lane| {
                    paired(rounded(one[lane] * factors[lane]), rounded(other[lane] * factors[lane]))
                })));
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
    /// Takes in the rows of a matrix: the first `inner` values, an even number, of every `stride`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn fill(&mut self, values: &[f32], stride: usize, inner: usize) {
        self.clear();
        for row in values.chunks(stride) {
            let row = &row[..inner];
            let (factor, scale) = factor(largest(row));
            self.scales.push(scale);
            self.push_scaled(row, factor);
        }
    }

    /// Forgets all rows.
    pub fn clear(&mut self) {
        self.pairs.clear();
        self.scales.clear();
    }

    /// Adds a row of shares, not yet divided by their `sum`, of which the largest is 1. All together they become less than
    /// 2^17, so that their products with numbers up to [`LIMIT`] stay within 32 bits.
    #[inline(always)]
    pub fn push_shares(&mut self, row: &[f32], sum: f32) {
        let factor = 1.0 / larger(sum / 120_000.0, 1.0 / 32_767.0);
        self.scales.push(1.0 / (factor * sum));
        self.push_scaled(row, factor);
    }

    #[inline(always)]
    fn push_scaled(&mut self, row: &[f32], factor: f32) {
        let start = self.pairs.len();
        let (first, second) = row.split_at(row.len() / 2);
        self.pairs.resize(start + first.len(), 0);
        for ((pair, first), second) in self.pairs[start..].iter_mut().zip(first).zip(second) {
            *pair = paired(rounded(first * factor), rounded(second * factor));
        }
    }
}

/// Two whole numbers of 16 bits in 32: one below, the other above.
#[inline(always)]
fn paired(below: i32, above: i32) -> i32 {
    below & 0xffff | above << 16
}

/// The largest absolute value.
#[inline(always)]
fn largest(values: &[f32]) -> f32 {
    let mut strands = [0f32; LANES];
    for chunk in values.chunks(LANES) {
        for (strand, x) in strands.iter_mut().zip(chunk) {
            *strand = larger(*strand, x.abs());
        }
    }
    strands.iter().fold(0.0, |largest, x| larger(largest, *x))
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
pub fn product<I: Instructions>(with: I, left: &RowsOfPairs, right: &Columns, bias: &[f32], out: &mut Out) {
    if right.pairs == 0 {
        return;
    }
    // A panel stays in the nearest cache while all rows pass by.
    for (index, panel) in right.panels.chunks_exact(right.pairs).enumerate() {
        let column = index * LANES;
        let columns = Panel {
            pairs: panel,
            scales: std::array::from_fn(|lane| right.scales[column + lane]),
            bias: std::array::from_fn(|lane| bias.get(column + lane).copied().unwrap_or(0.0)),
        };
        let count = LANES.min(out.width.saturating_sub(column));
        multiply_panel(with, left, &columns, &mut out.values[column..], out.stride, count);
    }
}

/// [`LANES`] columns.
struct Panel<'a> {
    pairs: &'a [Pairs],
    scales: [f32; LANES],
    bias: [f32; LANES],
}

impl Panel<'_> {
    /// Writes the first `count` sums of a row.
    #[inline(always)]
    fn write(&self, sums: [i32; LANES], scale: f32, out: &mut [f32], count: usize) {
        let mut values = [0f32; LANES];
        for (lane, value) in values.iter_mut().enumerate() {
            *value = sums[lane] as f32 * (scale * self.scales[lane]) + self.bias[lane];
        }
        match out.first_chunk_mut::<LANES>().filter(|_| count == LANES) {
            Some(whole) => *whole = values,
            None => out[..count].copy_from_slice(&values[..count]),
        }
    }
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn multiply_panel<I: Instructions>(
    with: I,
    left: &RowsOfPairs,
    panel: &Panel,
    out: &mut [f32],
    stride: usize,
    count: usize,
) {
    let length = panel.pairs.len();
    let rows = left.scales.len();
    let mut row = 0;
    while row < rows {
        let pairs = &left.pairs[row * length..];
        if rows - row >= HEIGHT {
            let sums = sums_of_block(with, pairs, panel.pairs);
            for (number, sums) in sums.into_iter().enumerate() {
                let row = row + number;
                panel.write(with.values(sums), left.scales[row], &mut out[row * stride..], count);
            }
            row += HEIGHT;
        } else {
            let [sums] = sums_of_row(with, pairs, panel.pairs);
            panel.write(with.values(sums), left.scales[row], &mut out[row * stride..], count);
            row += 1;
        }
    }
}

/// A function that sums the products of some rows with one panel.
macro_rules! sums {
    ($name:ident, $height:literal: $($number:literal $sum:ident $row:ident),+) => {
        #[inline(always)]
        fn $name<I: Instructions>(with: I, rows: &[i32], panel: &[Pairs]) -> [I::Sums; $height] {
            let length = panel.len();
            $(let mut $sum = with.zeros();
            let $row = &rows[$number * length..][..length];)+
            for (index, columns) in panel.iter().enumerate() {
                $($sum = with.add($sum, $row[index], columns);)+
            }
            [$($sum),+]
        }
    };
}

// As many rows as give the registers enough to do: 12 sums of 16 registers with 256 bits each, or 8 with 128.
#[cfg(target_arch = "x86_64")]
sums!(sums_of_block, 6: 0 sum0 row0, 1 sum1 row1, 2 sum2 row2, 3 sum3 row3, 4 sum4 row4, 5 sum5 row5);
#[cfg(not(target_arch = "x86_64"))]
sums!(sums_of_block, 2: 0 sum0 row0, 1 sum1 row1);
sums!(sums_of_row, 1: 0 sum row);

/// The rows of `sums_of_block`.
const HEIGHT: usize = if cfg!(target_arch = "x86_64") { 6 } else { 2 };

#[cfg(test)]
mod tests;
