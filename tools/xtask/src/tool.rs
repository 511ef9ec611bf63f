//! `cargo xtask evaluate`, `gazetteer` and `train`: thin drivers of the tools of those names, which are members of
//! their own so that nothing else compiles them, and which are compiled with all optimizations.

use anyhow::{Context, Result, ensure};

/// The tool's own; its `--help` tells of them.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Args {
    /// Handed on to the tool; `--help` shows them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Runs the binary of `package`.
///
/// # Errors
/// When it cannot be compiled or fails; it has then said why.
pub fn run(package: &str, args: Args) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = std::process::Command::new(cargo)
        .args(["run", "--quiet", "--release", "--locked", "-p", package, "--"])
        .args(args.arguments)
        .current_dir(crate::root())
        .status()
        .context("cannot start cargo")?;
    ensure!(status.success(), "{package} failed");
    Ok(())
}
