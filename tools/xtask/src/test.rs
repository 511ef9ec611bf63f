//! `cargo xtask test`

use anyhow::{Context, Result, ensure};
use std::process::Command;

#[derive(clap::Args)]
pub struct Args {}

/// Runs every test.
pub fn run(_: Args) -> Result<()> {
    let status = Command::new("cargo").args(["test", "--locked"]).current_dir(crate::root()).status();
    ensure!(status.context("cannot run cargo")?.success(), "the native tests failed");
    Ok(())
}
