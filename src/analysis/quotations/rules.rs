//! Finds quotations by rules alone, for a text that no reader has scored.

use std::ops::Range;

use super::draft::Draft;
use super::marks::Marked;
use crate::knowledge::cues::{CueKinds, cue_kinds};
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// The quotations that rules find, given what stands between marks.
pub(super) fn find(syntax: &Syntax, marked: &[Marked]) -> Vec<Draft> {
    let rules = Rules::new(syntax, marked);
    let mut drafts = rules.direct(marked);
    rules.indirect(&mut drafts);
    drafts
}

struct Rules<'s, 't> {
    syntax: &'s Syntax<'t>,
    lower: Vec<String>,
    /// Whether the token lies between marks, the marks themselves included.
    in_marks: Vec<bool>,
}

/// A cue with its source.
#[derive(Clone)]
struct Link {
    cue: Range<usize>,
    source: Option<Range<usize>>,
}

const PRONOUNS: &[&str] = &["he", "she", "they", "i", "we", "it", "you", "who"];
const SKIPPED: &[&str] = &[
    "also", "has", "had", "have", "will", "would", "then", "later", "not", "never", "once", "first", "again", "is",
    "was", "were", "are", "even", "still", "too", "both", "'s", "’s", "'ve", "did", "n't", "n’t", "recently", "just",
    "already",
];
const BOUNDARIES: &[&str] = &[
    "that", "as", "when", "because", "while", "if", "but", "although", "though", "where", "what", "whether", "after",
    "before", "since", "which", "so", "or", "than", "until", "how", "why", "yet",
];

impl<'s, 't> Rules<'s, 't> {
    fn new(syntax: &'s Syntax<'t>, marked: &[Marked]) -> Rules<'s, 't> {
        let lower = (0..syntax.tokens.len()).map(|token| syntax.word(token).to_lowercase()).collect();
        let mut in_marks = vec![false; syntax.tokens.len()];
        for one in marked.iter().filter(|one| one.depth == 0) {
            let end = one.close.map_or(one.extent().end, |close| close + 1);
            in_marks[one.open..end].fill(true);
        }
        Rules { syntax, lower, in_marks }
    }

    fn is_verb(&self, token: usize) -> bool {
        let kinds = cue_kinds(&self.lower[token]);
        let after = token.checked_sub(1).map_or("", |before| self.lower[before].as_str());
        let is_noun = kinds.has(CueKinds::NOUN)
            && matches!(after, "the" | "a" | "an" | "his" | "her" | "their" | "its" | "this" | "that" | "of" | "no");
        kinds.is_speech_verb() && !is_noun && !matches!(after, "to" | "-")
    }

    fn is_punctuation(&self, token: usize) -> bool {
        self.syntax.tokens[token].kind == TokenKind::Punctuation
    }

    /// The noun phrase that ends before token `end` and does not begin before token `start`.
    fn phrase_before(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut end = end;
        while end > start && (SKIPPED.contains(&self.lower[end - 1].as_str()) || self.lower[end - 1].ends_with("ly")) {
            end -= 1;
        }
        if end <= start || self.in_marks[end - 1] {
            return None;
        }
        if PRONOUNS.contains(&self.lower[end - 1].as_str()) {
            return Some(end - 1..end);
        }
        let boundary = |token: usize| {
            self.in_marks[token]
                || self.is_punctuation(token) && !matches!(self.syntax.word(token), "-" | "'" | "’" | "$")
                || BOUNDARIES.contains(&self.lower[token].as_str())
        };
        let run_start = |end: usize| (start..end).rev().find(|token| boundary(*token)).map_or(start, |token| token + 1);
        // "Ada Okafor, chair of the port authority, said": the name stands before the apposition.
        if self.lower[end - 1] == "," && end >= start + 3 {
            let comma = (start..end - 1).rev().find(|token| self.lower[*token] == ",")?;
            let from = run_start(comma);
            return (from < comma && comma - from <= 10).then_some(from..comma);
        }
        let from = run_start(end);
        (from < end && end - from <= 14).then_some(from..end)
    }

    /// The noun phrase that begins at token `start`, up to token `end` at most.
    fn phrase_after(&self, start: usize, end: usize) -> Option<Range<usize>> {
        if start >= end || self.in_marks[start] {
            return None;
        }
        if PRONOUNS.contains(&self.lower[start].as_str()) {
            return Some(start..start + 1);
        }
        let stops =
            ["on", "in", "at", "during", "after", "when", "as", "and", "to", "while", "who", "that", "about", "before"];
        let stop = (start..end)
            .find(|token| {
                self.in_marks[*token]
                    || self.is_punctuation(*token) && !matches!(self.syntax.word(*token), "-" | "'" | "’")
                    || stops.contains(&self.lower[*token].as_str())
            })
            .unwrap_or(end);
        (stop > start && stop - start <= 14).then_some(start..stop)
    }

    /// The cue after a quotation that ends before token `at`: "…," said Okafor; "…," Okafor said.
    fn link_after(&self, at: usize, limit: usize) -> Option<Link> {
        let limit = limit.min(at + 25);
        let stop = (at..limit).find(|t| matches!(self.syntax.word(*t), "." | "?" | "!" | ";") || self.in_marks[*t]);
        let limit = stop.unwrap_or(limit);
        let start = if at < limit && self.lower[at] == "," { at + 1 } else { at };
        if start + 1 < limit && self.lower[start] == "according" && self.lower[start + 1] == "to" {
            return Some(Link { cue: start..start + 2, source: self.phrase_after(start + 2, limit) });
        }
        let verb = (start..limit).find(|token| self.is_verb(*token))?;
        if verb == start {
            return Some(Link { cue: verb..verb + 1, source: self.phrase_after(verb + 1, limit) });
        }
        let source = self.phrase_before(start, verb)?;
        (source.start <= start + 1).then_some(Link { cue: verb..verb + 1, source: Some(source) })
    }

    /// The cue before a quotation that begins at token `at`: Okafor said: "…".
    fn link_before(&self, start: usize, at: usize) -> Option<Link> {
        let mut end = at;
        while end > start && matches!(self.lower[end - 1].as_str(), "," | ":" | "that" | "—") {
            end -= 1;
        }
        let start = start.max(end.saturating_sub(25));
        let verb = (start..end).rev().take_while(|t| !self.in_marks[*t]).find(|token| self.is_verb(*token));
        if let Some(verb) = verb {
            let source = self.phrase_before(start, verb);
            let direct = end - verb <= 1 || end < at || cue_kinds(&self.lower[verb]).has(CueKinds::TELL);
            return (direct || source.is_some()).then_some(Link { cue: verb..verb + 1, source });
        }
        // "Okafor: …", and the turns of a transcript.
        let colon = at.checked_sub(1).filter(|colon| *colon > start && self.lower[*colon] == ":")?;
        let source = start..colon;
        let named = source.len() <= 5 && self.syntax.word(start).starts_with(char::is_uppercase);
        named.then_some(Link { cue: colon..at, source: Some(source) })
    }

    fn sentence_start(&self, token: usize) -> usize {
        self.syntax.sentences[self.syntax.sentence_of(token)].tokens.start
    }

    fn paragraph_end(&self, token: usize) -> usize {
        self.syntax.paragraphs[self.syntax.paragraph_of(token)].tokens.end
    }

    fn direct(&self, marked: &[Marked]) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        for one in marked.iter().filter(|one| one.depth == 0) {
            let extent = one.extent();
            let after = one.close.map_or(extent.end, |close| close + 1);
            let paragraph = self.syntax.paragraph_of(one.open);
            let starts_paragraph = self.syntax.paragraphs[paragraph].tokens.start == one.open;
            let last = self.syntax.word(extent.end - 1);
            let comma = last == "," || self.syntax.tokens.get(after).is_some_and(|t| t.of(self.syntax.text) == ",");
            let ended = matches!(last, "." | "?" | "!" | "…" | "...");
            let link_after = || {
                let same = comma || matches!(last, "?" | "!" | "-" | "—") || one.close.is_none();
                (same && after < self.syntax.tokens.len())
                    .then(|| self.link_after(after, self.paragraph_end(extent.end - 1)))?
            };
            let link = if starts_paragraph { None } else { self.link_before(self.sentence_start(one.open), one.open) };
            let link = link.or_else(link_after);
            let words = extent.clone().filter(|token| !self.is_punctuation(*token)).count();
            let titled = extent.clone().all(|token| {
                self.is_punctuation(token)
                    || !self.syntax.word(token).starts_with(char::is_lowercase)
                    || matches!(self.lower[token].as_str(), "of" | "the" | "and" | "in" | "a" | "to" | "for" | "on")
            });
            let previous = drafts.last_mut().filter(|draft| {
                let end = draft.content[draft.content.len() - 1].end;
                self.syntax.paragraph_of(end - 1) == paragraph
            });
            match (link, previous) {
                (None, Some(previous)) if (ended || words >= 5) => {
                    previous.content.extend(one.pieces.iter().cloned());
                }
                // "A," she said, "b.": the comma before the second piece tells that it is one quotation.
                (Some(link), Some(previous)) if previous.cue.as_ref() == Some(&link.cue) => {
                    previous.content.extend(one.pieces.iter().cloned());
                }
                (None, _) if !ended && (words < 5 || titled) => {}
                (link, _) => {
                    let (cue, source) = link.map_or((None, None), |link| (Some(link.cue), link.source));
                    drafts.push(Draft {
                        content: one.pieces.clone(),
                        cue,
                        sources: source.into_iter().map(|s| (s, 0.8)).collect(),
                    });
                }
            }
        }
        drafts
    }

    /// Clauses after and before verbs of speech that no quotation between marks has used.
    fn indirect(&self, drafts: &mut Vec<Draft>) {
        let mut used = vec![false; self.syntax.tokens.len()];
        for draft in drafts.iter() {
            draft.cue.iter().chain(&draft.content).for_each(|range| used[range.clone()].fill(true));
        }
        for sentence in &self.syntax.sentences {
            let (start, mut end) = (sentence.tokens.start, sentence.tokens.end);
            while end > start && self.is_punctuation(end - 1) && !self.in_marks[end - 1] {
                end -= 1;
            }
            let Some(verb) = (start..end).find(|t| {
                !used[*t] && !self.in_marks[*t] && cue_kinds(&self.lower[*t]).has(CueKinds::SAY) && self.is_verb(*t)
            }) else {
                if let Some(at) = (start..end).find(|t| self.lower[*t] == "according" && !used[*t]) {
                    self.according(start, at, end, drafts);
                }
                continue;
            };
            let source = self.phrase_before(start, verb);
            let mut from = verb + 1;
            if from < end
                && matches!(
                    self.lower[from].as_str(),
                    "on" | "in" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
                )
            {
                from = (from..(from + 6).min(end)).find(|t| self.lower[*t] == "that").unwrap_or(from);
            }
            let that = from < end && self.lower[from] == "that";
            let last_clause = end <= from + 2 || self.is_punctuation(from);
            let content = if !last_clause || that {
                from..end
            } else if let Some(source) = &source {
                // "The port will close, Okafor said."
                match source.start.checked_sub(1).filter(|comma| *comma > start && self.lower[*comma] == ",") {
                    Some(comma) => start..comma,
                    None => continue,
                }
            } else {
                continue;
            };
            let certain = that || matches!(self.lower[verb].as_str(), "said" | "says" | "say" | "saying");
            if content.len() >= 2 && certain && !content.clone().all(|token| used[token]) {
                drafts.push(Draft {
                    content: vec![content],
                    cue: Some(verb..verb + 1),
                    sources: source.into_iter().map(|s| (s, 0.8)).collect(),
                });
            }
        }
    }

    fn according(&self, start: usize, at: usize, end: usize, drafts: &mut Vec<Draft>) {
        if at + 2 >= end || self.lower[at + 1] != "to" {
            return;
        }
        let Some(source) = self.phrase_after(at + 2, end) else { return };
        let content = if at > start + 1 {
            let comma = usize::from(self.lower[at - 1] == ",");
            start..at - comma
        } else {
            (source.end + usize::from(source.end < end && self.lower[source.end] == ","))..end
        };
        if content.len() >= 2 && !content.clone().any(|token| self.in_marks[token]) {
            drafts.push(Draft { content: vec![content], cue: Some(at..at + 2), sources: vec![(source, 0.8)] });
        }
    }
}
