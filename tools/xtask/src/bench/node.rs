//! The WebAssembly build in Node, beside other libraries for JavaScript.

use super::table::Table;
use super::{folder, run_to_end, thousands};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::path::Path;
use std::process::Command;

/// What is compared with, as npm calls it.
const PEERS: [&str; 3] = ["compromise@14.17.0", "wink-nlp@2.4.0", "wink-eng-lite-web-model@1.8.1"];

/// A line of tests/bench/node.mjs.
#[derive(Deserialize)]
struct Measured {
    what: String,
    unit: String,
    values: Vec<f64>,
}

/// Adds the rows of Node; none where it is not installed.
pub fn measure(root: &Path, before: Option<&Path>, articles: &[String], runs: usize, table: &mut Table) -> Result<()> {
    if Command::new("node").arg("--version").output().is_err() {
        println!("node is not installed: nothing is measured in it");
        return Ok(());
    }
    let peers = folder(root, "npm")?;
    let mut install = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    let install = install.args(["install", "--silent", "--no-save", "--prefix", "."]).args(PEERS).current_dir(&peers);
    if let Err(error) = run_to_end(install) {
        println!("without other libraries: {error:#}");
    }
    let texts = peers.join("texts.json");
    std::fs::write(&texts, serde_json::json!({ "articles": articles, "thousands": thousands(articles) }).to_string())?;
    let output = Command::new("node")
        .arg(root.join("tests/bench/node.mjs"))
        .args([&texts, &peers])
        .arg(runs.to_string())
        .arg(root.join("www/pkg"))
        .args(before)
        .output()?;
    ensure!(output.status.success(), "tests/bench/node.mjs failed: {}", String::from_utf8_lossy(&output.stderr));
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Measured { what, unit, values } = serde_json::from_str(line).with_context(|| line.to_owned())?;
        let unit = match unit.as_str() {
            "words" => "words a processor second",
            "first" => "words a processor second, first text",
            "changed" => "ms of processor time",
            _ => "in turn",
        };
        table.add("Node", what, unit, values);
    }
    Ok(())
}
