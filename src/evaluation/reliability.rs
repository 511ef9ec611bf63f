//! Whether `confidence` means what it says: of the attributions of a tenth of the scale, how many are right.

use super::corpora::Article;
use super::quotations;
use serde::Serialize;

/// One tenth of the scale of confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Tenth {
    /// How many attributions fall into it.
    pub count: usize,
    /// How many of these point at the right source (strict).
    pub right: usize,
    /// Their mean confidence.
    pub mean_confidence: f64,
}

/// Ten rows, from 0 to 1, over the quotations that match a gold one that has a source.
pub fn table(pairs: &[(&Article, &Article)]) -> [Tenth; 10] {
    let mut rows = [Tenth::default(); 10];
    for (confidence, right) in quotations::confidences(pairs) {
        let row = &mut rows[((confidence * 10.0) as usize).min(9)];
        row.count += 1;
        row.right += usize::from(right);
        row.mean_confidence += f64::from(confidence);
    }
    for row in &mut rows {
        row.mean_confidence /= row.count.max(1) as f64;
    }
    rows
}
