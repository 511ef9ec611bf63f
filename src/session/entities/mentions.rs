//! Where an entity is mentioned, and which entity a mention means.

use std::sync::Arc;

use super::made::add_entity;
use super::replaced::replace_speaker;
use crate::Span;
use crate::analysis::{EntityKind, MentionForm};
use crate::session::CommandError;
use crate::session::apply::{clean_name, entity_mut, set_aside, span_of, touch, unknown};
use crate::session::article::{Annotation, Article, Extra, Mention, Origin};

pub(in crate::session) fn add_mention(
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
pub(in crate::session) fn put_mention(
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

pub(in crate::session) fn form_of(words: &str) -> MentionForm {
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

pub(in crate::session) fn set_mention(article: &mut Article, id: &str, span: Span) -> Result<(), CommandError> {
    let span = span_of(article, span)?;
    let (index, position) = find_mention(article, id)?;
    let entity = Arc::make_mut(&mut Arc::make_mut(&mut article.entities)[index]);
    entity.mentions[position].piece.span = span;
    touch(&mut entity.origin, &mut entity.status);
    Ok(())
}

pub(in crate::session) fn assign(article: &mut Article, id: &str, entity: Option<&str>) -> Result<(), CommandError> {
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

pub(in crate::session) fn delete_mention(article: &mut Article, id: &str) -> Result<(), CommandError> {
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
