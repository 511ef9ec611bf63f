//! Texts whose line breaks were lost: paragraphs that are far too long for a newspaper, cut where one may end.

use super::features::marks::{Place, places_in_marks};
use crate::text::{Paragraph, Segments, segment};

/// A paragraph of more sentences is cut. Newspapers hardly have longer ones, and the reader has learned from newspapers.
/// Chosen on the development sets among 8 to 20: with fewer, stories lose.
const MOST_SENTENCES: usize = 15;
/// The same for a paragraph that holds three quarters of the text's sentences.
const MOST_ALONE: usize = 8;

/// `text` in pieces as the reader reads them: as [`segment`] gives them, but a paragraph of more than 15 sentences, or of more
/// than 8 that are nearly all of the text, ends with each sentence outside marks; not before what goes on behind "said
/// Okafor": “We stay,” said Okafor. “We have to.”
pub fn segments_to_read(text: &str) -> Segments {
    let mut segments = segment(text);
    let all = segments.sentences.len();
    let is_long = |paragraph: &Paragraph| {
        let count = paragraph.sentences.len();
        count > MOST_SENTENCES || count > MOST_ALONE && count * 4 >= all * 3
    };
    if !segments.paragraphs.iter().any(is_long) {
        return segments;
    }
    let places = places_in_marks(text, &segments.tokens, &segments.paragraphs);
    let mut paragraphs = Vec::new();
    for paragraph in std::mem::take(&mut segments.paragraphs) {
        if !is_long(&paragraph) {
            paragraphs.push(paragraph);
            continue;
        }
        let mut first = paragraph.sentences.start;
        for next in paragraph.sentences.start + 1..=paragraph.sentences.end {
            if next == paragraph.sentences.end || may_end(&segments, &places, next) {
                let (from, to) = (&segments.sentences[first], &segments.sentences[next - 1]);
                let tokens = from.tokens.start..to.tokens.end;
                paragraphs.push(Paragraph { span: from.span.cover(to.span), tokens, sentences: first..next });
                first = next;
            }
        }
    }
    segments.paragraphs = paragraphs;
    segments
}

/// Whether a paragraph may end before sentence `next`, which is not the first.
fn may_end(segments: &Segments, places: &[Place], next: usize) -> bool {
    let before = segments.sentences[next - 1].tokens.clone();
    let place = places[segments.sentences[next].tokens.start];
    let goes_on =
        place == Place::Opens && places[before.end - 1] != Place::Closes && places[before].contains(&Place::Closes);
    matches!(place, Place::Outside | Place::Opens) && !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first words of each paragraph.
    fn beginnings(text: &str) -> Vec<&str> {
        let segments = segments_to_read(text);
        assert!(segments.paragraphs.iter().flat_map(|paragraph| paragraph.tokens.clone()).eq(0..segments.tokens.len()));
        let sentences = segments.paragraphs.iter().flat_map(|paragraph| paragraph.sentences.clone());
        assert!(sentences.eq(0..segments.sentences.len()));
        let first = |paragraph: &Paragraph| paragraph.span.of(text).split(' ').next().unwrap_or_default();
        segments.paragraphs.iter().map(first).collect()
    }

    #[test]
    fn long_paragraphs_end_with_their_sentences() {
        let of = |count: usize| "The port is shut. ".repeat(count);
        assert_eq!(beginnings(&of(MOST_ALONE)), ["The"]);
        assert_eq!(beginnings(&of(MOST_ALONE + 1)).len(), MOST_ALONE + 1);
        let beside = |count: usize| format!("{}\n{}", "It rained.\n".repeat(10), of(count));
        assert_eq!(beginnings(&beside(MOST_SENTENCES)).len(), 11);
        assert_eq!(beginnings(&beside(MOST_SENTENCES + 1)).len(), 10 + MOST_SENTENCES + 1);
    }

    #[test]
    fn what_is_said_is_not_cut() {
        let tail = "The port is shut. ".repeat(MOST_SENTENCES);
        let begins = |text: &str| {
            beginnings(&format!("{text} {tail}"))
                .into_iter()
                .take_while(|word| *word != "The")
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(begins("“We stay. We have to,” said Okafor. “Nobody goes.” Lee left."), ["“We", "Lee"]);
        assert_eq!(begins("“We stay.” “Nobody goes.” Lee left."), ["“We", "“Nobody", "Lee"]);
        assert_eq!(begins("\"We stay,\" said Okafor. \"Go,\" said Lee."), ["\"We"]);
        assert_eq!(begins("“We stay. We have to. Lee left. Nobody came."), ["“We"]);
    }
}
