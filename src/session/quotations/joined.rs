//! Two quotations that become one, and one that becomes two.

use crate::arranging::Arrange;
use std::sync::Arc;

use super::edited::edited;
use super::marks::{kind_by_parts, trimmed};
use crate::Span;
use crate::analysis::QuotationKind;
use crate::session::apply::{quotation_mut, unknown};
use crate::session::article::{Article, Piece, Quotation, Status, slices};
use crate::session::{CommandError, notes};

pub(in crate::session) fn join_with_previous(article: &mut Article, id: &str) -> Result<String, CommandError> {
    let index = article.quotations.iter().position(|quotation| quotation.id == id).ok_or(unknown("quotation", id))?;
    if index == 0 {
        return Err(CommandError::NoQuotationBefore);
    }
    let text = article.text.clone();
    let quotations = Arc::make_mut(&mut article.quotations);
    let overlap =
        (quotations[index - 1].pieces.iter()).any(|a| quotations[index].pieces.iter().any(|b| a.span.overlaps(b.span)));
    if overlap {
        return Err(CommandError::QuotationsOverlap);
    }
    let [before, after] = [&quotations[index - 1], &quotations[index]].map(|quotation| speaker_by(quotation));
    if before == By::Person && after == By::Person && quotations[index - 1].speaker != quotations[index].speaker {
        return Err(CommandError::SpeakersDiffer);
    }
    let second = Arc::unwrap_or_clone(quotations.remove(index));
    let first = Arc::make_mut(&mut quotations[index - 1]);
    if first.kind != second.kind {
        first.kind = QuotationKind::Mixed;
    }
    first.pieces.extend(second.pieces);
    first.pieces.arrange_by_key(|piece| piece.span);
    first.quoted_parts.extend(second.quoted_parts);
    first.cue = first.cue.take().or(second.cue);
    first.source = first.source.take().or(second.source);
    if after > before || after == before && first.speaker.is_none() {
        first.speaker = second.speaker;
        first.confidence = second.confidence;
        first.alternatives = second.alternatives;
        first.status = second.status;
    }
    notes::add_note(&mut first.note, &second.note);
    notes::add_tags(&mut first.tags, second.tags);
    for (name, value) in second.extra.0 {
        first.extra.0.entry(name).or_insert(value);
    }
    first.fit_quoted_parts(&text);
    edited(first);
    Ok(first.id.clone())
}

/// By whom a speaker is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    /// The program, and nobody has looked.
    Program,
    /// The program; somebody changed something else.
    Passed,
    /// A person, who chose or accepted it.
    Person,
}

fn speaker_by(quotation: &Quotation) -> By {
    match quotation.status {
        Status::Unreviewed => By::Program,
        Status::Edited if quotation.confidence.is_some() => By::Passed,
        Status::Edited | Status::Accepted => By::Person,
    }
}

/// Splits at byte `at`; gives the id of the second part.
pub(in crate::session) fn split(article: &mut Article, id: &str, at: u32) -> Result<String, CommandError> {
    let text = article.text.clone();
    if !text.is_char_boundary(at as usize) {
        return Err(CommandError::Span(Span { start: at, end: at }));
    }
    let whole = article.quotation(id).ok_or(unknown("quotation", id))?;
    let before = cut(&text, &whole.pieces, 0, at);
    let after = cut(&text, &whole.pieces, at, u32::MAX);
    if before.is_empty() || after.is_empty() {
        return Err(CommandError::PartWithoutWords);
    }
    let mut second = whole.clone();
    second.id = article.next.quotation_id();
    second.pieces = after;
    second.cue = None;
    second.source = None;
    second.note = String::new();
    let first = quotation_mut(article, id)?;
    first.pieces = before;
    for quotation in [&mut *first, &mut second] {
        if quotation.kind == QuotationKind::Mixed {
            quotation.fit_quoted_parts(&text);
            quotation.kind = kind_by_parts(&quotation.pieces, &quotation.quoted_parts);
        }
        quotation.fit_quoted_parts(&text);
        edited(quotation);
    }
    let id = second.id.clone();
    Arc::make_mut(&mut article.quotations).push(Arc::new(second));
    Ok(id)
}

/// What of `pieces` lies from byte `start` to byte `end`, without white space at the cut.
fn cut(text: &str, pieces: &[Piece], start: u32, end: u32) -> Vec<Piece> {
    let parts = pieces.iter().filter_map(|piece| {
        let span = Span { start: piece.span.start.max(start), end: piece.span.end.min(end) };
        let whole = span == piece.span;
        if !slices(text, span) {
            return None;
        }
        let span = if whole { span } else { trimmed(text, span) };
        (!span.is_empty()).then(|| Piece { span, extra: piece.extra.clone() })
    });
    parts.collect()
}
