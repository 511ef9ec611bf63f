//! What a person made, changed, noted, accepted or removed moves with its words.

use rustc_hash::FxHashSet;

use super::alignment::Alignment;
use super::lost::lost;
use super::moved::{moved_annotation, moved_quotation};
use super::parts::{Parts, entity_has_trace, has_trace};
use crate::Span;
use crate::session::article::{Annotation, Article, Entity, Mention, Piece, Quotation, SetAside};

/// Moves what a person made, changed, noted, accepted or removed.
pub(super) fn keep_corrections(old: &Article, text: &str, alignment: &Alignment, new: &mut Parts) {
    let find = |span: Span| alignment.find(span);
    for quotation in old.quotations.iter().filter(|quotation| has_trace(quotation)) {
        match moved_quotation(quotation, text, &find) {
            Some(quotation) => new.quotations.push(quotation),
            None => new.lost.push(lost(Annotation::Quotation(Quotation::clone(quotation)), &old.text)),
        }
    }
    let speakers: FxHashSet<&str> =
        new.quotations.iter().filter_map(|quotation| quotation.speaker.as_deref()).collect();
    let mut entities = Vec::new();
    for entity in old.entities.iter().filter(|entity| entity_has_trace(entity)) {
        let (kept, gone): (Vec<_>, Vec<_>) =
            entity.mentions.iter().map(|mention| (mention, find(mention.piece.span))).partition(|(_, to)| to.is_some());
        if kept.is_empty() && !gone.is_empty() && !speakers.contains(entity.id.as_str()) {
            new.lost.push(lost(Annotation::Entity(Entity::clone(entity)), &old.text));
            continue;
        }
        for (mention, _) in gone {
            new.lost.push(lost(Annotation::Mention(mention.clone(), entity.id.clone()), &old.text));
        }
        let moved = |(mention, to): (&Mention, Option<Span>)| {
            let piece = Piece { span: to?, extra: mention.piece.extra.clone() };
            Some(Mention { piece, ..mention.clone() })
        };
        entities.push(Entity { mentions: kept.into_iter().filter_map(moved).collect(), ..Entity::clone(entity) });
    }
    new.entities = entities;
    for aside in old.removed.iter() {
        let aside = SetAside::clone(aside);
        new.removed.push(match &aside.passage {
            Some(_) => aside,
            None => match moved_annotation(&aside.annotation, text, &find) {
                Some(annotation) => SetAside { annotation, ..aside },
                None => SetAside { extra: aside.extra, ..lost(aside.annotation, &old.text) },
            },
        });
    }
}
