//! Corrections of entities, their mentions and their places on the map.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::apply::{clean_name, entity_mut, set_aside, span_of, touch, unknown};
use super::article::{Annotation, Article, Mention, Origin, Place, Point};
use super::quotations::add_entity;
use super::{CommandError, Extra, PlaceChoice, notes};
use crate::Span;
use crate::analysis::{EntityKind, MentionForm, Precision};

/// Where the words of a mention stand besides.
pub(super) struct SameWords {
    /// The words.
    pub(super) words: String,
    /// Every other place, in the order of the text, and the id of the mention that stands there, if one does.
    pub(super) places: Vec<(Span, Option<String>)>,
}

pub(super) fn add_mention(
    article: &mut Article,
    span: Span,
    entity: Option<&str>,
    kind: Option<EntityKind>,
    form: Option<MentionForm>,
) -> Result<String, CommandError> {
    let span = span_of(article, span)?;
    let words = span.of(&article.text).to_owned();
    let form = form.unwrap_or_else(|| form_of(&words));
    let mut mentions = article.entities.iter().flat_map(|entity| &entity.mentions);
    if mentions.any(|mention| mention.piece.span == span) {
        return Err(CommandError::MentionThere);
    }
    let entity = match entity {
        Some(entity) => article.entity(entity).ok_or(unknown("entity", entity))?.id.clone(),
        None => {
            let name = clean_name(&words)?;
            add_entity(article, kind.unwrap_or(EntityKind::Person), name)
        }
    };
    put_mention(article, &entity, span, form)
}

/// Adds a mention to an entity; gives the mention's id.
pub(super) fn put_mention(
    article: &mut Article,
    entity: &str,
    span: Span,
    form: MentionForm,
) -> Result<String, CommandError> {
    let id = article.next.mention_id();
    let entity = entity_mut(article, entity)?;
    entity.mentions.push(Mention {
        id: id.clone(),
        form,
        piece: span.into(),
        note: String::new(),
        tags: Vec::new(),
        extra: Extra::default(),
    });
    touch(&mut entity.origin, &mut entity.status);
    Ok(id)
}

pub(super) fn form_of(words: &str) -> MentionForm {
    const PRONOUNS: &[&str] = &[
        "he",
        "her",
        "hers",
        "herself",
        "him",
        "himself",
        "his",
        "i",
        "it",
        "its",
        "itself",
        "me",
        "mine",
        "my",
        "myself",
        "our",
        "ours",
        "ourselves",
        "she",
        "their",
        "theirs",
        "them",
        "themselves",
        "they",
        "us",
        "we",
        "who",
        "whose",
        "you",
        "your",
        "yours",
    ];
    if PRONOUNS.iter().any(|pronoun| pronoun.eq_ignore_ascii_case(words)) {
        MentionForm::Pronoun
    } else if words.split_whitespace().all(|word| word.starts_with(char::is_lowercase)) {
        MentionForm::Description
    } else {
        MentionForm::Name
    }
}

/// Which entity holds mention `id`, and where.
fn find_mention(article: &Article, id: &str) -> Result<(usize, usize), CommandError> {
    let found = article.entities.iter().enumerate().find_map(|(index, entity)| {
        entity.mentions.iter().position(|mention| mention.id == id).map(|mention| (index, mention))
    });
    found.ok_or(unknown("mention", id))
}

/// Takes a mention out of its entity.
fn take_mention(article: &mut Article, id: &str) -> Result<(Mention, String), CommandError> {
    let (index, position) = find_mention(article, id)?;
    let entity = Arc::make_mut(&mut Arc::make_mut(&mut article.entities)[index]);
    touch(&mut entity.origin, &mut entity.status);
    Ok((entity.mentions.remove(position), entity.id.clone()))
}

/// Drops an entity that has no mention left and said nothing.
fn drop_if_empty(article: &mut Article, id: &str) {
    let speaks = || article.quotations.iter().any(|quotation| quotation.speaker.as_deref() == Some(id));
    if article.entity(id).is_some_and(|entity| entity.mentions.is_empty()) && !speaks() {
        Arc::make_mut(&mut article.entities).retain(|entity| entity.id != id);
        replace_speaker(article, id, None);
    }
}

pub(super) fn delete_mention(article: &mut Article, id: &str) -> Result<(), CommandError> {
    let (index, _) = find_mention(article, id).map_err(|_| unknown("annotation", id))?;
    let before = article.entities[index].clone();
    let (mention, entity) = take_mention(article, id)?;
    drop_if_empty(article, &entity);
    if before.origin != Origin::Human {
        let annotation = match article.entity(&entity) {
            Some(_) => Annotation::Mention(mention, entity),
            None => Annotation::Entity(Arc::unwrap_or_clone(before)),
        };
        set_aside(article, annotation);
    }
    Ok(())
}

pub(super) fn set_mention(article: &mut Article, id: &str, span: Span) -> Result<(), CommandError> {
    let span = span_of(article, span)?;
    let (index, position) = find_mention(article, id)?;
    let entity = Arc::make_mut(&mut Arc::make_mut(&mut article.entities)[index]);
    entity.mentions[position].piece.span = span;
    touch(&mut entity.origin, &mut entity.status);
    Ok(())
}

pub(super) fn assign(article: &mut Article, id: &str, entity: Option<&str>) -> Result<(), CommandError> {
    let (index, position) = find_mention(article, id)?;
    let old = &article.entities[index];
    let into = match entity {
        Some(entity) if old.id == entity => return Ok(()),
        Some(entity) => article.entity(entity).ok_or(unknown("entity", entity))?.id.clone(),
        None if old.mentions.len() == 1 => {
            return Err(CommandError::OnlyMention);
        }
        None => {
            let name = clean_name(old.mentions[position].piece.span.of(&article.text))?;
            let kind = old.kind;
            add_entity(article, kind, name)
        }
    };
    let (mention, from) = take_mention(article, id)?;
    let entity = entity_mut(article, &into)?;
    entity.mentions.push(mention);
    touch(&mut entity.origin, &mut entity.status);
    drop_if_empty(article, &from);
    Ok(())
}

/// Where the words of mention `id` stand besides, as whole words; none if there is no such mention.
pub(super) fn same_words(article: &Article, id: &str) -> Option<SameWords> {
    let (_, mention) = article.mention(id)?;
    let text: &str = &article.text;
    let words = mention.piece.span.of(text);
    let mentions = article.entities.iter().flat_map(|entity| &entity.mentions);
    let mut marked: Vec<(Span, &str)> = mentions.map(|mention| (mention.piece.span, mention.id.as_str())).collect();
    marked.sort();
    let mut longest = 0;
    let reach: Vec<u32> = (marked.iter())
        .map(|(span, _)| {
            longest = longest.max(span.end);
            longest
        })
        .collect();
    let mut places = Vec::new();
    for (start, _) in text.match_indices(words) {
        let span = Span::new(start, start + words.len());
        let joined = text[..start].ends_with(char::is_alphanumeric) && words.starts_with(char::is_alphanumeric)
            || text[span.end as usize..].starts_with(char::is_alphanumeric) && words.ends_with(char::is_alphanumeric);
        if joined {
            continue;
        }
        let from = marked.partition_point(|(other, _)| *other < span);
        let here: Vec<&str> =
            marked[from..].iter().take_while(|(other, _)| *other == span).map(|(_, id)| *id).collect();
        if here.is_empty() {
            let later = marked.get(from).is_some_and(|(other, _)| other.start < span.end);
            let earlier = from > 0 && reach[from - 1] > span.start;
            if !later && !earlier && span != mention.piece.span {
                places.push((span, None));
            }
        } else {
            places.extend(here.iter().filter(|other| **other != id).map(|other| (span, Some((*other).to_owned()))));
        }
    }
    Some(SameWords { words: words.to_owned(), places })
}

/// Lets everything that entity `from` said be said by `into`, or by an unknown speaker.
pub(super) fn replace_speaker(article: &mut Article, from: &str, into: Option<&str>) {
    replace_member(article, from, into);
    for index in 0..article.quotations.len() {
        let quotation = &article.quotations[index];
        let speaks = quotation.speaker.as_deref() == Some(from);
        if !speaks && quotation.alternatives.iter().all(|other| other.speaker != from) {
            continue;
        }
        let quotation = Arc::make_mut(&mut Arc::make_mut(&mut article.quotations)[index]);
        if speaks {
            quotation.speaker = into.map(str::to_owned);
            quotation.confidence = quotation.confidence.filter(|_| into.is_some());
        }
        match into {
            Some(into) => {
                for other in quotation.alternatives.iter_mut().filter(|other| other.speaker == from) {
                    other.speaker = into.to_owned();
                }
                let speaker = quotation.speaker.clone();
                let mut seen = false;
                quotation.alternatives.retain(|other| {
                    let again = other.speaker == into && std::mem::replace(&mut seen, true);
                    !again && Some(&other.speaker) != speaker.as_ref()
                });
            }
            None => quotation.alternatives.retain(|other| other.speaker != from),
        }
    }
}

/// Groups that join `from` join `into` instead.
fn replace_member(article: &mut Article, from: &str, into: Option<&str>) {
    let joins = |index: &usize| article.entities[*index].members.iter().any(|member| member == from);
    let groups: Vec<usize> = (0..article.entities.len()).filter(joins).collect();
    for index in groups {
        let group = Arc::make_mut(&mut Arc::make_mut(&mut article.entities)[index]);
        let is_there = into.is_some_and(|into| into == group.id || group.members.iter().any(|member| member == into));
        match into.filter(|_| !is_there) {
            Some(into) => group.members.iter_mut().filter(|member| *member == from).for_each(|m| *m = into.to_owned()),
            None => group.members.retain(|member| member != from),
        }
    }
}

pub(super) fn merge(article: &mut Article, from: &str, into: &str, name: Option<&str>) -> Result<(), CommandError> {
    let name = name.map(clean_name).transpose()?;
    if from == into {
        return Err(CommandError::SameEntity);
    }
    article.entity(into).ok_or(unknown("entity", into))?;
    let index = article.entities.iter().position(|entity| entity.id == from).ok_or(unknown("entity", from))?;
    let gone = Arc::unwrap_or_clone(Arc::make_mut(&mut article.entities).remove(index));
    replace_speaker(article, from, Some(into));
    let kept = entity_mut(article, into)?;
    let marked: FxHashMap<Span, ()> = kept.mentions.iter().map(|mention| (mention.piece.span, ())).collect();
    kept.mentions.extend(gone.mentions.into_iter().filter(|mention| !marked.contains_key(&mention.piece.span)));
    kept.name = name.unwrap_or_else(|| kept.name.clone());
    kept.number = kept.number.or(gone.number);
    kept.description = kept.description.take().or(gone.description);
    notes::add_note(&mut kept.note, &gone.note);
    notes::add_tags(&mut kept.tags, gone.tags);
    if kept.kind == EntityKind::Place && kept.place.is_none() {
        kept.place = gone.place;
    }
    for (name, value) in gone.extra.0 {
        kept.extra.0.entry(name).or_insert(value);
    }
    touch(&mut kept.origin, &mut kept.status);
    Ok(())
}

pub(super) fn rename(article: &mut Article, id: &str, name: &str) -> Result<(), CommandError> {
    let name = clean_name(name)?;
    if article.entity(id).is_some_and(|entity| entity.name == name) {
        return Ok(());
    }
    let entity = entity_mut(article, id)?;
    entity.name = name;
    touch(&mut entity.origin, &mut entity.status);
    Ok(())
}

pub(super) fn set_kind(article: &mut Article, id: &str, kind: EntityKind) -> Result<(), CommandError> {
    let entity = entity_mut(article, id)?;
    entity.kind = kind;
    if kind != EntityKind::Place {
        entity.place = None;
    }
    touch(&mut entity.origin, &mut entity.status);
    Ok(())
}

pub(super) fn set_description(article: &mut Article, id: &str, description: &str) -> Result<(), CommandError> {
    let description = Some(description.trim().to_owned()).filter(|role| !role.is_empty());
    if article.entity(id).is_some_and(|entity| entity.description == description) {
        return Ok(());
    }
    let entity = entity_mut(article, id)?;
    entity.description = description;
    touch(&mut entity.origin, &mut entity.status);
    Ok(())
}

pub(super) fn choose_place(article: &mut Article, id: &str, candidate: u32) -> Result<(), CommandError> {
    let entity = entity_mut(article, id)?;
    let place = entity.place.as_mut().filter(|place| (candidate as usize) < place.candidates.len());
    let place = place.ok_or(CommandError::NoSuchCandidate)?;
    let chosen = place.candidates.remove(candidate as usize);
    let before = std::mem::replace(&mut place.chosen, chosen);
    keep_as_candidate(place, before, &entity.name);
    touch(&mut entity.origin, &mut entity.status);
    Ok(())
}

/// Keeps what was chosen before among the candidates.
fn keep_as_candidate(place: &mut Place, mut before: Point, name: &str) {
    before.label.get_or_insert_with(|| name.to_owned());
    place.candidates.insert(0, before);
    place.candidates.sort_by(|a, b| b.score.unwrap_or(0.0).total_cmp(&a.score.unwrap_or(0.0)));
}

pub(super) fn set_place(article: &mut Article, id: &str, choice: Option<&PlaceChoice>) -> Result<(), CommandError> {
    let valid = |choice: &PlaceChoice| choice.lat.abs() <= 90.0 && choice.lon.abs() <= 180.0;
    if choice.is_some_and(|choice| !valid(choice)) {
        return Err(CommandError::Coordinates);
    }
    let entity = entity_mut(article, id)?;
    match choice {
        None => entity.place = None,
        Some(choice) => {
            let chosen = Point {
                lat: choice.lat,
                lon: choice.lon,
                precision: Some(choice.precision.unwrap_or(Precision::Feature)),
                label: choice.label.clone(),
                country: choice.country.clone(),
                geoname_id: choice.geoname_id,
                score: None,
                extra: Extra::default(),
            };
            entity.kind = EntityKind::Place;
            match &mut entity.place {
                Some(place) => {
                    if chosen.geoname_id.is_some() {
                        place.candidates.retain(|other| other.geoname_id != chosen.geoname_id);
                    }
                    let same = chosen.geoname_id.is_some() && chosen.geoname_id == place.chosen.geoname_id;
                    let before = std::mem::replace(&mut place.chosen, chosen);
                    if !same && (before.geoname_id.is_some() || before.score.is_some()) {
                        keep_as_candidate(place, before, &entity.name);
                    }
                }
                None => entity.place = Some(Place { chosen, candidates: Vec::new() }),
            }
        }
    }
    touch(&mut entity.origin, &mut entity.status);
    Ok(())
}
