//! What is plainly told: the subject, a verb of speech right behind it, and right behind that what was said.

use std::ops::Range;

use super::super::candidates::{Candidate, is_hearing};
use super::super::evidence::{Convention, Evidence};
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, NounKind, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;

/// Whether a candidate is told so plainly that little else need speak for it: "Lee said the port was shut", "Figures show
/// the port is shut", "Lee denies the charge", "Lee threatened to leave".
pub(in super::super) fn is_plain(evidence: &Evidence, candidate: &Candidate) -> bool {
    let (Some(cue), Some((source, _))) = (&candidate.cue, candidate.sources.first()) else { return false };
    let piece = &candidate.content[0];
    let Some(verb) = verb_of_speech(evidence, cue).filter(|_| Rule::PlainlyTold.holds()) else { return false };
    if evidence.convention == Convention::Speech
        && evidence.mark_of[verb].is_none()
        && is_what_is_called(evidence, candidate, verb)
    {
        return true;
    }
    evidence.convention == Convention::Speech
        && evidence.mark_of[verb].is_none()
        && !is_supposed(evidence, source)
        && follows(evidence, cue, piece, verb)
        && is_subject(evidence, source, verb)
        && tells(evidence, source, verb, piece)
}

/// Whether a candidate tells what somebody calls something between marks: "what Lee calls a “joke”", "Lee, who called the plan
/// “a joke”, left".
fn is_what_is_called(evidence: &Evidence, candidate: &Candidate, verb: usize) -> bool {
    let (Some(cue), Some((source, _)), [piece]) =
        (&candidate.cue, candidate.sources.first(), candidate.content.as_slice())
    else {
        return false;
    };
    let last = piece.end - 1;
    let ends_in_marks = || {
        let inner = evidence.mark(last).filter(|mark| mark.close.is_some() && evidence.closes(mark, last));
        inner.is_some_and(|mark| {
            // "the plan as “a joke”", "a “joke”", "“a joke”".
            let noun = evidence.syntax.noun_after(piece.start, mark.open).map_or(piece.start, |noun| noun.end);
            let leads = |at: usize| matches!(evidence.word(at), "as" | "a" | "an" | "the");
            (noun..mark.open).all(leads) || evidence.syntax.noun_before(piece.start, mark.open).is_some()
        })
    };
    let group = evidence.syntax.phrases.verb_at(verb).map_or(verb, |group| group.tokens.start);
    let is_named = |at: usize| {
        let word = evidence.word(at);
        !matches!(word.to_lowercase().as_str(), "i" | "we" | "you" | "one" | "people")
            && !lexicon::is_one_of(LexiconClass::TellsHowMany, word)
    };
    let is_what = source.start.checked_sub(1).is_some_and(|at| evidence.word(at).eq_ignore_ascii_case("what"))
        && is_named(source.start);
    let is_who = evidence.word(source.end - 1) == "who" && evidence.class(source.end as isize - 2) == WordClass::Comma;
    evidence.cue_kinds[verb].has(CueKinds::CALL)
        && source.end == group
        && (is_what || is_who)
        && evidence.word_from(cue.end, piece.end) == Some(piece.start)
        && ends_in_marks()
}

/// Whether the clause of `source` is only supposed, negated or asked for: "If Lee said", "Had Lee denied", "Neither Lee nor Theo said",
/// "who they say they are".
fn is_supposed(evidence: &Evidence, source: &Range<usize>) -> bool {
    let supposes = |at: usize| lexicon::is_one_of(LexiconClass::Supposes, evidence.word(at));
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
        let tells_so = ["has", "have", "had", "’s", "’ve", "'s", "'ve", "is", "are", "was", "were"];
        evidence.classes[at] == WordClass::Auxiliary && !tells_so.iter().any(|own| own.eq_ignore_ascii_case(word))
            || matches!(word.to_ascii_lowercase().as_str(), "not" | "n't" | "n’t" | "to")
            || lexicon::is_one_of(LexiconClass::Never, word)
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
    let comma = usize::from(evidence.class(start as isize - 1) == WordClass::Comma);
    // "She left the firm and denies the charge".
    let shares = || {
        let before = evidence.word(start.saturating_sub(1));
        evidence.sentence(verb).start <= source.start
            && source.end < start
            && matches!(before, "and" | "but" | "while" | "though")
    };
    can_say(evidence, source) && (source.end == start || source.end + comma == start || shares())
}

/// Whether `source` ends with a name, a noun for somebody or for a document, or is "he", "she", "they" or "who".
pub(in super::super) fn can_say(evidence: &Evidence, source: &Range<usize>) -> bool {
    let last = source.end - 1;
    match evidence.classes[last] {
        WordClass::SubjectPronoun => {
            ["he", "she", "they", "who"].contains(&evidence.word(last).to_lowercase().as_str())
        }
        WordClass::Capitalized => evidence.syntax.part_of_speech(last) == PartOfSpeech::ProperNoun,
        _ => kind_of(evidence, source).is_some_and(|kind| !matches!(kind, NounKind::Thing | NounKind::Place)),
    }
}

/// What the last noun of a source stands for.
fn kind_of(evidence: &Evidence, source: &Range<usize>) -> Option<NounKind> {
    let head = evidence.syntax.phrases.noun_at(source.start).filter(|noun| noun.tokens.end <= source.end);
    let of = |at: usize| lexicon::noun(evidence.word(at)).map(|noun| noun.kind);
    // "the study for the paper" is a study.
    of(source.end - 1)
        .filter(|kind| *kind != NounKind::Thing)
        .or_else(|| of(head.map_or(source.end - 1, |noun| noun.head)))
}

/// Whether `piece` is what such a verb takes.
fn tells(evidence: &Evidence, source: &Range<usize>, verb: usize, piece: &Range<usize>) -> bool {
    let is = |class| lexicon::is_one_of(class, evidence.word(verb));
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
    let ends_clause = || evidence.class(piece.end as isize) == WordClass::Comma;
    if evidence.word(source.end - 1).eq_ignore_ascii_case("who") && !(is(LexiconClass::SaysNotSo) && ends_clause()) {
        return false;
    }
    if is(LexiconClass::SaysNotSo) {
        return is_disputed(evidence, piece);
    }
    if is(LexiconClass::Threatens) {
        // Headlines tell of threats that nobody has uttered: "Residents threaten to withhold tax".
        let is_sentence = evidence.classes[evidence.sentence(verb).end - 1] == WordClass::SentenceEnd;
        let deed = lexicon::is_one_of(LexiconClass::ThreatenedDeed, evidence.word(piece.start + 1));
        let goes_on = (piece.start..piece.end).any(|at| evidence.word(at) == "but");
        return evidence.classes[piece.start] == WordClass::To && deed && !goes_on && !is_document && is_sentence;
    }
    if is(LexiconClass::PleadsFor) {
        let is_for = [piece.start - 1, piece.start].iter().any(|at| *at > verb && evidence.word(*at) == "for");
        // "apologised for a second time", "called for help", "called for his mother".
        let is_no_plea = |at: usize| lexicon::is_one_of(LexiconClass::CalledToCome, evidence.word(at));
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
        let by_head = |at: usize| lexicon::noun(evidence.word(at)).is_some_and(|noun| noun.kind == NounKind::Document);
        let is_told = that || by_head(source.end - 1) || finds(evidence, source);
        return is_document && (is_told && is_clause(evidence, piece) || is_finding(evidence, source, piece));
    }
    says && evidence.classes[verb] != WordClass::Gerund && is_clause(evidence, piece)
}

/// Whether `piece` is what a court hears: "how Lee fled", "Lee, 34, fled", but not "evidence from Lee".
fn is_heard(evidence: &Evidence, piece: &Range<usize>) -> bool {
    let Some(end) = evidence.syntax.joined_noun_after(piece.start, piece.end) else {
        return evidence.classes[piece.start] == WordClass::That || evidence.word(piece.start) == "how";
    };
    let is_comma = |at: usize| evidence.class(at as isize) == WordClass::Comma;
    let age =
        if is_comma(end) && evidence.class(end as isize + 1) == WordClass::Number && is_comma(end + 2) { 3 } else { 0 };
    end + age < piece.end && evidence.is_finite(end + age)
}

/// Whether `piece` is a claim or a deed that may be denied: no "denied him entry", "denied the request", "denied earlier".
fn is_disputed(evidence: &Evidence, piece: &Range<usize>) -> bool {
    let syntax = evidence.syntax;
    let is_deed = |at: usize| matches!(evidence.class(at as isize), WordClass::Gerund | WordClass::That);
    if is_deed(piece.start) || evidence.word(piece.start) == "ever" && is_deed(piece.start + 1) {
        return true;
    }
    let Some(noun) = syntax.phrases.noun_at(piece.start).filter(|noun| noun.tokens.start == piece.start) else {
        return false;
    };
    let pronouns = [WordClass::OtherPronoun, WordClass::SubjectPronoun, WordClass::Determiner];
    let is_pronoun = noun.tokens.len() == 1 && pronouns.contains(&evidence.classes[piece.start]);
    // "denied Lee the prize", "denied the prisoners water": who is refused something.
    let is_somebody = lexicon::noun(evidence.word(noun.head)).is_some_and(|noun| {
        matches!(noun.kind, NounKind::Person | NounKind::Group | NounKind::Organization | NounKind::Place)
    });
    let is_name = evidence.classes[noun.head] == WordClass::Capitalized;
    let is_whole = syntax.joined_noun_after(piece.start, piece.end) == Some(piece.end);
    let is_grantable = |at: usize| lexicon::is_one_of(LexiconClass::Grantable, evidence.word(at));
    is_whole && !is_pronoun && !is_somebody && !is_name && !noun.tokens.clone().any(is_grantable)
}

/// Whether a source is a poll, a study or the like.
fn finds(evidence: &Evidence, source: &Range<usize>) -> bool {
    source.clone().any(|at| lexicon::is_one_of(LexiconClass::Finds, evidence.word(at)))
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
        let article = usize::from(evidence.class(at as isize + 1) == WordClass::Determiner);
        evidence.word(at) == "as" && evidence.class((at + article) as isize + 1) == WordClass::OpeningMark
    };
    (piece.start + 1..piece.end).any(is_as)
}

/// Whether `piece` is a clause: "that", or a subject and right behind it an auxiliary. Other verbs behind a noun may be
/// participles: "confirmed the deal signed in May".
fn is_clause(evidence: &Evidence, piece: &Range<usize>) -> bool {
    let syntax = evidence.syntax;
    if evidence.classes[piece.start] == WordClass::That {
        return piece.len() > 2 && syntax.part_of_speech(piece.start) != PartOfSpeech::Determiner;
    }
    let is_pronoun = evidence.classes[piece.start] == WordClass::SubjectPronoun;
    let end = syntax.joined_noun_after(piece.start, piece.end).filter(|end| *end < piece.end);
    let group = end.and_then(|end| syntax.phrases.verb_at(end).filter(|group| group.tokens.start == end));
    group.is_some_and(|group| {
        let is_auxiliary = |at: usize| evidence.classes[at] == WordClass::Auxiliary && evidence.word(at) != "being";
        is_pronoun || group.tokens.clone().any(is_auxiliary)
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::by_hand;
    use super::super::tests::parts;
    use super::*;

    #[test]
    fn what_is_told_plainly() {
        let is_told = |text: &str| {
            let (plain, content, cue) = parts(text);
            by_hand::ask_of(&plain, (&content, &cue, "Lee"), is_plain)
        };
        for text in [
            "Lee [said/v] |the port was/v shut",
            "Lee [has said/v] on Monday |the port in Porto was/v shut",
            "Lee [told/v] reporters |the port was/v shut",
            "Lee [added/v] |that it rains/v",
            "Lee [denies/v] |the charge",
            "Lee [denied/v] |taking the money",
            "Lee [threatened/v] |to leave/v|.",
            "Lee left/v the firm and [denies/v] |the charge",
            "Lee [called/v for] |a vote",
            "Lee [apologised/v] |for the delay",
            "Lee [accused/v] |the port of fraud",
            "Lee [dismissed/v] |the plan as a “joke|”",
            "Lee left/v the firm and [promised/v] |to pay/v",
        ] {
            assert!(is_told(text), "{text}");
        }
        for text in [
            "Lee [would say/v] |the port was/v shut",
            "Lee [did not say/v] |the port was/v shut",
            "Lee [said/v] |things about Theo",
            "Lee [was told/v] |the port was/v shut",
            "Lee [spoke/v] of that |that day",
            "Lee [denied/v] |him the prize",
            "Lee [denied/v] |a request to leave/v",
            "Lee [denied/v] |later in Hull",
            "Lee [denied/v] |it",
            "Lee [threatens/v] |to leave/v",
            "Lee [is saying/v] |that the port is shut",
            "Lee [threatened/v] |the port",
            "Lee [called/v] |the port",
            "Lee [dismissed/v] |the plan",
            "Ann went/v. Lee left/v and Theo [said/v] |the port was/v shut",
            "They ask/v who Lee [says/v] |he is/v",
            "Lee [accused/v] |of fraud and the loss of mail",
            "Lee left/v the firm and [ordered/v] |to pay/v",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
