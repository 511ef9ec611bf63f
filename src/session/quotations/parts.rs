//! The kind of a quotation, where its pieces stand, its cue and its source.

use super::edited::{edited, fit};
use super::marks::{kind_by_parts, marked_parts, words_said};
use crate::Span;
use crate::analysis::QuotationKind;
use crate::arranging::Arrange;
use crate::session::CommandError;
use crate::session::apply::{quotation_mut, span_of};
use crate::session::article::{Article, Piece};

pub(in crate::session) fn set_kind(article: &mut Article, id: &str, kind: QuotationKind) -> Result<(), CommandError> {
    let text = article.text.clone();
    let quotation = quotation_mut(article, id)?;
    quotation.kind = kind;
    if quotation.quoted_parts.is_empty() {
        quotation.quoted_parts = marked_parts(&text, &quotation.pieces);
    }
    quotation.fit_quoted_parts(&text);
    edited(quotation);
    Ok(())
}

pub(in crate::session) fn set_piece(
    article: &mut Article,
    id: &str,
    piece: u32,
    span: Span,
) -> Result<(), CommandError> {
    let span = span_of(article, span)?;
    let text = article.text.clone();
    let quotation = quotation_mut(article, id)?;
    let index = piece as usize;
    if index >= quotation.pieces.len() {
        return Err(CommandError::NoSuchPiece);
    }
    if quotation.pieces.iter().enumerate().any(|(other, piece)| other != index && piece.span.overlaps(span)) {
        return Err(CommandError::PiecesOverlap);
    }
    quotation.pieces[index].span = span;
    quotation.pieces.arrange_by_key(|piece| piece.span);
    fit(quotation, &text);
    Ok(())
}

/// Cuts or lengthens the pieces of a quotation so that they reach from the start to the end of a stretch.
pub(in crate::session) fn set_extent(article: &mut Article, id: &str, span: Span) -> Result<(), CommandError> {
    let text = article.text.clone();
    let extent = words_said(&text, span_of(article, span)?);
    if extent.is_empty() {
        return Err(CommandError::Span(span));
    }
    let quotation = quotation_mut(article, id)?;
    quotation.pieces.retain(|piece| piece.span.overlaps(extent));
    match quotation.pieces.as_mut_slice() {
        [] => quotation.pieces.push(extent.into()),
        [only] => only.span = extent,
        [first, .., last] => {
            first.span.start = extent.start;
            last.span.end = extent.end;
        }
    }
    fit(quotation, &text);
    Ok(())
}

/// Adds a piece; what it overlaps becomes one piece with it.
pub(in crate::session) fn add_piece(article: &mut Article, id: &str, span: Span) -> Result<(), CommandError> {
    let text = article.text.clone();
    let mut added = words_said(&text, span_of(article, span)?);
    if added.is_empty() {
        return Err(CommandError::Span(span));
    }
    let quotation = quotation_mut(article, id)?;
    quotation.pieces.retain(|piece| {
        let apart = !piece.span.overlaps(added);
        if !apart {
            added = Span { start: added.start.min(piece.span.start), end: added.end.max(piece.span.end) };
        }
        apart
    });
    quotation.pieces.push(added.into());
    quotation.pieces.arrange_by_key(|piece| piece.span);
    if quotation.kind != QuotationKind::Indirect {
        let parts = marked_parts(&text, &quotation.pieces);
        quotation.kind = kind_by_parts(&quotation.pieces, &parts);
    }
    fit(quotation, &text);
    Ok(())
}

pub(in crate::session) fn set_cue(article: &mut Article, id: &str, span: Option<Span>) -> Result<(), CommandError> {
    let span = span.map(|span| span_of(article, span)).transpose()?;
    let quotation = quotation_mut(article, id)?;
    move_part(&mut quotation.cue, span);
    edited(quotation);
    Ok(())
}

pub(in crate::session) fn set_source(article: &mut Article, id: &str, span: Option<Span>) -> Result<(), CommandError> {
    let span = span.map(|span| span_of(article, span)).transpose()?;
    let quotation = quotation_mut(article, id)?;
    move_part(&mut quotation.source, span);
    edited(quotation);
    Ok(())
}

fn move_part(part: &mut Option<Piece>, span: Option<Span>) {
    *part = span.map(|span| Piece { span, extra: part.take().map(|piece| piece.extra).unwrap_or_default() });
}
