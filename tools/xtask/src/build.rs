//! `cargo xtask build`

use anyhow::Result;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    thorough: crate::thorough::Offer,
}

/// Builds www/pkg.
pub fn run(args: Args) -> Result<()> {
    crate::wasm::build(&crate::root(), &args.thorough)
}
