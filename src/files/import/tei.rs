//! TEI P5: ours, and others', such as the one that trafilatura writes of a web page.
//!
//! A line break in the file is white space; paragraphs and `<lb/>` make the lines of the text. Of a `<choice>` one half
//! is read, notes are not.

use roxmltree::{Document, Node};
use rustc_hash::FxHashMap;

use super::builder::{Builder, Said};
use super::cas::parse;
use crate::Span;
use crate::analysis::{EntityKind, MentionForm, QuotationKind};
use crate::files::formats::{names, xml};
use crate::files::{FileError, Standoff};
use crate::session::Article;

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements that are paragraphs of their own.
const BLOCKS: &[&str] = &[
    "p", "ab", "head", "l", "lg", "item", "div", "list", "body", "row", "cell", "table", "argument", "byline",
    "dateline", "opener", "closer", "signed", "salute", "trailer", "epigraph", "sp", "speaker", "stage", "figure",
    "front", "back",
];

/// Elements whose words are no part of the text.
const LEFT_OUT: &[&str] = &["note", "fw", "teiHeader", "figDesc", "graphic", "gap", "standOff"];

/// # Errors
/// When it is no XML or has no text.
pub(super) fn read(tei: &str) -> Result<Article, FileError> {
    let document = parse(tei)?;
    let mut walker = Walker::default();
    walker.walk(&document);
    if walker.text.is_empty() {
        return Err(FileError::NoText { format: Standoff::Tei });
    }
    let mut builder = Builder::new(&walker.text);
    read_header(&document, &mut builder);
    let mut entities = read_entities(&document, &mut builder);
    let text = builder.text().to_owned();
    for (node, span) in walker.mentions.iter().filter(|(_, span)| !span.is_empty()) {
        let words = span.of(&text);
        let kind = match node.tag_name().name() {
            "persName" => EntityKind::Person,
            "orgName" => EntityKind::Organization,
            "placeName" | "settlement" | "country" | "geogName" | "region" => EntityKind::Place,
            _ => EntityKind::Other,
        };
        let key = node.attribute("ref").or_else(|| node.attribute("key")).unwrap_or(words);
        let entity = match entities.get(key.trim_start_matches('#')) {
            Some(entity) => *entity,
            None => {
                let entity = builder.entity(None, kind, words);
                entities.insert(key.trim_start_matches('#').to_owned(), entity);
                entity
            }
        };
        let form = match node.attribute("type").filter(|_| node.tag_name().name() == "rs") {
            Some(form) => names::mention_form_of(form),
            None => MentionForm::Name,
        };
        builder.mention(entity, None, form, *span);
    }
    for said in walker.quotations() {
        let speaker = said.node.attribute("who").and_then(|who| {
            let who = who.split_whitespace().next()?.trim_start_matches('#');
            let known = entities.get(who).copied();
            Some(known.unwrap_or_else(|| {
                let entity = builder.entity(None, EntityKind::Person, who);
                entities.insert(who.to_owned(), entity);
                entity
            }))
        });
        let said = said.record(speaker);
        let pieces = builder.joined(said.pieces);
        builder.quotation(Said { pieces, ..said });
    }
    Ok(builder.finish())
}

/// A quotation as its elements tell.
struct Quoted<'a> {
    node: Node<'a, 'a>,
    pieces: Vec<Span>,
    parts: Vec<Span>,
    cue: Option<Span>,
    source: Option<Span>,
}

impl Quoted<'_> {
    fn record(self, speaker: Option<usize>) -> Said {
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

/// Reads the text and where its elements stand.
#[derive(Default)]
struct Walker<'a> {
    text: String,
    /// White space that stands before the next words, if any follow in the paragraph.
    gap: Option<&'static str>,
    /// `said`, and `quote` and `q` that are no part of another.
    quotes: Vec<(Node<'a, 'a>, Span)>,
    /// `quote` inside `said`, with the index of the latter.
    parts: Vec<(usize, Node<'a, 'a>, Span)>,
    mentions: Vec<(Node<'a, 'a>, Span)>,
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
    fn walk(&mut self, document: &'a Document<'a>) {
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
    fn quotations(&self) -> Vec<Quoted<'a>> {
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

const XML_SPACE: &[char] = &[' ', '\t', '\n', '\r'];

fn is(node: &Node, name: &str) -> bool {
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

fn read_header(document: &Document, builder: &mut Builder) {
    let header = document.descendants().find(|node| is(node, "teiHeader"));
    let within = |above: &str, name: &str| {
        let above = header?.descendants().find(|node| is(node, above))?;
        let found = above.descendants().find(|node| is(node, name))?;
        let words: String = found.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
        Some(words.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty())
    };
    let about = &mut builder.about;
    about.title = within("titleStmt", "title");
    about.author = within("titleStmt", "author");
    about.outlet = within("sourceDesc", "publisher").or_else(|| within("publicationStmt", "publisher"));
    about.date = within("sourceDesc", "date");
    about.id = within("sourceDesc", "idno").filter(|id| !id.starts_with("urn:sha256:"));
    let address = header.and_then(|header| header.descendants().find(|node| is(node, "ref") || is(node, "ptr")));
    about.url = address.and_then(|node| node.attribute("target")).map(str::to_owned);
    let language = header.and_then(|header| header.descendants().find(|node| is(node, "language")));
    about.language = language.and_then(|node| node.attribute("ident")).map(str::to_owned);
}

/// The people, organizations and places that lists declare, by their ids.
fn read_entities(document: &Document, builder: &mut Builder) -> FxHashMap<String, usize> {
    let mut entities = FxHashMap::default();
    let mut members = Vec::new();
    for node in document.descendants() {
        let kind = match node.tag_name().name() {
            "person" => EntityKind::Person,
            "personGrp" => EntityKind::Group,
            "org" if node.attribute("type") == Some("other") => EntityKind::Other,
            "org" => EntityKind::Organization,
            "place" => EntityKind::Place,
            _ => continue,
        };
        let Some(id) = node.attribute((XML, "id")) else { continue };
        let words = |wanted: &[&str]| {
            let found =
                node.descendants().find(|node| node.is_element() && wanted.contains(&node.tag_name().name()))?;
            Some(found.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect::<String>())
        };
        let name = words(&["persName", "orgName", "placeName", "name"]).unwrap_or_else(|| id.to_owned());
        let index = builder.entity(Some(&xml::id_of(id)), kind, &name);
        builder.entity_mut(index).description = words(&["occupation", "desc", "roleName"]);
        let geo = words(&["geo"]).unwrap_or_default();
        let mut numbers = geo.split([' ', ',']).filter_map(|number| number.trim().parse::<f64>().ok());
        if let (Some(lat), Some(lon)) = (numbers.next(), numbers.next()) {
            builder.locate(index, lat, lon, words(&["idno"]).and_then(|iri| names::geoname_of(&iri)));
        }
        if let Some(ids) = node.attribute("corresp").filter(|_| kind == EntityKind::Group) {
            members.push((
                index,
                ids.split_whitespace().map(|id| id.trim_start_matches('#').to_owned()).collect::<Vec<_>>(),
            ));
        }
        entities.insert(id.to_owned(), index);
    }
    for (index, ids) in members {
        let ids = ids.iter().filter_map(|id| entities.get(id)).map(|index| builder.entities()[*index].id.clone());
        let ids = ids.collect();
        builder.entity_mut(index).members = ids;
    }
    entities
}
