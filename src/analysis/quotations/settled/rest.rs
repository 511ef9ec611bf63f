//! What is said behind what stands in between, and where the narrator's verb stands behind what is said.

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::{Evidence, between};
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;
use crate::syntax::closed::is_relative;

/// "The claim that |it is safe is wrong|" becomes "The claim that |it is safe| is wrong", and so does "People who say |it is easy get it
/// wrong|": the sentence needs a verb of its own.
pub(super) fn leave_verb(evidence: &Evidence, candidate: &mut Candidate) {
    let (Some(cue), [piece]) = (&candidate.cue, candidate.content.as_mut_slice()) else { return };
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(cue.start);
    let Some(first) = evidence.word_from(sentence.start, cue.end) else { return };
    let last = evidence.end_of_words(&sentence);
    // "Claims that" may be read as a verb.
    let ends_noun = |head: usize| head == first || syntax.joined_noun_after(first, cue.end) == Some(cue.end);
    let is_noun = evidence.cue_kinds[cue.end - 1].has(CueKinds::NOUN)
        && ends_noun(cue.end - 1)
        && evidence.class(piece.start) == WordClass::That;
    let who = syntax.verb_group_start(cue.start).checked_sub(1).filter(|who| evidence.word(*who) == "who");
    let is_who = who.is_some_and(|who| syntax.joined_noun_after(first, who) == Some(who));
    if !(is_noun || is_who)
        || piece.start != cue.end
        || piece.end != last
        || !evidence.is_unmarked(first..last)
        || !Rule::VerbBehindClause.holds()
    {
        return;
    }
    let opens = |at: usize| {
        let joins = [WordClass::That, WordClass::Question, WordClass::SubjectPronoun, WordClass::Conjunction];
        joins.contains(&evidence.classes[at])
            || is_relative(evidence.word(at))
            || evidence.is_one_of(Grammar::Subordinates, at)
    };
    let groups: Vec<_> =
        piece.clone().filter_map(|at| syntax.phrases.verb_from(at)).map(|group| &group.tokens).collect();
    // "it could fail |was ignored|", but not "it is going to fail"
    let is_main = |pair: &&[&Range<usize>]| {
        let mut gap = pair[0].end..pair[1].start;
        let parts = if gap.is_empty() { evidence.classes[gap.end] == WordClass::Auxiliary } else { !gap.any(opens) };
        parts && syntax.is_finite(pair[1].start)
    };
    if let Some(pair) = groups.windows(2).rfind(is_main)
        && let Some(end) = evidence.word_before(piece.start, pair[1].start)
    {
        piece.end = end + 1;
    }
}

/// The most tokens of what stands between dashes.
const LONGEST_ASIDE: usize = 20;

/// Takes what is said behind who says it, behind dashes, and with "and that".
pub(super) fn go_on(evidence: &Evidence, candidate: &mut Candidate, is_free: impl Fn(Range<usize>) -> bool) {
    let (Some(cue), [piece]) = (&candidate.cue, candidate.content.as_slice()) else { return };
    let source = candidate.sources.first().map(|(source, _)| source);
    let sentence = evidence.sentence(cue.start);
    let last = evidence.end_of_words(&sentence);
    if !sentence.contains(&piece.start) || !evidence.is_unmarked(piece.start..last) || !Rule::GoesOnBehind.holds() {
        return;
    }
    let rest = if piece.start >= cue.end {
        further(evidence, cue, source, piece, last)
    } else {
        source.and_then(|source| behind_attribution(evidence, cue, source, piece, last))
    };
    let Some(rest) = rest.filter(|rest| is_free(rest.clone())) else { return };
    if rest.start == piece.end {
        candidate.content[0].end = rest.end;
    } else {
        candidate.content.push(rest);
    }
}

/// "A record 12%, Lee said, |down from 20%|", "Part of the trouble, says Lee, |is the ground|".
fn behind_attribution(
    evidence: &Evidence,
    cue: &Range<usize>,
    source: &Range<usize>,
    piece: &Range<usize>,
    last: usize,
) -> Option<Range<usize>> {
    let syntax = evidence.syntax;
    let comma = syntax.behind_time(cue.end.max(source.end), last);
    let is_edge = |at: usize| matches!(evidence.class(at), WordClass::Comma | WordClass::Dash);
    let is_between = piece.end + 1 == cue.start.min(source.start)
        && is_edge(piece.end)
        && is_edge(comma)
        && evidence.word_count(between(cue, source)) == 0;
    let rest = comma + 1..last;
    let is_gerund =
        |at: usize| evidence.classes[at] == WordClass::Gerund && evidence.cue_kinds[at] == CueKinds::default();
    let is_subject = || {
        piece.start == evidence.sentence(piece.start).start
            && syntax.phrases.noun_from(piece.start).is_some()
            && !piece.clone().any(|at| syntax.is_finite(at))
    };
    let is_told = match evidence.word(rest.start) {
        "with" => rest.clone().any(is_gerund),
        _ if evidence.class(rest.start) == WordClass::Auxiliary => is_subject(),
        _ if evidence.word(rest.start + 1) == "of" => evidence.is_one_of(Grammar::TellsHowMany, rest.start),
        word => lexicon::has(Grammar::GoesOnBehind, word),
    };
    let is_medium = |at: usize| evidence.is_one_of(LexiconClass::Medium, at);
    (is_between && is_told && !rest.is_empty() && !rest.clone().any(is_medium)).then_some(rest)
}

/// "The firm said it replaced |the pipes| — made of lead — |with new ones|", "He said |it was late|, as many had feared, |and that he would
/// go|".
fn further(
    evidence: &Evidence,
    cue: &Range<usize>,
    source: Option<&Range<usize>>,
    piece: &Range<usize>,
    last: usize,
) -> Option<Range<usize>> {
    let syntax = evidence.syntax;
    let says = |at: usize| evidence.cue_kinds[at].has(CueKinds::SAY) || evidence.cue_kinds[at].has(CueKinds::TELL);
    let is_comma = |at: usize| evidence.classes[at] == WordClass::Comma;
    // "When Lee says it is late, and that he may go, Ann leaves", "Lee, who said it is late, and that he may go, left".
    let first = evidence.word_from(evidence.sentence(cue.start).start, cue.end)?;
    let is_subordinate = evidence.is_one_of(Grammar::Subordinates, first) && !(first..cue.start).any(is_comma);
    let joins = |at: usize| is_relative(evidence.word(at)) || evidence.classes[at] == WordClass::That;
    let is_of_clause =
        source.is_some_and(|source| joins(source.end - 1) || source.start.checked_sub(1).is_some_and(joins));
    if !cue.clone().any(says) || is_subordinate || is_of_clause {
        return None;
    }
    let is_and = |at: &usize| {
        is_comma(*at)
            && matches!(evidence.word(at + 1), "and" | "but")
            && evidence.classes[at + 2] == WordClass::That
            && syntax.part_of_speech(at + 2) != PartOfSpeech::Determiner
            && !syntax.is_verb(at + 3)
    };
    let is_said = |at: usize| says(at) && syntax.is_finite(at);
    if let Some(comma) = (piece.end..last.saturating_sub(3)).find(is_and)
        && !(piece.end..comma).any(is_said)
    {
        return Some(if comma == piece.end { comma..last } else { comma + 1..last });
    }
    let is_dash = |at: &usize| evidence.classes[*at] == WordClass::Dash && syntax.tokens[*at].space_before;
    let near = piece.end..last.min(piece.end + 1 + LONGEST_ASIDE);
    let dashes: Vec<usize> = near.filter(is_dash).take(2).collect();
    let [open, close] = dashes[..] else { return None };
    let mut rest = close + 1..last;
    let is_other = |at: usize| {
        syntax.is_finite(at)
            || is_comma(at)
            || says(at) && syntax.is_verb(at)
            || evidence.is_one_of(LexiconClass::Medium, at)
    };
    let begins = matches!(evidence.class(rest.start), WordClass::Preposition | WordClass::To);
    let is_rest = open == piece.end && begins && syntax.behind_time(rest.start, last) < last && !rest.any(is_other);
    is_rest.then_some(piece.end..last)
}
