//! Environments of Python with packages that a lock file pins.

use crate::test::{find, run_to_end};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python of an environment in `folder` that holds what `lock` says.
///
/// # Errors
/// When there is no Python, or a package cannot be installed.
pub fn environment(folder: &Path, lock: &Path) -> Result<PathBuf> {
    let python = folder.join("bin/python");
    let wanted = std::fs::read(lock)?;
    let installed = folder.join("installed.lock");
    if std::fs::read(&installed).ok().as_ref() == Some(&wanted) {
        return Ok(python);
    }
    let system = find(&["python3"]).context("there is no python3")?;
    run_to_end(Command::new(system).args(["-m", "venv", "--clear"]).arg(folder))?;
    let mut install = Command::new(&python);
    install
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement"])
        .arg(lock);
    run_to_end(&mut install)?;
    std::fs::write(installed, wanted)?;
    Ok(python)
}
