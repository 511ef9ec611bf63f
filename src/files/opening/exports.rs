//! Exports of ours that cannot be opened again: told by what stands in them, so that none is taken for an article.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::super::decode::without_mark;

/// The name of the format that `content` is an export of, if it is one that does not hold all annotations and so cannot
/// be opened again. Quotations as plain text look like any text: there the ending of the file's `name` tells.
pub fn export_of(name: &str, content: &str) -> Option<&'static str> {
    let start = without_mark(content).trim_start();
    let first = start.lines().next().unwrap_or_default().trim_end();
    if name.to_ascii_lowercase().ends_with(".quotations.txt") {
        return Some("text");
    }
    if first.starts_with("\"id\",") && first.ends_with(",\"document\",\"title\",\"outlet\",\"url\",\"date\"") {
        return Some(if first.contains("\"share\"") { "speakers" } else { "csv" });
    }
    if first.starts_with("# global.columns = ") && first.contains(" WHOSAID:QUOTATION") {
        return Some("conllu");
    }
    if start.starts_with('<') {
        return of_markup(start);
    }
    // A native file, which may be large, says at once what it is.
    let is_native = first.chars().take(100).collect::<String>().contains("\"format\"");
    if start.starts_with(['{', '[']) && !is_native { of_json(start) } else { None }
}

fn of_markup(start: &str) -> Option<&'static str> {
    let end = start.trim_end();
    if end.ends_with("</html>") && start.contains("<footer>Made with whosaid ") {
        return Some("html");
    }
    if start.starts_with("<svg ") && start.contains("<title>Who speaks") {
        return Some("chart");
    }
    (start.contains("<typeSystemDescription") && start.contains("<name>org.whosaid.")).then_some("xmi")
}

/// What our exports in JSON have: a text with what is known of it, beside lists of labels.
#[derive(Deserialize)]
struct Labels {
    text: Option<IgnoredAny>,
    meta: Option<Meta>,
    data: Option<Data>,
    ents: Option<IgnoredAny>,
    entities: Option<IgnoredAny>,
    spans: Option<IgnoredAny>,
    relations: Option<IgnoredAny>,
    #[serde(rename = "type")]
    kind: Option<serde_json::Value>,
    features: Option<Vec<Feature>>,
}

#[derive(Deserialize)]
struct Meta {
    #[serde(rename = "entities")]
    _entities: std::collections::HashMap<String, Entity>,
}

#[derive(Deserialize)]
struct Entity {
    #[serde(rename = "name")]
    _name: String,
    #[serde(rename = "kind")]
    _kind: String,
}

#[derive(Deserialize)]
struct Data {
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Option<Properties>,
}

#[derive(Deserialize)]
struct Properties {
    #[serde(rename = "geonames")]
    _geonames: IgnoredAny,
    #[serde(rename = "quotations")]
    _quotations: IgnoredAny,
}

/// Of several documents, one a line, by the first.
fn of_json(start: &str) -> Option<&'static str> {
    let list = start.starts_with('[');
    let mut values = serde_json::Deserializer::from_str(start);
    let labels =
        if list { <(Labels,)>::deserialize(&mut values).ok()?.0 } else { Labels::deserialize(&mut values).ok()? };
    if list {
        return labels.data.and_then(|data| data.meta).map(|_| "labelstudio");
    }
    if labels.kind.is_some_and(|kind| kind == "FeatureCollection") {
        let first = labels.features?.into_iter().next()?;
        return first.properties.map(|_| "geojson");
    }
    labels.text.and(labels.meta)?;
    match (labels.ents, labels.entities, labels.spans, labels.relations) {
        (Some(_), None, Some(_), None) => Some("spacy"),
        (None, Some(_), None, Some(_)) => Some("doccano"),
        (None, None, Some(_), Some(_)) => Some("prodigy"),
        _ => None,
    }
}
