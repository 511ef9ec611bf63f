//! Runs the job of examples/spark/ on two executors, of which one is killed, and compares with the command alone.

use crate::test::{cargo, find, run_to_end};
use crate::{apt, python};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Java or Spark cannot be had, says so and goes on.
///
/// # Errors
/// When a quotation is lost, stands twice or is another.
pub fn check(root: &Path) -> Result<()> {
    let folder = root.join("target/spark");
    let python = match install(root, &folder) {
        Ok(python) => python,
        Err(reason) => {
            println!("== Apache Spark: skipped, because it cannot be had: {reason:#}");
            return Ok(());
        }
    };
    run_to_end(&mut cargo(root, &["build", "--bin", "whosaid"]))?;
    let mut check = Command::new(python);
    check.arg(root.join("examples/spark/check.py")).arg(root.join("target/debug/whosaid")).arg(folder.join("check"));
    run_to_end(check.env("PYTHONDONTWRITEBYTECODE", "1"))
}

/// Java, and the Python of an environment with PySpark.
fn install(root: &Path, folder: &Path) -> Result<PathBuf> {
    if std::env::var_os("JAVA_HOME").is_none() && find(&["java"]).is_none() {
        apt::install(&["default-jre-headless"]).context("there is no Java")?;
    }
    std::fs::create_dir_all(folder)?;
    python::environment(&folder.join("python"), &root.join("examples/spark/requirements.lock"))
}
