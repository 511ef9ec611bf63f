//! `cargo xtask fuzz`

use std::process::Command;

use crate::test::{cargo, run_to_end};
use anyhow::{Context, Result, ensure};

#[derive(clap::Args)]
pub struct Args {
    /// The target, or "all" for one after the other; without: their names
    target: Option<String>,
    /// How long each is tried
    #[arg(default_value_t = 60)]
    seconds: u32,
    /// Prefer inputs that reach new code: asks for a nightly toolchain and cargo-fuzz
    #[arg(long)]
    guided: bool,
}

/// Tries random input, with overflow checks and debug assertions; the first failure ends it, and how to repeat it is
/// printed.
pub fn run(args: Args) -> Result<()> {
    if args.guided {
        return guided(args.target.as_deref().context("--guided asks for a target")?, args.seconds);
    }
    let mut command = cargo(&crate::root(), &["run", "-p", "fuzz", "--profile", "fuzz", "--"]);
    if let Some(target) = args.target {
        command.arg(target).arg(args.seconds.to_string());
    }
    run_to_end(&mut command)
}

/// Runs a target under libFuzzer; the inputs that reached new code are kept in `target/fuzz-corpus/`.
fn guided(target: &str, seconds: u32) -> Result<()> {
    let is_there =
        |arguments: &[&str]| Command::new("cargo").args(arguments).output().is_ok_and(|o| o.status.success());
    ensure!(
        is_there(&["+nightly", "fuzz", "--version"]),
        "there is no nightly toolchain with cargo-fuzz: `rustup toolchain install nightly` and `cargo install cargo-fuzz`"
    );
    let root = crate::root();
    let corpus = root.join("target/fuzz-corpus").join(target);
    std::fs::create_dir_all(&corpus).with_context(|| format!("cannot make {}", corpus.display()))?;
    // Of the checks only those of Rust: there is no unsafe code that an address sanitizer would look at.
    let mut command = Command::new("cargo");
    command
        .args(["+nightly", "fuzz", "run", "--fuzz-dir", "tests/fuzz/guided", "--sanitizer", "none", "guided"])
        .arg(corpus)
        .args(["--", &format!("-max_total_time={seconds}"), "-max_len=8192", "-len_control=0"])
        .env("TARGET", target)
        .env("CARGO_TARGET_DIR", root.join("target/guided"))
        .current_dir(&root);
    run_to_end(&mut command)
}
