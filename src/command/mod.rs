//! The arguments of the command, and its exit codes.

mod annotate;
mod documents;
mod export;
mod lines;
mod output;

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};
use whosaid::files::{FORMATS, Format, Many, Options, Table};

use output::Output;

/// Marks who said what, and where, in news articles.
#[derive(Parser)]
#[command(name = "whosaid", version, about, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  all was done; also where the reader of a pipe has seen enough and closed it
  1  some input could not be read or was bad; the rest was done
  2  the arguments are wrong, or the weights for --thorough cannot be read
  3  a result was not written, because it could not be or its file is there already (see --force); after a file that is
     there already the rest is written (a standard output that was closed from the start is the system's /dev/null)";

#[derive(Subcommand)]
enum Task {
    /// Annotates texts and prints one JSON object for each (format: annotations, version 1), or another format
    Annotate(annotate::Annotate),
    /// Writes annotated files in another format; annotates texts first
    Export(export::Export),
}

/// How results are written.
#[derive(Args)]
struct Form {
    #[arg(long, value_parser = PossibleValuesParser::new(Table::ALL.map(Table::name)))]
    #[arg(help = "What the rows of a table are (csv) [default: quotations]", hide_default_value = true)]
    table: Option<String>,
    /// Counts in UTF-16 code units where the format's own rule is code points (jsonld: for Recogito; labelstudio)
    #[arg(long)]
    utf16: bool,
    /// Begins a table with a byte order mark, as spreadsheet programs want (csv, speakers)
    #[arg(long)]
    bom: bool,
    /// Prints JSON indented, many lines for each document
    #[arg(long)]
    pretty: bool,
    /// Writes each document into a file of its own there, named after its input; a file that is there already stays as it
    /// is, and its document is not written
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Overwrites files that are there already, with what somebody corrected in them
    #[arg(long, requires = "output")]
    force: bool,
}

impl Form {
    /// The place that results go to. `many`: whether several documents may come.
    fn open(&self, format: &str, many: bool) -> io::Result<Output> {
        // The parser has let no other name pass.
        let format = Format::by_name(format).unwrap_or(FORMATS[0]);
        if self.output.is_none() && (format.beside.is_some() || many && format.many == Many::Apart) {
            let why = if format.beside.is_some() { "writes two files" } else { "writes a file for each document" };
            let message = format!("the format {} {why}: say into which folder, with --output FOLDER", format.name);
            refuse(ErrorKind::MissingRequiredArgument, message);
        }
        for (option, is_given, has_effect) in [
            ("--table", self.table.is_some(), format.name == "csv"),
            ("--utf16", self.utf16, matches!(format.name, "jsonld" | "labelstudio")),
            ("--bom", self.bom, matches!(format.name, "csv" | "speakers")),
            ("--pretty", self.pretty, format.media_type.ends_with("json")),
        ] {
            if is_given && !has_effect {
                complain(&format!("{option} has no effect on the format {}", format.name));
            }
        }
        let table = self.table.as_deref().and_then(Table::by_name).unwrap_or_default();
        let options =
            Options { table, utf16: self.utf16, byte_order_mark: self.bom, now: Some(now()), indented: self.pretty };
        Output::new(format, options, self.output.clone(), self.force)
    }
}

/// The names of all formats.
fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name))
}

/// What each format holds and drops.
fn about_formats() -> String {
    let lines = FORMATS.iter().map(|format| {
        format!(
            "  {} ({})\n      holds: {}\n      drops: {}\n",
            format.name, format.extension, format.holds, format.drops
        )
    });
    format!("Formats:\n{}\n{EXIT_CODES}", lines.collect::<String>())
}

/// Says what is wrong with the arguments, as their parser does, and ends.
fn refuse(kind: ErrorKind, message: String) -> ! {
    Arguments::command().error(kind, message).exit()
}

/// Why a command ends early.
enum Failure {
    /// A result cannot be written.
    Output(io::Error),
    /// So many results were not written, because their files are there already.
    Kept(usize),
    /// The weights for --thorough cannot be read.
    Weights(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

/// Runs the command; gives its exit code.
pub fn run() -> ExitCode {
    let result = match Arguments::parse().task {
        Task::Annotate(task) => annotate::run(&task),
        Task::Export(task) => export::run(&task),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // Whoever read the output has seen enough: no fault of anybody's.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            complain(&format!("cannot write the result: {error}"));
            ExitCode::from(3)
        }
        Err(Failure::Kept(count)) => {
            let documents = if count == 1 { "1 document was" } else { &format!("{count} documents were") };
            complain(&format!("{documents} not written: --force overwrites what is there, corrections too"));
            ExitCode::from(3)
        }
        Err(Failure::Weights(message)) => {
            complain(&message);
            ExitCode::from(2)
        }
    }
}

/// Says what went wrong. Where even that cannot be said, the exit code still tells.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "whosaid: {message}");
}

/// What is said of a text that is annotated all the same.
const NOT_ENGLISH: &str = "does not look English, which is all that whosaid reads";

/// Standard input, as a name of a file.
const STANDARD_INPUT: &str = "-";

/// What an input is called in messages.
fn name_of(path: &Path) -> String {
    if path.as_os_str() == STANDARD_INPUT { "standard input".into() } else { path.display().to_string() }
}

/// The text of a file or of standard input.
fn read(path: &Path) -> Result<String, String> {
    documents::text(&path.to_string_lossy(), &read_bytes(path)?)
}

/// What a file or standard input holds.
fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let bytes = if path.as_os_str() == STANDARD_INPUT {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    bytes.map_err(|error| why_unread(path, &error))
}

/// Why a file cannot be read.
fn why_unread(path: &Path, error: &io::Error) -> String {
    if path.is_dir() { "is a folder: name the files in it".to_owned() } else { error.to_string() }
}

/// The time as RFC 3339, UTC, to the second.
fn now() -> String {
    humantime::format_rfc3339_seconds(SystemTime::now()).to_string()
}
