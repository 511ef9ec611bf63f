//! W3C Web Annotations: our own, and those of others.
//!
//! Others count in code points or in UTF-16, and some never compare the words: so a position is trusted only where the
//! words stand there, and else the words are searched.

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::builder::{Builder, Said};
use crate::Span;
use crate::analysis::EntityKind;
use crate::files::formats::names;
use crate::files::{FileError, Flaw, OffsetTable, Place, Standoff};
use crate::session::Article;

/// # Errors
/// When no text is known, or words of an annotation do not stand in it.
pub(super) fn read(value: &Value, beside: Option<&str>) -> Result<Article, FileError> {
    let about = value.get("schema:about");
    let inside = about.and_then(|about| about.get("schema:articleBody")).and_then(Value::as_str);
    let text = inside.or(beside);
    let text = text.ok_or(FileError::NoText { format: Standoff::WebAnnotations })?;
    let mut builder = Builder::new(text);
    let text = builder.text().to_owned();
    let finder = Finder { text: &text, table: OffsetTable::new(&text) };
    let mut entities: FxHashMap<String, usize> = FxHashMap::default();
    if let Some(about) = about {
        read_about(about, &mut builder, &mut entities);
    }
    let items = items(value);
    let mut sources: FxHashMap<&str, Link> = FxHashMap::default();
    for item in items.iter().filter(|item| motivation(item) == "linking") {
        // Ours name the quotation beside the words; others link annotations with each other.
        let ends = list(item.get("schema:isPartOf")).into_iter().chain(list(item.get("target")));
        let Some(quotation) = ends.clone().find_map(|end| end.as_str().or_else(|| end.get("id")?.as_str())) else {
            continue;
        };
        let is_ours = item.get("schema:isPartOf").is_some();
        let source = ends.filter(|_| !is_ours).find_map(|target| finder.find(target).ok());
        let confidence = item.get("schema:ratingValue").and_then(Value::as_f64);
        sources.insert(quotation, (list(item.get("body")).first().copied(), source, confidence));
    }
    for (index, item) in items.iter().enumerate() {
        match motivation(item) {
            "linking" => {}
            "identifying" => {
                let bodies = list(item.get("body"));
                let Some(body) = bodies.iter().find(|body| is_entity(body)) else { continue };
                let targets = list(item.get("target"));
                for target in targets {
                    let span = finder.find(target).map_err(|flaw| fault(index, flaw))?;
                    let entity = entity(&mut builder, &mut entities, body, span.of(&text));
                    let form = bodies.iter().find_map(|body| value_with(body, "tagging")).unwrap_or("name");
                    let id = item.get("id").and_then(Value::as_str).and_then(fragment);
                    builder.mention(entity, id.as_deref(), names::mention_form_of(form), span);
                }
            }
            _ => {
                let targets = list(item.get("target"));
                let pieces: Result<Vec<Span>, Flaw> = targets.iter().map(|target| finder.find(target)).collect();
                let pieces = pieces.map_err(|flaw| fault(index, flaw))?;
                let id = item.get("id").and_then(Value::as_str);
                let (body, source, confidence) = id.and_then(|id| sources.get(id)).copied().unwrap_or_default();
                let speaker = body.map(|body| {
                    let words = source.map_or("", |span| span.of(&text));
                    entity(&mut builder, &mut entities, body, words)
                });
                let bodies = list(item.get("body"));
                let own_kind =
                    bodies.iter().find_map(|body| names::quotation_kind_of(value_with(body, "classifying")?));
                builder.quotation(Said {
                    id: id.and_then(fragment),
                    kind: own_kind,
                    pieces,
                    quoted_parts: None,
                    cue: part(item, "cue").and_then(|part| finder.find(part).ok()),
                    source: part(item, "source").and_then(|part| finder.find(part).ok()).or(source),
                    speaker,
                    confidence,
                    status: item.get("schema:creativeWorkStatus").and_then(Value::as_str).map(names::status_of),
                    note: comments(&bodies),
                    tags: bodies.iter().filter_map(|body| value_with(body, "tagging")).map(str::to_owned).collect(),
                });
            }
        }
    }
    Ok(builder.finish())
}

/// What a linking annotation says of a quotation: the speaker's body, the source, how sure it is.
type Link<'v> = (Option<&'v Value>, Option<Span>, Option<f64>);

fn fault(item: usize, flaw: Flaw) -> FileError {
    FileError::Flawed { at: Place::Annotation(item + 1), flaw }
}

fn read_about(about: &Value, builder: &mut Builder, entities: &mut FxHashMap<String, usize>) {
    let text = |name: &str| about.get(name).and_then(Value::as_str).map(str::to_owned);
    builder.about.title = text("schema:headline");
    builder.about.url = text("schema:url");
    builder.about.author = text("schema:author");
    builder.about.outlet = text("schema:publisher");
    builder.about.published = text("schema:datePublished");
    builder.about.date = text("schema:dateCreated");
    builder.about.language = text("schema:inLanguage");
    builder.about.id = text("schema:identifier");
    let mut members = Vec::new();
    for mention in list(about.get("schema:mentions")) {
        let Some(iri) = mention.get("id").and_then(Value::as_str) else { continue };
        let index = entity(builder, entities, mention, "");
        let number = |name: &str| mention.get(name).and_then(Value::as_f64);
        if let Some((lat, lon)) = number("schema:latitude").zip(number("schema:longitude")) {
            let same = mention.get("schema:sameAs").and_then(|same| same.get("id")).and_then(Value::as_str);
            builder.locate(index, lat, lon, same.and_then(names::geoname_of));
        }
        builder.entity_mut(index).description =
            mention.get("schema:description").and_then(Value::as_str).map(str::to_owned);
        members.push((index, list(mention.get("schema:member"))));
        entities.insert(iri.to_owned(), index);
    }
    for (index, members) in members {
        let ids = members.iter().filter_map(|member| entities.get(member.get("id")?.as_str()?));
        let ids = ids.map(|index| builder.entities()[*index].id.clone()).collect();
        builder.entity_mut(index).members = ids;
    }
}

/// The entity that a body names, made if it is new.
fn entity(builder: &mut Builder, known: &mut FxHashMap<String, usize>, body: &Value, words: &str) -> usize {
    let iri = body.as_str().or_else(|| body.get("id")?.as_str());
    if let Some(index) = iri.and_then(|iri| known.get(iri)) {
        return *index;
    }
    let kind = match body.get("type").and_then(Value::as_str).unwrap_or("").rsplit([':', '/', '#']).next() {
        Some("Person") => EntityKind::Person,
        Some("Organization") => EntityKind::Organization,
        Some("Place") => EntityKind::Place,
        Some("Group") => EntityKind::Group,
        Some("Thing") => EntityKind::Other,
        _ => EntityKind::Person,
    };
    let name = ["schema:name", "name", "label", "value"].iter().find_map(|key| body.get(*key)?.as_str());
    let id = body.get("schema:identifier").and_then(Value::as_str);
    let id = id.map(str::to_owned).or_else(|| fragment(iri?));
    let index = builder.entity(id.as_deref(), kind, name.unwrap_or(words));
    known.extend(iri.map(|iri| (iri.to_owned(), index)));
    index
}

/// The part of that name.
fn part<'v>(item: &'v Value, name: &str) -> Option<&'v Value> {
    list(item.get("schema:hasPart")).into_iter().find(|part| part.get("schema:name").is_some_and(|other| other == name))
}

fn is_entity(body: &Value) -> bool {
    body.get("id").is_some() || body.is_string()
}

/// The value of a textual body with that purpose.
fn value_with<'v>(body: &'v Value, purpose: &str) -> Option<&'v str> {
    (body.get("purpose").and_then(Value::as_str) == Some(purpose)).then(|| body.get("value")?.as_str())?
}

/// What was written about the words.
fn comments(bodies: &[&Value]) -> String {
    let comments = bodies.iter().filter(|body| body.get("type").is_none_or(|sort| sort == "TextualBody"));
    let comments = comments.filter(|body| {
        matches!(body.get("purpose").and_then(Value::as_str), None | Some("commenting" | "describing" | "replying"))
    });
    comments.filter_map(|body| body.get("value")?.as_str()).collect::<Vec<_>>().join("\n")
}

fn motivation(item: &Value) -> &str {
    let motivation = list(item.get("motivation")).first().and_then(|first| first.as_str()).unwrap_or("");
    motivation.strip_prefix("oa:").unwrap_or(motivation)
}

/// The annotations: of a collection, of its first page, of a page, of a list, or the only one.
fn items(value: &Value) -> Vec<&Value> {
    let page = value.get("first").unwrap_or(value);
    match page.get("items").or_else(|| value.as_array().map(|_| value)) {
        Some(items) => list(Some(items)),
        None if value.get("target").is_some() => vec![value],
        None => Vec::new(),
    }
}

/// One or many.
fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
    }
}

/// The id behind `#`, with its escapes read.
fn fragment(iri: &str) -> Option<String> {
    let (_, fragment) = iri.rsplit_once('#')?;
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let hex = (*byte == b'%').then(|| std::str::from_utf8(after.get(..2)?).ok()).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok().filter(|id| !id.is_empty())
}

/// Finds targets in the text.
struct Finder<'t> {
    text: &'t str,
    table: OffsetTable<'t>,
}

impl Finder<'_> {
    /// Where a target stands, or why that cannot be said.
    fn find(&self, target: &Value) -> Result<Span, Flaw> {
        let selectors = list(target.get("selector").or_else(|| target.get("hasSelector")));
        let all: Vec<&Value> = selectors
            .iter()
            .flat_map(|first| std::iter::successors(Some(*first), |selector| selector.get("refinedBy")))
            .collect();
        let of = |sort: &str| all.iter().find(|selector| selector.get("type").and_then(Value::as_str) == Some(sort));
        let position = of("TextPositionSelector").and_then(|selector| {
            Some((
                u32::try_from(whole(selector.get("start")?)?).ok()?,
                u32::try_from(whole(selector.get("end")?)?).ok()?,
            ))
        });
        let Some(quote) = of("TextQuoteSelector") else {
            let (start, end) = position.ok_or(Flaw::NoSelector)?;
            return self.at(start, end, false).ok_or(Flaw::NoSuchPlace { start, end });
        };
        let words = |name: &str| quote.get(name).and_then(Value::as_str).map(crate::files::normalize);
        let exact = words("exact").filter(|exact| !exact.is_empty()).ok_or(Flaw::NoWords)?;
        let (prefix, suffix) = (words("prefix").unwrap_or_default(), words("suffix").unwrap_or_default());
        let near = position.and_then(|(start, _)| self.table.byte_of_code_point(start));
        let fits = |at: usize| {
            let before = common(self.text[..at].chars().rev(), prefix.chars().rev());
            let after = common(self.text[at + exact.len()..].chars(), suffix.chars());
            let distance = near.map_or(at, |near| at.abs_diff(near as usize));
            (before + after, std::cmp::Reverse(distance))
        };
        if let Some((start, end)) = position {
            // The same words can stand at both places.
            let places = [self.at(start, end, false), self.at(start, end, true)].into_iter().flatten();
            let there =
                places.filter(|span| span.of(self.text) == exact).max_by_key(|span| fits(span.start as usize).0);
            if let Some(span) = there {
                return Ok(span);
            }
        }
        let best = self.text.match_indices(&exact).take(10_000).map(|(at, _)| at).max_by_key(|at| fits(*at));
        let at = best.ok_or_else(|| Flaw::WordsNotInText { words: exact.clone() })?;
        Ok(Span::new(at, at + exact.len()))
    }

    fn at(&self, start: u32, end: u32, utf16: bool) -> Option<Span> {
        let byte = |offset| {
            if utf16 { self.table.byte_of_utf16(offset) } else { self.table.byte_of_code_point(offset) }
        };
        Some(Span { start: byte(start)?, end: byte(end)? }).filter(|span| span.start < span.end)
    }
}

/// A whole number, also one with a fraction of zero.
fn whole(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_f64().filter(|number| number.fract() == 0.0).map(|number| number as u64))
}

/// How many characters two texts have in common from their starts.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}
