//! Where another predicate of the one who speaks begins: "Lee denied |theft| and was fined".

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::{Convention, Evidence};
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, NounKind, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;
use crate::syntax::closed::{is_be, is_modal, is_object, is_possessive};

/// Where what is said ends, if "and" or "but" joins another predicate of the subject of the cue to it: a verb of speech behind a
/// clause of which a thing is told ("Lee said |the train was shut| and urged people to wait"), or any verb behind what is no clause
/// ("Lee denied |theft| and was fined").
pub(super) fn second_predicate(evidence: &Evidence, candidate: &Candidate) -> Option<usize> {
    joint(evidence, candidate, |verb, piece, and, next| {
        let is_last = next + 1 == piece.end;
        !is_last && (says_so(evidence, verb, piece, next) || is_other(evidence, verb, &(piece.start..and), next))
            || is_behind_marks(evidence, verb, and, next)
    })
}

/// The same for verbs of speech alone, behind which something else is said.
pub(in super::super) fn second_verb_of_speech(evidence: &Evidence, candidate: &Candidate) -> Option<usize> {
    joint(evidence, candidate, |verb, piece, _, next| next + 1 < piece.end && says_so(evidence, verb, piece, next))
}

/// Where what is said ends before the first "and" or "but" for which `is_second` holds: told the cue's verb, what is said, where the
/// conjunction stands and what follows it.
fn joint(
    evidence: &Evidence,
    candidate: &Candidate,
    is_second: impl Fn(usize, &Range<usize>, usize, usize) -> bool,
) -> Option<usize> {
    let cue = candidate.cue.as_ref().filter(|_| evidence.convention == Convention::Speech)?;
    let [piece] = candidate.content.as_slice() else { return None };
    let is_behind = piece.start >= cue.end && evidence.sentence(cue.start).contains(&piece.start);
    if !is_behind || !Rule::SecondPredicate.holds() {
        return None;
    }
    let verb = cue.clone().find(|at| evidence.syntax.is_verb(*at))?;
    let behind = |and: usize| {
        let next = and + 1;
        let adverb = evidence.is_one_of(Grammar::BeforeCue, next) || evidence.word(next) == "also";
        next + usize::from(adverb)
    };
    let is_joint = |and: &usize| {
        matches!(evidence.word(*and), "and" | "but")
            && evidence.mark_of[*and].is_none()
            && behind(*and) < piece.end
            && is_second(verb, piece, *and, behind(*and))
    };
    let and = (piece.start + 1..piece.end).find(is_joint)?;
    Some(and - usize::from(evidence.classes[and - 1] == WordClass::Comma))
}

/// Whether the verb at token `next` is one of speech, of the same tense as the cue's, behind a clause whose subject is a thing (somebody
/// might have said so himself), or whose verb does not go with it.
fn says_so(evidence: &Evidence, verb: usize, piece: &Range<usize>, next: usize) -> bool {
    let syntax = evidence.syntax;
    let says = |at: usize| {
        evidence.cue_kinds[at].is_speech_verb()
            && evidence.classes[at] != WordClass::Gerund
            && syntax.is_verb(at)
            && !evidence.is_one_of(LexiconClass::Shows, at)
            && !evidence.is_one_of(LexiconClass::BearsOut, at)
    };
    let subject = syntax.subject_of_clause(piece.start).filter(|noun| noun.tokens.end < next);
    let Some(subject) = subject else { return false };
    let noun = lexicon::noun(evidence.word(subject.head));
    // "the campaign was racist and urged people to hate": a thing that may have said so itself.
    let is_thing = noun
        .is_some_and(|noun| noun.kind == NounKind::Thing || noun.kind == NounKind::Place && !noun.is_general)
        && !evidence.is_one_of(LexiconClass::MaySpeak, subject.head);
    // "the port was closed and called a danger", "was ordered and told to leave".
    let is_active = || {
        let is_told = |class: WordClass| matches!(class, WordClass::That | WordClass::SubjectPronoun);
        let has_object = || syntax.phrases.noun_from(next + 1).is_some();
        let is_passive = |at: usize| syntax.phrases.verb_at(at).is_some_and(|group| group.is_passive);
        let says_alone = evidence.is_one_of(LexiconClass::SaysByItself, next);
        !(piece.start..next).any(is_passive)
            || !evidence.cue_kinds[next].has(CueKinds::CALL)
                && (has_object() || is_told(evidence.class(next + 1)) || says_alone)
    };
    let is_somebody = noun.is_some() || evidence.classes[subject.head] == WordClass::Capitalized;
    let goes_back = is_thing && is_active() || other_tense(evidence, subject.tokens.end, next, !is_somebody);
    says(verb) && says(next) && is_past(evidence, verb) == is_past(evidence, next) && goes_back
}

/// Whether the one verb of a clause, which begins at token `start`, does not go with the verb at `next`, and who is told something
/// by that is no pronoun: "rates would rise and warned that"; for `of_thing` or pronoun, "he was sorry and promised to pay", too.
fn other_tense(evidence: &Evidence, start: usize, next: usize, of_thing: bool) -> bool {
    let syntax = evidence.syntax;
    let Some(group) = (start..next).find_map(|at| syntax.phrases.verb_at(at)) else { return false };
    let (first, head) = (evidence.word(group.tokens.start), evidence.word(group.head));
    let is_modal = is_modal(first);
    let is_inflected = is_past(evidence, next) || evidence.word(next).ends_with('s');
    let is_other = is_modal && is_inflected && !group.tokens.clone().any(|at| evidence.word(at) == "have");
    let is_state = of_thing && is_be(head);
    let kinds = evidence.cue_kinds[next];
    let hearer = evidence.word(next + 1);
    let is_near = is_object(hearer) || is_possessive(hearer);
    let hears = || evidence.class(next + 1) == WordClass::That || syntax.phrases.noun_from(next + 1).is_some();
    let pleads = evidence.is_one_of(LexiconClass::PleadsFor, next) && matches!(hearer, "for" | "on");
    let speaks = kinds.has(CueKinds::SAY)
        || (kinds.has(CueKinds::TELL) || evidence.is_one_of(LexiconClass::Accuses, next)) && hears()
        || pleads;
    (is_other || is_state)
        && !group.is_passive
        && !(group.tokens.end..next).any(|at| evidence.syntax.is_finite(at))
        && !is_near
        && speaks
}

/// Whether the verb at token `next` is a predicate of its own, and `before` holds none: "|theft| and was fined", "|an inquiry| and
/// suspended two officials", but "|refunds and improved service|" and "|streets without cars and lined with trees|".
fn is_other(evidence: &Evidence, verb: usize, before: &Range<usize>, next: usize) -> bool {
    let syntax = evidence.syntax;
    // Behind these stands a clause, whatever its verb looks like: "they say he plans it and will go".
    let takes_clause = evidence.is_one_of(LexiconClass::TakesClause, verb);
    let is_clause =
        matches!(evidence.classes[before.start], WordClass::That | WordClass::Question | WordClass::SubjectPronoun);
    let begins_group = syntax.phrases.verb_from(next).is_some();
    let is_auxiliary = lexicon::has(Grammar::BeginsPredicate, evidence.word(next));
    let goes_on = || {
        let is_object = matches!(
            evidence.classes[next + 1],
            WordClass::Determiner | WordClass::OtherPronoun | WordClass::Number | WordClass::To
        );
        is_object || syntax.part_of_speech(next + 1) == PartOfSpeech::Numeral
    };
    // "denied taking it and let officers look"
    let denies_deed =
        || evidence.is_one_of(LexiconClass::SaysNotSo, verb) && evidence.classes[before.start] == WordClass::Gerund;
    begins_group
        && !takes_clause
        && !is_clause
        && !before.clone().any(|at| evidence.syntax.is_finite(at))
        && (is_auxiliary
            || denies_deed() && evidence.syntax.is_finite(next)
            || is_past(evidence, next) && syntax.is_noun(before.end - 1) && goes_on())
}

/// Whether a verb stands at token `next` behind the end of marks that tell what something is called: "called it “a joke” and left".
fn is_behind_marks(evidence: &Evidence, verb: usize, and: usize, next: usize) -> bool {
    evidence.cue_kinds[verb].has(CueKinds::CALL)
        && evidence.classes[and - 1] == WordClass::ClosingMark
        && !matches!(evidence.word(verb + 1), "on" | "upon" | "for")
        && evidence.syntax.phrases.verb_from(next).is_some()
        && evidence.syntax.is_finite(next)
        && evidence.word(next + 1) != "by"
}

/// Whether the word at token `at` looks like a verb of the past.
pub(in super::super) fn is_past(evidence: &Evidence, at: usize) -> bool {
    evidence.word(at).ends_with("ed") || lexicon::has(LexiconClass::IrregularPast, evidence.word(at))
}
