//! Runs the annotator over the dev sets and prints the figures: `cargo xtask evaluate`. What is measured, and how,
//! stands in `src/evaluation/`.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Parser;
use whosaid::evaluation::ablation;
use whosaid::evaluation::run::{Options, run};
use whosaid::reader::Thorough;

/// Runs the annotator over the dev sets and prints the figures.
#[derive(Parser)]
#[command(name = "cargo xtask evaluate", bin_name = "cargo xtask evaluate")]
struct Arguments {
    /// The folder that holds quotations/, coreference/, entities/, places/ and syntax/
    #[arg(long, value_name = "DIR", default_value = "../shared/corpora")]
    corpora: PathBuf,
    /// Only sets whose names hold one of these words
    #[arg(long, value_delimiter = ',')]
    sets: Vec<String>,
    /// Write the figures as JSON, too
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Show so many errors of each set
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Show errors of this kind only (their names and numbers are printed above the errors)
    #[arg(long)]
    kind: Option<String>,
    /// Draws the errors shown
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Instead: what is lost without the features and generators of quotations whose names hold this ("Source.Distance", "Piece.", "Generator."; "all" for all); without those of who is meant and of how sure to be ("Ranker.", "Confidence.", "Rival."; "speakers" for all), or without rules ("Rule.Datelines"; "rules" for all)
    #[arg(long, value_name = "FEATURE")]
    without: Option<String>,
    /// Write the predictions of each set as JSON Lines that other scorers read
    #[arg(long, value_name = "DIR")]
    predictions: Option<PathBuf>,
    /// Read with the transformer whose weights are in this file as well
    #[arg(long, value_name = "FILE", conflicts_with = "without")]
    thorough: Option<PathBuf>,
}

fn main() -> Result<()> {
    let Arguments { corpora, sets, json, errors, kind, seed, without, predictions, thorough } = Arguments::parse();
    if let Some(without) = without {
        let of_speakers = ["Ranker", "Confidence", "Rival"].iter().any(|part| without.starts_with(part));
        let table = match without.as_str() {
            "rules" => ablation::table_of_rules(&corpora, "")?,
            "speakers" => ablation::table_of_speakers(&corpora, "")?,
            "all" => ablation::table(&corpora, "")?,
            rule if rule.starts_with("Rule") => ablation::table_of_rules(&corpora, rule)?,
            feature if of_speakers => ablation::table_of_speakers(&corpora, feature)?,
            feature => ablation::table(&corpora, feature)?,
        };
        print!("{table}");
        return Ok(());
    }
    let load = |file: PathBuf| -> Result<Arc<Thorough>> {
        let bytes = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(Arc::new(Thorough::load(&bytes).with_context(|| format!("cannot load {}", file.display()))?))
    };
    let thorough = thorough.map(load).transpose()?;
    let report = run(&Options { corpora, sets, errors, kind, seed, predictions, thorough })?;
    print!("{}", report.text);
    if let Some(file) = json {
        let text = serde_json::to_string_pretty(&report.json)? + "\n";
        std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}
