//! `cargo xtask deny`: licences, advisories and duplicates of what is used, by cargo-deny.

use crate::test::{find, run_to_end};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is installed where cargo-deny is missing.
const VERSION: &str = "0.20.2";

/// Where the advisories are kept.
const ADVISORIES: &str = "https://github.com";

#[derive(clap::Args)]
pub struct Args {}

/// Checks what tools/deny.toml demands. What cannot be checked without a network is named, and skipped.
///
/// # Errors
/// When a licence, an advisory, a source or a second version of a crate is not let in.
pub fn run(_: Args) -> Result<()> {
    let root = crate::root();
    let Some(program) = program(&root) else {
        println!(
            "== licences, duplicates, advisories: skipped, because cargo-deny is not there and cannot be installed"
        );
        return Ok(());
    };
    let deny = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.args(["--config", "tools/deny.toml", "--locked"]).args(arguments).current_dir(&root);
        command
    };
    run_to_end(&mut deny(&["check", "bans"]))?;
    run_to_end(&mut deny(&["--workspace", "check", "licenses", "sources"]))?;
    if !crate::wasm::answers(ADVISORIES) || !deny(&["fetch", "db"]).status()?.success() {
        println!("== advisories: skipped, because their database cannot be loaded from {ADVISORIES}");
        return Ok(());
    }
    run_to_end(&mut deny(&["--workspace", "--offline", "check", "advisories"]))
}

/// The cargo-deny on PATH, or one of its own under `root`/target, which is compiled in two minutes.
fn program(root: &Path) -> Option<PathBuf> {
    if let Some(program) = find(&["cargo-deny"]) {
        return Some(program.into());
    }
    let folder = root.join("target/cargo-deny");
    let program = folder.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        println!("== installing cargo-deny {VERSION}");
        // Unoptimized: it runs for seconds.
        let arguments = ["install", "cargo-deny", "--debug", "--locked", "--quiet", "--version", VERSION, "--root"];
        let build = folder.join("build");
        let installed = Command::new("cargo")
            .args(arguments)
            .arg(&folder)
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .status();
        let _ = std::fs::remove_dir_all(build);
        installed.ok().filter(std::process::ExitStatus::success)?;
    }
    Some(program)
}
