//! Chooses among the candidates of a text: the only place, with `closing`, that accepts and rejects.
//!
//! Each group's candidates share the probability that one of them is right with "none of them". Those that are likely
//! enough are accepted, the likeliest first, if they do not cross what has been accepted.

use crate::arranging::Arrange;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::candidates::{self, Candidate, CueOption, Generator};
use super::evidence::{Convention, Evidence, lies_in};
use super::features::rows;
use super::forest::shares;
use super::marks::Marked;
use super::scorer::Joiner;
use super::{closing, constraints, inherited, settled};

/// A candidate is accepted when its group is at least this likely to hold a quotation, by [`Convention`]; the second of
/// each where all of the likeliest stands between marks.
const LEAST_GROUP: [[f32; 2]; 2] = [[0.36, 0.12], [0.34, 0.25]];
/// The same of what is plainly told.
const LEAST_PLAIN: f32 = 0.04;
/// How likely direct speech beside its speaker is right at least.
const DIRECT: f32 = 0.97;
/// And when it is at least this share as likely as the likeliest of its group.
const LEAST_SHARE: f32 = 0.25;
/// How likely a turn or a signed line is right, which too few corpora have to fit anything by.
const CERTAIN: f32 = 1.0;

/// So many groups are scored together.
const TOGETHER: usize = 16;

/// Of `groups` of candidates those that are accepted, in the order of the text.
pub fn decode(
    evidence: &Evidence,
    joiner: &Joiner,
    cues: &[CueOption],
    mut groups: impl Iterator<Item = Vec<Candidate>>,
) -> Vec<Candidate> {
    let mut open: Vec<(f32, Candidate)> = Vec::new();
    loop {
        let groups: Vec<Vec<Candidate>> = groups.by_ref().take(TOGETHER).collect();
        if groups.is_empty() {
            break;
        }
        // Those that are certain are not asked about.
        let asked = |group: &Vec<Candidate>| if is_certain(group) { Vec::new() } else { rows(evidence, cues, group) };
        let rows: Vec<_> = groups.iter().map(asked).collect();
        let shares = shares(&joiner.whole, &rows);
        open.extend(groups.iter().zip(&shares).flat_map(|(group, shares)| likely(evidence, group, shares)));
    }
    // Whether what is told within marks that are opened again is accepted is decided after these marks themselves.
    let reopened = constraints::reopened(evidence);
    let waits = |one: &Candidate| constraints::lies_in_reopened(evidence, &reopened, one);
    let mut open: Vec<(bool, f32, Candidate)> =
        open.into_iter().map(|(probability, one)| (waits(&one), probability, one)).collect();
    open.arrange_by(|a, b| {
        let earlier = a.2.content[0].start.cmp(&b.2.content[0].start);
        a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(earlier)
    });
    let mut taken = Taken(vec![false; evidence.classes.len()]);
    let mut groups: FxHashSet<usize> = FxHashSet::default();
    let mut accepted: Vec<Candidate> = Vec::new();
    for (_, _, candidate) in open {
        if !groups.contains(&candidate.group) && taken.is_free(&candidate) {
            taken.take(&candidate);
            groups.insert(candidate.group);
            accepted.push(candidate);
        }
    }
    accepted.arrange_by_key(|one| one.content[0].start);
    closing::take_whole(evidence, &mut accepted);
    taken.0.fill(false);
    accepted.iter().for_each(|one| taken.take(one));
    for candidate in &mut accepted {
        settled::settle(evidence, candidate, |tokens| !taken.0[tokens].contains(&true));
    }
    go_on(evidence, &reopened, &mut accepted, &mut taken);
    inherited::inherit(evidence, &mut accepted);
    accepted
}

/// Gives each candidate the pieces by which it goes on, unless somebody else says them. What lies within such a piece is told
/// there: “A,” said Lee. “I told them that B.”
fn go_on(evidence: &Evidence, reopened: &[bool], accepted: &mut Vec<Candidate>, taken: &mut Taken) {
    let mut further: Vec<(usize, Vec<Range<usize>>)> = Vec::new();
    for (index, one) in accepted.iter().enumerate() {
        let others = constraints::other_pieces(evidence, reopened, one);
        further.extend(others.into_iter().map(|pieces| (index, pieces)));
        let behind = constraints::further_pieces(evidence, one);
        further.extend(behind.into_iter().map(|piece| (index, vec![piece])));
    }
    let mut told = vec![false; accepted.len()];
    for (index, pieces) in further {
        let mark = evidence.mark(pieces[0].start);
        let are_one = evidence.mark_of[pieces[0].start].is_some_and(|mark| reopened[mark as usize]);
        let whole = mark.filter(|_| are_one).map_or(pieces[0].clone(), Marked::extent);
        let is_told = |one: &Candidate| one.cue.is_some() && Taken::words(one).all(|range| lies_in(range, &whole));
        let within = accepted.partition_point(|one| one.content[0].start < whole.start);
        let within = within..accepted.partition_point(|one| one.content[0].start < whole.end);
        let within: Vec<usize> = within.filter(|other| is_told(&accepted[*other])).collect();
        // Whose words these are is in doubt where the closing mark was forgotten.
        let is_closed = mark.is_some_and(|mark| mark.close.is_some());
        let is_narrated = || within.iter().any(|other| constraints::narrates(evidence, &accepted[*other]));
        if !within.is_empty() && (!is_closed || if are_one { is_narrated() } else { within.len() > 1 }) {
            continue;
        }
        let mut free = taken.0[whole.clone()].to_vec();
        let words = within.iter().flat_map(|other| Taken::words(&accepted[*other]));
        words.for_each(|range| free[range.start - whole.start..range.end - whole.start].fill(false));
        for piece in pieces {
            if !free[piece.start - whole.start..piece.end - whole.start].contains(&true) {
                within.iter().for_each(|other| told[*other] = true);
                taken.0[piece.clone()].fill(true);
                let content = &mut accepted[index].content;
                content.insert(content.partition_point(|other| other.start < piece.start), piece);
            }
        }
    }
    let mut told = told.into_iter();
    accepted.retain(|_| told.next() != Some(true));
}

/// The candidates of a group that may be accepted, each with how likely it is right: the probability of the whole group, less what it lies
/// below its best, so that boundaries in doubt do not cost a quotation its place.
fn likely(evidence: &Evidence, group: &[Candidate], scores: &[f32]) -> Vec<(f32, Candidate)> {
    if is_certain(group) {
        return group.iter().map(|one| (CERTAIN, one.clone())).collect();
    }
    let mut some = 1.0 - scores[0];
    let best = scores[1..].iter().copied().fold(0.0, f32::max);
    let by_convention = &LEAST_GROUP[usize::from(evidence.convention == Convention::Attributions)];
    let all = || group.iter().zip(&scores[1..]);
    let is_none = |one: &Candidate| {
        constraints::names_a_thing(evidence, one)
            || constraints::is_labelled_by_nobody(evidence, one)
            || constraints::is_link(evidence, one)
            || settled::tells_nothing(evidence, one)
    };
    let best_is = |ask: &dyn Fn(&Candidate) -> bool| all().any(|(one, score)| *score == best && ask(one));
    let marked = best_is(&|one| evidence.is_marked(one.tokens()));
    let is_likely =
        some >= by_convention[usize::from(marked)] || best_is(&|one| settled::opens_paragraph(evidence, one));
    let is_direct = |one: &Candidate| candidates::is_direct(evidence, one);
    let has_direct = group.iter().any(is_direct);
    let is_plain = |one: &Candidate| settled::is_plain(evidence, one);
    let has_plain = !is_likely && !has_direct && some >= LEAST_PLAIN && best_is(&is_plain);
    if !is_likely && !has_direct && !has_plain || best_is(&is_none) {
        return Vec::new();
    }
    if has_direct {
        some = some.max(DIRECT);
    }
    // Both halves of a clause that the cue interrupts are said.
    let halves = constraints::interrupted(evidence, &group[0]);
    let has_both = |one: &Candidate| halves.as_ref().is_some_and(|gap| constraints::has_both_sides(evidence, one, gap));
    let is_cut = |one: &Candidate| {
        !has_both(one) && group.iter().any(has_both)
            || constraints::holds_answer(evidence, one)
            || has_direct && candidates::holds_narration(evidence, one)
    };
    // "Lee said the plan was late and urged people to wait": it ends before the second verb.
    let cut = |one: &Candidate| {
        let mut candidate = one.clone();
        if let Some(end) = settled::second_verb_of_speech(evidence, one) {
            candidate.content[0].end = end;
        }
        candidate
    };
    let is_kept =
        |one: &Candidate| !is_cut(one) && (is_likely || if has_direct { is_direct(one) } else { is_plain(one) });
    let kept = || all().filter(|(one, _)| is_kept(one));
    let best = kept().map(|(_, score)| *score).fold(0.0, f32::max);
    let likely = kept().filter(|(_, score)| **score >= LEAST_SHARE * best);
    likely.map(|(one, score)| (some * score / best, cut(one))).collect()
}

fn is_certain(group: &[Candidate]) -> bool {
    group.iter().all(|candidate| {
        matches!(candidate.generator, Generator::Turn | Generator::Signed | Generator::Called | Generator::Post)
    })
}

/// Which tokens accepted candidates have taken for content or cue.
struct Taken(Vec<bool>);

impl Taken {
    fn words(candidate: &Candidate) -> impl Iterator<Item = &Range<usize>> {
        candidate.content.iter().chain(&candidate.cue)
    }

    fn is_free(&self, candidate: &Candidate) -> bool {
        Taken::words(candidate).all(|range| !self.0[range.clone()].contains(&true))
    }

    fn take(&mut self, candidate: &Candidate) {
        Taken::words(candidate).for_each(|range| self.0[range.clone()].fill(true));
    }
}

#[cfg(test)]
mod tests {
    use super::super::by_hand;
    use super::*;

    const TEXT: &str = "“We stay,” said Lee. “Now go.” The port is shut, Ann said, too.";

    /// `candidates`: group, content and cue of each; `likely`: the words that the reader holds for content; `expect`: the
    /// contents of what is accepted.
    fn check(candidates: &[(usize, &str, &str)], likely: &[&str], expect: &[&str]) {
        check_in(TEXT, candidates, likely, expect);
    }

    fn check_in(text: &str, candidates: &[(usize, &str, &str)], likely: &[&str], expect: &[&str]) {
        let told = likely.iter().fold(text.to_owned(), |told, words| told.replace(words, &format!("{{Q {words}}}")));
        by_hand::read(&told, |evidence| {
            let candidates = candidates.iter().map(|(group, content, cue)| {
                let source = if cue.is_empty() { "" } else { "Lee" };
                let generator = if *group > 8 { Generator::Turn } else { Generator::Joined };
                Candidate { group: *group, generator, ..by_hand::candidate(evidence, content, cue, source) }
            });
            let candidates: Vec<Candidate> = candidates.collect();
            let groups = candidates.chunk_by(|a, b| a.group == b.group).map(<[Candidate]>::to_vec);
            let accepted = decode(evidence, &by_hand::joiner(), &[], groups);
            let words = |one: &Candidate| by_hand::words(evidence, &one.content);
            assert_eq!(accepted.iter().map(words).collect::<Vec<_>>(), expect, "{told}");
            assert!(accepted.iter().all(|one| !one.sources.is_empty() || one.group > 8));
        });
    }

    #[test]
    fn the_likeliest_of_a_group_is_accepted() {
        let of_cue = [(0, "We stay", "said"), (0, "We stay/Now go.", "said"), (0, "The port", "said")];
        check(&of_cue, &["We stay", "Now go"], &["We stay/Now go."]);
        check(&of_cue[2..], &[], &[]);
        // Direct speech beside its speaker is accepted whatever the scores.
        check(&of_cue, &[], &["We stay/Now go"]);
    }

    #[test]
    fn what_would_cross_gives_way() {
        let two =
            [(0, "Now go.", "said Lee"), (1, "We stay,” said Lee. “Now go", "Ann"), (1, "The port is shut", "Ann")];
        check(&two[..1], &["Now go."], &["Now go."]);
        let found = ["We stay,” said Lee. “Now go", "The port is shut"];
        check(&two, &[found[0]], &[found[0]]);
        let rivals = [(0, "We stay", "said"), (1, "We stay", "Ann said"), (1, "The port is shut", "Ann said")];
        check(&rivals, &["We stay", "The port is shut"], &["We stay/Now go", "The port is shut"]);
    }

    #[test]
    fn turns_come_first_and_who_spoke_speaks_on() {
        check(&[(0, "Now go", "said"), (9, "Now go.", "")], &["Now go"], &["Now go."]);
        check(&[(0, "We stay", "said"), (1, "Now go.", "")], &["We stay", "Now go."], &["We stay", "Now go."]);
        // Marks that are opened again are one, whatever is told within them.
        let told = "“We stay. “They hear it rains,” said Lee.";
        let within = [(0, "We stay", "Lee"), (1, "it rains", "They hear")];
        check_in(told, &within, &["it rains", "We stay"], &["We stay/They hear it rains"]);
        // Somebody's words within the piece by which Lee goes on.
        let within = [(0, "We stay", "said"), (1, "go", "Now")];
        check(&within, &["We stay", "go"], &["We stay/Now go"]);
    }
}
