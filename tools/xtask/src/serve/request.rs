//! The head of a request: what a browser asks for, and what it accepts it in.

use std::io::{BufRead, BufReader, Read, Write};
use std::time::SystemTime;

use flate2::{Compression, write::GzEncoder};

use super::connections::Connection;

/// What a browser asks for.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) url: String,
    /// The server that it means, in small letters; empty where it names none.
    pub(super) host: String,
    /// What it is best sent in.
    pub(super) coding: Coding,
    /// The versions of the file that the browser has, as it was told them.
    pub(super) known: String,
    /// Since when the browser has the file; not asked where it tells versions.
    pub(super) since: Option<SystemTime>,
}

impl Request {
    /// Reads the head of a request; nothing where there is none.
    pub(super) fn read(connection: &mut Connection) -> std::io::Result<Option<Request>> {
        let mut lines = BufReader::new(connection.take(LONGEST_HEAD)).lines();
        let Some(first) = lines.next().transpose()? else { return Ok(None) };
        let mut words = first.split(' ');
        let (Some(method), Some(url)) = (words.next(), words.next()) else { return Ok(None) };
        let (mut host, mut coding, mut known, mut since) = (String::new(), Coding::Plain, String::new(), None);
        for line in lines {
            let written = line?;
            let line = written.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(codings) = line.strip_prefix("accept-encoding:") {
                coding = Coding::best_of(codings);
            } else if let Some(tags) = line.strip_prefix("if-none-match:") {
                known = tags.trim().to_owned();
            } else if line.starts_with("if-modified-since:") {
                since = written.split_once(':').and_then(|(_, date)| httpdate::parse_http_date(date.trim()).ok());
            } else if let Some(name) = line.strip_prefix("host:") {
                host = name.trim().to_owned();
            }
        }
        Ok(Some(Request { method: method.to_owned(), url: url.to_owned(), host, coding, known, since }))
    }

    /// Whether the browser has the version of a file that `tag` names and that is as old as `changed`.
    pub(super) fn has(&self, tag: &str, changed: SystemTime) -> bool {
        if !self.known.is_empty() {
            return self.known.split(',').any(|known| known.trim() == tag);
        }
        // Dates are told in whole seconds.
        let seconds = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
        self.since.is_some_and(|since| seconds(changed) <= seconds(since))
    }
}

/// The longest head of a request that is read, in bytes.
const LONGEST_HEAD: u64 = 16 * 1024;

/// How a file's content is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    /// As HTTP calls it.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Coding::Plain => None,
            Coding::Gzip => Some("gzip"),
            Coding::Brotli => Some("br"),
        }
    }

    /// The best of those in the value of Accept-Encoding, in small letters.
    pub(super) fn best_of(accepted: &str) -> Coding {
        let accepts = |name: &str| {
            accepted.split(',').any(|coding| {
                let (coding, quality) = coding.split_once(";q=").unwrap_or((coding, "1"));
                coding.trim() == name && quality.trim().parse::<f32>().is_ok_and(|quality| quality > 0.0)
            })
        };
        [Coding::Brotli, Coding::Gzip]
            .into_iter()
            .find(|coding| coding.name().is_some_and(accepts))
            .unwrap_or(Coding::Plain)
    }

    pub(super) fn compress(self, content: &[u8]) -> std::io::Result<Vec<u8>> {
        match self {
            Coding::Plain => Ok(content.to_vec()),
            Coding::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(content)?;
                encoder.finish()
            }
            Coding::Brotli => crate::brotli::compress(content, crate::brotli::QUICK),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_coding_that_is_accepted() {
        let check = |accepted: &str, expect: Coding| assert_eq!(Coding::best_of(accepted), expect, "{accepted}");
        check(" gzip, deflate, br, zstd", Coding::Brotli);
        check("gzip;q=0.5, br;q=0", Coding::Gzip);
        check("gzip;q=1.0", Coding::Gzip);
        check("deflate", Coding::Plain);
        check("", Coding::Plain);
    }
}
