//! The command `whosaid-parquet`: annotated documents in, one a line; their quotations, or another table, out as Parquet.

mod sink;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use clap::builder::PossibleValuesParser;
use whosaid::files::{self, Incoming, Table};

use sink::Sink;

const ABOUT: &str = "\
Writes the quotations of annotated articles as a table in Parquet

  whosaid annotate --jsonl < articles.jsonl | whosaid-parquet quotations.parquet

Reads from standard input what whosaid annotate --jsonl prints, or other native files with one document a line. The
columns are those of whosaid export --format csv: whole numbers as INT64, the confidence, shares and degrees as DOUBLE, texts
as UTF-8, null where a cell of the CSV is empty. Texts are as they stand: nothing is put before what looks like a formula.

The file is there once it is whole; until then, and where the program is killed, one stands beside it whose name ends in
.part. However many lines there are, about 60 MiB of memory are taken.";

const EXIT_CODES: &str = "\
Exit codes:
  0  all was done
  1  some lines were bad; the rest was done
  2  the arguments are wrong
  3  nothing was written: the input could not be read or held no document, the file could not be
     written, or it is there already (see --force)";

#[derive(Parser)]
#[command(name = "whosaid-parquet", version, about = ABOUT, after_help = EXIT_CODES)]
struct Arguments {
    /// The file to write
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, default_value = "quotations", value_parser = PossibleValuesParser::new(Table::ALL.map(Table::name)))]
    #[arg(help = "What the rows of the table are")]
    table: String,
    /// Overwrites the file if it is there already
    #[arg(long)]
    force: bool,
}

/// Why nothing is written.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{}: it is there already: --force overwrites it", .0.display())]
    Kept(PathBuf),
    #[error("{}: is no file", .0.display())]
    NoFile(PathBuf),
    #[error("cannot write the result: {}: {}", .0.display(), .1)]
    Output(PathBuf, io::Error),
    #[error("no line holds a document: {} stays as it is", .0.display())]
    Nothing(PathBuf),
    #[error("cannot read standard input: {0}")]
    Input(io::Error),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // The parser has let no other name pass.
    let table = Table::by_name(&arguments.table).unwrap_or_default();
    match run(arguments.file, table, arguments.force) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) => {
            complain(&failure.to_string());
            ExitCode::from(3)
        }
    }
}

/// Says what went wrong. Where even that cannot be said, the exit code still tells.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "whosaid-parquet: {message}");
}

/// Writes the file; whether all lines were good.
fn run(mut file: PathBuf, table: Table, force: bool) -> Result<bool, Failure> {
    match file.metadata() {
        Ok(about) if !about.is_file() => return Err(Failure::NoFile(file)),
        // What a link leads to is overwritten, and not the link.
        Ok(_) if force => file = file.canonicalize().unwrap_or(file),
        Ok(_) => return Err(Failure::Kept(file)),
        // A link that leads nowhere.
        Err(_) if !force && file.symlink_metadata().is_ok() => return Err(Failure::Kept(file)),
        Err(_) => {}
    }
    let failed = |error: io::Error| Failure::Output(file.clone(), error);
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(".".as_ref());
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!(".{}.", name.chars().take(40).collect::<String>());
    let mut beside = tempfile::Builder::new();
    beside.prefix(&prefix).suffix(".part");
    // Else nobody but its owner could read the file.
    #[cfg(unix)]
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    beside.permissions(permissions);
    let part = beside.tempfile_in(folder).map_err(failed)?;

    let mut sink = Sink::new(part, table, sink::GROUP).map_err(|error| failed(error.into()))?;
    let Done { documents, rows, all_good } = transfer(io::stdin().lock(), table, &mut sink, failed)?;
    // What came before in the pipe has failed.
    if documents == 0 && (!all_good || file.exists()) {
        return Err(Failure::Nothing(file));
    }
    let part = sink.close().map_err(|error| failed(error.into()))?;
    part.as_file().sync_all().map_err(failed)?;
    let persisted = if force { part.persist(&file) } else { part.persist_noclobber(&file) };
    persisted.map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => Failure::Kept(file.clone()),
        _ => failed(error.error),
    })?;
    let count = |count: u64, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    complain(&format!("{} of {} written to {}", count(rows, "row"), count(documents, "document"), file.display()));
    Ok(all_good)
}

/// What was read and written.
struct Done {
    documents: u64,
    rows: u64,
    all_good: bool,
}

/// Writes the rows of each line's document. What is wrong with a line is said, and costs this line only.
///
/// # Errors
/// When the input cannot be read, or the rows cannot be written, which `failed` tells of.
fn transfer<W: Write + Send>(
    input: impl BufRead,
    table: Table,
    sink: &mut Sink<W>,
    failed: impl Fn(io::Error) -> Failure,
) -> Result<Done, Failure> {
    let mut done = Done { documents: 0, rows: 0, all_good: true };
    for (index, line) in input.split(b'\n').enumerate() {
        let line = line.map_err(Failure::Input)?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match article(&line) {
            Ok(article) => {
                let rows = table.rows(&article);
                done.documents += 1;
                done.rows += rows.len() as u64;
                rows.iter().for_each(|row| sink.push(row));
                sink.write_if_full().map_err(|error| failed(error.into()))?;
            }
            Err(reason) => {
                complain(&format!("standard input: line {}: {reason}", index + 1));
                done.all_good = false;
            }
        }
    }
    Ok(done)
}

/// The document of a line, or what is wrong with it.
fn article(line: &[u8]) -> Result<whosaid::session::Article, String> {
    let line =
        std::str::from_utf8(line).map_err(|error| format!("is not UTF-8 from byte {} on", error.valid_up_to()))?;
    match files::import(".json", line, None) {
        Ok(Incoming::Article(article)) => Ok(*article),
        Ok(Incoming::Text(_)) => Err("holds no annotations".to_owned()),
        Err(error) => Err(known(line).unwrap_or_else(|| error.to_string())),
    }
}

/// What is wrong with a line that is known all the same: an answer of whosaid annotate to a bad line, or a text.
fn known(line: &str) -> Option<String> {
    let line: serde_json::Value = serde_json::from_str(line).ok()?;
    let of = line.get("id").filter(|id| !id.is_null()).map(|id| format!(" of {id}")).unwrap_or_default();
    if let Some(error) = line.get("error").and_then(|error| error.as_str()) {
        return Some(format!("holds no annotations{of}: {error}"));
    }
    let text = line.get("text").filter(|_| line.get("format").is_none())?;
    text.is_string().then(|| format!("holds a text{of} without annotations: whosaid annotate --jsonl makes them"))
}
