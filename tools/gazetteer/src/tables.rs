//! Reads the tables written by hand in `src/data/gazetteer/`.

use anyhow::{Context, Result, anyhow};

/// The rows of a table: fields between tabs; empty lines and lines that begin with "#" do not count.
pub fn rows(file: &str, fields: usize) -> Result<Vec<Vec<String>>> {
    let path = gazetteer::packages::root().join("src/data/gazetteer").join(file);
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let mut rows = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let row: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if row.len() != fields {
            return Err(anyhow!("{file}, line {}: {} fields, not {fields}", number + 1, row.len()));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// A number in degrees.
pub fn degrees(text: &str) -> Result<f64> {
    text.parse().with_context(|| format!("{text:?} is not a number of degrees"))
}
