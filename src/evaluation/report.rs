//! The figures of a run as text and as JSON.

use serde_json::{Map, Value, json};

use super::figures::Figures;
use super::reliability::Tenth;

/// The figures of a run, as a table to read and as JSON.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// For people.
    pub text: String,
    /// `{set: {measure: figure}}`; rates are `{"P", "R", "F"}` in percent.
    pub json: Map<String, Value>,
}

/// What only the JSON holds: figures by kind of quotation, and with lenient sources.
fn is_detail(name: &str) -> bool {
    name.contains("_le") || ["_direct", "_mixed", "_indirect"].iter().any(|kind| name.ends_with(kind))
}

impl Report {
    /// The figures of one set.
    pub(super) fn add(&mut self, set: &str, figures: &Figures) {
        self.text.push_str(&format!("\n{set}\n"));
        for (name, figure) in figures.iter().filter(|(name, _)| !is_detail(name)) {
            self.text.push_str(&format!("  {name:22} {figure}\n"));
        }
        let fields: Map<String, Value> = figures.iter().map(|(name, figure)| (name.clone(), json!(figure))).collect();
        self.json.insert(set.to_owned(), Value::Object(fields));
    }

    /// A row for each tenth of confidence; a tenth that is off is marked.
    pub(super) fn add_reliability(&mut self, title: &str, rows: &[Tenth; 10]) {
        self.text.push_str(&format!("\n{title}\n  confidence      n   mean   right\n"));
        for (tenth, row) in rows.iter().enumerate() {
            let (low, high) = (tenth as f64 / 10.0, (tenth + 1) as f64 / 10.0);
            let mean = 100.0 * row.mean_confidence;
            let note = if row.is_off() { "  off by more than 6 points" } else { "" };
            self.text.push_str(&format!(
                "  {low:.1} to {high:.1} {:6}  {mean:5.1}  {:5.1} %{note}\n",
                row.count,
                100.0 * row.share()
            ));
        }
        self.json.insert(title.to_owned(), json!(rows));
    }
}
