//! Direct speech that is plain: all between marks, and right beside them who says it and a verb of speech.

use std::ops::Range;

use super::super::evidence::{Convention, Evidence, overlap};
use super::super::marks::Marked;
use super::super::scorer::Scored;
use super::super::settled::can_say;
use super::{Candidate, CueOption, Generator, Proposed};
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;
use crate::syntax::closed::{is_have, is_not};

/// What is said between marks, and who says it.
#[derive(Debug, Clone)]
pub struct Direct<'s> {
    /// The marks.
    pub mark: &'s Marked,
    /// The subject of the verb.
    pub source: Range<usize>,
}

/// The most tokens of a subject between a mark and its verb.
const LONGEST_SUBJECT: usize = 16;

/// What token `verb` tells, if it is a verb of speech right beside marks, but for its subject: “Stay!” Lee said with a smile; Lee
/// laughed and said, “No,” before she left.
pub fn direct_speech<'s>(evidence: &Evidence<'s, '_>, verb: usize) -> Option<Direct<'s>> {
    let kinds = evidence.cue_kinds[verb];
    let says = (kinds.has(CueKinds::SAY) || kinds.has(CueKinds::TELL)) && !kinds.has(CueKinds::NOUN);
    let is_asked = says
        && evidence.convention == Convention::Speech
        && evidence.mark_of[verb].is_none()
        && evidence.classes[verb] != WordClass::Gerund
        && Rule::DirectSpeech.holds();
    if !is_asked {
        return None;
    }
    behind_marks(evidence, verb).or_else(|| before_marks(evidence, verb))
}

/// “No!” Lee said; “No,” said Lee. The mark begins its sentence, and behind the verb nothing more is said: ‘Will it rain?’ Lee said
/// she hoped so.
fn behind_marks<'s>(evidence: &Evidence<'s, '_>, verb: usize) -> Option<Direct<'s>> {
    let syntax = evidence.syntax;
    // A verb right behind marks may be read as another word: “No!” muttered Lee.
    let group = match syntax.phrases.verb_at(verb) {
        Some(group) if group.head == verb && !group.is_passive => group.tokens.clone(),
        Some(_) => return None,
        None => verb..verb + 1,
    };
    let close = mark_before(evidence, group.start)?;
    let mark = evidence.mark(close).filter(|mark| mark.close == Some(close))?;
    if evidence.sentence(mark.open).start != mark.open || !(group.start..verb).all(|at| tells_so(evidence, at)) {
        return None;
    }
    let is_comma = |at: usize| evidence.class(at) == WordClass::Comma;
    let is_joined = is_comma(close - 1) || is_comma(close + 1);
    // “Stay!” Lee smiled at them: said only where a comma joins the two.
    let gestures = evidence.is_one_of(LexiconClass::Gestures, verb);
    let is_near = evidence.paragraph_of[close] == evidence.paragraph_of[verb];
    let ends = is_joined || is_near && !gestures && matches!(evidence.word(close - 1), "?" | "!");
    let end = evidence.sentence(verb).end;
    let source = match evidence.trimmed(close + 1..group.start) {
        Some(before) if syntax.is_verb(verb) && !takes_more(evidence, group.end..end, is_joined) => before,
        Some(_) => return None,
        None => group.end..syntax.joined_noun_after(group.end, end)?,
    };
    (ends && can_say(evidence, &source)).then_some(Direct { mark, source })
}

/// Lee said, “No.” What is said is a sentence: its first letter is a capital, and a stop or a comma ends it.
fn before_marks<'s>(evidence: &Evidence<'s, '_>, verb: usize) -> Option<Direct<'s>> {
    let syntax = evidence.syntax;
    let group = syntax.phrases.verb_at(verb).filter(|group| group.head == verb && !group.is_passive)?.tokens.clone();
    // "Lee told him,"
    let hearer = usize::from(evidence.class(group.end) == WordClass::OtherPronoun);
    let joins = matches!(evidence.class(group.end + hearer), WordClass::Comma | WordClass::Colon);
    let open = group.end + hearer + 1;
    let mark = evidence.mark(open.min(evidence.classes.len() - 1)).filter(|mark| joins && mark.open == open)?;
    let close = mark.close?;
    let ends = |at: usize| matches!(evidence.class(at), WordClass::SentenceEnd | WordClass::Comma);
    let is_sentence = evidence.word(open + 1).starts_with(char::is_uppercase) && (ends(close - 1) || ends(close + 1));
    let start = evidence.sentence(verb).start;
    let comma = usize::from(evidence.class_before(group.start, 1) == WordClass::Comma);
    // "Lee laughed and said": the subject of both.
    let shared = || {
        let and = (start..group.start).next_back().filter(|at| matches!(evidence.word(*at), "and" | "but"))?;
        let first = (start..and).rev().take(LONGEST_SUBJECT).find_map(|at| syntax.phrases.verb_at(at))?;
        syntax.noun_before(start, first.tokens.start)
    };
    let source = syntax.noun_before(start, group.start - comma).or_else(shared)?;
    (is_sentence && (group.start..verb).all(|at| tells_so(evidence, at)) && can_say(evidence, &source))
        .then_some(Direct { mark, source })
}

/// The closing mark right before token `start`, or before the subject that stands there: “Stay!” Lee, the mayor, said.
fn mark_before(evidence: &Evidence, start: usize) -> Option<usize> {
    let is_comma = |at: usize| evidence.classes[at] == WordClass::Comma;
    let closes = |at: usize| at > 0 && evidence.classes[at - 1] == WordClass::ClosingMark;
    let ends = |at: usize| match evidence.classes[at] {
        WordClass::Comma => closes(at),
        class => class <= WordClass::ClosingMark || evidence.syntax.is_verb(at),
    };
    let last = (start.saturating_sub(LONGEST_SUBJECT)..start).rev().find(|at| ends(*at))?;
    let close = if is_comma(last) { last - 1 } else { last };
    (evidence.classes[close] == WordClass::ClosingMark).then_some(close)
}

/// Whether a word of the verb's group leaves it told: "has", "also", but not "would", "not", "to".
fn tells_so(evidence: &Evidence, at: usize) -> bool {
    match evidence.classes[at] {
        WordClass::Auxiliary => is_have(evidence.word(at)),
        WordClass::To => false,
        _ => !is_not(evidence.word(at)) && !evidence.is_one_of(Grammar::Never, at),
    }
}

/// Whether what stands behind a verb of speech may be what is said, or the verb a participle: anything but an adverbial, a hearer
/// or the end of the sentence. Where no comma joins the marks to the verb, one may stand behind it: “Why?” Lee, he said, had left.
fn takes_more(evidence: &Evidence, behind: Range<usize>, is_joined: bool) -> bool {
    let passes = |at: &usize| matches!(evidence.classes[*at], WordClass::OtherPronoun | WordClass::Adverb);
    // "a note posted in May says"
    let is_participle = || {
        let mut unmarked = behind.clone().take_while(|at| evidence.mark_of[*at].is_none());
        unmarked.any(|at| evidence.cue_kinds[at].is_speech_verb() && evidence.syntax.is_finite(at))
    };
    let at = behind.clone().find(|at| !passes(at)).unwrap_or(behind.end);
    let is_adverbial = match evidence.class(at) {
        WordClass::Preposition => !is_participle(),
        WordClass::SentenceEnd | WordClass::Conjunction => true,
        WordClass::Dash | WordClass::Gerund | WordClass::Nothing => true,
        WordClass::Comma => is_joined || evidence.class(at + 1) == WordClass::Gerund,
        _ => {
            at >= behind.end
                || lexicon::has(Grammar::BeginsWhen, evidence.word(at))
                || evidence.syntax.part_of_speech(at) == PartOfSpeech::Adposition
        }
    };
    !is_adverbial
}

/// One candidate in the group of each cue that is such a verb.
pub(super) fn all(evidence: &Evidence, cues: &[CueOption]) -> impl Iterator<Item = Candidate> {
    cues.iter().enumerate().filter_map(|(group, cue)| {
        let direct = direct_speech(evidence, cue.head)?;
        let content = direct.mark.pieces.clone();
        let proposed = Proposed { content, cue: Some(cue.tokens.clone()), source: Some(direct.source) };
        proposed.candidate(evidence, Generator::Joined, group)
    })
}

/// Whether a candidate is what its cue so tells.
pub fn is_direct(evidence: &Evidence, candidate: &Candidate) -> bool {
    let Some(cue) = &candidate.cue else { return false };
    let direct = cue.clone().rev().find_map(|verb| direct_speech(evidence, verb));
    direct.is_some_and(|direct| {
        let pieces = direct.mark.pieces.iter().filter_map(|piece| evidence.trimmed(piece.clone()));
        let is_source = |(source, _): &Scored| overlap(source, &direct.source);
        pieces.eq(candidate.content.iter().cloned()) && candidate.sources.first().is_some_and(is_source)
    })
}

/// Whether a piece of a candidate lies outside of marks and is no clause in the sentence of its cue: “Stay,” Lee said, because it
/// rained. But: It rains, Lee said: “Stay.”
pub fn holds_narration(evidence: &Evidence, candidate: &Candidate) -> bool {
    let Some(cue) = &candidate.cue else { return false };
    let syntax = evidence.syntax;
    let is_clause = |piece: &Range<usize>| {
        let noun = syntax.joined_noun_after(piece.start, piece.end);
        evidence.sentence(cue.start).contains(&piece.start)
            && noun.is_some_and(|end| end < piece.end && syntax.is_verb(end))
    };
    candidate.content.iter().any(|piece| evidence.is_unmarked(piece.clone()) && !is_clause(piece))
}

#[cfg(test)]
mod tests {
    use super::super::super::by_hand;
    use super::*;

    /// The subject of "said" or, where that is not there, "smiled"; nothing where the text tells no plain direct speech.
    fn source(told: &str) -> String {
        by_hand::read(told, |evidence| {
            let verb = |word: &str| (0..evidence.classes.len()).find(|at| evidence.word(*at) == word);
            let direct = direct_speech(evidence, verb("said").or(verb("smiled")).expect("a verb"));
            direct.map_or(String::new(), |direct| by_hand::words(evidence, &[direct.source]))
        })
    }

    #[test]
    fn who_speaks_beside_marks() {
        for (told, expect) in [
            ("“We stay!” Lee said/v with a smile.", "Lee"),
            ("“We stay?” Lee, the mayor, said/v when it rained/v.", "Lee, the mayor"),
            ("“We stay,” said/v Lee of Hull.", "Lee of Hull"),
            ("“We stay!” said Lee.", "Lee"),
            ("Lee laughed/v and said/v, “We stay,” before she left/v.", "Lee"),
            ("Lee said/v: “We stay.”", "Lee"),
            ("Lee said/v to him: “We stay.”", ""),
            ("Lee said/v him, “We stay,” at the port.", "Lee"),
            ("“We stay,” Lee smiled/v at Ann.", "Lee"),
        ] {
            assert_eq!(source(told), expect, "{told}");
        }
    }

    #[test]
    fn what_is_not_plain() {
        for told in [
            "“We stay?” Lee said/v they would/v.",
            "The port must “We stay,” Lee said/v.",
            "Lee said/v “We stay” for years.",
            "Lee said/v, “we stay” and “we go”.",
            "“We stay!” Lee would said/v.",
            "“We stay!” Lee never said/v.",
            "“We stay!” Lee smiled/v at Ann.",
            "“We stay.” Lee said/v.",
            "“We stay!”\n\nLee said/v in May.",
            "said/v: “We stay.”",
            ", said/v Lee, “We stay.”",
            "“We stay,” a note said/v on it told/v us.",
        ] {
            assert_eq!(source(told), "", "{told}");
        }
    }

    #[test]
    fn what_the_narrator_tells() {
        let holds = |told: &str, pieces: &str| by_hand::ask_of(told, (pieces, "said", "Lee"), holds_narration);
        let told = "The port is/v shut, Lee said/v: “We stay.”";
        assert!(!holds(told, "The port is shut/We stay."));
        assert!(holds("“We stay,” Lee said/v when it rained/v.", "We stay/when it rained"));
        assert!(holds("The port is/v shut. Lee said/v: “We stay.”", "The port is shut/We stay."));
    }

    #[test]
    fn the_candidate_of_the_cue() {
        let is_said = |words: &str, source: &str| {
            by_hand::ask_of("“We stay!” Lee said/v with Ann.", (words, "said", source), is_direct)
        };
        assert!(is_said("We stay", "Lee"));
        assert!(!is_said("stay", "Lee"));
        assert!(!is_said("We stay", "Ann"));
    }
}
