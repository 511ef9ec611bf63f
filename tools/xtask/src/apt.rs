//! Installs what is missing, on Debian and its kin.

use anyhow::{Context, Result, ensure};
use std::process::Command;

/// Installs `packages`.
///
/// # Errors
/// When there is no apt, we are not root, or apt fails.
pub fn install(packages: &[&str]) -> Result<()> {
    let command = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    ensure!(Command::new("apt-get").arg("--version").output().is_ok(), "there is no apt-get to install {packages:?}");
    let id = Command::new("id").arg("-u").output().context("cannot run id")?;
    ensure!(id.stdout.trim_ascii() == b"0", "not root; as root, run `{command}`");
    eprintln!("running {command}");
    let apt = |arguments: &[&str]| -> Result<bool> {
        let status = Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive").status();
        Ok(status.context("cannot run apt-get")?.success())
    };
    let install = [&["install", "-y", "--no-install-recommends"], packages].concat();
    // The lists may be old, or not there at all.
    ensure!((apt(&["update", "-q"])? && apt(&install)?) || apt(&install)?, "`{command}` failed");
    Ok(())
}
