//! What is plainly told, though the reader misses it: "was advised by the bank to wait", "yelled at her to leave", "threatening to sue",
//! "denying the charges".

use std::ops::Range;

use super::super::evidence::Evidence;
use super::super::settled::can_say;
use super::Proposed;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, WordClass as LexiconClass};
use crate::syntax::WordClass;
use crate::syntax::closed::{is_be, is_have, is_not};

/// What is proposed.
pub(super) fn all(evidence: &Evidence) -> Vec<Proposed> {
    let asks = |at: &usize| evidence.mark_of[*at].is_none() && Rule::ToldPlainly.holds();
    let rules = [told_by, shouted, threatened, denied];
    let says = |at: usize| {
        let kinds = evidence.cue_kinds[at];
        (kinds.has(CueKinds::SAY) || kinds.has(CueKinds::TELL)) && evidence.syntax.is_verb(at)
    };
    // "Lee said he was told by Ann to go": Lee says so.
    let is_first = |verb: usize| !(evidence.sentence(verb).start..evidence.syntax.verb_group_start(verb)).any(says);
    let tokens = (0..evidence.classes.len()).filter(asks);
    let found = tokens.filter_map(|verb| rules.iter().find_map(|rule| rule(evidence, verb)).filter(|_| is_first(verb)));
    found.collect()
}

fn proposed(content: Range<usize>, cue: Range<usize>, source: Range<usize>) -> Proposed {
    Proposed { content: vec![content], cue: Some(cue), source: Some(source) }
}

/// "Lee was advised by the bank to wait".
fn told_by(evidence: &Evidence, verb: usize) -> Option<Proposed> {
    let syntax = evidence.syntax;
    if !evidence.is_one_of(LexiconClass::MovesHearer, verb) || evidence.class(verb + 1) != WordClass::By {
        return None;
    }
    let sentence = evidence.sentence(verb);
    let group = syntax.phrases.verb_at(verb).filter(|group| group.head == verb && group.is_passive)?;
    let is_told = |at: usize| {
        let word = evidence.word(at);
        is_be(word) || is_have(word) || evidence.classes[at] == WordClass::Adverb && !is_not(word) && word != "never"
    };
    let end = syntax.joined_noun_after(verb + 2, sentence.end)?;
    let opens = match evidence.class(end) {
        WordClass::To => end + 1 < sentence.end && syntax.is_verb(end + 1),
        WordClass::That => end + 1 < sentence.end && !syntax.is_verb(end + 1),
        _ => false,
    };
    let source = verb + 2..end;
    let is_topic = |at: usize| matches!(evidence.word(at), "about" | "over" | "on");
    let is_own =
        opens && can_say(evidence, &source) && !source.clone().any(is_topic) && (group.tokens.start..verb).all(is_told);
    is_own.then(|| proposed(end..clause_end(evidence, end, sentence.end), group.tokens.clone(), source))
}

/// "The guards yelled at her to leave".
fn shouted(evidence: &Evidence, verb: usize) -> Option<Proposed> {
    let syntax = evidence.syntax;
    if !evidence.is_one_of(LexiconClass::Shouts, verb) || evidence.word(verb + 1) != "at" {
        return None;
    }
    let sentence = evidence.sentence(verb);
    let is_pronoun = evidence.class(verb + 2) == WordClass::OtherPronoun && evidence.class(verb + 3) == WordClass::To;
    let to = if is_pronoun { verb + 3 } else { syntax.joined_noun_after(verb + 2, sentence.end)? };
    let source = syntax.joined_noun_before(sentence.start, syntax.verb_group_start(verb))?;
    let is_order = evidence.class(to) == WordClass::To && to + 1 < sentence.end && syntax.is_verb(to + 1);
    (is_order && can_say(evidence, &source))
        .then(|| proposed(to..clause_end(evidence, to, sentence.end), verb..verb + 1, source))
}

/// "Lee rang the house, threatening to sue", "after Lee threatened to sue".
fn threatened(evidence: &Evidence, verb: usize) -> Option<Proposed> {
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(verb);
    let is_deed = evidence.is_one_of(LexiconClass::Threatens, verb)
        && evidence.class(verb + 1) == WordClass::To
        && evidence.is_one_of(LexiconClass::ThreatenedDeed, verb + 2)
        && evidence.classes[sentence.end - 1] == WordClass::SentenceEnd;
    if !is_deed || !matches!(evidence.word(verb), "threatened" | "threatening") {
        return None;
    }
    let is_gerund = evidence.classes[verb] == WordClass::Gerund;
    let start = syntax.verb_group_start(verb);
    if is_gerund != (evidence.class_before(start, 1) == WordClass::Comma)
        || start != verb && !is_past(evidence, start..verb)
    {
        return None;
    }
    let source =
        if is_gerund { subject_before(evidence, verb)? } else { syntax.joined_noun_before(sentence.start, start)? };
    // "Tax cuts threatened to close the gap": no threat of anybody.
    let content = verb + 1..clause_end(evidence, verb + 1, sentence.end);
    let goes_on = content.clone().any(|at| evidence.word(at) == "but");
    let is_time = evidence.is_one_of(LexiconClass::TellsTheTime, source.end - 1);
    // "as residents threaten": of many the text tells a mood.
    let is_one = matches!(evidence.classes[source.end - 1], WordClass::Capitalized | WordClass::SubjectPronoun);
    (can_say(evidence, &source) && (is_gerund || is_one) && !goes_on && !is_time)
        .then(|| proposed(content, start..verb + 1, source))
}

fn is_past(evidence: &Evidence, mut tokens: Range<usize>) -> bool {
    tokens.all(|at| is_have(evidence.word(at)) || lexicon::has(Grammar::BeforeParticiple, evidence.word(at)))
}

/// "Lee released a statement denying the charges".
fn denied(evidence: &Evidence, verb: usize) -> Option<Proposed> {
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(verb);
    if !evidence.word(verb).eq_ignore_ascii_case("denying") || sentence.start == verb {
        return None;
    }
    let joins = evidence.class_before(verb, 1) == WordClass::Comma || syntax.is_noun(verb - 1);
    let end = syntax.joined_noun_after(verb + 1, sentence.end)?;
    let head = syntax.phrases.noun_from(verb + 1)?.head;
    let source = subject_before(evidence, verb)?;
    let ends = end >= sentence.end
        || matches!(evidence.classes[end], WordClass::Comma | WordClass::SentenceEnd | WordClass::Conjunction);
    let is_joined = evidence.class_before(source.start, 1) == WordClass::Preposition;
    (joins && ends && !is_joined && evidence.is_one_of(LexiconClass::Accusation, head) && can_say(evidence, &source))
        .then(|| proposed(verb + 1..end, verb..verb + 1, source))
}

/// The subject of the last finite verb before token `at` in its sentence.
fn subject_before(evidence: &Evidence, at: usize) -> Option<Range<usize>> {
    let syntax = evidence.syntax;
    let start = evidence.sentence(at).start;
    let groups = &syntax.phrases.verbs;
    let before = &groups[..groups.partition_point(|group| group.tokens.end <= at)];
    let mut near = before.iter().rev().take_while(|group| group.tokens.start >= start).take(MOST_VERBS);
    near.find_map(|group| {
        evidence
            .syntax
            .is_finite(group.tokens.start)
            .then(|| syntax.joined_noun_before(start, group.tokens.start))
            .flatten()
    })
}

/// The most verbs before one that are looked at for its subject.
const MOST_VERBS: usize = 4;

/// Where the infinitive or clause that begins at token `start` ends: before a dash, a semicolon, what tells when it was said, what goes
/// on behind a comma with a verb of its own, or another clause behind "and".
fn clause_end(evidence: &Evidence, start: usize, end: usize) -> usize {
    let syntax = evidence.syntax;
    // "and left", "and his aide left"; but "and leave", "and his aide".
    let is_clause = |at: usize| {
        let noun = syntax.joined_noun_after(at, end).unwrap_or(at);
        let is_past = |at: usize| {
            evidence.word(at).ends_with("ed")
                || evidence.class(at) == WordClass::Auxiliary
                || evidence.word(at) == "left"
        };
        noun < end && evidence.syntax.is_finite(noun) && (noun > at || is_past(noun))
    };
    let ends = |at: &usize| {
        let (word, next) = (evidence.word(*at), at + 1);
        match evidence.classes[*at] {
            WordClass::SentenceEnd => true,
            WordClass::Dash => syntax.tokens[*at].space_before,
            WordClass::Comma => {
                lexicon::has(Grammar::BeginsSideClause, evidence.word(next))
                    || evidence.class(next) == WordClass::Conjunction && next + 1 < end && is_clause(next + 1)
                    || evidence.class(next) == WordClass::Gerund && evidence.cue_kinds[next].is_speech_verb()
            }
            _ => matches!(word, ";" | "after" | "when" | "while") || matches!(word, "and" | "but") && is_clause(next),
        }
    };
    (start + 1..end).find(ends).unwrap_or(end)
}
