//! Notes and tags: what a person writes beside an annotation. Neither says that the annotation was looked at.

use super::CommandError;
use super::apply::{entity_mut, quotation_mut, unknown};
use super::article::{Article, Entity, Quotation};

/// Writes a note on a quotation, an entity or a mention.
pub(super) fn set_note(article: &mut Article, id: &str, note: &str) -> Result<(), CommandError> {
    change(article, id, |old, _| *old != note, |old, _| note.clone_into(old))
}

/// Gives a quotation, an entity or a mention these tags.
pub(super) fn set_tags(article: &mut Article, id: &str, tags: &[String]) -> Result<(), CommandError> {
    let mut clean = Vec::new();
    add_tags(&mut clean, tags.iter().map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()));
    change(article, id, |_, old| *old != clean, |_, old| old.clone_from(&clean))
}

/// Adds the tags that are not there yet.
pub(super) fn add_tags(tags: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for tag in more {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
}

/// Adds a note to another, on a line of its own.
pub(super) fn add_note(note: &mut String, more: &str) {
    if !note.is_empty() && !more.is_empty() {
        note.push('\n');
    }
    note.push_str(more);
}

impl Quotation {
    /// Whether a person has written something beside it.
    pub(super) fn is_noted(&self) -> bool {
        !self.note.is_empty() || !self.tags.is_empty()
    }
}

impl Entity {
    /// Whether a person has written something beside it or one of its mentions.
    pub(super) fn is_noted(&self) -> bool {
        let noted = |note: &str, tags: &[String]| !note.is_empty() || !tags.is_empty();
        noted(&self.note, &self.tags) || self.mentions.iter().any(|mention| noted(&mention.note, &mention.tags))
    }
}

/// Changes note and tags of an annotation where `differs` says that there is something to change: what stays the same is
/// not copied.
fn change(
    article: &mut Article,
    id: &str,
    differs: impl Fn(&String, &Vec<String>) -> bool,
    set: impl FnOnce(&mut String, &mut Vec<String>),
) -> Result<(), CommandError> {
    if let Some(quotation) = article.quotation(id) {
        if differs(&quotation.note, &quotation.tags) {
            let quotation = quotation_mut(article, id)?;
            set(&mut quotation.note, &mut quotation.tags);
        }
    } else if let Some(entity) = article.entity(id) {
        if differs(&entity.note, &entity.tags) {
            let entity = entity_mut(article, id)?;
            set(&mut entity.note, &mut entity.tags);
        }
    } else {
        let (entity, mention) = article.mention(id).ok_or(unknown("annotation", id))?;
        if differs(&mention.note, &mention.tags) {
            let entity = entity.id.clone();
            let mentions = &mut entity_mut(article, &entity)?.mentions;
            let mention = mentions.iter_mut().find(|mention| mention.id == id).ok_or(unknown("annotation", id))?;
            set(&mut mention.note, &mut mention.tags);
        }
    }
    Ok(())
}
