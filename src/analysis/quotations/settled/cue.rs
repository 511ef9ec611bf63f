//! Which words are the cue, and who speaks where what was taken for content tells that, too.

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;
use crate::syntax::closed::{is_modal, is_not, is_possessive};

/// "also said in a statement" becomes "said", "said Monday" too; "had earlier said" stays: an adverb before the verb group and what
/// tells where, when and in which medium somebody spoke is no part of the cue.
pub(super) fn narrow(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.as_mut().filter(|cue| cue.len() > 1 && Rule::CueIsVerb.holds()) else { return };
    let is_speech = |at: &usize| evidence.cue_kinds[*at].is_speech_verb();
    let is_verb = |at: &usize| evidence.syntax.is_verb(*at);
    let Some(verb) = cue.clone().find(is_speech).or_else(|| cue.clone().find(is_verb)) else { return };
    let is_adverb = |at: usize| {
        !evidence.word(at).eq_ignore_ascii_case("not")
            && !evidence.is_one_of(Grammar::Never, at)
            && (evidence.classes[at] == WordClass::Adverb || evidence.is_one_of(Grammar::BeforeCue, at))
    };
    let leads = (cue.start..verb).take_while(|at| is_adverb(*at)).count();
    cue.start += leads;
    // "were |more likely to| say"
    if verb > cue.start + 1
        && evidence.classes[verb - 1] == WordClass::To
        && evidence.is_one_of(LexiconClass::Disposed, verb - 2)
    {
        cue.start = verb;
    }
    // "issued a statement |saying", not "was quoted as saying".
    let is_participle = evidence.classes[verb] == WordClass::Gerund
        && verb + 1 == cue.end
        && (cue.start..verb).any(|at| evidence.syntax.is_noun(at))
        && !lexicon::has(Grammar::BeforeSaying, evidence.word(verb - 1));
    if is_participle {
        cue.start = verb;
    }
    // "pointed out |in the Courier|"
    let behind = verb + 1 + usize::from(evidence.word(verb + 1) == "out" && cue.contains(&(verb + 1)));
    // "weighed in" is one verb, "said in" is not; "chimed in:", "hinted at “a deal”", "shouted at him" are whole.
    let is_phrase = |at: usize| {
        matches!(
            evidence.class(at),
            WordClass::Determiner | WordClass::Word | WordClass::Capitalized | WordClass::Number | WordClass::Adverb
        ) || evidence.class(at) == WordClass::Gerund
            && evidence.class(at + 1) != WordClass::Nothing
            && evidence.syntax.is_noun(at + 1)
    };
    let is_own = |at: usize| is_possessive(evidence.word(at));
    let is_circumstance = is_speech(&verb)
        && evidence.is_one_of(Grammar::BeginsCircumstance, behind)
        && (is_phrase(behind + 1) || is_own(behind + 1))
        || evidence.syntax.behind_time(behind, evidence.sentence(verb).end) > behind;
    // "said |of the plan", "wrote |on the page", "confirmed |to the paper", "said |then".
    let is_said = evidence.is_one_of(LexiconClass::SaysByItself, verb);
    let begins = |at: usize| candidate.content.iter().any(|piece| piece.start == at);
    let is_topic = is_said
        && evidence.is_one_of(Grammar::BeginsTopic, behind)
        && (is_phrase(behind + 1) || evidence.class(behind + 1) == WordClass::OtherPronoun)
        && !begins(behind + 1);
    let is_late = |at: usize| is_adverb(at) || evidence.is_one_of(Grammar::AdverbBehindCue, at);
    let is_source = is_said && evidence.word(behind) == "according";
    let is_circumstance = is_circumstance || is_topic || is_source || is_said && (behind..cue.end).all(is_late);
    if cue.contains(&behind) && is_circumstance && !(behind..cue.end).any(|at| is_speech(&at) && is_verb(&at)) {
        cue.end = behind;
    }
}

/// "|“We stay,” Lee said|, according to Theo": these are Lee's words, and said is the cue.
pub(super) fn name_first_speaker(evidence: &Evidence, candidate: &mut Candidate) {
    let syntax = evidence.syntax;
    let piece = &candidate.content[0];
    let mark = evidence.mark(piece.start).filter(|mark| evidence.opens(mark, piece.start));
    let Some(close) = mark.and_then(|mark| mark.close).filter(|close| close + 1 < piece.end) else { return };
    let rest = close + 1..piece.end;
    let is_verb = |at: &usize| syntax.is_verb(*at) && evidence.classes[*at] != WordClass::Auxiliary;
    let Some(verb) = rest.clone().find(is_verb) else { return };
    let kinds = evidence.cue_kinds[verb];
    let is_said =
        (kinds.has(CueKinds::SAY) || kinds.has(CueKinds::TELL)) && evidence.classes[verb] != WordClass::Gerund;
    // "the men were told", "Lee could have said", "nobody said": these are nobody's words, or of somebody else.
    let denies = |at: usize| {
        evidence.is_one_of(Grammar::Never, at)
            || is_not(evidence.word(at))
            || is_modal(evidence.word(at)) && !matches!(evidence.word(at), "will" | "can")
    };
    let group = syntax.phrases.verb_at(verb);
    let is_own_speech = group.is_none_or(|group| !group.is_passive && !group.tokens.clone().any(denies))
        && !(rest.start..verb).any(denies);
    let is_nobody = |source: &Range<usize>| evidence.is_one_of(Grammar::Nobody, source.start);
    let source = if verb == rest.start {
        syntax.noun_after(verb + 1, rest.end)
    } else {
        syntax.joined_noun_before(rest.start, syntax.verb_group_start(verb))
    };
    let begins = |start: usize| start == rest.start || matches!(evidence.word(rest.start), "is" | "was");
    let is_own = |at: usize| candidate.cue.as_ref().is_some_and(|cue| cue.contains(&at));
    // "“Late” reports say": no words of theirs.
    let is_stopped = matches!(evidence.classes[close - 1], WordClass::Comma | WordClass::SentenceEnd);
    if is_said
        && is_stopped
        && evidence.is_unmarked(rest.clone())
        && !is_own(verb)
        && is_own_speech
        && let Some(source) = source.filter(|source| verb == rest.start || begins(source.start))
        && !is_nobody(&source)
        && Rule::FirstSpeaker.holds()
    {
        let mut content = candidate.content.clone();
        content[0].end = close;
        *candidate = Candidate { content, ..candidate.clone() }.with_cue(verb..verb + 1, source);
    }
}

/// "Lee quoted | Theo as saying it rained" becomes "Lee quoted Theo as saying | it rained", said by Theo; so does “It rained,” Lee
/// quoted Theo as saying.
pub(super) fn name_quoted(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.as_ref().filter(|_| Rule::QuotedSpeaks.holds()) else { return };
    let (piece, sentence) = (&candidate.content[0], evidence.sentence(cue.start));
    let quotes = |at: &usize| evidence.is_one_of(LexiconClass::Quotes, *at);
    let is_as = |at: &usize| evidence.word(*at) == "as" && evidence.word(at + 1) == "saying";
    // The cue is "quoted", or "as saying" already.
    let cue = if cue.start > 0 && is_as(&(cue.start - 1)) { cue.start - 1..cue.end } else { cue.clone() };
    let found = if is_as(&cue.start) {
        let verb = (sentence.start..cue.start).rev().take(LONGEST_QUOTED).find(quotes);
        verb.map(|verb| (verb + 1, cue.start))
    } else {
        let mut near = cue.end..sentence.end.min(cue.end + LONGEST_QUOTED);
        near.find(is_as).filter(|_| cue.clone().any(|at| quotes(&at))).map(|at| (cue.end, at))
    };
    let Some((start, at)) = found.filter(|(start, at)| at > start) else { return };
    let source = evidence.syntax.behind_time(start, at)..at;
    // One noun phrase, and what a comma or "who" adds to it, but not "cited the cost as well as saying it rained".
    let is_source = |end: usize| end == at || matches!(evidence.word(end), "," | "who");
    let is_one = evidence.syntax.joined_noun_after(source.start, at).is_some_and(is_source);
    if !is_one || evidence.word(at - 1) == "well" || !evidence.is_unmarked(start..at + 2) {
        return;
    }
    let source = evidence.trimmed(source.clone()).unwrap_or(source);
    let mut content = candidate.content.clone();
    if (start..=at).contains(&piece.start) {
        let Some(first) = evidence.word_from(at + 2, piece.end) else { return };
        content[0] = first..piece.end;
    } else if piece.start < start && piece.end >= start {
        return;
    }
    *candidate = Candidate { content, ..candidate.clone() }.with_cue(at..at + 2, source);
}

/// "Lee announced | what it calls its “best season”" becomes "what it calls | its “best season”", said by it.
pub(super) fn name_caller(evidence: &Evidence, candidate: &mut Candidate) {
    let syntax = evidence.syntax;
    let [piece] = candidate.content.as_slice() else { return };
    let is_joined = syntax.part_of_speech(piece.start) == PartOfSpeech::Adposition;
    let what = piece.start + usize::from(is_joined);
    let Some(source) = syntax.noun_after(what + 1, piece.end).filter(|_| evidence.word(what) == "what") else { return };
    let group = syntax.phrases.verb_from(source.end).filter(|group| group.tokens.end < piece.end);
    let Some(group) = group else { return };
    // "what Lee described as “a joke”"
    let as_ = usize::from(evidence.word(group.tokens.end) == "as");
    let rest = group.tokens.end + as_..piece.end;
    // "what Lee calls “a joke” may pass": that is a clause.
    let is_clause = rest.clone().any(|at| evidence.mark_of[at].is_none() && evidence.syntax.is_finite(at));
    // "denied what it called “a lie”": the denial is told.
    let stays = |at: usize| {
        lexicon::is_any_of(&[LexiconClass::Judges, LexiconClass::SaysNotSo, LexiconClass::Rejects], evidence.word(at))
    };
    let is_behind = candidate.cue.as_ref().is_some_and(|cue| cue.end <= piece.start && !cue.clone().any(stays));
    if is_behind
        && evidence.cue_kinds[group.head].has(CueKinds::CALL)
        && !evidence.is_unmarked(rest.clone())
        && evidence.is_unmarked(piece.start..rest.start)
        && !is_clause
        && Rule::CalledBy.holds()
        && let Some(said) = evidence.trimmed(rest)
    {
        *candidate = Candidate { content: vec![said], ..candidate.clone() }.with_cue(group.tokens.clone(), source);
    }
}

/// The most tokens of who is quoted.
const LONGEST_QUOTED: usize = 20;
