//! Quotation marks: what stands inside them, and what that says of a quotation's kind.

use crate::Span;
use crate::analysis::QuotationKind;
use crate::session::article::Piece;

/// A span without white space and without one pair of quotation marks around it.
pub(super) fn words_said(text: &str, span: Span) -> Span {
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
pub(super) fn marked_parts(text: &str, pieces: &[Piece]) -> Vec<Piece> {
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

pub(super) fn kind_by_parts(pieces: &[Piece], parts: &[Piece]) -> QuotationKind {
    if parts.is_empty() {
        QuotationKind::Indirect
    } else if pieces.iter().all(|piece| parts.iter().any(|part| part.span == piece.span)) {
        QuotationKind::Direct
    } else {
        QuotationKind::Mixed
    }
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

pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start as usize + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}
