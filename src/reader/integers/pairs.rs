//! Weights of two rows side by side, as the instructions take them.

#[cfg(target_arch = "wasm32")]
use std::arch::wasm32::{i16x8, i32x4, v128};

use crate::reader::matrix::LANES;
use crate::reader::network::MOST_CHANNELS;

/// The channels of a token, rounded, by pairs; those beyond the channels that there are stay zero.
pub(in crate::reader) type Token = [i32; MOST_CHANNELS / 2];

/// The weights that the pairs of a token are multiplied with.
pub(super) type Panel = [Pairs; MOST_CHANNELS / 2];

/// Weights of two rows: for each of [`LANES`] columns, first one, then the other.
#[cfg(target_arch = "wasm32")]
pub(in crate::reader) type Pairs = [v128; 4];

/// Weights of two rows: for each of [`LANES`] columns, first one, then the other.
#[cfg(not(target_arch = "wasm32"))]
pub(in crate::reader) type Pairs = [i16; 2 * LANES];

#[cfg(target_arch = "wasm32")]
pub(super) fn pairs(values: [i16; 2 * LANES]) -> Pairs {
    std::array::from_fn(|quarter| {
        let v: [i16; 8] = std::array::from_fn(|index| values[quarter * 8 + index]);
        i16x8(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7])
    })
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn pairs(values: [i16; 2 * LANES]) -> Pairs {
    values
}

/// From a number of 16 bits for one row and, above it, one for the other: of each column.
#[cfg(target_arch = "wasm32")]
pub(in crate::reader) fn pairs_of(v: [i32; LANES]) -> Pairs {
    std::array::from_fn(|quarter| {
        let v = &v[quarter * 4..][..4];
        i32x4(v[0], v[1], v[2], v[3])
    })
}

/// From a number of 16 bits for one row and, above it, one for the other: of each column.
#[cfg(not(target_arch = "wasm32"))]
#[inline(always)]
pub(in crate::reader) fn pairs_of(values: [i32; LANES]) -> Pairs {
    let mut pairs = [0; 2 * LANES];
    for (pair, value) in pairs.chunks_exact_mut(2).zip(values) {
        pair[0] = value as i16;
        pair[1] = (value >> 16) as i16;
    }
    pairs
}

/// A panel of zeros.
#[cfg(target_arch = "wasm32")]
pub(super) const NO_WEIGHTS: Panel = [[i32x4(0, 0, 0, 0); 4]; MOST_CHANNELS / 2];

/// A panel of zeros.
#[cfg(not(target_arch = "wasm32"))]
pub(super) const NO_WEIGHTS: Panel = [[0; 2 * LANES]; MOST_CHANNELS / 2];

/// The values of two rows, each value of the first before that of the second.
pub(super) fn in_turn<T: Copy + Into<i16>>([first, second]: [&[T]; 2]) -> [i16; 2 * LANES] {
    let mut values = [0; 2 * LANES];
    for ((pair, first), second) in values.chunks_exact_mut(2).zip(first).zip(second) {
        pair[0] = (*first).into();
        pair[1] = (*second).into();
    }
    values
}
