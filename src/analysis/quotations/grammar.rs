//! What grammar says of the source of a quotation where the joiner has chosen against it.

use std::ops::Range;

use super::draft::{Draft, Scored};
use super::marks::Marked;
use super::phrases;
use super::reading::{Reading, WordClass};
use crate::knowledge::lexicon;
use crate::reader::PartOfSpeech;

/// How sure it is that the words so found name the speaker.
const SURE: f32 = 0.8;

/// Puts the likeliest source of `draft` right.
pub(super) fn mend(reading: &Reading, draft: &mut Draft) {
    let Some(cue) = draft.cue.clone() else { return };
    if let Some(source) = credited(reading, &cue, &draft.content) {
        put_first(draft, source);
        return;
    }
    let Some((source, _)) = draft.sources.first().cloned() else { return };
    if is_nobody(reading, &source, &cue) {
        draft.sources.clear();
        draft.sources.extend(in_front(reading, source.start).map(|source| (source, SURE)));
    } else if let Some(subject) = before_aside(reading, &source, &cue) {
        draft.sources.retain(|(known, _)| *known != source);
        put_first(draft, subject);
    } else if let Some(subject) = whole_subject(reading, &source, &cue) {
        draft.sources[0].0 = subject;
    } else if cue.end + 1 >= source.start && cue.end <= source.start {
        let whole = whole_name(reading, &source, &draft.content);
        let whole = without_title(reading, whole, &mut draft.content);
        draft.sources[0].0 = whole;
    }
}

fn put_first(draft: &mut Draft, source: Range<usize>) {
    draft.sources.retain(|(known, _)| known.end <= source.start || source.end <= known.start);
    let best = draft.sources.iter().map(|(_, score)| *score).fold(SURE, f32::max);
    draft.sources.insert(0, (source, best));
}

/// “…”, a saying attributed to Ada Okafor: whoever stands behind a cue that ends so.
fn credited(reading: &Reading, cue: &Range<usize>, content: &[Range<usize>]) -> Option<Range<usize>> {
    let word = |token: usize| reading.syntax.word(token);
    let last = cue.end - 1;
    let credits = last > 0 && word(last) == "to" && matches!(word(last - 1), "attributed" | "credited" | "ascribed");
    let limit = content.iter().map(|piece| piece.start).find(|start| *start >= cue.end);
    let sentence = reading.syntax.sentences[reading.sentence_of[cue.start] as usize].tokens.end;
    phrases::after(reading, cue.end, limit.unwrap_or(sentence).min(sentence)).filter(|_| credits)
}

/// It was found, it has been reported: whether `source` is the "it" of a passive, which stands for nobody.
fn is_nobody(reading: &Reading, source: &Range<usize>, cue: &Range<usize>) -> bool {
    let word = |token: usize| reading.syntax.word(token);
    if source.len() != 1 || !matches!(word(source.start), "it" | "It") || source.end > cue.end {
        return false;
    }
    let Some(verb) = (source.end..cue.end).rev().find(|token| part(reading, *token) == PartOfSpeech::Verb) else {
        return false;
    };
    let is = |token: usize| matches!(word(token), "is" | "was" | "been" | "being" | "be" | "'s" | "’s");
    let plain = |token: usize| phrases::is_verb(reading, token) || reading.classes[token] == WordClass::Adverb;
    let is_hearer = matches!(word(verb), "told" | "asked" | "warned" | "informed" | "advised");
    !word(verb).ends_with("ing") && !is_hearer && (source.end..verb).all(plain) && (source.end..verb).any(is)
}

/// In a study by the bank it was found: the document, behind "in", whose words end right before token `end`.
fn in_front(reading: &Reading, end: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 12;
    let start = reading.syntax.sentences[reading.sentence_of[end] as usize].tokens.start;
    let word = |token: usize| reading.syntax.word(token);
    let end = end - usize::from(end > start && reading.classes[end - 1] == WordClass::Comma);
    let plain = |token: &usize| reading.is_word(*token) && !phrases::is_verb(reading, *token);
    let mut words = (start..end).rev().take(LONGEST).take_while(plain);
    let first = words.find(|token| matches!(word(*token), "in" | "In"))? + 1;
    let is_document = |token: usize| {
        matches!(
            word(token),
            "analysis"
                | "article"
                | "document"
                | "email"
                | "judgment"
                | "letter"
                | "memo"
                | "paper"
                | "poll"
                | "report"
                | "review"
                | "ruling"
                | "statement"
                | "study"
                | "survey"
        )
    };
    (first..end).any(is_document).then_some(first..end)
}

/// Ada Okafor, I think, said: the noun phrase before the commas, if `source` only stands between them.
fn before_aside(reading: &Reading, source: &Range<usize>, cue: &Range<usize>) -> Option<Range<usize>> {
    let word = |token: usize| reading.syntax.word(token);
    let comma = |token: usize| reading.class(token as isize) == WordClass::Comma;
    let verb = phrases::verb_group(reading, cue.start);
    let thinks = source.len() == 1
        && source.end + 2 == verb
        && matches!(word(source.end), "think" | "believe" | "guess" | "suppose" | "understand" | "imagine" | "gather");
    if !thinks || source.start == 0 || !comma(source.start - 1) || !comma(verb - 1) {
        return None;
    }
    let start = reading.syntax.sentences[reading.sentence_of[verb] as usize].tokens.start;
    phrases::before(reading, start, source.start - 1)
}

/// The owners in their letter of | complaint said: what a preposition joins to the subject of a verb is not all of it.
fn whole_subject(reading: &Reading, source: &Range<usize>, cue: &Range<usize>) -> Option<Range<usize>> {
    let is_joined = matches!(reading.class(source.start as isize - 1), WordClass::Preposition | WordClass::By);
    if !is_joined || source.end > cue.start || source.end != phrases::verb_group(reading, cue.start) {
        return None;
    }
    let start = reading.syntax.sentences[reading.sentence_of[source.start] as usize].tokens.start;
    phrases::joined_before(reading, start, source.end).filter(|whole| whole.start < source.start)
}

/// According to the harbour | authority, the port …: a source behind its cue with the rest of its nouns, up to a comma.
fn whole_name(reading: &Reading, source: &Range<usize>, content: &[Range<usize>]) -> Range<usize> {
    let is_noun = |token: usize| matches!(part(reading, token), PartOfSpeech::Noun | PartOfSpeech::ProperNoun);
    let count = reading.classes.len();
    let free = |token: &usize| is_noun(*token) && !content.iter().any(|piece| piece.contains(token));
    let end = source.end + (source.end..count).take_while(free).count();
    let is_time = phrases::behind_time(reading, source.end, end) > source.end;
    let ends = reading.class(end as isize) == WordClass::Comma;
    if end > source.end && ends && !is_time && is_noun(source.end - 1) { source.start..end } else { source.clone() }
}

/// According to the Port Gazette Professor | Okafor is …: a title belongs to the name that the content begins with.
fn without_title(reading: &Reading, source: Range<usize>, content: &mut [Range<usize>]) -> Range<usize> {
    let last = source.end - 1;
    let is_name = |token: usize| reading.class(token as isize) == WordClass::Capitalized;
    let Some(piece) = content.iter_mut().find(|piece| piece.start == source.end) else { return source };
    let is_title = lexicon::title(reading.syntax.word(last)).is_some() && is_name(last) && is_name(piece.start);
    if source.len() < 2 || !is_title || !is_name(last - 1) || reading.mark_of[piece.start].is_some() {
        return source;
    }
    piece.start = last;
    source.start..last
}

/// A quote from Ada Okafor: “…”: whom the clause before a colon or a dash names as the one whose words follow in `mark`.
pub(super) fn whose_words(reading: &Reading, mark: &Marked) -> Option<Scored> {
    let end = mark.open.checked_sub(1)?;
    if !matches!(reading.classes[end], WordClass::Colon | WordClass::Dash) {
        return None;
    }
    let start = reading.syntax.sentences[reading.sentence_of[end] as usize].tokens.start;
    let word = |token: usize| reading.syntax.word(token);
    let of = (start + 1..end).rev().find(|token| matches!(word(*token), "from" | "of" | "by"))?;
    let noun = matches!(
        word(of - 1),
        "quote" | "quotation" | "words" | "passage" | "saying" | "line" | "lines" | "remark" | "statement" | "message"
    );
    phrases::after(reading, of + 1, end).filter(|_| noun).map(|source| (source, SURE))
}

fn part(reading: &Reading, token: usize) -> PartOfSpeech {
    reading.syntax.scores.part_of_speech(token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::quotations::marks;
    use crate::syntax::Syntax;

    /// `text`: the source in square brackets, the cue in braces, and a "|" before and behind the content; `expect`: the
    /// likeliest source and the content afterwards.
    fn check(text: &str, expect: &str) {
        let signs = ['[', ']', '{', '}', '|'];
        let plain = text.replace(signs, "");
        let place = |at: usize| text[..at].replace(signs, "").len();
        let syntax = Syntax::new(&plain);
        let token = |at: usize| syntax.tokens.partition_point(|token| (token.span.end as usize) <= at);
        let between = |open: char, close: char| {
            let (start, end) = (text.find(open).expect("a sign"), text.rfind(close).expect("a sign"));
            token(place(start))..token(place(end) - 1) + 1
        };
        let marked = marks::find(&syntax);
        let reading = Reading::new(&syntax, &marked);
        let (source, cue, content) = (between('[', ']'), between('{', '}'), between('|', '|'));
        let mut draft = Draft { content: vec![content], cue: Some(cue), sources: vec![(source, 0.5)] };
        mend(&reading, &mut draft);
        let of = |tokens: &Range<usize>| syntax.span(tokens.clone()).of(&plain);
        let source = draft.sources.first().map_or("-", |(source, _)| of(source));
        assert_eq!(format!("{source}: {}", of(&draft.content[0])), expect, "{text}");
    }

    #[test]
    fn nobody() {
        check("[It] was {reported} |that the port was shut|.", "-: that the port was shut");
        check(
            "In a report by the bank [it] was {found} |that the port was shut|.",
            "a report by the bank: that the port was shut",
        );
        check("[It] was {told} |that the port was shut|.", "It: that the port was shut");
        check("The bank rose. [It] {reported} |that the port was shut|.", "It: that the port was shut");
    }

    #[test]
    fn asides() {
        check("Judge Okafor, [I] think, {said} |the port was shut|.", "Judge Okafor: the port was shut");
        check("When it rained, [I] {said} |the port was shut|.", "I: the port was shut");
    }

    #[test]
    fn credits() {
        check("[I] love a {line attributed to} Ada Okafor — “|Ports are doors|.”", "Ada Okafor: Ports are doors");
    }

    #[test]
    fn behind_the_cue() {
        check("{According to} the [harbour] authority, |the port is shut|.", "harbour authority: the port is shut");
        check("{According to} the [mayor] on Monday, |the port is shut|.", "mayor: the port is shut");
        check(
            "{According to} [the Port Gazette Professor] |Okafor is late|.",
            "the Port Gazette: Professor Okafor is late",
        );
    }

    #[test]
    fn words_of_others() {
        let check = |text: &str, expect: Option<&str>| {
            let syntax = Syntax::new(text);
            let marked = marks::find(&syntax);
            let found = whose_words(&Reading::new(&syntax, &marked), &marked[0]);
            assert_eq!(found.map(|(source, _)| syntax.span(source).of(text)), expect, "{text}");
        };
        check("I read out a quote from Ada Okafor:\n\n“Ports are doors.”", Some("Ada Okafor"));
        check("She wrote a list of ports: “Ports are doors.”", None);
    }
}
