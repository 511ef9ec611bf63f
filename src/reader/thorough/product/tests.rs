use super::*;
use crate::reader::integers::{Work, run};

fn value(seed: usize, i: usize) -> f32 {
    ((i * 7919 + seed * 31) % 255) as f32 - 127.0
}

struct Multiply<'a>(&'a RowsOfPairs, &'a Columns, &'a [f32], usize);

impl Work for Multiply<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn run<I: Instructions>(self, with: I) -> Vec<f32> {
        let Multiply(left, right, bias, width) = self;
        let mut values = vec![0.0; left.scales.len() * width];
        product(with, left, right, bias, &mut Out { values: &mut values, stride: width, width });
        values
    }
}

fn rows(values: &[f32], inner: usize) -> RowsOfPairs {
    let mut rows = RowsOfPairs::default();
    rows.fill(values, inner, inner);
    rows
}

/// Compares with the product in its plainest form.
fn check(count: usize, inner: usize, columns: usize) {
    let left: Vec<f32> = (0..count * inner).map(|i| value(1, i) * 0.02).collect();
    let right: Vec<f32> = (0..columns * inner).map(|i| value(2, i) * 0.01).collect();
    let bias: Vec<f32> = (0..columns).map(|i| i as f32).collect();
    let right = Rounded::new(&right, inner, 127.0);
    let out = run(Multiply(&rows(&left, inner), &Columns::new(&[&right]), &bias, columns));
    assert_eq!(out.len(), count * columns);
    let right = right.values();
    for row in 0..count {
        for column in 0..columns {
            let sum: f32 = (0..inner).map(|i| left[row * inner + i] * right[column * inner + i]).sum();
            let expect = sum + bias[column];
            let found = out[row * columns + column];
            assert!((found - expect).abs() < 0.02 + 1e-4 * expect.abs(), "{count} {inner} {columns}: {found} {expect}");
        }
    }
}

#[test]
fn products() {
    check(1, 2, 16);
    check(7, 32, 20);
    check(13, 384, 64);
    check(0, 8, 16);
}

#[test]
fn the_largest_numbers_stay_within_the_sums() {
    let check = |inner: usize| {
        let right = Columns::new(&[&Rounded::new(&vec![1.0; inner], inner, 127.0)]);
        let out = run(Multiply(&rows(&vec![1.0; inner], inner), &right, &[], 1));
        assert!((out[0] / inner as f32 - 1.0).abs() < 0.01, "{}", out[0]);
    };
    check(1536);
    check(2048);
    // Keys and queries of the same largest number.
    let mut keys = Columns::default();
    keys.fill_from_rows(&[1.0; 32], 32, 32);
    let out = run(Multiply(&rows(&[1.0; 32], 32), &keys, &[], 1));
    assert!((out[0] - 32.0).abs() < 0.01, "{}", out[0]);
}

#[test]
fn columns_from_rows() {
    let left: Vec<f32> = (0..3 * 8).map(|i| value(5, i)).collect();
    let right: Vec<f32> = (0..19 * 10).map(|i| value(6, i)).collect();
    let mut columns = Columns::default();
    columns.fill_from_rows(&right, 10, 8);
    let out = run(Multiply(&rows(&left, 8), &columns, &[], 19));
    for (index, found) in out.iter().enumerate() {
        let (row, column) = (index / 19, index % 19);
        let expect: f32 = (0..8).map(|i| left[row * 8 + i] * right[column * 10 + i]).sum();
        assert!((found - expect).abs() < 20.0, "{found} {expect}");
    }
}

#[test]
fn shares_of_columns() {
    for count in [249, 250] {
        let values: Vec<f32> = (0..count * 20).map(|i| value(3, i)).collect();
        let mut columns = Columns::default();
        columns.fill_from_columns(&values, count, 20, 16);
        let mut shares: Vec<f32> = (0..count).map(|i| if i == 7 { 1.0 } else { 0.9 }).collect();
        let sum = shares.iter().sum();
        shares.resize(250, 0.0);
        let mut left = RowsOfPairs::default();
        left.push_shares(&shares, sum);
        for (column, found) in run(Multiply(&left, &columns, &[], 16)).iter().enumerate() {
            let expect: f32 = (0..count).map(|row| shares[row] * values[row * 20 + column]).sum::<f32>() / sum;
            assert!((found - expect).abs() < 0.05, "{found} {expect}");
        }
    }
}

#[test]
fn rounding() {
    for (value, expect) in [(0.0, 0), (0.4, 0), (-0.6, -1), (1.5, 2), (2.5, 2), (-8191.0, -8191)] {
        assert_eq!(rounded(value), expect, "{value}");
    }
}
