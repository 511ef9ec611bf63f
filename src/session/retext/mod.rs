//! What becomes of corrections when the text is edited: see [`super::Session::set_text`].

mod alignment;

use rustc_hash::{FxHashMap, FxHashSet};

use self::alignment::{Alignment, only_match};
use super::article::{
    About, Annotation, Article, Entity, Extra, Mention, Next, Origin, Piece, Quotation, SetAside, Status,
};
use super::masthead;
use crate::Span;
use crate::analysis::EntityKind;

/// How much of a line is kept on either side of lost words, in bytes.
const REACH: usize = 300;

/// `old`, corrected, with the text and the machine's reading of `fresh`.
pub(super) fn retext(old: &Article, fresh: Article) -> Article {
    let alignment = Alignment::new(&old.text, &fresh.text);
    let mut new = Parts::default();
    keep_corrections(old, &fresh.text, &alignment, &mut new);
    find_again(old, &fresh.text, &mut new);
    let corrected = old.is_corrected();
    let (mut next, text) = (old.next, fresh.text.clone());
    let (top, about) = (masthead::of_article(&old.text), &old.about);
    // What a person wrote stays; what the text itself says follows the text.
    let follow = |of_text: &Option<String>, known: &Option<String>, fresh: &Option<String>| {
        if known == of_text { fresh.clone() } else { known.clone() }
    };
    let about = About {
        title: follow(&top.title, &about.title, &fresh.about.title),
        author: follow(&top.author, &about.author, &fresh.about.author),
        outlet: follow(&top.outlet, &about.outlet, &fresh.about.outlet),
        date: fresh.about.date.clone(),
        generator: fresh.about.generator.clone(),
        ..About::clone(about)
    };
    add_fresh(old, &fresh, &alignment, &mut new, &mut next);
    if !corrected {
        // Nobody has looked at the numbers yet: they follow the text.
        new.entities.iter_mut().for_each(|entity| entity.number = None);
        next = next.with_new_numbers();
    }
    Article::new(&text, about, new.entities, new.quotations, new.removed, new.lost, next)
}

/// The parts of the new article.
#[derive(Default)]
struct Parts {
    entities: Vec<Entity>,
    quotations: Vec<Quotation>,
    removed: Vec<SetAside>,
    lost: Vec<SetAside>,
}

fn is_corrected(origin: Origin, status: Status) -> bool {
    origin != Origin::Machine || status != Status::Unreviewed
}

/// Whether a person has left a trace on a quotation, be it only a note or a tag.
fn has_trace(quotation: &Quotation) -> bool {
    is_corrected(quotation.origin, quotation.status) || quotation.is_noted()
}

/// The same of an entity or one of its mentions.
fn entity_has_trace(entity: &Entity) -> bool {
    is_corrected(entity.origin, entity.status) || entity.is_noted()
}

/// Moves what a person made, changed, noted, accepted or removed.
fn keep_corrections(old: &Article, text: &str, alignment: &Alignment, new: &mut Parts) {
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

/// Brings back what an earlier edit destroyed, where its words are in the text again.
fn find_again(old: &Article, text: &str, new: &mut Parts) {
    let found = |aside: &SetAside| {
        let passage = aside.passage.as_deref()?;
        moved_annotation(&aside.annotation, text, &|span| find_in(passage, span, text))
    };
    for aside in &mut new.removed {
        if let Some(annotation) = found(aside) {
            *aside = SetAside { passage: None, annotation, extra: std::mem::take(&mut aside.extra) };
        }
    }
    for aside in old.lost.iter() {
        match found(aside) {
            Some(Annotation::Quotation(quotation)) => new.quotations.push(quotation),
            Some(Annotation::Entity(entity)) => new.entities.push(entity),
            Some(Annotation::Mention(mention, of)) => match new.entities.iter_mut().find(|entity| entity.id == of) {
                Some(entity) => {
                    entity.mentions.push(mention);
                    entity.mentions.sort_by(|a, b| a.order().cmp(&b.order()));
                }
                None => new.lost.push(SetAside::clone(aside)),
            },
            None => new.lost.push(SetAside::clone(aside)),
        }
    }
}

/// Where the words of `span` of a lost passage stand in `text`: their line stands there exactly once, or they do,
/// and did in the passage.
fn find_in(passage: &str, span: Span, text: &str) -> Option<Span> {
    let (start, end) = (span.start as usize, span.end as usize);
    let line_start = passage[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = passage[end..].find('\n').map_or(passage.len(), |at| end + at);
    if let Some(at) = only_match(text, &passage[line_start..line_end]) {
        return Some(Span::new(at + start - line_start, at + end - line_start));
    }
    let words = span.of(passage);
    only_match(passage, words)?;
    only_match(text, words).map(|at| Span::new(at, at + words.len()))
}

/// A quotation with all its pieces moved to `text`; none if one of them is lost. A cue or source whose words are gone is left out.
fn moved_quotation(quotation: &Quotation, text: &str, find: &impl Fn(Span) -> Option<Span>) -> Option<Quotation> {
    let moved = |piece: &Piece| Some(Piece { span: find(piece.span)?, extra: piece.extra.clone() });
    let pieces: Vec<Piece> = quotation.pieces.iter().map(moved).collect::<Option<_>>()?;
    if pieces.windows(2).any(|pair| pair[1].span.start < pair[0].span.end) {
        return None;
    }
    // A quoted part moves with the piece that it stands in.
    let quoted_parts = quotation.quoted_parts.iter().filter_map(|part| {
        let index = quotation.pieces.iter().position(|piece| piece.span.contains(part.span))?;
        let start = pieces[index].span.start + (part.span.start - quotation.pieces[index].span.start);
        let span = Span { start, end: start + part.span.len() as u32 };
        Some(Piece { span, extra: part.extra.clone() })
    });
    let mut quotation = Quotation {
        quoted_parts: quoted_parts.collect(),
        pieces,
        cue: quotation.cue.as_ref().and_then(moved),
        source: quotation.source.as_ref().and_then(moved),
        ..quotation.clone()
    };
    quotation.fit_quoted_parts(text);
    Some(quotation)
}

/// An annotation moved to `text` as a whole; none if any of its words are lost (of an entity: all).
fn moved_annotation(annotation: &Annotation, text: &str, find: &impl Fn(Span) -> Option<Span>) -> Option<Annotation> {
    let moved = |mention: &Mention| {
        let piece = Piece { span: find(mention.piece.span)?, extra: mention.piece.extra.clone() };
        Some(Mention { piece, ..mention.clone() })
    };
    Some(match annotation {
        Annotation::Quotation(quotation) => Annotation::Quotation(moved_quotation(quotation, text, find)?),
        Annotation::Entity(entity) => {
            let mut mentions: Vec<Mention> = entity.mentions.iter().filter_map(moved).collect();
            mentions.sort_by(|a, b| a.order().cmp(&b.order()));
            if mentions.is_empty() {
                return None;
            }
            Annotation::Entity(Entity { mentions, ..entity.clone() })
        }
        Annotation::Mention(mention, of) => Annotation::Mention(moved(mention)?, of.clone()),
    })
}

/// A lost annotation with the lines of `text` that it stood in.
fn lost(mut annotation: Annotation, text: &str) -> SetAside {
    let mut ranges: Vec<(usize, usize)> =
        annotation.pieces().iter().map(|piece| surroundings(text, piece.span)).collect();
    ranges.sort_unstable();
    // Where each stretch of the text begins in the passage.
    let mut stretches: Vec<(usize, usize, usize)> = Vec::new();
    for (start, end) in ranges {
        match stretches.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => stretches.push((start, end, 0)),
        }
    }
    let mut passage = String::new();
    for (start, end, at) in &mut stretches {
        if !passage.is_empty() {
            passage.push('\n');
        }
        *at = passage.len();
        passage.push_str(&text[*start..*end]);
    }
    for piece in annotation.pieces_mut() {
        let index = stretches.partition_point(|stretch| stretch.0 <= piece.span.start as usize).saturating_sub(1);
        let (start, _, at) = stretches[index];
        let moved = piece.span.start as usize - start + at;
        piece.span = Span::new(moved, moved + piece.span.len());
    }
    SetAside { passage: Some(passage.into()), annotation, extra: Extra::default() }
}

/// The lines that `span` stands in, cut where they are long.
fn surroundings(text: &str, span: Span) -> (usize, usize) {
    let (start, end) = (span.start as usize, span.end as usize);
    let mut from = text[..start].rfind('\n').map_or(0, |at| at + 1).max(start.saturating_sub(REACH));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = text[end..].find('\n').map_or(text.len(), |at| end + at).min(end + REACH);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    (from, to)
}

/// Adds what the machine says of the new text, except where a person has spoken.
fn add_fresh(old: &Article, fresh: &Article, alignment: &Alignment, new: &mut Parts, next: &mut Next) {
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
            kept.mentions.sort_by(|a, b| a.order().cmp(&b.order()));
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
                    entity.mentions.sort_by(|a, b| a.order().cmp(&b.order()));
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

/// Spans to ask for overlaps.
struct SpanSet {
    spans: Vec<Span>,
    /// The furthest end up to each span.
    reach: Vec<u32>,
}

impl SpanSet {
    fn new(spans: impl Iterator<Item = Span>) -> SpanSet {
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_unstable();
        let mut furthest = 0;
        let reach = spans
            .iter()
            .map(|span| {
                furthest = furthest.max(span.end);
                furthest
            })
            .collect();
        SpanSet { spans, reach }
    }

    fn holds(&self, span: Span) -> bool {
        self.spans.binary_search(&span).is_ok()
    }

    fn overlaps(&self, span: Span) -> bool {
        let before = self.spans.partition_point(|other| other.start < span.end);
        before > 0 && self.reach[before - 1] > span.start
    }
}
