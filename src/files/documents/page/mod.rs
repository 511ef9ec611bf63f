//! An article's text out of a web page: its paragraphs, not its menus.

mod kinds;
#[cfg(test)]
mod tests;
mod tree;
mod white_space;

use std::cell::RefCell;
use std::ops::Range;

use html5ever::Attribute;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use kinds::{ASIDE, BETWEEN, BLOCKS, HOLDERS, NEVER, NEVER_ROLES, PARTS};
use white_space::{finish, push_collapsed};

/// Text shorter than this is no prose; UTF-16 code units, as browsers count.
const SHORT: usize = 40;
/// More of its words than this are links in a menu, and fewer in prose.
const MOST_LINKED: f64 = 0.6;
/// An element with less prose does not hold the article because its name says so.
const LEAST_PROSE: usize = 200;

/// Of elements within each other that are named so, the innermost is taken that holds this much of what most hold.
const NEARLY_ALL: f64 = 0.6;

/// Its paragraphs, an empty line between them.
///
/// # Errors
/// When it holds none, or takes far more time or memory than its bytes ask for.
pub(super) fn article(html: &str) -> Result<String, &'static str> {
    let tree = tree::tree(html).ok_or("is a web page whose elements lie too deep in each other to be read")?;
    let text = Page::new(&tree).article();
    if text.is_empty() { Err("is a web page without an article's text") } else { Ok(text) }
}

fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&&*element.name) || element.name == "td"
}

/// What is seen of a page: its elements and its words, both in the order of the page.
#[derive(Default)]
struct Page {
    /// The body first.
    elements: Vec<Element>,
    text: String,
    events: Vec<Event>,
}

#[derive(Clone)]
struct Element {
    name: String,
    /// Its id and its classes.
    names: String,
    /// Whether it says that it holds the article.
    is_named: bool,
    parent: Option<usize>,
    /// The elements in it.
    inner: Range<usize>,
    /// Its words, as a part of the page's (bytes).
    words: Range<usize>,
}

#[derive(Clone)]
enum Event {
    Open(usize),
    Words(Range<usize>),
    Close(usize),
}

enum Step {
    Enter(Handle),
    Leave(usize),
}

/// Elements lie no deeper in each other; what lies deeper stands behind its parent, as in Chromium. Else time would grow with
/// the square of the depth, which nothing bounds.
const DEEPEST: usize = 512;

impl Page {
    fn new(dom: &RcDom) -> Page {
        let mut page = Page::default();
        let mut open: Vec<usize> = Vec::new();
        let mut steps = vec![Step::Enter(dom.document.clone())];
        while let Some(step) = steps.pop() {
            let node = match step {
                // One that was too deep to hold another is closed already.
                Step::Leave(index) => {
                    if open.pop_if(|last| *last == index).is_some() {
                        page.close(index);
                    }
                    continue;
                }
                Step::Enter(node) => node,
            };
            match &node.data {
                NodeData::Text { contents } if !open.is_empty() => page.words(&contents.borrow()),
                NodeData::Element { name, attrs, .. } => {
                    let name = &*name.local;
                    // What is not in the body is not seen.
                    if name == "html" || name == "frameset" {
                        steps.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
                        continue;
                    }
                    let attribute = |wanted: &str| attribute(attrs, wanted);
                    let is_in = |name: &str| open.iter().any(|index| page.elements[*index].name == name);
                    let is_outermost = open.len() == 1;
                    let is_never = NEVER.contains(&name)
                        || attribute("hidden").is_some()
                        || attribute("aria-hidden").is_some_and(|value| value == "true")
                        || attribute("role").is_some_and(|role| NEVER_ROLES.contains(&&*role))
                        || name == "header" && is_outermost
                        || name == "footer" && (is_outermost || is_in("article") && !is_in("blockquote"));
                    if is_never {
                        continue;
                    }
                    let names =
                        format!("{} {}", attribute("id").unwrap_or_default(), attribute("class").unwrap_or_default());
                    let is_named = ["article", "main"].contains(&name)
                        || attribute("itemprop").is_some_and(|value| value == "articleBody")
                        || attribute("role").is_some_and(|role| role == "main");
                    if open.len() == DEEPEST
                        && let Some(parent) = open.pop()
                    {
                        page.close(parent);
                    }
                    let index = page.open(name.to_owned(), names, is_named, open.last().copied());
                    open.push(index);
                    steps.push(Step::Leave(index));
                    steps.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
                }
                NodeData::Document => steps.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter)),
                _ => {}
            }
        }
        page
    }

    /// The paragraphs of the article, an empty line between them.
    fn article(&self) -> String {
        let Some(body) = self.elements.first() else { return String::new() };
        let (whole, prose) = (self.length(body), self.prose(body));
        let unwanted = self.elements.iter().map(|part| {
            let is_aside = PARTS.contains(&&*part.name)
                && (part.name == "form" || ASIDE.is_match(&part.names) || self.is_menu(part));
            // What holds a third of the page, or of its paragraphs, is no aside, whatever it is called.
            is_aside && self.length(part) * 3 < whole && self.prose(part) * 3 <= prose
        });
        let page = self.without(&unwanted.collect::<Vec<_>>());
        let blocks = page.blocks(page.root());
        blocks.into_iter().filter(|block| !BETWEEN.is_match(block)).collect::<Vec<_>>().join("\n\n")
    }

    fn open(&mut self, name: String, names: String, is_named: bool, parent: Option<usize>) -> usize {
        let (index, at) = (self.elements.len(), self.text.len());
        let (inner, words) = (index + 1..index + 1, at..at);
        self.elements.push(Element { name, names, is_named, parent, inner, words });
        self.events.push(Event::Open(index));
        index
    }

    fn words(&mut self, words: &str) {
        let start = self.text.len();
        self.text.push_str(words);
        self.events.push(Event::Words(start..self.text.len()));
    }

    fn close(&mut self, index: usize) {
        self.elements[index].inner.end = self.elements.len();
        self.elements[index].words.end = self.text.len();
        self.events.push(Event::Close(index));
    }

    /// The page without some of its elements and what is in them.
    fn without(&self, unwanted: &[bool]) -> Page {
        let mut page = Page::default();
        let mut open: Vec<usize> = Vec::new();
        let mut events = self.events.iter();
        while let Some(event) = events.next() {
            match event {
                Event::Open(index) if unwanted[*index] => {
                    events.by_ref().find(|event| matches!(event, Event::Close(closed) if closed == index));
                }
                Event::Open(index) => {
                    let Element { name, names, is_named, .. } = self.elements[*index].clone();
                    open.push(page.open(name, names, is_named, open.last().copied()));
                }
                Event::Words(words) => page.words(&self.text[words.clone()]),
                Event::Close(_) => {
                    if let Some(index) = open.pop() {
                        page.close(index);
                    }
                }
            }
        }
        page
    }

    fn length(&self, element: &Element) -> usize {
        self.text[element.words.clone()].trim().encode_utf16().count()
    }

    /// Letters in paragraphs.
    fn prose(&self, element: &Element) -> usize {
        let inner = self.elements[element.inner.clone()].iter();
        inner.filter(|inner| inner.name == "p").map(|paragraph| self.length(paragraph)).sum()
    }

    /// Whether an element is one paragraph: a p, or text with no block in it.
    fn is_paragraph(&self, index: usize) -> bool {
        let element = &self.elements[index];
        let mut inner = self.elements[element.inner.clone()].iter().filter(|inner| inner.parent == Some(index));
        element.name == "p" || !inner.any(is_block)
    }

    /// Letters of an element that stand in none of its blocks: of an article whose lines only br parts, all.
    fn own_letters(&self, index: usize) -> usize {
        let letters = |element: &Element| {
            let words = &self.text[element.words.clone()];
            words.split_whitespace().flat_map(str::encode_utf16).count()
        };
        let element = &self.elements[index];
        let inner = self.elements[element.inner.clone()].iter().filter(|inner| inner.parent == Some(index));
        let blocks = inner.filter(|inner| is_block(inner) || self.elements[inner.inner.clone()].iter().any(is_block));
        letters(element) - blocks.map(letters).sum::<usize>()
    }

    /// Whether an element is a list of links.
    fn is_menu(&self, element: &Element) -> bool {
        let links = self.elements[element.inner.clone()].iter().filter(|inner| inner.name == "a");
        let lengths: Vec<usize> = links.map(|link| self.length(link)).collect();
        let linked: usize = lengths.iter().sum();
        lengths.len() >= 3
            && linked as f64 / self.length(element).max(1) as f64 > MOST_LINKED
            && linked < 2 * SHORT * lengths.len()
    }

    /// The marks that a browser shows around a q element, single ones within another; none where the page has typed them,
    /// or where a paragraph stands in it. `before` is the text before it, of its block.
    fn marks_around(&self, index: usize, before: &str) -> Option<[char; 2]> {
        let element = &self.elements[index];
        let outer = std::iter::successors(element.parent, |index| self.elements[*index].parent);
        let depth = outer.filter(|index| self.elements[*index].name == "q").count();
        let words = self.text[element.words.clone()].trim();
        let first = words.chars().next()?;
        let is_typed = words[first.len_utf8()..].ends_with(['"', '\'', '”', '’', '“', '»'])
            && words.starts_with(['"', '\'', '“', '‘', '„', '«'])
            || depth == 0 && before.ends_with(['"', '“', '‘', '„', '«']);
        if is_typed || self.elements[element.inner.clone()].iter().any(is_block) {
            return None;
        }
        Some(if depth % 2 == 1 { ['‘', '’'] } else { ['“', '”'] })
    }

    /// The element that holds the article.
    fn root(&self) -> usize {
        let all = || 0..self.elements.len();
        // Letters of prose by the element whose paragraphs they are, whatever those are made of.
        let mut prose = vec![0; self.elements.len()];
        for index in all().filter(|index| HOLDERS.contains(&&*self.elements[*index].name)) {
            let (holder, length) = if self.is_paragraph(index) {
                (self.elements[index].parent, self.length(&self.elements[index]))
            } else {
                (Some(index), self.own_letters(index))
            };
            if let Some(holder) = holder.filter(|_| length >= SHORT) {
                prose[holder] += length;
            }
        }
        let within = |index: usize| prose[index] + prose[self.elements[index].inner.clone()].iter().sum::<usize>();
        let named = all().filter(|index| self.elements[*index].is_named).map(|index| (within(index), index));
        let named: Vec<(usize, usize)> = named.filter(|(prose, _)| *prose > LEAST_PROSE).collect();
        let most = named.iter().map(|(prose, _)| *prose).max().unwrap_or(0) as f64;
        // Of several with as much, the last.
        let innermost =
            named.iter().rev().filter(|(prose, _)| *prose as f64 >= NEARLY_ALL * most).min_by_key(|(prose, _)| *prose);
        if let Some((_, index)) = innermost {
            return *index;
        }
        // No element says that it is the article: take the one with most prose of its own, or what is around it, so that
        // half of all prose is in it.
        let whole: usize = prose.iter().sum();
        let mut root = all().rev().max_by_key(|index| prose[*index]).unwrap_or(0);
        while let Some(parent) = self.elements[root].parent.filter(|_| within(root) * 2 < whole) {
            root = parent;
        }
        root
    }

    /// The text of an element, a string for each block.
    fn blocks(&self, root: usize) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut current = String::new();
        let mut as_is = 0;
        // Of the q elements that are open.
        let mut marks = Vec::new();
        let begin = self.events.iter().position(|event| matches!(event, Event::Open(index) if *index == root));
        for event in self.events.iter().skip(begin.unwrap_or(self.events.len())) {
            match event {
                Event::Open(index) => {
                    let name = &*self.elements[*index].name;
                    as_is += usize::from(name == "pre");
                    if name == "br" {
                        current.push('\n');
                    }
                    if BLOCKS.contains(&name) {
                        finish(&mut current, &mut blocks);
                    }
                    if name == "q" {
                        marks.push(self.marks_around(*index, &current));
                        current.extend(marks.last().copied().flatten().map(|[opening, _]| opening));
                    }
                }
                Event::Words(words) if as_is > 0 => current.push_str(&self.text[words.clone()]),
                Event::Words(words) => push_collapsed(&mut current, &self.text[words.clone()]),
                Event::Close(index) => {
                    let name = &*self.elements[*index].name;
                    as_is -= usize::from(name == "pre");
                    if name == "q" {
                        current.extend(marks.pop().flatten().map(|[_, closing]| closing));
                    }
                    if BLOCKS.contains(&name) {
                        finish(&mut current, &mut blocks);
                    } else if ["td", "th"].contains(&name) {
                        current.push(' ');
                    }
                    if *index == root {
                        break;
                    }
                }
            }
        }
        finish(&mut current, &mut blocks);
        blocks
    }
}

fn attribute(attributes: &RefCell<Vec<Attribute>>, name: &str) -> Option<String> {
    attributes.borrow().iter().find(|attribute| &*attribute.name.local == name).map(|found| found.value.to_string())
}
