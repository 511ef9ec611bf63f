//! Trains the joiner of quotations: `cargo run --release -p trainer --bin train_joiner -- --corpora DIR READER...`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use trainer::joining::train;
use whosaid::reader::Reader;

/// Trains the joiner and writes it
#[derive(Parser)]
struct Arguments {
    /// The folder that holds quotations/
    #[arg(long)]
    corpora: PathBuf,
    /// Where to write the joiner
    #[arg(long, default_value = "src/data/quotations.joiner")]
    out: PathBuf,
    /// Weights of readers; of N, the I-th must have been trained without the articles whose index modulo N is I
    #[arg(required = true)]
    readers: Vec<PathBuf>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let load = |path: &PathBuf| -> Result<Reader> {
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        Reader::load(&bytes).with_context(|| format!("{} is not a reader", path.display()))
    };
    let readers = arguments.readers.iter().map(load).collect::<Result<Vec<_>>>()?;
    let joiner = train(&arguments.corpora, &readers, |line| eprintln!("{line}"))?;
    std::fs::write(&arguments.out, joiner.write()).with_context(|| format!("cannot write {}", arguments.out.display()))
}
