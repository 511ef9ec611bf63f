//! Documents for spaCy: `Doc.from_json` reads each line.

use crate::arranging::Arrange;
use serde_json::{Value, json};

use super::facts::Facts;
use super::spans::{self, Labelled};
use super::{Format, Many, Options, Part};
use crate::session::Article;

pub(super) const FORMAT: Format = Format {
    name: "spacy",
    title: "spaCy (JSONL)",
    extension: ".spacy.jsonl",
    beside: None,
    media_type: "application/jsonl",
    holds: "a line a document for Doc.from_json: names as entities; quotations, cues, sources and mentions as groups of spans",
    drops: "which pieces are one quotation, which parts stand in marks, confidences, alternatives, points and candidates of places, notes, tags, review, author, what was removed",
    many: Many::Joined,
    write,
};

fn write(article: &Article, _: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let (labelled, _) = spans::labelled(&facts);
    let tokens: Vec<Value> = (spans::words(&facts, &labelled).into_iter().enumerate())
        .map(|(index, span)| {
            let (start, end) = facts.code_points(span);
            json!({ "id": index, "start": start, "end": end })
        })
        .collect();
    let group = |list: &str| -> Vec<Value> {
        labelled.iter().filter(|span| span.list == list).map(|span| record(&facts, span)).collect()
    };
    let line = json!({
        "text": &*article.text,
        "tokens": tokens,
        "ents": entities(&labelled).into_iter().map(|span| record(&facts, span)).collect::<Vec<_>>(),
        "spans": {
            "quotations": group("quotations"),
            "cues": group("cues"),
            "sources": group("sources"),
            "mentions": group("mentions"),
        },
        "_": {},
        "meta": spans::meta(&facts),
    });
    FORMAT.one(line.to_string() + "\n")
}

/// The ids of spans are lost on reading, so the label carries the kind and `kb_id` the entity.
fn record(facts: &Facts, labelled: &Labelled) -> Value {
    let (start, end) = facts.code_points(labelled.span);
    json!({
        "start": start, "end": end, "label": labelled.label, "id": labelled.id,
        "kb_id": labelled.entity.as_deref().unwrap_or(""),
    })
}

/// Mentions of which no two overlap: the longer one of two stays.
fn entities(labelled: &[Labelled]) -> Vec<&Labelled> {
    let mut mentions: Vec<&Labelled> = labelled.iter().filter(|span| span.list == "mentions").collect();
    mentions.arrange_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    let mut apart: Vec<&Labelled> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        match apart.last_mut() {
            Some(last) if last.span.overlaps(mention.span) => {
                if last.span.len() < mention.span.len() {
                    *last = mention;
                }
            }
            _ => apart.push(mention),
        }
    }
    apart
}
