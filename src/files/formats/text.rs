//! Quotations as plain text, one a line.

use super::facts::{Facts, one_line};
use super::{Format, Many, Options, Part};
use crate::analysis::QuotationKind;
use crate::session::{Article, Quotation};

pub(super) const FORMAT: Format = Format {
    name: "text",
    title: "Text",
    extension: ".quotations.txt",
    beside: None,
    media_type: "text/plain",
    holds: "one line a quotation: speaker, role, words",
    drops: "all else: positions, cues, places, doubts, notes; who a name may be besides",
    many: Many::Joined,
    write,
};

fn write(article: &Article, _: &Options) -> Vec<Part> {
    let facts = Facts::new(article);
    let lines = article.quotations.iter().map(|quotation| {
        let speaker = match facts.speaker(quotation) {
            Some(entity) => match entity.description.as_deref() {
                Some(role) => format!("{} ({role})", entity.name),
                None => entity.name.clone(),
            },
            None => "Unknown".to_owned(),
        };
        format!("{}: {}\n", one_line(&speaker), one_line(&words(&facts, quotation)))
    });
    FORMAT.one(lines.collect())
}

/// The marks that can stand around quoted words.
const MARKS: &[char] = &['"', '“', '”', '„', '«', '»', '‘', '’', '\'', '‹', '›'];

/// The words said, with marks around what stands in marks.
fn words(facts: &Facts, quotation: &Quotation) -> String {
    if quotation.kind == QuotationKind::Direct {
        return format!("“{}”", facts.said(quotation, "” … “"));
    }
    let mut parts = quotation.quoted_parts.iter().map(|part| part.span).peekable();
    let mut pieces = Vec::with_capacity(quotation.pieces.len());
    for piece in &quotation.pieces {
        let mut at = piece.span.start as usize;
        let mut words = String::new();
        while let Some(part) = parts.next_if(|part| piece.span.contains(*part)) {
            let before = &facts.text[at..part.start as usize];
            // A mark with which the next part begins is its own.
            let end = parts.peek().map_or(piece.span.end, |next| next.start.min(piece.span.end));
            let after = &facts.text[part.end as usize..end as usize];
            // The marks of the text itself stand beside the part, or outside the piece.
            let in_marks = (before.is_empty() || before.ends_with(MARKS)) && (after.is_empty() || after.starts_with(MARKS));
            words.push_str(before.strip_suffix(MARKS).filter(|_| in_marks).unwrap_or(before));
            words.push('“');
            words.push_str(part.of(facts.text));
            words.push('”');
            let behind = after.strip_prefix(MARKS).filter(|_| in_marks).unwrap_or(after);
            at = part.end as usize + (after.len() - behind.len());
        }
        words.push_str(&facts.text[at..piece.span.end as usize]);
        pieces.push(words);
    }
    pieces.join(" … ")
}
