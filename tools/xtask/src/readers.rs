//! Lets programs that are not ours read what the command writes: in Python and in Node, in versions that lock files pin,
//! installed into target/readers.

use crate::python;
use crate::test::{cargo, find, run_to_end};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Python's readers, each `tests/readers/read_NAME.py`.
const PYTHON: &[&str] = &["csv", "json", "json_ld", "conllu", "cas", "brat", "geojson", "training", "tei"];

/// Where an installation or a network is missing, says so and goes on, unless CI runs it.
///
/// # Errors
/// When a reader finds a fault, or something is missing in CI.
pub fn check(root: &Path, node: &str) -> Result<()> {
    let folder = root.join("target/readers");
    let python = match python::environment(&folder.join("python"), &root.join("tests/readers/requirements.lock")) {
        Ok(python) => python,
        Err(reason) => return skip("Python's readers cannot be installed", &reason),
    };
    if let Err(reason) = packages_of_node(root, &folder) {
        return skip("Node's readers cannot be installed", &reason);
    }
    let files = files(root, &folder)?;
    let schema = root.join("src/files/annotations.schema.json");
    for name in PYTHON {
        let script = root.join(format!("tests/readers/read_{name}.py"));
        let mut reader = Command::new(&python);
        run_to_end(reader.arg(script).arg(&files).arg(&schema).env("PYTHONDONTWRITEBYTECODE", "1"))?;
    }
    // Its modules are found beside the script.
    for name in ["read.mjs", "anno.jsonld"] {
        std::fs::copy(root.join("tests/readers").join(name), folder.join("node").join(name))?;
    }
    run_to_end(Command::new(node).arg(folder.join("node/read.mjs")).arg(&files).arg(&schema))
}

fn skip(what: &str, reason: &anyhow::Error) -> Result<()> {
    if std::env::var_os("CI").is_some() {
        bail!("{what}, and CI must not skip them: {reason:#}");
    }
    println!("== readers of the formats: skipped, because {what}: {reason:#}");
    Ok(())
}

/// Installs what package-lock.json says.
fn packages_of_node(root: &Path, folder: &Path) -> Result<()> {
    let folder = folder.join("node");
    std::fs::create_dir_all(&folder)?;
    let wanted = std::fs::read(root.join("tests/readers/package-lock.json"))?;
    let installed = folder.join("node_modules/installed-lock.json");
    if std::fs::read(&installed).ok().as_ref() == Some(&wanted) {
        return Ok(());
    }
    for name in ["package.json", "package-lock.json"] {
        std::fs::copy(root.join("tests/readers").join(name), folder.join(name))?;
    }
    let npm = find(&["npm"]).context("there is no npm")?;
    run_to_end(Command::new(npm).args(["ci", "--no-audit", "--no-fund", "--silent"]).current_dir(&folder))?;
    std::fs::write(installed, wanted)?;
    Ok(())
}

/// The article that all read, written by the command in every format; gives its folder.
fn files(root: &Path, folder: &Path) -> Result<PathBuf> {
    run_to_end(&mut cargo(root, &["build", "--bin", "whosaid"]))?;
    let whosaid = root.join("target/debug").join(format!("whosaid{}", std::env::consts::EXE_SUFFIX));
    let files = folder.join("files");
    if files.exists() {
        std::fs::remove_dir_all(&files)?;
    }
    std::fs::create_dir_all(files.join("brat"))?;
    std::fs::copy(root.join("tests/readers/article.txt"), files.join("a.txt"))?;
    let run = |arguments: &[&str]| {
        let output = Command::new(&whosaid).args(arguments).current_dir(&files).output()?;
        if !output.status.success() {
            bail!("whosaid {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
        }
        Ok(output.stdout)
    };
    run(&["annotate", "--output", ".", "a.txt"])?;
    let help = String::from_utf8(run(&["export", "--help"])?)?;
    let formats =
        help.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(" (.")).map(|(name, _)| name.trim());
    for format in formats.filter(|name| *name != "json" && !name.contains(' ')) {
        run(&["export", "--format", format, "--output", ".", "a.whosaid.json"])?;
    }
    for table in ["entities", "places", "speakers"] {
        let rows = run(&["export", "--format", "csv", "--table", table, "a.whosaid.json"])?;
        std::fs::write(files.join(format!("a.{table}.csv")), rows)?;
    }
    std::fs::write(files.join("a.utf16.jsonld"), run(&["export", "--format", "jsonld", "--utf16", "a.whosaid.json"])?)?;
    for name in ["a.ann", "a.txt"] {
        std::fs::copy(files.join(name), files.join("brat").join(name))?;
    }
    Ok(files)
}
