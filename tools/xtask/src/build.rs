//! `cargo xtask build`

use anyhow::{Context, Result};

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
    for file in COMPRESSED.map(|file| root.join(file)) {
        let compressed = crate::brotli::compress(&std::fs::read(&file)?, crate::brotli::BEST)?;
        let beside = crate::brotli::beside(&file);
        println!("{}: {} bytes", beside.display(), compressed.len());
        std::fs::write(&beside, compressed).with_context(|| format!("cannot write {}", beside.display()))?;
    }
    Ok(())
}
