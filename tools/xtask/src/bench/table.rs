//! The table that is printed.

use std::fmt;

/// What was measured, a row each.
#[derive(Default)]
pub struct Table {
    rows: Vec<Row>,
}

struct Row {
    place: &'static str,
    what: String,
    unit: &'static str,
    values: Vec<f64>,
}

impl Table {
    /// Adds a row: where it was measured, what, in which unit, and the values of all runs.
    pub fn add(&mut self, place: &'static str, what: impl Into<String>, unit: &'static str, values: Vec<f64>) {
        if !values.is_empty() {
            self.rows.push(Row { place, what: what.into(), unit, values });
        }
    }
}

/// The middle of `values`, of which there must be some.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { (sorted[middle - 1] + sorted[middle]) / 2.0 }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let width = self.rows.iter().map(|row| row.what.chars().count()).max().unwrap_or(0);
        writeln!(
            f,
            "{:8} {:width$} {:>10} {:>10} {:>10}  unit (median, least and most of all runs)",
            "", "", "", "", ""
        )?;
        for Row { place, what, unit, values } in &self.rows {
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let middle = median(values);
            let digits = usize::from(middle < 100.0) + usize::from(middle < 10.0);
            writeln!(f, "{place:8} {what:width$} {middle:>10.digits$} {least:>10.digits$} {most:>10.digits$}  {unit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_show_median_and_spread() {
        let mut table = Table::default();
        table.add("native", "annotate", "words/s", vec![30000.0, 10000.0, 20000.0]);
        table.add("native", "nothing", "ms", vec![]);
        let printed = table.to_string();
        assert_eq!(printed.lines().count(), 2);
        assert!(printed.contains("annotate      20000      10000      30000  words/s"), "{printed}");
        assert_eq!(median(&[1.0, 2.0, 4.0, 3.0]), 2.5);
    }
}
