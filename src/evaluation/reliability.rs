//! Whether `confidence` means what it says: of the attributions of a tenth of the scale, how many are right.

use super::corpora::Article;
use super::figures::to_thousandths;
use super::{quotations, world};
use serde::Serialize;

/// So many attributions in a tenth are enough to judge it.
const ENOUGH: usize = 20;

/// So far may the mean confidence of a tenth be from the share that is right.
const TOLERANCE: f64 = 0.06;

/// One tenth of the scale of confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Tenth {
    /// How many attributions fall into it.
    pub count: usize,
    /// How many of these are right.
    pub right: usize,
    /// Their mean confidence.
    pub mean_confidence: f64,
}

impl Tenth {
    /// The share that is right, from 0 to 1.
    pub fn share(&self) -> f64 {
        self.right as f64 / self.count.max(1) as f64
    }

    /// Whether it holds 20 or more, and its mean confidence is more than six points off.
    pub fn is_off(&self) -> bool {
        self.count >= ENOUGH && (self.mean_confidence - self.share()).abs() > TOLERANCE
    }
}

/// Ten rows, from 0 to 1, over the quotations that match a gold one that has a source: right is the right source
/// (strict).
pub fn of_sources(pairs: &[(&Article, &Article)]) -> [Tenth; 10] {
    tenths(quotations::confidences(pairs).into_iter().map(|(confidence, right)| (to_thousandths(confidence), right)))
}

/// Ten rows, from 0 to 1, over the required quotations that are found and have a speaker: right is the name shown.
pub fn of_shown_speakers(pairs: &[(&Article, &Article)]) -> [Tenth; 10] {
    tenths(world::confidences(pairs))
}

/// Ten rows, from 0 to 1, over the alternatives of the required quotations that are found: right is the name, where that
/// shown is not.
pub fn of_alternatives(pairs: &[(&Article, &Article)]) -> [Tenth; 10] {
    tenths(world::confidences_of_others(pairs))
}

fn tenths(confidences: impl IntoIterator<Item = (f64, bool)>) -> [Tenth; 10] {
    let mut rows = [Tenth::default(); 10];
    for (confidence, right) in confidences {
        let row = &mut rows[((confidence * 10.0) as usize).min(9)];
        row.count += 1;
        row.right += usize::from(right);
        row.mean_confidence += confidence;
    }
    for row in &mut rows {
        row.mean_confidence /= row.count.max(1) as f64;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_is_off_beyond_six_points() {
        let check = |count: usize, right: usize, mean: f64, expect: bool| {
            assert_eq!(Tenth { count, right, mean_confidence: mean }.is_off(), expect, "{right} of {count}, {mean}");
        };
        check(20, 18, 0.95, false);
        check(20, 17, 0.95, true);
        check(19, 10, 0.95, false);
        let rows = tenths([(0.1, true), (0.2, false), (1.0, true), (0.95, true)]);
        assert_eq!((rows[1].count, rows[2].count, rows[9].count, rows[9].right), (1, 1, 2, 2));
    }
}
