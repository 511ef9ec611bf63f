//! Corrections of quotations.

use std::sync::Arc;

use super::apply::{clean_name, quotation_mut, span_of, touch, unknown};
use super::article::{Alternative, Article, Entity, Extra, Origin, Piece, Quotation, Status, slices};
use super::{CommandError, checks, notes};
use crate::Span;
use crate::analysis::{EntityKind, MentionForm, QuotationKind};

pub(super) fn set_speaker(article: &mut Article, id: &str, speaker: Option<&str>) -> Result<(), CommandError> {
    if let Some(speaker) = speaker {
        article.entity(speaker).ok_or(unknown("entity", speaker))?;
    }
    let quotation = quotation_mut(article, id)?;
    if quotation.speaker.as_deref() != speaker {
        if let (Some(before), Some(confidence)) = (quotation.speaker.take(), quotation.confidence) {
            let others = &mut quotation.alternatives;
            others.insert(0, Alternative { speaker: before, confidence, extra: Extra::default() });
            others.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        }
        quotation.speaker = speaker.map(str::to_owned);
        quotation.alternatives.retain(|other| Some(other.speaker.as_str()) != speaker);
    }
    quotation.confidence = None;
    touch(&mut quotation.origin, &mut quotation.status);
    Ok(())
}

pub(super) fn new_speaker(
    article: &mut Article,
    quotation: &str,
    name: &str,
    kind: EntityKind,
) -> Result<(), CommandError> {
    let name = clean_name(name)?;
    article.quotation(quotation).ok_or(unknown("quotation", quotation))?;
    let id = add_entity(article, kind, name);
    set_speaker(article, quotation, Some(&id))
}

/// Adds an entity that a person made, still without mentions; gives its id.
pub(super) fn add_entity(article: &mut Article, kind: EntityKind, name: String) -> String {
    let id = article.next.entity_id();
    let entity = Entity {
        id: id.clone(),
        kind,
        number: None,
        name,
        description: None,
        mentions: Vec::new(),
        members: Vec::new(),
        place: None,
        origin: Origin::Human,
        status: Status::Accepted,
        note: String::new(),
        tags: Vec::new(),
        extra: Extra::default(),
    };
    Arc::make_mut(&mut article.entities).push(Arc::new(entity));
    id
}

pub(super) fn set_kind(article: &mut Article, id: &str, kind: QuotationKind) -> Result<(), CommandError> {
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

pub(super) fn set_piece(article: &mut Article, id: &str, piece: u32, span: Span) -> Result<(), CommandError> {
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
    quotation.pieces.sort_by_key(|piece| piece.span);
    fit(quotation, &text);
    Ok(())
}

/// The quoted parts as they are, and those inside the marks of pieces that hold none yet.
fn with_marked_parts(text: &str, quotation: &Quotation) -> Vec<Piece> {
    let mut parts = quotation.quoted_parts.clone();
    for part in marked_parts(text, &quotation.pieces) {
        if !parts.iter().any(|known| known.span.overlaps(part.span)) {
            parts.push(part);
        }
    }
    parts
}

pub(super) fn set_cue(article: &mut Article, id: &str, span: Option<Span>) -> Result<(), CommandError> {
    let span = span.map(|span| span_of(article, span)).transpose()?;
    let quotation = quotation_mut(article, id)?;
    move_part(&mut quotation.cue, span);
    edited(quotation);
    Ok(())
}

pub(super) fn set_source(article: &mut Article, id: &str, span: Option<Span>) -> Result<(), CommandError> {
    let span = span.map(|span| span_of(article, span)).transpose()?;
    let quotation = quotation_mut(article, id)?;
    move_part(&mut quotation.source, span);
    edited(quotation);
    Ok(())
}

fn move_part(part: &mut Option<Piece>, span: Option<Span>) {
    *part = span.map(|span| Piece { span, extra: part.take().map(|piece| piece.extra).unwrap_or_default() });
}

pub(super) fn add(
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
    pieces.sort_by_key(|piece| piece.span);
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

/// Cuts or lengthens the pieces of a quotation so that they reach from the start to the end of a stretch.
pub(super) fn set_extent(article: &mut Article, id: &str, span: Span) -> Result<(), CommandError> {
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
pub(super) fn add_piece(article: &mut Article, id: &str, span: Span) -> Result<(), CommandError> {
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
    quotation.pieces.sort_by_key(|piece| piece.span);
    if quotation.kind != QuotationKind::Indirect {
        let parts = marked_parts(&text, &quotation.pieces);
        quotation.kind = kind_by_parts(&quotation.pieces, &parts);
    }
    fit(quotation, &text);
    Ok(())
}

/// Notes that a person changed something else than the speaker: as long as the speaker is to check, the quotation is.
fn edited(quotation: &mut Quotation) {
    let is_to_check = checks::is_to_check(quotation);
    touch(&mut quotation.origin, &mut quotation.status);
    if is_to_check {
        quotation.status = Status::Unreviewed;
    }
}

/// Makes the quoted parts fit changed pieces.
fn fit(quotation: &mut Quotation, text: &str) {
    if quotation.kind == QuotationKind::Mixed {
        quotation.quoted_parts = with_marked_parts(text, quotation);
    }
    quotation.fit_quoted_parts(text);
    edited(quotation);
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

pub(super) fn join_with_previous(article: &mut Article, id: &str) -> Result<String, CommandError> {
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
    first.pieces.sort_by_key(|piece| piece.span);
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

/// Splits at byte `at`; gives the id of the second part.
pub(super) fn split(article: &mut Article, id: &str, at: u32) -> Result<String, CommandError> {
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

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start as usize + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

/// The mark that closes what `mark` opens.
fn closing(mark: char) -> Option<&'static [char]> {
    Some(match mark {
        '"' | '＂' => &['"', '＂'],
        '“' => &['”', '"'],
        '„' => &['“', '”'],
        '«' => &['»'],
        '»' => &['«'],
        '‘' => &['’', '\''],
        '\'' => &['\'', '’'],
        '‹' => &['›'],
        _ => return None,
    })
}

/// A span without white space and without one pair of quotation marks around it.
fn words_said(text: &str, span: Span) -> Span {
    let span = trimmed(text, span);
    let words = span.of(text);
    let mut inner = words.chars();
    match (inner.next().and_then(closing), inner.next_back()) {
        (Some(ends), Some(last)) if ends.contains(&last) && !inner.as_str().contains(ends) => {
            let start = span.start as usize + words.chars().next().map_or(0, char::len_utf8);
            trimmed(text, Span::new(start, start + inner.as_str().len()))
        }
        _ => span,
    }
}

/// The parts of `pieces` inside quotation marks; a piece with marks around it is such a part as a whole.
fn marked_parts(text: &str, pieces: &[Piece]) -> Vec<Piece> {
    let mut parts = Vec::new();
    for piece in pieces {
        let span = piece.span;
        let before = text[..span.start as usize].trim_end().chars().next_back();
        let after = text[span.end as usize..].trim_start().chars().next();
        if before.and_then(closing).zip(after).is_some_and(|(ends, after)| ends.contains(&after)) {
            parts.push(span.into());
            continue;
        }
        let words = span.of(text);
        let mut unclosed = Vec::new();
        let mut at = 0;
        while let Some(mark) = words[at..].chars().next() {
            let inside = at + mark.len_utf8();
            let opens = !words[..at].ends_with(char::is_alphanumeric) && !unclosed.contains(&mark);
            at = inside;
            let Some(ends) = closing(mark).filter(|_| opens) else { continue };
            let Some(length) = words[inside..].find(ends) else {
                unclosed.push(mark);
                continue;
            };
            let start = span.start as usize + inside;
            let part = trimmed(text, Span::new(start, start + length));
            if !part.is_empty() {
                parts.push(part.into());
            }
            at = inside + length + words[inside + length..].chars().next().map_or(0, char::len_utf8);
        }
    }
    parts
}

fn kind_by_parts(pieces: &[Piece], parts: &[Piece]) -> QuotationKind {
    if parts.is_empty() {
        QuotationKind::Indirect
    } else if pieces.iter().all(|piece| parts.iter().any(|part| part.span == piece.span)) {
        QuotationKind::Direct
    } else {
        QuotationKind::Mixed
    }
}
