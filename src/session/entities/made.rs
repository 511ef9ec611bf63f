//! An entity that a person makes, and what one is: its name, kind and role.

use std::sync::Arc;

use crate::analysis::EntityKind;
use crate::session::CommandError;
use crate::session::apply::{clean_name, entity_mut, touch};
use crate::session::article::{Article, Entity, Extra, Origin, Status};

/// Adds an entity that a person made, still without mentions; gives its id.
pub(in crate::session) fn add_entity(article: &mut Article, kind: EntityKind, name: String) -> String {
    let id = article.next.entity_id();
    let entity = Entity {
        id: id.clone(),
        kind,
        number: None,
        name,
        description: None,
        mentions: Vec::new(),
        members: Vec::new(),
        place: None,
        origin: Origin::Human,
        status: Status::Accepted,
        note: String::new(),
        tags: Vec::new(),
        extra: Extra::default(),
    };
    Arc::make_mut(&mut article.entities).push(Arc::new(entity));
    id
}

pub(in crate::session) fn rename(article: &mut Article, id: &str, name: &str) -> Result<(), CommandError> {
    let name = clean_name(name)?;
    if article.entity(id).is_some_and(|entity| entity.name == name) {
        return Ok(());
    }
    let entity = entity_mut(article, id)?;
    entity.name = name;
    touch(&mut entity.origin, &mut entity.status);
    Ok(())
}

pub(in crate::session) fn set_kind(article: &mut Article, id: &str, kind: EntityKind) -> Result<(), CommandError> {
    let entity = entity_mut(article, id)?;
    entity.kind = kind;
    if kind != EntityKind::Place {
        entity.place = None;
    }
    touch(&mut entity.origin, &mut entity.status);
    Ok(())
}

pub(in crate::session) fn set_description(
    article: &mut Article,
    id: &str,
    description: &str,
) -> Result<(), CommandError> {
    let description = Some(description.trim().to_owned()).filter(|role| !role.is_empty());
    if article.entity(id).is_some_and(|entity| entity.description == description) {
        return Ok(());
    }
    let entity = entity_mut(article, id)?;
    entity.description = description;
    touch(&mut entity.origin, &mut entity.status);
    Ok(())
}
