//! The fuzz targets. Each takes random bytes, makes an input of them, and panics where something does not hold.

use arbtest::arbitrary::{Result, Unstructured};
use whosaid::files::{self, FORMATS, Format, Incoming, Options};
use whosaid::session::{Article, Session};
use whosaid::{Annotator, Document};

use crate::damage::damage;
use crate::documents::documents;
use crate::moves::{self, check_article};
use crate::pieces;

/// A part of the program, and how it is tried.
pub struct Target {
    /// What it is called.
    pub name: &'static str,
    /// What is tried.
    pub about: &'static str,
    /// How many inputs the tests try.
    #[cfg_attr(not(test), allow(dead_code))]
    pub smoke: u64,
    /// Tries one input.
    pub run: fn(&mut Unstructured) -> Result<()>,
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "annotate", about: "any text is annotated, saved and opened", smoke: 60, run: annotate },
    Target {
        name: "native",
        about: "damaged native files are refused, or can be corrected and saved",
        smoke: 100,
        run: native,
    },
    Target { name: "session", about: "any corrections can be saved, undone and done again", smoke: 60, run: session },
    Target { name: "import", about: "damaged files of each format that can be read", smoke: 200, run: import },
    Target { name: "text", about: "bytes, Markdown, subtitles, broken lines", smoke: 200, run: text },
    Target {
        name: "documents",
        about: "web pages, Word and OpenDocument texts, zips, whole and damaged",
        smoke: 400,
        run: documents,
    },
];

/// The formats that can be read again.
const READABLE: &[&str] = &["json", "jsonld", "tei", "brat", "xmi", "casjson"];

/// Where a piece of a text comes from.
fn made_up_text(input: &mut Unstructured) -> Result<String> {
    let between = *input.choose(&["", " ", "\n"])?;
    let mut text = String::new();
    match input.int_in_range(0..=7)? {
        // The same again and again: what grows with its square shows.
        0 => {
            let unit = format!("{}{between}{}{between}", input.choose(pieces::PIECES)?, input.choose(pieces::PIECES)?);
            text = unit.repeat(input.int_in_range(1..=400)?);
        }
        1 => text = String::from_utf8_lossy(input.peek_bytes(input.len().min(300)).unwrap_or_default()).into_owned(),
        _ => {
            for _ in 0..input.int_in_range(0..=120)? {
                text.push_str(input.choose(pieces::PIECES)?);
                text.push_str(between);
            }
        }
    }
    Ok(text)
}

/// Random numbers that choose what happens.
fn choices(input: &mut Unstructured, count: usize) -> Result<Vec<u16>> {
    (0..count).map(|_| input.arbitrary()).collect()
}

/// A document that the program made, or one that it should not make.
fn document(input: &mut Unstructured) -> Result<Document> {
    let text = files::normalize(&made_up_text(input)?);
    if text.is_empty() || input.ratio(1, 3)? {
        return Ok(Annotator::new().annotate(&text));
    }
    Ok(moves::document(&text, &choices(input, 60)?))
}

/// Some steps of a person.
fn correct(session: &mut Session, input: &mut Unstructured, most: usize) -> Result<()> {
    for _ in 0..input.int_in_range(0..=most)? {
        moves::step(session, &choices(input, 40)?);
    }
    Ok(())
}

fn annotate(input: &mut Unstructured) -> Result<()> {
    let text = made_up_text(input)?;
    let annotator = Annotator { thoughts: input.arbitrary()?, thorough: None };
    let article = Article::from_document(&annotator.annotate(&files::normalize(&text)));
    check_article(&article);
    // Of the formats, only this one reads the text again.
    if let Some(conllu) = Format::by_name("conllu") {
        conllu.write(&article, &Options::default());
    }
    files::join_lines(&text);
    Ok(())
}

fn native(input: &mut Unstructured) -> Result<()> {
    let mut before = Session::from_document(&document(input)?);
    correct(&mut before, input, 3)?;
    let json = damage(input, files::save(before.article(), Some("2026-11-22T08:30:00Z")))?;
    if let Ok(article) = files::open(&json) {
        check_article(&article);
        let mut session = Session::new(article);
        correct(&mut session, input, 4)?;
        check_article(session.article());
    }
    Ok(())
}

fn session(input: &mut Unstructured) -> Result<()> {
    let mut session = Session::from_document(&document(input)?);
    let start = session.article().clone();
    correct(&mut session, input, 30)?;
    check_article(session.article());
    let end = session.article().clone();
    while session.undo().is_some() {}
    assert_eq!(*session.article(), start, "what is undone is as it was");
    while session.redo().is_some() {}
    assert_eq!(*session.article(), end, "what is done again is as it was");
    Ok(())
}

fn import(input: &mut Unstructured) -> Result<()> {
    let mut session = Session::from_document(&document(input)?);
    correct(&mut session, input, 3)?;
    let formats: Vec<&Format> = FORMATS.iter().copied().filter(|format| READABLE.contains(&format.name)).collect();
    let format = *input.choose(&formats)?;
    let options = Options { utf16: input.arbitrary()?, ..Options::default() };
    let mut parts = format.write(session.article(), &options);
    let index = if parts.len() > 1 { input.choose_index(parts.len())? } else { 0 };
    let damaged = damage(input, std::mem::take(&mut parts[index].content))?;
    parts[index].content = damaged;
    // The annotations of brat stand off from the text beside them.
    let (main, beside) = match parts.iter().position(|part| part.ending.ends_with(".ann")) {
        Some(at) => (at, parts.iter().find(|part| part.ending.ends_with(".txt"))),
        None => (0, None),
    };
    let name = format!("a{}", parts[main].ending);
    if let Ok(Incoming::Article(article)) =
        files::import(&name, &parts[main].content, beside.map(|part| part.content.as_str()))
    {
        check_article(&article);
        let mut session = Session::new(*article);
        correct(&mut session, input, 3)?;
        check_article(session.article());
    }
    Ok(())
}

/// What texts of other forms consist of.
#[rustfmt::skip]
const MARKUP: &[&str] = &[
    "WEBVTT", "\n\n", "\n", "00:00:01.000 --> 00:00:02.000", "00:00:01,000 --> 00:00:02,000", "1", "<v Ada Okafor>", "</v>",
    "<b>", "&amp;", "&lt;", "&#x41;", "&#xd800;", "NOTE ", "STYLE", "# ", "- ", "* ", "> ", "```", "    ", "[a](b)", "![a](b)",
    "| a | b |", "|--|--|", "**", "_", "---", "title: a", "<q>", "<div>", "</div>", "<!--", "-->", "\u{c}", "\r\n", "-\n",
    "well-", "known", "12", "A line that is long enough to be a printed one of some column", "{\\an8}", "\\",
];

fn text(input: &mut Unstructured) -> Result<()> {
    let bytes = input.peek_bytes(input.len().min(200)).unwrap_or_default().to_vec();
    for mark in [&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"] {
        if let Ok(decoded) = files::decode(&[mark, &bytes].concat()) {
            files::normalize(&decoded.text);
        }
    }
    let mut content = String::new();
    for _ in 0..input.int_in_range(0..=150)? {
        let list = if input.ratio(3, 4)? { MARKUP } else { pieces::PIECES };
        content.push_str(input.choose(list)?);
    }
    files::join_lines(&content);
    for name in ["a.vtt", "a.srt", "a.md", "a.txt", "a"] {
        if let Ok(Incoming::Text(text)) = files::import(name, &content, None) {
            assert!(text.len() <= 4 * content.len() + 100, "{name}: {} bytes of {}", text.len(), content.len());
        }
    }
    Ok(())
}
