//! `cargo xtask lint`

use crate::test::{cargo, run_to_end};
use crate::wasm::Toolchain;
use anyhow::Result;

#[derive(clap::Args)]
pub struct Args {}

/// Runs clippy over everything, natively and as WebAssembly; a warning is an error.
pub fn run(_: Args) -> Result<()> {
    let root = crate::root();
    let deny = ["--", "-D", "warnings"];
    run_to_end(cargo(&root, &["clippy", "--workspace", "--all-targets"]).args(deny))?;
    // The command is not for the browser, so neither is it linted for it.
    let toolchain = Toolchain::find(&root)?.with_linter()?;
    run_to_end(
        toolchain.cargo(&root, &["clippy", "-p", "whosaid", "-p", "wasm-tests", "--lib", "--test", "wasm"]).args(deny),
    )
}
