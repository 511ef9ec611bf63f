//! `whosaid annotate`: texts in, annotations out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use clap::error::ErrorKind;
use whosaid::Annotator;
use whosaid::files::{self, Incoming};
use whosaid::knowledge::language::looks_foreign;
use whosaid::reader::Thorough;
use whosaid::session::Article;

use super::output::Output;
use super::{Failure, Form, NOT_ENGLISH, STANDARD_INPUT, complain, documents, lines, name_of, read_bytes, refuse};

/// The weights for --thorough, where they lie beside this program.
const WEIGHTS: &str = "thorough.weights";

#[derive(Args)]
#[command(after_help = super::EXIT_CODES, after_long_help = super::about_formats())]
pub(super) struct Annotate {
    /// Files of text, one document each: plain text, Markdown (.md), subtitles (.vtt, .srt), web pages (.html), in UTF-8,
    /// UTF-16 with its mark or Windows-1252; Word and OpenDocument texts (.docx, .odt); zips of such files; without: standard input as one document
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Reads one JSON object {"id": .., "text": ..} a line from standard input, prints one object a line in the
    /// same order; a bad line gives {"id": .., "error": ..}
    #[arg(long)]
    jsonl: bool,
    /// Annotates so many lines of --jsonl at the same time, each on a processor of its own; the order of the answers
    /// stays [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// Marks what is thought and not said, too: beliefs, hopes, plans
    #[arg(long)]
    thoughts: bool,
    /// Reads with a transformer as well: better, and a hundred times slower. Its weights are a file of their own
    #[arg(long)]
    thorough: bool,
    /// The weights for --thorough; without: the file thorough.weights beside this program
    #[arg(long, value_name = "FILE", requires = "thorough")]
    weights: Option<PathBuf>,
    /// The format of the results
    #[arg(long, value_parser = super::formats(), default_value = "json")]
    format: String,
    #[command(flatten)]
    form: Form,
}

impl Annotate {
    /// What is wrong with the arguments, where the parser's own words would not say what to do.
    fn fault(&self) -> Option<(ErrorKind, String)> {
        let file = match &self.files[..] {
            [file] if file.as_os_str() != STANDARD_INPUT => file.display().to_string(),
            _ => "FILE".to_owned(),
        };
        match self.jobs {
            Some(jobs) if !self.jsonl => Some((
                ErrorKind::MissingRequiredArgument,
                format!("--jobs is for the lines of --jsonl: whosaid annotate --jsonl --jobs {jobs} < {file}"),
            )),
            jobs if self.jsonl && !self.files.is_empty() => {
                let jobs = jobs.map(|jobs| format!(" --jobs {jobs}")).unwrap_or_default();
                Some((
                    ErrorKind::ArgumentConflict,
                    format!(
                        "--jsonl reads lines from standard input, and no files: whosaid annotate --jsonl{jobs} < {file}"
                    ),
                ))
            }
            _ => None,
        }
    }
}

/// Whether all input was good.
pub(super) fn run(task: &Annotate) -> Result<bool, Failure> {
    if let Some((kind, message)) = task.fault() {
        refuse(kind, message);
    }
    let thorough = task.thorough.then(|| thorough(task.weights.as_deref())).transpose()?;
    let annotator = Annotator { thoughts: task.thoughts, thorough };
    let mut output = task.form.open(&task.format, task.jsonl || task.files.len() > 1)?;
    let jobs = task.jobs.unwrap_or(1);
    let all_good = if jobs > 1 {
        lines::run_together(&annotator, jobs.into(), &mut output)?
    } else if task.jsonl {
        lines::run(&annotator, std::io::stdin().lock(), "standard input", &mut output)?
    } else {
        annotate_files(task, &annotator, &mut output)?
    };
    output.close()?;
    Ok(all_good)
}

/// The transformer whose weights are in `file`, or beside this program.
fn thorough(file: Option<&Path>) -> Result<Arc<Thorough>, Failure> {
    let beside = || {
        let program = std::env::current_exe().and_then(std::fs::canonicalize);
        program.map(|path| path.with_file_name(WEIGHTS)).unwrap_or_else(|_| WEIGHTS.into())
    };
    let path = file.map_or_else(beside, Path::to_owned);
    let bytes = std::fs::read(&path).map_err(|error| {
        let file = path.display();
        let mend = "give their file with --weights FILE";
        Failure::Weights(format!("--thorough needs its weights, and {file} cannot be read ({error}): {mend}"))
    })?;
    let thorough = Thorough::load(&bytes).map_err(|error| Failure::Weights(format!("{}: {error}", path.display())))?;
    Ok(Arc::new(thorough))
}

/// Annotates each file as one document; whether all could be read.
fn annotate_files(task: &Annotate, annotator: &Annotator, output: &mut Output) -> Result<bool, Failure> {
    let standard_input = [PathBuf::from(STANDARD_INPUT)];
    let mut all_read = true;
    for path in if task.files.is_empty() { &standard_input[..] } else { &task.files } {
        for (name, content) in contents(path) {
            all_read &= annotate_file(annotator, path, &name, content, output)?;
        }
    }
    Ok(all_read)
}

/// The texts in a file, with what each is called in messages: of a zip those of all files in it.
fn contents(path: &Path) -> Vec<(String, Result<String, String>)> {
    let name = name_of(path);
    let bytes = match read_bytes(path) {
        Ok(bytes) => bytes,
        Err(reason) => return vec![(name, Err(reason))],
    };
    match documents::files_in(&name, &bytes) {
        None => vec![(name, documents::text(&path.to_string_lossy(), &bytes))],
        Some(Err(reason)) => vec![(name, Err(reason))],
        Some(Ok(files)) => {
            let text = |(inner, bytes): (String, Vec<u8>)| {
                let name = format!("{name}/{inner}");
                let text = documents::text(&name, &bytes);
                (name, text)
            };
            files.into_iter().map(text).collect()
        }
    }
}

/// Annotates the content of a file, called `name`, as one document; whether it could be read.
fn annotate_file(
    annotator: &Annotator,
    path: &Path,
    name: &str,
    content: Result<String, String>,
    output: &mut Output,
) -> Result<bool, Failure> {
    let id = (path.as_os_str() != STANDARD_INPUT).then(|| name.to_owned());
    let incoming = content.and_then(|content| {
        if files::is_annotated(&content) || name.to_lowercase().ends_with(".ann") {
            return Err("holds annotations already, which would be lost: whosaid export writes them".to_owned());
        }
        if let Some(what) = documents::is_no_text(name) {
            return Err(what.to_owned());
        }
        // Only an ending says that a text is something else; what the text of an article looks like says nothing.
        let is_other = [".vtt", ".srt", ".md", ".markdown"].iter().any(|ending| name.to_lowercase().ends_with(ending));
        match is_other.then(|| files::import(name, &content, None)) {
            None => Ok(content),
            Some(Ok(Incoming::Text(text))) => Ok(text),
            Some(Ok(Incoming::Article(article))) => Ok(article.text.to_string()),
            Some(Err(error)) => Err(error.to_string()),
        }
    });
    match incoming {
        Ok(text) => {
            if looks_foreign(&text) {
                complain(&format!("{name}: {NOT_ENGLISH}"));
            }
            output.put_article(&article(annotator, &text, id.clone()), id.as_deref().unwrap_or("article"))?;
            Ok(true)
        }
        Err(reason) => {
            complain(&format!("{name}: {reason}"));
            Ok(false)
        }
    }
}

/// A text with what the machine finds in it.
pub(super) fn article(annotator: &Annotator, text: &str, id: Option<String>) -> Article {
    let mut article = Article::from_document(&annotator.annotate(&files::normalize(text)));
    if id.is_some() {
        Arc::make_mut(&mut article.about).id = id;
    }
    article
}
