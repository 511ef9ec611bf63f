//! [`Output`]: where documents are written.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use whosaid::files::{Format, Many, Options, Part};
use whosaid::session::Article;

use super::{Failure, complain};

/// Standard output or a folder, and what was written so far.
pub(super) struct Output {
    format: &'static Format,
    options: Options,
    to: To,
    count: usize,
}

enum To {
    Stream(BufWriter<File>),
    Folder { folder: PathBuf, names: HashSet<String>, force: bool, kept: usize },
}

impl Output {
    /// `force`: whether files that are there already are overwritten.
    pub(super) fn new(
        format: &'static Format,
        options: Options,
        folder: Option<PathBuf>,
        force: bool,
    ) -> io::Result<Output> {
        let to = match folder {
            Some(folder) => {
                std::fs::create_dir_all(&folder).map_err(|error| {
                    let reason = if folder.exists() { "is no folder".to_owned() } else { error.to_string() };
                    io::Error::new(error.kind(), format!("{}: {reason}", folder.display()))
                })?;
                To::Folder { folder, names: HashSet::new(), force, kept: 0 }
            }
            None => To::Stream(BufWriter::new(standard_output()?)),
        };
        Ok(Output { format, options, to, count: 0 })
    }

    /// How documents are written, for those who do it elsewhere.
    pub(super) fn form(&self) -> (&'static Format, Options) {
        (self.format, self.options.clone())
    }

    /// Writes an article, which came from `name`, and lets it be seen at once.
    pub(super) fn put_article(&mut self, article: &Article, name: &str) -> Result<(), Failure> {
        self.put(self.format.write(article, &self.options), name)?;
        Ok(self.flush()?)
    }

    /// Takes in a written document, which came from `name`.
    pub(super) fn put(&mut self, mut parts: Vec<Part>, name: &str) -> Result<(), Failure> {
        match &mut self.to {
            To::Stream(stream) => {
                self.count += 1;
                if self.format.many == Many::Apart && self.count > 1 {
                    let message = "the format writes a file for each document: use --output FOLDER";
                    return Err(io::Error::new(io::ErrorKind::InvalidInput, message).into());
                }
                let content = std::mem::take(&mut parts[0].content);
                let content = match content.split_once('\n') {
                    Some((_, rows)) if self.format.many == Many::OneHeader && self.count > 1 => rows,
                    _ => &content,
                };
                stream.write_all(content.as_bytes())?;
            }
            To::Folder { folder, names, force, kept } => {
                let stem = stem(name);
                let stem = (1..).map(|number| if number == 1 { stem.clone() } else { format!("{stem}-{number}") });
                // There are more numbers than documents.
                let stem = stem.into_iter().find(|stem| names.insert(stem.to_lowercase())).unwrap_or_default();
                let files: Vec<(PathBuf, Part)> =
                    parts.into_iter().map(|part| (folder.join(format!("{stem}{}", part.ending)), part)).collect();
                // The text of a brat file may stand there as it is.
                let is_other = |path: &Path, part: &Part| {
                    path.symlink_metadata().is_ok()
                        && std::fs::read(path).ok().as_deref() != Some(part.content.as_bytes())
                };
                if let Some((path, _)) = files.iter().find(|(path, part)| !*force && is_other(path, part)) {
                    complain(&format!("{}: not written to {}: it is there already", name, path.display()));
                    *kept += 1;
                    return Ok(());
                }
                for (path, part) in files {
                    std::fs::write(&path, part.content)
                        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
                }
                self.count += 1;
            }
        }
        Ok(())
    }

    /// Lets everything so far be seen.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Stream(stream) => stream.flush(),
            To::Folder { .. } => Ok(()),
        }
    }

    /// Where the answer to a bad line goes: among the lines of JSON, nowhere else.
    pub(super) fn errors(&mut self) -> Option<&mut dyn Write> {
        match &mut self.to {
            To::Stream(stream) if self.format.name == "json" => Some(stream),
            _ => None,
        }
    }

    /// Says what was written where it cannot be seen.
    pub(super) fn close(mut self) -> Result<(), Failure> {
        self.flush()?;
        let To::Folder { folder, kept, .. } = &self.to else { return Ok(()) };
        let documents = if self.count == 1 { "document" } else { "documents" };
        complain(&format!("{} {documents} written to {}", self.count, folder.display()));
        if *kept > 0 { Err(Failure::Kept(*kept)) } else { Ok(()) }
    }
}

/// Standard output as a file: the library's own takes what was written to one that is open for reading for done.
fn standard_output() -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
    }
    #[cfg(windows)]
    {
        use std::os::windows::io::AsHandle;
        Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
    }
}

/// How many bytes a name is cut to: file systems take 255, with a number and an ending.
const LONGEST_STEM: usize = 200;

/// A name for files made of the name of an input: the last part of a path without its ending, without what file systems
/// refuse.
fn stem(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or("article");
    let last = last.strip_suffix(".whosaid.json").unwrap_or_else(|| match last.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 8 && ending.chars().all(char::is_alphanumeric) => {
            stem
        }
        _ => last,
    });
    let allowed = |c: char| if c.is_control() || "<>:\"|?*".contains(c) { '_' } else { c };
    let mut bytes = 0;
    let fits = |c: &char| {
        bytes += c.len_utf8();
        bytes <= LONGEST_STEM
    };
    let stem: String = last.chars().map(allowed).take(100).take_while(fits).collect();
    let stem = stem.trim_matches([' ', '.']).to_owned();
    if stem.is_empty() || stem == super::STANDARD_INPUT { "article".to_owned() } else { stem }
}
