//! A module uses only what stands below it. Reads the paths in src/ and fails on one that leads upwards.
//!
//! What the tests inside the modules use is not judged: they may build their input with anything.
#![allow(clippy::unwrap_used)] // a test, helpers and all

use std::path::Path;

/// The layers, lowest first. Modules of one layer do not know each other.
const LAYERS: [&[&str]; 14] = [
    &["arranging"],
    &["text"],
    &["knowledge"],
    &["reader"],
    &["syntax"],
    &["analysis::columns", "analysis::records", "analysis::rules"],
    &["analysis::entities", "analysis::quotations"],
    &["analysis::coreference"],
    &["analysis::attribution", "analysis::places"],
    &["analysis"],
    &["document"],
    &["session"],
    &["files"],
    &["web", "evaluation"],
];

/// What the root passes on, and where it comes from.
const PASSED_ON: [(&str, &str); 3] = [("Span", "text"), ("Annotator", "document"), ("Document", "document")];

/// The crates that speak to JavaScript; only `web` knows them.
const JAVASCRIPT: [&str; 9] = [
    "gloo_events",
    "gloo_file",
    "gloo_net",
    "gloo_timers",
    "js_sys",
    "serde_wasm_bindgen",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
];

#[test]
fn every_path_leads_downwards() {
    let faults: Vec<String> = sources().iter().flat_map(|(module, source)| faults(module, source)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_the_rim_knows_javascript() {
    for (module, source) in sources().iter().filter(|(module, _)| module[0] != "web") {
        let named: Vec<&str> = words(source).into_iter().filter(|word| JAVASCRIPT.contains(word)).collect();
        assert!(named.is_empty(), "{} names {named:?}", module.join("::"));
    }
}

#[test]
fn what_the_browser_loads_sorts_in_one_way() {
    // The standard library's sorts are compiled anew for each type: see `src/arranging.rs`.
    let native = ["arranging", "command", "evaluation"];
    let is_loaded =
        |module: &[String]| !native.contains(&module[0].as_str()) && !module.iter().any(|part| part == "tests");
    let sources = sources();
    let mut arranging = 0;
    for (module, source) in sources.iter().filter(|(module, _)| is_loaded(module)) {
        let source = source.split("#[cfg(test)]").next().unwrap();
        arranging += usize::from(source.contains(".arrange"));
        let sorts = source.split(".sort").skip(1).filter(|rest| rest.starts_with(['(', '_'])).count();
        assert_eq!(sorts, 0, "{} sorts with the standard library", module.join("::"));
    }
    assert!(arranging > 20, "only {arranging} files put something in order");
}

/// The crates that make records of files and of JavaScript.
const RECORDS: [&str; 5] = ["serde", "serde_json", "serde_wasm_bindgen", "schemars", "tsify"];

#[test]
fn records_are_made_at_the_rim() {
    let core = |module: &[String]| layer(module).is_some_and(|(_, layer)| layer < layer_of("files"));
    let sources = sources();
    let inside: Vec<_> = sources.iter().filter(|(module, _)| core(module)).collect();
    assert!(inside.iter().any(|(module, _)| module[0] == "session"));
    let named = |source: &str| words(source).into_iter().filter(|word| RECORDS.contains(word)).count();
    for (module, source) in inside {
        assert_eq!(named(source), 0, "{} names {RECORDS:?}", module.join("::"));
    }
    let rim = sources.iter().filter(|(module, _)| module[0] == "files");
    assert!(rim.map(|(_, source)| named(source)).sum::<usize>() > 10, "they are not found where they are");
}

/// The controls: without these, a reader of paths that reads nothing would pass.
#[test]
fn a_path_upwards_is_found_in_every_form() {
    let check = |module: &str, source: &str, expect: &[&str]| {
        let module: Vec<String> = module.split("::").map(str::to_owned).collect();
        let found: Vec<String> = used(&module, source).iter().filter_map(|path| fault(&module, path)).collect();
        assert_eq!(found, expect, "{module:?}: {source}");
    };
    check("text::segmenter", "use crate::knowledge::lexicon::Lexicon;", &["knowledge::lexicon::Lexicon"]);
    check("text", "use crate::document;", &["document"]);
    check("text", "use crate::Document;", &["document"]);
    check("text", "fn f() { crate::session::open() }", &["session::open"]);
    check("reader", "use crate::{text::{Span, Token}, syntax::Syntax};", &["syntax::Syntax"]);
    check("reader", "use crate::{\n    files as written, knowledge};", &["files"]);
    check("text::tokenizer", "use super::super::knowledge::Cue;", &["knowledge::Cue"]);
    check("analysis::entities::rules", "use super::super::quotations::marks;", &["analysis::quotations::marks"]);
    check("analysis::entities", "use super::{coreference, Name};", &["analysis::coreference"]);
    check("analysis::quotations", "use crate::analysis::entities;", &["analysis::entities"]);
    check("analysis::quotations", "mod inner { use super::super::entities; }", &["analysis::entities"]);
    check("analysis::records", "use super::places;", &["analysis::places"]);
    check("analysis::coreference", "use crate::analysis::*;", &["analysis"]);
    check("knowledge", "use crate::unheard_of;", &["unheard_of"]);
    check("evaluation", "use crate::web;", &["web"]);
    check("session", "/* no */ pub(in crate::files) fn f() {}", &["files"]);

    check("analysis::attribution", "use crate::analysis::{Entity, coreference::Chain}; use crate::Span;", &[]);
    check("analysis::entities", "mod rules; use super::Name; use self::rules::find; use crate::text::Span;", &[]);
    check("analysis::entities", "mod inner { use super::find; }", &[]);
    check("analysis::entities", "#[cfg(test)] mod tests { use super::*; use crate::document; }", &[]);
    check("analysis::places", "pub(super) fn f() {} pub(crate) fn g() {}", &[]);
    check("text", "// crate::session\n/* crate::files /* */ crate::web */ fn f() {}", &[]);
    check("text", r##"const A: &str = "crate::web"; const B: &str = r#""crate::web"#; const C: char = '"';"##, &[]);
    check("files", "use crate::session::Article; use crate::{Document, Span};", &[]);
    check("main", "use crate::web; use crate::evaluation;", &[]);
}

/// Every file of src/ but its root, as the path of its module and its content.
fn sources() -> Vec<(Vec<String>, String)> {
    fn walk(folder: &Path, module: &[String], found: &mut Vec<(Vec<String>, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let inner = [module, std::slice::from_ref(&name)].concat();
            if path.is_dir() {
                walk(&path, &inner, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") && name != "lib" {
                let module = if name == "mod" { module.to_vec() } else { inner };
                found.push((module, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &[], &mut found);
    assert!(found.len() > 20, "src/ has only {} files", found.len());
    found
}

/// What is wrong with the paths in the `source` of `module`.
fn faults(module: &[String], source: &str) -> Vec<String> {
    let wrong = used(module, source).into_iter().filter_map(|path| fault(module, &path));
    wrong.map(|path| format!("{} uses {path}", module.join("::"))).collect()
}

/// The path itself, if `module` may not use it.
fn fault(module: &[String], path: &[String]) -> Option<String> {
    let (Some((own, own_layer)), Some((other, other_layer))) = (layer(module), layer(path)) else {
        return Some(path.join("::"));
    };
    let allowed = own == other || other_layer < own_layer;
    let named = if PASSED_ON.iter().any(|(name, _)| path[0] == *name) { other.to_owned() } else { path.join("::") };
    (!allowed).then_some(named)
}

/// The module of [`LAYERS`] that `path` is in, and which layer that is.
fn layer(path: &[String]) -> Option<(&'static str, usize)> {
    let first = path.first()?.as_str();
    if ["main", "command"].contains(&first) {
        return Some(("main", LAYERS.len()));
    }
    let first = PASSED_ON.iter().find(|(name, _)| *name == first).map_or(first, |(_, source)| source);
    let mut place = first.to_owned();
    if let Some(second) = path.get(1).filter(|_| first == "analysis") {
        let is_record = second.starts_with(char::is_uppercase);
        place = format!("analysis::{}", if is_record { "records" } else { second });
    }
    let find = |place: &str| {
        LAYERS.iter().enumerate().find_map(|(layer, modules)| Some((*modules.iter().find(|m| **m == place)?, layer)))
    };
    find(&place)
}

/// Which layer a module of [`LAYERS`] is.
fn layer_of(name: &str) -> usize {
    LAYERS.iter().position(|modules| modules.contains(&name)).unwrap()
}

/// Every path in `source`, the text of `module`, that begins at the root or above `module`; from the root.
fn used(module: &[String], source: &str) -> Vec<Vec<String>> {
    let words = words(source);
    let mut found = Vec::new();
    // The modules inside the file that are open here, each with the number of braces open before it.
    let mut inner: Vec<(String, usize)> = Vec::new();
    let mut braces = 0;
    let mut at = 0;
    while at < words.len() {
        match words[at] {
            "mod" if words.get(at + 2) == Some(&"{") => {
                inner.push((words[at + 1].to_owned(), braces));
                at += 1;
            }
            "{" => braces += 1,
            "}" => {
                braces -= 1;
                if inner.last().is_some_and(|(_, before)| *before == braces) {
                    inner.pop();
                }
            }
            // `pub(super)` says who may use this, not what this uses.
            "super" if words.get(at + 1) == Some(&")") && at >= 2 && words[at - 2] == "pub" => {}
            "crate" | "super" if !inner.iter().any(|(name, _)| name == "tests") => {
                let here: Vec<String> =
                    module.iter().cloned().chain(inner.iter().map(|(name, _)| name.clone())).collect();
                at = read_path(&words, at, &here, &[], &mut found);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Reads the path, or the tree of paths, that begins at `at`, below `above`; gives where it ends.
fn read_path(words: &[&str], mut at: usize, here: &[String], above: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = above.to_vec();
    let mut up = 0;
    loop {
        match words.get(at).copied() {
            Some("{") => {
                at += 1;
                while at < words.len() && words[at] != "}" {
                    at = read_path(words, at, here, &path, found);
                    while at < words.len() && !matches!(words[at], "," | "}") {
                        at += 1;
                    }
                    if words.get(at) == Some(&",") {
                        at += 1;
                    }
                }
                return at + 1;
            }
            Some("crate") => path.clear(),
            Some("super") => {
                up += 1;
                path = here[..here.len().saturating_sub(up)].to_vec();
            }
            Some("self" | "*") => {}
            Some(word) => path.push(word.to_owned()),
            None => {}
        }
        at += 1;
        if words.get(at) != Some(&"::") {
            if !path.is_empty() {
                found.push(path);
            }
            return at;
        }
        at += 1;
    }
}

/// The words and signs of `source`, without comments and without what stands in quotation marks.
fn words(source: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(hashes) = raw_string(rest) {
            let start = rest.find('"').unwrap() + 1;
            let end = format!("\"{}", "#".repeat(hashes));
            rest[start..].find(&end).map_or(rest.len(), |length| start + length + end.len())
        } else if first == '"' {
            string(rest)
        } else if first == '\'' {
            character(rest)
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            words.push(&rest[..length]);
            length
        } else if rest.starts_with("::") {
            words.push(&rest[..2]);
            2
        } else {
            if !first.is_whitespace() {
                words.push(&rest[..first.len_utf8()]);
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    words
}

/// The length of the comment, with those inside it, that `text` begins with.
fn block_comment(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0);
    while at < text.len() {
        match &text.as_bytes()[at..] {
            [b'/', b'*', ..] => (at, depth) = (at + 2, depth + 1),
            [b'*', b'/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// How many `#` stand before the quotation mark, if `text` begins with a raw string.
fn raw_string(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let after = inner.trim_start_matches('#');
    after.starts_with('"').then_some(inner.len() - after.len())
}

/// The length of the string that `text` begins with.
fn string(text: &str) -> usize {
    let mut escaped = true;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' if !escaped => return at + 1,
            '\\' if !escaped => escaped = true,
            _ => escaped = false,
        }
    }
    text.len()
}

/// The length of the character, or of the mark of a lifetime, that `text` begins with.
fn character(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    match (letters.next(), letters.next(), letters.next()) {
        (Some((_, '\\')), _, Some((third, _))) => text[third..].find('\'').map_or(1, |length| third + length + 1),
        (Some(_), Some((end, '\'')), _) => end + 1,
        _ => 1,
    }
}
