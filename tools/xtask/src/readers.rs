//! Lets programs that are not ours read what the command writes: in Python and in Node, in versions that lock files pin,
//! installed into target/readers; LibreOffice, GDAL and R's readr as Debian has them.

use crate::python;
use crate::test::{cargo, find, program, run_to_end};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Python's readers, each `tests/readers/read_NAME.py`.
const PYTHON: &[&str] = &["csv", "json", "json_ld", "conllu", "cas", "brat", "geojson", "training", "tei", "parquet"];

/// The articles that all read, each `tests/readers/articles/NAME.txt`.
const ARTICLES: &[&str] = &["plain", "hostile"];

/// What is put into the names and notes of the hostile article, which hold more than a text's own words can.
const HOSTILE: &str =
    "=HYPERLINK(\"x\")|<b>&amp;{{1}}</b>\t'so'\n\u{2028}\u{202e}abc\u{202c} ]]> -- T1\tPerson 0 1 \u{7}";

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
    let programs = || -> Result<[(&str, String); 3]> {
        Ok([
            ("SOFFICE", program("SOFFICE", &["soffice"], &["libreoffice-calc-nogui"], "LibreOffice")?),
            ("OGRINFO", program("OGRINFO", &["ogrinfo"], &["gdal-bin"], "GDAL's ogrinfo")?),
            ("RSCRIPT", rscript()?),
        ])
    };
    let programs = match programs() {
        Ok(programs) => programs,
        Err(reason) => return skip("LibreOffice, GDAL and R cannot be installed", &reason),
    };
    run_to_end(&mut cargo(root, &["build", "-p", "whosaid", "-p", "whosaid-parquet", "--bins"]))?;
    let schema = root.join("src/files/annotations.schema.json");
    // Its modules are found beside the script.
    for name in ["read.mjs", "anno.jsonld"] {
        std::fs::copy(root.join("tests/readers").join(name), folder.join("node").join(name))?;
    }
    for article in ARTICLES {
        println!("== {article}");
        let files = files(root, &folder, article)?;
        for name in PYTHON {
            let script = root.join(format!("tests/readers/read_{name}.py"));
            let mut reader = Command::new(&python);
            reader.arg(script).arg(&files).arg(&schema).env("PYTHONDONTWRITEBYTECODE", "1");
            run_to_end(reader.envs(programs.iter().map(|(name, path)| (name, path))))?;
        }
        run_to_end(Command::new(node).arg(folder.join("node/read.mjs")).arg(&files).arg(&schema))?;
    }
    Ok(())
}

fn skip(what: &str, reason: &anyhow::Error) -> Result<()> {
    if std::env::var_os("CI").is_some() {
        bail!("{what}, and CI must not skip them: {reason:#}");
    }
    println!("== readers of the formats: skipped, because {what}: {reason:#}");
    Ok(())
}

/// R with its package readr; an R of one's own can be without it.
fn rscript() -> Result<String> {
    let rscript = program("RSCRIPT", &["Rscript"], &["r-cran-readr"], "R with its package readr")?;
    let has_readr = |rscript: &str| {
        let output = Command::new(rscript).args(["--vanilla", "-e", "library(readr)"]).output();
        output.is_ok_and(|output| output.status.success())
    };
    if !has_readr(&rscript) {
        crate::apt::install(&["r-cran-readr"])?;
        anyhow::ensure!(has_readr(&rscript), "{rscript} has no package readr");
    }
    Ok(rscript)
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

/// An article, written by the command in every format; gives its folder.
fn files(root: &Path, folder: &Path, article: &str) -> Result<PathBuf> {
    let program = |name: &str| root.join("target/debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let files = folder.join("files").join(article);
    if files.exists() {
        std::fs::remove_dir_all(&files)?;
    }
    std::fs::create_dir_all(files.join("brat"))?;
    std::fs::copy(root.join(format!("tests/readers/articles/{article}.txt")), files.join("a.txt"))?;
    let run = |arguments: &[&str]| {
        let output = Command::new(program("whosaid")).args(arguments).current_dir(&files).output()?;
        if !output.status.success() {
            bail!("whosaid {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
        }
        Ok(output.stdout)
    };
    run(&["annotate", "--output", ".", "a.txt"])?;
    if article == "hostile" {
        make_hostile(&files.join("a.whosaid.json"))?;
    }
    let help = String::from_utf8(run(&["export", "--help"])?)?;
    let formats =
        help.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(" (.")).map(|(name, _)| name.trim());
    for format in formats.filter(|name| *name != "json" && !name.contains(' ')) {
        run(&["export", "--format", format, "--force", "--output", ".", "a.whosaid.json"])?;
    }
    for table in ["entities", "places", "speakers"] {
        let rows = run(&["export", "--format", "csv", "--table", table, "a.whosaid.json"])?;
        std::fs::write(files.join(format!("a.{table}.csv")), rows)?;
    }
    for table in ["quotations", "entities", "places", "speakers"] {
        let mut parquet = Command::new(program("whosaid-parquet"));
        parquet.args(["--table", table, &format!("a.{table}.parquet")]).current_dir(&files);
        run_to_end(parquet.stdin(std::fs::File::open(files.join("a.whosaid.json"))?))?;
    }
    std::fs::write(files.join("a.utf16.jsonld"), run(&["export", "--format", "jsonld", "--utf16", "a.whosaid.json"])?)?;
    for name in ["a.ann", "a.txt"] {
        std::fs::copy(files.join(name), files.join("brat").join(name))?;
    }
    Ok(files)
}

/// Names, roles, notes and the source of a native file become what readers trip over; of two entities alike but for the
/// last words of their names.
fn make_hostile(file: &Path) -> Result<()> {
    let mut article: Value = serde_json::from_slice(&std::fs::read(file)?)?;
    for list in ["entities", "quotations"] {
        let list = article[list].as_array_mut().context("the native file has no lists")?;
        for one in list {
            let id = one["id"].as_str().unwrap_or_default().to_owned();
            one["note"] = json!(HOSTILE);
            one["tags"] = json!([HOSTILE.trim()]);
            if one.get("name").is_some() {
                one["name"] = json!(format!("{HOSTILE} {id}"));
                one["description"] = json!(HOSTILE.trim());
            }
        }
    }
    for field in ["title", "outlet", "author"] {
        article["document"][field] = json!(HOSTILE.trim());
    }
    std::fs::write(file, serde_json::to_vec(&article)?)?;
    Ok(())
}
