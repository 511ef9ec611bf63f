//! `cargo xtask serve`: the page on this machine, as a careful host would send it.

mod connections;

use anyhow::{Context, Result, ensure};
use connections::{Connection, Patience};
use flate2::{Compression, write::GzEncoder};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

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

#[derive(clap::Args)]
pub struct Args {
    /// The port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Serves this folder as it is, a page that was built before, in place of building and serving www/
    #[arg(long, value_name = "FOLDER", conflicts_with = "thorough")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    thorough: crate::thorough::Offer,
}

/// Builds the engine, then serves www/ until stopped; or serves another folder.
pub fn run(args: Args) -> Result<()> {
    let folder = match args.folder {
        Some(folder) => folder,
        None => {
            let root = crate::root();
            crate::wasm::build(&root, &args.thorough)?;
            root.join("www")
        }
    };
    ensure!(folder.is_dir(), "there is no folder {}", folder.display());
    let listener = TcpListener::bind(("127.0.0.1", args.port))
        .with_context(|| format!("cannot listen on port {}; `--port 0` picks a free one", args.port))?;
    println!("whosaid is at http://{}/ (Ctrl+C stops it)", listener.local_addr()?);
    serve(listener, &folder)
}

/// Serves `folder` for as long as this process lives; gives the address.
///
/// # Errors
/// When there is no such folder, or no port is free.
pub fn start(folder: &Path) -> Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no port is free")?;
    let address = listener.local_addr()?;
    let folder = folder.canonicalize()?;
    std::thread::spawn(move || serve(listener, &folder));
    Ok(address)
}

fn serve(listener: TcpListener, folder: &Path) -> Result<()> {
    let site = Arc::new(Site { root: folder.canonicalize()?, known: Mutex::default() });
    // The engine is most of what is loaded, and takes seconds to compress: before the first visitor comes.
    let ready = site.clone();
    std::thread::spawn(move || ready.read(&ready.root.join("pkg/whosaid_bg.wasm"), Coding::Brotli).ok());
    // A browser that goes away, or says nothing, needs no answer.
    connections::take(&listener, PATIENCE, move |connection| _ = site.answer(connection));
    Ok(())
}

/// The longest head of a request that is read, in bytes.
const LONGEST_HEAD: u64 = 16 * 1024;

/// How long to wait for a browser that has opened a connection, and for the end of what it asked for.
const PATIENCE: Patience = Patience { request: Duration::from_secs(30), answer: Duration::from_secs(300) };

/// Whether a request's Host names this machine. Another name that leads here is one that somebody else's page chose, to
/// be let into what this machine serves.
fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    ["127.0.0.1", "localhost", "[::1]"].contains(&name)
}

/// What a browser asks for.
struct Request {
    method: String,
    url: String,
    /// The server that it means, in small letters; empty where it names none.
    host: String,
    /// What it is best sent in.
    coding: Coding,
    /// The versions of the file that the browser has, as it was told them.
    known: String,
}

/// How a file's content is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    /// As HTTP calls it.
    fn name(self) -> Option<&'static str> {
        match self {
            Coding::Plain => None,
            Coding::Gzip => Some("gzip"),
            Coding::Brotli => Some("br"),
        }
    }

    /// The best of those in the value of Accept-Encoding, in small letters.
    fn best_of(accepted: &str) -> Coding {
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

    fn compress(self, content: &[u8]) -> std::io::Result<Vec<u8>> {
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

impl Request {
    /// Reads the head of a request; nothing where there is none.
    fn read(connection: &mut Connection) -> std::io::Result<Option<Request>> {
        let mut lines = BufReader::new(connection.take(LONGEST_HEAD)).lines();
        let Some(first) = lines.next().transpose()? else { return Ok(None) };
        let mut words = first.split(' ');
        let (Some(method), Some(url)) = (words.next(), words.next()) else { return Ok(None) };
        let (mut host, mut coding, mut known) = (String::new(), Coding::Plain, String::new());
        for line in lines {
            let line = line?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(codings) = line.strip_prefix("accept-encoding:") {
                coding = Coding::best_of(codings);
            } else if let Some(tags) = line.strip_prefix("if-none-match:") {
                known = tags.trim().to_owned();
            } else if let Some(name) = line.strip_prefix("host:") {
                host = name.trim().to_owned();
            }
        }
        Ok(Some(Request { method: method.to_owned(), url: url.to_owned(), host, coding, known }))
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

/// A folder to serve.
struct Site {
    root: PathBuf,
    known: Mutex<HashMap<(PathBuf, Coding), Content>>,
}

impl Site {
    /// Answers one request, and ends the connection.
    fn answer(&self, mut connection: Connection) -> std::io::Result<()> {
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
                        if request.known.split(',').any(|known| known.trim() == tag) {
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

/// The file under `root` that `url` names, if there is one. Nothing outside `root` can be named.
fn find(root: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = PathBuf::from(decode(path)?);
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = root.join(path);
    let file = if file.is_dir() { file.join("index.html") } else { file };
    // A link could still lead out.
    let file = file.canonicalize().ok()?;
    (file.starts_with(root) && file.is_file()).then_some(file)
}

/// `path` without its percent signs; nothing where that is no UTF-8, or has a NUL or a backslash in it.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains(['\0', '\\']))
}

/// The media type that a file's name tells.
pub fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt" | "md" | "ts") => "text/plain; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_sent_once_and_again_when_it_changed() {
        let root = std::env::temp_dir().join(format!("whosaid-tags-{}", std::process::id()));
        std::fs::create_dir_all(&root).unwrap();
        let root = root.canonicalize().unwrap();
        let site = Site { root: root.clone(), known: Mutex::default() };
        let words = "So many words. ".repeat(100);
        std::fs::write(root.join("a.txt"), &words).unwrap();
        let ask = |coding: Coding, known: &str| {
            let (method, url, host) = ("GET".into(), "/a.txt".into(), "127.0.0.1".into());
            site.respond(&Request { method, url, host, coding, known: known.into() })
        };
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
            let site = Site { root: root.clone(), known: Mutex::default() };
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
        let site = Site { root: root.clone(), known: Mutex::default() };
        let head = |host: &str| {
            let (method, url, host) = ("GET".into(), "/".into(), host.into());
            site.respond(&Request { method, url, host, coding: Coding::Plain, known: String::new() }).0
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

    #[test]
    fn the_best_coding_that_is_accepted() {
        let check = |accepted: &str, expect: Coding| assert_eq!(Coding::best_of(accepted), expect, "{accepted}");
        check(" gzip, deflate, br, zstd", Coding::Brotli);
        check("gzip;q=0.5, br;q=0", Coding::Gzip);
        check("gzip;q=1.0", Coding::Gzip);
        check("deflate", Coding::Plain);
        check("", Coding::Plain);
    }

    #[test]
    fn finds_the_files_of_the_site_and_no_others() {
        let folder = std::env::temp_dir().join(format!("whosaid-serve-{}", std::process::id()));
        let root = folder.join("www");
        std::fs::create_dir_all(root.join("a b")).unwrap();
        for file in ["www/index.html", "www/a b/c.js", "secret.txt"] {
            std::fs::write(folder.join(file), "x").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.join("secret.txt"), root.join("link.txt")).unwrap();
        let root = root.canonicalize().unwrap();
        let check = |url: &str, expect: Option<&str>| {
            assert_eq!(find(&root, url), expect.map(|path| root.join(path)), "{url}");
        };
        check("/", Some("index.html"));
        check("/index.html?x=1", Some("index.html"));
        check("/a%20b/c.js", Some("a b/c.js"));
        check("/none.js", None);
        check("/a%20b/", None);
        check("/../secret.txt", None);
        check("/%2e%2e/secret.txt", None);
        check("/a%20b/../../secret.txt", None);
        check("/..%2fsecret.txt", None);
        check("/..%5csecret.txt", None);
        check("//etc/passwd", None);
        check("/%2fetc/passwd", None);
        check("/link.txt", None);
        check("/%", None);
        check("/%ff", None);
        check("/index.html%00", None);
        check("*", None);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
