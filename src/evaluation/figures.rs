//! What a scorer hands on: named figures.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

/// Precision, recall and F1, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Share of what was predicted that is right.
    pub precision: f64,
    /// Share of what is true that was found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl Rate {
    /// `right` of `predicted` and of `gold`.
    pub fn new(right: usize, predicted: usize, gold: usize) -> Rate {
        Rate::of_two(right, predicted, right, gold)
    }

    /// Precision and recall counted on different things: `right` of `predicted`, `found` of `gold`.
    pub fn of_two(right: usize, predicted: usize, found: usize, gold: usize) -> Rate {
        let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        let (precision, recall) = (share(right, predicted), share(found, gold));
        let sum = precision + recall;
        Rate { precision, recall, f1: if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum } }
    }
}

/// `right` of `of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many are right.
    pub right: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// Counts one more.
    pub fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// In percent; 0 of nothing.
    pub fn percent(self) -> f64 {
        100.0 * self.right as f64 / self.of.max(1) as f64
    }
}

/// One measured figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// Precision, recall, F1.
    Rate(Rate),
    /// A part of a whole.
    Share(Share),
    /// A number with its own unit: kilometres, words a second, a count.
    Number(f64),
    /// How one figure compares with another, about 1.
    Ratio(f64),
}

/// Named figures in the order in which they are to be read.
pub type Figures = Vec<(String, Figure)>;

/// `value` rounded to one decimal, as its decimal notation rounds.
pub fn to_tenths(value: f64) -> f64 {
    format!("{value:.1}").parse().unwrap_or(value)
}

/// `confidence` in thousandths, as files hold it.
pub(super) fn to_thousandths(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}

/// Rates and shares in percent, rounded to tenths; a rate as `{"P", "R", "F"}`; ratios to hundredths.
impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Figure::Rate(rate) => {
                let mut fields = serializer.serialize_struct("Rate", 3)?;
                fields.serialize_field("P", &to_tenths(100.0 * rate.precision))?;
                fields.serialize_field("R", &to_tenths(100.0 * rate.recall))?;
                fields.serialize_field("F", &to_tenths(100.0 * rate.f1))?;
                fields.end()
            }
            Figure::Share(share) => serializer.serialize_f64(to_tenths(share.percent())),
            Figure::Number(value) => serializer.serialize_f64(to_tenths(*value)),
            Figure::Ratio(value) => serializer.serialize_f64((value * 100.0).round() / 100.0),
        }
    }
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Figure::Rate(Rate { precision, recall, f1 }) => {
                write!(f, "P {:5.1}  R {:5.1}  F1 {:5.1}", 100.0 * precision, 100.0 * recall, 100.0 * f1)
            }
            Figure::Share(share) => write!(f, "{:.1} % of {}", share.percent(), share.of),
            Figure::Number(value) => write!(f, "{value:.1}"),
            Figure::Ratio(value) => write!(f, "{value:.2}"),
        }
    }
}
