//! Noun phrases, and what stands between a cue and the words said, by the likeliest parts of speech.

use std::ops::Range;

use super::reading::{Reading, WordClass};
use crate::knowledge::cues::CueKinds;
use crate::reader::PartOfSpeech;

/// The most tokens that are looked at for a phrase.
const LONGEST: usize = 12;

fn part(reading: &Reading, token: usize) -> PartOfSpeech {
    reading.syntax.scores.part_of_speech(token)
}

/// Whether token `token` may be the head of a noun phrase; a verb of speech in a headline ("Vance Says") is none.
fn is_noun(reading: &Reading, token: usize) -> bool {
    match part(reading, token) {
        PartOfSpeech::Noun => reading.is_word(token),
        PartOfSpeech::ProperNoun => reading.is_word(token) && !reading.cue_kinds[token].has(CueKinds::SAY),
        PartOfSpeech::Pronoun => reading.classes[token] == WordClass::Word,
        _ => false,
    }
}

/// Whether token `token` may stand in a noun phrase before its head.
fn modifies(reading: &Reading, token: usize) -> bool {
    let joins = |token: usize| {
        token < reading.classes.len()
            && reading.classes[token] == WordClass::Dash
            && !reading.syntax.tokens[token].space_before
    };
    is_noun(reading, token)
        || matches!(part(reading, token), PartOfSpeech::Adjective | PartOfSpeech::Numeral)
        || matches!(reading.classes[token], WordClass::Determiner | WordClass::OtherPronoun)
        || matches!(reading.syntax.word(token), "’s" | "'s" | "’" | "'")
        || joins(token)
        || (reading.is_word(token) && joins(token + 1))
        || (reading.syntax.word(token) == "." && !reading.syntax.tokens[token].space_before)
}

/// Whether token `token` is a verb, or an auxiliary.
pub(super) fn is_verb(reading: &Reading, token: usize) -> bool {
    matches!(part(reading, token), PartOfSpeech::Verb | PartOfSpeech::Auxiliary)
        || reading.classes[token] == WordClass::Auxiliary
}

/// The noun phrase, or the pronoun, that ends right before token `end` and begins at token `start` or after it.
pub(super) fn before(reading: &Reading, start: usize, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|last| *last >= start)?;
    if reading.classes[last] == WordClass::SubjectPronoun {
        return Some(last..end);
    }
    if !is_noun(reading, last) {
        return None;
    }
    let mut first = last;
    while first > start && end - first < LONGEST && modifies(reading, first - 1) {
        first -= 1;
        let opens = matches!(reading.classes[first], WordClass::Determiner | WordClass::OtherPronoun);
        if opens && reading.syntax.word(first) != "all" {
            break;
        }
    }
    reading.is_word(first).then_some(first..end)
}

/// Like [`before`], with the noun phrases that prepositions join to it: "a report by the bank".
pub(super) fn joined_before(reading: &Reading, start: usize, end: usize) -> Option<Range<usize>> {
    let mut left = end;
    while let Some(phrase) = before(reading, start, left) {
        left = phrase.start;
        let joined = left > start && matches!(reading.classes[left - 1], WordClass::Preposition | WordClass::By);
        if !joined {
            return Some(left..end);
        }
        left -= 1;
    }
    (left < end).then(|| left + 1..end)
}

/// The noun phrase, with what "of" adds to it, or the pronoun, that begins at token `start` and ends at token `end` or
/// before it.
pub(super) fn after(reading: &Reading, start: usize, end: usize) -> Option<Range<usize>> {
    if start >= end {
        return None;
    }
    if matches!(reading.classes[start], WordClass::SubjectPronoun) {
        return Some(start..start + 1);
    }
    let end = end.min(start + LONGEST);
    let mut last = None;
    for token in start..end {
        if is_noun(reading, token) {
            last = Some(token);
        } else if !(modifies(reading, token) && (token == start || reading.classes[token] != WordClass::Determiner))
            && !(last.is_some() && reading.syntax.word(token) == "of")
            && !(last.is_some() && reading.syntax.word(token - 1) == "of")
        {
            break;
        }
    }
    last.map(|last| start..last + 1)
}

/// The first word of the auxiliaries and adverbs before the verb `verb`, or the verb itself.
pub(super) fn verb_group(reading: &Reading, verb: usize) -> usize {
    let mut first = verb;
    while first > 0 && matches!(reading.classes[first - 1], WordClass::Auxiliary | WordClass::Adverb) {
        first -= 1;
    }
    first
}

/// Where what is said begins, if `start..end` begins with the hearer of a verb of telling: before its "that" ("told the
/// Dayton Gazette that"), or behind a pronoun or a bare plural ("told reporters the talks").
pub(super) fn behind_hearer(reading: &Reading, start: usize, end: usize) -> usize {
    let opens = |token: &usize| {
        reading.classes[*token] == WordClass::That
            || matches!(reading.syntax.word(*token), "whether" | "why" | "how" | "if" | "what")
    };
    if start >= end || opens(&start) {
        return start;
    }
    let near = start..end.min(start + LONGEST);
    if let Some(that) = near.clone().find(opens) {
        let hearer = start..that;
        let plain = |token: usize| {
            modifies(reading, token)
                || matches!(reading.classes[token], WordClass::Preposition | WordClass::SubjectPronoun | WordClass::By)
                || reading.classes[token] == WordClass::Capitalized
        };
        if hearer.clone().all(plain) && !hearer.clone().any(|token| is_verb(reading, token)) {
            return that;
        }
    }
    let next = start + 1;
    if next + 2 > end || start == 0 || reading.mark_of[start] != reading.mark_of[start - 1] {
        return start;
    }
    let word = reading.syntax.word(start);
    let pronoun = reading.classes[start] == WordClass::OtherPronoun && !is_noun(reading, next)
        || matches!(word, "him" | "them" | "me" | "us" | "you");
    let plural = reading.classes[start] == WordClass::Word && is_noun(reading, start) && word.ends_with('s');
    let begins = matches!(reading.classes[next], WordClass::Determiner | WordClass::SubjectPronoun)
        || reading.classes[next] == WordClass::Capitalized
        || (reading.classes[next] == WordClass::OtherPronoun && next + 1 < end && is_noun(reading, next + 1));
    if pronoun || (plural && begins) { next } else { start }
}

/// Where the words behind token `start` go on after what tells when: "on Tuesday", "late Monday", "last week".
pub(super) fn behind_time(reading: &Reading, start: usize, end: usize) -> usize {
    let word = |token: usize| reading.syntax.word(token);
    let mut at = start;
    if at < end && matches!(word(at), "on" | "late" | "early" | "last" | "this" | "earlier" | "later") {
        at += 1;
        if at < end && matches!(word(at), "late" | "this") {
            at += 1;
        }
    }
    let is_day = |token: usize| {
        matches!(
            word(token),
            "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday" | "yesterday" | "today"
        ) || (token > start && matches!(word(token), "week" | "month" | "year" | "night"))
    };
    if at >= end || !is_day(at) {
        return start;
    }
    at += 1;
    while at < end && matches!(word(at), "morning" | "afternoon" | "evening" | "night") {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::quotations::marks;
    use crate::syntax::Syntax;

    /// `text` with the word "|" where the phrase ends, or begins.
    fn check(text: &str, find: impl Fn(&Reading, usize) -> Option<Range<usize>>, expect: &str) {
        let (left, right) = text.split_once('|').expect("a place");
        let text = format!("{left}{right}");
        let syntax = Syntax::new(&text);
        let marked = marks::find(&syntax);
        let at = syntax.tokens.partition_point(|token| (token.span.start as usize) < left.len());
        let found = find(&Reading::new(&syntax, &marked), at);
        assert_eq!(found.map_or("", |tokens| syntax.span(tokens).of(&text)), expect, "{text}");
    }

    #[test]
    fn noun_phrases() {
        let left = |reading: &Reading, at: usize| before(reading, 0, at);
        check("He thinks that the old priest |said no.", left, "the old priest");
        check("Then she |said no.", left, "she");
        check("In May, my professor |called it good.", left, "my professor");
        check("He came and |said no.", left, "");
        let joined = |reading: &Reading, at: usize| joined_before(reading, 0, at);
        check("A report by the Development Bank |warns that", joined, "A report by the Development Bank");
        check("It rained and a sign on her gate |reads no.", joined, "a sign on her gate");
        let right = |reading: &Reading, at: usize| after(reading, at, reading.classes.len());
        check("“No,” says |senior forecaster Maggie Lin.", right, "senior forecaster Maggie Lin");
        check("“No,” said |the mayor of Porto on Monday.", right, "the mayor of Porto");
        check("“No,” said |quickly.", right, "");
    }

    #[test]
    fn hearers_and_times() {
        let rest = |reading: &Reading, at: usize| {
            let end = reading.classes.len() - 1;
            Some(behind_time(reading, behind_hearer(reading, at, end), end)..end)
        };
        check("He told |the Dayton Gazette that it was late.", rest, "that it was late");
        check("He told |reporters the talks had failed.", rest, "the talks had failed");
        check("He told |me he had gone.", rest, "he had gone");
        check("He told |that story again.", rest, "that story again");
        check("He said |on Tuesday taxes would rise.", rest, "taxes would rise");
        check("He said |the talks had failed on Tuesday.", rest, "the talks had failed on Tuesday");
    }
}
