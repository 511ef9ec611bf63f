//! `cargo xtask build`

use anyhow::Result;

#[derive(clap::Args)]
pub struct Args {}

/// Builds www/pkg.
pub fn run(_: Args) -> Result<()> {
    crate::wasm::build(&crate::root())
}
