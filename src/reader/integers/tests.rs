#[cfg(target_arch = "x86_64")]
use fearless_simd::Level;

use super::{ByteTable, ENTRIES, Instructions, Layer, PLACES, Work, run};
use crate::reader::network::Norm;
use crate::reader::rounded::Rounded;

/// A layer with weights that are different and meaningless.
fn layer(channels: usize, taps: usize, columns: usize) -> (Layer, Norm, Rounded) {
    let value = |seed: usize, i: usize| ((i * 7919 + seed) % 23) as f32 * 0.25 - 2.75;
    let values = |seed: usize, count: usize| (0..count).map(|i| value(seed, i)).collect::<Vec<f32>>();
    let norm = Norm { gain: values(3, channels), bias: values(4, channels) };
    let matrix = Rounded::new(&values(5, taps * channels * columns), columns, 127.0);
    (Layer::new(&norm, &matrix, taps, values(6, columns)), norm, matrix)
}

struct Multiply<'a>(&'a Layer, &'a [i32], usize);

impl Work for Multiply<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn run<I: Instructions>(self, with: I) -> Vec<f32> {
        let mut out = vec![0.0; self.2 * self.0.width()];
        self.0.multiply(with, self.1, &mut out);
        out
    }
}

/// Compares with the product in its plainest form, of values that were not rounded.
fn check(rows: usize, channels: usize, taps: usize, columns: usize) {
    let (layer, norm, matrix) = layer(channels, taps, columns);
    let weights = matrix.values();
    // Mean zero, variance one.
    let input: Vec<f32> =
        (0..rows * channels).map(|i| if (i + i / channels).is_multiple_of(2) { 1.0 } else { -1.0 }).collect();
    let mut left = Vec::new();
    let mut expect = Vec::new();
    for values in input.chunks_exact(channels) {
        let mut row = vec![0; taps * layer.pairs()];
        let mut outputs = layer.bias.clone();
        for tap in 0..taps {
            layer.round(values, tap, &mut row[tap * layer.pairs()..][..layer.pairs()]);
            for channel in 0..channels {
                let value = values[channel] * norm.gain[channel] + norm.bias[channel];
                for (column, output) in outputs.iter_mut().enumerate() {
                    *output += value * weights[(tap * channels + channel) * columns + column];
                }
            }
        }
        left.extend(row);
        expect.extend(outputs);
    }
    let out = run(Multiply(&layer, &left, rows));
    let spread = expect.iter().fold(0f32, |spread, x| spread.max(x.abs()));
    for (ours, expect) in out.iter().zip(&expect) {
        assert!((ours - expect).abs() <= spread * 2e-3, "{ours} {expect}, {rows} {channels} {taps} {columns}");
    }
    // Whatever instructions this machine has, they give the bits of the plain ones.
    #[cfg(not(target_arch = "wasm32"))]
    assert_eq!(out, Multiply(&layer, &left, rows).run(super::native::Plain));
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = Level::new().as_avx2() {
        assert_eq!(out, Multiply(&layer, &left, rows).run(avx2));
    }
}

struct LookUp<'a>(&'a ByteTable, [u8; PLACES]);

impl Work for LookUp<'_> {
    type Output = [i16; PLACES];

    #[inline(always)]
    fn run<I: Instructions>(self, with: I) -> [i16; PLACES] {
        with.look_up(self.0, self.1)
    }
}

#[test]
fn every_entry_of_a_table_is_found() {
    // Two bytes of an entry differ from each other and from those of all others.
    let entry = |number: usize| (number as u8, 255 - number as u8);
    let table: ByteTable = [
        std::array::from_fn(|part| std::array::from_fn(|at| entry(16 * part + at).0)),
        std::array::from_fn(|part| std::array::from_fn(|at| entry(16 * part + at).1)),
    ];
    for start in 0..ENTRIES {
        let numbers = std::array::from_fn(|place| ((start + 7 * place) % ENTRIES) as u8);
        let expect = numbers.map(|number| i16::from_le_bytes([entry(number.into()).0, entry(number.into()).1]));
        assert_eq!(run(LookUp(&table, numbers)), expect);
        #[cfg(target_arch = "x86_64")]
        if let Some(avx2) = Level::new().as_avx2() {
            assert_eq!(LookUp(&table, numbers).run(avx2), expect);
        }
    }
}

struct AreAbove<'a>(&'a [f32; PLACES], f32);

impl Work for AreAbove<'_> {
    type Output = [u8; PLACES];

    #[inline(always)]
    fn run<I: Instructions>(self, with: I) -> [u8; PLACES] {
        with.are_above(self.0, self.1)
    }
}

#[test]
fn values_are_above_a_threshold_or_not() {
    let values: [f32; PLACES] = std::array::from_fn(|place| (place * 7 % PLACES) as f32);
    for threshold in [-1.0, 0.0, 5.0, 5.5, PLACES as f32] {
        let expect = values.map(|value| if value > threshold { 255 } else { 0 });
        assert_eq!(run(AreAbove(&values, threshold)), expect);
        assert_eq!(run(AreAbove(&[f32::NAN; PLACES], threshold)), [0; PLACES]);
        #[cfg(target_arch = "x86_64")]
        if let Some(avx2) = Level::new().as_avx2() {
            assert_eq!(AreAbove(&values, threshold).run(avx2), expect);
        }
    }
}

#[test]
fn products() {
    check(1, 16, 1, 16);
    check(9, 16, 3, 32);
    check(13, 80, 3, 160);
    check(7, 80, 1, 64);
    check(0, 16, 1, 16);
}

/// Every product as large as it can be, all of one sign.
#[test]
fn sums_do_not_overflow() {
    for (channels, taps) in [(80, 3), (256, 3), (512, 3)] {
        let norm = Norm { gain: vec![0.0; channels], bias: vec![1.0; channels] };
        let matrix = Rounded::new(&vec![1.0; taps * channels * 16], 16, 127.0);
        let layer = Layer::new(&norm, &matrix, taps, vec![0.0; 16]);
        let mut left = vec![0; taps * layer.pairs()];
        for (tap, left) in left.chunks_exact_mut(channels / 2).enumerate() {
            layer.round(&vec![0.0; channels], tap, left);
        }
        for output in run(Multiply(&layer, &left, 1)) {
            let expect = (taps * channels) as f32;
            assert!((output - expect).abs() < expect * 0.02, "{output} {expect}");
        }
    }
}
