//! What the grammar of a sentence alone makes a quotation: "According to the ministry, two people died."; "Rents to rise,
//! think-tank warns"; "Airline in talks – sources"; "@met tweets: Stay away"; “…,” someone had painted on the wall; a
//! quote from Ada Okafor: “…”; "described as “reckless” by Ann Lee".

use std::ops::Range;

use super::super::evidence::Evidence;
use super::super::marks::Marked;
use super::Proposed;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;
use crate::syntax::closed::is_relative;

/// The most tokens of what names a source.
const LONGEST_SOURCE: usize = 14;

/// What grammar proposes.
pub(super) fn all(evidence: &Evidence) -> Vec<Proposed> {
    let mut found = Vec::new();
    for sentence in &evidence.syntax.sentences {
        let sentence = sentence.tokens.clone();
        // Most sentences are done with this.
        if !sentence.clone().any(|token| {
            evidence.cue_kinds[token].is_speech_verb()
                || evidence.classes[token] == WordClass::Dash
                || evidence.word(token) == "According"
        }) {
            continue;
        }
        let rules = [according_to, told_by_a_dash, announced, told_after, told_that];
        found.extend(rules.into_iter().filter_map(|rule| rule(evidence, sentence.clone())));
    }
    for mark in evidence.marked.iter().filter(|mark| mark.depth == 0) {
        let (behind, whose) = (clause_behind(evidence, mark), whose_words(evidence, mark));
        let cue = behind.as_ref().map(|(cue, _)| cue.clone());
        if let Some(source) = behind.map(|(_, source)| source).or(whose) {
            let content = mark.pieces.iter().cloned().filter_map(|piece| evidence.trimmed(piece)).collect();
            found.push(Proposed { content, cue, source: Some(source) });
        }
    }
    found
}

fn draft(content: Range<usize>, cue: Range<usize>, source: Range<usize>) -> Proposed {
    Proposed { content: vec![content], cue: Some(cue), source: Some(source) }
}

/// According to SOURCE, CONTENT: an apposition ("a lawyer") is the source's.
fn according_to(evidence: &Evidence, sentence: Range<usize>) -> Option<Proposed> {
    let word = |token: usize| evidence.syntax.word(token);
    if sentence.len() < 6 || word(sentence.start) != "According" || word(sentence.start + 1) != "to" {
        return None;
    }
    let start = sentence.start + 2;
    let is_comma = |token: &usize| evidence.classes[*token] == WordClass::Comma;
    let mut comma = (start..sentence.end.min(start + LONGEST_SOURCE)).find(is_comma)?;
    let second = (comma + 1..sentence.end.min(comma + 9)).find(is_comma);
    let apposition = second.filter(|second| {
        !evidence.syntax.has_verb(comma + 1..*second)
            && (evidence.syntax.noun_after(second + 1, sentence.end).is_some_and(|next| next.end < sentence.end))
            && !matches!(word(second + 1), "and" | "or")
            && !is_relative(word(second + 1))
    });
    if let Some(second) = apposition {
        comma = second;
    }
    let content =
        evidence.trimmed(comma + 1..sentence.end).filter(|content| evidence.syntax.has_verb(content.clone()))?;
    evidence.is_unmarked(content.clone()).then(|| draft(content, sentence.start..start, start..comma))
}

/// CONTENT – sources: a headline with a dash and a short phrase in small letters.
fn told_by_a_dash(evidence: &Evidence, sentence: Range<usize>) -> Option<Proposed> {
    if evidence.paragraph(sentence.start) != sentence || evidence.classes[sentence.end - 1] == WordClass::SentenceEnd {
        return None;
    }
    let dash = sentence
        .clone()
        .rev()
        .take(5)
        .find(|token| evidence.classes[*token] == WordClass::Dash && evidence.syntax.tokens[*token].space_before)?;
    let source = dash + 1..sentence.end;
    let small = |token: usize| evidence.syntax.word(token).chars().all(|c| c.is_lowercase() || c == '-');
    let content = evidence.trimmed(sentence.start..dash)?;
    let named = !source.is_empty()
        && source.clone().all(small)
        && evidence.syntax.noun_after(source.start, source.end) == Some(source.clone());
    (named && content.len() >= 3 && evidence.is_unmarked(content.clone()))
        .then(|| Proposed { cue: None, ..draft(content, dash..dash, source) })
}

/// SOURCE tweets: CONTENT, without marks, at the head of a paragraph.
fn announced(evidence: &Evidence, sentence: Range<usize>) -> Option<Proposed> {
    let paragraph = evidence.paragraph(sentence.start);
    if paragraph.start != sentence.start {
        return None;
    }
    let colon = sentence.clone().take(LONGEST_SOURCE).find(|token| evidence.classes[*token] == WordClass::Colon)?;
    let verb = colon.checked_sub(1).filter(|verb| *verb > sentence.start)?;
    if !evidence.cue_kinds[verb].has(CueKinds::SAY) || evidence.class(colon + 1) == WordClass::OpeningMark {
        return None;
    }
    let source = evidence.trimmed(sentence.start..evidence.syntax.verb_group_start(verb))?;
    let writes = lexicon::has(LexiconClass::Writes, evidence.word(verb));
    let content = evidence.trimmed(colon + 1..if writes { paragraph.end } else { sentence.end })?;
    (evidence.is_unmarked(content.clone()) && !evidence.syntax.has_verb(source.clone()))
        .then(|| draft(content, verb..verb + 1, source))
}

/// CONTENT, SOURCE says; CONTENT, says SOURCE: a clause of nothing else behind a comma, at the end of the sentence or
/// before a semicolon.
fn told_after(evidence: &Evidence, sentence: Range<usize>) -> Option<Proposed> {
    let ends = |token: usize| {
        token >= sentence.end
            || matches!(evidence.classes[token], WordClass::SentenceEnd)
            || evidence.syntax.word(token) == ";"
    };
    let verb = sentence.clone().rev().find(|token| {
        evidence.cue_kinds[*token].has(CueKinds::SAY) || evidence.cue_kinds[*token].has(CueKinds::TELL)
    })?;
    let comma = |token: usize| token > sentence.start && evidence.classes[token] == WordClass::Comma;
    let behind = verb + 1;
    let tells = evidence.cue_kinds[verb].has(CueKinds::TELL);
    let rest = if tells && behind < sentence.end && evidence.classes[behind] == WordClass::OtherPronoun {
        behind + 1
    } else {
        evidence.syntax.behind_time(behind, sentence.end)
    };
    let (source, edge) = if ends(rest) && evidence.syntax.is_verb(verb) | evidence.cue_kinds[verb].has(CueKinds::SAY) {
        let source = evidence.syntax.noun_before(sentence.start, evidence.syntax.verb_group_start(verb))?;
        let edge = source.start;
        (source, edge)
    } else {
        let source = evidence.syntax.noun_after(behind, sentence.end).filter(|source| ends(source.end))?;
        (source, verb)
    };
    let comma = edge.checked_sub(1).filter(|token| comma(*token))?;
    let content = evidence.trimmed(sentence.start..comma)?;
    let plain = evidence.is_unmarked(content.clone()) && content.len() >= 3;
    let whose = matches!(evidence.syntax.word(source.start).to_lowercase().as_str(), "who" | "it" | "which");
    let headline = evidence.classes[sentence.end - 1] != WordClass::SentenceEnd;
    (plain && (headline || evidence.syntax.has_verb(content.clone())) && !whose)
        .then(|| draft(content, verb..verb + 1, source))
}

/// SOURCE told HEARER that CONTENT, up to the end of the sentence, or a comma with a conjunction.
fn told_that(evidence: &Evidence, sentence: Range<usize>) -> Option<Proposed> {
    let is_verb = |token: &usize| {
        evidence.cue_kinds[*token].is_speech_verb()
            && evidence.mark_of[*token].is_none()
            && evidence.syntax.part_of_speech(*token) == PartOfSpeech::Verb
    };
    let verb = sentence.clone().find(is_verb)?;
    let that = evidence.syntax.behind_hearer(evidence.syntax.behind_time(verb + 1, sentence.end), sentence.end);
    if that >= sentence.end || evidence.classes[that] != WordClass::That {
        return None;
    }
    let first = evidence.syntax.verb_group_start(verb);
    let by = evidence.class(verb + 1) == WordClass::By;
    let source = if by {
        evidence.syntax.noun_after(verb + 2, that)
    } else {
        evidence.syntax.noun_before(sentence.start, first)
    }?;
    let stop = |token: &usize| {
        evidence.syntax.word(*token) == ";"
            || (evidence.classes[*token] == WordClass::Comma && evidence.class(*token + 1) == WordClass::Conjunction)
    };
    let end = (that..sentence.end).find(stop).unwrap_or(sentence.end);
    let content = evidence.trimmed(that..end)?;
    (content.len() >= 3 && evidence.is_unmarked(content.clone()) && evidence.syntax.has_verb(content.clone()))
        .then(|| draft(content, verb..verb + 1, source))
}

/// The most tokens of a sentence that only tells who has spoken.
const SHORT: usize = 9;

/// “…,” someone had painted on the wall: the cue and the source of what ends with a comma, whatever the verb; and of a
/// whole sentence with a short one behind it: “….” One of the guests chipped in.
fn clause_behind(evidence: &Evidence, mark: &Marked) -> Option<(Range<usize>, Range<usize>)> {
    let close = mark.close?;
    if evidence.classes[close - 1] == WordClass::SentenceEnd && close + 1 < evidence.classes.len() {
        let next = evidence.sentence(close + 1);
        let start = next.start.max(close + 1);
        let short = next.end - start <= SHORT && evidence.paragraph_of[start] == evidence.paragraph_of[close];
        let source = evidence.syntax.noun_after(start, next.end).filter(|_| short)?;
        let group = evidence.syntax.phrases.verb_at(source.end)?;
        return (group.tokens.end <= next.end).then(|| (group.tokens.clone(), source));
    }
    let end = evidence.sentence(close).end;
    let comma = evidence.classes[close - 1] == WordClass::Comma || evidence.class(close + 1) == WordClass::Comma;
    let start = close + 1 + usize::from(evidence.class(close + 1) == WordClass::Comma);
    if !comma || start >= end {
        return None;
    }
    let source = evidence.syntax.noun_after(start, end)?;
    let group = evidence.syntax.phrases.verb_at(source.end).filter(|group| group.tokens.end <= end)?;
    Some((group.tokens.clone(), source))
}

/// A quote from Ada Okafor: “…”: whom the clause before a colon or a dash names as the one whose words follow in `mark`.
fn whose_words(evidence: &Evidence, mark: &Marked) -> Option<Range<usize>> {
    let end = mark.open.checked_sub(1)?;
    if !matches!(evidence.classes[end], WordClass::Colon | WordClass::Dash) {
        return None;
    }
    let start = evidence.sentence(end).start;
    let of = (start + 1..end).rev().find(|token| matches!(evidence.word(*token), "from" | "of" | "by"))?;
    let noun = evidence.is_one_of(LexiconClass::SomebodysWords, of - 1);
    evidence.syntax.noun_after(of + 1, end).filter(|_| noun)
}

/// What passives say that somebody calls something.
pub(super) fn called(evidence: &Evidence) -> Vec<Proposed> {
    let outer = evidence.marked.iter().filter(|mark| mark.depth == 0 && Rule::CalledBy.holds());
    let called = outer.filter_map(|mark| {
        let (cue, source) = called_by(evidence, mark)?;
        Some(Proposed { content: mark.pieces.clone(), cue: Some(cue), source: Some(source) })
    });
    called.collect()
}

/// The participle before marks, with its auxiliaries, and the agent behind them. The agent has a name or a role: what
/// "some" call somebody is a name, too.
fn called_by(evidence: &Evidence, mark: &Marked) -> Option<(Range<usize>, Range<usize>)> {
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(mark.open);
    let by = mark.close? + 1;
    let modifies = |at: &usize| {
        matches!(syntax.part_of_speech(*at), PartOfSpeech::Determiner | PartOfSpeech::Adjective)
            || matches!(evidence.word(*at), "as" | "being")
    };
    let verb = (sentence.start..mark.open).rev().take(4).find(|at| !modifies(at))?;
    if by >= sentence.end || evidence.word(by) != "by" || !evidence.cue_kinds[verb].has(CueKinds::CALL) {
        return None;
    }
    let group = syntax.phrases.verb_at(verb).filter(|group| group.head == verb)?;
    // "Lee called “Late” by Ann Roe a great book."
    let is_active = !group.is_passive && syntax.noun_before(sentence.start, group.tokens.start).is_some();
    let source = syntax.noun_after(by + 1, sentence.end)?;
    let is_role = |at: usize| lexicon::role(evidence.word(at)).is_some_and(|role| !role.plural);
    let is_body = |at: usize| lexicon::is_organization(&evidence.word(at).to_lowercase());
    let is_named = source.clone().any(|at| evidence.classes[at] == WordClass::Capitalized || is_role(at))
        || is_body(source.end - 1);
    (is_named && !is_active).then_some((group.tokens.start..verb + 1, source))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_proposed;
    use super::*;

    fn check(told: &str, expect: &[&str]) {
        check_proposed(told, all, expect);
    }

    #[test]
    fn according_to_somebody() {
        check("According to the ministry, two people died/v.", &["two people died | According to | the ministry"]);
        check(
            "According to Ada Lee, a lawyer, the deal is off.",
            &["the deal is off | According to | Ada Lee, a lawyer"],
        );
        check(
            "According to the town hall, the goat, whose name is Julie, is at home.",
            &["the goat, whose name is Julie, is at home | According to | the town hall"],
        );
        check("According to plan.", &[]);
    }

    #[test]
    fn told_at_the_end() {
        check("Harbour Tunnel Will Open/v Late, Lee Says/v", &["Harbour Tunnel Will Open Late | Says | Lee"]);
        check("Rents to rise/v 6%, think-tank warns/v", &["Rents to rise 6 | warns | think-tank"]);
        check(
            "The hives do not like/v light, she tells/v me; they are asleep.",
            &["The hives do not like light | tells | she"],
        );
        check("The river is rising/v, officials said on Monday.", &["The river is rising | said | officials"]);
        check("The river is rising/v, said the mayor of Porto.", &["The river is rising | said | the mayor of Porto"]);
        check("He came/v, saw/v the bridge and said nothing.", &[]);
    }

    #[test]
    fn told_that_it_is_so() {
        check(
            "The researchers found/v that bacteria handle/v the iron.",
            &["that bacteria handle the iron | found | The researchers"],
        );
        check("She was told by a priest that girls did not read/v.", &["that girls did not read | told | a priest"]);
        check(
            "Ada Lee told the court that he had begun/v with small sums.",
            &["that he had begun with small sums | told | Ada Lee"],
        );
    }

    #[test]
    fn told_by_a_dash_or_a_colon() {
        check(
            "Kestrel Airways in talks to buy/v rival – sources",
            &["Kestrel Airways in talks to buy rival | - | sources"],
        );
        check("Kestrel Airways buys/v rival – a bargain at last for a small company", &[]);
        check("@met_porto tweets/v: Strong gusts. Stay/v away!", &["Strong gusts. Stay away | tweets | met_porto"]);
    }

    #[test]
    fn who_calls_it_so() {
        let check = |told: &str, expect: &[&str]| check_proposed(told, called, expect);
        check("The plan was described/v as “reckless” by Ann Lee.", &["reckless | was described | Ann Lee"]);
        check("The law, dubbed/v “a gift” by Tom Vance, passed/v.", &["a gift | dubbed | Tom Vance"]);
        check("It was called/v “a shame” by the mayor.", &["a shame | was called | the mayor"]);
        check("He was dubbed/v the “small king” by some.", &[]);
        check("Tom Vance called/v “Late” by Ann Lee a great book.", &[]);
        check("It was painted/v “red” by Ann Lee.", &[]);
    }
}
