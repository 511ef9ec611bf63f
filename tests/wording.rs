//! All texts of the page stand in www/words/: none in a script elsewhere, none in index.html, and each of them is used.

use std::path::{Path, PathBuf};
use whosaid::files::Format;

/// What a text that people read stands behind, in a script.
const BEFORE: [&str; 15] = [
    "say(",
    "warn(",
    "button(",
    "state(",
    "part(",
    "heading(",
    "title: ",
    "label: ",
    "detail: ",
    "placeholder: ",
    "\"aria-label\": ",
    "textContent = ",
    "says: ",
    "new Blocked(",
    "this.lost(worker, ",
];

#[test]
fn no_text_stands_in_a_script() {
    let mut faults = Vec::new();
    for (path, script) in scripts() {
        for (number, line) in script.lines().enumerate() {
            if let Some(text) = text_in(line) {
                faults.push(format!("{}:{}: {text}", path.display(), number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "move to www/words/:\n{}", faults.join("\n"));
}

#[test]
fn no_text_stands_in_the_page() {
    let page = std::fs::read_to_string(www().join("index.html")).unwrap();
    let body = page.split_once("<body").unwrap().1.split_once('>').unwrap().1.split("<noscript>").next().unwrap();
    // But for its name.
    let faults: Vec<&str> = body.lines().filter(|line| has_text(line) && line.trim() != "whosaid").collect();
    assert!(faults.is_empty(), "{faults:#?}");
    for name in ["aria-label", "title", "placeholder"] {
        assert!(!body.contains(&format!(" {name}=\"")), "a {name} in index.html");
    }
}

/// A text nobody reads is one more to translate.
#[test]
fn every_text_is_used() {
    let used: String = scripts().into_iter().map(|(_, script)| script).collect();
    let page = std::fs::read_to_string(www().join("index.html")).unwrap();
    let mut unused = Vec::new();
    let mut count = 0;
    for file in std::fs::read_dir(www().join("words")).unwrap() {
        let words = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let mut section = "";
        for line in words.lines() {
            if let Some(name) = line.strip_prefix("export const ").and_then(|rest| rest.strip_suffix(" = {")) {
                section = name;
            }
            let Some((name, _)) = line.strip_prefix("  ").and_then(|line| line.split_once(": ")) else { continue };
            // What stands there by a code of the engine's.
            if name.starts_with(' ')
                || ["names", "steps", "refusals", "unopened", "faults", "flaws", "failures", "formats"]
                    .contains(&section)
                || section.is_empty()
            {
                continue;
            }
            count += 1;
            let in_page = section == "page" && page.contains(&format!("=\"{name}\""));
            if !in_page && !used.contains(&format!("wording.{section}.{name}")) {
                unused.push(format!("{section}.{name}"));
            }
        }
    }
    assert!(count > 500, "only {count} texts were found");
    assert!(unused.is_empty(), "{unused:?}");
}

/// The page says of each format what the command says, but for the tables that only the command makes.
#[test]
fn formats_have_words() {
    let words = std::fs::read_to_string(www().join("words/formats.js")).unwrap();
    for format in whosaid::files::FORMATS {
        let Format { name, title, holds, drops, .. } = format;
        let holds = holds.split("; other tables: ").next().unwrap();
        let entry =
            format!("  {name}: {{\n    title: {title:?},\n    holds: {holds:?},\n    drops: {drops:?},\n  }},\n");
        assert!(words.contains(&entry), "words/formats.js lacks\n{entry}");
    }
    assert_eq!(words.matches("    title: ").count(), whosaid::files::FORMATS.len());
}

/// The controls: a reader that finds nothing would pass.
#[test]
fn a_text_is_found() {
    assert_eq!(text_in("  say(\"It is late.\");"), Some("\"It is late.\""));
    assert_eq!(text_in("  button(`Save ${name}`, save)"), Some("`Save ${name}`"));
    assert_eq!(text_in("  const made = { title: \"Close\" };"), Some("\"Close\""));
    assert_eq!(text_in("  say(wording.actions.late);"), None);
    assert_eq!(text_in("  button(\"✕\", close)"), None);
    assert_eq!(text_in("  // say(\"nothing\")"), None);
    assert!(has_text("<button>Save</button>") && has_text("a word"));
    assert!(!has_text("<button data-text=\"save\"></button> <svg><path d=\"M3 4\"/></svg> ‹"));
}

/// The text of two letters or more that stands where people read it, as it is written in the line.
fn text_in(line: &str) -> Option<&str> {
    if line.trim_start().starts_with("//") || line.trim_start().starts_with('*') {
        return None;
    }
    let behind =
        BEFORE.iter().flat_map(|before| line.match_indices(before).map(|(at, before)| &line[at + before.len()..]));
    behind.into_iter().find_map(|rest| {
        let quote = rest.chars().next().filter(|quote| "\"`".contains(*quote))?;
        let text = &rest[..rest[1..].find(quote)? + 2];
        let outside = text.split("${").map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
        let letters = outside.flat_map(str::chars).filter(|letter| letter.is_alphabetic()).count();
        (letters > 1).then_some(text)
    })
}

/// Whether letters stand outside the tags of a line.
fn has_text(line: &str) -> bool {
    let mut parts = line.split('<');
    let first = parts.next().unwrap_or_default();
    let others = parts.map(|part| part.split_once('>').map_or("", |(_, rest)| rest));
    others.chain([first]).any(|text| text.chars().any(char::is_alphabetic))
}

fn www() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("www")
}

/// The page's scripts but for texts and glue.
fn scripts() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![www()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the page's folders can be read") {
            let path = entry.expect("their entries, too").path();
            if path.is_dir() {
                if !path.ends_with("pkg") && !path.ends_with("words") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|ending| ending == "js") {
                let script = std::fs::read_to_string(&path).expect("a script can be read");
                found.push((path, script));
            }
        }
    }
    found.sort();
    found
}
