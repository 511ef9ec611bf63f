//! Each command as a change of an article.

use std::sync::Arc;

use super::article::{Annotation, Article, Entity, Origin, Quotation, SetAside, Status};
use super::{Command, CommandError, Extra, about, entities, labels, notes, quotations, spread};
use crate::Span;
use crate::analysis::MentionForm;

/// Applies `command`; gives the id to look at next.
pub(super) fn apply(article: &mut Article, command: &Command) -> Result<Option<String>, CommandError> {
    let focus = match command {
        Command::Accept { id } => accept(article, id)?,
        Command::AcceptAll {} => accept_all(article),
        Command::Delete { id, everywhere } => delete(article, id, *everywhere)?,
        Command::Restore { id } => restore(article, id)?,
        Command::Dismiss { id } => dismiss(article, id)?,
        Command::SetSpeaker { quotation, speaker } => {
            quotations::set_speaker(article, quotation, speaker.as_deref())?;
            Some(quotation.clone())
        }
        Command::NewSpeaker { quotation, name, kind } => {
            quotations::new_speaker(article, quotation, name, *kind)?;
            Some(quotation.clone())
        }
        Command::SetQuotationKind { quotation, kind } => {
            quotations::set_kind(article, quotation, *kind)?;
            Some(quotation.clone())
        }
        Command::SetPiece { quotation, piece, span } => {
            quotations::set_piece(article, quotation, *piece, *span)?;
            Some(quotation.clone())
        }
        Command::SetCue { quotation, span } => {
            quotations::set_cue(article, quotation, *span)?;
            Some(quotation.clone())
        }
        Command::SetSource { quotation, span } => {
            quotations::set_source(article, quotation, *span)?;
            Some(quotation.clone())
        }
        Command::SetNote { id, note } => {
            notes::set_note(article, id, note)?;
            Some(id.clone())
        }
        Command::SetTags { id, tags } => {
            notes::set_tags(article, id, tags)?;
            Some(id.clone())
        }
        Command::AddQuotation { spans, kind, speaker, cue, source } => {
            Some(quotations::add(article, spans, *kind, speaker.as_deref(), [*cue, *source])?)
        }
        Command::SetExtent { id, span } => {
            match article.quotation(id) {
                Some(_) => quotations::set_extent(article, id, *span)?,
                None => entities::set_mention(article, id, *span)?,
            }
            Some(id.clone())
        }
        Command::AddPiece { quotation, span } => {
            quotations::add_piece(article, quotation, *span)?;
            Some(quotation.clone())
        }
        Command::JoinWithPrevious { quotation } => Some(quotations::join_with_previous(article, quotation)?),
        Command::SplitQuotation { quotation, at } => Some(quotations::split(article, quotation, *at)?),
        Command::AddMention { span, entity, kind, form } => {
            Some(entities::add_mention(article, *span, entity.as_deref(), *kind, *form)?)
        }
        Command::SetMention { mention, span } => {
            entities::set_mention(article, mention, *span)?;
            Some(mention.clone())
        }
        Command::AssignMention { mention, entity } => {
            entities::assign(article, mention, entity.as_deref())?;
            Some(mention.clone())
        }
        Command::Spread { id, at } => {
            spread::spread(article, id, at.as_deref())?;
            Some(id.clone())
        }
        Command::MergeEntities { from, into, name } => {
            entities::merge(article, from, into, name.as_deref())?;
            Some(into.clone())
        }
        Command::RenameEntity { entity, name } => {
            entities::rename(article, entity, name)?;
            Some(entity.clone())
        }
        Command::SetEntityKind { entity, kind } => {
            entities::set_kind(article, entity, *kind)?;
            Some(entity.clone())
        }
        Command::SetDescription { entity, description } => {
            entities::set_description(article, entity, description)?;
            Some(entity.clone())
        }
        Command::ChoosePlace { entity, candidate } => {
            entities::choose_place(article, entity, *candidate)?;
            Some(entity.clone())
        }
        Command::SetPlace { entity, place } => {
            entities::set_place(article, entity, place.as_ref())?;
            Some(entity.clone())
        }
        Command::NotAPlace { entity } => {
            entities::set_kind(article, entity, crate::analysis::EntityKind::Other)?;
            Some(entity.clone())
        }
        Command::SetLabel { label, name } => {
            labels::set(article, label, name)?;
            None
        }
        Command::SetDocument { fields } => {
            about::set(article, fields)?;
            None
        }
    };
    article.restore_order();
    article.number_speakers();
    Ok(focus)
}

impl Article {
    /// Whether both are one state: nothing was changed in between.
    pub(super) fn is_same(&self, other: &Article) -> bool {
        Arc::ptr_eq(&self.text, &other.text)
            && Arc::ptr_eq(&self.about, &other.about)
            && Arc::ptr_eq(&self.entities, &other.entities)
            && Arc::ptr_eq(&self.quotations, &other.quotations)
            && Arc::ptr_eq(&self.removed, &other.removed)
            && Arc::ptr_eq(&self.lost, &other.lost)
    }
}

/// Notes that a person changed an annotation.
pub(super) fn touch(origin: &mut Origin, status: &mut Status) {
    if *origin == Origin::Human {
        *status = Status::Accepted;
    } else {
        *origin = Origin::MachineEdited;
        *status = Status::Edited;
    }
}

/// The quotation of that id, to change.
pub(super) fn quotation_mut<'a>(article: &'a mut Article, id: &str) -> Result<&'a mut Quotation, CommandError> {
    let index = article.quotations.iter().position(|quotation| quotation.id == id).ok_or(unknown("quotation", id))?;
    Ok(Arc::make_mut(&mut Arc::make_mut(&mut article.quotations)[index]))
}

/// The entity of that id, to change.
pub(super) fn entity_mut<'a>(article: &'a mut Article, id: &str) -> Result<&'a mut Entity, CommandError> {
    let index = article.entities.iter().position(|entity| entity.id == id).ok_or(unknown("entity", id))?;
    Ok(Arc::make_mut(&mut Arc::make_mut(&mut article.entities)[index]))
}

pub(super) fn unknown(expected: &'static str, id: &str) -> CommandError {
    CommandError::Unknown { expected, id: id.to_owned() }
}

/// The span that a command names, if it slices the text.
pub(super) fn span_of(article: &Article, span: Span) -> Result<Span, CommandError> {
    if super::article::slices(&article.text, span) { Ok(span) } else { Err(CommandError::Span(span)) }
}

/// A name as it is kept: without white space around it.
pub(super) fn clean_name(name: &str) -> Result<String, CommandError> {
    let name = name.trim();
    if name.is_empty() { Err(CommandError::EmptyName) } else { Ok(name.to_owned()) }
}

fn accept(article: &mut Article, id: &str) -> Result<Option<String>, CommandError> {
    if let Some(quotation) = article.quotation(id) {
        if quotation.status != Status::Accepted {
            quotation_mut(article, id)?.status = Status::Accepted;
        }
        return Ok(Some(id.to_owned()));
    }
    let entity = match article.mention(id) {
        Some((entity, _)) => entity,
        None => article.entity(id).ok_or(unknown("annotation", id))?,
    };
    if entity.status != Status::Accepted {
        let entity = entity.id.clone();
        entity_mut(article, &entity)?.status = Status::Accepted;
    }
    Ok(Some(id.to_owned()))
}

fn accept_all(article: &mut Article) -> Option<String> {
    if article.quotations.iter().any(|quotation| quotation.status == Status::Unreviewed) {
        for quotation in Arc::make_mut(&mut article.quotations) {
            if quotation.status == Status::Unreviewed {
                Arc::make_mut(quotation).status = Status::Accepted;
            }
        }
    }
    if article.entities.iter().any(|entity| entity.status == Status::Unreviewed) {
        for entity in Arc::make_mut(&mut article.entities) {
            if entity.status == Status::Unreviewed {
                Arc::make_mut(entity).status = Status::Accepted;
            }
        }
    }
    None
}

pub(super) fn delete(article: &mut Article, id: &str, everywhere: bool) -> Result<Option<String>, CommandError> {
    if let Some(index) = article.quotations.iter().position(|quotation| quotation.id == id) {
        let quotation = Arc::make_mut(&mut article.quotations).remove(index);
        if quotation.origin != Origin::Human {
            set_aside(article, Annotation::Quotation(Arc::unwrap_or_clone(quotation)));
        }
    } else if let Some(index) = article.entities.iter().position(|entity| entity.id == id) {
        let entity = Arc::make_mut(&mut article.entities).remove(index);
        entities::replace_speaker(article, id, None);
        if entity.origin != Origin::Human {
            set_aside(article, Annotation::Entity(Arc::unwrap_or_clone(entity)));
        }
    } else {
        let ids = if everywhere {
            // A pronoun or a description of another entity is another matter.
            let (entity, mention) = article.mention(id).ok_or(unknown("mention", id))?;
            let is_name = mention.form == MentionForm::Name;
            let same = entities::same_words(article, id).ok_or(unknown("mention", id))?;
            let meant_too = |other: &String| {
                (article.mention(other))
                    .is_some_and(|(owner, other)| owner.id == entity.id || is_name && other.form == MentionForm::Name)
            };
            same.places.into_iter().filter_map(|(_, mention)| mention.filter(meant_too)).collect()
        } else {
            Vec::new()
        };
        entities::delete_mention(article, id)?;
        for id in ids {
            entities::delete_mention(article, &id)?;
        }
    }
    Ok(None)
}

/// Puts what a person rejected on the list of removed annotations.
pub(super) fn set_aside(article: &mut Article, annotation: Annotation) {
    let aside = SetAside { passage: None, annotation, extra: Extra::default() };
    Arc::make_mut(&mut article.removed).push(Arc::new(aside));
}

fn restore(article: &mut Article, id: &str) -> Result<Option<String>, CommandError> {
    let index = (article.removed.iter().position(|aside| aside.annotation.id() == id))
        .ok_or(unknown("removed annotation", id))?;
    if article.removed[index].passage.is_some() {
        return Err(CommandError::WordsGone);
    }
    let aside = Arc::unwrap_or_clone(Arc::make_mut(&mut article.removed).remove(index));
    match aside.annotation {
        Annotation::Quotation(mut quotation) => {
            quotation.speaker = quotation.speaker.filter(|speaker| article.entity(speaker).is_some());
            quotation.alternatives.retain(|other| article.entity(&other.speaker).is_some());
            Arc::make_mut(&mut article.quotations).push(Arc::new(quotation));
        }
        Annotation::Entity(entity) => Arc::make_mut(&mut article.entities).push(Arc::new(entity)),
        Annotation::Mention(mention, entity) => {
            if article.entity(&entity).is_none() {
                return Err(CommandError::EntityGone);
            }
            entity_mut(article, &entity)?.mentions.push(mention);
        }
    }
    Ok(Some(id.to_owned()))
}

fn dismiss(article: &mut Article, id: &str) -> Result<Option<String>, CommandError> {
    let index =
        (article.lost.iter().position(|aside| aside.annotation.id() == id)).ok_or(unknown("lost annotation", id))?;
    Arc::make_mut(&mut article.lost).remove(index);
    Ok(None)
}
