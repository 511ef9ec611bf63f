//! `cargo xtask serve`

use anyhow::Result;

#[derive(clap::Args)]
pub struct Args {
    /// The port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// Builds and serves.
pub fn run(args: Args) -> Result<()> {
    crate::wasm::build(&crate::root())?;
    anyhow::bail!("cannot serve on port {} yet", args.port)
}
