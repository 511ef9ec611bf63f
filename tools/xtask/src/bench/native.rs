//! The command, on many articles, on one processor and on two, and on none to see what its start costs.

use super::table::Table;
use super::{time_of_children, words};
use anyhow::{Context, Result, ensure};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often the articles are read in a run.
const TIMES: usize = 10;

/// Adds the rows of the native build, and those of the build `before`.
pub fn measure(
    program: &Path,
    before: Option<&Path>,
    articles: &[String],
    runs: usize,
    table: &mut Table,
) -> Result<()> {
    let input = as_lines(articles).repeat(TIMES);
    let count = (articles.iter().map(|text| words(text)).sum::<usize>() * TIMES) as f64;
    let builds: Vec<(&str, &Path)> =
        [("", program)].into_iter().chain(before.map(|before| (", build before", before))).collect();
    let mut speeds = vec![Vec::new(); builds.len()];
    let mut starts = vec![Vec::new(); builds.len()];
    let mut gains = Vec::new();
    for _ in 0..runs {
        let mut alone = Duration::ZERO;
        for (index, (_, program)) in builds.iter().enumerate() {
            let (time, clock) = annotate(program, &[], &input)?;
            speeds[index].push(count / time.as_secs_f64());
            starts[index].push(annotate(program, &[], "{\"text\": \"Ready.\"}\n")?.0.as_secs_f64() * 1000.0);
            if index == 0 {
                alone = clock;
            }
        }
        let (_, together) = annotate(program, &["--jobs", "2"], &input)?;
        gains.push(alone.as_secs_f64() / together.as_secs_f64());
    }
    for ((name, _), speeds) in builds.iter().zip(&speeds) {
        table.add("native", format!("annotate --jsonl{name}"), "words a processor second", speeds.clone());
    }
    if let [new, old] = speeds.as_slice() {
        let ratios = new.iter().zip(old).map(|(new, old)| new / old).collect();
        table.add("native", "annotate --jsonl, times the build before", "in turn", ratios);
    }
    for ((name, _), starts) in builds.iter().zip(starts) {
        table.add("native", format!("start, and one word{name}"), "ms of processor time", starts);
    }
    table.add("native", "--jobs 2, times as fast by the clock", "", gains);
    Ok(())
}

/// What `annotate --jsonl` reads.
pub fn as_lines(articles: &[String]) -> String {
    articles.iter().map(|text| format!("{}\n", serde_json::json!({ "text": text }))).collect()
}

/// Processor time and time by the clock of `annotate --jsonl` on `input`.
pub fn annotate(program: &Path, options: &[&str], input: &str) -> Result<(Duration, Duration)> {
    let (before, start) = (time_of_children()?, Instant::now());
    let mut child = Command::new(program)
        .args(["annotate", "--jsonl"])
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", program.display()))?;
    child.stdin.take().context("no standard input")?.write_all(input.as_bytes())?;
    let status = child.wait()?;
    ensure!(status.success(), "{} failed", program.display());
    Ok((time_of_children()? - before, start.elapsed()))
}
