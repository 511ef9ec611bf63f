//! Files that somebody put into a zip.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::arranging::Arrange;
use crate::files::is_readable;

/// More than this is not unpacked, of all files together; bytes.
const LARGEST: u64 = 200_000_000;

/// What a zip holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    /// Files with their paths, in the order of these.
    pub files: Vec<(String, Vec<u8>)>,
    /// The paths of the others, some with the reason why they are not read.
    pub unread: Vec<String>,
}

/// What tells a zip that a program keeps its own document in.
const PROGRAMS: [&str; 2] = ["[Content_Types].xml", "mimetype"];

/// The files of a zip; nothing where `bytes` are none, or the document of a program. Unpacked they have 200 MB at most.
///
/// # Errors
/// When it is damaged, too large unpacked, or holds nothing that can be read.
pub fn unpacked(bytes: &[u8]) -> Option<Result<Unpacked, String>> {
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
        return None;
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("is a damaged packed file ({error})"));
    match archive {
        Ok(archive) if PROGRAMS.iter().any(|name| archive.index_for_name(name).is_some()) => None,
        archive => Some(archive.and_then(unpack)),
    }
}

fn unpack(mut archive: ZipArchive<Cursor<&[u8]>>) -> Result<Unpacked, String> {
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    let mut left = LARGEST;
    for index in 0..archive.len() {
        let Some(Ok(path)) = archive.name_for_index(index).map(|name| name.map(std::borrow::Cow::into_owned)) else {
            continue;
        };
        let is_of_a_system = path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if path.ends_with('/') || is_of_a_system {
            continue;
        }
        if !is_readable(&path) {
            unread.push(path);
            continue;
        }
        let mut content = Vec::new();
        let read = archive
            .by_index(index)
            .map_err(|error| error.to_string())
            .and_then(|file| file.take(left + 1).read_to_end(&mut content).map_err(|error| error.to_string()));
        left = left.checked_sub(content.len() as u64).ok_or_else(|| {
            format!("holds more than {} MB, unpacked: unpack it, and name the files in it", LARGEST / 1_000_000)
        })?;
        match read {
            Ok(_) => files.push((path, content)),
            Err(reason) => unread.push(format!("{path} ({reason})")),
        }
    }
    if files.is_empty() {
        let what = if unread.is_empty() {
            "no file".to_owned()
        } else {
            format!("no file that is read: {}", unread.join(", "))
        };
        return Err(format!("is a zip with {what}; of packed documents, .docx and .odt are read"));
    }
    files.arrange_by(|(a, _), (b, _)| a.cmp(b));
    Ok(Unpacked { files, unread })
}
