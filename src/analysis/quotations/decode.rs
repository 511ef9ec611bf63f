//! Chooses among the candidates of a text: the only place that accepts and rejects.
//!
//! Each group's candidates share the probability that one of them is right with "none of them". Those that are likely
//! enough are accepted, the likeliest first, if they do not cross what has been accepted.

use std::ops::Range;

use super::candidates::{Candidate, CueOption, Generator};
use super::evidence::{Convention, Evidence};
use super::features::rows;
use super::scorer::{Joiner, probabilities};

/// A candidate is accepted when its group is at least this likely to hold a quotation, by [`Convention`]; the second of
/// each where all of the likeliest stands between marks.
const LEAST_GROUP: [[f32; 2]; 2] = [[0.5, 0.35], [0.42, 0.35]];
/// And when it is at least this share as likely as the likeliest of its group.
const LEAST_SHARE: f32 = 0.25;
/// How likely a turn or a signed line is right, which too few corpora have to fit anything by.
const LAYOUT: f32 = 1.0;

/// A candidate with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// The candidate.
    pub candidate: Candidate,
    /// How likely it is right.
    pub probability: f32,
}

/// The candidates that are accepted, in the order of the text.
pub fn decode(evidence: &Evidence, joiner: &Joiner, cues: &[CueOption], candidates: Vec<Candidate>) -> Vec<Accepted> {
    let mut open: Vec<Accepted> = Vec::new();
    for group in candidates.chunk_by(|a, b| a.group == b.group) {
        open.extend(likely(evidence, joiner, cues, group));
    }
    open.sort_by(|a, b| {
        b.probability.total_cmp(&a.probability).then(a.candidate.content[0].start.cmp(&b.candidate.content[0].start))
    });
    let mut taken = Taken { by: vec![None; evidence.classes.len()] };
    let mut groups: Vec<usize> = Vec::new();
    let mut accepted: Vec<Accepted> = Vec::new();
    for one in open {
        let candidate = &one.candidate;
        if !groups.contains(&candidate.group) && taken.is_free(candidate) {
            taken.take(candidate, accepted.len());
            groups.push(candidate.group);
            accepted.push(one);
        }
    }
    accepted.sort_by_key(|one| one.candidate.content[0].start);
    inherit(evidence, &mut accepted);
    accepted
}

/// The candidates of a group that may be accepted. Each stands with the probability of the whole group, less what it lies
/// below its best, so that boundaries in doubt do not cost a quotation its place.
fn likely(evidence: &Evidence, joiner: &Joiner, cues: &[CueOption], group: &[Candidate]) -> Vec<Accepted> {
    let laid_out = |candidate: &Candidate| matches!(candidate.generator, Generator::Turn | Generator::Signed);
    if group.iter().all(laid_out) {
        return group.iter().map(|one| Accepted { candidate: one.clone(), probability: LAYOUT }).collect();
    }
    let rows = rows(evidence, cues, group);
    let rows: Vec<&[f32]> = rows.iter().map(<[f32; _]>::as_slice).collect();
    let scores = probabilities(&joiner.whole, &rows);
    let some = 1.0 - scores[0];
    let best = scores[1..].iter().copied().fold(0.0, f32::max);
    let marked = group.iter().zip(&scores[1..]).any(|(one, score)| *score == best && is_between_marks(evidence, one));
    let env = |n: &str, d: f32| std::env::var(n).ok().and_then(|v| v.parse().ok()).unwrap_or(d);
    let by_convention = &[[env("T00", 0.5), env("T01", 0.35)], [env("T10", 0.42), env("T11", 0.35)]]
        [usize::from(evidence.convention == Convention::Attributions)];
    if some < by_convention[usize::from(marked)] {
        return Vec::new();
    }
    let likely = group.iter().zip(&scores[1..]).filter(|(_, score)| **score >= LEAST_SHARE * best);
    likely.map(|(one, score)| Accepted { candidate: one.clone(), probability: some * score / best }).collect()
}

fn is_between_marks(evidence: &Evidence, candidate: &Candidate) -> bool {
    candidate.content.iter().cloned().flatten().all(|token| evidence.mark_of[token].is_some())
}

/// The words that accepted candidates have taken.
struct Taken {
    /// The number of the quotation whose content or cue each token is.
    by: Vec<Option<u32>>,
}

impl Taken {
    fn words(candidate: &Candidate) -> impl Iterator<Item = &Range<usize>> {
        candidate.content.iter().chain(&candidate.cue)
    }

    fn is_free(&self, candidate: &Candidate) -> bool {
        Taken::words(candidate).all(|range| self.by[range.clone()].iter().all(Option::is_none))
    }

    fn take(&mut self, candidate: &Candidate, number: usize) {
        Taken::words(candidate).for_each(|range| self.by[range.clone()].fill(Some(number as u32)));
    }
}

/// How likely the speaker of a quotation without a source is who spoke last: in the same paragraph, in the two before.
const SAME_SPEAKER: [f32; 2] = [0.7, 0.4];
const NEAR: u32 = 2;

/// Gives quotations without a source of their own the sources of the quotation before.
fn inherit(evidence: &Evidence, accepted: &mut [Accepted]) {
    for index in 1..accepted.len() {
        let (before, rest) = accepted.split_at_mut(index);
        let (last, own) = (&before[index - 1].candidate, &mut rest[0].candidate);
        if !own.inherits || !own.sources.is_empty() {
            continue;
        }
        let paragraph = |candidate: &Candidate| evidence.paragraph_of[candidate.content[0].start];
        let away = paragraph(own).saturating_sub(evidence.paragraph_of[last.content[last.content.len() - 1].start]);
        if away <= NEAR {
            let sure = SAME_SPEAKER[usize::from(away > 0)];
            own.sources = last.sources.iter().map(|(source, score)| (source.clone(), score * sure)).collect();
        }
    }
}
