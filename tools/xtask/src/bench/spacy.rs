//! spaCy's small pipeline, beside the native build.

use super::native::{annotate, as_lines};
use super::table::Table;
use super::{folder, words};
use crate::python;
use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Adds the rows of spaCy and of `program`, which take turns; none where spaCy cannot be installed.
pub fn measure(root: &Path, program: &Path, articles: &[String], runs: usize, table: &mut Table) -> Result<()> {
    let folder = folder(root, "spacy")?;
    let lock = root.join("tests/bench/requirements.lock");
    let python = match python::environment(&folder.join("python"), &lock) {
        Ok(python) => python,
        Err(reason) => {
            println!("without spaCy: {reason:#}");
            return Ok(());
        }
    };
    let texts = folder.join("texts.json");
    std::fs::write(&texts, serde_json::json!({ "articles": articles }).to_string())?;
    let mut child = Command::new(python)
        .arg(root.join("tests/bench/read_spacy.py"))
        .arg(&texts)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut ask = child.stdin.take().context("no standard input")?;
    let mut answers = BufReader::new(child.stdout.take().context("no standard output")?).lines();
    let count = articles.iter().map(|text| words(text)).sum::<usize>() as f64;
    let input = as_lines(articles);
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        ask.write_all(b"\n")?;
        other.push(answers.next().context("spaCy ended without an answer")??.parse()?);
        own.push(count / annotate(program, &[], &input)?.0.as_secs_f64());
    }
    drop(ask);
    ensure!(child.wait()?.success(), "tests/bench/read_spacy.py failed");
    let ratios = own.iter().zip(&other).map(|(own, other): (&f64, &f64)| own / other).collect();
    table.add("native", "spaCy's small pipeline", "words a processor second", other);
    table.add("native", "annotate --jsonl, times spaCy's", "in turn, with its start", ratios);
    Ok(())
}
