//! Tasks for Prodigy.

use serde_json::{Value, json};

use super::facts::Facts;
use super::spans;
use super::{Format, Many, Options, Part};
use crate::session::Article;

pub(super) const FORMAT: Format = Format {
    name: "prodigy",
    title: "Prodigy (JSONL)",
    extension: ".prodigy.jsonl",
    beside: None,
    media_type: "application/jsonl",
    holds: "a task a document: tokens, labelled spans, relations",
    drops: "which parts stand in marks, confidences, alternatives, points and candidates of places, notes, tags, review, author, what was removed",
    many: Many::Joined,
    write,
};

fn write(article: &Article, _: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let (labelled, relations) = spans::labelled(&facts);
    let words = spans::words(&facts, &labelled);
    let first = |span: crate::Span| words.partition_point(|word| word.end <= span.start);
    let last = |span: crate::Span| words.partition_point(|word| word.start < span.end).saturating_sub(1);
    let tokens: Vec<Value> = (words.iter().enumerate())
        .map(|(index, word)| {
            let (start, end) = facts.code_points(*word);
            let next = words.get(index + 1).map_or(article.text.len(), |next| next.start as usize);
            let space = word.end as usize + 1 == next && article.text[word.end as usize..].starts_with(' ');
            json!({ "text": word.of(facts.text), "start": start, "end": end, "id": index, "ws": space })
        })
        .collect();
    let records: Vec<Value> = (labelled.iter())
        .map(|span| {
            let (start, end) = facts.code_points(span.span);
            json!({
                "start": start, "end": end, "label": span.label, "id": span.id,
                "token_start": first(span.span), "token_end": last(span.span),
            })
        })
        .collect();
    let relations: Vec<Value> = (relations.iter())
        .map(|relation| {
            json!({
                "head": last(labelled[relation.from].span), "child": last(labelled[relation.to].span),
                "head_span": records[relation.from], "child_span": records[relation.to], "label": relation.label,
            })
        })
        .collect();
    let task = json!({
        "text": &*article.text, "tokens": tokens, "spans": records, "relations": relations, "meta": spans::meta(&facts),
    });
    FORMAT.one(task.to_string() + "\n")
}
