//! Quotations in quotations: “He told me, ‘Go home,’ and I went.” “My wife said the hens had stopped laying.”
//!
//! The reader learned from a corpus that marks none of them, so rules find them.

use std::ops::Range;

use super::draft::Draft;
use super::marks::Marked;
use super::phrases;
use super::reading::{Reading, WordClass};

/// How sure it is that the words beside the verb name the speaker.
const SURE: f32 = 0.8;

/// The most tokens between a verb of speech and what is said to whom and where.
const LONGEST_HEARER: usize = 9;

/// What stands between inner marks beside a verb of speech, and what somebody says of somebody's words.
pub(super) fn find(reading: &Reading) -> Vec<Draft> {
    let inner = reading.marked.iter().filter(|mark| mark.depth > 0);
    let marked = inner.filter_map(|mark| before(reading, mark).or_else(|| after(reading, mark)));
    let outer = reading.marked.iter().filter(|mark| mark.depth == 0);
    let told = outer.flat_map(|mark| mark.pieces.iter().cloned().flatten()).filter_map(|verb| told(reading, verb));
    marked.chain(told).collect()
}

fn speaks(reading: &Reading, mark: &Marked, token: usize) -> bool {
    reading.cue_kinds[token].is_speech_verb() && reading.mark_of[token] == reading.mark_of[mark.open]
}

fn draft(content: Vec<Range<usize>>, verb: usize, source: Option<Range<usize>>) -> Draft {
    Draft { content, cue: Some(verb..verb + 1), sources: source.into_iter().map(|source| (source, SURE)).collect() }
}

/// Who speaks: the noun phrase before the verb, or the pronoun that the sentence begins with ("She turned and said").
fn speaker(reading: &Reading, verb: usize) -> Option<Range<usize>> {
    let sentence = reading.syntax.sentences[reading.sentence_of[verb] as usize].tokens.clone();
    let first = phrases::verb_group(reading, verb);
    let start = (sentence.start..first).rev().find(|token| reading.mark_of[*token] != reading.mark_of[verb]);
    let start = start.map_or(sentence.start, |outside| outside + 1);
    let start = (start..first)
        .rev()
        .find(|token| matches!(reading.classes[*token], WordClass::OpeningMark | WordClass::ClosingMark))
        .map_or(start, |mark| mark + 1);
    let and = first > start && reading.classes[first - 1] == WordClass::Conjunction;
    let head = Some(start).filter(|head| and && reading.classes[*head] == WordClass::SubjectPronoun);
    phrases::before(reading, start, first).or(head.map(|head| head..head + 1))
}

/// He told me, ‘…’
fn before(reading: &Reading, mark: &Marked) -> Option<Draft> {
    let comma = matches!(reading.class(mark.open as isize - 1), WordClass::Comma | WordClass::Colon);
    let end = mark.open - usize::from(comma);
    let hearer = matches!(reading.class(end as isize - 1), WordClass::OtherPronoun | WordClass::Capitalized);
    let nearest = end.checked_sub(1).filter(|verb| speaks(reading, mark, *verb));
    let verb = nearest.or_else(|| end.checked_sub(2).filter(|verb| hearer && speaks(reading, mark, *verb)));
    // I said to the lads at half-time, ‘…’
    let plain = |token: &usize| reading.is_word(*token) || reading.classes[*token] == WordClass::Dash;
    let far = || {
        let words = (0..end).rev().take(LONGEST_HEARER).take_while(plain);
        let found = words
            .take_while(|token| token + 1 >= end || !phrases::is_verb(reading, token + 1))
            .find(|token| speaks(reading, mark, *token));
        found.filter(|_| comma)
    };
    let verb = verb.or_else(far)?;
    Some(draft(mark.pieces.clone(), verb, speaker(reading, verb)))
}

/// ‘…,’ he said
fn after(reading: &Reading, mark: &Marked) -> Option<Draft> {
    let close = mark.close?;
    let last = reading.class(close as isize - 1);
    let first = close + 1;
    if !matches!(last, WordClass::Comma | WordClass::SentenceEnd) || first + 1 >= reading.classes.len() {
        return None;
    }
    let is_name = |token: usize| matches!(reading.classes[token], WordClass::SubjectPronoun | WordClass::Capitalized);
    let (source, verb) = match (is_name(first), is_name(first + 1)) {
        (true, _) => (first, first + 1),
        (_, true) => (first + 1, first),
        _ => return None,
    };
    speaks(reading, mark, verb).then(|| draft(mark.pieces.clone(), verb, Some(source..source + 1)))
}

/// My wife said the hens had stopped laying: a clause behind a plain verb of speech with a subject that is not one of
/// the two who talk, up to the end of the sentence or the next comma with a conjunction.
fn told(reading: &Reading, verb: usize) -> Option<Draft> {
    let word = reading.syntax.word(verb);
    let tells = matches!(word, "told" | "tells");
    if !tells && !matches!(word, "said" | "says") {
        return None;
    }
    let source = speaker(reading, verb)?;
    if matches!(reading.syntax.word(source.end - 1), "I" | "we" | "We" | "you" | "You" | "who" | "it" | "It") {
        return None;
    }
    let same = |token: &usize| reading.mark_of[*token] == reading.mark_of[verb];
    let sentence = &reading.syntax.sentences[reading.sentence_of[verb] as usize].tokens;
    let end = (verb + 1..sentence.end).find(|token| !same(token)).unwrap_or(sentence.end);
    let start = if tells { phrases::behind_hearer(reading, verb + 1, end) } else { verb + 1 };
    let and = |token: &usize| {
        reading.classes[*token] == WordClass::Comma && reading.class(*token as isize + 1) == WordClass::Conjunction
    };
    let stop = |token: &usize| {
        and(token)
            || matches!(
                reading.classes[*token],
                WordClass::OpeningMark | WordClass::ClosingMark | WordClass::SentenceEnd
            )
    };
    let end = (start..end).find(stop).unwrap_or(end);
    let last = reading.word_before(start, end)?;
    let begins = matches!(
        reading.class(start as isize),
        WordClass::That
            | WordClass::To
            | WordClass::Determiner
            | WordClass::SubjectPronoun
            | WordClass::OtherPronoun
            | WordClass::Capitalized
            | WordClass::Word
            | WordClass::Number
    );
    let clause = (start + 1..last + 1).any(|token| phrases::is_verb(reading, token));
    let content = start..last + 1;
    (begins && clause && (!tells || start > verb + 1)).then(|| draft(vec![content], verb, Some(source)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::quotations::marks;
    use crate::syntax::Syntax;

    fn check(text: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let marked = marks::find(&syntax);
        let found: Vec<String> = find(&Reading::new(&syntax, &marked))
            .iter()
            .map(|draft| {
                let source = draft.sources.first().map_or("-", |(tokens, _)| syntax.span(tokens.clone()).of(text));
                format!("{source}: {}", syntax.span(draft.content[0].clone()).of(text))
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn quotations_in_quotations() {
        check("“He told me, ‘Go home,’ and I went,” she said.", &["He: Go home,"]);
        check("‘Then Ada Lee shouted “Leave!” and we ran.’", &["Ada Lee: Leave!"]);
        check("“‘No,’ he said, and left,” she said.", &["he: No,"]);
        check("“A policeman told me, ‘No,’ and left.”", &["A policeman: No,"]);
        check("“She pointed at nothing and said, ‘No.’”", &["She: No."]);
        check("“I said to the lads at half-time, ‘Go on,’ and they did.”", &["I: Go on,"]);
        check("“It was the ‘best’ of plans,” she said.", &[]);
        check("“No,” he said.", &[]);
    }

    #[test]
    fn told_in_quotations() {
        check("“My wife said the hens had gone. It was late.”", &["My wife: the hens had gone"]);
        check("“I asked, and the guard said there was nobody, and I left.”", &["the guard: there was nobody"]);
        check("“My sister said to run. I ran.”", &["My sister: to run"]);
        check("“I asked him to look at the screen and he told me to sit down.”", &["he: to sit down"]);
        check("\"I wrote. They told me somebody would come,\" she said.", &["They: somebody would come"]);
        check("“He told me that it was late,” she said.", &["He: that it was late"]);
        check("“I said it was late. You said nothing.”", &[]);
    }
}
