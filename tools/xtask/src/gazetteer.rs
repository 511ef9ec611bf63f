//! `cargo xtask gazetteer`: a thin driver of tools/gazetteer, which it compiles with all optimizations.

use anyhow::{Context, Result, bail};

/// What `cargo xtask gazetteer --help` tells of.
#[derive(clap::Args)]
pub struct Args {
    /// What to build: src/data/gazetteer.bin, or www/map/
    #[arg(default_value = "gazetteer")]
    what: String,
    /// Handed on
    #[arg(trailing_var_arg = true)]
    arguments: Vec<String>,
}

/// Builds the gazetteer or the map.
pub fn run(args: Args) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = std::process::Command::new(cargo)
        .args(["run", "--quiet", "--release", "--locked", "-p", "gazetteer", "--", &args.what])
        .args(args.arguments)
        .current_dir(crate::root())
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("the {} was not built", args.what);
    }
    Ok(())
}
