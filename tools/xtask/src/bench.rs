//! `cargo xtask bench`: how fast whosaid is, natively and as WebAssembly in Node beside the npm package "compromise".

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

#[derive(clap::Args)]
pub struct Args {
    /// Only the native build
    #[arg(long)]
    native: bool,
}

/// Measures the native build; then, where npm is there, the WebAssembly build.
///
/// # Errors
/// When a build or a measurement fails.
pub fn run(args: Args) -> Result<()> {
    let root = crate::root();
    run_to_end(Command::new("cargo").args(["bench", "--bench", "annotate"]).current_dir(&root))?;
    if args.native {
        return Ok(());
    }
    if Command::new("npm").arg("--version").output().is_err() {
        println!("npm is not installed: no comparison in Node");
        return Ok(());
    }
    crate::wasm::build(&root, &Default::default())?;
    let peer = root.join("target/bench");
    std::fs::create_dir_all(&peer)?;
    let install = ["install", "--silent", "--no-save", "--prefix", ".", "compromise@14.17.0"];
    run_to_end(Command::new("npm").args(install).current_dir(&peer))?;
    run_to_end(
        Command::new("node")
            .arg(root.join("tests/bench/compromise.mjs"))
            .args([root.join("www/pkg"), root.join("tests/gold"), entry_of(&peer)])
            .current_dir(&root),
    )
}

/// The file that `import 'compromise'` would load.
fn entry_of(folder: &Path) -> std::path::PathBuf {
    folder.join("node_modules/compromise/src/three.js")
}

fn run_to_end(command: &mut Command) -> Result<()> {
    let status =
        command.status().with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
    ensure!(status.success(), "{} failed", command.get_program().to_string_lossy());
    Ok(())
}
