//! Everything that stands in the text as labelled spans with relations: what tools for training and labelling read.

use crate::arranging::Arrange;
use rustc_hash::FxHashSet;

use super::facts::Facts;
use crate::Span;
use crate::analysis::{EntityKind, QuotationKind};
use crate::text::segment;

/// A span with its label.
pub(super) struct Labelled {
    /// Unique: `q1`, its second piece `q1.2`, its cue `q1.cue`, its source `q1.source`, a mention `m1`; with `_` behind
    /// it where it would be another's own id.
    pub id: String,
    pub label: &'static str,
    /// Which list it belongs to: `quotations`, `cues`, `sources`, `mentions`.
    pub list: &'static str,
    pub span: Span,
    /// Id of the entity: of a mention its own, of a quotation its speaker.
    pub entity: Option<String>,
}

/// From one labelled span to another, by their indices.
pub(super) struct Relation {
    pub from: usize,
    pub to: usize,
    pub label: &'static str,
}

/// All of them, quotations first.
pub(super) fn labelled(facts: &Facts) -> (Vec<Labelled>, Vec<Relation>) {
    let mut spans: Vec<Labelled> = Vec::new();
    let mut relations = Vec::new();
    let mut first_mentions = Vec::new();
    let own: FxHashSet<&str> = (facts.article.entities.iter())
        .flat_map(|entity| entity.mentions.iter().map(|mention| mention.id.as_str()))
        .chain(facts.article.quotations.iter().map(|quotation| quotation.id.as_str()))
        .collect();
    for entity in facts.article.entities.iter() {
        let label = match entity.kind {
            EntityKind::Person => "PERSON",
            EntityKind::Organization => "ORGANIZATION",
            EntityKind::Place => "PLACE",
            EntityKind::Group => "GROUP",
            EntityKind::Other => "OTHER",
        };
        first_mentions.push((!entity.mentions.is_empty()).then_some(spans.len()));
        for (index, mention) in entity.mentions.iter().enumerate() {
            if index > 0 {
                relations.push(Relation { from: spans.len(), to: spans.len() - index, label: "SAME_AS" });
            }
            spans.push(Labelled {
                id: mention.id.clone(),
                label,
                list: "mentions",
                span: mention.piece.span,
                entity: Some(entity.id.clone()),
            });
        }
    }
    for quotation in facts.article.quotations.iter() {
        let label = match quotation.kind {
            QuotationKind::Direct => "DIRECT_QUOTATION",
            QuotationKind::Indirect => "INDIRECT_QUOTATION",
            QuotationKind::Mixed => "MIXED_QUOTATION",
        };
        let first = spans.len();
        let add = |spans: &mut Vec<Labelled>, suffix: String, label, list, span, entity: Option<String>| {
            let mut id = format!("{}{suffix}", quotation.id);
            while !suffix.is_empty() && own.contains(id.as_str()) {
                id.push('_');
            }
            spans.push(Labelled { id, label, list, span, entity });
            spans.len() - 1
        };
        for (index, piece) in quotation.pieces.iter().enumerate() {
            let suffix = if index == 0 { String::new() } else { format!(".{}", index + 1) };
            let added = add(&mut spans, suffix, label, "quotations", piece.span, quotation.speaker.clone());
            if index > 0 {
                relations.push(Relation { from: added, to: first, label: "CONTINUES" });
            }
        }
        if let Some(cue) = &quotation.cue {
            let to = add(&mut spans, ".cue".to_owned(), "CUE", "cues", cue.span, None);
            relations.push(Relation { from: first, to, label: "CUE" });
        }
        if let Some(source) = &quotation.source {
            let speaker = quotation.speaker.clone();
            let to = add(&mut spans, ".source".to_owned(), "SOURCE", "sources", source.span, speaker);
            relations.push(Relation { from: first, to, label: "SOURCE" });
        }
        let speaker = quotation.speaker.as_deref().and_then(|id| facts.index(id));
        if let Some(to) = speaker.and_then(|index| first_mentions[index]) {
            relations.push(Relation { from: first, to, label: "SPEAKER" });
        }
    }
    (spans, relations)
}

/// The words of a text for a reader that puts texts together of words and single spaces: every boundary of `spans` is
/// one of a word, and white space that is more than a space is a word itself.
pub(super) fn words(facts: &Facts, spans: &[Labelled]) -> Vec<Span> {
    let text = facts.text;
    let mut cuts: Vec<usize> =
        spans.iter().flat_map(|labelled| [labelled.span.start as usize, labelled.span.end as usize]).collect();
    cuts.extend(segment(text).tokens.iter().flat_map(|token| [token.span.start as usize, token.span.end as usize]));
    let mut before = None;
    for (at, letter) in text.char_indices() {
        if before.is_some_and(|before| before != is_space(letter)) {
            cuts.push(at);
        }
        before = Some(is_space(letter));
    }
    cuts.push(text.len());
    cuts.arrange();
    cuts.dedup();
    let mut words: Vec<Span> = Vec::new();
    let (mut start, mut gap) = (0, None);
    for end in cuts {
        if start < end {
            if text[start..end].chars().all(is_space) {
                // A span may end inside white space: the run is one word all the same.
                gap.get_or_insert(start);
            } else {
                words.extend(gap.take().and_then(|gap| space(text, gap, start, !words.is_empty())));
                words.push(Span::new(start, end));
            }
        }
        start = end;
    }
    words.extend(gap.and_then(|gap| space(text, gap, text.len(), !words.is_empty())));
    words
}

/// What of the white space is a word: all but the space that belongs to the word before.
fn space(text: &str, start: usize, end: usize, after_word: bool) -> Option<Span> {
    let start = if after_word && text[start..].starts_with(' ') { start + 1 } else { start };
    (start < end).then(|| Span::new(start, end))
}

/// White space as Python sees it.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || ('\x1c'..='\x1f').contains(&letter)
}

/// What is known of the document, for tools that carry it along.
pub(super) fn meta(facts: &Facts) -> serde_json::Value {
    let about = &facts.article.about;
    let entities: serde_json::Map<String, serde_json::Value> = (facts.article.entities.iter())
        .map(|entity| {
            let role = entity.description.as_deref();
            let value = serde_json::json!({
                "name": entity.name, "kind": entity.kind.name(), "role": role,
            });
            (entity.id.clone(), value)
        })
        .collect();
    serde_json::json!({
        "id": facts.document_id(),
        "title": about.title,
        "url": about.url,
        "outlet": about.outlet,
        "date": about.published.as_ref().or(about.date.as_ref()),
        "entities": entities,
    })
}
