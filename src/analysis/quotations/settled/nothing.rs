//! Which cues tell nothing that is said.

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::{Convention, Evidence};
use super::unsaid::is_unsaid;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, NounKind, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;
use crate::syntax::closed::is_possessive;

/// Whether the cue of a candidate tells no speech with such a complement behind it: "praised the deal", "asked about the
/// deal", "agreed to pay", "added a room".
pub(in super::super) fn tells_nothing(evidence: &Evidence, candidate: &Candidate) -> bool {
    let Some(cue) = candidate.cue.as_ref().filter(|_| evidence.convention == Convention::Speech) else { return false };
    if is_gesture(evidence, candidate, cue) && Rule::GesturesSayNothing.holds() {
        return true;
    }
    let content = &candidate.content;
    // "Asked “Why?”, Lee said": these are not the words of Lee.
    let is_asked = evidence.is_one_of(LexiconClass::IsAsked, cue.start)
        && evidence.sentence(cue.start).start == cue.start
        && candidate.sources.first().is_some_and(|(source, _)| source.start > content[0].start);
    if is_asked && content[0].start >= cue.end && Rule::QuestionsStandApart.holds() {
        return true;
    }
    if content[0].start == cue.end && names_own_thing(evidence, cue, &content[0]) && Rule::NamesInMarks.holds() {
        return true;
    }
    if is_unsaid(evidence, candidate, cue) {
        return true;
    }
    if content[0].start < cue.end || evidence.is_marked(candidate.tokens().filter(|at| evidence.is_word(*at))) {
        return false;
    }
    let first = evidence.word(content[0].start);
    let is_marked = || !evidence.is_unmarked(candidate.tokens());
    let has = |class| cue.clone().any(|at| evidence.is_one_of(class, at));
    let about = |word: &str| matches!(word, "about" | "on" | "of");
    let is_said_as = || content[0].clone().any(|at| evidence.word(at) == "as");
    let judges = || has(LexiconClass::Judges) && first != "that" && !is_said_as() && !is_marked();
    let is_event =
        || has(LexiconClass::NeedsClause) && (first == "to" || !is_marked() && !has_clause(evidence, content));
    // "claimed silver", "claims her second title", but not "claimed record growth".
    let goes_on = |at: usize| content[0].contains(&(at + 1)) && evidence.syntax.is_noun(at + 1);
    let is_won = |at: usize| evidence.is_one_of(LexiconClass::Won, at) && !goes_on(at);
    let is_phrase = |at: &usize| !evidence.syntax.is_verb(*at) && evidence.classes[*at] != WordClass::Preposition;
    let wins = || {
        has(LexiconClass::Claims)
            && content[0].clone().take_while(is_phrase).any(is_won)
            && !is_marked()
            && !has_clause(evidence, content)
    };
    // "asked about whether it rained" and "spoke about how it rained" say something.
    let asks = |at: usize| lexicon::has(Grammar::Asks, evidence.word(at));
    let has_noun = || cue.clone().any(|at| evidence.syntax.is_noun(at));
    let is_topic = || {
        has(LexiconClass::TalksAbout)
            && !asks(content[0].start + 1)
            && (has_noun() || !asks(content[0].start))
            && evidence.class(content[0].start + 1) != WordClass::Number
            && (first == "about" || cue.len() > 1 && about(evidence.word(cue.end - 1)))
            && !is_marked()
    };
    let is_evidence = || {
        let things = candidate.sources.first().and_then(|(source, _)| evidence.syntax.phrases.noun_at(source.start));
        // "The crash", but not the charity "Crisis".
        let is_thing = |head: usize| {
            evidence.word(head).starts_with(char::is_lowercase) && evidence.is_one_of(LexiconClass::IsEvidence, head)
        };
        (has(LexiconClass::Shows) || has(LexiconClass::BearsOut))
            && things.is_some_and(|phrase| is_thing(phrase.head))
            && !is_marked()
    };
    Rule::EvidenceSaysNothing.holds() && is_evidence()
        || Rule::JudgementsSayNothing.holds() && judges()
        || Rule::EventsSayNothing.holds() && (is_event() || wins() || is_put_forward(evidence, cue, content))
        || Rule::TopicsSayNothing.holds() && points_back(evidence, cue, content)
        || Rule::TopicsSayNothing.holds() && is_topic()
}

/// Whether a cue tells what somebody's thing, animal or child is called: "called his boat “Patience”", but not "called his plan “mad”".
fn names_own_thing(evidence: &Evidence, cue: &Range<usize>, piece: &Range<usize>) -> bool {
    let noun = evidence.syntax.phrases.noun_from(piece.start);
    let noun = noun.filter(|noun| noun.tokens.end < evidence.classes.len());
    let Some((noun, mark)) = noun.and_then(|noun| Some((noun, evidence.mark(noun.tokens.end)?))) else { return false };
    let is_own = is_possessive(evidence.word(piece.start));
    let is_thing = evidence.noun_kind(noun.head).is_none_or(|kind| kind == NounKind::Thing)
        || evidence.is_one_of(LexiconClass::Child, noun.head);
    let mut words = mark.extent().filter(|at| evidence.is_word(*at));
    // "called her speech “A Disgrace”".
    let is_judged = matches!(evidence.word(mark.open + 1), "A" | "An");
    is_own
        && !is_judged
        && is_thing
        && evidence.is_one_of(LexiconClass::NamesAThing, cue.end - 1)
        && mark.open == noun.tokens.end
        && words.all(|at| evidence.word(at).starts_with(char::is_uppercase))
}

/// Whether `content` is a thing that somebody puts forward: "proposed a bill", "citing a report", but not "proposed to leave".
fn is_put_forward(evidence: &Evidence, cue: &Range<usize>, content: &[Range<usize>]) -> bool {
    let piece = &content[0];
    let is_clause = matches!(
        evidence.classes[piece.start],
        WordClass::That | WordClass::To | WordClass::Gerund | WordClass::Question | WordClass::SubjectPronoun
    );
    let puts = |at: usize| evidence.word(at) == "proposed" || evidence.is_one_of(LexiconClass::Quotes, at);
    // "the school be shut", "officials that it rained", "Lee as saying"; but "a law that bans them".
    let syntax = evidence.syntax;
    let noun = syntax.joined_noun_after(piece.start, piece.end);
    let tells_that = |at: usize| evidence.classes[at] == WordClass::That && !syntax.is_verb(at + 1);
    let has_clause = noun.is_some_and(|end| end + 1 < piece.end && (tells_that(end) || evidence.syntax.is_finite(end)));
    let says = |at: usize| {
        (evidence.cue_kinds[at].has(CueKinds::SAY) || evidence.cue_kinds[at].has(CueKinds::TELL)) && syntax.is_verb(at)
    };
    piece.start == cue.end
        && cue.clone().any(puts)
        && !is_clause
        && !has_clause
        && !piece.clone().any(says)
        && evidence.is_unmarked(content.iter().cloned().flatten())
}

/// Whether `content` is "so" and what tells when or where, which only points back: "said so on Monday", but not "said so many came".
fn points_back(evidence: &Evidence, cue: &Range<usize>, content: &[Range<usize>]) -> bool {
    use PartOfSpeech::{Adposition, CoordinatingConjunction, SubordinatingConjunction};
    let (first, next) = (content[0].start, content[0].start + 1);
    let is_end = next >= content[0].end
        || matches!(evidence.classes[next], WordClass::Comma | WordClass::SentenceEnd)
        || matches!(
            evidence.syntax.part_of_speech(next),
            Adposition | CoordinatingConjunction | SubordinatingConjunction
        )
        || evidence.word(next).ends_with("self")
        || evidence.word(next).ends_with("selves")
        || lexicon::has(Grammar::BehindSo, evidence.word(next))
        || evidence.syntax.behind_time(next, content[0].end) > next;
    evidence.word(first) == "so" && first == cue.end && is_end
}

/// Whether `content` is a clause, or holds one: it begins with "that" or the like, or has a verb that is no infinitive or
/// participle.
fn has_clause(evidence: &Evidence, content: &[Range<usize>]) -> bool {
    let first = content[0].start;
    let opens = evidence.is_one_of(Grammar::OpensClause, first)
        && evidence.syntax.part_of_speech(first) != PartOfSpeech::Determiner;
    // "to visit and |see|"
    let is_joined = |piece: &Range<usize>, at: usize| {
        evidence.classes[at - 1] == WordClass::Conjunction
            && (piece.start..at).any(|before| evidence.classes[before] == WordClass::To)
    };
    let is_finite = |piece: &Range<usize>| {
        let mut behind = piece.start + 1..piece.end;
        behind.any(|at| {
            evidence.syntax.is_verb(at)
                && !matches!(evidence.classes[at], WordClass::Gerund | WordClass::To)
                && !matches!(evidence.classes[at - 1], WordClass::To | WordClass::Preposition | WordClass::By)
                && !is_joined(piece, at)
        })
    };
    opens || content.iter().any(is_finite)
}

/// Whether a cue is a gesture that says nothing: without marks, or behind a full stop in them: “Stay.” Lee nodded.
fn is_gesture(evidence: &Evidence, candidate: &Candidate, cue: &Range<usize>) -> bool {
    let gestures = |at: usize| evidence.is_one_of(LexiconClass::Gestures, at);
    let is_stopped = |piece: &Range<usize>| {
        let is_marked = piece.end <= cue.start && evidence.mark_of[piece.end - 1].is_some();
        is_marked && (piece.end - 1..=piece.end).any(|at| evidence.word(at) == ".")
    };
    cue.clone().any(gestures)
        && !cue.clone().any(|at| evidence.cue_kinds[at].is_speech_verb() && !gestures(at))
        && (evidence.is_unmarked(candidate.tokens()) || candidate.content.iter().any(is_stopped))
}
