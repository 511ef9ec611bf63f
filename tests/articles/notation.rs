//! Articles with marks inside the running text: `{source:1 {ann Ann Lee}} {cue:1 said} “{direct:1 it is late}”.`
//!
//! - `{direct:1 ...}`, `{mixed:1 ...}`, `{indirect:1 ...}`: the words of quotation 1; several with one number are pieces
//! - `{cue:1 ...}`, `{source:1 ...}`: its cue, and the words that name its speaker
//! - `{ann ...}`: a mention of the entity called `ann` in the list that follows a line `---`
//! - the speaker is the first entity marked inside the source, or the one that a content names: `{direct:1=ann ...}`
//! - the list: `ann: person`, `hull: place 53.74 -0.33 Hull, England` (degrees north and east)
//!
//! The texts themselves hold no braces.

use std::collections::BTreeMap;

use whosaid::evaluation::prediction::CodePoints;
use whosaid::{Document, Span};

/// A stretch of the text, in code points.
pub type Range = (usize, usize);

/// An entity of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// person, organization, place, group, other.
    pub kind: String,
    /// What stands behind the kind: coordinates and label of a place, description of another.
    pub note: String,
    pub mentions: Vec<Range>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Quotation {
    pub kind: String,
    pub content: Vec<Range>,
    pub cue: Option<Range>,
    pub source: Option<Range>,
    /// The key of an entity.
    pub speaker: Option<String>,
}

/// A text with its marks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Marked {
    pub text: String,
    pub entities: BTreeMap<String, Entity>,
    pub quotations: BTreeMap<usize, Quotation>,
}

impl Entity {
    /// Whether a mention is a name: it begins, after an article, with a capital, and is no pronoun.
    pub fn is_name(words: &str) -> bool {
        const PRONOUNS: &[&str] = &[
            "I", "He", "She", "They", "We", "It", "You", "His", "Her", "Their", "My", "Our", "Your", "Me", "Him", "Q",
            "A",
        ];
        let words =
            ["The ", "the ", "A ", "a ", "An ", "an "].iter().find_map(|a| words.strip_prefix(a)).unwrap_or(words);
        !PRONOUNS.contains(&words) && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '@')
    }
}

impl Marked {
    /// Reads the notation.
    pub fn parse(source: &str) -> Result<Marked, String> {
        let (body, list) = source.rsplit_once("\n---\n").ok_or("no list of entities after a line ---")?;
        let mut marked = Marked::default();
        for line in list.lines().filter(|line| !line.trim().is_empty()) {
            let (key, rest) = line.split_once(": ").ok_or_else(|| format!("not an entity: {line}"))?;
            let (kind, note) = rest.split_once(' ').unwrap_or((rest, ""));
            let entity = Entity { kind: kind.to_owned(), note: note.to_owned(), mentions: Vec::new() };
            marked.entities.insert(key.to_owned(), entity);
        }
        let mut open: Vec<(String, usize)> = Vec::new();
        let (mut position, mut rest) = (0, body);
        while let Some(c) = rest.chars().next() {
            match c {
                '{' => {
                    let (tag, after) = rest[1..].split_once(' ').ok_or("a mark without words")?;
                    open.push((tag.to_owned(), position));
                    rest = after;
                    continue;
                }
                '}' => {
                    let (tag, start) = open.pop().ok_or("a brace too many")?;
                    marked.add(&tag, (start, position))?;
                }
                _ => {
                    marked.text.push(c);
                    position += 1;
                }
            }
            rest = &rest[c.len_utf8()..];
        }
        open.is_empty().then_some(()).ok_or("a mark is not closed")?;
        marked.finish()
    }

    fn add(&mut self, tag: &str, range: Range) -> Result<(), String> {
        let Some((role, number)) = tag.split_once(':') else {
            let entity = self.entities.get_mut(tag).ok_or_else(|| format!("{tag} is not in the list"))?;
            entity.mentions.push(range);
            return Ok(());
        };
        let (number, speaker) = number.split_once('=').map_or((number, None), |(n, speaker)| (n, Some(speaker)));
        let number: usize = number.parse().map_err(|_| format!("{tag} has no number"))?;
        let quotation = self.quotations.entry(number).or_default();
        if let Some(speaker) = speaker {
            quotation.speaker = Some(speaker.to_owned());
        }
        match role {
            "cue" => quotation.cue = Some(range),
            "source" => quotation.source = Some(range),
            "direct" | "mixed" | "indirect" => {
                quotation.content.push(range);
                quotation.kind = role.to_owned();
            }
            _ => return Err(format!("{role} is not known")),
        }
        Ok(())
    }

    /// Puts all in order, and finds the speakers.
    fn finish(mut self) -> Result<Marked, String> {
        self.entities.values_mut().for_each(|entity| entity.mentions.sort_unstable());
        for (number, quotation) in &mut self.quotations {
            quotation.content.sort_unstable();
            if quotation.content.is_empty() {
                return Err(format!("quotation {number} has no content"));
            }
            let inside = quotation.source.filter(|_| quotation.speaker.is_none()).and_then(|source| {
                let all = self.entities.iter().flat_map(|(key, entity)| entity.mentions.iter().map(move |m| (m, key)));
                let inside = all.filter(|(m, _)| source.0 <= m.0 && m.1 <= source.1);
                inside.min_by_key(|(m, _)| (m.0, std::cmp::Reverse(m.1)))
            });
            if let Some((_, key)) = inside {
                quotation.speaker = Some(key.clone());
            }
            if let Some(key) = quotation.speaker.as_ref().filter(|key| !self.entities.contains_key(*key)) {
                return Err(format!("the speaker {key} is not in the list"));
            }
        }
        if let Some((key, _)) = self.entities.iter().find(|(_, entity)| entity.mentions.is_empty()) {
            return Err(format!("{key} is listed, but never mentioned"));
        }
        Ok(self)
    }

    /// What the annotator says, in the same form.
    pub fn from_document(document: &Document) -> Marked {
        let points = CodePoints::new(&document.text);
        let range = |span: Span| points.range(span);
        let mut keys: Vec<String> = Vec::new();
        let mut marked = Marked { text: document.text.clone(), ..Marked::default() };
        for entity in &document.entities {
            let key = key_of(&entity.name, &keys);
            let note = match (&entity.place, &entity.description) {
                (Some(place), _) => {
                    format!("{:.2} {:.2} {}", place.chosen.latitude, place.chosen.longitude, place.chosen.label)
                }
                (None, Some(description)) => one_line(description),
                (None, None) => String::new(),
            };
            let kind = entity.kind.name();
            let mut mentions: Vec<Range> = entity.mentions.iter().map(|m| range(m.span)).collect();
            mentions.sort_unstable();
            marked.entities.insert(key.clone(), Entity { kind: kind.to_owned(), note, mentions });
            keys.push(key);
        }
        for (index, (quotation, attribution)) in document.quotations.iter().zip(&document.attributions).enumerate() {
            let kind = quotation.kind.name();
            let quotation = Quotation {
                kind: kind.to_owned(),
                content: quotation.content.iter().map(|s| range(*s)).collect(),
                cue: quotation.cue.map(range),
                source: attribution.source.map(range),
                speaker: attribution.speaker.and_then(|speaker| keys.get(speaker).cloned()),
            };
            marked.quotations.insert(index + 1, quotation);
        }
        marked
    }

    /// Writes the notation.
    pub fn render(&self) -> String {
        let mut marks: Vec<(Range, String)> = Vec::new();
        for (number, quotation) in &self.quotations {
            let speaker = quotation.speaker.as_ref().map_or(String::new(), |key| format!("={key}"));
            marks.extend(quotation.content.iter().map(|r| (*r, format!("{}:{number}{speaker}", quotation.kind))));
            marks.extend(quotation.cue.map(|r| (r, format!("cue:{number}"))));
            marks.extend(quotation.source.map(|r| (r, format!("source:{number}"))));
        }
        for (key, entity) in &self.entities {
            marks.extend(entity.mentions.iter().map(|r| (*r, key.clone())));
        }
        // Outer marks open first and close last.
        marks.sort_by_key(|((start, end), tag)| (*start, std::cmp::Reverse(*end), !tag.contains(':')));
        let mut closing: Vec<usize> = Vec::new();
        let mut marks = marks.into_iter().peekable();
        let mut text = String::new();
        for (position, c) in self.text.chars().chain(std::iter::once('\n')).enumerate() {
            closing.retain(|end| {
                let closes = *end == position;
                if closes {
                    text.push('}');
                }
                !closes
            });
            while let Some(((_, end), tag)) = marks.next_if(|((start, _), _)| *start == position) {
                text.push_str(&format!("{{{tag} "));
                closing.push(end);
            }
            text.push(c);
        }
        text.push_str("---\n");
        for (key, Entity { kind, note, .. }) in &self.entities {
            text.push_str(format!("{key}: {kind} {note}").trim_end());
            text.push('\n');
        }
        text
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A key that is not used yet: the last word of the name, in small letters, with a number if need be.
fn key_of(name: &str, used: &[String]) -> String {
    let last = name.split_whitespace().next_back().unwrap_or("nobody");
    let word: String = last.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let word = if word.is_empty() { "nobody".to_owned() } else { word };
    let numbered = (2..).map(|n| format!("{word}{n}"));
    std::iter::once(word.clone()).chain(numbered).find(|key| !used.contains(key)).unwrap_or(word)
}
