//! UIMA CAS as JSON; and the article that the structures of a CAS make, from JSON or XMI.

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::builder::{Builder, Said};
use crate::Span;
use crate::files::formats::names;
use crate::files::{FileError, OffsetTable, Standoff};
use crate::session::Article;

/// A feature structure: its number, its type, its features as text, references as numbers.
pub(super) struct Structure<'a> {
    pub id: String,
    pub kind: String,
    pub values: FxHashMap<&'a str, String>,
}

/// # Errors
/// When it holds no text.
pub(super) fn read(cas: &Value) -> Result<Article, FileError> {
    // A list, or an object by number in older files.
    let structures: Vec<(Option<&str>, &Value)> = match cas.get("%FEATURE_STRUCTURES") {
        Some(Value::Array(all)) => all.iter().map(|one| (None, one)).collect(),
        Some(Value::Object(all)) => all.iter().map(|(id, one)| (Some(id.as_str()), one)).collect(),
        _ => Vec::new(),
    };
    let text = structures.iter().find_map(|(_, one)| one.get("sofaString")?.as_str());
    let text = text.ok_or(FileError::NoText { format: Standoff::Cas })?;
    let all = structures.iter().filter_map(|(id, one)| {
        let id = id.map(str::to_owned).or_else(|| Some(one.get("%ID")?.to_string()))?;
        let values = one.as_object()?.iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| {
            (name.trim_start_matches('@'), value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        });
        Some(Structure { id, kind: one.get("%TYPE")?.as_str()?.to_owned(), values: values.collect() })
    });
    Ok(build(text, all.collect()))
}

/// The article of our own types; of others', named entities (a type ending in `NamedEntity` with a `value`).
pub(super) fn build(text: &str, structures: Vec<Structure>) -> Article {
    let mut builder = Builder::new(text);
    let text = builder.text().to_owned();
    let table = OffsetTable::new(&text);
    let span = |structure: &Structure| {
        let byte = |name: &str| table.byte_of_utf16(structure.values.get(name)?.parse().ok()?);
        Some(Span { start: byte("begin")?, end: byte("end")? }).filter(|span| span.start < span.end)
    };
    let mut entities: FxHashMap<&str, usize> = FxHashMap::default();
    let by_id: FxHashMap<&str, &Structure> = structures.iter().map(|one| (one.id.as_str(), one)).collect();
    let of_type =
        |name: &'static str| structures.iter().filter(move |one| one.kind.strip_prefix("org.whosaid.") == Some(name));
    for one in of_type("Entity") {
        let value = |name: &str| one.values.get(name).map(String::as_str);
        let kind = names::entity_kind_of(value("kind").unwrap_or(""));
        let entity = builder.entity(value("identifier"), kind, value("name").unwrap_or(""));
        builder.entity_mut(entity).description = value("role").map(str::to_owned);
        builder.entity_mut(entity).status = names::status_of(value("status").unwrap_or(""));
        let number = |name: &str| value(name)?.parse::<f64>().ok();
        if let Some((lat, lon)) = number("latitude").zip(number("longitude")) {
            builder.locate(entity, lat, lon, value("geonames").and_then(names::geoname_of));
        }
        entities.insert(&one.id, entity);
    }
    for one in of_type("Mention") {
        let entity = one.values.get("entity").and_then(|id| entities.get(id.as_str()));
        let (Some(entity), Some(span)) = (entity, span(one)) else { continue };
        let form = names::mention_form_of(one.values.get("form").map_or("", String::as_str));
        builder.mention(*entity, one.values.get("identifier").map(String::as_str), form, span);
    }
    let mut pieces: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
    for one in of_type("Piece") {
        let (Some(of), Some(span)) = (one.values.get("quotation"), span(one)) else { continue };
        pieces.entry(of).or_default().push(span);
    }
    for one in of_type("Quotation") {
        let value = |name: &str| one.values.get(name).map(String::as_str);
        let referred = |name: &str| span(by_id.get(value(name)?)?);
        let whole = span(one);
        builder.quotation(Said {
            id: value("identifier").map(str::to_owned),
            kind: value("kind").and_then(names::quotation_kind_of),
            pieces: pieces.remove(one.id.as_str()).unwrap_or_else(|| whole.into_iter().collect()),
            cue: referred("cue"),
            source: referred("source"),
            speaker: value("speaker").and_then(|id| entities.get(id)).copied(),
            confidence: value("confidence").and_then(|share| share.parse().ok()),
            status: value("status").map(names::status_of),
            note: value("note").unwrap_or("").to_owned(),
            ..Said::default()
        });
    }
    // INCEpTION and DKPro have named entities of their own.
    let mut named: FxHashMap<(String, String), usize> = FxHashMap::default();
    for one in structures.iter().filter(|one| one.kind.ends_with(".NamedEntity")) {
        let Some(span) = span(one) else { continue };
        let kind = one.values.get("value").map_or("", String::as_str);
        let name = span.of(&text).to_owned();
        let entity = *named
            .entry((kind.to_owned(), name.clone()))
            .or_insert_with(|| builder.entity(None, names::entity_kind_of(kind), &name));
        builder.mention(entity, None, crate::analysis::MentionForm::Name, span);
    }
    builder.finish()
}
