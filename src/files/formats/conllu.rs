//! CoNLL-U Plus: a line a token.
//!
//! `SpacesAfter` and `SpacesBefore` hold white space that is more than one space, as UDPipe writes it, so that the text
//! can be put together again.

use crate::arranging::Arrange;
use std::fmt::Write as _;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::{Facts, one_line};
use super::{Format, Many, Options, Part};
use crate::Span;
use crate::analysis::MentionForm;
use crate::reader::Reader;
use crate::session::{Article, Quotation};
use crate::text::{Segments, Token};

pub(super) const FORMAT: Format = Format {
    name: "conllu",
    title: "CoNLL-U Plus",
    extension: ".conllup",
    beside: None,
    media_type: "text/plain",
    holds: "a line a token: part of speech, names (IOB2), quotation, speaker; coreference as in CorefUD",
    drops: "roles, cues, sources, which parts stand in marks, confidences, alternatives, points and candidates of places, notes, tags, review, author, outlet, what was removed; boundaries inside a token",
    many: Many::Joined,
    write,
};

const COLUMNS: &str = "ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC WHOSAID:NER WHOSAID:QUOTATION WHOSAID:SPEAKER";

fn write(article: &Article, _: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let segments = facts.segments();
    let parts_of_speech = Reader::built_in().read_parts_of_speech(facts.text, &segments);
    let columns = Columns::new(&facts, &segments);
    let tokens = &segments.tokens;
    // A line of a word of six letters has about 40 bytes.
    let mut lines = String::with_capacity(facts.text.len() * 8 + 300);
    let _ = write!(
        lines,
        "# global.columns = {COLUMNS}\n# global.Entity = eid-etype-head-other\n# newdoc id = {}\n",
        one_line(&facts.document_id())
    );
    if let Some(title) = &article.about.title {
        let _ = writeln!(lines, "# title = {}", one_line(title));
    }
    let mut end = 0;
    for (number, sentence) in segments.sentences.iter().enumerate() {
        let paragraph = segments.paragraphs.partition_point(|paragraph| paragraph.sentences.end <= number);
        if segments.paragraphs[paragraph].sentences.start == number {
            let _ = writeln!(lines, "# newpar id = p{}", paragraph + 1);
        }
        let _ = write!(lines, "# sent_id = s{}\n# text = {}\n", number + 1, one_line(sentence.span.of(facts.text)));
        for (index, token) in sentence.tokens.clone().enumerate() {
            let span = tokens[token].span;
            let before = if token == 0 { &facts.text[..span.start as usize] } else { "" };
            let next = tokens.get(token + 1).map_or(facts.text.len(), |next| next.span.start as usize);
            let after = &facts.text[span.end as usize..next];
            end = next;
            let _ = write!(lines, "{}\t", index + 1);
            push_form(&mut lines, span.of(facts.text));
            lines.push_str("\t_\t");
            lines.push_str(parts_of_speech[token].tag());
            lines.push_str("\t_\t_\t_\t_\t_\t");
            let misc = lines.len();
            if !columns.entity[token].is_empty() {
                lines.push_str("|Entity=");
                lines.push_str(&columns.entity[token]);
            }
            // An empty value is none to readers, which then put a space behind the last token.
            if after.is_empty() {
                lines.push_str("|SpaceAfter=No");
            } else if after != " " {
                lines.push_str("|SpacesAfter=");
                push_escaped(&mut lines, after);
            }
            if !before.is_empty() {
                lines.push_str("|SpacesBefore=");
                push_escaped(&mut lines, before);
            }
            // What stands first has nothing to be parted from.
            if lines.len() == misc {
                lines.push('_');
            } else {
                lines.remove(misc);
            }
            columns.push(&mut lines, token);
            lines.push('\n');
        }
        lines.push('\n');
    }
    debug_assert!(end == facts.text.len() || tokens.is_empty());
    FORMAT.one(lines)
}

/// What each token says beside its part of speech.
struct Columns<'a> {
    /// Whether a name begins, and its kind.
    names: Vec<Option<(bool, &'static str)>>,
    /// Whether a quotation begins, and which.
    quotations: Vec<Option<(bool, &'a Quotation)>>,
    entity: Vec<String>,
}

/// The tokens of a mention, the index of its entity, and the entity's kind.
type Bracket = (Range<usize>, usize, &'static str);

impl<'a> Columns<'a> {
    fn new(facts: &Facts<'a>, segments: &Segments) -> Columns<'a> {
        let count = segments.tokens.len();
        let mut columns =
            Columns { names: vec![None; count], quotations: vec![None; count], entity: vec![String::new(); count] };
        let mut brackets = Vec::new();
        for (index, entity) in facts.article.entities.iter().enumerate() {
            let kind = entity.kind.name();
            for mention in &entity.mentions {
                let tokens = tokens_in(&segments.tokens, mention.piece.span);
                if tokens.is_empty() {
                    continue;
                }
                let names = &mut columns.names[tokens.clone()];
                if mention.form == MentionForm::Name && names.iter().all(Option::is_none) {
                    names.fill(Some((false, kind)));
                    names[0] = Some((true, kind));
                }
                brackets.push((tokens, index, kind));
            }
        }
        columns.set_entities(segments, brackets);
        for quotation in facts.article.quotations.iter() {
            let mut begins = true;
            for piece in &quotation.pieces {
                for token in tokens_in(&segments.tokens, piece.span) {
                    if columns.quotations[token].is_none() {
                        columns.quotations[token] = Some((begins, quotation));
                        begins = false;
                    }
                }
            }
        }
        columns
    }

    /// The brackets of CorefUD. A mention does not cross the end of its sentence, and none stands twice.
    fn set_entities(&mut self, segments: &Segments, brackets: Vec<Bracket>) {
        let mut seen = FxHashSet::default();
        let mut opening: FxHashMap<usize, Vec<(usize, String)>> = FxHashMap::default();
        let mut closing: FxHashMap<usize, Vec<(usize, String)>> = FxHashMap::default();
        let mut single: FxHashMap<usize, Vec<String>> = FxHashMap::default();
        for (tokens, index, kind) in brackets {
            let sentence = segments.sentences.partition_point(|sentence| sentence.tokens.end <= tokens.start);
            let end = tokens.end.min(segments.sentences[sentence].tokens.end);
            if !seen.insert((tokens.start, end, index)) {
                continue;
            }
            let eid = format!("e{}", index + 1);
            let head = end - tokens.start;
            if head == 1 {
                single.entry(tokens.start).or_default().push(format!("({eid}-{kind}-1-)"));
            } else {
                opening.entry(tokens.start).or_default().push((end, format!("({eid}-{kind}-{head}-")));
                closing.entry(end - 1).or_default().push((tokens.start, format!("{eid})")));
            }
        }
        for (token, entity) in self.entity.iter_mut().enumerate() {
            let mut closes = closing.remove(&token).unwrap_or_default();
            closes.arrange_by_key(|(start, _)| std::cmp::Reverse(*start));
            let mut opens = opening.remove(&token).unwrap_or_default();
            opens.arrange_by_key(|(end, _)| std::cmp::Reverse(*end));
            entity.extend(opens.into_iter().map(|(_, bracket)| bracket));
            entity.extend(single.remove(&token).unwrap_or_default());
            entity.extend(closes.into_iter().map(|(_, bracket)| bracket));
        }
    }

    /// Writes the columns of our own.
    fn push(&self, lines: &mut String, token: usize) {
        let begins = |begins| if begins { "\tB-" } else { "\tI-" };
        match self.names[token] {
            None => lines.push_str("\tO"),
            Some((first, kind)) => {
                lines.push_str(begins(first));
                lines.extend(kind.chars().map(|letter| letter.to_ascii_uppercase()));
            }
        }
        match self.quotations[token] {
            None => lines.push_str("\tO\t_"),
            Some((first, quotation)) => {
                lines.push_str(begins(first));
                lines.push_str(quotation.kind.name());
                lines.push(':');
                lines.push_str(&column(&quotation.id));
                lines.push('\t');
                lines.push_str(&quotation.speaker.as_deref().map_or("_".to_owned(), column));
            }
        }
    }
}

/// The tokens that overlap `span`.
fn tokens_in(tokens: &[Token], span: Span) -> Range<usize> {
    let start = tokens.partition_point(|token| token.span.end <= span.start);
    let end = tokens.partition_point(|token| token.span.start < span.end);
    start..end.max(start)
}

/// Writes a word: without what parts columns and lines, never empty.
fn push_form(lines: &mut String, word: &str) {
    lines.extend(word.chars().map(|c| if c.is_whitespace() || c.is_control() { '\u{fffd}' } else { c }));
    if word.is_empty() {
        lines.push('\u{fffd}');
    }
}

/// An id in a column.
fn column(id: &str) -> String {
    let id: String = id.chars().map(|c| if c.is_whitespace() || c.is_control() { '_' } else { c }).collect();
    if id.is_empty() { "_".to_owned() } else { id }
}

/// Writes white space as UDPipe escapes it. What else stands between tokens (nothing that is seen) is told by its number,
/// because readers cut a value at `=` and `|`.
fn push_escaped(lines: &mut String, space: &str) {
    for letter in space.chars() {
        match letter {
            ' ' => lines.push_str("\\s"),
            '\t' => lines.push_str("\\t"),
            '\n' => lines.push_str("\\n"),
            '\r' => lines.push_str("\\r"),
            '|' => lines.push_str("\\p"),
            '\\' => lines.push_str("\\\\"),
            letter if letter.is_control() || letter.is_whitespace() || letter == '=' => {
                let _ = write!(lines, "\\u{:04x}", u32::from(letter));
            }
            letter => lines.push(letter),
        }
    }
}
