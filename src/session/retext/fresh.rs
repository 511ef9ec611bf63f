//! What the machine says of the new text is added, except where a person has spoken.

use crate::arranging::Arrange;
use rustc_hash::{FxHashMap, FxHashSet};

use super::alignment::Alignment;
use super::parts::{Parts, has_trace};
use super::spans::SpanSet;
use crate::Span;
use crate::analysis::EntityKind;
use crate::session::article::{Annotation, Article, Entity, Mention, Next, Quotation};

/// Adds what the machine says of the new text, except where a person has spoken.
pub(super) fn add_fresh(old: &Article, fresh: &Article, alignment: &Alignment, new: &mut Parts, next: &mut Next) {
    let owners = add_fresh_entities(old, fresh, alignment, new, next);
    add_fresh_quotations(old, fresh, alignment, new, next, &owners);
    keep_speakers(old, alignment, new);
}

/// Adds fresh entities; gives for the id of each the id it has in the new article, if it is in it.
fn add_fresh_entities(
    old: &Article,
    fresh: &Article,
    alignment: &Alignment,
    new: &mut Parts,
    next: &mut Next,
) -> FxHashMap<String, String> {
    let kept = SpanSet::new(new.entities.iter().flat_map(|entity| &entity.mentions).map(|mention| mention.piece.span));
    let kept_ids: FxHashMap<String, usize> =
        new.entities.iter().enumerate().map(|(index, entity)| (entity.id.clone(), index)).collect();
    let rejected = rejected_mentions(new);
    let rejected_names: FxHashSet<(EntityKind, String)> = (new.removed.iter())
        .filter_map(|aside| match &aside.annotation {
            Annotation::Entity(entity) => Some((entity.kind, entity.name.clone())),
            _ => None,
        })
        .collect();
    // Who stood where before: entity, and id of the mention.
    let mut before: FxHashMap<Span, (&Entity, &str)> = FxHashMap::default();
    for entity in old.entities.iter() {
        for mention in &entity.mentions {
            if let Some(span) = alignment.find_in_place(mention.piece.span) {
                before.entry(span).or_insert((entity, mention.id.as_str()));
            }
        }
    }
    // What was found again stands where it stood before it was lost.
    for entity in &new.entities {
        for mention in &entity.mentions {
            before.entry(mention.piece.span).or_insert((entity, mention.id.as_str()));
        }
    }
    let before: FxHashMap<Span, (String, String, bool)> = (before.into_iter())
        .map(|(span, (entity, mention))| {
            (span, (entity.id.clone(), mention.to_owned(), kept_ids.contains_key(&entity.id)))
        })
        .collect();
    let mut names: FxHashMap<(EntityKind, &str), &str> = FxHashMap::default();
    for entity in old.entities.iter() {
        names.entry((entity.kind, entity.name.as_str())).or_insert(&entity.id);
    }

    let mut owners = FxHashMap::default();
    let mut taken: FxHashSet<String> = kept_ids.keys().cloned().collect();
    let mut used_mentions: FxHashSet<String> =
        new.entities.iter().flat_map(|entity| &entity.mentions).map(|mention| mention.id.clone()).collect();
    for aside in new.removed.iter().chain(&new.lost) {
        used_mentions.extend(aside.annotation.mentions().iter().map(|mention| mention.id.clone()));
        taken.insert(aside.annotation.id().to_owned());
    }
    for entity in fresh.entities.iter() {
        if rejected_names.contains(&(entity.kind, entity.name.clone())) {
            continue;
        }
        let owner = likeliest_owner(entity, &before).filter(|id| kept_ids.contains_key(id) || !taken.contains(id));
        let by_name = || {
            let id = names.get(&(entity.kind, entity.name.as_str()))?;
            (kept_ids.contains_key(*id) || !taken.contains(*id)).then(|| (*id).to_owned())
        };
        let id = owner.or_else(by_name);
        let mut mentions: Vec<Mention> = Vec::new();
        for mention in &entity.mentions {
            let span = mention.piece.span;
            let known = before.get(&span);
            let unchanged = known.is_some_and(|(_, _, corrected)| !corrected);
            if rejected.contains(&span) || kept.holds(span) || (kept.overlaps(span) && !unchanged) {
                continue;
            }
            let id = match known {
                Some((_, id, _)) if used_mentions.insert(id.clone()) => id.clone(),
                _ => next.mention_id(),
            };
            mentions.push(Mention { id, ..mention.clone() });
        }
        if let Some(index) = id.as_ref().and_then(|id| kept_ids.get(id)) {
            let kept = &mut new.entities[*index];
            kept.mentions.extend(mentions);
            kept.mentions.arrange_by(|a, b| a.order().cmp(&b.order()));
            owners.insert(entity.id.clone(), kept.id.clone());
        } else if !mentions.is_empty() || entity.mentions.is_empty() {
            let number = id.as_deref().and_then(|id| old.entity(id)).and_then(|entity| entity.number);
            let id = id.unwrap_or_else(|| next.entity_id());
            taken.insert(id.clone());
            owners.insert(entity.id.clone(), id.clone());
            new.entities.push(Entity { id, number, mentions, ..Entity::clone(entity) });
        } else if let Some((owner, _, _)) = entity.mentions.iter().find_map(|mention| before.get(&mention.piece.span)) {
            // All its mentions belong to somebody else now: so do its words.
            if kept_ids.contains_key(owner) {
                owners.insert(entity.id.clone(), owner.clone());
            }
        }
    }
    // Of a fresh entity the members are fresh; of a kept one those that are still there.
    for index in 0..new.entities.len() {
        let is_kept = index < kept_ids.len();
        let members = std::mem::take(&mut new.entities[index].members);
        let known = |id: &String| new.entities.iter().any(|entity| entity.id == *id);
        let members = members.into_iter().filter_map(|id| if is_kept { Some(id) } else { owners.get(&id).cloned() });
        new.entities[index].members = members.filter(known).collect();
    }
    owners
}

/// The id of the old entity that most of the mentions of `entity` belonged to; of equals, the first.
fn likeliest_owner(entity: &Entity, before: &FxHashMap<Span, (String, String, bool)>) -> Option<String> {
    let mut votes: Vec<(&str, usize)> = Vec::new();
    for mention in &entity.mentions {
        let Some((id, _, _)) = before.get(&mention.piece.span) else { continue };
        match votes.iter_mut().find(|(voted, _)| voted == id) {
            Some((_, count)) => *count += 1,
            None => votes.push((id, 1)),
        }
    }
    let most = votes.iter().map(|(_, count)| *count).max()?;
    votes.iter().find(|(_, count)| *count == most).map(|(id, _)| (*id).to_owned())
}

fn rejected_mentions(new: &Parts) -> FxHashSet<Span> {
    let present = new.removed.iter().filter(|aside| aside.passage.is_none());
    present.flat_map(|aside| aside.annotation.mentions()).map(|mention| mention.piece.span).collect()
}

fn add_fresh_quotations(
    old: &Article,
    fresh: &Article,
    alignment: &Alignment,
    new: &mut Parts,
    next: &mut Next,
    owners: &FxHashMap<String, String>,
) {
    let spans = |quotation: &Quotation| quotation.pieces.iter().map(|piece| piece.span).collect::<Vec<Span>>();
    let kept = SpanSet::new(new.quotations.iter().flat_map(&spans));
    let rejected: FxHashSet<Vec<Span>> = (new.removed.iter().filter(|aside| aside.passage.is_none()))
        .filter_map(|aside| match &aside.annotation {
            Annotation::Quotation(quotation) => Some(spans(quotation)),
            _ => None,
        })
        .collect();
    let kept_ids: FxHashSet<&str> = new.quotations.iter().map(|quotation| quotation.id.as_str()).collect();
    // Where quotations that nobody has looked at stood, by where their pieces stand now; and by the first of these.
    let mut whole: FxHashMap<Vec<Span>, &str> = FxHashMap::default();
    let mut begun: FxHashMap<u32, &str> = FxHashMap::default();
    for quotation in old.quotations.iter().filter(|quotation| !has_trace(quotation)) {
        let moved: Option<Vec<Span>> =
            quotation.pieces.iter().map(|piece| alignment.find_in_place(piece.span)).collect();
        if let Some(spans) = moved {
            whole.entry(spans).or_insert(&quotation.id);
        }
        let first_character = |span: Span| {
            let length = span.of(&old.text).chars().next().map_or(0, char::len_utf8) as u32;
            Span { start: span.start, end: span.start + length }
        };
        let start = quotation.pieces.first().and_then(|piece| alignment.find_in_place(first_character(piece.span)));
        if let Some(start) = start {
            begun.entry(start.start).or_insert(&quotation.id);
        }
    }
    let mut used: FxHashSet<String> = kept_ids.iter().map(|id| (*id).to_owned()).collect();
    used.extend(new.removed.iter().chain(&new.lost).map(|aside| aside.annotation.id().to_owned()));
    let mut added: Vec<(Option<String>, Quotation)> = Vec::new();
    for quotation in fresh.quotations.iter() {
        let pieces = spans(quotation);
        let known = whole.get(&pieces).copied();
        let spoken_for = pieces.iter().any(|span| kept.overlaps(*span));
        let same = spoken_for && new.quotations.iter().any(|kept| spans(kept) == pieces);
        if rejected.contains(&pieces) || same || (spoken_for && known.is_none()) {
            continue;
        }
        let mut quotation = Quotation::clone(quotation);
        quotation.speaker = quotation.speaker.and_then(|speaker| owners.get(&speaker).cloned());
        quotation.confidence = quotation.confidence.filter(|_| quotation.speaker.is_some());
        quotation.alternatives.retain_mut(|other| match owners.get(&other.speaker) {
            Some(owner) => {
                other.speaker = owner.clone();
                true
            }
            None => false,
        });
        let id = known.filter(|id| used.insert((*id).to_owned())).map(str::to_owned);
        added.push((id, quotation));
    }
    // Those that changed keep their id if they begin where they began; the rest get new ones.
    for (id, quotation) in added {
        let begins = || {
            let id = *begun.get(&quotation.pieces.first()?.span.start)?;
            used.insert(id.to_owned()).then(|| id.to_owned())
        };
        let id = id.or_else(begins).unwrap_or_else(|| next.quotation_id());
        new.quotations.push(Quotation { id, ..quotation });
    }
}

/// Keeps the speakers of kept quotations, even where the machine no longer finds them; drops dangling alternatives.
fn keep_speakers(old: &Article, alignment: &Alignment, new: &mut Parts) {
    let mut ids: FxHashSet<String> = new.entities.iter().map(|entity| entity.id.clone()).collect();
    let mut used: FxHashSet<String> =
        new.entities.iter().flat_map(|entity| &entity.mentions).map(|mention| mention.id.clone()).collect();
    for quotation in &mut new.quotations {
        if let Some(speaker) = quotation.speaker.clone().filter(|speaker| !ids.contains(speaker)) {
            match old.entity(&speaker) {
                Some(entity) => {
                    let mut entity = entity.clone();
                    entity.mentions.retain_mut(|mention| match alignment.find(mention.piece.span) {
                        Some(span) => {
                            mention.piece.span = span;
                            used.insert(mention.id.clone())
                        }
                        None => false,
                    });
                    entity.mentions.arrange_by(|a, b| a.order().cmp(&b.order()));
                    new.entities.push(entity);
                    ids.insert(speaker);
                }
                None => quotation.speaker = None,
            }
        }
    }
    for quotation in &mut new.quotations {
        let speaker = quotation.speaker.clone();
        let mut seen = FxHashSet::default();
        quotation.alternatives.retain(|other| {
            ids.contains(&other.speaker)
                && Some(&other.speaker) != speaker.as_ref()
                && seen.insert(other.speaker.clone())
        });
    }
}
