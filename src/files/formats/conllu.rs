//! CoNLL-U Plus: a line a token.
//!
//! `SpacesAfter` and `SpacesBefore` hold white space that is more than one space, as UDPipe writes it, so that the text
//! can be put together again.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::facts::{Facts, one_line};
use super::{Format, Many, Options, Part, names};
use crate::analysis::MentionForm;
use crate::session::Article;
use crate::syntax::Syntax;

pub(super) const FORMAT: Format = Format {
    name: "conllu",
    title: "CoNLL-U Plus",
    extension: ".conllup",
    beside: None,
    media_type: "text/plain",
    holds: "a line a token: part of speech, names (IOB2), quotation, speaker; coreference as in CorefUD",
    drops: "roles, places on the map, alternatives, notes; boundaries inside a token; what was removed",
    many: Many::Joined,
    write,
};

const COLUMNS: &str = "ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC WHOSAID:NER WHOSAID:QUOTATION WHOSAID:SPEAKER";

fn write(article: &Article, _: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let syntax = Syntax::new(facts.text);
    let columns = Columns::new(&facts, &syntax);
    let mut lines = format!(
        "# global.columns = {COLUMNS}\n# global.Entity = eid-etype-head-other\n# newdoc id = {}\n",
        one_line(&facts.document_id())
    );
    if let Some(title) = &article.about.title {
        let _ = writeln!(lines, "# title = {}", one_line(title));
    }
    let mut paragraph = None;
    let mut end = 0;
    for (number, sentence) in syntax.sentences.iter().enumerate() {
        let this = syntax.paragraph_of(sentence.tokens.start);
        if paragraph.replace(this) != Some(this) {
            let _ = writeln!(lines, "# newpar id = p{}", this + 1);
        }
        let words = one_line(syntax.span(sentence.tokens.clone()).of(facts.text));
        let _ = write!(lines, "# sent_id = s{}\n# text = {words}\n", number + 1);
        for (index, token) in sentence.tokens.clone().enumerate() {
            let span = syntax.tokens[token].span;
            let before = if token == 0 { escaped(&facts.text[..span.start as usize]) } else { String::new() };
            let next = syntax.tokens.get(token + 1).map_or(facts.text.len(), |next| next.span.start as usize);
            let after = &facts.text[span.end as usize..next];
            end = next;
            let mut misc = Vec::new();
            if !columns.entity[token].is_empty() {
                misc.push(format!("Entity={}", columns.entity[token]));
            }
            if after.is_empty() && token + 1 < syntax.tokens.len() {
                misc.push("SpaceAfter=No".to_owned());
            } else if after != " " {
                misc.push(format!("SpacesAfter={}", escaped(after)));
            }
            if !before.is_empty() {
                misc.push(format!("SpacesBefore={before}"));
            }
            let _ = writeln!(
                lines,
                "{}\t{}\t_\t{}\t_\t_\t_\t_\t_\t{}\t{}\t{}\t{}",
                index + 1,
                form(span.of(facts.text)),
                syntax.scores.part_of_speech(token).tag(),
                if misc.is_empty() { "_".to_owned() } else { misc.join("|") },
                columns.names[token],
                columns.quotations[token],
                columns.speakers[token],
            );
        }
        lines.push('\n');
    }
    debug_assert!(end == facts.text.len() || syntax.tokens.is_empty());
    FORMAT.one(lines)
}

/// What each token says beside its part of speech.
struct Columns {
    names: Vec<String>,
    quotations: Vec<String>,
    speakers: Vec<String>,
    entity: Vec<String>,
}

impl Columns {
    fn new(facts: &Facts, syntax: &Syntax) -> Columns {
        let count = syntax.tokens.len();
        let mut columns = Columns {
            names: vec!["O".to_owned(); count],
            quotations: vec!["O".to_owned(); count],
            speakers: vec!["_".to_owned(); count],
            entity: vec![String::new(); count],
        };
        let mut taken = vec![false; count];
        let mut brackets = Vec::new();
        for (index, entity) in facts.article.entities.iter().enumerate() {
            let kind = names::entity_kind(entity.kind);
            for mention in &entity.mentions {
                let tokens = syntax.tokens_in(mention.piece.span);
                if tokens.is_empty() {
                    continue;
                }
                if mention.form == MentionForm::Name && !taken[tokens.clone()].contains(&true) {
                    for token in tokens.clone() {
                        taken[token] = true;
                        let begins = if token == tokens.start { "B" } else { "I" };
                        columns.names[token] = format!("{begins}-{}", kind.to_ascii_uppercase());
                    }
                }
                brackets.push((tokens, index, kind));
            }
        }
        columns.set_entities(syntax, brackets);
        for quotation in facts.article.quotations.iter() {
            let mut begins = "B";
            for piece in &quotation.pieces {
                for token in syntax.tokens_in(piece.span) {
                    if columns.quotations[token] == "O" {
                        columns.quotations[token] =
                            format!("{begins}-{}:{}", names::quotation_kind(quotation.kind), column(&quotation.id));
                        columns.speakers[token] = quotation.speaker.as_deref().map_or("_".to_owned(), column);
                        begins = "I";
                    }
                }
            }
        }
        columns
    }

    /// The brackets of CorefUD. A mention does not cross the end of its sentence, and none stands twice.
    fn set_entities(&mut self, syntax: &Syntax, brackets: Vec<(std::ops::Range<usize>, usize, &str)>) {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut opening: FxHashMap<usize, Vec<(usize, String)>> = FxHashMap::default();
        let mut closing: FxHashMap<usize, Vec<(usize, String)>> = FxHashMap::default();
        let mut single: FxHashMap<usize, Vec<String>> = FxHashMap::default();
        for (tokens, index, kind) in brackets {
            let sentence = &syntax.sentences[syntax.sentence_of(tokens.start)];
            let end = tokens.end.min(sentence.tokens.end);
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
            closes.sort_by_key(|(start, _)| std::cmp::Reverse(*start));
            let mut opens = opening.remove(&token).unwrap_or_default();
            opens.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
            entity.extend(opens.into_iter().map(|(_, bracket)| bracket));
            entity.extend(single.remove(&token).unwrap_or_default());
            entity.extend(closes.into_iter().map(|(_, bracket)| bracket));
        }
    }
}

/// A word: without what parts columns and lines, never empty.
fn form(word: &str) -> String {
    let word: String = word.chars().map(|c| if c.is_whitespace() || c.is_control() { '\u{fffd}' } else { c }).collect();
    if word.is_empty() { "\u{fffd}".to_owned() } else { word }
}

/// An id in a column.
fn column(id: &str) -> String {
    let id: String = id.chars().map(|c| if c.is_whitespace() || c.is_control() { '_' } else { c }).collect();
    if id.is_empty() { "_".to_owned() } else { id }
}

/// White space as UDPipe escapes it. What else stands between tokens (nothing that is seen) is told by its number,
/// because readers cut a value at `=` and `|`.
fn escaped(space: &str) -> String {
    let mut escaped = String::new();
    for letter in space.chars() {
        match letter {
            ' ' => escaped.push_str("\\s"),
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '|' => escaped.push_str("\\p"),
            '\\' => escaped.push_str("\\\\"),
            letter if letter.is_control() || letter.is_whitespace() || letter == '=' => {
                let _ = write!(escaped, "\\u{:04x}", u32::from(letter));
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}
