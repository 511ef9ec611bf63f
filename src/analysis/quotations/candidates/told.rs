//! What is plainly told, though the reader misses it: "was advised by the bank to wait", "threatening to sue".

use std::ops::Range;

use super::super::evidence::{Convention, Evidence};
use super::super::settled::{can_say, is_past, is_threat};
use super::Proposed;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, WordClass as LexiconClass};
use crate::syntax::WordClass;
use crate::syntax::closed::{is_be, is_have, is_not};

/// What is proposed.
pub(super) fn all(evidence: &Evidence) -> Vec<Proposed> {
    if evidence.convention != Convention::Speech || !Rule::ToldPlainly.holds() {
        return Vec::new();
    }
    let says = |at: usize| {
        let kinds = evidence.cue_kinds[at];
        (kinds.has(CueKinds::SAY) || kinds.has(CueKinds::TELL)) && evidence.syntax.is_verb(at)
    };
    // "Lee said he was told by Ann to go": Lee says so.
    let is_first = |verb: usize| !(evidence.sentence(verb).start..evidence.syntax.verb_group_start(verb)).any(says);
    let found = |verb: usize| told_by(evidence, verb).or_else(|| threatened(evidence, verb)).filter(|_| is_first(verb));
    (0..evidence.classes.len()).filter(|at| evidence.mark_of[*at].is_none()).filter_map(found).collect()
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

/// "Lee rang the house, threatening to sue", "after Lee threatened to sue".
fn threatened(evidence: &Evidence, verb: usize) -> Option<Proposed> {
    let syntax = evidence.syntax;
    let (sentence, start) = (evidence.sentence(verb), syntax.verb_group_start(verb));
    let only_have =
        |at: usize| is_have(evidence.word(at)) || lexicon::has(Grammar::BeforeParticiple, evidence.word(at));
    let is_gerund = match evidence.word(verb) {
        "threatening" => true,
        "threatened" => false,
        _ => return None,
    };
    let content = verb + 1..clause_end(evidence, verb + 1, sentence.end);
    if is_gerund != (evidence.class_before(start, 1) == WordClass::Comma)
        || !(start..verb).all(only_have)
        || !is_threat(evidence, verb, &content)
    {
        return None;
    }
    let source = if is_gerund {
        syntax.subject_phrase_before(verb)?
    } else {
        syntax.joined_noun_before(sentence.start, start)?
    };
    // "Tax cuts threatened to close the gap": no threat of anybody. "as residents threatened": of many the text tells a mood.
    let is_one = matches!(evidence.classes[source.end - 1], WordClass::Capitalized | WordClass::SubjectPronoun);
    let is_time = evidence.is_one_of(LexiconClass::TellsTheTime, source.end - 1);
    (can_say(evidence, &source) && (is_gerund || is_one) && !is_time)
        .then(|| proposed(content, start..verb + 1, source))
}

/// Where the infinitive or clause that begins at token `start` ends: before a dash, a semicolon, what tells when it was said, what goes
/// on behind a comma with a verb of its own, or another clause behind "and".
fn clause_end(evidence: &Evidence, start: usize, end: usize) -> usize {
    let syntax = evidence.syntax;
    // "and left", "and his aide left"; but "and leave", "and his aide".
    let is_clause = |at: usize| {
        let noun = syntax.joined_noun_after(at, end).unwrap_or(at);
        let is_told = || is_past(evidence, noun) || evidence.classes[noun] == WordClass::Auxiliary;
        noun < end && syntax.is_finite(noun) && (noun > at || is_told())
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

#[cfg(test)]
mod tests {
    use super::super::tests::check_proposed;
    use super::*;

    #[test]
    fn what_is_plainly_told() {
        for (told, expect) in [
            ("Lee was advised/v by the bank to wait/v.", "to wait | was advised | the bank"),
            ("Theo rang/v the house, threatening/v to sue/v.", "to sue | threatening | Theo"),
            ("Theo left/v after Lee threatened/v to sue/v and left/v.", "to sue | threatened | Lee"),
            ("Lee was advised/v by the bank on farms to wait/v.", ""),
            ("Lee said/v he was advised/v by the bank to wait/v.", ""),
            ("Lee left/v after residents threatened/v to strike/v.", ""),
            ("Lee threatened/v to win/v.", ""),
        ] {
            check_proposed(told, all, if expect.is_empty() { &[] } else { std::slice::from_ref(&expect) });
        }
    }
}
