//! A quotation that a person marks.

use crate::arranging::Arrange;
use std::sync::Arc;

use super::marks::{kind_by_parts, marked_parts, words_said};
use crate::Span;
use crate::analysis::{MentionForm, QuotationKind};
use crate::session::CommandError;
use crate::session::apply::{span_of, unknown};
use crate::session::article::{Article, Extra, Origin, Piece, Quotation, Status};

pub(in crate::session) fn add(
    article: &mut Article,
    spans: &[Span],
    kind: Option<QuotationKind>,
    speaker: Option<&str>,
    [cue, source]: [Option<Span>; 2],
) -> Result<String, CommandError> {
    let cue = cue.map(|span| span_of(article, span)).transpose()?;
    let source = source.map(|span| span_of(article, span)).transpose()?;
    if let Some(speaker) = speaker {
        article.entity(speaker).ok_or(unknown("entity", speaker))?;
    }
    let text = article.text.clone();
    let mut pieces = Vec::with_capacity(spans.len());
    for span in spans {
        let said = words_said(&text, span_of(article, *span)?);
        if said.is_empty() {
            return Err(CommandError::Span(*span));
        }
        pieces.push(Piece::from(said));
    }
    pieces.arrange_by_key(|piece| piece.span);
    if pieces.is_empty() {
        return Err(CommandError::NoPiece);
    }
    if pieces.windows(2).any(|pair| pair[0].span.overlaps(pair[1].span)) {
        return Err(CommandError::PiecesOverlap);
    }
    let same = |other: &Arc<Quotation>| {
        other.pieces.len() == pieces.len() && other.pieces.iter().zip(&pieces).all(|(a, b)| a.span == b.span)
    };
    if article.quotations.iter().any(same) {
        return Err(CommandError::QuotationThere);
    }
    let proposed = source.filter(|_| speaker.is_none()).and_then(|source| entity_at(article, source));
    let status = if speaker.is_some() { Status::Accepted } else { Status::Unreviewed };
    let quoted_parts = marked_parts(&text, &pieces);
    let kind = kind.unwrap_or_else(|| kind_by_parts(&pieces, &quoted_parts));
    let id = article.next.quotation_id();
    let mut quotation = Quotation {
        id: id.clone(),
        kind,
        pieces,
        quoted_parts,
        cue: cue.map(Piece::from),
        source: source.map(Piece::from),
        speaker: speaker.map(str::to_owned).or(proposed),
        alternatives: Vec::new(),
        confidence: None,
        origin: Origin::Human,
        status,
        note: String::new(),
        tags: Vec::new(),
        extra: Extra::default(),
    };
    quotation.fit_quoted_parts(&text);
    Arc::make_mut(&mut article.quotations).push(Arc::new(quotation));
    Ok(id)
}

/// Whom the words of a source mean: the entity of the mention that stands there, or of the longest one in it, names
/// before others.
fn entity_at(article: &Article, source: Span) -> Option<String> {
    let mentions =
        article.entities.iter().flat_map(|entity| entity.mentions.iter().map(move |mention| (entity, mention)));
    let inside = mentions
        .filter(|(_, mention)| source.start <= mention.piece.span.start && mention.piece.span.end <= source.end);
    let best = inside.max_by_key(|(_, mention)| {
        let span = mention.piece.span;
        (span == source, mention.form == MentionForm::Name, span.len())
    });
    best.map(|(entity, _)| entity.id.clone())
}
