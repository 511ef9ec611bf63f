//! The text of a word processor's file (.docx, .odt): a zip of XML. What an author has deleted or moved away, notes,
//! comments and fields' instructions are none of it.

use std::collections::LinkedList;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

/// Of a file that claims to hold more than this, unpacked, nothing is unpacked; bytes.
const LARGEST: u64 = 200_000_000;
/// Nor is one read that has more elements, attributes aside, and texts: they take about 100 bytes each.
const MOST_NODES: u32 = 8_000_000;

const WORD_SKIPPED: &[&str] = &[
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "Fallback",
    "pPr",
    "rPr",
    "sdtPr",
    "footnoteReference",
    "rt",
    "tblPr",
    "trPr",
    "tcPr",
    "sectPr",
];
const OPEN_SKIPPED: &[&str] = &[
    "tracked-changes",
    "note",
    "annotation",
    "ruby-text",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "forms",
    "title",
    "desc",
    "meta",
];

/// Paragraphs, an empty line between them.
///
/// # Errors
/// When it is no such file, damaged or empty.
pub(super) fn text(bytes: &[u8]) -> Result<String, String> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("is a damaged packed file ({error})"))?;
    let (xml, is_word) = match unpacked(&mut archive, "word/document.xml")? {
        Some(xml) => (xml, true),
        None => match unpacked(&mut archive, "content.xml")? {
            Some(xml) => (xml, false),
            None => return Err("is a packed file and no text document; of those, .docx and .odt are read".to_owned()),
        },
    };
    let damaged = |error| format!("is a document whose text is damaged, or protected by a password ({error})");
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..Default::default() };
    let document = Document::parse_with_options(&xml, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => format!("has more than {MOST_NODES} elements and texts"),
        error => damaged(error),
    })?;
    let body = child(document.root_element(), "body");
    let text = if is_word { body } else { body.and_then(|body| child(body, "text")) };
    let text = text.ok_or("is a packed document of another kind than a text; save its text as .txt")?;
    let paragraphs = paragraphs(text, is_word);
    if paragraphs.is_empty() {
        return Err("is a document without text".to_owned());
    }
    Ok(Vec::from_iter(paragraphs).join("\n\n") + "\n")
}

/// A file of the archive; none where there is none of that name.
fn unpacked(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, String> {
    if archive.index_for_name(name).is_none() {
        return Ok(None);
    }
    let damaged = |error: &dyn std::fmt::Display| format!("is a damaged packed file ({error})");
    let file = archive.by_name(name).map_err(|error| damaged(&error))?;
    let mut content = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut content).map_err(|error| damaged(&error))?;
    if content.len() as u64 > LARGEST {
        return Err(format!("holds more than {} MB of text and markup", LARGEST / 1_000_000));
    }
    Ok(Some(String::from_utf8_lossy(&content).into_owned()))
}

/// Of boxes in boxes each hands all of its own on to the one around it, without moving them.
type Paragraphs = LinkedList<String>;

/// What is read of the body, or of a box in it.
#[derive(Default)]
struct Story {
    found: Paragraphs,
    /// The paragraph that is open.
    open: String,
    /// The paragraphs of boxes inside it, which stand behind it.
    boxes: Paragraphs,
}

impl Story {
    fn finish(&mut self, is_word: bool) {
        let open = std::mem::take(&mut self.open);
        let text = if is_word {
            open
        } else {
            open.split('\n').map(|line| line.trim_matches(' ')).collect::<Vec<_>>().join("\n")
        };
        if !text.trim().is_empty() {
            self.found.push_back(text.trim().to_owned());
        }
        self.found.append(&mut self.boxes);
    }

    /// Takes in words; outside Word's files white space is one space, and none behind another.
    fn words(&mut self, words: &str, is_word: bool) {
        if is_word {
            self.open.push_str(words);
            return;
        }
        for letter in words.chars() {
            if !matches!(letter, ' ' | '\t' | '\r' | '\n') {
                self.open.push(letter);
            } else if !self.open.ends_with([' ', '\n']) {
                self.open.push(' ');
            }
        }
    }
}

/// A step of the walk; the walk is no recursion, as files may be nested as deep as they like.
enum Step<'a> {
    /// With whether white space here is of the text.
    Enter(Node<'a, 'a>, bool),
    Leave(Node<'a, 'a>),
}

fn paragraphs<'a>(root: Node<'a, 'a>, is_word: bool) -> Paragraphs {
    let skipped = if is_word { WORD_SKIPPED } else { OPEN_SKIPPED };
    let mut stories = vec![Story::default()];
    let mut steps: Vec<Step> = root.children().rev().map(|node| Step::Enter(node, false)).collect();
    while let (Some(step), Some(story)) = (steps.pop(), stories.last_mut()) {
        match step {
            Step::Enter(node, holds_words) if node.is_text() => {
                if holds_words {
                    story.words(node.text().unwrap_or_default(), is_word);
                }
            }
            Step::Enter(node, holds_words) if node.is_element() => {
                let name = node.tag_name().name();
                if skipped.contains(&name) || is_word && name == "r" && is_hidden(node) {
                    continue;
                }
                // White space between elements is none of the text; in Word's files not even in paragraphs.
                let mut holds = if is_word { name == "t" } else { holds_words || is_paragraph(node) };
                if is_box(node) {
                    stories.push(Story::default());
                    holds = false;
                }
                steps.push(Step::Leave(node));
                steps.extend(node.children().rev().map(|node| Step::Enter(node, holds)));
            }
            Step::Enter(..) => {}
            Step::Leave(node) if is_box(node) => {
                story.finish(is_word);
                let mut found = std::mem::take(&mut story.found);
                stories.pop();
                if let Some(around) = stories.last_mut() {
                    around.boxes.append(&mut found);
                }
            }
            Step::Leave(node) => {
                match node.tag_name().name() {
                    "s" if !is_word => {
                        let count = attribute(node, "c").and_then(|count| count.parse().ok()).unwrap_or(1);
                        story.open.extend(std::iter::repeat_n(' ', usize::clamp(count, 1, 1000)));
                    }
                    "tab" | "ptab" => story.open.push('\t'),
                    "br" | "cr" | "line-break" => story.open.push('\n'),
                    "noBreakHyphen" => story.open.push('\u{2011}'),
                    "softHyphen" => story.open.push('\u{ad}'),
                    _ => {}
                }
                if is_paragraph(node) && !(is_word && is_joined(node)) {
                    story.finish(is_word);
                }
            }
        }
    }
    stories
        .into_iter()
        .next()
        .map(|mut story| {
            story.finish(is_word);
            story.found
        })
        .unwrap_or_default()
}

fn is_paragraph(node: Node) -> bool {
    ["p", "h"].contains(&node.tag_name().name())
}

/// A box that stands beside the paragraph.
fn is_box(node: Node) -> bool {
    ["txbxContent", "text-box"].contains(&node.tag_name().name())
}

/// Whether the end of Word's paragraph is deleted: it goes on with the next.
fn is_joined(paragraph: Node) -> bool {
    child(paragraph, "pPr").and_then(|about| child(about, "rPr")).and_then(|about| child(about, "del")).is_some()
}

/// Whether Word hides a run.
fn is_hidden(run: Node) -> bool {
    let mark = child(run, "rPr").and_then(|about| child(about, "vanish"));
    mark.is_some_and(|mark| !attribute(mark, "val").is_some_and(|value| ["0", "false", "off"].contains(&value)))
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.is_element() && child.tag_name().name() == name)
}

/// An attribute, whatever its prefix.
fn attribute<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}
