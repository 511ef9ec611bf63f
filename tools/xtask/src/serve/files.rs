//! Which file a request means, and what kind it is of.

use std::path::{Component, Path, PathBuf};

/// The file under `root` that `url` names, if there is one. Nothing outside `root` can be named.
pub(super) fn find(root: &Path, url: &str) -> Option<PathBuf> {
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
