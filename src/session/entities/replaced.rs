//! One entity in the place of another.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::Span;
use crate::analysis::EntityKind;
use crate::session::apply::{clean_name, entity_mut, touch, unknown};
use crate::session::article::Article;
use crate::session::{CommandError, notes};

pub(in crate::session) fn merge(
    article: &mut Article,
    from: &str,
    into: &str,
    name: Option<&str>,
) -> Result<(), CommandError> {
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

/// Lets everything that entity `from` said be said by `into`, or by an unknown speaker.
pub(in crate::session) fn replace_speaker(article: &mut Article, from: &str, into: Option<&str>) {
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
