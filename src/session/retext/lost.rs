//! What an edit destroyed: it is kept with the lines that it stood in, and comes back with its words.

use crate::arranging::Arrange;
use rustc_hash::FxHashSet;

use super::alignment::only_match;
use super::moved::moved_annotation;
use super::parts::Parts;
use crate::Span;
use crate::session::article::{Annotation, Article, Extra, SetAside};

/// How much of a line is kept on either side of lost words, in bytes.
const REACH: usize = 300;

/// A lost annotation with the lines of `text` that it stood in.
pub(super) fn lost(mut annotation: Annotation, text: &str) -> SetAside {
    let mut ranges: Vec<(usize, usize)> =
        annotation.pieces().iter().map(|piece| surroundings(text, piece.span)).collect();
    ranges.arrange();
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

/// Brings back what an earlier edit destroyed, where its words are in the text again.
pub(super) fn find_again(old: &Article, text: &str, new: &mut Parts) {
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
                    entity.mentions.arrange_by(|a, b| a.order().cmp(&b.order()));
                }
                None => new.lost.push(SetAside::clone(aside)),
            },
            None => new.lost.push(SetAside::clone(aside)),
        }
    }
    bring_back_speakers(new);
}

/// Who speaks a quotation is not lost, though all the words that name them are.
fn bring_back_speakers(new: &mut Parts) {
    let speakers: FxHashSet<&str> =
        new.quotations.iter().filter_map(|quotation| quotation.speaker.as_deref()).collect();
    for SetAside { passage, annotation, extra } in std::mem::take(&mut new.lost) {
        match annotation {
            Annotation::Entity(mut entity) if speakers.contains(entity.id.as_str()) => {
                new.lost.extend(entity.mentions.drain(..).map(|mention| SetAside {
                    passage: passage.clone(),
                    annotation: Annotation::Mention(mention, entity.id.clone()),
                    extra: Extra::default(),
                }));
                new.entities.push(entity);
            }
            annotation => new.lost.push(SetAside { passage, annotation, extra }),
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
