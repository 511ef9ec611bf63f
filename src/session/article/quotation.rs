//! [`Quotation`]: one of an article, and what keeps its parts together.

use super::{Extra, Origin, Piece, Status, slices};
use crate::Span;
use crate::analysis::QuotationKind;
use crate::arranging::Arrange;

/// Words that somebody said or wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// Unique in the article.
    pub id: String,
    /// Direct, indirect or mixed.
    pub kind: QuotationKind,
    /// The words said, without the outer quotation marks: at least one piece, in order, none overlapping.
    pub pieces: Vec<Piece>,
    /// The parts inside quotation marks, each inside a piece. Of a direct quotation the same as `pieces`.
    pub quoted_parts: Vec<Piece>,
    /// "said".
    pub cue: Option<Piece>,
    /// The words that name the speaker.
    pub source: Option<Piece>,
    /// Id of the entity that speaks; none where it is not known.
    pub speaker: Option<String>,
    /// Others that may be the speaker, likeliest first.
    pub alternatives: Vec<Alternative>,
    /// From 0 to 1: how likely it is that the speaker is right; none where a person said so.
    pub confidence: Option<f64>,
    /// Who made it.
    pub origin: Origin,
    /// Whether a person has looked at it.
    pub status: Status,
    /// What a person noted.
    pub note: String,
    /// Words of a person's own to find it by.
    pub tags: Vec<String>,
    /// Unknown fields.
    pub extra: Extra,
}

/// Another entity that may be the speaker.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// Its id.
    pub speaker: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// Unknown fields.
    pub extra: Extra,
}

impl Quotation {
    /// The pieces, quoted parts, cue and source.
    pub fn all_pieces(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().chain(&self.quoted_parts).chain(&self.cue).chain(&self.source)
    }

    /// The same, to change.
    pub(crate) fn all_pieces_mut(&mut self) -> impl Iterator<Item = &mut Piece> {
        self.pieces.iter_mut().chain(&mut self.quoted_parts).chain(&mut self.cue).chain(&mut self.source)
    }

    /// By what quotations are ordered.
    pub(crate) fn order(&self) -> (Option<Span>, &str) {
        (self.pieces.first().map(|piece| piece.span), &self.id)
    }
}

impl Quotation {
    /// Makes the quoted parts fit kind and pieces: of a direct quotation they are the pieces, an indirect one has
    /// none, and of a mixed one they lie inside the pieces.
    pub(crate) fn fit_quoted_parts(&mut self, text: &str) {
        match self.kind {
            QuotationKind::Direct => {
                let same = self.quoted_parts.len() == self.pieces.len()
                    && self.quoted_parts.iter().zip(&self.pieces).all(|(part, piece)| part.span == piece.span);
                if !same {
                    self.quoted_parts = self.pieces.iter().map(|piece| piece.span.into()).collect();
                }
            }
            QuotationKind::Indirect => self.quoted_parts.clear(),
            QuotationKind::Mixed => {
                let mut parts = Vec::new();
                for part in self.quoted_parts.drain(..) {
                    for piece in self.pieces.iter().filter(|piece| piece.span.overlaps(part.span)) {
                        let span = Span {
                            start: part.span.start.max(piece.span.start),
                            end: part.span.end.min(piece.span.end),
                        };
                        if slices(text, span) {
                            parts.push(Piece { span, extra: part.extra.clone() });
                        }
                    }
                }
                parts.arrange_by_key(|part| part.span);
                let mut end = 0;
                parts.retain(|part| {
                    let apart = part.span.start >= end;
                    end = end.max(part.span.end);
                    apart
                });
                self.quoted_parts = parts;
            }
        }
    }
}
