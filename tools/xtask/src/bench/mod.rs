//! `cargo xtask bench`: how fast whosaid is, natively, in Node and in Chromium, beside other libraries; and how the time
//! grows with the text.
//!
//! What is compared takes turns, so that a busy machine slows all; time is processor time of a process and its threads,
//! which other programs disturb less than the clock, except in Chromium, whose clock is all a page can read.

mod chromium;
mod growth;
mod native;
mod node;
mod spacy;
mod table;

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use table::Table;

#[derive(clap::Args)]
pub struct Args {
    /// Only the native build, and spaCy
    #[arg(long)]
    native: bool,
    /// Only how the time of the native build grows with the text
    #[arg(long)]
    growth: bool,
    /// Other texts than the articles of tests/gold: a folder of files of text, or a file of JSON Lines with a "text" each
    #[arg(long, value_name = "PATH")]
    texts: Option<PathBuf>,
    /// How often each is measured
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Another build of the command to compare with
    #[arg(long, value_name = "PROGRAM")]
    before: Option<PathBuf>,
    /// Another build of www/pkg to compare with
    #[arg(long, value_name = "FOLDER")]
    before_pkg: Option<PathBuf>,
}

/// Measures, and prints a table.
///
/// # Errors
/// When a build or a measurement fails.
pub fn run(args: Args) -> Result<()> {
    let root = crate::root();
    let articles = match &args.texts {
        Some(path) => texts(path).with_context(|| format!("cannot read texts from {}", path.display()))?,
        None => articles(&root)?,
    };
    run_to_end(Command::new("cargo").args(["build", "--release", "--bin", "whosaid"]).current_dir(&root))?;
    let program = root.join("target/release").join(format!("whosaid{}", std::env::consts::EXE_SUFFIX));
    if args.growth {
        return growth::run(&program, &articles);
    }
    let mut table = Table::default();
    let measured = measure(&args, &root, &program, &articles, &mut table);
    // What was measured before a fault is not lost.
    print!("{table}");
    measured?;
    growth::run(&program, &articles)
}

/// Adds the rows of all places and peers.
fn measure(args: &Args, root: &Path, program: &Path, articles: &[String], table: &mut Table) -> Result<()> {
    native::measure(program, args.before.as_deref(), articles, args.runs, table)?;
    spacy::measure(root, program, articles, args.runs, table)?;
    if !args.native {
        crate::wasm::build(root, &Default::default())?;
        let before = args.before_pkg.as_deref();
        node::measure(root, before, articles, args.runs, table)?;
        chromium::measure(root, before, articles, args.runs, table)?;
    }
    Ok(())
}

/// The articles of tests/gold/ without their marks.
fn articles(root: &Path) -> Result<Vec<String>> {
    files(&root.join("tests/gold"))?.iter().map(|path| Ok(without_marks(&std::fs::read_to_string(path)?))).collect()
}

/// What a folder holds, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    Ok(paths)
}

/// The texts in the files of a folder, or in the lines of a file, each with a "text".
///
/// # Errors
/// When one cannot be read, or they have less than a thousand words together.
fn texts(path: &Path) -> Result<Vec<String>> {
    let texts: Vec<String> = if path.is_dir() {
        let read = |path: PathBuf| std::fs::read_to_string(&path).with_context(|| path.display().to_string());
        files(path)?.into_iter().filter(|path| path.is_file()).map(read).collect::<Result<_>>()?
    } else {
        let content = std::fs::read_to_string(path)?;
        let lines = content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let read = |(index, line)| {
            let line: Line = serde_json::from_str(line).with_context(|| format!("line {}", index + 1))?;
            Ok(line.text)
        };
        lines.map(read).collect::<Result<_>>()?
    };
    let count: usize = texts.iter().map(|text| words(text)).sum();
    ensure!(count >= 1000, "{} texts with {count} words; at least 1,000 words are needed", texts.len());
    Ok(texts)
}

/// A line of texts.
#[derive(serde::Deserialize)]
struct Line {
    text: String,
}

fn without_marks(source: &str) -> String {
    let body = source.rsplit_once("\n---\n").map_or(source, |(body, _)| body);
    let mut pieces = body.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.filter_map(|piece| piece.split_once(' ')).map(|(_, words)| words);
    rest.fold(first, |text, words| text + words).replace('}', "")
}

/// Words: what stands between white space.
fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Texts of about a thousand words, joined from `articles`.
fn thousands(articles: &[String]) -> Vec<String> {
    let mut texts = vec![String::new()];
    for article in articles {
        if texts.last().is_some_and(|text| words(text) >= 1000) {
            texts.push(String::new());
        }
        if let Some(text) = texts.last_mut() {
            text.push_str(article);
            text.push_str("\n\n");
        }
    }
    texts.retain(|text| words(text) >= 1000);
    texts
}

/// The processor time that all processes have taken that were started here and have ended.
#[cfg(unix)]
fn time_of_children() -> Result<Duration> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let microseconds = |time: nix::sys::time::TimeVal| time.tv_sec() as u64 * 1_000_000 + time.tv_usec() as u64;
    Ok(Duration::from_micros(microseconds(usage.user_time()) + microseconds(usage.system_time())))
}

/// Where processor time cannot be asked for, the clock must do.
#[cfg(not(unix))]
fn time_of_children() -> Result<Duration> {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    Ok(START.elapsed())
}

/// An empty folder for what is installed or served.
fn folder(root: &Path, name: &str) -> Result<PathBuf> {
    let folder = root.join("target/bench").join(name);
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

fn run_to_end(command: &mut Command) -> Result<()> {
    let status =
        command.status().with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
    ensure!(status.success(), "{} failed", command.get_program().to_string_lossy());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_lose_their_marks_and_make_texts_of_a_thousand_words() {
        let articles = articles(&crate::root()).unwrap();
        assert!(articles.len() > 20 && articles.iter().all(|text| !text.contains('{') && !text.contains("\n---\n")));
        let texts = thousands(&articles);
        assert!(texts.len() >= 3 && texts.iter().all(|text| (1000..2500).contains(&words(text))));
    }

    #[test]
    fn texts_come_from_a_folder_or_from_lines() {
        let folder = std::env::temp_dir().join(format!("whosaid-bench-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("texts/inner")).unwrap();
        let (one, other) = ("one two\n".repeat(300), "three four ".repeat(300));
        std::fs::write(folder.join("texts/b.txt"), &other).unwrap();
        std::fs::write(folder.join("texts/a.txt"), &one).unwrap();
        let line = |text: &str| serde_json::json!({ "id": 1, "text": text }).to_string();
        let check = |lines: &str| {
            std::fs::write(folder.join("lines.jsonl"), lines).unwrap();
            texts(&folder.join("lines.jsonl")).map_err(|error| format!("{error:#}"))
        };
        let expect = vec![one.clone(), other.clone()];
        assert_eq!(texts(&folder.join("texts")).unwrap(), expect);
        assert_eq!(check(&format!("{}\n\n{}\n", line(&one), line(&other))).unwrap(), expect);
        assert!(check(&format!("{}\n{{\"id\": 2}}\n", line(&one))).unwrap_err().contains("line 2"));
        assert!(check(&line(&one)).unwrap_err().contains("600 words"));
        assert!(texts(&folder.join("none")).is_err());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
