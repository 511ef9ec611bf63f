//! What holds the words that tell who speaks, and not only what is said.

use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, WordClass as LexiconClass};
use crate::syntax::WordClass;

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
        && let Some(source) = source.filter(|source| verb == rest.start || begins(source.start))
        && Rule::FirstSpeaker.holds()
    {
        let mut content = candidate.content.clone();
        content[0].end = close;
        *candidate = Candidate { content, ..candidate.clone() }.with_cue(verb..verb + 1, source);
    }
}

/// "Lee quoted | Theo as saying it rained" becomes "Lee quoted Theo as saying | it rained", said by Theo.
pub(super) fn name_quoted(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.as_ref().filter(|_| Rule::QuotedSpeaks.holds()) else { return };
    let (piece, sentence) = (&candidate.content[0], evidence.sentence(cue.start));
    let quotes = |at: usize| lexicon::is_one_of(LexiconClass::Quotes, evidence.word(at));
    let near = cue.end..sentence.end.min(cue.end + LONGEST_QUOTED);
    let is_as = |at: &usize| evidence.word(*at) == "as" && evidence.word(at + 1) == "saying";
    let Some(at) = near.clone().find(is_as).filter(|at| cue.clone().any(quotes) && *at > cue.end) else { return };
    let said = at + 2..piece.end;
    if piece.start >= cue.end
        && piece.start <= at
        && evidence.is_unmarked(cue.start..at + 2)
        && evidence.word_from(said.start, said.end).is_some()
    {
        let (cue, source) = (at..at + 2, evidence.syntax.behind_time(cue.end, at)..at);
        let first = evidence.word_from(said.start, said.end).unwrap_or(said.start);
        let mut content = candidate.content.clone();
        content[0] = first..said.end;
        *candidate = Candidate { content, ..candidate.clone() }.with_cue(cue, source);
    }
}

/// The most tokens of who is quoted.
const LONGEST_QUOTED: usize = 20;
