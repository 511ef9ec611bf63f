//! Trains the joiner of quotations: `cargo run --release -p trainer --bin train_joiner -- --corpora DIR`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use trainer::joining::train;

/// Trains the joiner and writes it
#[derive(Parser)]
struct Arguments {
    /// The folder that holds quotations/
    #[arg(long)]
    corpora: PathBuf,
    /// Where to write the joiner
    #[arg(long, default_value = "src/data/quotations.joiner")]
    out: PathBuf,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let joiner = train(&arguments.corpora, |line| eprintln!("{line}"))?;
    std::fs::write(&arguments.out, joiner.write()).with_context(|| format!("cannot write {}", arguments.out.display()))
}
