#[cfg(target_arch = "x86_64")]
use fearless_simd::Level;

use super::*;
use crate::reader::matrix::logistic;
use crate::reader::network::Norm;
use crate::reader::rounded::Rounded;

/// A normalization, a matrix with weights that are different and meaningless, and summands.
fn weights(channels: usize, taps: usize, columns: usize) -> (Norm, Rounded, Vec<f32>) {
    let value = |seed: usize, i: usize| ((i * 7919 + seed) % 23) as f32 * 0.25 - 2.75;
    let values = |seed: usize, count: usize| (0..count).map(|i| value(seed, i)).collect::<Vec<f32>>();
    let norm = Norm { gain: values(3, channels), bias: values(4, channels) };
    let matrix = Rounded::new(&values(5, taps * channels * columns), columns, 127.0);
    (norm, matrix, values(6, columns))
}

/// Tokens of mean zero and variance one.
fn tokens(count: usize, channels: usize) -> Vec<Vec<f32>> {
    let value = |token: usize, channel: usize| if (channel * (token + 1)).is_multiple_of(2) { 1.0 } else { -1.0 };
    (0..count).map(|token| (0..channels).map(|channel| value(token, channel)).collect()).collect()
}

fn rounded(rounding: &Rounding, tokens: &[Vec<f32>]) -> Vec<Token> {
    let mut rounded = vec![NOTHING; tokens.len()];
    rounded.iter_mut().zip(tokens).for_each(|(rounded, values)| rounding.round(values, rounded));
    rounded
}

/// Adds the products of what a normalization makes of `token` with some rows of a matrix.
fn add_products(norm: &Norm, token: &[f32], matrix: &[f32], outputs: &mut [f32]) {
    for (((value, gain), shift), row) in token.iter().zip(&norm.gain).zip(&norm.bias).zip(matrix.chunks(outputs.len()))
    {
        outputs.iter_mut().zip(row).for_each(|(output, weight)| *output += (value * gain + shift) * weight);
    }
}

/// Does the work with the best instructions that there are, and sees to it that all others give the same bits.
fn run_with_all<W: Work<Output = Vec<f32>> + Copy>(work: W) -> Vec<f32> {
    let out = run(work);
    #[cfg(not(target_arch = "wasm32"))]
    assert_eq!(out, work.run(super::native::Plain));
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = Level::new().as_avx2() {
        assert_eq!(out, work.run(avx2));
    }
    out
}

/// Compares with what was computed in its plainest form.
fn assert_near(ours: &[f32], expect: &[f32], share: f32) {
    assert_eq!(ours.len(), expect.len());
    let spread = expect.iter().fold(0f32, |spread, x| spread.max(x.abs()));
    for (ours, expect) in ours.iter().zip(expect) {
        assert!((ours - expect).abs() <= spread * share, "{ours} {expect}");
    }
}

#[derive(Clone, Copy)]
struct Multiply<'a>(&'a Layer, &'a [Token]);

impl Work for Multiply<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn run<I: Instructions>(self, with: I) -> Vec<f32> {
        let mut out = vec![0.0; self.1.len() * self.0.width()];
        self.0.multiply(with, self.1, &mut out);
        out
    }
}

#[test]
fn layers_multiply() {
    for (count, channels, columns) in [(1, 16, 16), (9, 16, 32), (13, 80, 160), (7, 80, 64), (0, 16, 16)] {
        let (norm, matrix, bias) = weights(channels, 1, columns);
        let tokens = tokens(count, channels);
        let expect = tokens.iter().flat_map(|token| {
            let mut outputs = bias.clone();
            add_products(&norm, token, &matrix.values(), &mut outputs);
            outputs
        });
        let expect: Vec<f32> = expect.collect();
        let layer = Layer::new(&norm, &matrix, bias.clone());
        assert_near(&run_with_all(Multiply(&layer, &rounded(&layer.rounding, &tokens))), &expect, 2e-3);
    }
}

#[derive(Clone, Copy)]
struct Convolve<'a> {
    convolution: &'a Convolution,
    tokens: &'a [Token],
    dilation: usize,
    channels: usize,
}

impl Work for Convolve<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn run<I: Instructions>(self, with: I) -> Vec<f32> {
        let mut state = vec![0.0; self.tokens.len() * self.channels];
        let mut left = NO_TILES;
        for tiles in Tiles::of(self.tokens.len(), self.dilation) {
            tiles.gather(self.tokens, &mut left);
            self.convolution.add_gated(with, tiles, &left, &mut state);
        }
        state
    }
}

#[test]
fn convolutions_look_at_three_tokens() {
    for (count, channels, dilation) in [(1, 16, 1), (5, 16, 2), (70, 80, 16), (131, 80, 1), (40, 32, 4), (0, 16, 1)] {
        let (norm, matrix, bias) = weights(channels, 3, 2 * channels);
        let (tokens, weights) = (tokens(count, channels), matrix.values());
        let expect = (0..count).flat_map(|at| {
            let mut outputs = bias.clone();
            let seen = [at.checked_sub(dilation), Some(at), Some(at + dilation)];
            for (token, matrix) in seen.into_iter().zip(weights.chunks(2 * channels * channels)) {
                if let Some(token) = token.and_then(|token| tokens.get(token)) {
                    add_products(&norm, token, matrix, &mut outputs);
                }
            }
            let (values, gates) = outputs.split_at(channels);
            values.iter().zip(gates).map(|(value, gate)| value * logistic(*gate)).collect::<Vec<f32>>()
        });
        let expect: Vec<f32> = expect.collect();
        let convolution = Convolution::new(&norm, &matrix, bias.clone());
        let tokens = rounded(&convolution.rounding, &tokens);
        let ours = run_with_all(Convolve { convolution: &convolution, tokens: &tokens, dilation, channels });
        assert_near(&ours, &expect, 5e-3);
        // Where a token stands among those that are computed together changes no bit.
        for from in (2 * dilation..count).step_by(3) {
            let part =
                run(Convolve { convolution: &convolution, tokens: &tokens[from - 2 * dilation..], dilation, channels });
            assert_eq!(part[2 * dilation * channels..], ours[from * channels..]);
        }
    }
}

/// Every product as large as it can be, all of one sign.
#[test]
fn sums_do_not_overflow() {
    for channels in [16, 80] {
        let (ones, zeros) = (vec![1.0; 16], vec![0.0; channels]);
        let norm = Norm { gain: zeros.clone(), bias: vec![1.0; channels] };
        let layer = Layer::new(&norm, &Rounded::new(&vec![1.0; channels * 16], 16, 127.0), ones.clone());
        let tokens = rounded(&layer.rounding, std::slice::from_ref(&zeros));
        assert_near(&run(Multiply(&layer, &tokens)), &[1.0 + channels as f32; 16], 0.02);

        let largest = Rounded::new(&vec![1.0; 3 * channels * 2 * channels], 2 * channels, 127.0);
        let convolution = Convolution::new(&norm, &largest, vec![0.0; 2 * channels]);
        let tokens = rounded(&convolution.rounding, &vec![zeros; 3]);
        let ours = run_with_all(Convolve { convolution: &convolution, tokens: &tokens, dilation: 1, channels });
        assert_near(&ours[channels..2 * channels], &vec![3.0 * channels as f32; channels], 0.02);
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
    // An entry differs from all others; half of them are below zero.
    let entry = |number: usize| (4 * number) as u8 as i8;
    let table: ByteTable = std::array::from_fn(|part| std::array::from_fn(|at| entry(16 * part + at)));
    for start in 0..ENTRIES {
        let numbers = std::array::from_fn(|place| ((start + 7 * place) % ENTRIES) as u8);
        let expect = numbers.map(|number| i16::from(entry(number.into())));
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
