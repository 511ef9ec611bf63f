//! Cuts a tokenized text into sentences and paragraphs.

use std::ops::Range;

use super::{Span, Token, TokenKind, abbreviations, date, tokenize};

/// A sentence, or a line that stands alone (headline, caption, item of a list).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last (bytes).
    pub span: Span,
    /// Its tokens, as indices.
    pub tokens: Range<usize>,
}

/// A paragraph: what stands between line breaks, or between empty lines where lines are wrapped by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// From its first token to its last (bytes).
    pub span: Span,
    /// Its tokens, as indices.
    pub tokens: Range<usize>,
    /// Its sentences, as indices.
    pub sentences: Range<usize>,
}

/// A text cut into its pieces. Every token lies in exactly one sentence, every sentence in exactly one paragraph,
/// all in the order of the text; none is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segments {
    /// All tokens.
    pub tokens: Vec<Token>,
    /// All sentences.
    pub sentences: Vec<Sentence>,
    /// All paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A sentence of so many tokens ends with its next comma, semicolon or colon, and one of twice as many ends: what is asked of whole
/// sentences takes time and memory that grow with their length. Prose has none; lists without stops, and texts made to be hard, have.
const LONGEST_SENTENCE: usize = 500;

/// Cuts `text` into tokens, sentences and paragraphs.
pub fn segment(text: &str) -> Segments {
    let tokens = tokenize(text);
    let wrapped = is_wrapped_by_hand(text);
    // A bare header ("date 2022-01-21") is a paragraph of its own, so that nothing takes it for part of a sentence.
    let header = date::header_length(text) as u32;
    let header = tokens.partition_point(|token| token.span.start < header);
    let mut segments = Segments::default();
    let mut start = 0;
    for end in 1..=tokens.len() {
        if end == tokens.len() || end == header || ends_paragraph(gap(text, &tokens, end), wrapped) {
            add_paragraph(&mut segments, text, &tokens, start..end);
            start = end;
        }
    }
    segments.tokens = tokens;
    segments
}

/// What stands between token `index - 1` and token `index`.
fn gap<'t>(text: &'t str, tokens: &[Token], index: usize) -> &'t str {
    &text[tokens[index - 1].span.end as usize..tokens[index].span.start as usize]
}

fn ends_paragraph(gap: &str, wrapped: bool) -> bool {
    let breaks = gap.chars().filter(|c| matches!(c, '\n' | '\u{2028}' | '\u{2029}')).count();
    breaks >= if wrapped { 2 } else { 1 }
}

/// Whether the lines of the text are broken at a fixed width, so that a single line break means nothing: most line
/// breaks are single, come after 50 to 100 characters, and are followed by a small letter.
fn is_wrapped_by_hand(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let single = lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    let (mut all, mut wrapped) = (0, 0);
    for pair in single {
        all += 1;
        let length = pair[0].chars().count();
        wrapped += usize::from((50..=100).contains(&length) && pair[1].starts_with(char::is_lowercase));
    }
    all >= 3 && wrapped * 2 > all
}

fn add_paragraph(segments: &mut Segments, text: &str, tokens: &[Token], range: Range<usize>) {
    let first_sentence = segments.sentences.len();
    let mut start = range.start;
    // Of each token, the last one up to it that closes nothing: a run of closing marks is not walked again for each of them.
    let mut open = Vec::with_capacity(range.len());
    for end in range.start + 1..=range.end {
        let before = open.last().copied().flatten();
        open.push(if is_closing(text, tokens, end - 1) { before } else { Some(end - 1) });
        let last =
            |end: usize| if end > start { open[end - 1 - range.start].filter(|last| *last >= start) } else { None };
        let too_long = match end - start {
            ..LONGEST_SENTENCE => false,
            length => length >= 2 * LONGEST_SENTENCE || matches!(tokens[end - 1].of(text), "," | ";" | ":"),
        };
        if end == range.end || too_long || is_boundary(text, tokens, start, end, last) {
            segments.sentences.push(Sentence { span: cover(tokens, start..end), tokens: start..end });
            start = end;
        }
    }
    segments.paragraphs.push(Paragraph {
        span: cover(tokens, range.clone()),
        tokens: range,
        sentences: first_sentence..segments.sentences.len(),
    });
}

fn cover(tokens: &[Token], range: Range<usize>) -> Span {
    tokens[range.start].span.cover(tokens[range.end - 1].span)
}

/// Whether a sentence that began at token `start` ends before token `next`; `last` tells its last token before another that
/// closes nothing.
fn is_boundary(text: &str, tokens: &[Token], start: usize, next: usize, last: impl Fn(usize) -> Option<usize>) -> bool {
    if !tokens[next].space_before {
        return false;
    }
    if is_reference(text, tokens, next) {
        return false;
    }
    let end = before_references(text, tokens, start, next);
    let Some(last) = last(end) else { return false };
    let closed = last + 1 < end;
    let mark = tokens[last].of(text);
    let begins = opening_word(text, tokens, next);
    match mark {
        "." | "!" | "?" | "..." | "…" | "...." => match begins {
            Some(word) if word.starts_with(char::is_lowercase) => mark == "." && !closed && is_brand(word),
            Some(_) => true,
            None => !is_closing(text, tokens, next) && tokens[next].kind != TokenKind::Punctuation,
        },
        abbreviation if tokens[last].kind == TokenKind::Word && abbreviation.ends_with('.') => {
            let word = &abbreviation[..abbreviation.len() - 1];
            !abbreviations::precedes_a_name(word)
                && !abbreviations::precedes_a_number(word)
                && word.chars().count() > 1
                && begins.is_some_and(|w| closed || abbreviations::is_sentence_opener(w))
        }
        _ => false,
    }
}

/// Whether the three tokens from `index` are a reference to a note: `[14]`.
fn is_reference(text: &str, tokens: &[Token], index: usize) -> bool {
    let [open, number, close] = tokens.get(index..index + 3).unwrap_or_default() else { return false };
    open.of(text) == "[" && number.kind == TokenKind::Number && close.of(text) == "]"
}

/// Steps back from token `next` over references to notes.
fn before_references(text: &str, tokens: &[Token], start: usize, next: usize) -> usize {
    let mut end = next;
    while end >= start + 3 && is_reference(text, tokens, end - 3) {
        end -= 3;
    }
    end
}

/// Whether token `index` closes something: “ does at the end of „…“, and « of »…«.
fn is_closing(text: &str, tokens: &[Token], index: usize) -> bool {
    match tokens[index].of(text) {
        "\"" | "”" | "’" | "’’" | "'" | "''" | ")" | "]" | "»" => true,
        "“" | "«" => !tokens[index].space_before && tokens.get(index + 1).is_none_or(|next| next.space_before),
        _ => false,
    }
}

/// The first word or number at or after token `next`, past opening marks.
fn opening_word<'t>(text: &'t str, tokens: &[Token], next: usize) -> Option<&'t str> {
    let token = tokens[next..].iter().take(4).enumerate().find(|(ahead, t)| {
        let tight = || tokens.get(next + ahead + 1).is_some_and(|behind| !behind.space_before);
        let opens = matches!(
            t.of(text),
            "\"" | "“"
                | "‘"
                | "'"
                | "``"
                | "("
                | "["
                | "«"
                | "„"
                | "-"
                | "—"
                | "–"
                | "•"
                | "*"
                | "@"
                | "#"
                | "$"
                | "£"
                | "€"
        ) || t.space_before && matches!(t.of(text), "”" | "»") && tight();
        !opens
    });
    let (_, token) = token?;
    matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Address).then(|| token.of(text))
}

/// A sentence may begin with a small letter when the word is a name written so: "iPhone", "eBay".
fn is_brand(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let segments = segment(text);
        let sentences: Vec<&str> = segments.sentences.iter().map(|s| s.span.of(text)).collect();
        assert_eq!(sentences, expect);
    }

    #[test]
    fn ends_of_sentences() {
        check("He left. She stayed.", &["He left.", "She stayed."]);
        check("Mr. Smith came at 5 p.m. The U.S. Senate met.", &["Mr. Smith came at 5 p.m.", "The U.S. Senate met."]);
        check("He lives in the U.S. He likes it.", &["He lives in the U.S.", "He likes it."]);
        check("It was George W. Bush.", &["It was George W. Bush."]);
    }

    #[test]
    fn references_stay_with_their_sentence() {
        check("He won. [14] [2] She lost. [3]", &["He won. [14] [2]", "She lost. [3]"]);
        check("He was born (b. 1961) c. 1230 there.", &["He was born (b. 1961) c. 1230 there."]);
    }

    #[test]
    fn quotations() {
        check("\"Why?\" he asked. \"No.\" She left.", &["\"Why?\" he asked.", "\"No.\"", "She left."]);
        check("“I came. I saw,” he said.", &["“I came.", "I saw,” he said."]);
        check("„I came.“ She left. „No.“ „Why?“", &["„I came.“", "She left.", "„No.“", "„Why?“"]);
        check("”I came.” She left. ”No.” He left.", &["”I came.”", "She left.", "”No.”", "He left."]);
        check("»I came.« She left. »No.« He left.", &["»I came.«", "She left.", "»No.«", "He left."]);
    }

    #[test]
    fn very_many_closing_marks() {
        check("“He left!” ' ) ' ” She stayed.", &["“He left!” ' ) ' ”", "She stayed."]);
        check("” ) She left.", &["” ) She left."]);
        assert_eq!(segment(&"\" ' ".repeat(200_000)).sentences.len(), 400_000 / (2 * LONGEST_SENTENCE));
    }

    #[test]
    fn sentences_that_never_end_are_cut() {
        let longest = |text: &str| segment(text).sentences.iter().map(|sentence| sentence.tokens.len()).max();
        assert_eq!(longest(&"and she left ".repeat(LONGEST_SENTENCE / 3)), Some(LONGEST_SENTENCE / 3 * 3));
        assert_eq!(longest(&"she left, ".repeat(LONGEST_SENTENCE)), Some(LONGEST_SENTENCE / 3 * 3 + 3));
        assert_eq!(longest(&"and she left ".repeat(LONGEST_SENTENCE)), Some(2 * LONGEST_SENTENCE));
    }

    #[test]
    fn paragraphs_and_lines() {
        check("A headline\n\nThe text.\nMore", &["A headline", "The text.", "More"]);
        let wrapped = "The quick brown fox jumps over the lazy dog and goes\non to the river where it meets the other animals of\nthe wood, who are all waiting for it to come and to\nbring the news.\n\nA second paragraph.";
        assert_eq!(segment(wrapped).paragraphs.len(), 2);
    }

    #[test]
    fn a_bare_header_stands_alone() {
        check(
            "date 2022-01-21 The United States met. It left.",
            &["date 2022-01-21", "The United States met.", "It left."],
        );
        check("2022-01-21", &["2022-01-21"]);
    }

    #[test]
    fn nothing_is_left_out() {
        assert_eq!(segment(" \n\u{feff}"), Segments::default());
    }
}
