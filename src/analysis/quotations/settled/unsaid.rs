//! What nobody has said though a verb of speech tells it: what follows from what happened ("This suggests that"), what is only
//! supposed ("Let's say"), and verbs of speech in another sense ("told its own tale").

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use super::predicates::is_past;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{Grammar, WordClass as LexiconClass};
use crate::syntax::WordClass;
use crate::syntax::closed::is_possessive;

/// Whether nobody says what a candidate with this cue tells.
pub(super) fn is_unsaid(evidence: &Evidence, candidate: &Candidate, cue: &Range<usize>) -> bool {
    (is_inferred(evidence, candidate, cue) || is_supposed(evidence, candidate, cue)) && Rule::SupposedIsUnsaid.holds()
        || has_other_sense(evidence, candidate, cue) && Rule::OtherSense.holds()
}

/// Whether a word that points at what happened is evidence for it: "This suggests that", "That would suggest", but not "data that
/// suggests".
fn is_inferred(evidence: &Evidence, candidate: &Candidate, cue: &Range<usize>) -> bool {
    let speaks_for = |class: LexiconClass| cue.clone().find(|at| evidence.is_one_of(class, *at));
    let verb = speaks_for(LexiconClass::Shows).or_else(|| speaks_for(LexiconClass::BearsOut));
    let Some(verb) = verb.filter(|_| evidence.is_unmarked(candidate.tokens())) else { return false };
    let start = evidence.syntax.phrases.verb_at(verb).map_or(verb, |group| group.tokens.start);
    let Some(subject) = start.checked_sub(1) else { return false };
    let is_own = subject == evidence.sentence(verb).start
        || matches!(evidence.class_before(subject, 1), WordClass::Conjunction | WordClass::Dash)
        || !evidence.word(subject).eq_ignore_ascii_case("that");
    evidence.is_one_of(LexiconClass::PointsAtEvent, subject) && is_own
}

/// Whether the text only supposes that it is said: "Let's say", "as if to say", "whenever someone says".
fn is_supposed(evidence: &Evidence, candidate: &Candidate, cue: &Range<usize>) -> bool {
    let Some(verb) = cue.clone().find(|at| evidence.cue_kinds[*at].is_speech_verb()) else { return false };
    let before = |back: usize| evidence.syntax.word_before(verb, back);
    let is_let = before(2).eq_ignore_ascii_case("let") && matches!(before(1), "'s" | "’s" | "us");
    let is_as_if = before(1) == "to" && matches!(before(2), "if" | "though") && before(3).eq_ignore_ascii_case("as");
    let speaker = candidate.sources.first().map(|(source, _)| source).filter(|source| source.len() == 1);
    let is_somebody = speaker.is_some_and(|source| {
        let joins = evidence.syntax.word_before(source.start, 1);
        // "That’s when someone demanded": somebody did.
        evidence.is_one_of(LexiconClass::SupposedSpeaker, source.start)
            && !is_past(evidence, verb)
            && ["if", "when", "whenever", "unless"].iter().any(|one| one.eq_ignore_ascii_case(joins))
    });
    is_let || is_as_if || is_somebody
}

/// Whether the verb of a cue means something else with such a complement: "told its own tale of miners", "described her love of mangos".
fn has_other_sense(evidence: &Evidence, candidate: &Candidate, cue: &Range<usize>) -> bool {
    let piece = &candidate.content[0];
    if piece.start != cue.end || !evidence.is_unmarked(candidate.tokens()) {
        return false;
    }
    let opens_clause = |at: usize| evidence.classes[at] == WordClass::That || evidence.is_one_of(Grammar::Asks, at);
    let is_tale = || {
        let noun = evidence.syntax.phrases.noun_from(piece.start).filter(|noun| noun.tokens.end <= piece.end);
        noun.is_some_and(|noun| evidence.is_one_of(LexiconClass::Tale, noun.head))
            && !piece.clone().take(LONGEST_TALE).any(opens_clause)
    };
    let is_own = || {
        let tells_what = |at: usize| matches!(evidence.word(at), "as" | "how" | "that");
        is_possessive(evidence.word(piece.start)) && !piece.clone().any(tells_what)
    };
    cue.clone().any(|at| evidence.cue_kinds[at].has(CueKinds::TELL)) && is_tale()
        || cue.clone().any(|at| evidence.is_one_of(LexiconClass::Describes, at)) && is_own()
}

/// The most tokens from "told" to "how" in "told the sad story of how he came".
const LONGEST_TALE: usize = 8;
