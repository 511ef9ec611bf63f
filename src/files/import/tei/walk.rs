//! The text, and where its elements stand.

use roxmltree::{Document, Node};
use rustc_hash::FxHashMap;

use crate::Span;
use crate::analysis::QuotationKind;
use crate::files::formats::{names, xml};
use crate::files::import::builder::Said;

pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements that are paragraphs of their own.
const BLOCKS: &[&str] = &[
    "p", "ab", "head", "l", "lg", "item", "div", "list", "body", "row", "cell", "table", "argument", "byline",
    "dateline", "opener", "closer", "signed", "salute", "trailer", "epigraph", "sp", "speaker", "stage", "figure",
    "front", "back",
];

/// Elements whose words are no part of the text.
const LEFT_OUT: &[&str] = &["note", "fw", "teiHeader", "figDesc", "graphic", "gap", "standOff"];

/// Reads the text and where its elements stand.
#[derive(Default)]
pub(super) struct Walker<'a> {
    pub(super) text: String,
    /// White space that stands before the next words, if any follow in the paragraph.
    gap: Option<&'static str>,
    /// `said`, and `quote` and `q` that are no part of another.
    quotes: Vec<(Node<'a, 'a>, Span)>,
    /// `quote` inside `said`, with the index of the latter.
    parts: Vec<(usize, Node<'a, 'a>, Span)>,
    pub(super) mentions: Vec<(Node<'a, 'a>, Span)>,
    /// The mentions with an id of their own, by it.
    cut: FxHashMap<&'a str, usize>,
    segments: Vec<(Node<'a, 'a>, Span)>,
}

/// A step of the walk; the walk is no recursion, as files may be nested as deep as they like.
enum Step<'a> {
    Enter(Node<'a, 'a>),
    Leave(Node<'a, 'a>, usize),
}

impl<'a> Walker<'a> {
    pub(super) fn walk(&mut self, document: &'a Document<'a>) {
        let body = document.descendants().find(|node| node.has_tag_name("body") || is(node, "body"));
        let root = body.or_else(|| document.descendants().find(|node| is(node, "text")));
        let mut steps: Vec<Step> = root.into_iter().map(Step::Enter).collect();
        // The quotations that are open, by their indices, and whether it is the quotation itself or a part of it.
        let mut open: Vec<(usize, bool)> = Vec::new();
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(node) if node.is_text() => self.words(node.text().unwrap_or("")),
                Step::Enter(node) if node.is_element() => {
                    let name = node.tag_name().name();
                    if LEFT_OUT.contains(&name) {
                        continue;
                    }
                    if name == "lb" {
                        if self.gap != Some("\n\n") && !self.text.is_empty() {
                            self.gap = Some("\n");
                        }
                        continue;
                    }
                    if BLOCKS.contains(&name) {
                        self.break_paragraph();
                    }
                    let quotes = ["said", "quote", "q"].contains(&name);
                    if quotes {
                        // A `quote` in another is a part of it; `said` is always a quotation of its own.
                        match open.last() {
                            Some((outer, _)) if name != "said" => open.push((*outer, false)),
                            _ => {
                                open.push((self.quotes.len(), true));
                                self.quotes.push((node, Span::new(0, 0)));
                            }
                        }
                    }
                    steps.push(Step::Leave(node, self.text.len()));
                    if name == "choice" {
                        let half = ["corr", "reg", "expan"]
                            .iter()
                            .find_map(|half| node.children().find(|node| is(node, half)));
                        steps.extend(half.or_else(|| node.first_element_child()).map(Step::Enter));
                        continue;
                    }
                    let first = steps.len();
                    steps.extend(node.children().map(Step::Enter));
                    steps[first..].reverse();
                }
                Step::Enter(_) => {}
                Step::Leave(node, start) => self.leave(node, start, &mut open),
            }
        }
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
    }

    fn leave(&mut self, node: Node<'a, 'a>, start: usize, open: &mut Vec<(usize, bool)>) {
        let name = node.tag_name().name();
        // White space at the start, which may have been kept back, and at the end is none of the element's.
        let words = self.text[start..].trim_start();
        let first = self.text.len() - words.len();
        let span = Span::new(first, first + words.trim_end().len());
        match name {
            "said" | "quote" | "q" => {
                if let Some((index, is_whole)) = open.pop() {
                    if is_whole {
                        self.quotes[index].1 = if name == "said" { span } else { without_marks(&self.text, span) };
                    } else if !span.is_empty() {
                        self.parts.push((index, node, span));
                    }
                }
            }
            // A settlement in a name of a place is a part of it.
            "settlement" | "country" | "geogName" | "region"
                if node.ancestors().skip(1).any(|above| is(&above, "placeName")) => {}
            "persName" | "orgName" | "placeName" | "name" | "rs" | "settlement" | "country" | "geogName" | "region" => {
                // A mention that was cut by the nesting of elements goes on.
                let before =
                    node.attribute("prev").and_then(|prev| self.cut.get(prev.trim_start_matches('#')).copied());
                let index = before.unwrap_or(self.mentions.len());
                match before.map(|before| &mut self.mentions[before].1) {
                    // A fragment can be a line break alone.
                    Some(_) if span.is_empty() => {}
                    Some(before) if before.is_empty() => *before = span,
                    Some(before) => before.end = span.end,
                    None => self.mentions.push((node, span)),
                }
                if let Some(id) = node.attribute((XML, "id")) {
                    self.cut.insert(id, index);
                }
            }
            "seg" if !span.is_empty() => self.segments.push((node, span)),
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.break_paragraph();
        }
    }

    fn break_paragraph(&mut self) {
        self.gap = (!self.text.is_empty()).then_some("\n\n");
    }

    /// Takes in words. White space with a line break in it is one space; at the ends of a line it is none.
    fn words(&mut self, words: &str) {
        let mut rest = words;
        while !rest.is_empty() {
            let length = rest.find(|c: char| !XML_SPACE.contains(&c)).unwrap_or(rest.len());
            let (space, after) = rest.split_at(length);
            if space.contains(['\n', '\r']) {
                self.gap = self.gap.or(Some(" ").filter(|_| !self.text.is_empty()));
            } else if !space.is_empty() && (self.gap.is_none() || self.gap == Some("\n")) {
                // As it stands, but not where a file indents a paragraph.
                self.push_gap(self.gap == Some("\n"));
                self.text.push_str(space);
            }
            let length = after.find(XML_SPACE).unwrap_or(after.len());
            if length > 0 {
                self.push_gap(true);
                self.text.push_str(&after[..length]);
            }
            rest = &after[length..];
        }
    }

    fn push_gap(&mut self, really: bool) {
        if let Some(gap) = self.gap.take_if(|_| really) {
            if gap == " " && self.text.ends_with(char::is_whitespace) {
                return;
            }
            self.text.push_str(gap);
        }
    }

    /// The quotations: fragments that `prev` and `next` link are one.
    pub(super) fn quotations(&self) -> Vec<Quoted<'a>> {
        let mut quotations: Vec<Quoted> = Vec::new();
        let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
        let mut places = Vec::with_capacity(self.quotes.len());
        for (node, span) in &self.quotes {
            let before = node.attribute("prev").and_then(|prev| by_id.get(prev.trim_start_matches('#')).copied());
            let at = before.unwrap_or(quotations.len());
            match before {
                Some(before) => quotations[before].pieces.push(*span),
                None => {
                    let parts = Vec::new();
                    quotations.push(Quoted { node: *node, pieces: vec![*span], parts, cue: None, source: None });
                }
            }
            places.push(at);
            if let Some(id) = node.attribute((XML, "id")) {
                by_id.insert(id, at);
            }
        }
        for (around, node, span) in &self.parts {
            let named = node.attribute("corresp").and_then(|of| by_id.get(of.trim_start_matches('#')));
            quotations[*named.unwrap_or(&places[*around])].parts.push(*span);
        }
        for (node, span) in &self.segments {
            let Some(index) = node.attribute("corresp").and_then(|of| by_id.get(of.trim_start_matches('#'))) else {
                continue;
            };
            let quotation = &mut quotations[*index];
            let place = match node.attribute("type") {
                Some("cue") => &mut quotation.cue,
                Some("source") => &mut quotation.source,
                _ => continue,
            };
            *place = Some(place.map_or(*span, |before| before.cover(*span)));
        }
        quotations
    }
}

/// A quotation as its elements tell.
pub(super) struct Quoted<'a> {
    pub(super) node: Node<'a, 'a>,
    pieces: Vec<Span>,
    parts: Vec<Span>,
    cue: Option<Span>,
    source: Option<Span>,
}

impl Quoted<'_> {
    pub(super) fn record(self, speaker: Option<usize>) -> Said {
        let kind = match self.node.attribute("direct") {
            Some("true") => Some(QuotationKind::Direct),
            Some("false") if self.parts.is_empty() => Some(QuotationKind::Indirect),
            Some("false") => Some(QuotationKind::Mixed),
            _ if self.node.tag_name().name() == "said" => None,
            _ => Some(QuotationKind::Direct),
        };
        Said {
            id: self.node.attribute((XML, "id")).map(xml::id_of),
            kind,
            pieces: self.pieces,
            quoted_parts: Some(self.parts),
            cue: self.cue,
            source: self.source,
            speaker,
            confidence: self.node.attribute("cert").and_then(|share| share.parse().ok()),
            status: self.node.attribute("ana").map(|status| names::status_of(status.trim_start_matches("#whosaid."))),
            ..Said::default()
        }
    }
}

const XML_SPACE: &[char] = &[' ', '\t', '\n', '\r'];

pub(super) fn is(node: &Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The span without quotation marks at both its ends.
fn without_marks(text: &str, span: Span) -> Span {
    const MARKS: &[char] = &['"', '“', '”', '„', '«', '»', '‘', '’', '\'', '‹', '›'];
    let words = span.of(text);
    match words.strip_prefix(MARKS).and_then(|inner| Some((inner, inner.strip_suffix(MARKS)?))) {
        Some((inner, both)) if !both.is_empty() => {
            let start = span.start + (words.len() - inner.len()) as u32;
            Span { start, end: start + both.len() as u32 }
        }
        _ => span,
    }
}
