//! The WebAssembly build in the page's worker, in Chromium: a page reads texts of a thousand words and writes to its
//! console how long each took, by the clock.

use super::table::{Table, median};
use super::{folder, thousands, words};
use anyhow::{Context, Result};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

/// What Chromium may be called.
const PROGRAMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Texts that one page reads; those after the first two show the speed once all is compiled.
const TEXTS: usize = 6;

/// Adds the rows of Chromium; none where it is not installed.
pub fn measure(root: &Path, before: Option<&Path>, articles: &[String], runs: usize, table: &mut Table) -> Result<()> {
    let Some(program) = PROGRAMS.into_iter().find(|name| Command::new(name).arg("--version").output().is_ok()) else {
        println!("Chromium is not installed: nothing is measured in it");
        return Ok(());
    };
    let texts: Vec<String> = thousands(articles).into_iter().cycle().take(TEXTS).collect();
    let own = root.join("www/pkg");
    let builds: Vec<(&str, &Path)> =
        [("", own.as_path())].into_iter().chain(before.map(|before| (", build before", before))).collect();
    let mut sites = Vec::new();
    for (index, (_, pkg)) in builds.iter().enumerate() {
        let site = folder(root, &format!("site{index}"))?;
        for file in ["browser.html", "browser.js", "worker.js"] {
            std::fs::copy(root.join("tests/bench").join(file), site.join(file))?;
        }
        std::fs::create_dir_all(site.join("pkg"))?;
        for file in ["whosaid.js", "whosaid_bg.wasm"] {
            std::fs::copy(pkg.join(file), site.join("pkg").join(file)).with_context(|| pkg.display().to_string())?;
        }
        std::fs::write(site.join("texts.json"), serde_json::json!({ "texts": texts }).to_string())?;
        sites.push(crate::serve::start(&site)?);
    }
    let mut firsts = vec![Vec::new(); builds.len()];
    let mut laters = vec![Vec::new(); builds.len()];
    // A browser that was ended may still write to its profile: each has its own, and the last bench's go.
    let profiles = folder(root, "profiles")?;
    std::fs::remove_dir_all(&profiles)?;
    for run in 0..runs {
        for (index, address) in sites.iter().enumerate() {
            let milliseconds = load(program, *address, &profiles.join(format!("{run}-{index}")))?;
            let speed = |index: usize| words(&texts[index]) as f64 / milliseconds[index] * 1000.0;
            firsts[index].push(speed(0));
            laters[index].push(median(&(2..TEXTS).map(speed).collect::<Vec<f64>>()));
        }
    }
    for ((name, _), values) in builds.iter().zip(&firsts) {
        table.add(
            "Chromium",
            format!("first text of 1,000 words{name}"),
            "words a second by the clock",
            values.clone(),
        );
    }
    for ((name, _), values) in builds.iter().zip(&laters) {
        table.add("Chromium", format!("later texts{name}"), "words a second by the clock", values.clone());
    }
    for (what, all) in [("first text", firsts), ("later texts", laters)] {
        if let [new, old] = all.as_slice() {
            let ratios = new.iter().zip(old).map(|(new, old)| new / old).collect();
            table.add("Chromium", format!("{what}, times the build before"), "in turn", ratios);
        }
    }
    Ok(())
}

/// The milliseconds of each text, in a browser that knows nothing yet: a `profile` that is there already would hold compiled
/// code.
fn load(program: &str, address: SocketAddr, profile: &Path) -> Result<Vec<f64>> {
    let mut browser = Command::new(program)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--enable-logging=stderr"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg("--remote-debugging-port=0")
        .arg(format!("http://{address}/browser.html"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {program}"))?;
    let lines = BufReader::new(browser.stderr.take().context("no standard error")?).lines();
    let measured = lines.map_while(Result::ok).find_map(|line| {
        let (_, rest) = line.split_once("MEASURED ")?;
        Some(rest.split_once(" END")?.0.to_owned())
    });
    browser.kill()?;
    browser.wait()?;
    Ok(serde_json::from_str(&measured.context("the page ended without an answer")?)?)
}
