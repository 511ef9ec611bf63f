//! A folder as a careful host would send it: what is answered, and under which headers.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use super::connections::Connection;
use super::files::{find, media_type};
use super::request::{Coding, Request};

/// What the page, and its worker, may do: nothing but use its own files.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The headers of every answer.
const HEADERS: [(&str, &str); 8] = [
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cache-Control", "no-cache"),
    ("Connection", "close"),
    ("Vary", "Accept-Encoding"),
];

/// A folder to serve.
pub(super) struct Site {
    root: PathBuf,
    known: Mutex<HashMap<(PathBuf, Coding), Content>>,
}

impl Site {
    /// The site in this folder, whose path is canonical.
    pub(super) fn new(root: PathBuf) -> Site {
        Site { root, known: Mutex::default() }
    }

    /// Compresses a file before somebody asks for it.
    pub(super) fn make_ready(&self, file: &str) {
        _ = self.read(&self.root.join(file), Coding::Brotli);
    }

    /// Answers one request, and ends the connection.
    pub(super) fn answer(&self, mut connection: Connection) -> std::io::Result<()> {
        let Some(request) = Request::read(&mut connection)? else { return Ok(()) };
        let (head, content) = self.respond(&request);
        connection.write_all(head.as_bytes())?;
        if request.method != "HEAD" {
            connection.write_all(&content)?;
        }
        connection.finish()
    }

    /// The head of the answer, and what is sent for GET.
    fn respond(&self, request: &Request) -> (String, Arc<Vec<u8>>) {
        let plain = "text/plain; charset=utf-8";
        let told = |status, message: String| (status, plain.to_owned(), None, None, Arc::new(message.into_bytes()));
        let (status, kind, coding, version, content) = match find(&self.root, &request.url) {
            _ if !is_this_machine(&request.host) => {
                told("421 Misdirected Request", "only http://127.0.0.1 and http://localhost are answered\n".to_owned())
            }
            _ if request.method != "GET" && request.method != "HEAD" => {
                told("405 Method Not Allowed", "only GET and HEAD\n".to_owned())
            }
            None => told("404 Not Found", "no such file\n".to_owned()),
            Some(file) => {
                // Pictures are compressed already.
                let coding = if media_type(&file) == "image/png" { Coding::Plain } else { request.coding };
                match self.read(&file, coding) {
                    Err(error) => told("500 Internal Server Error", error.to_string()),
                    Ok(Content { changed, bytes, tag }) => {
                        let version = Some((tag.clone(), httpdate::fmt_http_date(changed)));
                        if request.has(&tag, changed) {
                            ("304 Not Modified", String::new(), None, version, Arc::default())
                        } else {
                            ("200 OK", media_type(&file).to_owned(), coding.name(), version, bytes)
                        }
                    }
                }
            }
        };
        let mut head = format!("HTTP/1.1 {status}\r\n");
        let mut add = |name: &str, value: &str| head += &format!("{name}: {value}\r\n");
        HEADERS.into_iter().for_each(|(name, value)| add(name, value));
        if !kind.is_empty() {
            add("Content-Type", &kind);
            add("Content-Length", &content.len().to_string());
        }
        if let Some(coding) = coding {
            add("Content-Encoding", coding);
        }
        if let Some((tag, changed)) = version {
            add("ETag", &tag);
            add("Last-Modified", &changed);
        }
        head += "\r\n";
        (head, content)
    }

    /// The content of `file` in `coding`; compressed once, and again when the file changes.
    fn read(&self, file: &Path, coding: Coding) -> std::io::Result<Content> {
        let changed = file.metadata()?.modified()?;
        let key = (file.to_owned(), coding);
        let known = |site: &Site| {
            let files = site.known.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            files.get(&key).filter(|known| known.changed == changed).cloned()
        };
        if let Some(known) = known(self) {
            return Ok(known);
        }
        let plain = std::fs::read(file)?;
        let mut hasher = DefaultHasher::new();
        hasher.write(&plain);
        let tag = format!("\"{:016x}-{}\"", hasher.finish(), coding.name().unwrap_or("plain"));
        let built = if coding == Coding::Brotli { crate::brotli::built(file, &plain) } else { None };
        // Others are answered meanwhile; at worst a file is compressed twice.
        let bytes = Arc::new(built.map_or_else(|| coding.compress(&plain), Ok)?);
        let content = Content { changed, bytes, tag };
        self.known.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).insert(key.clone(), content.clone());
        Ok(content)
    }
}

/// A file's content as it is sent.
#[derive(Clone)]
struct Content {
    changed: SystemTime,
    bytes: Arc<Vec<u8>>,
    /// The entity tag: another one whenever content or coding are others.
    tag: String,
}

/// Whether a request's Host names this machine. Another name that leads here is one that somebody else's page chose, to
/// be let into what this machine serves.
fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    ["127.0.0.1", "localhost", "[::1]"].contains(&name)
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_file_is_sent_once_and_again_when_it_changed() {
        let root = std::env::temp_dir().join(format!("whosaid-tags-{}", std::process::id()));
        std::fs::create_dir_all(&root).unwrap();
        let root = root.canonicalize().unwrap();
        let site = Site::new(root.clone());
        let words = "So many words. ".repeat(100);
        std::fs::write(root.join("a.txt"), &words).unwrap();
        let ask = |coding: Coding, known: &str| {
            let (method, url, host) = ("GET".into(), "/a.txt".into(), "127.0.0.1".into());
            site.respond(&Request { method, url, host, coding, known: known.into(), since: None })
        };
        let changed = |since: &str, known: &str| {
            let (method, url, host) = ("GET".into(), "/a.txt".into(), "127.0.0.1".into());
            let since = httpdate::parse_http_date(since).ok();
            let request = Request { method, url, host, coding: Coding::Plain, known: known.into(), since };
            site.respond(&request).0.starts_with("HTTP/1.1 200 OK")
        };
        let (head, _) = ask(Coding::Plain, "");
        let date = head.lines().find_map(|line| line.strip_prefix("Last-Modified: ")).unwrap();
        assert!(!changed(date, "") && changed("Thu, 01 Jan 1970 00:00:01 GMT", "") && changed(date, "\"other\""));
        let tag_of = |head: &str| head.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap().to_owned();
        let mut tags = Vec::new();
        for coding in [Coding::Plain, Coding::Gzip, Coding::Brotli] {
            let (head, content) = ask(coding, "");
            assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.contains("Last-Modified: "), "{head}");
            let (status, body) = ask(coding, &format!("\"other\", {}", tag_of(&head)));
            assert!(status.starts_with("HTTP/1.1 304 Not Modified\r\n") && body.is_empty(), "{status}");
            assert!(!status.contains("Content-Length"), "{status}");
            let unpacked = match coding {
                Coding::Plain => content.to_vec(),
                Coding::Gzip => {
                    let mut all = Vec::new();
                    flate2::read::GzDecoder::new(&content[..]).read_to_end(&mut all).unwrap();
                    all
                }
                Coding::Brotli => {
                    let mut all = Vec::new();
                    brotli::BrotliDecompress(&mut &content[..], &mut all).unwrap();
                    all
                }
            };
            assert_eq!(unpacked, words.as_bytes(), "{coding:?}");
            assert!(coding == Coding::Plain || content.len() < words.len() / 4);
            assert!(!tags.contains(&tag_of(&head)), "each coding has a tag of its own");
            tags.push(tag_of(&head));
        }
        // Compressed when it was built: sent as it is, but only as long as it is the same content.
        let built = |content: &[u8]| {
            std::fs::write(root.join("a.txt.br"), crate::brotli::compress(content, crate::brotli::BEST).unwrap())
                .unwrap();
            let site = Site::new(root.clone());
            let sent = site.read(&root.join("a.txt"), Coding::Brotli).unwrap().bytes;
            let beside = std::fs::read(root.join("a.txt.br")).unwrap();
            let mut unpacked = Vec::new();
            brotli::BrotliDecompress(&mut &sent[..], &mut unpacked).unwrap();
            assert_eq!(unpacked, words.as_bytes());
            *sent == beside
        };
        assert!(built(words.as_bytes()) && !built(b"Older words."));
        std::fs::write(root.join("a.txt"), "Other words.").unwrap();
        let later = SystemTime::now() + Duration::from_secs(10);
        std::fs::File::options().write(true).open(root.join("a.txt")).unwrap().set_modified(later).unwrap();
        let (head, content) = ask(Coding::Plain, &tags[0]);
        assert!(head.starts_with("HTTP/1.1 200 OK") && content.as_slice() == b"Other words.", "{head}");
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn only_this_machine_is_answered_and_nothing_is_shown_within_another_page() {
        let root = std::env::temp_dir().join(format!("whosaid-hosts-{}", std::process::id()));
        std::fs::create_dir_all(&root).unwrap();
        let root = root.canonicalize().unwrap();
        std::fs::write(root.join("index.html"), "Hello").unwrap();
        let site = Site::new(root.clone());
        let head = |host: &str| {
            let (method, url, host) = ("GET".into(), "/".into(), host.into());
            site.respond(&Request { method, url, host, coding: Coding::Plain, known: String::new(), since: None }).0
        };
        for host in ["127.0.0.1:8080", "127.0.0.1", "localhost:1", "localhost", "[::1]:8080", "[::1]"] {
            let head = head(host);
            assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{host}: {head}");
            assert!(head.contains("frame-ancestors 'none'"), "{head}");
        }
        for host in ["", "example.org", "example.org:8080", "127.0.0.1.example.org", "localhost:8080:1", "127.0.0.1:x"]
        {
            assert!(head(host).starts_with("HTTP/1.1 421 Misdirected Request\r\n"), "{host}");
        }
        std::fs::remove_dir_all(root).unwrap();
    }
}
