//! The command `whosaid`: marks who said what, and where, in files or standard input.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod command {
    use std::fs;
    use std::io::{self, BufRead, Read, Write};
    use std::path::PathBuf;
    use std::process::ExitCode;
    use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
    use std::sync::{Arc, Mutex, PoisonError};
    use std::time::SystemTime;
    use std::{panic, thread};

    use clap::{Args, Parser, Subcommand};
    use serde::{Deserialize, Serialize};
    use serde_json::Value;
    use whosaid::session::Article;
    use whosaid::{Annotator, files};

    /// Marks who said what, and where, in news articles.
    #[derive(Parser)]
    #[command(name = "whosaid", version, about, after_help = EXIT_CODES)]
    struct Arguments {
        #[command(subcommand)]
        task: Task,
    }

    const EXIT_CODES: &str = "\
Exit codes:
  0  all texts were annotated
  1  some texts could not be read or were bad; the rest was annotated
  2  the arguments are wrong
  3  the result could not be written";

    #[derive(Subcommand)]
    enum Task {
        /// Annotates texts and prints one JSON object for each (format: annotations, version 1).
        Annotate(Annotate),
    }

    #[derive(Args)]
    #[command(after_help = EXIT_CODES)]
    struct Annotate {
        /// Text files in UTF-8, one document each; without: standard input as one document.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Reads one JSON object {"id": .., "text": ..} a line from standard input, prints one object a line in the
        /// same order; a bad line gives {"id": .., "error": ..}.
        #[arg(long, conflicts_with = "files")]
        jsonl: bool,
        /// Annotates so many lines at the same time, each on a processor of its own; the order of the answers stays.
        #[arg(long, value_name = "N", default_value_t = 1, requires = "jsonl", value_parser = clap::value_parser!(u16).range(1..=256))]
        jobs: u16,
        /// Marks what is thought and not said, too: beliefs, hopes, plans.
        #[arg(long)]
        thoughts: bool,
        /// Prints indented JSON, many lines for each document.
        #[arg(long, conflicts_with = "jsonl")]
        pretty: bool,
    }

    /// Standard output can no longer be written to.
    struct Unwritable(io::Error);

    impl From<io::Error> for Unwritable {
        fn from(error: io::Error) -> Unwritable {
            Unwritable(error)
        }
    }

    pub(super) fn run() -> ExitCode {
        let Task::Annotate(task) = Arguments::parse().task;
        let result = if task.jsonl { annotate_lines(&task) } else { annotate_files(&task) };
        match result {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::from(1),
            // Whoever read the output has seen enough: no fault of anybody's.
            Err(Unwritable(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(Unwritable(error)) => {
                complain(&format!("cannot write the result: {error}"));
                ExitCode::from(3)
            }
        }
    }

    /// Says what went wrong. Where even that cannot be said, the exit code still tells.
    fn complain(message: &str) {
        let _ = writeln!(io::stderr(), "whosaid: {message}");
    }

    /// Annotates each file as one document; whether all could be read.
    fn annotate_files(task: &Annotate) -> Result<bool, Unwritable> {
        let annotator = Annotator { thoughts: task.thoughts };
        let mut output = io::stdout().lock();
        let mut all_read = true;
        let standard_input = [PathBuf::from("-")];
        let files = if task.files.is_empty() { &standard_input[..] } else { &task.files };
        for path in files {
            let is_standard_input = path.as_os_str() == "-";
            let name = if is_standard_input { "standard input".into() } else { path.display().to_string() };
            let bytes = if is_standard_input {
                let mut bytes = Vec::new();
                io::stdin().read_to_end(&mut bytes).map(|_| bytes)
            } else {
                fs::read(path)
            };
            let text = bytes.map_err(|error| error.to_string()).and_then(|bytes| {
                String::from_utf8(bytes).map_err(|error| {
                    let at = error.utf8_error().valid_up_to();
                    format!("is not UTF-8: byte {at} begins no character (convert it first, for example with iconv)")
                })
            });
            match text {
                Ok(text) => {
                    let id = (!is_standard_input).then(|| path.display().to_string());
                    let annotations = annotations(&annotator, &text, id);
                    let json = if task.pretty {
                        serde_json::to_string_pretty(&annotations)
                    } else {
                        serde_json::to_string(&annotations)
                    };
                    writeln!(output, "{}", json.map_err(io::Error::from)?)?;
                    output.flush()?;
                }
                Err(reason) => {
                    complain(&format!("{name}: {reason}"));
                    all_read = false;
                }
            }
        }
        Ok(all_read)
    }

    /// Annotates each line's document; whether all lines were good.
    fn annotate_lines(task: &Annotate) -> Result<bool, Unwritable> {
        let annotator = Annotator { thoughts: task.thoughts };
        if task.jobs > 1 {
            return annotate_lines_together(annotator, task.jobs.into());
        }
        let mut output = io::stdout().lock();
        let mut all_good = true;
        for line in lines() {
            all_good &= write_answer(answer(&annotator, line), &mut output)?;
            output.flush()?;
        }
        Ok(all_good)
    }

    /// The same, by several threads. However many lines there are, and however long one takes, only a few for each thread
    /// are held: those that wait, and the answers that wait for an earlier one.
    fn annotate_lines_together(annotator: Annotator, jobs: usize) -> Result<bool, Unwritable> {
        let (waiting, next) = sync_channel::<(Line, SyncSender<Answer>)>(jobs);
        let (ordered, answers) = sync_channel::<Receiver<Answer>>(4 * jobs);
        let next = Arc::new(Mutex::new(next));
        for _ in 0..jobs {
            let (next, annotator) = (next.clone(), annotator.clone());
            thread::spawn(move || {
                loop {
                    let job = next.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((line, to)) = job else { return };
                    // Nobody waits any more where the output cannot be written to.
                    let _ = to.send(answer(&annotator, line));
                }
            });
        }
        thread::spawn(move || {
            for line in lines() {
                let (to, answer) = sync_channel(1);
                if ordered.send(answer).is_err() || waiting.send((line, to)).is_err() {
                    return;
                }
            }
        });
        // The threads end with this one, even while one of them waits for input.
        let mut output = io::BufWriter::new(io::stdout().lock());
        let mut all_good = true;
        while let Some(answer) = next_or_flush(&answers, &mut output)? {
            let Some(answer) = next_or_flush(&answer, &mut output)? else { break };
            all_good &= write_answer(answer, &mut output)?;
        }
        output.flush()?;
        Ok(all_good)
    }

    /// What is sent next, nothing after the last; where that is not there yet, what was written so far goes out first.
    fn next_or_flush<T>(from: &Receiver<T>, output: &mut impl Write) -> io::Result<Option<T>> {
        if let Ok(next) = from.try_recv() {
            return Ok(Some(next));
        }
        output.flush()?;
        Ok(from.recv().ok())
    }

    /// A line of the input, and its number, from one on; or why there are no more.
    type Line = (u64, io::Result<Vec<u8>>);

    /// What is written for a line, and what is wrong with it.
    struct Answer {
        output: Vec<u8>,
        complaint: Option<String>,
    }

    /// The lines of standard input that are not empty.
    fn lines() -> impl Iterator<Item = Line> {
        let mut input = io::stdin().lock();
        let mut number = 0;
        let mut has_failed = false;
        std::iter::from_fn(move || {
            while !has_failed {
                let mut line = Vec::new();
                number += 1;
                match input.read_until(b'\n', &mut line) {
                    Ok(0) => return None,
                    Ok(_) if line.trim_ascii().is_empty() => {}
                    Ok(_) => return Some((number, Ok(line))),
                    Err(error) => {
                        has_failed = true;
                        return Some((number, Err(error)));
                    }
                }
            }
            None
        })
    }

    /// The annotations of a line. Whatever is wrong with it costs this line only.
    fn answer(annotator: &Annotator, (number, line): Line) -> Answer {
        let line = match line {
            Ok(line) => line,
            Err(error) => return Answer { output: Vec::new(), complaint: Some(format!("standard input: {error}")) },
        };
        let result = parse_line(&line).and_then(|(id, text)| {
            let told = id.clone().map_or(Value::Null, Value::String);
            let annotate = || serde_json::to_vec(&annotations(annotator, &text, id));
            panic::catch_unwind(panic::AssertUnwindSafe(annotate))
                .map_err(|_| (told.clone(), "whosaid failed on this text: please report it".to_owned()))?
                .map_err(|error| (told, error.to_string()))
        });
        match result {
            Ok(output) => Answer { output, complaint: None },
            Err((id, error)) => {
                let complaint = Some(format!("line {number}: {error}"));
                // An id and a message can always be written as JSON.
                Answer { output: serde_json::to_vec(&Fault { id, error }).unwrap_or_default(), complaint }
            }
        }
    }

    /// Writes an answer as a line; whether it is good.
    fn write_answer(answer: Answer, output: &mut impl Write) -> io::Result<bool> {
        if let Some(complaint) = &answer.complaint {
            complain(complaint);
        }
        if !answer.output.is_empty() {
            output.write_all(&answer.output)?;
            output.write_all(b"\n")?;
        }
        Ok(answer.complaint.is_none())
    }

    /// A document of `--jsonl`.
    #[derive(Deserialize)]
    struct Input {
        #[serde(default)]
        id: Value,
        text: files::WellFormed,
    }

    /// The answer to a bad line.
    #[derive(Serialize)]
    struct Fault {
        id: Value,
        error: String,
    }

    /// What can be told of a bad line.
    #[derive(Deserialize)]
    struct BadLine {
        id: Value,
    }

    /// Id and text of a line, or its id (as far as it can be told) and what is wrong.
    fn parse_line(line: &[u8]) -> Result<(Option<String>, String), (Value, String)> {
        let line = std::str::from_utf8(line)
            .map_err(|error| (Value::Null, format!("is not UTF-8 from byte {} on", error.valid_up_to())))?;
        let Input { id, text } = serde_json::from_str(line).map_err(|error| {
            let id = serde_json::from_str(line).map_or(Value::Null, |BadLine { id }| id);
            (id, error.to_string())
        })?;
        match id {
            Value::Null => Ok((None, text.0)),
            Value::String(id) => Ok((Some(id), text.0)),
            Value::Number(id) => Ok((Some(id.to_string()), text.0)),
            id => Err((id, "\"id\" is neither a string nor a number".to_owned())),
        }
    }

    fn annotations(annotator: &Annotator, text: &str, id: Option<String>) -> files::Annotations {
        let document = annotator.annotate(&files::normalize(text));
        let mut annotations = files::annotations(&Article::from_document(&document), Some(&now()));
        if let Some(id) = id {
            annotations.document.id = id;
        }
        annotations
    }

    /// The time as RFC 3339, UTC, to the second.
    fn now() -> String {
        humantime::format_rfc3339_seconds(SystemTime::now()).to_string()
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    command::run()
}
