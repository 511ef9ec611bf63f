//! `whosaid export`: annotated files in, other formats out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde::de::IgnoredAny;
use whosaid::Annotator;
use whosaid::files::{self, FileError, Incoming, TextLine};
use whosaid::knowledge::language::looks_foreign;

use super::annotate::article;
use super::output::Output;
use super::{Failure, Form, NOT_ENGLISH, STANDARD_INPUT, complain, documents, lines, name_of, why_unread};

#[derive(Args)]
#[command(after_help = super::EXIT_CODES, after_long_help = super::about_formats())]
pub(super) struct Export {
    /// Annotated files: native JSON, JSON Lines of it, Web Annotations (.jsonld), brat (.ann with its .txt beside it),
    /// UIMA CAS (.xmi, .json), TEI (.xml), zips of such files; or what annotate reads, which is annotated first; - is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The format to write
    #[arg(long, value_parser = super::formats())]
    format: String,
    /// The text that Web Annotations without a text of their own are about
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    #[command(flatten)]
    form: Form,
}

/// Whether all input was good.
pub(super) fn run(task: &Export) -> Result<bool, Failure> {
    let mut output = task.form.open(&task.format, task.files.len() > 1)?;
    let mut all_good = true;
    for path in &task.files {
        match write(task, path, &mut output) {
            Ok(good) => all_good &= good,
            Err(Fault::Input(reason)) => {
                complain(&format!("{}: {reason}", name_of(path)));
                all_good = false;
            }
            Err(Fault::Output(error)) => return Err(error),
        }
    }
    output.close()?;
    Ok(all_good)
}

enum Fault {
    Input(String),
    Output(Failure),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::Input(error.to_string())
    }
}

/// Writes what one file holds; whether all of it was good.
fn write(task: &Export, path: &Path, output: &mut Output) -> Result<bool, Fault> {
    let unread = |error: io::Error| Fault::Input(why_unread(path, &error));
    let mut input: Box<dyn BufRead> = if path.as_os_str() == STANDARD_INPUT {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).map_err(unread)?))
    };
    let name = path.display().to_string();
    // A first line that is an object by itself, with more behind it, begins a stream that is read line by line.
    let mut bytes = Vec::new();
    input.read_until(b'\n', &mut bytes).map_err(unread)?;
    let first = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes).trim_ascii();
    if first.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(first).is_ok() {
        let mut rest = Vec::new();
        // Blank lines behind the only object are none.
        while rest.trim_ascii().is_empty() && input.read_until(b'\n', &mut rest)? > 0 {}
        let is_text = !rest.trim_ascii().is_empty();
        if is_text || name.to_lowercase().ends_with(".jsonl") || looks_like_line(first) {
            let all = io::Cursor::new([bytes, rest].concat()).chain(input);
            return lines::run(&Annotator::new(), BufReader::new(all), &name_of(path), output).map_err(Fault::Output);
        }
        bytes.extend(rest);
    }
    input.read_to_end(&mut bytes)?;
    if let Some(packed) = documents::files_in(&name_of(path), &bytes) {
        return write_packed(task, path, packed.map_err(Fault::Input)?, output);
    }
    let beside =
        task.text.clone().or_else(|| name.to_lowercase().ends_with(".ann").then(|| path.with_extension("txt")));
    let beside =
        beside.map(|path| super::read(&path).map_err(|reason| Fault::Input(format!("{}: {reason}", path.display()))));
    write_one(path, &name, &bytes, beside.transpose()?.as_deref(), output)
}

/// Writes what the files of a zip hold; whether all of it was good. Annotations take the text beside them, which is no
/// document of its own then.
fn write_packed(task: &Export, path: &Path, packed: documents::Packed, output: &mut Output) -> Result<bool, Fault> {
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let ends = |name: &str, ending: &str| name.to_lowercase().ends_with(ending);
    let mut all_good = true;
    for (inner, bytes) in &packed {
        let name = format!("{}/{inner}", name_of(path));
        let other = |ending| packed.iter().find(|(other, _)| ends(other, ending) && stem(other) == stem(inner));
        if ends(inner, ".txt") && other(".ann").is_some() {
            continue;
        }
        let written = if ends(inner, ".jsonl") || ends(inner, ".ndjson") {
            lines::run(&Annotator::new(), io::Cursor::new(bytes), &name, output).map_err(Fault::Output)
        } else {
            let beside = match (&task.text, other(".txt").filter(|_| ends(inner, ".ann"))) {
                (Some(path), _) => super::read(path).map(Some),
                (None, Some((text, bytes))) => documents::text(&format!("{}/{text}", name_of(path)), bytes).map(Some),
                (None, None) => Ok(None),
            };
            beside.map_err(Fault::Input).and_then(|beside| write_one(path, &name, bytes, beside.as_deref(), output))
        };
        match written {
            Ok(good) => all_good &= good,
            Err(Fault::Input(reason)) => {
                complain(&format!("{name}: {reason}"));
                all_good = false;
            }
            Err(fault) => return Err(fault),
        }
    }
    Ok(all_good)
}

/// Writes the document in `bytes`, called `name`, which came from `path`.
fn write_one(path: &Path, name: &str, bytes: &[u8], beside: Option<&str>, output: &mut Output) -> Result<bool, Fault> {
    let content = documents::text(name, bytes).map_err(Fault::Input)?;
    let incoming = files::import(name, &content, beside);
    let no_text = documents::is_no_text(name).filter(|_| !files::is_annotated(&content));
    let incoming = incoming.map_err(|error| match (&error, no_text) {
        (FileError::Json { line, .. }, Some(what)) if *line > 0 => format!("{what} ({error})"),
        _ => error.to_string(),
    });
    let article = match incoming.map_err(Fault::Input)? {
        Incoming::Text(_) if no_text.is_some() => return Err(Fault::Input(no_text.unwrap_or_default().to_owned())),
        Incoming::Text(text) => {
            let id = (path.as_os_str() != STANDARD_INPUT).then(|| name.to_owned());
            if looks_foreign(&text) {
                let name = id.as_deref().map_or_else(|| name_of(path), str::to_owned);
                complain(&format!("{name}: {NOT_ENGLISH}"));
            }
            article(&Annotator::new(), &text, id)
        }
        Incoming::Article(mut article) => {
            let stem = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
            // An annotated text without an id is called as its file is.
            if article.about.id.is_none() && article.about.generator.is_none() && path.as_os_str() != STANDARD_INPUT {
                Arc::make_mut(&mut article.about).id = stem;
            }
            *article
        }
    };
    output.put_article(&article, name).map_err(Fault::Output)?;
    Ok(true)
}

/// Whether an object is a text to annotate, and no annotated file.
fn looks_like_line(first: &[u8]) -> bool {
    std::str::from_utf8(first).is_ok_and(|first| TextLine::read(first).is_ok())
}
