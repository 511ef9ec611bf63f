//! What the grammar of a sentence alone makes a quotation, where the joiner found none: "According to the ministry, two
//! people died."; "Rents to rise, think-tank warns"; "Airline in talks – sources"; "@met tweets: Stay away".

use std::ops::Range;

use super::boundaries::widen;
use super::draft::Draft;
use super::phrases;
use super::reading::{Reading, WordClass};
use crate::knowledge::cues::CueKinds;
use crate::reader::PartOfSpeech;

/// How sure it is that the words name the source.
const SURE: f32 = 0.85;
/// The most tokens of what names a source.
const LONGEST_SOURCE: usize = 14;

/// Adds such quotations of words that no draft has taken.
pub(super) fn add(reading: &Reading, drafts: &mut Vec<Draft>) {
    for sentence in &reading.syntax.sentences {
        let sentence = sentence.tokens.clone();
        // Most sentences are done with this.
        if !sentence.clone().any(|token| {
            reading.cue_kinds[token].is_speech_verb()
                || reading.classes[token] == WordClass::Dash
                || reading.syntax.word(token) == "According"
        }) {
            continue;
        }
        let rules = [according_to, told_by_a_dash, announced, told_after, told_that];
        for draft in rules.into_iter().filter_map(|rule| rule(reading, sentence.clone())) {
            add_draft(reading, draft, drafts);
        }
    }
}

fn add_draft(reading: &Reading, draft: Draft, drafts: &mut Vec<Draft>) {
    let content = draft.content[0].clone();
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let ranges = |one: &Draft| one.content.iter().chain(&one.cue).cloned().collect::<Vec<_>>();
    let same_cue = |one: &Draft| one.cue.as_ref().zip(draft.cue.as_ref()).is_some_and(|(a, b)| overlap(a, b));
    let takes = |one: &Draft, range: &Range<usize>| ranges(one).iter().any(|other| overlap(other, range));
    if let Some(index) = drafts.iter().position(same_cue) {
        // "It is late, she said; it rains."
        let after = drafts[index]
            .content
            .iter()
            .all(|piece| content.end < piece.start && reading.mark_of[piece.start].is_none());
        if after && !drafts.iter().any(|one| takes(one, &content)) {
            drafts[index].content.insert(0, content);
        }
        return;
    }
    // What lies in a clause with "that" is somebody's words about somebody's words.
    let that = reading.classes[content.start] == WordClass::That;
    let within = |one: &Draft| that && ranges(one).iter().all(|r| content.start <= r.start && r.end <= content.end);
    let free = |one: &Draft| within(one) || !ranges(&draft).iter().any(|range| takes(one, range));
    if drafts.iter().all(free) {
        drafts.retain(|one| !within(one));
        drafts.push(draft);
    }
}

fn draft(reading: &Reading, content: Range<usize>, cue: Range<usize>, source: Range<usize>) -> Draft {
    Draft { content: vec![widen(reading, content)], cue: Some(cue), sources: vec![(widen(reading, source), SURE)] }
}

/// `tokens` without what is no word at their ends.
fn words(reading: &Reading, tokens: Range<usize>) -> Option<Range<usize>> {
    let start = reading.word_from(tokens.start, tokens.end)?;
    Some(start..reading.word_before(start, tokens.end)? + 1)
}

fn unmarked(reading: &Reading, tokens: &Range<usize>) -> bool {
    !tokens.clone().any(|token| reading.mark_of[token].is_some())
}

fn has_verb(reading: &Reading, mut tokens: Range<usize>) -> bool {
    tokens.any(|token| phrases::is_verb(reading, token))
}

/// According to SOURCE, CONTENT: an apposition ("a lawyer") is the source's.
fn according_to(reading: &Reading, sentence: Range<usize>) -> Option<Draft> {
    let word = |token: usize| reading.syntax.word(token);
    if sentence.len() < 6 || word(sentence.start) != "According" || word(sentence.start + 1) != "to" {
        return None;
    }
    let start = sentence.start + 2;
    let is_comma = |token: &usize| reading.classes[*token] == WordClass::Comma;
    let mut comma = (start..sentence.end.min(start + LONGEST_SOURCE)).find(is_comma)?;
    let second = (comma + 1..sentence.end.min(comma + 9)).find(is_comma);
    let apposition = second.filter(|second| {
        !has_verb(reading, comma + 1..*second)
            && (phrases::after(reading, second + 1, sentence.end).is_some_and(|next| next.end < sentence.end))
            && !matches!(word(second + 1), "who" | "which" | "whose" | "and" | "or")
    });
    if let Some(second) = apposition {
        comma = second;
    }
    let content = words(reading, comma + 1..sentence.end).filter(|content| has_verb(reading, content.clone()))?;
    unmarked(reading, &content).then(|| draft(reading, content, sentence.start..start, start..comma))
}

/// CONTENT – sources: a headline with a dash and a short phrase in small letters.
fn told_by_a_dash(reading: &Reading, sentence: Range<usize>) -> Option<Draft> {
    let paragraph = &reading.syntax.paragraphs[reading.syntax.paragraph_of(sentence.start)].tokens;
    if *paragraph != sentence || reading.classes[sentence.end - 1] == WordClass::SentenceEnd {
        return None;
    }
    let dash = sentence
        .clone()
        .rev()
        .take(5)
        .find(|token| reading.classes[*token] == WordClass::Dash && reading.syntax.tokens[*token].space_before)?;
    let source = dash + 1..sentence.end;
    let small = |token: usize| reading.syntax.word(token).chars().all(|c| c.is_lowercase() || c == '-');
    let content = words(reading, sentence.start..dash)?;
    let named = !source.is_empty()
        && source.clone().all(small)
        && phrases::after(reading, source.start, source.end) == Some(source.clone());
    (named && content.len() >= 3 && unmarked(reading, &content))
        .then(|| Draft { cue: None, ..draft(reading, content, dash..dash, source) })
}

/// SOURCE tweets: CONTENT, without marks, at the head of a paragraph.
fn announced(reading: &Reading, sentence: Range<usize>) -> Option<Draft> {
    let paragraph = reading.syntax.paragraphs[reading.syntax.paragraph_of(sentence.start)].tokens.clone();
    if paragraph.start != sentence.start {
        return None;
    }
    let colon = sentence.clone().take(LONGEST_SOURCE).find(|token| reading.classes[*token] == WordClass::Colon)?;
    let verb = colon.checked_sub(1).filter(|verb| *verb > sentence.start)?;
    if !reading.cue_kinds[verb].has(CueKinds::SAY) || reading.class(colon as isize + 1) == WordClass::OpeningMark {
        return None;
    }
    let source = words(reading, sentence.start..phrases::verb_group(reading, verb))?;
    let writes = ["tweets", "tweeted", "posts", "posted", "writes", "wrote"].contains(&reading.syntax.word(verb));
    let content = words(reading, colon + 1..if writes { paragraph.end } else { sentence.end })?;
    (unmarked(reading, &content) && !has_verb(reading, source.clone()))
        .then(|| draft(reading, content, verb..verb + 1, source))
}

/// CONTENT, SOURCE says; CONTENT, says SOURCE: a clause of nothing else behind a comma, at the end of the sentence or
/// before a semicolon.
fn told_after(reading: &Reading, sentence: Range<usize>) -> Option<Draft> {
    let ends = |token: usize| {
        token >= sentence.end
            || matches!(reading.classes[token], WordClass::SentenceEnd)
            || reading.syntax.word(token) == ";"
    };
    let verb = sentence
        .clone()
        .rev()
        .find(|token| reading.cue_kinds[*token].has(CueKinds::SAY) || reading.cue_kinds[*token].has(CueKinds::TELL))?;
    let comma = |token: usize| token > sentence.start && reading.classes[token] == WordClass::Comma;
    let behind = verb + 1;
    let tells = reading.cue_kinds[verb].has(CueKinds::TELL);
    let rest = if tells && behind < sentence.end && reading.classes[behind] == WordClass::OtherPronoun {
        behind + 1
    } else {
        phrases::behind_time(reading, behind, sentence.end)
    };
    let (source, edge) = if ends(rest) && phrases::is_verb(reading, verb) | reading.cue_kinds[verb].has(CueKinds::SAY) {
        let source = phrases::before(reading, sentence.start, phrases::verb_group(reading, verb))?;
        let edge = source.start;
        (source, edge)
    } else {
        let source = phrases::after(reading, behind, sentence.end).filter(|source| ends(source.end))?;
        (source, verb)
    };
    let comma = edge.checked_sub(1).filter(|token| comma(*token))?;
    let content = words(reading, sentence.start..comma)?;
    let plain = unmarked(reading, &content) && content.len() >= 3;
    let whose = matches!(reading.syntax.word(source.start).to_lowercase().as_str(), "who" | "it" | "which");
    let headline = reading.classes[sentence.end - 1] != WordClass::SentenceEnd;
    (plain && (headline || has_verb(reading, content.clone())) && !whose)
        .then(|| draft(reading, content, verb..verb + 1, source))
}

/// SOURCE told HEARER that CONTENT, up to the end of the sentence, or a comma with a conjunction.
fn told_that(reading: &Reading, sentence: Range<usize>) -> Option<Draft> {
    let is_verb = |token: &usize| {
        reading.cue_kinds[*token].is_speech_verb()
            && reading.mark_of[*token].is_none()
            && reading.syntax.scores.part_of_speech(*token) == PartOfSpeech::Verb
    };
    let verb = sentence.clone().find(is_verb)?;
    let that = phrases::behind_hearer(reading, phrases::behind_time(reading, verb + 1, sentence.end), sentence.end);
    if that >= sentence.end || reading.classes[that] != WordClass::That {
        return None;
    }
    let first = phrases::verb_group(reading, verb);
    let by = reading.class(verb as isize + 1) == WordClass::By;
    let source =
        if by { phrases::after(reading, verb + 2, that) } else { phrases::before(reading, sentence.start, first) }?;
    let stop = |token: &usize| {
        reading.syntax.word(*token) == ";"
            || (reading.classes[*token] == WordClass::Comma
                && reading.class(*token as isize + 1) == WordClass::Conjunction)
    };
    let end = (that..sentence.end).find(stop).unwrap_or(sentence.end);
    let content = words(reading, that..end)?;
    (content.len() >= 3 && unmarked(reading, &content) && has_verb(reading, content.clone()))
        .then(|| draft(reading, content, verb..verb + 1, source))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::quotations::marks;
    use crate::syntax::Syntax;

    fn check(text: &str, expect: &[&str]) {
        let syntax = Syntax::new(text);
        let marked = marks::find(&syntax);
        let mut drafts = Vec::new();
        add(&Reading::new(&syntax, &marked), &mut drafts);
        let of = |tokens: &Range<usize>| syntax.span(tokens.clone()).of(text);
        let found: Vec<String> =
            drafts.iter().map(|draft| format!("{}: {}", of(&draft.sources[0].0), of(&draft.content[0]))).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn according_to_somebody() {
        check("According to the ministry, two people died.", &["the ministry: two people died"]);
        check("According to Ada Lee, a lawyer, the deal is off.", &["Ada Lee, a lawyer: the deal is off"]);
        check(
            "According to the town hall, the goat, whose name is Julie, is at home.",
            &["the town hall: the goat, whose name is Julie, is at home"],
        );
        check("According to plan.", &[]);
    }

    #[test]
    fn told_at_the_end() {
        check("Harbour Tunnel Will Open Late, Vance Says", &["Vance: Harbour Tunnel Will Open Late"]);
        check("Rents to rise 6%, think-tank warns", &["think-tank: Rents to rise 6%"]);
        check("The hives do not like light, she tells me; they are asleep.", &["she: The hives do not like light"]);
        check("The river is rising, officials said on Monday.", &["officials: The river is rising"]);
        check("The river is rising, said the mayor of Porto.", &["the mayor of Porto: The river is rising"]);
        check("He came, saw the bridge and said nothing.", &[]);
    }

    #[test]
    fn told_that_it_is_so() {
        check(
            "The researchers found that bacteria handle the iron.",
            &["The researchers: that bacteria handle the iron"],
        );
        check("She was told by a priest that girls did not read.", &["a priest: that girls did not read"]);
        check(
            "Ada Lee told the court that he had begun with small sums.",
            &["Ada Lee: that he had begun with small sums"],
        );
    }

    #[test]
    fn told_by_a_dash_or_a_colon() {
        check("Kestrel Airways in talks to buy rival – sources", &["sources: Kestrel Airways in talks to buy rival"]);
        check("Kestrel Airways buys rival – a bargain at last for a small company", &[]);
        check("@met_porto tweets: Strong gusts. Stay away!", &["@met_porto: Strong gusts. Stay away"]);
    }
}
