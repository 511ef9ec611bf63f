//! From an accepted candidate to its record.

use std::ops::Range;

use super::candidates::{Candidate, Generator};
use super::evidence::{Convention, Evidence};
use super::marks::Marked;
use super::source_edges;
use crate::Span;
use crate::analysis::rules::Rule;
use crate::analysis::{Quotation, QuotationKind, SourceCandidate};
use crate::syntax::{Syntax, WordClass};
use crate::text::TokenKind;

/// A quotation has no source when that is likelier than this; one between marks nearly always has one.
const MOST_NO_SOURCE: f32 = 0.5;
const MOST_NO_SOURCE_MARKED: f32 = 0.9;

/// The record of `candidate`, or none if no word is left of its content.
pub fn record(evidence: &Evidence, candidate: &Candidate) -> Option<Quotation> {
    let syntax = evidence.syntax;
    let words = || candidate.content.iter().chain(&candidate.cue);
    let first = words().map(|range| range.start).min().unwrap_or(0);
    let end = words().map(|range| range.end).max().unwrap_or(0);
    let from = evidence.mark_of[first]
        .map_or_else(|| evidence.marked.partition_point(|mark| mark.open < first), |outermost| outermost as usize);
    let marked = || evidence.marked[from..].iter().take_while(|mark| mark.open < end);
    // Marks around the cue as well are those of a quotation that this one stands in.
    let around =
        |one: &&Marked| candidate.cue.as_ref().is_some_and(|cue| one.open < cue.start && cue.end <= one.extent().end);
    let depth = marked().filter(around).count();
    let inside: Vec<Range<usize>> =
        marked().filter(|one| one.depth == depth).flat_map(|one| one.pieces.iter().cloned()).collect();
    let mut content: Vec<Span> = Vec::new();
    let mut quoted_parts = Vec::new();
    let (mut quoted_words, mut words, mut taken) = (0, 0, 0);
    for piece in &candidate.content {
        let is_word = |token: &usize| syntax.tokens[*token].kind != TokenKind::Punctuation;
        let count = |range: &Range<usize>| range.clone().filter(is_word).count();
        // What stands between two pieces belongs to one of them.
        let widened = widen(evidence, to_marks(evidence, piece.clone(), sharing(&inside, piece)));
        let piece = &syntax.without_dateline(widened.start.max(taken)..widened.end);
        taken = taken.max(piece.end);
        let mut trimmed = trim(syntax, piece.clone());
        if matches!(candidate.generator, Generator::Turn | Generator::Post) {
            trimmed.end = with_stop(syntax, trimmed.clone());
        }
        let piece_words = count(&trimmed);
        if piece_words == 0 {
            continue;
        }
        let quoted_in = |piece: &Range<usize>| -> Vec<Range<usize>> {
            let near = sharing(&inside, piece).iter();
            let parts = near.map(|part| part.start.max(piece.start)..part.end.min(piece.end));
            parts.filter(|part| count(part) > 0).collect()
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
    // A post has no marks, and is said word for word.
    let is_post = candidate.generator == Generator::Post;
    if is_post {
        quoted_parts.clone_from(&content);
    }
    let kind = match quoted_words {
        _ if is_post => QuotationKind::Direct,
        0 => QuotationKind::Indirect,
        n if n == words => QuotationKind::Direct,
        _ => QuotationKind::Mixed,
    };
    let most_none = if kind == QuotationKind::Indirect { MOST_NO_SOURCE } else { MOST_NO_SOURCE_MARKED };
    let known = candidate.no_source <= most_none || candidate.inherits;
    let sources = candidate.sources.iter().filter(|_| known);
    let trimmed = |tokens: &Range<usize>| {
        closed(evidence, source_edges::settle(evidence, tokens.clone(), candidate.cue.as_ref(), &candidate.content))
    };
    let sources = sources.map(|(tokens, score)| SourceCandidate { span: syntax.span(trimmed(tokens)), score: *score });
    // What is said does not tell that it is said.
    let cue = candidate.cue.clone().map(|cue| syntax.span(closed(evidence, cue)));
    let cue = cue.filter(|cue| !content.iter().any(|piece| piece.overlaps(*cue)));
    // PolNeAR takes who spoke before for the source.
    let inherits = candidate.inherits && evidence.convention == Convention::Speech;
    Some(Quotation { kind, content, quoted_parts, cue, sources: sources.collect(), inherits })
}

/// Those of `parts`, which stand apart in the order of the text, that share tokens with `piece`.
fn sharing<'p>(parts: &'p [Range<usize>], piece: &Range<usize>) -> &'p [Range<usize>] {
    let from = parts.partition_point(|part| part.end <= piece.start);
    let to = parts.partition_point(|part| part.start < piece.end);
    let found = parts.get(from..to).unwrap_or_default();
    #[cfg(test)]
    super::by_hand::count(found.len());
    found
}

/// `piece` with all that stands between its first or last word and the mark around it, one of those whose insides are
/// `inside`: marks within marks, too.
fn to_marks(evidence: &Evidence, piece: Range<usize>, inside: &[Range<usize>]) -> Range<usize> {
    let (mut start, mut end) = (piece.start, piece.end);
    for part in inside {
        if part.contains(&start) && evidence.word_count(part.start..start) == 0 {
            start = part.start;
        }
        if part.contains(&(end - 1)) && evidence.word_count(end..part.end) == 0 {
            end = part.end;
        }
    }
    start..end
}

/// `piece` with the marks that belong to its words: the end of the sentence inside quotation marks, the second of a
/// pair of brackets or marks whose first it holds, a currency sign, "%".
fn widen(evidence: &Evidence, piece: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (piece.start, piece.end);
    let bare = |token: usize| !evidence.is_word(token);
    let is_mark = |token: usize| matches!(evidence.classes[token], WordClass::OpeningMark | WordClass::ClosingMark);
    let word = |token: usize| evidence.word(token);
    let same = |token: usize, other: usize| {
        evidence.mark_of[token].is_some() && evidence.mark_of[token] == evidence.mark_of[other]
    };
    let count = evidence.classes.len();
    while start > 0
        && (same(start - 1, start) && matches!(word(start - 1), "(" | "[" | "¿" | "¡")
            || matches!(word(start - 1), "$" | "£" | "€" | "#" | "@"))
    {
        start -= 1;
    }
    while end < count
        && bare(end)
        && evidence.sentence_of[end] == evidence.sentence_of[end - 1]
        && ((same(end, end - 1) && !is_mark(end)) || word(end) == "%")
    {
        end += 1;
    }
    closed(evidence, start..end)
}

/// `tokens` with the other half of the marks and brackets of which it holds one: "the World Food Programme (WFP)", "Lee
/// (R-Ariz.)", the “Courier”.
fn closed(evidence: &Evidence, tokens: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = tokens;
    if let Some(last) = evidence.mark(end - 1).filter(|last| last.close == Some(end) && last.open >= start) {
        end = last.close.map_or(end, |close| close + 1);
    }
    if let Some(first) =
        evidence.mark(start).filter(|first| first.open + 1 == start && first.close.is_some_and(|close| close < end))
    {
        start = first.open;
    }
    let is = |at: usize, word: &str| at < evidence.classes.len() && evidence.word(at) == word;
    for [open, close] in [["(", ")"], ["[", "]"]] {
        let count = |word: &str| (start..end).filter(|at| is(*at, word)).count();
        let closes = if is(end, ".") { end + 1 } else { end };
        if is(closes, close) && count(open) > count(close) && Rule::BracketIsClosed.holds() {
            end = closes + 1;
        }
    }
    start..end
}

/// The end of `piece` with the mark that closes its sentence, or emoji: what stands in a turn is said as it is written.
fn with_stop(syntax: &Syntax, piece: Range<usize>) -> usize {
    let last = syntax.paragraphs[syntax.paragraph_of(piece.start)].tokens.end;
    let is_emoji = |at: usize| syntax.tokens[at].kind == TokenKind::Symbol && !syntax.word(at).is_ascii();
    let stops = |at: &usize| matches!(syntax.word(*at), "." | "?" | "!" | "…" | "...") || is_emoji(*at);
    piece.end + (piece.end..last).take_while(stops).count()
}

/// `piece` without commas, stops and dashes at its ends; quotation marks and brackets stay.
fn trim(syntax: &Syntax, piece: Range<usize>) -> Range<usize> {
    let loose = |token: usize| matches!(syntax.word(token), "," | ";" | ":" | "." | "—" | "–" | "--" | "-");
    let start = piece.clone().find(|token| !loose(*token)).unwrap_or(piece.end);
    start..(start..piece.end).rfind(|token| !loose(*token)).map_or(start, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::super::by_hand;
    use super::*;

    #[test]
    fn a_piece_is_compared_with_the_marks_around_it() {
        for times in [50, 200] {
            let text = "“We go now,” Lee said. ".to_owned() + &"“We go.” ".repeat(times);
            by_hand::ask_of(&text, ("We go now", "said", "Lee"), |evidence, candidate| {
                let content = evidence.marked.iter().flat_map(|mark| mark.pieces.clone()).collect();
                let candidate = Candidate { content, ..candidate.clone() };
                let looked_at = by_hand::counted(|| {
                    assert_eq!(record(evidence, &candidate).expect("words").content.len(), times + 1);
                });
                assert!(looked_at <= 4 * times, "{times}: {looked_at}");
            });
        }
    }

    /// The record of a candidate of `text` with the content `content`, the cue "said" and the source `source`: its kind,
    /// its pieces with "/" between, and its source.
    fn recorded(text: &str, content: &str, source: &str) -> (QuotationKind, String, String) {
        by_hand::ask_of(text, (content, "said", source), |evidence, candidate| {
            let record = record(evidence, candidate).expect("words");
            let pieces: Vec<&str> = record.content.iter().map(|piece| piece.of(text)).collect();
            (record.kind, pieces.join("/"), record.sources[0].span.of(text).to_owned())
        })
    }

    #[test]
    fn content_reaches_to_its_marks() {
        use QuotationKind::{Direct, Indirect, Mixed};
        for (text, content, kind, expect) in [
            ("“We go now,” Lee said.", "We go now", Direct, "We go now,"),
            ("“We call it ‘a joke’,” Lee said.", "We call it ‘a joke", Direct, "We call it ‘a joke’,"),
            ("Lee said: “We call it ‘a joke.’”", "We call it ‘a joke", Direct, "We call it ‘a joke.’"),
            ("“‘A joke’ is what it is”, Lee said.", "A joke’ is what it is", Direct, "‘A joke’ is what it is"),
            ("Lee said it was “a ‘joke’”.", "it was “a ‘joke", Mixed, "it was “a ‘joke’”"),
            ("Lee said “now” is late.", "now” is late", Mixed, "“now” is late"),
            ("Lee said it rains (or snows).", "it rains (or snows", Indirect, "it rains (or snows)"),
            ("Lee said it rains, or snows.", "it rains,", Indirect, "it rains"),
        ] {
            assert_eq!(recorded(text, content, "Lee"), (kind, expect.to_owned(), "Lee".to_owned()), "{text}");
        }
        let two = recorded("“It is ‘late’,” Lee said. “We go ‘now’.”", "It is ‘late/We go ‘now", "Lee");
        assert_eq!(two.1, "It is ‘late’,/We go ‘now’.");
    }

    #[test]
    fn sources_end_with_words_and_whole_brackets() {
        for (text, source, expect) in [
            ("It rains, said Rep. Lee (R-Ariz.) again.", "Rep. Lee (R-Ariz", "Rep. Lee (R-Ariz.)"),
            ("The “Hill Post” said it rains.", "The “Hill Post", "The “Hill Post”"),
            ("“Hill Post” editor Lee said it rains.", "Hill Post” editor Lee", "“Hill Post” editor Lee"),
            ("It rains, said Lee on Monday.", "Lee on", "Lee"),
            ("Lee - who came - said it rains.", "Lee -", "Lee"),
            ("Lee last week said it rains.", "Lee last week", "Lee"),
            ("The port of last year said it rains.", "The port of last year", "The port of last year"),
            ("A report on Monday said it rains.", "A report on Monday", "A report on Monday"),
            ("Lee, who left the port, said it rains.", "Lee, who left", "Lee, who left the port"),
            ("Lee, who left, and Theo, who came, said it rains.", "Lee, who left", "Lee, who left"),
            ("It rains, said Lee -- about noon.", "Lee -- about noon", "Lee"),
            ("It rains, said Lee in a letter to Theo.", "Lee in a letter to Theo", "Lee"),
            ("It rains, said a letter on Facebook.", "a letter on Facebook", "a letter on Facebook"),
            ("It rains, said Lee of the Oslo Website.", "Lee of the Oslo Website", "Lee of the Oslo Website"),
            ("It rains, said this from Ann Lee.", "this from Ann Lee", "Ann Lee"),
            ("It rains, 20% said.", "20", "20%"),
            ("The port said it rains.", "port", "The port"),
            ("The port said it rains.", "The", "The port"),
        ] {
            assert_eq!(recorded(text, "rains", source).2, expect, "{text}");
        }
    }
}
