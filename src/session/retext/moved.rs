//! Annotations as they stand in another text.

use crate::Span;
use crate::arranging::Arrange;
use crate::session::article::{Annotation, Entity, Mention, Piece, Quotation};

/// A quotation with all its pieces moved to `text`; none if one of them is lost. A cue or source whose words are gone is left out.
pub(super) fn moved_quotation(
    quotation: &Quotation,
    text: &str,
    find: &impl Fn(Span) -> Option<Span>,
) -> Option<Quotation> {
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
pub(super) fn moved_annotation(
    annotation: &Annotation,
    text: &str,
    find: &impl Fn(Span) -> Option<Span>,
) -> Option<Annotation> {
    let moved = |mention: &Mention| {
        let piece = Piece { span: find(mention.piece.span)?, extra: mention.piece.extra.clone() };
        Some(Mention { piece, ..mention.clone() })
    };
    Some(match annotation {
        Annotation::Quotation(quotation) => Annotation::Quotation(moved_quotation(quotation, text, find)?),
        Annotation::Entity(entity) => {
            let mut mentions: Vec<Mention> = entity.mentions.iter().filter_map(moved).collect();
            mentions.arrange_by(|a, b| a.order().cmp(&b.order()));
            if mentions.is_empty() {
                return None;
            }
            Annotation::Entity(Entity { mentions, ..entity.clone() })
        }
        Annotation::Mention(mention, of) => Annotation::Mention(moved(mention)?, of.clone()),
    })
}
