//! Standoff of the brat annotation tool: the text, and a file of annotations beside it.
//!
//! Annotations of an event stand right after it: brat refuses the whole file otherwise. Speakers stand as relations, too,
//! because readers such as pybrat lose the roles of events.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::facts::{Facts, one_line};
use super::{Format, Many, Options, Part, names};
use crate::Span;
use crate::analysis::EntityKind;
use crate::session::{Article, Quotation};

pub(super) const FORMAT: Format = Format {
    name: "brat",
    title: "brat",
    extension: ".ann",
    beside: Some(".txt"),
    media_type: "text/plain",
    holds: "a text and its annotations in two files: mentions, quotations as events with cue, source and speaker",
    drops: "points and candidates of places, alternatives, confidences, ids, which parts of a mixed quotation stand in marks, tags, notes of entities and mentions, review of entities, author, outlet, what was removed; pieces with only white space between them become one",
    many: Many::Apart,
    write,
};

/// What readers of lines and columns end them at.
const BREAKS: &[char] =
    &['\n', '\t', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The labels of mentions.
const MENTIONS: [&str; 5] = ["Person", "Organization", "Place", "Group", "Other"];

/// The annotations as they grow, with the number to give next of each sort.
struct Writer<'a> {
    facts: Facts<'a>,
    lines: String,
    /// What was written first of each place, and its label.
    places: FxHashMap<Vec<Span>, (usize, &'static str)>,
    text_bound: usize,
    relations: usize,
    attributes: usize,
    notes: usize,
}

fn write(article: &Article, _: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let places = FxHashMap::default();
    let mut writer = Writer { facts, lines: String::new(), places, text_bound: 0, relations: 0, attributes: 0, notes: 0 };
    let mut first_mentions = Vec::with_capacity(article.entities.len());
    for entity in article.entities.iter() {
        let label = match entity.kind {
            EntityKind::Person => "Person",
            EntityKind::Organization => "Organization",
            EntityKind::Place => "Place",
            EntityKind::Group => "Group",
            EntityKind::Other => "Other",
        };
        let mut first = None;
        for mention in &entity.mentions {
            let Some(id) = writer.text_bound(label, &[mention.piece.span], &[]) else { continue };
            writer.attribute("Form", id, 'T', mention.form.name());
            match first {
                None => {
                    let role = entity.description.as_deref().map_or(String::new(), |role| format!("; {role}"));
                    writer.note(id, 'T', &format!("{}{role}", entity.name));
                    first = Some(id);
                }
                Some(first) => writer.relation("SameAs", id, first),
            }
        }
        first_mentions.push(first);
    }
    let mut event = 0;
    for quotation in article.quotations.iter() {
        let speaker = quotation.speaker.as_deref().and_then(|id| writer.facts.index(id));
        let speaker = speaker.and_then(|index| first_mentions[index]);
        event += usize::from(writer.event(event + 1, quotation, speaker));
    }
    vec![
        Part { ending: ".txt", content: article.text.to_string() },
        Part { ending: FORMAT.extension, content: writer.lines },
    ]
}

impl Writer<'_> {
    /// Whether the quotation could be written.
    fn event(&mut self, number: usize, quotation: &Quotation, speaker: Option<usize>) -> bool {
        let spans: Vec<Span> = quotation.pieces.iter().map(|piece| piece.span).collect();
        // The trigger of an event has its type: the cue, or without one the words said, which are no argument then.
        let cue = quotation.cue.as_ref().map(|cue| cue.span);
        let cue = cue.and_then(|cue| self.text_bound("Quotation", &[cue], &["Quotation"]));
        let words = match cue {
            Some(_) => self.text_bound("Content", &spans, &[&MENTIONS[..], &["Source"]].concat()),
            None => self.text_bound("Quotation", &spans, &[]),
        };
        let Some(words) = words else { return false };
        let source = quotation.source.as_ref();
        let source = source.and_then(|source| {
            self.text_bound("Source", &[source.span], &[&MENTIONS[..], &["Source", "Content", "Quotation"]].concat())
        });
        let content = cue.map(|_| words);
        let _ = write!(self.lines, "E{number}\tQuotation:T{}", cue.unwrap_or(words));
        for (role, argument) in [("Content", content), ("Source", source), ("Speaker", speaker)] {
            if let Some(argument) = argument {
                let _ = write!(self.lines, " {role}:T{argument}");
            }
        }
        self.lines.push('\n');
        self.attribute("Kind", number, 'E', quotation.kind.name());
        self.attribute("Status", number, 'E', names::status(quotation.status));
        if !quotation.note.is_empty() {
            self.note(number, 'E', &quotation.note);
        }
        if let Some(speaker) = speaker {
            self.relation("SaidBy", words, speaker);
        }
        true
    }

    /// A span over a line break or a tab is unreadable for brat: it is cut into fragments there. What stands at the same
    /// place already, with one of the labels `shared`, is not written a second time: some readers refuse that.
    fn text_bound(&mut self, label: &'static str, spans: &[Span], shared: &[&str]) -> Option<usize> {
        let mut fragments = Vec::new();
        for span in spans {
            let mut start = span.start as usize;
            for line in span.of(self.facts.text).split_inclusive(BREAKS) {
                let words = line.trim_end_matches(BREAKS);
                if !words.trim().is_empty() {
                    fragments.push(Span::new(start, start + words.len()));
                }
                start += line.len();
            }
        }
        if fragments.is_empty() {
            return None;
        }
        if let Some((id, of)) = self.places.get_mut(&fragments).filter(|(_, of)| shared.contains(of)) {
            // The words of one quotation are never those of another, whose speaker they would get.
            if label != "Source" {
                *of = label;
            }
            return Some(*id);
        }
        self.text_bound += 1;
        let places: Vec<String> = (fragments.iter())
            .map(|span| self.facts.code_points(*span))
            .map(|(start, end)| format!("{start} {end}"))
            .collect();
        let words: Vec<&str> = fragments.iter().map(|span| span.of(self.facts.text)).collect();
        let _ = writeln!(self.lines, "T{}\t{label} {}\t{}", self.text_bound, places.join(";"), words.join(" "));
        self.places.entry(fragments).or_insert((self.text_bound, label));
        Some(self.text_bound)
    }

    fn attribute(&mut self, name: &str, of: usize, sort: char, value: &str) {
        self.attributes += 1;
        let _ = writeln!(self.lines, "A{}\t{name} {sort}{of} {value}", self.attributes);
    }

    fn note(&mut self, of: usize, sort: char, note: &str) {
        self.notes += 1;
        let _ = writeln!(self.lines, "#{}\tAnnotatorNotes {sort}{of}\t{}", self.notes, one_line(note));
    }

    fn relation(&mut self, name: &str, from: usize, to: usize) {
        self.relations += 1;
        let _ = writeln!(self.lines, "R{}\t{name} Arg1:T{from} Arg2:T{to}", self.relations);
    }
}
