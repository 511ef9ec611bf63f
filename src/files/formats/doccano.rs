//! Sequence labelling with relations for doccano.

use serde_json::{Value, json};

use super::facts::Facts;
use super::spans;
use super::{Format, Many, Options, Part};
use crate::session::Article;

pub(super) const FORMAT: Format = Format {
    name: "doccano",
    title: "doccano (JSONL)",
    extension: ".doccano.jsonl",
    beside: None,
    media_type: "application/jsonl",
    holds: "a line a document: labelled spans and relations",
    drops: "which parts stand in marks, confidences, alternatives, points and candidates of places, notes, tags, review, author, what was removed",
    many: Many::Joined,
    write,
};

fn write(article: &Article, _: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let (labelled, relations) = spans::labelled(&facts);
    let entities: Vec<Value> = (labelled.iter().enumerate())
        .map(|(index, span)| {
            let (start, end) = facts.code_points(span.span);
            json!({ "id": index + 1, "label": span.label, "start_offset": start, "end_offset": end })
        })
        .collect();
    let relations: Vec<Value> = (relations.iter().enumerate())
        .map(|(index, relation)| {
            json!({ "id": index + 1, "from_id": relation.from + 1, "to_id": relation.to + 1, "type": relation.label })
        })
        .collect();
    let line = json!({
        "text": &*article.text, "entities": entities, "relations": relations, "Comments": [],
        "meta": spans::meta(&facts),
    });
    FORMAT.one(line.to_string() + "\n")
}
