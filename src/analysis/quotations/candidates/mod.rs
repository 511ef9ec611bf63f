//! What may be a quotation: [`Candidate`]s, each whole, with its content, its cue and who may have said it.
//!
//! Generators propose, and none of them edits or deletes what another has proposed. Candidates that would answer the same
//! question (what does this cue bring? is this between marks a quotation?) are of one group; at most one of a group is
//! accepted, by [`super::decode`].

mod clauses;
mod contents;
mod cues;
mod direct;
mod joined;
mod layout;
mod names;
mod posts;
mod signed;
mod source_ends;
mod sources;
mod told;

use crate::analysis::columns::Row;
use crate::arranging::Arrange;
use std::ops::Range;
use std::rc::Rc;

pub use contents::{Side, piece_choices};
pub(super) use cues::is_hearing;
pub use cues::{CueOption, cues};
pub use direct::{holds_narration, is_direct};
pub(super) use layout::names_nobody;
pub use names::{CUE_FEATURES, CueFeature, PIECE_FEATURES, PieceFeature, SOURCE_FEATURES, SourceFeature};
pub use sources::{source_choices, sources};

use super::evidence::Evidence;
use super::scorer::{Ablation, Joiner, Scored};
use crate::knowledge::cues::CueKinds;
use crate::syntax::WordClass;

/// What proposes a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Generator {
    /// The readers' scores around a cue.
    Joined,
    /// The same, with what else stands between marks in its paragraph.
    Extended,
    /// What stands between marks, by itself.
    Marked,
    /// Grammar: "According to the ministry, two people died."
    Clause,
    /// A line or paragraph that is signed: “We stay.” — Ada Okafor
    Signed,
    /// A turn of a transcript or an interview.
    Turn,
    /// What somebody is said to call something, and what else is plainly told: "described as “reckless” by Ann Lee", "was advised by
    /// the bank to wait".
    Called,
    /// A post of social media, signed with a handle and a date.
    Post,
}

impl Generator {
    /// All, in the order of their numbers.
    pub const ALL: [Generator; 8] = [
        Generator::Joined,
        Generator::Extended,
        Generator::Marked,
        Generator::Clause,
        Generator::Signed,
        Generator::Turn,
        Generator::Called,
        Generator::Post,
    ];
}

/// A whole quotation that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its pieces in the order of the text.
    pub content: Vec<Range<usize>>,
    /// Its cue.
    pub cue: Option<Range<usize>>,
    /// Words that may name the speaker with their scores, likeliest first: of all candidates of a cue the same.
    pub sources: Rc<[Scored]>,
    /// Whether those words stand beside another quotation: this one has no source of its own.
    pub inherits: bool,
    /// What proposed it.
    pub generator: Generator,
    /// The number of its group.
    pub group: usize,
    /// How likely each side of the cue holds the piece taken there (or none, where none is taken).
    pub sides: [f32; 2],
    /// How likely the cue has no source.
    pub no_source: f32,
    /// The cue's own probability.
    pub probability: f32,
}

impl Candidate {
    /// How likely both sides hold what is taken there.
    pub fn both_sides(&self) -> f32 {
        self.sides[0] * self.sides[1]
    }

    /// The same with a cue and a source.
    pub fn with_cue(self, cue: Range<usize>, source: Range<usize>) -> Candidate {
        Candidate { cue: Some(cue), sources: [(source, PROPOSED)].into(), inherits: false, no_source: 0.0, ..self }
    }

    /// The tokens of its content.
    pub fn tokens(&self) -> impl Iterator<Item = usize> {
        self.content.iter().cloned().flatten()
    }
}

/// What a generator without scores of its own proposes.
#[derive(Debug, Clone, PartialEq)]
struct Proposed {
    content: Vec<Range<usize>>,
    cue: Option<Range<usize>>,
    source: Option<Range<usize>>,
}

/// How likely such words name the speaker, before anything is known of them.
const PROPOSED: f32 = 0.9;

impl Proposed {
    /// The candidate of `group`; none without a word.
    fn candidate(self, evidence: &Evidence, generator: Generator, group: usize) -> Option<Candidate> {
        let pieces: Vec<Range<usize>> = self.content.into_iter().filter_map(|piece| evidence.trimmed(piece)).collect();
        let no_source = flag(self.source.is_none());
        let probability = self.cue.as_ref().map_or(0.0, |cue| mean(&evidence.cue.inside[cue.clone()]));
        (!pieces.is_empty()).then(|| Candidate {
            content: pieces,
            cue: self.cue,
            inherits: self.source.is_none(),
            sources: self.source.into_iter().map(|source| (source, PROPOSED)).collect(),
            generator,
            group,
            sides: [0.0; 2],
            no_source,
            probability,
        })
    }
}

/// What grammar, the layout and passives of calling propose: to the group of the cue that grammar shares with the reader, or else each
/// in a group of its own, behind those of marks.
fn of_rules(evidence: &Evidence, cues: &[CueOption]) -> Vec<Candidate> {
    let by = |generator: Generator| move |one: Proposed| (one, generator);
    let clauses = clauses::all(evidence).into_iter().map(by(Generator::Clause));
    let called = clauses::called(evidence).into_iter().chain(told::all(evidence)).map(by(Generator::Called));
    let mut next = cues.len() + evidence.marked.len();
    let candidate = |(proposed, generator): (Proposed, Generator)| {
        let shared = proposed.cue.as_ref().filter(|_| generator == Generator::Clause).and_then(|cue| {
            let index = cues.partition_point(|option| option.tokens.end <= cue.start);
            cues.get(index).filter(|option| option.tokens.start < cue.end).map(|_| index)
        });
        next += usize::from(shared.is_none());
        proposed.candidate(evidence, generator, shared.unwrap_or(next - 1))
    };
    clauses.chain(layout::all(evidence)).chain(called).filter_map(candidate).collect()
}

/// What may be a cue in a text, and all its candidates, ordered by their groups.
pub fn all(evidence: &Evidence, joiner: &Joiner) -> (Vec<CueOption>, Vec<Candidate>) {
    let cues = cues(evidence);
    let candidates = groups(evidence, joiner, &cues).flatten().collect();
    (cues, candidates)
}

/// The candidates of a text by their groups, in order: those of cues, of marks, and others. Those of cues are proposed a few cues
/// at a time, those of marks one mark at a time: all together would take many times the memory of the text.
pub fn groups<'a>(
    evidence: &'a Evidence,
    joiner: &'a Joiner,
    cues: &'a [CueOption],
) -> impl Iterator<Item = Vec<Candidate>> + 'a {
    let mut others = of_rules(evidence, cues);
    others.extend(direct::all(evidence, cues));
    others.arrange_by_key(|candidate| candidate.group);
    let without_cue = others.split_off(others.partition_point(|candidate| candidate.group < cues.len()));
    let mut with_cue = others.into_iter().peekable();
    let of_cues = joined::propose(evidence, joiner, cues).enumerate().map(move |(index, mut group)| {
        group.extend(std::iter::from_fn(|| with_cue.next_if(|candidate| candidate.group == index)));
        group
    });
    of_cues
        .chain(joined::between_marks(evidence, cues))
        .chain(without_cue.into_iter().map(|candidate| vec![candidate]))
        .map(|group| distinct(joiner, group))
        .filter(|group| !group.is_empty())
}

/// The candidates of a group, each content once.
fn distinct(joiner: &Joiner, group: Vec<Candidate>) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::with_capacity(group.len());
    for candidate in group {
        let is_wanted = joiner.without != Some(Ablation::Generator(candidate.generator));
        if is_wanted && kept.iter().all(|other| other.content != candidate.content) {
            kept.push(candidate);
        }
    }
    kept
}

/// An answer to a question, with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The words, or none.
    pub tokens: Option<Range<usize>>,
    /// What speaks for it.
    pub features: Vec<f32>,
}

/// The values of [`CueFeature`], in the order of their columns.
fn cue_features(evidence: &Evidence, cue: &CueOption) -> [f32; CUE_FEATURES] {
    let mut row = Row::default();
    let (first, last) = (cue.tokens.start, cue.tokens.end - 1);
    let has = |kind: CueKinds| flag(cue.tokens.clone().any(|token| evidence.cue_kinds[token].has(kind)));
    let speech = flag(cue.tokens.clone().any(|token| evidence.cue_kinds[token].is_speech_verb()));
    let count = evidence.classes.len();
    let before = cue.tokens.start.saturating_sub(4)..cue.tokens.start;
    let after = cue.tokens.end..(cue.tokens.end + 4).min(count);
    let group = evidence.syntax.phrases.verb_at(cue.head);
    row.set(CueFeature::Convention, evidence.convention as u8);
    row.set(CueFeature::Probability, cue.probability);
    row.set(CueFeature::Elsewhere, evidence.other[1].of(&cue.tokens) / cue.tokens.len() as f32);
    row.set(CueFeature::Begin, evidence.cue.begin[cue.tokens.start]);
    row.set(CueFeature::Tokens, cue.tokens.len() as f32);
    row.set(CueFeature::Speech, speech + 2.0 * has(CueKinds::TELL));
    row.set(CueFeature::Call, has(CueKinds::CALL));
    row.set(CueFeature::Thought, has(CueKinds::THINK) + 2.0 * has(CueKinds::NOUN));
    row.set(CueFeature::HeadClass, class(evidence.classes[cue.head]));
    row.set(CueFeature::HeadPart, evidence.part(cue.head));
    row.set(CueFeature::PreviousClass, class(evidence.class_before(first, 1)));
    row.set(CueFeature::SecondPreviousClass, class(evidence.class_before(first, 2)));
    row.set(CueFeature::LastClass, class(evidence.class(last)));
    row.set(CueFeature::NextClass, class(evidence.class(last + 1)));
    row.set(CueFeature::SecondNextClass, class(evidence.class(last + 2)));
    row.set(CueFeature::InMarks, evidence.mark_of[cue.head].is_some());
    row.set(CueFeature::Voice, group.map_or(0.0, |group| 1.0 + flag(group.is_passive)));
    row.set(CueFeature::IntoGroup, group.map_or(0.0, |group| (cue.head - group.tokens.start) as f32));
    row.set(CueFeature::First, evidence.sentence(cue.head).start == cue.tokens.start);
    row.set(CueFeature::SourceBefore, mean(&evidence.source.inside[before.clone()]));
    row.set(CueFeature::SourceBehind, mean(&evidence.source.inside[after.clone()]));
    row.set(CueFeature::ContentBefore, evidence.mean_content(before));
    row.set(CueFeature::ContentBehind, evidence.mean_content(after));
    row.0
}

/// The number of commas in `tokens`.
fn commas(evidence: &Evidence, tokens: &Range<usize>) -> f32 {
    tokens.clone().filter(|token| evidence.classes[*token] == WordClass::Comma).count() as f32
}

/// Of the cues between: the highest probability, and their number.
fn rival_cue(cues: &[CueOption], between: &Range<usize>, index: usize) -> (f32, f32) {
    let from = cues.partition_point(|cue| cue.tokens.start < between.start);
    let rivals = cues[from..].iter().enumerate().take_while(|(_, cue)| cue.tokens.end <= between.end);
    let rivals = rivals.filter(|(at, _)| from + at != index);
    rivals.fold((0.0, 0.0), |(most, count), (_, cue)| (cue.probability.max(most), count + 1.0))
}

/// The value of what is told of a candidate, or of a piece of content, where there is none.
pub(super) const NONE: f32 = -30.0;

pub(super) fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

pub(super) fn class(class: WordClass) -> f32 {
    f32::from(class as u8)
}

pub(super) fn mean(values: &[f32]) -> f32 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f32>() / values.len() as f32 }
}

#[cfg(test)]
mod tests;
