//! One JSON object a line: texts to annotate, or annotated documents.

use std::io::{self, BufRead};
use std::panic;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde::{Deserialize, Serialize};
use whosaid::Annotator;
use whosaid::files::{self, Format, Incoming, LineId, Options, Part, TextLine};
use whosaid::knowledge::language::looks_foreign;
use whosaid::session::Article;

use super::annotate::article;
use super::output::Output;
use super::{Failure, NOT_ENGLISH, complain};

/// How much free memory is kept for the next text; most take less.
const KEPT: usize = 4 << 20;

/// Has glibc keep memory that is free: by itself it gives what one text needed back to the system, and asks for it again for the
/// next, a thirtieth of all time. It keeps twice as much as the largest block that was freed so far.
fn keep_memory() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(KEPT / 2)));
}

/// Writes each line's document; whether all lines were good.
pub(super) fn run(
    annotator: &Annotator,
    input: impl BufRead,
    name: &str,
    output: &mut Output,
) -> Result<bool, Failure> {
    let (format, options) = output.form();
    let mut all_good = true;
    keep_memory();
    for line in lines(input) {
        all_good &= write_answer(answer(annotator, format, &options, line, name), output)?;
        output.flush()?;
    }
    Ok(all_good)
}

/// The same with the lines of standard input, by several threads. However many lines there are, and however long one
/// takes, only a few for each thread are held: those that wait, and the answers that wait for an earlier one.
pub(super) fn run_together(annotator: &Annotator, jobs: usize, output: &mut Output) -> Result<bool, Failure> {
    const NAME: &str = "standard input";
    let (format, options) = output.form();
    keep_memory();
    let (waiting, next) = sync_channel::<(Line, SyncSender<Answer>)>(jobs);
    let (ordered, answers) = sync_channel::<Receiver<Answer>>(4 * jobs);
    let next = Arc::new(Mutex::new(next));
    for _ in 0..jobs {
        let (next, annotator, options) = (next.clone(), annotator.clone(), options.clone());
        thread::spawn(move || {
            loop {
                let job = next.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((line, to)) = job else { return };
                // Nobody waits any more where the output cannot be written to.
                let _ = to.send(answer(&annotator, format, &options, line, NAME));
            }
        });
    }
    thread::spawn(move || {
        for line in lines(io::stdin().lock()) {
            let (to, answer) = sync_channel(1);
            if ordered.send(answer).is_err() || waiting.send((line, to)).is_err() {
                return;
            }
        }
    });
    // The threads end with this one, even while one of them waits for input.
    let mut all_good = true;
    while let Some(answer) = next_or_flush(&answers, output)? {
        let Some(answer) = next_or_flush(&answer, output)? else { break };
        all_good &= write_answer(answer, output)?;
    }
    output.flush()?;
    Ok(all_good)
}

/// What is sent next, nothing after the last; where that is not there yet, what was written so far goes out first.
fn next_or_flush<T>(from: &Receiver<T>, output: &mut Output) -> io::Result<Option<T>> {
    if let Ok(next) = from.try_recv() {
        return Ok(Some(next));
    }
    output.flush()?;
    Ok(from.recv().ok())
}

/// A line of the input, and its number, from one on; or why there are no more.
type Line = (u64, io::Result<Vec<u8>>);

/// What is written for a line: a document, what it is called and what is said of it; or what is wrong with the line, with
/// its id where that can be told.
enum Answer {
    Document(Vec<Part>, String, Vec<String>),
    Bad(Fault, String),
    Unreadable(String),
}

/// The lines that are not empty, without a byte order mark.
fn lines(mut input: impl BufRead) -> impl Iterator<Item = Line> {
    let mut number = 0;
    let mut has_failed = false;
    std::iter::from_fn(move || {
        while !has_failed {
            let mut line = Vec::new();
            number += 1;
            match input.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) => {
                    if number == 1 && line.starts_with("\u{feff}".as_bytes()) {
                        line.drain(.."\u{feff}".len());
                    }
                    line.truncate(line.trim_ascii_end().len());
                    if !line.is_empty() {
                        return Some((number, Ok(line)));
                    }
                }
                Err(error) => {
                    has_failed = true;
                    return Some((number, Err(error)));
                }
            }
        }
        None
    })
}

/// The document of a line, written. Whatever is wrong with it costs this line only.
fn answer(annotator: &Annotator, format: &Format, options: &Options, (number, line): Line, name: &str) -> Answer {
    let line = match line {
        Ok(line) => line,
        Err(error) => return Answer::Unreadable(format!("{name}: {error}")),
    };
    let write = || {
        let Reading { article, left_out, is_foreign } = read(annotator, &line)?;
        let id = article.about.id.as_deref();
        let of = id.map(|id| format!(" of {id}")).unwrap_or_default();
        let mut remarks: Vec<String> = left_out
            .iter()
            .map(|field| format!("\"{field}\"{of} is left out: it is no text, or no day of the calendar"))
            .collect();
        if is_foreign {
            let id = id.map(|id| format!("{id}: ")).unwrap_or_default();
            remarks.push(format!("{name}: line {number}: {id}{NOT_ENGLISH}"));
        }
        let called = id.map_or_else(|| format!("line-{number}"), str::to_owned);
        Ok((format.write(&article, options), called, remarks))
    };
    let written = panic::catch_unwind(panic::AssertUnwindSafe(write)).unwrap_or_else(|_| {
        Err((id_of(&String::from_utf8_lossy(&line)), "whosaid failed on this text: please report it".to_owned()))
    });
    match written {
        Ok((parts, called, remarks)) => Answer::Document(parts, called, remarks),
        Err((id, error)) => {
            let complaint = format!("{name}: line {number}: {error}");
            Answer::Bad(Fault { id, error }, complaint)
        }
    }
}

/// Writes an answer; whether it is good.
fn write_answer(answer: Answer, output: &mut Output) -> Result<bool, Failure> {
    match answer {
        Answer::Document(parts, called, remarks) => {
            remarks.iter().for_each(|remark| complain(remark));
            output.put(parts, &called)?;
        }
        Answer::Bad(fault, complaint) => {
            complain(&complaint);
            if let Some(stream) = output.errors() {
                serde_json::to_writer(&mut *stream, &fault).map_err(io::Error::from)?;
                stream.write_all(b"\n")?;
            }
            return Ok(false);
        }
        Answer::Unreadable(complaint) => {
            complain(&complaint);
            return Ok(false);
        }
    }
    Ok(true)
}

/// The answer to a bad line.
#[derive(Serialize)]
struct Fault {
    id: Option<LineId>,
    error: String,
}

/// The id of a bad line, as far as it can be told.
fn id_of(line: &str) -> Option<LineId> {
    #[derive(Deserialize)]
    struct BadLine {
        id: Option<LineId>,
    }
    // A list would be taken for the values of the fields.
    let line = Some(line).filter(|line| line.trim_start().starts_with('{'))?;
    serde_json::from_str(&files::well_formed(line)).ok().and_then(|BadLine { id }| id)
}

/// What is wrong with a line, without its number: that of the input is told beside it.
fn told(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let told = told.strip_suffix(&place).unwrap_or(&told);
    if error.is_data() { told.to_owned() } else { format!("is no JSON: {told} in column {}", error.column()) }
}

/// An answer to a bad line, as this command gives it.
#[derive(Deserialize)]
struct Failed {
    error: String,
}

/// What tells an annotated document from a text.
#[derive(Deserialize)]
struct Tell {
    #[serde(default)]
    text: Option<serde::de::IgnoredAny>,
}

/// The article of a line; which fields of it are left out, and whether its text, annotated now, looks like another language.
struct Reading {
    article: Article,
    left_out: Vec<&'static str>,
    is_foreign: bool,
}

/// What a line holds, or its id (as far as it can be told) and what is wrong.
fn read(annotator: &Annotator, line: &[u8]) -> Result<Reading, (Option<LineId>, String)> {
    let line = std::str::from_utf8(line).map_err(|error| {
        // What stands around the bad byte can be read all the same.
        let id = id_of(&String::from_utf8_lossy(line));
        let id = id.filter(|id| !id.name().is_some_and(|id| id.contains('\u{fffd}')));
        (id, format!("is not UTF-8 from byte {} on", error.valid_up_to()))
    })?;
    let line = &*files::well_formed(line);
    if let Some(format) = files::export_of("", line) {
        return Err((id_of(line), files::FileError::Export { format }.to_string()));
    }
    let has_text = serde_json::from_str(line).map_or(true, |tell: Tell| tell.text.is_some());
    let is_annotated =
        !has_text && ["\"format\"", "\"@context\"", "\"%FEATURE_STRUCTURES\""].iter().any(|key| line.contains(key));
    if is_annotated {
        return match files::import(".json", line, None) {
            Ok(Incoming::Article(article)) => {
                Ok(Reading { article: *article, left_out: Vec::new(), is_foreign: false })
            }
            Ok(Incoming::Text(_)) => Err((None, "holds neither a text nor annotations".to_owned())),
            Err(error) => Err((None, error.to_string())),
        };
    }
    if !has_text && let Ok(Failed { error }) = serde_json::from_str(line) {
        return Err((id_of(line), format!("holds no annotations: {error}")));
    }
    let line = TextLine::read(line).map_err(|error| (id_of(line), told(&error)))?;
    let source = line.source();
    let id = line.id.as_ref().and_then(LineId::name);
    if line.id.is_some() && id.is_none() {
        return Err((line.id, "\"id\" is neither a string nor a number".to_owned()));
    }
    let left_out = source.left_out.clone();
    let mut article = article(annotator, &line.text, id);
    article.describe(&source.into());
    Ok(Reading { article, left_out, is_foreign: looks_foreign(&line.text) })
}
