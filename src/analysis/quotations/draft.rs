//! [`Draft`]: a quotation in tokens, before it becomes a record.

use std::ops::Range;

use super::marks::Marked;
use crate::Span;
use crate::analysis::{Quotation, QuotationKind, SourceCandidate};
use crate::syntax::Syntax;
use crate::text::TokenKind;

/// Tokens, and how likely they are what they are held for, from 0 to 1.
pub(super) type Scored = (Range<usize>, f32);

/// A quotation in tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    /// Its pieces in the order of the text.
    pub content: Vec<Range<usize>>,
    /// Its cue.
    pub cue: Option<Range<usize>>,
    /// Words that may name the speaker with their scores, likeliest first.
    pub sources: Vec<Scored>,
}

impl Draft {
    /// The record, or none if no word is left of the content.
    pub fn finish(&self, syntax: &Syntax, marked: &[Marked]) -> Option<Quotation> {
        // Marks around the cue as well are those of a quotation that this one stands in.
        let around =
            |one: &&Marked| self.cue.as_ref().is_some_and(|cue| one.open < cue.start && cue.end <= one.extent().end);
        let depth = marked.iter().filter(around).count();
        let inside: Vec<Range<usize>> =
            marked.iter().filter(|one| one.depth == depth).flat_map(|one| one.pieces.iter().cloned()).collect();
        let mut content: Vec<Span> = Vec::new();
        let mut quoted_parts = Vec::new();
        let (mut quoted_words, mut words) = (0, 0);
        for piece in &self.content {
            let is_word = |token: &usize| syntax.tokens[*token].kind != TokenKind::Punctuation;
            let count = |range: &Range<usize>| range.clone().filter(is_word).count();
            let trimmed = trim(syntax, without_dateline(syntax, piece.clone()));
            let piece_words = count(&trimmed);
            if piece_words == 0 {
                continue;
            }
            let quoted_in = |piece: &Range<usize>| -> Vec<Range<usize>> {
                let parts = inside.iter().map(|part| part.start.max(piece.start)..part.end.min(piece.end));
                parts.filter(|part| part.start < part.end && count(part) > 0).collect()
            };
            let quoted = quoted_in(piece);
            let piece_quoted: usize = quoted.iter().map(count).sum();
            words += piece_words;
            quoted_words += piece_quoted;
            if piece_quoted == piece_words {
                // Wholly inside marks but for the marks themselves: the marks are left out.
                content.extend(quoted.iter().map(|part| syntax.span(part.clone())));
                quoted_parts.extend(quoted.iter().map(|part| syntax.span(part.clone())));
            } else {
                quoted_parts.extend(quoted_in(&trimmed).into_iter().map(|part| syntax.span(part)));
                content.push(syntax.span(trimmed));
            }
        }
        if content.is_empty() {
            return None;
        }
        let kind = match quoted_words {
            0 => QuotationKind::Indirect,
            n if n == words => QuotationKind::Direct,
            _ => QuotationKind::Mixed,
        };
        let sources = self
            .sources
            .iter()
            .map(|(tokens, score)| SourceCandidate { span: syntax.span(tokens.clone()), score: *score })
            .collect();
        // What is said does not tell that it is said.
        let cue = self.cue.clone().map(|cue| syntax.span(cue));
        let cue = cue.filter(|cue| !content.iter().any(|piece| piece.overlaps(*cue)));
        Some(Quotation { kind, content, quoted_parts, cue, sources })
    }
}

/// `piece` without the dateline of its paragraph, if it begins with it.
fn without_dateline(syntax: &Syntax, piece: Range<usize>) -> Range<usize> {
    let dateline = syntax.dateline(syntax.paragraph_of(piece.start));
    let dateline = dateline.filter(|dateline| piece.start == dateline.start && dateline.end <= piece.end);
    dateline.map_or(piece.start, |dateline| dateline.end)..piece.end
}

/// `piece` without commas, stops and dashes at its ends; quotation marks and brackets stay.
fn trim(syntax: &Syntax, piece: Range<usize>) -> Range<usize> {
    let loose = |token: usize| matches!(syntax.word(token), "," | ";" | ":" | "." | "—" | "–" | "--" | "-");
    let (mut start, mut end) = (piece.start, piece.end);
    while start < end && loose(start) {
        start += 1;
    }
    while end > start && loose(end - 1) {
        end -= 1;
    }
    start..end
}
