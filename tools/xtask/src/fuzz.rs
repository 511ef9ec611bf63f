//! `cargo xtask fuzz`

use crate::test::{cargo, run_to_end};
use anyhow::Result;

#[derive(clap::Args)]
pub struct Args {
    /// The target, or "all" for one after the other; without: their names
    target: Option<String>,
    /// How long each is tried
    #[arg(default_value_t = 60)]
    seconds: u32,
}

/// Tries random input, with overflow checks and debug assertions; the first failure ends it, and its seed is printed.
pub fn run(args: Args) -> Result<()> {
    let mut command = cargo(&crate::root(), &["run", "-p", "fuzz", "--profile", "fuzz", "--"]);
    if let Some(target) = args.target {
        command.arg(target).arg(args.seconds.to_string());
    }
    run_to_end(&mut command)
}
