//! The WebAssembly build in the page's worker, in Chromium: a page reads texts of a thousand words and writes to its
//! console how long each took, by the clock. What the worker's thread took of the processor is asked of the system.

use super::table::{Table, median};
use super::{folder, thousands, words};
use anyhow::{Context, Result, ensure};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

/// What Chromium may be called.
const PROGRAMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Texts that one page reads; those after the first two show the speed once all is compiled.
const TEXTS: usize = 6;

/// How time is measured, and what is said of ratios. The worker's time waits for nobody, but what is compiled in other
/// threads is not in it.
const CLOCKS: [(&str, &str); 2] = [
    ("words a second by the clock", "in turn, by the clock"),
    ("words a processor second of the worker", "in turn, of the worker"),
];

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
    // Of each clock and build.
    let mut firsts = vec![vec![Vec::new(); builds.len()]; CLOCKS.len()];
    let mut laters = firsts.clone();
    // A browser that was ended may still write to its profile: each has its own, and the last bench's go.
    let profiles = folder(root, "profiles")?;
    std::fs::remove_dir_all(&profiles)?;
    for run in 0..runs {
        for (index, address) in sites.iter().enumerate() {
            let took = load(program, *address, &profiles.join(format!("{run}-{index}")))?;
            for clock in 0..CLOCKS.len() {
                let speed = |text: usize| Some(words(&texts[text]) as f64 / took[text][clock]? * 1000.0);
                firsts[clock][index].extend(speed(0));
                let later: Vec<f64> = (2..TEXTS).filter_map(speed).collect();
                laters[clock][index].extend((!later.is_empty()).then(|| median(&later)));
            }
        }
    }
    for (what, all) in [("first text of 1,000 words", firsts), ("later texts", laters)] {
        for ((unit, ratio), of_builds) in CLOCKS.into_iter().zip(all) {
            for ((name, _), values) in builds.iter().zip(&of_builds) {
                table.add("Chromium", format!("{what}{name}"), unit, values.clone());
            }
            if let [new, old] = of_builds.as_slice() {
                let ratios = new.iter().zip(old).map(|(new, old)| new / old).collect();
                table.add("Chromium", format!("{what}, times the build before"), ratio, ratios);
            }
        }
    }
    Ok(())
}

/// What of a text each clock shows, in milliseconds; nothing where the system does not tell it.
type Took = [Option<f64>; CLOCKS.len()];

/// The times of each text, in a browser that knows nothing yet: a `profile` that is there already would hold compiled
/// code.
fn load(program: &str, address: SocketAddr, profile: &Path) -> Result<Vec<Took>> {
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
    let mut took = Vec::new();
    let mut before = None;
    let lines = BufReader::new(browser.stderr.take().context("no standard error")?).lines();
    for line in lines.map_while(Result::ok) {
        let Some((_, rest)) = line.split_once("TOOK ") else { continue };
        let clock: f64 = rest.split(' ').next().unwrap_or_default().parse()?;
        let now = time_of_worker(browser.id());
        took.push([Some(clock), now.zip(before).map(|(now, before)| now - before)]);
        before = now;
        if took.len() > TEXTS {
            break;
        }
    }
    browser.kill()?;
    browser.wait()?;
    ensure!(took.len() > TEXTS, "the page ended without an answer");
    Ok(took.split_off(1))
}

/// The milliseconds of the processor that the worker's thread has taken, in a process below `browser`; only Linux tells.
fn time_of_worker(browser: u32) -> Option<f64> {
    let mut family = vec![browser];
    let mut at = 0;
    while let Some(process) = family.get(at).copied() {
        for thread in std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten() {
            let read = |file: &str| std::fs::read_to_string(thread.path().join(file)).unwrap_or_default();
            if read("comm").starts_with("DedicatedWorker") {
                let nanoseconds: f64 = read("schedstat").split(' ').next()?.parse().ok()?;
                return Some(nanoseconds / 1e6);
            }
            family.extend(read("children").split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
        }
        at += 1;
    }
    None
}
