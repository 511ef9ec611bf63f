//! The target of files that are no plain text: web pages, documents of word processors, zips.

use std::io::{Cursor, Write};

use arbtest::arbitrary::{Result, Unstructured};
use whosaid::files;
use whosaid::files::documents::{Unpacked, text, unpacked};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::damage::{damage, damage_bytes};
use crate::pieces;

/// Elements of pages, some that a parser opens, closes or moves by itself.
#[rustfmt::skip]
const OF_PAGES: &[&str] = &[
    "html", "head", "body", "article", "main", "div", "section", "p", "span", "h1", "ul", "ol", "li", "dl", "dt", "dd", "table",
    "tbody", "tr", "td", "th", "caption", "blockquote", "q", "pre", "br", "hr", "a", "b", "i", "form", "button", "select",
    "option", "textarea", "script", "style", "template", "noscript", "svg", "math", "iframe", "frameset", "title", "plaintext",
    "header", "footer", "nav", "aside", "figure", "figcaption", "img", "input", "ruby", "rt", "x-y", "ſ",
];
const ATTRIBUTES: &[&str] = &[
    "hidden",
    "aria-hidden=true",
    "role=main",
    "role='navigation'",
    "itemprop=articleBody",
    "class=\"menu\"",
    "class='ad related'",
    "id=comments",
    "id",
    "class=\"",
    "a='<",
    "=",
    "/",
];
const OF_WORD: &[&str] = &[
    "w:document",
    "w:body",
    "w:p",
    "w:r",
    "w:t",
    "w:br",
    "w:tab",
    "w:del",
    "w:ins",
    "w:moveFrom",
    "w:rPr",
    "w:pPr",
    "w:vanish",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:txbxContent",
    "w:noBreakHyphen",
    "w:softHyphen",
    "w:instrText",
    "mc:Fallback",
    "w:sdtPr",
    "p",
];
const OF_OPEN: &[&str] = &[
    "office:document-content",
    "office:body",
    "office:text",
    "text:p",
    "text:h",
    "text:span",
    "text:s",
    "text:tab",
    "text:line-break",
    "text:note",
    "text:list",
    "text:list-item",
    "draw:text-box",
    "office:annotation",
    "text:tracked-changes",
    "text:ruby",
    "text:ruby-text",
    "svg:title",
    "p",
];
const OF_XML: &[&str] =
    &["text:c=\"3\"", "text:c=\"99999999999\"", "text:c='-1'", "w:val=\"0\"", "w:val='on'", "xmlns='a'", "a='&lt;'"];
/// What stands between elements, and what a parser trips over.
const BETWEEN: &[&str] = &[
    "&amp;",
    "&#x41;",
    "&#xd800;",
    "&#0;",
    "&nbsp",
    "&lt;b&gt;",
    "&",
    "<",
    ">",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "?>",
    "<!DOCTYPE html>",
    "<!DOCTYPE a [<!ENTITY b 'cc'>]>",
    "&b;",
    "</",
    "</p>",
    "</w:p>",
    "<br/>",
    "\u{0}",
    "\u{c}",
    "\n",
    "Read more",
    "A sentence that is long enough to be prose, and that nobody has said. ",
];
const XMLNS: &str = "xmlns:w='w' xmlns:mc='mc' xmlns:text='t' xmlns:office='o' xmlns:draw='d' xmlns:svg='s'";
/// Paths in zips: readable ones, documents in documents, and such that lead elsewhere.
const PATHS: &[&str] = &[
    "a.txt",
    "a.html",
    "b/c.HTM",
    "d.docx",
    "e.odt",
    "f.zip",
    "g.pdf",
    "h.ann",
    "i.json",
    "j.jsonl",
    "k.md",
    ".hidden.txt",
    "__MACOSX/a.txt",
    "../up.txt",
    "/root.txt",
    "c:\\a.txt",
    "l/",
    "mimetype",
    "m",
    "word/document.xml",
    "content.xml",
];

pub fn documents(input: &mut Unstructured) -> Result<()> {
    let name = *input.choose(&["a.html", "a.docx", "a.odt", "a.txt", "a.zip", "-", "a.PDF"])?;
    let bytes = document(input, 2)?;
    check(name, &bytes);
    if let Some(Ok(Unpacked { files, .. })) = unpacked(&bytes) {
        assert!(!files.is_empty() && files.is_sorted_by(|(a, _), (b, _)| a <= b));
        for (name, bytes) in files {
            assert!(files::is_readable(&name), "{name}");
            check(&name, &bytes);
        }
    }
    Ok(())
}

/// What the command makes of a file.
fn check(name: &str, bytes: &[u8]) {
    let Ok(decoded) = text(name, bytes) else { return };
    let is_packed = bytes.starts_with(b"PK\x03\x04");
    // Each letter stands once, a mark around q, and a space for each that OpenDocument counts.
    let most = if is_packed { usize::MAX } else { 6 * bytes.len() + 100 };
    assert!(decoded.text.len() <= most, "{} bytes of {}", decoded.text.len(), bytes.len());
    if is_packed {
        assert!(!decoded.text.trim().is_empty() && decoded.text.ends_with('\n'), "{:?}", decoded.text);
    }
    files::normalize(&decoded.text);
    let _ = files::import(name, &decoded.text, None);
}

/// A file of any kind; zips hold others to a depth.
fn document(input: &mut Unstructured, depth: usize) -> Result<Vec<u8>> {
    let bytes = match input.int_in_range(0..=if depth == 0 { 4 } else { 6 })? {
        0 => input.peek_bytes(input.len().min(200)).unwrap_or_default().to_vec(),
        1 | 2 => {
            let start = *input.choose(&["", "<!doctype html>", "<HTML>", "\u{feff} <html lang=en>"])?;
            let page = start.to_owned() + &markup(input, OF_PAGES, ATTRIBUTES, None)?;
            if input.ratio(1, 8)? {
                page.encode_utf16().flat_map(u16::to_le_bytes).collect()
            } else {
                page.into_bytes()
            }
        }
        3 => {
            let inner = markup(input, OF_WORD, OF_XML, Some("w:t"))?;
            let xml = format!("<w:document {XMLNS}><w:body>{inner}</w:body></w:document>");
            zip(
                input,
                vec![("[Content_Types].xml".into(), Vec::new()), ("word/document.xml".into(), xml.into_bytes())],
            )?
        }
        4 => {
            let inner = markup(input, OF_OPEN, OF_XML, Some("text:p"))?;
            let xml =
                format!("<office:a {XMLNS}><office:body><office:text>{inner}</office:text></office:body></office:a>");
            zip(input, vec![("mimetype".into(), b"application/x".to_vec()), ("content.xml".into(), xml.into_bytes())])?
        }
        _ => {
            let count = input.int_in_range(0..=4)?;
            let file = |input: &mut Unstructured| Ok(((*input.choose(PATHS)?).to_owned(), document(input, depth - 1)?));
            let files = (0..count).map(|_| file(input)).collect::<Result<_>>()?;
            zip(input, files)?
        }
    };
    if input.ratio(1, 3)? { damage_bytes(input, bytes) } else { Ok(bytes) }
}

/// Elements in each other, or many times the same. Where there is an element that holds words, all that are open are closed.
fn markup(input: &mut Unstructured, elements: &[&str], attributes: &[&str], holder: Option<&str>) -> Result<String> {
    let whole = holder.is_some();
    let mut markup = String::new();
    let mut open: Vec<&str> = Vec::new();
    for _ in 0..input.int_in_range(0..=60)? {
        match input.int_in_range(0..=9)? {
            0..=3 => {
                let element = *input.choose(elements)?;
                let attribute = if input.ratio(1, 4)? { *input.choose(attributes)? } else { "" };
                // What goes deep, or long, shows where time grows with the square.
                let times = if input.ratio(1, 12)? { input.int_in_range(2..=300)? } else { 1 };
                for _ in 0..times {
                    markup.push_str(&format!("<{element} {attribute}>"));
                    open.push(element);
                }
            }
            4 | 5 => {
                if let Some(element) = open.pop() {
                    markup.push_str(&format!("</{element}>"));
                }
            }
            6 if !whole || input.ratio(1, 6)? => markup.push_str(input.choose(BETWEEN)?),
            7 if !whole => markup.push_str(&format!("</{}>", input.choose(elements)?)),
            _ => {
                let words = input.choose(pieces::PIECES)?.replace(['&', '<', '\u{0}', '\u{7}'], "");
                match holder {
                    Some(holder) if input.arbitrary()? => markup.push_str(&format!("<{holder}>{words}</{holder}>")),
                    _ => markup.push_str(&words),
                }
            }
        }
    }
    if whole {
        while let Some(element) = open.pop() {
            markup.push_str(&format!("</{element}>"));
        }
    }
    if input.ratio(1, 8)? { damage(input, markup) } else { Ok(markup) }
}

/// A zip of files, each compressed or as it is; no file stands in it twice.
fn zip(input: &mut Unstructured, files: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let method = if input.arbitrary()? { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default().compression_method(method);
        if writer.start_file(name, options).is_ok() {
            writer.write_all(&bytes).expect("memory takes it");
        }
    }
    Ok(writer.finish().expect("memory takes it").into_inner())
}
