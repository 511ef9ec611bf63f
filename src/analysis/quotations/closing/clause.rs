//! The clause that closes a sentence, and what it tells: "court papers say", "said Ann Lee, a nurse", "according to the firm".

use std::ops::Range;

use super::super::candidates::{Candidate, Generator};
use super::super::evidence::Evidence;
use super::super::settled::can_say;
use crate::knowledge::cues::CueKinds;
use crate::knowledge::lexicon::{self, Grammar, NounKind, WordClass as LexiconClass};
use crate::syntax::WordClass;
use crate::syntax::closed::{is_article, is_have, is_not, is_relative};

/// The most tokens of a clause that closes a sentence and tells who says it.
const LONGEST: usize = 36;
/// The most tokens behind its verb, which tell where and when.
const LONGEST_REST: usize = 14;
/// The least words of what is said so.
const LEAST_SAID: u32 = 3;

/// What such a clause tells.
pub(super) struct Closing {
    /// All before it.
    pub said: Range<usize>,
    /// Its verb, or "according to".
    pub cue: Range<usize>,
    /// Who speaks.
    pub source: Range<usize>,
}

impl Closing {
    /// Whether nothing else need speak for it: a verb that tells nothing but speech, or a document that shows something.
    pub(super) fn is_plain(&self, evidence: &Evidence) -> bool {
        let verb = self.cue.end - 1;
        let says = evidence.is_one_of(LexiconClass::SaysByItself, verb) || evidence.word(verb) == "reported";
        (says || evidence.is_one_of(LexiconClass::Shows, verb))
            && (self.source.end <= self.cue.start || evidence.is_one_of(LexiconClass::TakesClause, verb))
            && (can_say(evidence, &self.source) || matches!(evidence.word(self.source.start), "I" | "we"))
            && !self.said.clone().any(|at| is_apart(evidence, &self.said, at))
            && evidence.classes[evidence.sentence(verb).end - 1] == WordClass::SentenceEnd
    }

    pub(super) fn candidate(&self) -> Candidate {
        let content = vec![self.said.clone()];
        let sources = [(self.source.clone(), SURE)].into();
        Candidate {
            content,
            cue: Some(self.cue.clone()),
            sources,
            inherits: false,
            generator: Generator::Clause,
            group: usize::MAX,
            sides: [SURE, 0.0],
            no_source: 0.0,
            probability: SURE,
        }
    }
}

/// How likely such a clause tells who speaks.
const SURE: f32 = 0.9;

/// What is told by the clause that closes `sentence`, with all before it, if that is a clause, too.
pub(super) fn closing(evidence: &Evidence, sentence: Range<usize>) -> Option<Closing> {
    let end = evidence.word_before(sentence.start, sentence.end)? + 1;
    let is_edge = |at: &usize| match evidence.classes[*at] {
        WordClass::Comma => evidence.mark_of[*at].is_none(),
        WordClass::ClosingMark => matches!(evidence.class_before(*at, 1), WordClass::Comma),
        _ => false,
    };
    let near = sentence.start.max(end.saturating_sub(LONGEST))..end;
    let (edge, (cue, source)) =
        near.rev().filter(is_edge).find_map(|edge| Some((edge, tells(evidence, edge + 1..end)?)))?;
    let said = evidence.trimmed(sentence.start..edge)?;
    let opens = |at: usize| {
        evidence.is_one_of(Grammar::Subordinates, at)
            || evidence.is_one_of(LexiconClass::IsAsked, at)
            || evidence.word(at).eq_ignore_ascii_case("as")
    };
    let has_comma = said.clone().any(|at| evidence.classes[at] == WordClass::Comma);
    let is_clause = evidence.word_count(said.clone()) >= LEAST_SAID
        && said.clone().any(|at| evidence.syntax.is_finite(at))
        && (!opens(said.start) || has_comma)
        && evidence.mark_of[said.start].is_none();
    is_clause.then_some(Closing { said, cue, source })
}

/// Whether a mark opens at token `at` of what is said, and stands apart from it: at its head, or behind a comma.
pub(super) fn is_apart(evidence: &Evidence, said: &Range<usize>, at: usize) -> bool {
    evidence.classes[at] == WordClass::OpeningMark && !(at > said.start && evidence.is_word(at - 1))
}

/// The cue and the source of `clause`, if it tells no more than who speaks, how and when: "court papers say", "the paper reported on
/// Monday", "said Ann Lee, a nurse", "according to the firm".
fn tells(evidence: &Evidence, clause: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let syntax = evidence.syntax;
    let (start, end) = (clause.start, clause.end);
    let is_told = |mut tokens: Range<usize>| tokens.any(|at| syntax.is_finite(at));
    if !evidence.is_unmarked(clause) {
        return None;
    }
    if evidence.word(start) == "according" && evidence.word(start + 1) == "to" {
        let source = start + 2..end;
        let is_apart = |at: usize| evidence.classes[at] == WordClass::Comma && !is_article(evidence.word(at + 1));
        let is_source = !source.is_empty() && !is_told(source.clone()) && !source.clone().any(is_apart);
        return is_source.then_some((start..start + 2, source));
    }
    let kinds = evidence.cue_kinds[start];
    if kinds.has(CueKinds::SAY) && evidence.classes[start] != WordClass::Gerund {
        let behind = syntax.joined_noun_after(start + 1, end)?;
        let is_apposition = evidence.class(behind) == WordClass::Comma && behind < end;
        let is_end = is_apposition
            || evidence.is_one_of(Grammar::BeginsCircumstance, behind)
            || behind == end
            || syntax.behind_time(behind, end) == end;
        let source = start + 1..if is_apposition { end } else { behind };
        let is_other = is_apposition && evidence.class(behind + 1) == WordClass::Gerund;
        let is_source = is_end && !is_other && !is_told(behind..end) && can_say(evidence, &(start + 1..behind));
        return is_source.then_some((start..start + 1, source));
    }
    let (source, group) = subject(evidence, start, end)?;
    let verb = group.end - 1;
    let kinds = evidence.cue_kinds[verb];
    let head = source.clone().find_map(|at| syntax.phrases.noun_from(at))?.head;
    let shows = evidence.is_one_of(LexiconClass::Shows, verb) && evidence.noun_kind(head) == Some(NounKind::Document);
    let says = kinds.has(CueKinds::SAY) || kinds.has(CueKinds::TELL) || shows;
    let is_alone = |at: usize| {
        let word = evidence.word(at);
        evidence.classes[at] != WordClass::Auxiliary && !is_not(word) || is_have(word) || matches!(word, "'ve" | "’ve")
    };
    let rest = verb + 1..end;
    let ends = rest.is_empty()
        || syntax.behind_time(rest.start, end) == end
        || rest.len() <= LONGEST_REST
            && (lexicon::has(Grammar::BehindClosingVerb, evidence.word(rest.start))
                || kinds.has(CueKinds::TELL) && syntax.noun_after(rest.start, end).is_some()
                || evidence.class(rest.start) == WordClass::OtherPronoun && rest.len() == 1)
            && !rest.clone().any(|at| {
                syntax.is_finite(at)
                    || matches!(evidence.classes[at], WordClass::That | WordClass::Question | WordClass::Colon)
                    || evidence.classes[at] == WordClass::To && at + 1 < end && syntax.is_verb(at + 1)
                    || evidence.classes[at] == WordClass::Comma && evidence.class(at + 1) == WordClass::Gerund
            });
    let rejects = evidence.is_one_of(LexiconClass::SaysNotSo, verb) || evidence.is_one_of(LexiconClass::Rejects, verb);
    let is_said = says
        && !rejects
        && !kinds.has(CueKinds::THINK)
        && evidence.classes[verb] != WordClass::Gerund
        && (group.start..verb).all(is_alone)
        && !(group.start..verb).any(|at| evidence.is_one_of(Grammar::Never, at));
    (is_said && ends).then_some((group.start..verb + 1, source))
}

/// The subject that begins at token `start`, with what commas set apart behind it, and the verb group that follows.
fn subject(evidence: &Evidence, start: usize, end: usize) -> Option<(Range<usize>, Range<usize>)> {
    let syntax = evidence.syntax;
    if evidence.is_one_of(Grammar::NoSpeaker, start) {
        return None;
    }
    // "newly released files"
    let noun = (start..end.min(start + 3)).find(|at| syntax.phrases.noun_from(*at).is_some())?;
    let leads = |at: usize| evidence.classes[at] == WordClass::Adverb || evidence.word(at).ends_with("ed");
    if !(start..noun).all(leads) {
        return None;
    }
    let first = syntax.joined_noun_after(noun, end)?;
    let group_at = |at: usize| {
        syntax
            .phrases
            .verb_from(at)
            .filter(|group| group.tokens.end <= end && !group.is_passive)
            .map(|group| group.tokens.clone())
    };
    if let Some(group) = group_at(first) {
        return Some((start..first, group));
    }
    // "the source, who had been inside, told Reuters"
    let is_comma = |at: &usize| evidence.classes[*at] == WordClass::Comma;
    if first >= end || !is_comma(&first) {
        return None;
    }
    let (comma, group) = (first + 1..end).filter(is_comma).find_map(|at| Some((at, group_at(at + 1)?)))?;
    let is_relative = is_relative(evidence.word(first + 1));
    let is_aside = is_relative || !(first..comma).any(|at| syntax.is_finite(at));
    is_aside.then_some((start..comma, group))
}
