//! What the service worker keeps for use without a network: www/pkg/page.json, all files of text as one, so that the first
//! visit asks for few, without what only people read in them; and www/pkg/files.js, which names it and the other files, and tells their version.

use crate::serve::media_type;
use anyhow::{Context, Result, anyhow};
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

/// What is no part of the page: types for the type check, pictures for the README, the service worker and its list, and
/// compressed files; and the weights for reading thoroughly, which are kept when they are wanted.
const LEFT_OUT: [&str; 8] =
    [".d.ts", ".d.mts", ".br", "screenshot.png", "service-worker.js", "pkg/files.js", PACKED, "pkg/thorough.weights"];

/// All files of text.
const PACKED: &str = "pkg/page.json";

/// What reads documents is kept when the first one is opened; a change of it is a change of the page.
const WHEN_WANTED: &str = "documents/";

/// Lists the files of the page in `www`, with a version that changes whenever one of them does.
///
/// # Errors
/// When a file cannot be read, or the list not be written.
pub fn write_list(www: &Path) -> Result<()> {
    let mut files = Vec::new();
    collect(www, "", &mut files)?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        let content = std::fs::read(www.join(file)).with_context(|| format!("cannot read {file}"))?;
        hasher.write(file.as_bytes());
        hasher.write_usize(content.len());
        hasher.write(&content);
    }
    let (mut pack, mut others) = (Vec::new(), String::new());
    for file in files.iter().filter(|file| !file.starts_with(WHEN_WANTED)) {
        let content = std::fs::read(www.join(file)).with_context(|| format!("cannot read {file}"))?;
        let Ok(text) = String::from_utf8(content) else {
            others += &format!("  \"./{file}\",\n");
            continue;
        };
        let kind = media_type(Path::new(file));
        let text = shortened(file, text)?;
        if file == "index.html" {
            pack.push(Packed { name: "./".to_owned(), kind, text: text.clone() });
        }
        pack.push(Packed { name: format!("./{file}"), kind, text });
    }
    std::fs::write(www.join(PACKED), serde_json::to_string(&pack)?)
        .with_context(|| format!("cannot write {PACKED}"))?;
    let list = format!(
        "// Written by `cargo xtask build`.\nself.VERSION = \"{:016x}\";\nself.PACKED = \"./{PACKED}\";\n\
         self.OTHERS = [\n{others}];\n",
        hasher.finish()
    );
    std::fs::write(www.join("pkg/files.js"), list).context("cannot write www/pkg/files.js")
}

/// The same program or style sheet without comments and needless white space; other files as they are.
fn shortened(file: &str, text: String) -> Result<String> {
    let shortened = match Path::new(file).extension().and_then(|extension| extension.to_str()) {
        Some("js") => minifier::js::minify(&text).map(|short| short.to_string()),
        Some("css") => minifier::css::minify(&text).map(|short| short.to_string()),
        _ => return Ok(text),
    };
    shortened.map_err(|fault| anyhow!("{file}: {fault}"))
}

/// A file of the page, in the file that holds all those of text.
#[derive(serde::Serialize)]
struct Packed {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    text: String,
}

/// Adds the files below `folder` of `www`.
fn collect(www: &Path, folder: &str, files: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(www.join(folder)).with_context(|| format!("cannot read www/{folder}"))? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if name.starts_with('.') || LEFT_OUT.iter().any(|left_out| path.ends_with(left_out)) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(www, &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_the_page_and_notices_every_change() {
        let www = std::env::temp_dir().join(format!("whosaid-offline-{}", std::process::id()));
        std::fs::create_dir_all(www.join("pkg")).unwrap();
        std::fs::create_dir_all(www.join("documents")).unwrap();
        for file in [
            "index.html",
            "pkg/whosaid.js",
            "pkg/whosaid.d.ts",
            "documents/pdf.js",
            "service-worker.js",
            "screenshot.png",
            ".hidden",
            "pkg/thorough.weights",
            "pkg/whosaid.js.br",
        ] {
            std::fs::write(www.join(file), file).unwrap();
        }
        std::fs::write(www.join("icon.png"), b"\x89PNG").unwrap();
        std::fs::write(www.join("style.css"), "a {\n  color: red; /* As a warning. */\n}\n").unwrap();
        let module = "// Says it.\n\n/** @param {string} it */\nexport function say(it) {\n  return `  ${it} // no comment`;\n}\n";
        std::fs::write(www.join("say.js"), module).unwrap();
        let list = || {
            write_list(&www).unwrap();
            std::fs::read_to_string(www.join("pkg/files.js")).unwrap()
        };
        let first = list();
        assert!(first.ends_with("OTHERS = [\n  \"./icon.png\",\n];\n"), "{first}");
        let pack = std::fs::read_to_string(www.join(PACKED)).unwrap();
        let page = |name: &str, kind: &str, text: &str| {
            format!("{{\"name\":\"{name}\",\"type\":\"{kind}; charset=utf-8\",\"text\":\"{text}\"}}")
        };
        let expect = [
            page("./", "text/html", "index.html"),
            page("./index.html", "text/html", "index.html"),
            page("./pkg/whosaid.js", "text/javascript", "pkg/whosaid.js"),
            page("./say.js", "text/javascript", "export function say(it){return`  ${it} // no comment`;}"),
            page("./style.css", "text/css", "a{color:red;}"),
        ];
        assert_eq!(pack, format!("[{}]", expect.join(",")));
        assert_eq!(first, list());
        for file in ["index.html", "documents/pdf.js"] {
            std::fs::write(www.join(file), "changed").unwrap();
            let second = list();
            assert_ne!(first, second);
            std::fs::write(www.join(file), file).unwrap();
        }
        std::fs::remove_dir_all(www).unwrap();
    }
}
