//! The products of rows with a panel of weights.

use super::instructions::Instructions;
use super::pairs::{Panel, Token};
use crate::reader::matrix::LANES;

/// A function that writes the products of some rows with one panel to `sums`.
macro_rules! block {
    ($name:ident: $($number:literal $sum:ident $row:ident),+) => {
        #[inline(always)]
        fn $name<I: Instructions>(
            with: I, left: &[Token], panel: &Panel, sums: &mut [[i32; LANES]],
        ) {
            $(let $row = &left[$number];)+
            $(let mut $sum = with.zeros();)+
            if cfg!(target_arch = "wasm32") {
                // Two at a time, which is a fifth faster there; there is an even number of them.
                $(let $row = $row.as_chunks::<2>().0;)+
                for (index, [first, second]) in panel.as_chunks::<2>().0.iter().enumerate() {
                    $($sum = with.add($sum, $row[index][0], first);)+
                    $($sum = with.add($sum, $row[index][1], second);)+
                }
            } else {
                // A second `vpdpwssd` on the same sums would be taken apart into two instructions.
                for (index, weights) in panel.iter().enumerate() {
                    $($sum = with.add($sum, $row[index], weights);)+
                }
            }
            $(sums[$number] = with.values($sum);)+
        }
    };
}

#[rustfmt::skip]
block!(multiply_12:
    0 sum0 row0, 1 sum1 row1, 2 sum2 row2, 3 sum3 row3, 4 sum4 row4, 5 sum5 row5,
    6 sum6 row6, 7 sum7 row7, 8 sum8 row8, 9 sum9 row9, 10 sum10 row10, 11 sum11 row11);
block!(multiply_6: 0 sum0 row0, 1 sum1 row1, 2 sum2 row2, 3 sum3 row3, 4 sum4 row4, 5 sum5 row5);
block!(multiply_2: 0 sum0 row0, 1 sum1 row1);
block!(multiply_1: 0 sum row);

/// Writes the products of the rows of `left` with one panel to `sums`.
#[cfg_attr(target_arch = "wasm32", inline(never))]
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub(super) fn multiply_panel<I: Instructions>(with: I, left: &[Token], panel: &Panel, sums: &mut [[i32; LANES]]) {
    let rows = left.len();
    let mut row = 0;
    while row < rows {
        let (left, sums) = (&left[row..], &mut sums[row..]);
        if rows - row < I::ROWS {
            multiply_1(with, left, panel, sums);
            row += 1;
            continue;
        }
        match I::ROWS {
            12 => multiply_12(with, left, panel, sums),
            6 => multiply_6(with, left, panel, sums),
            _ => multiply_2(with, left, panel, sums),
        }
        row += I::ROWS;
    }
}
