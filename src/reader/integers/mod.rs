//! The product of matrices that reading costs, in whole numbers: 16 bits times 16 bits, summed in 32.
//!
//! The left-hand side is normalized, so that its values have a bound, and is rounded to 16 bits; so are the weights. Both are scaled so that no
//! result can overflow: what comes out is the same on every machine, whatever order it is summed in. Weights are stored as whole numbers of 8 bits with
//! a scale for each row: [`Layer`] puts the scales into the left-hand side, [`Convolution`] has three rows of weights for each of its channels and
//! rounds them anew.
//!
//! Two neighbours are multiplied and added by one instruction: `vpdpwssd` with AVX-512 and VNNI, which adds the sum of
//! before as well, `pmaddwd` with AVX2 (both through `fearless_simd`, which asks the processor once),
//! `i32x4.dot_i16x8_s` in WebAssembly. A left-hand side thus consists of pairs: two values of
//! 16 bits in an i32, channel `c` below, and channel `c + channels / 2` above.
//!
//! In WebAssembly what is called once for some rows is never inlined: a browser begins with code that is quick to
//! compile and slow to run, and exchanges it only when a function is called the next time.

mod convolution;
mod instructions;
mod layer;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod pairs;
mod product;
mod rounding;
#[cfg(target_arch = "wasm32")]
mod simd128;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
mod x86;

pub(super) use convolution::{Convolution, NO_TILES, NOTHING, Tiles};
pub(crate) use instructions::{ByteTable, ENTRIES, Instructions, PLACES, Work};
pub(super) use layer::Layer;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::run;
pub(super) use pairs::{Pairs, Token, pairs_of};
pub(super) use rounding::{FARTHEST, Rounding};
#[cfg(target_arch = "wasm32")]
pub(crate) use simd128::run;
