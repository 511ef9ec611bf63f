//! What nobody has said though a verb of speech tells it: what follows from what happened ("This suggests that"), what is only
//! supposed ("Let's say"), and verbs of speech in another sense ("called her home number").

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::WordClass as LexiconClass;
use crate::syntax::WordClass;

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

/// Whether the text only supposes that it is said, or tells that it was not: "Let's say", "as if to say", "whenever someone says",
/// “was unable to say, “Yes””.
fn is_supposed(evidence: &Evidence, candidate: &Candidate, cue: &Range<usize>) -> bool {
    let Some(verb) = cue.clone().find(|at| evidence.cue_kinds[*at].is_speech_verb()) else { return false };
    let before = |back: usize| evidence.syntax.word_before(verb, back);
    let is_let = before(2).eq_ignore_ascii_case("let") && matches!(before(1), "'s" | "’s" | "us");
    let is_as_if = before(1) == "to" && matches!(before(2), "if" | "though") && before(3).eq_ignore_ascii_case("as");
    let speaker = candidate.sources.first().map(|(source, _)| source).filter(|source| source.len() == 1);
    let is_somebody = speaker.is_some_and(|source| {
        let joins = evidence.syntax.word_before(source.start, 1);
        // "That’s when someone demanded": somebody did.
        let word = evidence.word(verb);
        let is_past = word.ends_with("ed") || matches!(word, "said" | "told" | "wrote");
        evidence.is_one_of(LexiconClass::SupposedSpeaker, source.start)
            && !is_past
            && ["if", "when", "whenever", "unless"].iter().any(|one| one.eq_ignore_ascii_case(joins))
    });
    let is_direct = || evidence.is_marked(candidate.tokens().filter(|at| evidence.is_word(*at)));
    // "He was unable, deep inside, to say".
    let fails = || {
        let (start, to) =
            (evidence.sentence(verb).start.max(verb.saturating_sub(LONGEST_FAILURE)), verb.saturating_sub(1));
        let mut near = start..to;
        before(1) == "to"
            && near.any(|at| {
                evidence.is_one_of(LexiconClass::FailsToSay, at)
                    && !(at + 1..to).any(|between| evidence.syntax.is_finite(between))
            })
    };
    is_let || is_as_if || is_somebody || is_direct() && fails()
}

/// The most tokens from "unable" to the verb.
const LONGEST_FAILURE: usize = 6;

/// Whether the verb of a cue means something else with such a complement: "called her home number", "told its own tale of miners",
/// "wrote reports on farms", "described her love of mangos", "estimates of the loss".
fn has_other_sense(evidence: &Evidence, candidate: &Candidate, cue: &Range<usize>) -> bool {
    let syntax = evidence.syntax;
    let piece = &candidate.content[0];
    if piece.start != cue.end || !evidence.is_unmarked(candidate.tokens()) {
        return false;
    }
    let has = |class: LexiconClass| cue.clone().any(|at| evidence.is_one_of(class, at));
    let kinds = |kind: CueKinds| cue.clone().any(|at| evidence.cue_kinds[at].has(kind));
    let noun = syntax.phrases.noun_from(piece.start).filter(|noun| noun.tokens.end <= piece.end);
    let is_noun_of = |class: LexiconClass| noun.is_some_and(|noun| evidence.is_one_of(class, noun.head));
    let behind = noun.map_or("", |noun| evidence.word(noun.tokens.end));
    let first = evidence.word(piece.start);
    let calls = cue.clone().any(|at| matches!(evidence.word(at), "call" | "calls" | "called" | "calling"))
        && is_noun_of(LexiconClass::Telephone)
        && behind != "a"
        && behind != "the";
    let opens_clause = |at: usize| matches!(evidence.word(at), "how" | "that" | "what" | "why" | "when");
    let tells_tale =
        kinds(CueKinds::TELL) && is_noun_of(LexiconClass::Tale) && !piece.clone().take(LONGEST_TALE).any(opens_clause);
    let is_written = has(LexiconClass::PutsInWriting)
        && cue.len() > 1
        && syntax.is_noun(cue.end - 1)
        && matches!(first, "on" | "about" | "of");
    let is_estimate = has(LexiconClass::Estimate) && first == "of" && !cue.clone().any(|at| syntax.is_verb(at));
    let is_described = has(LexiconClass::Describes)
        && matches!(first, "his" | "her" | "its" | "their" | "my" | "our")
        && !piece.clone().any(|at| matches!(evidence.word(at), "as" | "how" | "that"));
    calls || tells_tale || is_written || is_estimate || is_described
}

/// The most tokens from "told" to "how" in "told the sad story of how he came".
const LONGEST_TALE: usize = 8;
