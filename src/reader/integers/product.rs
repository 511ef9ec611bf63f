//! The products of rows with a panel of weights.

use super::instructions::Instructions;
use super::pairs::Pairs;
use crate::reader::matrix::LANES;

/// A function that writes the products of some rows with one panel to `out`, whose rows are `width` apart.
macro_rules! block {
    ($name:ident: $($number:literal $sum:ident $row:ident),+) => {
        #[inline(always)]
        fn $name<I: Instructions>(
            with: I, left: &[i32], panel: &[Pairs], step: f32, bias: &[f32], out: &mut [f32], width: usize,
        ) {
            let length = panel.len();
            $(let $row = &left[$number * length..][..length];)+
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
            $(finish(with.values($sum), step, bias, &mut out[$number * width..][..LANES]);)+
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
pub(super) fn multiply_panel<I: Instructions>(
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
        if rows - row < I::ROWS {
            multiply_1(with, left, panel, step, bias, out, width);
            row += 1;
            continue;
        }
        match I::ROWS {
            12 => multiply_12(with, left, panel, step, bias, out, width),
            6 => multiply_6(with, left, panel, step, bias, out, width),
            _ => multiply_2(with, left, panel, step, bias, out, width),
        }
        row += I::ROWS;
    }
}
