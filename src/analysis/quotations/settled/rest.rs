//! What is said behind who says it, and where the narrator's verb stands behind what is said.

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::{Evidence, between};
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, WordClass as LexiconClass};
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
    let is_main = |pair: &&[&Range<usize>]| {
        let mut gap = pair[0].end..pair[1].start;
        syntax.is_finite(gap.end) && !gap.is_empty() && !gap.any(opens)
    };
    if let Some(pair) = groups.windows(2).rfind(is_main)
        && let Some(end) = evidence.word_before(piece.start, pair[1].start)
    {
        piece.end = end + 1;
    }
}

/// "|A record 12%|, Lee said, down from 20%" becomes "|A record 12%|, Lee said, |down from 20%|".
pub(super) fn go_on(evidence: &Evidence, candidate: &mut Candidate, is_free: impl Fn(Range<usize>) -> bool) {
    let (Some(cue), Some((source, _))) = (&candidate.cue, candidate.sources.first()) else { return };
    let [piece] = candidate.content.as_slice() else { return };
    let sentence = evidence.sentence(cue.start);
    let last = evidence.end_of_words(&sentence);
    let (start, end) = (cue.start.min(source.start), cue.end.max(source.end));
    let comma = evidence.syntax.behind_time(end, last);
    let is_edge = |at: usize| matches!(evidence.class(at), WordClass::Comma | WordClass::Dash);
    let is_between = sentence.contains(&piece.start)
        && piece.end + 1 == start
        && is_edge(piece.end)
        && is_edge(comma)
        && evidence.word_count(between(cue, source)) == 0;
    let rest = comma + 1..last;
    let is_gerund =
        |at: usize| evidence.classes[at] == WordClass::Gerund && evidence.cue_kinds[at] == CueKinds::default();
    let is_told = match evidence.word(rest.start) {
        "with" => rest.clone().any(is_gerund),
        _ if evidence.word(rest.start + 1) == "of" => evidence.is_one_of(Grammar::TellsHowMany, rest.start),
        word => lexicon::has(Grammar::GoesOnBehind, word),
    };
    let is_medium = |at: usize| evidence.is_one_of(LexiconClass::Medium, at);
    if is_between
        && is_told
        && !rest.is_empty()
        && evidence.is_unmarked(piece.clone().chain(rest.clone()))
        && !rest.clone().any(is_medium)
        && is_free(rest.clone())
        && Rule::GoesOnBehind.holds()
    {
        candidate.content.push(rest);
    }
}
