//! Trains the joiner of quotations: `cargo xtask train joiner --readers FILES`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use trainer::joining::{Plan, train};
use whosaid::reader::network::Network;
use whosaid::reader::weights;

/// Trains the joiner and writes it
#[derive(Parser)]
#[command(bin_name = "cargo xtask train joiner")]
struct Arguments {
    /// The folder that holds quotations/
    #[arg(long, default_value = "../shared/corpora")]
    corpora: PathBuf,
    /// Weights that `cargo xtask train --without K/N` gave, from 0/N to N-1/N
    #[arg(long, value_delimiter = ',', required = true)]
    readers: Vec<PathBuf>,
    /// Where to write the joiner
    #[arg(long, default_value = "src/data/quotations.joiner")]
    out: PathBuf,
    /// The share of PolNeAR's articles that is learned from
    #[arg(long, default_value_t = 1.0)]
    share: f32,
    /// How often an article of the other corpora counts
    #[arg(long, default_value_t = 2)]
    times: usize,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut readers = Vec::new();
    for file in &arguments.readers {
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        readers.push(Network::new(weights::decode(&bytes)?.1));
    }
    let plan = Plan { share: arguments.share, times: arguments.times };
    let joiner = train(&arguments.corpora, &readers, plan, |line| eprintln!("{line}"))?;
    std::fs::write(&arguments.out, joiner.write()).with_context(|| format!("cannot write {}", arguments.out.display()))
}
