//! `cargo xtask serve`: the page on this machine, as a careful host would send it.

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

/// What the page, and its worker, may do: nothing but use its own files.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; \
     base-uri 'none'; form-action 'none'";

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
    #[command(flatten)]
    thorough: crate::thorough::Offer,
}

/// Builds the engine, then serves www/ until stopped.
pub fn run(args: Args) -> Result<()> {
    let root = crate::root();
    crate::wasm::build(&root, &args.thorough)?;
    let listener = TcpListener::bind(("127.0.0.1", args.port))
        .with_context(|| format!("cannot listen on port {}; `--port 0` picks a free one", args.port))?;
    println!("whosaid is at http://{}/ (Ctrl+C stops it)", listener.local_addr()?);

    let site = Arc::new(Site { root: root.join("www").canonicalize()?, compressed: Mutex::default() });
    for stream in listener.incoming().flatten() {
        let site = site.clone();
        // A browser that goes away, or says nothing, needs no answer.
        std::thread::spawn(move || site.answer(stream).ok());
    }
    Ok(())
}

/// The longest head of a request that is read, in bytes.
const LONGEST_HEAD: u64 = 16 * 1024;

/// How long to wait for a browser that has opened a connection.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a browser asks for.
struct Request {
    method: String,
    url: String,
    /// Whether it can read gzip.
    gzip: bool,
}

impl Request {
    /// Reads the head of a request; nothing where there is none.
    fn read(stream: &TcpStream) -> std::io::Result<Option<Request>> {
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut lines = BufReader::new(stream.take(LONGEST_HEAD)).lines();
        let Some(first) = lines.next().transpose()? else { return Ok(None) };
        let mut words = first.split(' ');
        let (Some(method), Some(url)) = (words.next(), words.next()) else { return Ok(None) };
        let mut gzip = false;
        for line in lines {
            let line = line?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(codings) = line.strip_prefix("accept-encoding:") {
                gzip = codings.split(',').any(|coding| coding.split(';').next().is_some_and(|c| c.trim() == "gzip"));
            }
        }
        Ok(Some(Request { method: method.to_owned(), url: url.to_owned(), gzip }))
    }
}

/// A file's content, compressed when it last changed.
struct Compressed {
    changed: SystemTime,
    content: Arc<Vec<u8>>,
}

/// A folder to serve.
struct Site {
    root: PathBuf,
    compressed: Mutex<HashMap<PathBuf, Compressed>>,
}

impl Site {
    /// Answers one request, and ends the connection.
    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let Some(Request { method, url, gzip }) = Request::read(&stream)? else { return Ok(()) };
        let plain = "text/plain; charset=utf-8";
        let (status, kind, coding, content) = match find(&self.root, &url) {
            _ if method != "GET" && method != "HEAD" => {
                ("405 Method Not Allowed", plain, None, b"only GET and HEAD\n".to_vec().into())
            }
            None => ("404 Not Found", plain, None, b"no such file\n".to_vec().into()),
            Some(file) => match self.read(&file, gzip) {
                Ok((coding, content)) => ("200 OK", media_type(&file), coding, content),
                Err(error) => ("500 Internal Server Error", plain, None, error.to_string().into_bytes().into()),
            },
        };
        let length = content.len().to_string();
        let own = [("Content-Type", Some(kind)), ("Content-Length", Some(&length)), ("Content-Encoding", coding)];
        let own = own.into_iter().filter_map(|(name, value)| Some((name, value?)));
        let mut answer = format!("HTTP/1.1 {status}\r\n");
        for (name, value) in HEADERS.into_iter().chain(own) {
            answer += &format!("{name}: {value}\r\n");
        }
        answer += "\r\n";
        stream.write_all(answer.as_bytes())?;
        if method != "HEAD" {
            stream.write_all(&content)?;
        }
        stream.shutdown(Shutdown::Write)
    }

    /// The content of `file` and its coding; compressed once, and again when the file changes.
    fn read(&self, file: &Path, gzip: bool) -> std::io::Result<(Option<&'static str>, Arc<Vec<u8>>)> {
        if !gzip || media_type(file) == "image/png" {
            return Ok((None, Arc::new(std::fs::read(file)?)));
        }
        let changed = file.metadata()?.modified()?;
        let mut files = self.compressed.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(known) = files.get(file).filter(|known| known.changed == changed) {
            return Ok((Some("gzip"), known.content.clone()));
        }
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&std::fs::read(file)?)?;
        let content = Arc::new(encoder.finish()?);
        files.insert(file.to_owned(), Compressed { changed, content: content.clone() });
        Ok((Some("gzip"), content))
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
fn media_type(file: &Path) -> &'static str {
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
