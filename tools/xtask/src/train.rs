//! `cargo xtask train`: a thin driver of tools/trainer, which it compiles with all optimizations.

use anyhow::{Context, Result, bail};

/// What `cargo xtask train --help` tells of.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Args {
    /// Handed on; `cargo xtask train --help` shows them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Trains the reader.
pub fn run(args: Args) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = std::process::Command::new(cargo)
        .args(["run", "--quiet", "--release", "--locked", "-p", "trainer", "--"])
        .args(args.arguments)
        .current_dir(crate::root())
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("the training failed");
    }
    Ok(())
}
