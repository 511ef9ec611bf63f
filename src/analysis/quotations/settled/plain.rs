//! What is plainly told: the subject, a verb of speech right behind it, and right behind that what was said.

use std::ops::Range;

use super::super::candidates::{Candidate, is_hearing};
use super::super::evidence::{Convention, Evidence};
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, NounKind, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;
use crate::syntax::closed::{is_article, is_not};

/// Whether a candidate is told so plainly that little else need speak for it: "Lee said the port was shut", "Figures show
/// the port is shut", "Lee denies the charge", "Lee threatened to leave".
pub(in super::super) fn is_plain(evidence: &Evidence, candidate: &Candidate) -> bool {
    let (Some(cue), Some((source, _))) = (&candidate.cue, candidate.sources.first()) else { return false };
    let piece = &candidate.content[0];
    let is_told = evidence.convention == Convention::Speech && Rule::PlainlyTold.holds();
    let verb = verb_of_speech(evidence, cue).filter(|verb| is_told && evidence.mark_of[*verb].is_none());
    let Some(verb) = verb else { return false };
    candidate.content.len() == 1 && is_what_is_called(evidence, cue, source, piece, verb)
        || !is_supposed(evidence, source)
            && follows(evidence, cue, piece, verb)
            && is_subject(evidence, source, verb)
            && tells(evidence, source, verb, piece)
}

/// Whether a candidate tells what somebody calls something between marks: "what Lee calls a “joke”", "Lee, who called the plan
/// “a joke”, left".
fn is_what_is_called(
    evidence: &Evidence,
    cue: &Range<usize>,
    source: &Range<usize>,
    piece: &Range<usize>,
    verb: usize,
) -> bool {
    let last = piece.end - 1;
    let ends_in_marks = || {
        let inner = evidence.mark(last).filter(|mark| mark.close.is_some() && evidence.closes(mark, last));
        inner.is_some_and(|mark| {
            // "the plan as “a joke”", "a “joke”", "“a joke”".
            let noun = evidence.syntax.noun_after(piece.start, mark.open).map_or(piece.start, |noun| noun.end);
            let leads = |at: usize| evidence.word(at) == "as" || is_article(evidence.word(at));
            (noun..mark.open).all(leads) || evidence.syntax.noun_before(piece.start, mark.open).is_some()
        })
    };
    let group = evidence.syntax.phrases.verb_at(verb).map_or(verb, |group| group.tokens.start);
    let is_named =
        |at: usize| !evidence.is_one_of(Grammar::Anybody, at) && !evidence.is_one_of(Grammar::TellsHowMany, at);
    let is_what = source.start.checked_sub(1).is_some_and(|at| evidence.word(at).eq_ignore_ascii_case("what"))
        && is_named(source.start);
    let is_who = evidence.word(source.end - 1) == "who" && evidence.class_before(source.end, 2) == WordClass::Comma;
    evidence.cue_kinds[verb].has(CueKinds::CALL)
        && source.end == group
        && (is_what || is_who)
        && evidence.word_from(cue.end, piece.end) == Some(piece.start)
        && ends_in_marks()
}

/// Whether the clause of `source` is only supposed, negated or asked for: "If Lee said", "Had Lee denied", "Neither Lee nor Theo said",
/// "who they say they are".
fn is_supposed(evidence: &Evidence, source: &Range<usize>) -> bool {
    let supposes = |at: usize| evidence.is_one_of(Grammar::Supposes, at);
    let first = evidence.word_from(evidence.sentence(source.start).start, source.end);
    first.is_some_and(supposes) || source.start.checked_sub(1).is_some_and(supposes)
}

/// The verb of a cue, if it tells that somebody speaks, is speaking or has spoken: no "would say", "did not say", "to say", "was told".
fn verb_of_speech(evidence: &Evidence, cue: &Range<usize>) -> Option<usize> {
    let syntax = evidence.syntax;
    let is_main = |at: &usize| syntax.is_verb(*at) && evidence.classes[*at] != WordClass::Auxiliary;
    let verb = cue.clone().find(is_main)?;
    let group = syntax.phrases.verb_at(verb)?;
    let takes_back = |at: usize| {
        let word = evidence.word(at);
        evidence.classes[at] == WordClass::Auxiliary && !evidence.is_one_of(Grammar::TellsSo, at)
            || is_not(word)
            || word.eq_ignore_ascii_case("to")
            || evidence.is_one_of(Grammar::Never, at)
    };
    (!group.is_passive && !(group.tokens.start..verb).any(takes_back)).then_some(verb)
}

/// Whether `piece` begins right behind the cue, or behind the time or, with verbs of telling, the hearer that stand there.
fn follows(evidence: &Evidence, cue: &Range<usize>, piece: &Range<usize>, verb: usize) -> bool {
    let syntax = evidence.syntax;
    let end = evidence.sentence(cue.start).end;
    let time = syntax.behind_time(cue.end, end);
    let hears = || evidence.cue_kinds[verb].has(CueKinds::TELL) && syntax.behind_hearer(time, end) == piece.start;
    piece.start >= cue.end && ([cue.end, time].contains(&piece.start) || hears())
}

/// Whether `source` stands right before the verb group of `verb`, and can say something.
fn is_subject(evidence: &Evidence, source: &Range<usize>, verb: usize) -> bool {
    let start = evidence.syntax.phrases.verb_at(verb).map_or(verb, |group| group.tokens.start);
    let comma = usize::from(evidence.class_before(start, 1) == WordClass::Comma);
    // "She left the firm and denies the charge".
    let shares = || {
        let before = evidence.word(start.saturating_sub(1));
        evidence.sentence(verb).start <= source.start && source.end < start && lexicon::has(Grammar::TurnsRound, before)
    };
    can_say(evidence, source) && (source.end == start || source.end + comma == start || shares())
}

/// Whether `source` ends with a name, a noun for somebody or for a document, or is "he", "she", "they" or "who".
pub(in super::super) fn can_say(evidence: &Evidence, source: &Range<usize>) -> bool {
    let last = source.end - 1;
    match evidence.classes[last] {
        WordClass::SubjectPronoun => evidence.is_one_of(Grammar::Somebody, last),
        WordClass::Capitalized => evidence.syntax.part_of_speech(last) == PartOfSpeech::ProperNoun,
        _ => kind_of(evidence, source).is_some_and(|kind| !matches!(kind, NounKind::Thing | NounKind::Place)),
    }
}

/// What the last noun of a source stands for.
fn kind_of(evidence: &Evidence, source: &Range<usize>) -> Option<NounKind> {
    let head = evidence.syntax.phrases.noun_at(source.start).filter(|noun| noun.tokens.end <= source.end);
    // "the study for the paper" is a study.
    let last = evidence.noun_kind(source.end - 1).filter(|kind| *kind != NounKind::Thing);
    last.or_else(|| evidence.noun_kind(head.map_or(source.end - 1, |noun| noun.head)))
}

/// Whether `piece` is what such a verb takes.
fn tells(evidence: &Evidence, source: &Range<usize>, verb: usize, piece: &Range<usize>) -> bool {
    let is = |class| evidence.is_one_of(class, verb);
    if is_hearing(evidence, verb) {
        return is_heard(evidence, piece);
    }
    let kinds = evidence.cue_kinds[verb];
    // "Lee left the room and promised to pay", "and told Theo to pay".
    let group = evidence.syntax.phrases.verb_at(verb).map_or(verb, |group| group.tokens.start);
    let is_second = matches!(evidence.word(group.saturating_sub(1)), "and" | "but");
    // "was followed and told to leave".
    let is_told = is(LexiconClass::MovesHearer) && piece.start == verb + 1;
    if is_second && !is_told && kinds.is_speech_verb() && evidence.classes[piece.start] == WordClass::To {
        return true;
    }
    let is_document = kind_of(evidence, source) == Some(NounKind::Document);
    // What "who" and its verb tell ends where nothing shows it: "Lee, who said it rained, left".
    let ends_clause = || evidence.class(piece.end) == WordClass::Comma;
    if evidence.word(source.end - 1).eq_ignore_ascii_case("who") && !(is(LexiconClass::SaysNotSo) && ends_clause()) {
        return false;
    }
    if is(LexiconClass::SaysNotSo) {
        return is_disputed(evidence, piece);
    }
    if is(LexiconClass::Threatens) {
        return !is_document && is_threat(evidence, verb, piece);
    }
    if is(LexiconClass::PleadsFor) {
        let is_for = [piece.start - 1, piece.start].iter().any(|at| *at > verb && evidence.word(*at) == "for");
        // "apologised for a second time", "called for help", "called for his mother".
        let is_no_plea = |at: usize| evidence.is_one_of(LexiconClass::CalledToCome, at);
        return is_for && !(piece.start..piece.end).any(is_no_plea);
    }
    if is(LexiconClass::Accuses) {
        // "accused the port of fraud", but "accused members of the board" and "a firm accused of fraud".
        let is_other = |at: usize| {
            matches!(evidence.classes[at], WordClass::Determiner | WordClass::Capitalized | WordClass::OtherPronoun)
        };
        let is_accused = evidence.word(piece.start) != "of";
        return is_accused && (piece.start + 1..piece.end - 1).any(|at| evidence.word(at) == "of" && !is_other(at + 1));
    }
    let calls = kinds.has(CueKinds::CALL) || is(LexiconClass::Judges) || is(LexiconClass::Rejects);
    if calls && is_called(evidence, piece) {
        return true;
    }
    let says = (kinds.has(CueKinds::SAY) || kinds.has(CueKinds::TELL)) && !kinds.has(CueKinds::NOUN);
    if is(LexiconClass::Shows) {
        // "footage from the study showed damage it had done": no finding.
        let that = evidence.classes[piece.start] == WordClass::That;
        let by_head = evidence.noun_kind(source.end - 1) == Some(NounKind::Document);
        let is_told = that || by_head || finds(evidence, source);
        return is_document && (is_told && evidence.syntax.is_clause(piece) || is_finding(evidence, source, piece));
    }
    says && evidence.classes[verb] != WordClass::Gerund && evidence.syntax.is_clause(piece)
}

/// Whether `content` is a deed that somebody threatens: "to sue". Headlines tell of threats that nobody has uttered ("Residents threaten to
/// withhold tax").
pub(in super::super) fn is_threat(evidence: &Evidence, verb: usize, content: &Range<usize>) -> bool {
    evidence.class(content.start) == WordClass::To
        && evidence.is_one_of(LexiconClass::ThreatenedDeed, content.start + 1)
        && !content.clone().any(|at| evidence.word(at) == "but")
        && evidence.classes[evidence.sentence(verb).end - 1] == WordClass::SentenceEnd
}

/// Whether `piece` is what a court hears: "how Lee fled", "Lee, 34, fled", but not "evidence from Lee".
fn is_heard(evidence: &Evidence, piece: &Range<usize>) -> bool {
    let Some(end) = evidence.syntax.joined_noun_after(piece.start, piece.end) else {
        return evidence.classes[piece.start] == WordClass::That || evidence.word(piece.start) == "how";
    };
    let is_comma = |at: usize| evidence.class(at) == WordClass::Comma;
    // "Lee, 34, fled"
    let aged = Some(evidence.syntax.behind_age(end)).filter(|aged| is_comma(*aged) && *aged > end);
    let next = aged.map_or(end, |comma| comma + 1);
    next < piece.end && evidence.syntax.is_finite(next)
}

/// Whether `piece` is a claim or a deed that may be denied: no "denied him entry", "denied the request", "denied earlier".
fn is_disputed(evidence: &Evidence, piece: &Range<usize>) -> bool {
    let syntax = evidence.syntax;
    let is_deed = |at: usize| matches!(evidence.class(at), WordClass::Gerund | WordClass::That);
    if is_deed(piece.start) || evidence.word(piece.start) == "ever" && is_deed(piece.start + 1) {
        return true;
    }
    let Some(noun) = syntax.phrases.noun_from(piece.start) else { return false };
    let pronouns = [WordClass::OtherPronoun, WordClass::SubjectPronoun, WordClass::Determiner];
    let is_pronoun = noun.tokens.len() == 1 && pronouns.contains(&evidence.classes[piece.start]);
    // "denied Lee the prize", "denied the prisoners water": who is refused something.
    let is_somebody =
        evidence.noun_kind(noun.head).is_some_and(|kind| !matches!(kind, NounKind::Document | NounKind::Thing));
    let is_name = evidence.classes[noun.head] == WordClass::Capitalized;
    let is_whole = syntax.joined_noun_after(piece.start, piece.end) == Some(piece.end);
    let is_grantable = |at: usize| evidence.is_one_of(LexiconClass::Grantable, at);
    is_whole && !is_pronoun && !is_somebody && !is_name && !noun.tokens.clone().any(is_grantable)
}

/// Whether a source is a poll, a study or the like.
fn finds(evidence: &Evidence, source: &Range<usize>) -> bool {
    source.clone().any(|at| evidence.is_one_of(LexiconClass::Finds, at))
}

/// Whether `piece` is what a poll or a study finds: "Lee leading in Hull", "two in three want a vote"; footage of "a man
/// leaving" finds nothing.
fn is_finding(evidence: &Evidence, source: &Range<usize>, piece: &Range<usize>) -> bool {
    let syntax = evidence.syntax;
    let end = syntax.joined_noun_after(piece.start, piece.end).filter(|end| *end < piece.end);
    finds(evidence, source) && end.is_some_and(|end| syntax.is_verb(end) && evidence.classes[end] != WordClass::To)
}

/// Whether `piece` says what something is called: "the plan as “a joke”".
fn is_called(evidence: &Evidence, piece: &Range<usize>) -> bool {
    let is_as = |at: usize| {
        let article = usize::from(evidence.class(at + 1) == WordClass::Determiner);
        evidence.word(at) == "as" && evidence.class(at + article + 1) == WordClass::OpeningMark
    };
    (piece.start + 1..piece.end).any(is_as)
}
