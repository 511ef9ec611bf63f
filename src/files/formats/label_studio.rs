//! A task for Label Studio.

use serde_json::{Value, json};

use super::facts::Facts;
use super::spans;
use super::{Format, Many, Options, Part};
use crate::session::{Article, Origin, Status};

pub(super) const FORMAT: Format = Format {
    name: "labelstudio",
    title: "Label Studio (JSON)",
    extension: ".labelstudio.json",
    beside: None,
    media_type: "application/json",
    holds: "a task with labels and relations, as annotations where somebody has reviewed them, else as predictions",
    drops: "which parts stand in marks, confidences, alternatives, points and candidates of places, notes, tags, review, author, what was removed",
    many: Many::Apart,
    write,
};

fn write(article: &Article, options: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let (labelled, relations) = spans::labelled(&facts);
    let mut result: Vec<Value> = (labelled.iter())
        .map(|span| {
            let (start, end) = facts.units(span.span, options.utf16);
            json!({
                "id": span.id, "from_name": "label", "to_name": "text", "type": "labels",
                "value": { "start": start, "end": end, "text": span.span.of(facts.text), "labels": [span.label] },
            })
        })
        .collect();
    result.extend(relations.iter().map(|relation| {
        json!({
            "type": "relation", "from_id": labelled[relation.from].id, "to_id": labelled[relation.to].id,
            "direction": "right", "labels": [relation.label],
        })
    }));
    let is_reviewed = (article.quotations.iter())
        .any(|quotation| quotation.status != Status::Unreviewed || quotation.origin == Origin::MachineEdited);
    let version = concat!("whosaid ", env!("CARGO_PKG_VERSION"));
    let (annotations, predictions) = if is_reviewed {
        (json!([{ "result": result, "ground_truth": false }]), json!([]))
    } else {
        (json!([]), json!([{ "result": result, "model_version": version }]))
    };
    let task = json!([{
        "data": { "text": &*article.text, "meta": spans::meta(&facts) },
        "annotations": annotations,
        "predictions": predictions,
    }]);
    FORMAT.json(&task, options)
}
