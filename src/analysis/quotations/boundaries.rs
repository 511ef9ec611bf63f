//! Where a piece of content ends: what the joiner's choice takes too many or too few of.

use std::ops::Range;

use super::marks::Marked;
use super::options::CueOption;
use super::phrases::{behind_hearer, behind_time, is_verb};
use super::reading::{Reading, WordClass};
use crate::knowledge::cues::CueKinds;

/// The piece on the left of a cue without the conjunction before its marks (But “we stay”), and without who says it
/// (“We stay,” Ada Lee, the chair).
pub(super) fn trim_left(reading: &Reading, mut piece: Range<usize>) -> Range<usize> {
    let first = piece.start;
    if reading.classes[first] == WordClass::Conjunction
        && reading.class(first as isize + 1) == WordClass::OpeningMark
        && first + 2 < piece.end
    {
        piece.start = first + 2;
    }
    let mark = reading.mark_of[piece.start].map(|mark| &reading.marked[mark as usize]);
    let close = mark.and_then(|mark| mark.close).filter(|close| piece.start < *close && *close < piece.end);
    let outside = |close: &usize| (close + 1..piece.end).all(|token| reading.mark_of[token].is_none());
    if let Some(close) = close.filter(|close| reading.classes[close - 1] == WordClass::Comma).filter(outside) {
        piece.end = reading.word_before(piece.start, close).map_or(piece.end, |last| last + 1);
    }
    piece
}

/// The piece on the right of `cue` without what does not belong to the words said.
pub(super) fn trim_right(reading: &Reading, cue: &CueOption, piece: Range<usize>) -> Range<usize> {
    let trimmed = trimmed(reading, cue, piece.clone());
    if trimmed.is_empty() { piece } else { trimmed }
}

fn trimmed(reading: &Reading, cue: &CueOption, mut piece: Range<usize>) -> Range<usize> {
    if cue.tokens.end == piece.start {
        piece.start = behind_time(reading, piece.start, piece.end);
    }
    if let Some(to) = refusal(reading, cue).filter(|_| cue.tokens.end == piece.start) {
        piece.start = to;
    }
    let told = cue.tokens.clone().any(|token| reading.cue_kinds[token].has(CueKinds::TELL));
    if told && cue.tokens.end == piece.start {
        piece.start = behind_hearer(reading, piece.start, piece.end);
        piece.start = behind_time(reading, piece.start, piece.end);
    }
    piece.end = participle(reading, &piece);
    piece.end = next_clause(reading, &piece);
    piece.end = fronted_end(reading, cue, &piece);
    piece.start = first_word(reading, behind_aside(reading, &piece), piece.end);
    piece.start = first_word(reading, behind_bracket(reading, &piece), piece.end);
    piece.start = first_word(reading, behind_colon(reading, &piece), piece.end);
    let first = piece.start as isize;
    let opens = reading.class(first - 1) == WordClass::OpeningMark
        && matches!(reading.class(first - 2), WordClass::Comma | WordClass::Colon);
    if opens && reading.mark_of[piece.end - 1].is_none() {
        // muttered, “No,” before he left
        let last = piece.clone().rev().find(|token| reading.is_word(*token) && reading.mark_of[*token].is_some());
        piece.end = last.map_or(piece.end, |last| last + 1);
    }
    if cue.tokens.clone().any(|token| reading.cue_kinds[token].has(CueKinds::CALL)) {
        piece.end = description_end(reading, &piece);
    }
    // She says so, and he denies it.
    let points = piece.len() > 2 && matches!(reading.syntax.word(piece.start), "so" | "it");
    if points && reading.classes[piece.start + 1] == WordClass::Comma {
        piece.end = piece.start + 1;
    }
    piece
}

/// The "to" of `cue`, if it tells of a refusal: what is refused belongs to the content (declined | to say why).
pub(super) fn refusal(reading: &Reading, cue: &CueOption) -> Option<usize> {
    let to = cue.tokens.clone().skip(1).find(|token| reading.classes[*token] == WordClass::To)?;
    let refuses = matches!(reading.syntax.word(to - 1), "declined" | "declines" | "refused" | "refuses" | "declining");
    refuses.then_some(to)
}

fn first_word(reading: &Reading, start: usize, end: usize) -> usize {
    reading.word_from(start, end).unwrap_or(start)
}

/// It says, and I quote, “…”
fn behind_aside(reading: &Reading, piece: &Range<usize>) -> usize {
    let words = ["and", "I", "quote"];
    let quotes =
        piece.len() > words.len() && words.iter().zip(piece.clone()).all(|(w, t)| reading.syntax.word(t) == *w);
    if quotes { piece.start + words.len() } else { piece.start }
}

/// He asks (letters, May 3) why …: a content holds both brackets of a pair or neither.
fn behind_bracket(reading: &Reading, piece: &Range<usize>) -> usize {
    let bracket = piece.clone().find(|token| matches!(reading.syntax.word(*token), "(" | ")"));
    match bracket.filter(|token| reading.syntax.word(*token) == ")" && token + 1 < piece.end) {
        Some(bracket) if bracket - piece.start < 8 => bracket + 1,
        _ => piece.start,
    }
}

/// She posted a photo with three words: “…”: what stands between marks behind a colon is all that is quoted.
fn behind_colon(reading: &Reading, piece: &Range<usize>) -> usize {
    let mark = reading.mark_of[piece.end - 1].map(|mark| &reading.marked[mark as usize]);
    let Some(mark) = mark.filter(|mark| mark.open > piece.start) else { return piece.start };
    let plain = !(piece.start..mark.open).any(|token| reading.mark_of[token].is_some() || is_verb(reading, token));
    if plain && reading.class(mark.open as isize - 1) == WordClass::Colon { mark.open + 1 } else { piece.start }
}

/// He denied it had rained, saying it was dry: a clause with a participle of speech is a quotation of its own.
fn participle(reading: &Reading, piece: &Range<usize>) -> usize {
    let speaks = |token: &usize| {
        reading.classes[*token] == WordClass::Comma
            && reading.mark_of[*token].is_none()
            && reading.class(*token as isize + 1) == WordClass::Gerund
            && reading.cue_kinds[token + 1].has(CueKinds::SAY)
            && reading.cue.inside[token + 1] > 0.3
    };
    piece.clone().skip(1).take(piece.len().saturating_sub(2)).find(speaks).unwrap_or(piece.end)
}

/// Asked whether she would go, she replied: “…”: a clause that announces marks begins at the comma before it.
fn next_clause(reading: &Reading, piece: &Range<usize>) -> usize {
    let announces = |token: &usize| {
        reading.classes[*token] == WordClass::Colon
            && reading.class(*token as isize + 1) == WordClass::OpeningMark
            && reading.cue_kinds[token - 1].has(CueKinds::SAY)
            && reading.mark_of[token - 1].is_none()
    };
    let Some(colon) = piece.clone().skip(3).find(announces) else { return piece.end };
    let comma = (piece.start + 1..colon).rev().find(|token| reading.classes[*token] == WordClass::Comma);
    comma.filter(|comma| reading.mark_of[*comma].is_none()).unwrap_or(piece.end)
}

/// Asked whether she would go, she smiled: what is asked before the main clause ends at the first comma behind its verb.
fn fronted_end(reading: &Reading, cue: &CueOption, piece: &Range<usize>) -> usize {
    let sentence = &reading.syntax.sentences[reading.sentence_of[cue.head] as usize].tokens;
    let fronted = matches!(reading.syntax.word(cue.head), "Asked" | "Told" | "Pressed") && cue.head == sentence.start;
    if !fronted {
        return piece.end;
    }
    let verb = piece.clone().find(|token| is_verb(reading, *token)).unwrap_or(piece.end);
    let comma = |token: &usize| reading.classes[*token] == WordClass::Comma && reading.mark_of[*token].is_none();
    (verb..piece.end).find(comma).unwrap_or(piece.end)
}

/// He called it “ugly but honest” and kept his rating: a description ends before a further verb, and before the clause
/// that tells when or why.
fn description_end(reading: &Reading, piece: &Range<usize>) -> usize {
    let Some(close) = piece.clone().find(|token| reading.classes[*token] == WordClass::ClosingMark) else {
        return piece.end;
    };
    let ends = |token: &usize| match reading.classes[*token] {
        WordClass::Conjunction => {
            let verb = (token + 1..piece.end).find(|token| reading.classes[*token] != WordClass::Adverb);
            verb.is_some_and(|verb| is_verb(reading, verb) && reading.mark_of[verb].is_none())
        }
        WordClass::Question => {
            matches!(reading.syntax.word(*token), "after" | "when" | "while" | "because" | "before" | "although")
        }
        _ => false,
    };
    let end = (close + 1..piece.end).filter(|token| reading.mark_of[*token].is_none()).find(ends);
    end.and_then(|end| reading.word_before(piece.start, end)).map_or(piece.end, |last| last + 1)
}

/// Whether `piece` is all that stands between two marks, or more than one such stretch.
pub(super) fn is_direct(reading: &Reading, piece: &Range<usize>) -> bool {
    let mark = |token: usize| reading.mark_of[token].map(|mark| reading.marked[mark as usize].extent());
    let count = reading.classes.len();
    mark(piece.start).is_some_and(|extent| reading.word_from(extent.start, count) == Some(piece.start))
        && mark(piece.end - 1).is_some_and(|extent| reading.word_before(0, extent.end) == Some(piece.end - 1))
}

/// Whether `mark` stands in the midst of a clause: a “breakfast” of black coffee.
pub(super) fn is_in_a_phrase(reading: &Reading, mark: &Marked) -> bool {
    matches!(
        reading.class(mark.open as isize - 1),
        WordClass::Determiner | WordClass::OtherPronoun | WordClass::Preposition
    )
}

/// `piece` with the marks that belong to its words: the end of the sentence inside quotation marks, the second of a
/// pair of brackets or marks whose first it holds, a currency sign, "%".
pub(super) fn widen(reading: &Reading, piece: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (piece.start, piece.end);
    let bare = |token: usize| !reading.is_word(token);
    let is_mark = |token: usize| matches!(reading.classes[token], WordClass::OpeningMark | WordClass::ClosingMark);
    let word = |token: usize| reading.syntax.word(token);
    let same = |token: usize, other: usize| {
        reading.mark_of[token].is_some() && reading.mark_of[token] == reading.mark_of[other]
    };
    let count = reading.classes.len();
    while start > 0
        && bare(start - 1)
        && ((same(start - 1, start) && !is_mark(start - 1)) || matches!(word(start - 1), "$" | "£" | "€" | "#" | "@"))
    {
        start -= 1;
    }
    while end < count
        && bare(end)
        && reading.sentence_of[end] == reading.sentence_of[end - 1]
        && ((same(end, end - 1) && !is_mark(end)) || word(end) == "%")
    {
        end += 1;
    }
    let mark = |token: usize| reading.mark_of[token].map(|mark| &reading.marked[mark as usize]);
    if let Some(last) = mark(end - 1).filter(|last| last.close == Some(end) && last.open >= start) {
        end = last.close.map_or(end, |close| close + 1);
    }
    if let Some(first) =
        mark(start).filter(|first| first.open + 1 == start && first.close.is_some_and(|close| close < end))
    {
        start = first.open;
    }
    let opened = |token: usize| word(token) == "(";
    let closed = |token: usize| word(token) == ")";
    if end < count
        && closed(end)
        && (start..end).filter(|t| opened(*t)).count() > (start..end).filter(|t| closed(*t)).count()
    {
        end += 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::quotations::marks;
    use crate::syntax::Syntax;

    /// `text`: the cue in square brackets, and a "|" where the joiner's piece begins; it ends before the last stop.
    fn check(text: &str, expect: &str) {
        let plain = text.replace(['[', ']', '|'], "");
        let place = |c: char| text.find(c).map(|at| text[..at].replace(['[', ']', '|'], "").len()).expect("a mark");
        let syntax = Syntax::new(&plain);
        let marked = marks::find(&syntax);
        let reading = Reading::new(&syntax, &marked);
        let token = |at: usize| syntax.tokens.partition_point(|token| (token.span.end as usize) <= at);
        let tokens = token(place('['))..token(place(']') - 1) + 1;
        let cue = CueOption { head: tokens.start, tokens, probability: 1.0 };
        let end = reading.word_before(0, syntax.tokens.len()).expect("words") + 1;
        let piece = trim_right(&reading, &cue, token(place('|'))..end);
        assert_eq!(syntax.span(piece).of(&plain), expect, "{text}");
    }

    #[test]
    fn hearers_and_times() {
        check("She [told] |the Dayton Gazette that it was late.", "that it was late");
        check("The chair [reminded] |members that it was late.", "that it was late");
        check("She [said] |on Monday the port would close.", "the port would close");
    }

    #[test]
    fn asides_and_refusals() {
        check("It [says], |and I quote, “it is late”.", "it is late");
        check("He [asks] (letters, |May 3) why it is late.", "why it is late");
        check("She [declined to say] |why it was late.", "to say why it was late");
    }

    #[test]
    fn clauses_of_their_own() {
        check("[Asked] |whether she would go, she replied: “No”.", "whether she would go");
        check("[Asked] |whether she would go, Lee smiled.", "whether she would go");
        check("Lee [asked] |whether she would go, and when.", "whether she would go, and when");
        check("She [says] |so, and he knows it.", "so");
    }

    #[test]
    fn marks_and_descriptions() {
        check("He [posted] |a photo with three words: “It is late”.", "It is late");
        check("He [muttered], “|No,” before he left.", "No");
        check("He [called] |it “ugly but honest” and kept his rating.", "it “ugly but honest");
        check("He [hailed] |his “band of fools” after they won.", "his “band of fools");
        check("He [called] |the men “fools” and “thugs” without proof.", "the men “fools” and “thugs” without proof");
    }
}
