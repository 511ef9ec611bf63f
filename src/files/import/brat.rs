//! brat's standoff: ours, and others' with mentions as text-bound annotations and quotations as events.

use rustc_hash::FxHashMap;

use super::builder::{Builder, Said};
use crate::Span;
use crate::files::formats::names;
use crate::files::{FileError, Flaw, OffsetTable, Place};
use crate::session::Article;

/// A line `T`.
struct TextBound<'a> {
    label: &'a str,
    spans: Vec<Span>,
}

/// # Errors
/// When a line cannot be read or names a place that is not in the text.
pub(super) fn read(annotations: &str, text: &str) -> Result<Article, FileError> {
    let mut builder = Builder::new(text);
    let text = builder.text().to_owned();
    let table = OffsetTable::new(&text);
    let mut bound: FxHashMap<&str, TextBound> = FxHashMap::default();
    let mut order: Vec<&str> = Vec::new();
    let mut events: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
    let mut attributes: FxHashMap<&str, Vec<(&str, &str)>> = FxHashMap::default();
    let mut notes: FxHashMap<&str, &str> = FxHashMap::default();
    let mut relations: Vec<(&str, &str, &str)> = Vec::new();
    for (number, line) in annotations.lines().enumerate() {
        let fault = |flaw| FileError::Flawed { at: Place::Line(number + 1), flaw };
        let mut columns = line.split('\t');
        let (Some(id), Some(middle)) = (columns.next(), columns.next()) else {
            if line.trim().is_empty() {
                continue;
            }
            return Err(fault(Flaw::TooFewColumns));
        };
        match id.as_bytes().first() {
            Some(b'T') => {
                let (label, places) = middle.split_once(' ').ok_or_else(|| fault(Flaw::NoPlace))?;
                let spans: Option<Vec<Span>> = places.split(';').map(|place| place_of(place, &table)).collect();
                let spans = spans.ok_or_else(|| fault(Flaw::PlaceOutsideText))?;
                order.push(id);
                bound.insert(id, TextBound { label, spans });
            }
            Some(b'E') => {
                let roles = middle.split(' ').filter_map(|argument| argument.split_once(':')).collect();
                events.push((id, roles));
            }
            Some(b'A' | b'M') => {
                let mut words = middle.splitn(3, ' ');
                if let (Some(name), Some(of)) = (words.next(), words.next()) {
                    attributes.entry(of).or_default().push((name, words.next().unwrap_or("")));
                }
            }
            Some(b'#') => {
                if let (Some((_, of)), Some(note)) = (middle.split_once(' '), columns.next()) {
                    notes.insert(of, note);
                }
            }
            Some(b'R') => {
                let mut words = middle.split(' ');
                let name = words.next().unwrap_or("");
                let mut ends = words.filter_map(|argument| argument.split_once(':')).map(|(_, id)| id);
                if let (Some(from), Some(to)) = (ends.next(), ends.next()) {
                    relations.push((name, from, to));
                }
            }
            // Normalizations and equivalences say nothing of who said what.
            _ => {}
        }
    }
    let same: FxHashMap<&str, &str> =
        relations.iter().filter(|(name, ..)| *name == "SameAs").map(|(_, from, to)| (*from, *to)).collect();
    let mut entities: FxHashMap<&str, usize> = FxHashMap::default();
    for id in &order {
        let TextBound { label, spans } = &bound[id];
        let is_name = [
            "person",
            "organization",
            "organisation",
            "place",
            "location",
            "group",
            "other",
            "per",
            "org",
            "loc",
            "gpe",
            "misc",
        ]
        .contains(&label.to_ascii_lowercase().as_str());
        let (true, Some(first)) = (is_name, spans.first()) else { continue };
        let whole = spans.iter().copied().fold(*first, Span::cover);
        let earlier = same.get(id).and_then(|to| entities.get(to)).copied();
        let entity = earlier.unwrap_or_else(|| {
            let (name, role) = match notes.get(id) {
                Some(note) => note.split_once("; ").map_or((*note, None), |(name, role)| (name, Some(role))),
                None => (whole.of(&text), None),
            };
            let entity = builder.entity(None, names::entity_kind_of(label), name);
            builder.entity_mut(entity).description = role.map(str::to_owned);
            entity
        });
        entities.insert(id, entity);
        builder.mention(entity, None, names::mention_form_of(value(&attributes, id, "Form").unwrap_or("name")), whole);
    }
    for (id, roles) in &events {
        let of = |role: &str| roles.iter().find(|(name, _)| *name == role).and_then(|(_, to)| bound.get(to));
        let Some((sort, trigger)) = roles.first() else { continue };
        let given = of("Content");
        let content = given.or_else(|| bound.get(trigger));
        let (true, Some(content)) = (sort.to_ascii_lowercase().contains("quot"), content) else { continue };
        // Without words of its own, the trigger is what was said.
        let cue = given.and_then(|_| bound.get(trigger));
        let speaker = roles.iter().find(|(name, _)| *name == "Speaker").map(|(_, to)| *to);
        let content_id = roles.iter().find(|(name, _)| *name == "Content").map_or(*trigger, |(_, to)| *to);
        let related = || relations.iter().find(|(name, from, _)| *name == "SaidBy" && *from == content_id);
        let speaker = speaker.or_else(|| related().map(|(.., to)| *to));
        let whole = |bound: &TextBound| bound.spans.iter().copied().reduce(Span::cover);
        builder.quotation(Said {
            kind: value(&attributes, id, "Kind").and_then(names::quotation_kind_of),
            pieces: builder.joined(content.spans.clone()),
            cue: cue.and_then(whole),
            source: of("Source").and_then(whole),
            speaker: speaker.and_then(|speaker| entities.get(speaker)).copied(),
            status: value(&attributes, id, "Status").map(names::status_of),
            note: notes.get(id).map_or(String::new(), |note| (*note).to_owned()),
            ..Said::default()
        });
    }
    Ok(builder.finish())
}

fn place_of(place: &str, table: &OffsetTable) -> Option<Span> {
    let (start, end) = place.split_once(' ')?;
    let byte = |offset: &str| table.byte_of_code_point(offset.parse().ok()?);
    Some(Span { start: byte(start)?, end: byte(end)? }).filter(|span| span.start < span.end)
}

fn value<'a>(attributes: &FxHashMap<&str, Vec<(&'a str, &'a str)>>, of: &str, name: &str) -> Option<&'a str> {
    attributes.get(of)?.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
}
