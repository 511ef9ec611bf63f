//! Only what was said: each quotation as a line that can be read, searched and copied without the text around it.

use rustc_hash::FxHashMap;

use super::article::{Article, Quotation, Status};
use super::paragraphs::Paragraphs;
use crate::Span;
use crate::analysis::{EntityKind, QuotationKind};

/// A quotation with its speaker.
#[derive(Debug, Clone, PartialEq)]
pub struct Saying {
    /// Id of the quotation.
    pub id: String,
    /// Id of the speaker; none where it is not known.
    pub speaker: Option<String>,
    /// The speaker's number.
    pub number: Option<u32>,
    /// The speaker's name; empty where it is not known.
    pub name: String,
    /// The speaker's role.
    pub role: Option<String>,
    /// What the speaker is.
    pub speaker_kind: Option<EntityKind>,
    /// Direct, indirect or mixed.
    pub kind: QuotationKind,
    /// Whether a person has looked at it.
    pub status: Status,
    /// From 0 to 1: how likely it is that the speaker is wrong; none where a person said so or nobody is named.
    pub doubt: Option<f64>,
    /// What a person noted.
    pub note: String,
    /// Words of a person's own to find it by.
    pub tags: Vec<String>,
    /// What was said, on one line, in marks where the text has marks, an ellipsis between its pieces.
    pub words: String,
    /// The paragraph, from 1, in which it begins.
    pub paragraph: u32,
}

/// What is said in an article, in its order.
pub fn sayings(article: &Article) -> Vec<Saying> {
    let paragraphs = Paragraphs::new(&article.text);
    let entities: FxHashMap<&str, &super::Entity> =
        article.entities.iter().map(|entity| (entity.id.as_str(), entity.as_ref())).collect();
    let saying = |quotation: &Quotation| {
        let speaker = quotation.speaker.as_deref().and_then(|id| entities.get(id).copied());
        let start = quotation.pieces.first().map_or(0, |piece| piece.span.start);
        Saying {
            id: quotation.id.clone(),
            speaker: quotation.speaker.clone(),
            number: speaker.and_then(|entity| entity.number),
            name: speaker.map(|entity| entity.name.clone()).unwrap_or_default(),
            role: speaker.and_then(|entity| entity.description.clone()),
            speaker_kind: speaker.map(|entity| entity.kind),
            kind: quotation.kind,
            status: quotation.status,
            doubt: speaker.and(quotation.confidence).map(|confidence| 1.0 - confidence),
            note: quotation.note.clone(),
            tags: quotation.tags.clone(),
            words: words_in_marks(&article.text, quotation),
            paragraph: paragraphs.number_at(start),
        }
    };
    article.quotations.iter().map(|quotation| saying(quotation)).collect()
}

/// The words of a quotation on one line, in marks where the text has marks.
pub fn words_in_marks(text: &str, quotation: &Quotation) -> String {
    let begins = |at: u32| quotation.quoted_parts.iter().any(|part| part.span.start == at);
    let ends = |at: u32| quotation.quoted_parts.iter().any(|part| part.span.end == at);
    let mut line = String::new();
    let mut before: Option<Span> = None;
    let mut open = false;
    for span in quotation.pieces.iter().map(|piece| piece.span) {
        // A quotation that runs over lines or paragraphs is one: what stands between is white space and marks.
        let between = before.map(|before| &text[before.end as usize..span.start as usize]);
        let runs_on = open && between.is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() || "“\"‘'".contains(c)));
        if open && !runs_on {
            line.push('”');
        }
        if before.is_some() {
            line.push_str(if runs_on { " " } else { " … " });
        }
        // The outer marks are no part of a piece.
        if begins(span.start) && !runs_on {
            line.push('“');
        }
        line.push_str(&span.of(text).split_whitespace().collect::<Vec<_>>().join(" "));
        open = ends(span.end);
        before = Some(span);
    }
    if open {
        line.push('”');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::super::Session;
    use super::*;
    use crate::Annotator;

    #[test]
    fn lines_of_speakers() {
        let text = "“We knew\nabout it,” Ada Okafor, chair of the port, said, “for years.”\n\n\
                    Ben Ames said the bay was “never safe”. He added that it was late.\n";
        let session = Session::from_document(&Annotator::new().annotate(text));
        let said = sayings(session.article());
        let lines: Vec<(&str, &str, u32)> =
            said.iter().map(|saying| (saying.name.as_str(), saying.words.as_str(), saying.paragraph)).collect();
        assert_eq!(
            lines,
            [
                ("Ada Okafor", "“We knew about it,” … “for years.”", 1),
                ("Ben Ames", "the bay was “never safe”", 3),
                ("Ben Ames", "that it was late", 3),
            ]
        );
        assert_eq!(said[0].role.as_deref(), Some("chair of the port"));
        assert!(said.iter().all(|saying| saying.doubt.is_some_and(|doubt| (0.0..=1.0).contains(&doubt))));
    }
}
