//! `cargo xtask build`

use anyhow::{Context, Result};
use std::path::Path;

/// What most of a first visit's bytes are, besides compressed as far as brotli can: `serve` sends it so, and so do hosts
/// that look for such files.
const COMPRESSED: [&str; 2] = ["www/pkg/whosaid_bg.wasm", "www/pkg/page.json"];

#[derive(clap::Args, Default)]
pub struct Args {
    #[command(flatten)]
    thorough: crate::thorough::Offer,
}

/// Builds www/pkg.
pub fn run(args: Args) -> Result<()> {
    let root = crate::root();
    crate::wasm::build(&root, &args.thorough)?;
    COMPRESSED.iter().try_for_each(|file| compress(&root.join(file)))
}

/// Writes `file` compressed beside it.
pub fn compress(file: &Path) -> Result<()> {
    let compressed = crate::brotli::compress(&std::fs::read(file)?, crate::brotli::BEST)?;
    let beside = crate::brotli::beside(file);
    eprintln!("{}: {} bytes", beside.display(), compressed.len());
    std::fs::write(&beside, compressed).with_context(|| format!("cannot write {}", beside.display()))
}
