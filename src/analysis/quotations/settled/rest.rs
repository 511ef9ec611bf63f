//! What belongs to a content behind what stands in between, and where the narrator's verb stands behind it.

use std::ops::Range;

use super::super::candidates::Candidate;
use super::super::evidence::{Evidence, between};
use crate::analysis::rules::Rule;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{Grammar, NounKind, WordClass as LexiconClass};
use crate::reader::PartOfSpeech;
use crate::syntax::WordClass;

/// A sentence of more tokens is no sentence.
pub(super) const LONGEST_SENTENCE: usize = 400;
/// The most tokens of an apposition or of what stands between dashes.
pub(super) const LONGEST_ASIDE: usize = 20;

/// "The claim that |it is safe is wrong|" becomes "The claim that |it is safe| is wrong", and so does "People who say |it is easy get it
/// wrong|": the sentence needs a verb of its own.
pub(super) fn leave_verb(evidence: &Evidence, candidate: &mut Candidate) {
    let Some(cue) = candidate.cue.as_ref().filter(|_| Rule::VerbBehindClause.holds()) else { return };
    let [piece] = candidate.content.as_mut_slice() else { return };
    let syntax = evidence.syntax;
    let sentence = evidence.sentence(cue.start);
    let last = evidence.word_before(sentence.start, sentence.end).map_or(sentence.end, |last| last + 1);
    let first = evidence.word_from(sentence.start, cue.end).unwrap_or(cue.start);
    let is_behind = piece.start >= cue.end && piece.start <= cue.end + 4 && piece.end == last;
    if !is_behind || sentence.len() > LONGEST_SENTENCE || !evidence.is_unmarked(first..last) {
        return;
    }
    let head = syntax.phrases.noun_from(first);
    // "The claim that", "Claims on Monday that"
    let is_noun = || {
        // "Claims that" at the head may be read as a verb.
        let opens = cue.start == first && cue.len() == 1 && evidence.cue_kinds[first].has(CueKinds::NOUN);
        opens && evidence.class(piece.start) == WordClass::That && piece.start == cue.end
            || cue.clone().all(|at| !syntax.is_verb(at) && evidence.cue_kinds[at].has(CueKinds::NOUN))
                && head.is_some_and(|head| head.tokens.end == cue.end)
                && evidence.class(piece.start) == WordClass::That
    };
    // "People who say"
    let is_who = || {
        let group = syntax.verb_group_start(cue.start);
        let who = group.checked_sub(1).filter(|who| evidence.word(*who) == "who");
        who.is_some_and(|who| {
            head.is_some_and(|head| syntax.joined_noun_after(head.tokens.start, who) == Some(who))
                && evidence.classes[who - 1] != WordClass::Comma
        })
    };
    if !is_noun() && !is_who() {
        return;
    }
    let opens = |at: usize| {
        matches!(
            evidence.classes[at],
            WordClass::That | WordClass::Question | WordClass::SubjectPronoun | WordClass::Conjunction
        ) || matches!(evidence.word(at), "whose" | "whom" | "than" | "until" | "so")
    };
    let mut groups = (piece.start..piece.end).filter_map(|at| syntax.phrases.verb_from(at));
    let Some(mut before) = groups.next().map(|group| group.tokens.clone()) else { return };
    let mut end = None;
    for group in groups {
        let is_finite = evidence.syntax.is_finite(group.tokens.start);
        let gap = before.end..group.tokens.start;
        if is_finite && !gap.is_empty() && !gap.clone().any(opens) {
            end = Some(group.tokens.start);
        }
        before = group.tokens.clone();
    }
    if let Some(end) = end.and_then(|end| evidence.word_before(piece.start, end)) {
        piece.end = end + 1;
    }
}

/// Takes what goes on behind what stands in between.
pub(super) fn go_on(evidence: &Evidence, candidate: &mut Candidate, is_free: impl Fn(Range<usize>) -> bool) {
    if !Rule::GoesOnBehind.holds() || candidate.content.len() != 1 {
        return;
    }
    cut_source(evidence, candidate);
    let Some(cue) = candidate.cue.clone() else { return };
    let piece = candidate.content[0].clone();
    let sentence = evidence.sentence(cue.start);
    let Some(last) = evidence.word_before(sentence.start, sentence.end).map(|last| last + 1) else { return };
    if sentence.len() > LONGEST_SENTENCE {
        return;
    }
    if !sentence.contains(&piece.start) || !evidence.is_unmarked(piece.clone()) || piece.end >= last {
        return;
    }
    if piece.start >= cue.end {
        // "Lee, who said it rained, was jailed": the main verb is to come.
        let is_of_clause = candidate.sources.first().is_some_and(|(source, _)| {
            let joins = |at: usize| matches!(evidence.word(at), "who" | "which" | "whom" | "that");
            joins(source.end - 1) || source.start.checked_sub(1).is_some_and(joins)
        });
        let rest = further(evidence, &cue, &piece, last);
        match rest.filter(|_| !is_of_clause) {
            Some(rest) if is_free(piece.end..last) => {
                if rest.start <= piece.end + 1 {
                    candidate.content[0].end = rest.end;
                } else {
                    candidate.content.push(rest);
                }
            }
            _ => {}
        }
    } else if let Some((source, _)) = candidate.sources.first()
        && let Some(rest) = behind_attribution(evidence, &cue, source, &piece, last)
        && is_free(rest.clone())
    {
        candidate.content.push(rest);
    }
}

/// What is said behind the end of `piece`, which stands behind its cue: behind an apposition, dashes, or "and that".
fn further(evidence: &Evidence, cue: &Range<usize>, piece: &Range<usize>, last: usize) -> Option<Range<usize>> {
    let syntax = evidence.syntax;
    let says = |at: usize| evidence.cue_kinds[at].has(CueKinds::SAY) || evidence.cue_kinds[at].has(CueKinds::TELL);
    let is_comma = |at: &usize| evidence.classes[*at] == WordClass::Comma;
    // "When Lee says it is late, and that he may go, Ann leaves": the main clause is to come.
    let sentence = evidence.sentence(cue.start);
    let first = evidence.word_from(sentence.start, cue.start).unwrap_or(cue.start);
    let is_subordinate =
        evidence.is_one_of(Grammar::Subordinates, first) && !(first..cue.start).any(|at| is_comma(&at));
    if !cue.clone().any(says) || !evidence.is_unmarked(piece.end..last) || is_subordinate {
        return None;
    }
    // "…, a fear that many had, |and that his firm would decide|"
    let and = (piece.end..last.saturating_sub(3)).find(|at| {
        is_comma(at)
            && matches!(evidence.word(at + 1), "and" | "but")
            && evidence.classes[at + 2] == WordClass::That
            && !syntax.is_verb(at + 3)
            && syntax.part_of_speech(at + 2) != PartOfSpeech::Determiner
    });
    let is_said = |rest: Range<usize>| !rest.clone().any(|at| says(at) && evidence.syntax.is_finite(at));
    if let Some(comma) = and.filter(|comma| is_said(piece.end..*comma)) {
        return Some(comma + 1..last);
    }
    let is_rest = |start: usize| {
        start < last
            && matches!(evidence.classes[start], WordClass::Preposition | WordClass::To)
            && !(start..last).any(|at| evidence.syntax.is_finite(at) || is_comma(&at) || says(at) && syntax.is_verb(at))
            && !evidence.is_one_of(LexiconClass::Medium, last - 1)
            && !(start..last).any(|at| evidence.is_one_of(LexiconClass::Medium, at))
            && syntax.behind_time(start, last) < last
    };
    let near = piece.end + 1..last.min(piece.end + 1 + LONGEST_ASIDE);
    let is_whole = |close: usize| !(piece.end + 1..close).any(|at| evidence.syntax.is_finite(at));
    match evidence.classes[piece.end] {
        WordClass::Comma if goes_on_with_verb(evidence, piece, last) => Some(piece.end..last),
        // "the mill, the last of its kind, |to fire|"
        WordClass::Comma => {
            let close = near.clone().find(is_comma).filter(|close| is_whole(*close))?;
            let is_apposition = matches!(evidence.class(near.start), WordClass::Determiner | WordClass::OtherPronoun)
                || evidence.word(near.start + 1).ends_with('s') && evidence.word(near.start + 1).len() == 2;
            let noun = syntax.joined_noun_after(near.start, close);
            (is_apposition && noun.is_some() && is_rest(close + 1)).then_some(piece.end..last)
        }
        // "the pipes — made of lead — |with new ones|"
        WordClass::Dash => {
            let is_dash = |at: &usize| evidence.classes[*at] == WordClass::Dash && syntax.tokens[*at].space_before;
            let close = near.clone().find(is_dash).filter(|_| is_dash(&piece.end))?;
            is_rest(close + 1).then_some(piece.end..last)
        }
        _ => None,
    }
}

/// Whether a content that ends before a comma has its verb behind what stands between commas ("a man, robbed of his name, |would| go"),
/// or goes on with further infinitives ("to rid barns of rats, clear them of dust, and heat them").
fn goes_on_with_verb(evidence: &Evidence, piece: &Range<usize>, last: usize) -> bool {
    let syntax = evidence.syntax;
    let next = piece.end + 1;
    let is_comma = |at: &usize| evidence.classes[*at] == WordClass::Comma;
    let near = next..last.min(next + LONGEST_ASIDE);
    let verb = near.clone().find(|at| evidence.syntax.is_finite(*at));
    let is_participle = syntax.is_verb(next) && evidence.word(next).ends_with("ed")
        || evidence.classes[next] == WordClass::Gerund && evidence.cue_kinds[next] == CueKinds::default();
    let closes = || {
        let mut commas = near.clone().filter(is_comma);
        commas.find(|comma| evidence.class(comma + 1) == WordClass::Auxiliary)
    };
    if is_participle
        && closes().is_some_and(|comma| {
            let mut between = next + 1..comma;
            comma + 2 < last && !between.any(|at| evidence.classes[at] == WordClass::Auxiliary)
        })
    {
        return true;
    }
    let is_base = |at: usize| {
        let word = evidence.word(at);
        syntax.is_verb(at)
            && evidence.classes[at] == WordClass::Word
            && !word.ends_with("ed")
            && !word.ends_with('s')
            && syntax.noun_after(at + 1, last).is_some()
    };
    let has_infinitive = || (piece.start..piece.end).any(|at| evidence.classes[at] == WordClass::To);
    let ends_list = || {
        let mut commas = (next..last).filter(is_comma);
        commas.any(|comma| matches!(evidence.word(comma + 1), "and" | "or"))
    };
    verb == Some(next) && is_base(next) && has_infinitive() && ends_list()
}

/// What is said behind a cue and a source that stand between commas: "12%, Lee said, |down from 20%|".
fn behind_attribution(
    evidence: &Evidence,
    cue: &Range<usize>,
    source: &Range<usize>,
    piece: &Range<usize>,
    last: usize,
) -> Option<Range<usize>> {
    let syntax = evidence.syntax;
    let (open, close) = (cue.start.min(source.start).checked_sub(1)?, cue.end.max(source.end));
    let close = syntax.behind_time(close, last);
    let is_comma = |at: usize| matches!(evidence.class(at), WordClass::Comma | WordClass::Dash);
    if open != piece.end || !is_comma(open) || !is_comma(close) || evidence.word_count(between(cue, source)) > 0 {
        return None;
    }
    let rest = close + 1..last;
    let first = rest.start;
    let speaks = |at: usize| evidence.cue_kinds[at] != CueKinds::default();
    let has_gerund = || rest.clone().any(|at| evidence.classes[at] == WordClass::Gerund && !speaks(at));
    let is_told = match evidence.word(first) {
        "down" | "up" | "compared" | "including" | "because" | "despite" | "from" => true,
        "while" | "without" => {
            evidence.class(first + 1) == WordClass::Gerund
                && !speaks(first + 1)
                && !evidence.is_one_of(LexiconClass::SaysNoMore, first + 1)
        }
        "with" => has_gerund(),
        "many" | "most" | "some" | "all" | "none" => evidence.word(first + 1) == "of",
        _ => syntax.phrases.verb_from(first).is_some() && is_auxiliary(evidence, first) && is_subject(evidence, piece),
    };
    let is_free = evidence.is_unmarked(rest.clone())
        && !rest.is_empty()
        && !rest.clone().any(|at| evidence.is_one_of(LexiconClass::Medium, at));
    (is_told && is_free).then_some(rest)
}

fn is_auxiliary(evidence: &Evidence, at: usize) -> bool {
    evidence.classes[at] == WordClass::Auxiliary
}

/// Whether `piece` is a subject without its verb.
fn is_subject(evidence: &Evidence, piece: &Range<usize>) -> bool {
    !piece.clone().any(|at| evidence.syntax.is_finite(at))
        && evidence.syntax.phrases.noun_from(piece.start).is_some()
        && evidence.sentence(piece.start).start == piece.start
}

/// "according to |the group, with ten dogs missing|" and "according to |the club — consists of miners|" end before the comma or the dash.
fn cut_source(evidence: &Evidence, candidate: &mut Candidate) {
    let (Some(cue), Some((source, score))) = (&candidate.cue, candidate.sources.first()) else { return };
    let piece = &candidate.content[0];
    if evidence.word(cue.end - 1) != "to"
        || !evidence.word(cue.start).eq_ignore_ascii_case("according")
        || piece.end > cue.start
    {
        return;
    }
    let sentence = evidence.sentence(cue.start);
    let Some(last) = evidence.word_before(sentence.start, sentence.end).map(|last| last + 1) else { return };
    let is_comma = |at: &usize| evidence.classes[*at] == WordClass::Comma;
    let is_dash = |at: &usize| evidence.classes[*at] == WordClass::Dash && evidence.syntax.tokens[*at].space_before;
    let opens = |at: &usize| {
        *at > source.start
            && (is_comma(at) && matches!(evidence.word(at + 1), "with" | "down" | "up" | "including")
                || is_dash(at)
                    && is_dash_open(evidence, sentence.start, cue.start)
                    && evidence.syntax.phrases.verb_from(at + 1).is_some())
    };
    let Some(cut) = source.clone().find(opens).filter(|cut| cut + 1 < last) else { return };
    let (new, rest, is_verb) = (source.start..cut, cut + 1..last, is_dash(&cut));
    let has_gerund = rest.clone().any(|at| evidence.classes[at] == WordClass::Gerund);
    let is_told = is_verb && evidence.syntax.is_finite(cut + 1) || evidence.word(cut + 1) != "with" || has_gerund;
    if is_told && evidence.noun_kind(cut.saturating_sub(1)) != Some(NounKind::Place) {
        let score = *score;
        if is_verb && evidence.is_unmarked(rest.clone()) {
            candidate.content.push(rest);
        }
        candidate.sources = [(new, score)].into();
    }
}

/// Whether a dash stands between the two tokens.
fn is_dash_open(evidence: &Evidence, start: usize, end: usize) -> bool {
    (start..end).any(|at| evidence.classes[at] == WordClass::Dash && evidence.syntax.tokens[at].space_before)
}
