//! Files that somebody put into a zip.

use std::io::{Cursor, Read};

use whosaid::files;
use zip::ZipArchive;

use super::super::complain;

/// More than this is not unpacked, of all files together; bytes.
const LARGEST: u64 = 200_000_000;

/// Files with their paths.
pub(in crate::command) type Packed = Vec<(String, Vec<u8>)>;

/// What tells a zip that a program keeps its own document in.
const PROGRAMS: [&str; 2] = ["[Content_Types].xml", "mimetype"];

/// The files of a zip by their paths; nothing where `bytes` are none, or the document of a program. What is not read in it is
/// said.
///
/// # Errors
/// When it is damaged, too large unpacked, or holds nothing that can be read.
pub(in crate::command) fn files(name: &str, bytes: &[u8]) -> Option<Result<Packed, String>> {
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
        return None;
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("is a damaged packed file ({error})"));
    match archive {
        Ok(archive) if PROGRAMS.iter().any(|name| archive.index_for_name(name).is_some()) => None,
        archive => Some(archive.and_then(|archive| unpacked(name, archive))),
    }
}

fn unpacked(name: &str, mut archive: ZipArchive<Cursor<&[u8]>>) -> Result<Packed, String> {
    let (mut found, mut others) = (Vec::new(), Vec::new());
    let mut left = LARGEST;
    for index in 0..archive.len() {
        let Some(Ok(path)) = archive.name_for_index(index).map(|name| name.map(std::borrow::Cow::into_owned)) else {
            continue;
        };
        let is_of_a_system = path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if path.ends_with('/') || is_of_a_system {
            continue;
        }
        if !files::is_readable(&path) {
            others.push(path);
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
            Ok(_) => found.push((path, content)),
            Err(reason) => others.push(format!("{path} ({reason})")),
        }
    }
    if found.is_empty() {
        let what = if others.is_empty() {
            "no file".to_owned()
        } else {
            format!("no file that is read: {}", others.join(", "))
        };
        return Err(format!("is a zip with {what}; of packed documents, .docx and .odt are read"));
    }
    for other in others {
        complain(&format!("{name}/{other}: not read"));
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(found)
}
