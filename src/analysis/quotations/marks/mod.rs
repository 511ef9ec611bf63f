//! Finds what stands between quotation marks.
//!
//! Every family of marks (double, single, angled) is solved by itself, over the whole text, as a shortest path: each
//! mark opens, closes, closes one that was forgotten and opens anew, or is no quotation mark at all, and each choice
//! costs what speaks against it (white space on the wrong side, an apostrophe's surroundings, a paragraph that ends
//! before the quotation does). So a lost mark is mended at its paragraph, and can never swallow half an article.

mod costs;

use crate::arranging::Arrange;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use crate::knowledge::cues::{CueKinds, cue_kinds};
use crate::syntax::Syntax;
use costs::{Family, Fronted, Mark, NEVER, mark};

/// Words between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The tokens inside the marks: one piece per paragraph, none empty.
    pub pieces: Vec<Range<usize>>,
    /// The token that opens it.
    pub open: usize,
    /// The token that closes it, unless it was forgotten.
    pub close: Option<usize>,
    /// How many others it lies in.
    pub depth: usize,
}

impl Marked {
    /// From its opening mark to its closing one, or to its end.
    fn whole(&self) -> Range<usize> {
        self.open..self.close.unwrap_or(self.extent().end)
    }

    /// From its first to its last token, marks left out.
    pub fn extent(&self) -> Range<usize> {
        self.pieces[0].start..self.pieces[self.pieces.len() - 1].end
    }
}

/// All stretches between quotation marks, in the order of their opening; outer before inner.
pub fn find(syntax: &Syntax) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    for family in [Family::Double, Family::Angled, Family::Single] {
        let solved = solve(syntax, family);
        if !solved.is_empty() {
            add_uncrossed(&mut found, solved, syntax.tokens.len());
        }
    }
    found.arrange_by_key(|marked| (marked.open, Reverse(marked.close)));
    let mut ends: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
    for marked in &mut found {
        while ends.peek().is_some_and(|end| end.0 <= marked.open) {
            ends.pop();
        }
        marked.depth = ends.len();
        ends.push(Reverse(marked.extent().end));
    }
    found
}

/// Adds those of `solved`, the marks of one family in the order of their closing, that cross none before them.
fn add_uncrossed(found: &mut Vec<Marked>, solved: Vec<Marked>, tokens: usize) {
    let innermost = innermost(found, tokens);
    let earlier = found.len();
    for marked in solved {
        let extent = marked.whole();
        let around = |token: usize| innermost.get(token).and_then(|index| index.map(|index| found[index].whole()));
        let crosses_others = around(extent.start).is_some_and(|other| other.end < extent.end)
            || around(extent.end).is_some_and(|other| extent.start < other.start);
        // Of their own family only those that were closed since this one was opened can cross it.
        let inner = found[earlier..].iter().rev().map(Marked::whole).take_while(|inner| extent.start < inner.start);
        let crosses_own = inner.into_iter().any(|inner| {
            #[cfg(test)]
            super::by_hand::count(1);
            inner.start < extent.end && extent.end < inner.end
        });
        if !crosses_others && !crosses_own {
            found.push(marked);
        }
    }
}

/// For each token the innermost of `found`, none of which cross each other, that it lies in, their own marks left out.
fn innermost(found: &[Marked], tokens: usize) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.arrange_by_key(|index| (found[*index].open, Reverse(found[*index].whole().end)));
    let mut order = order.into_iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut innermost = vec![None; if found.is_empty() { 0 } else { tokens + 1 }];
    for (token, innermost) in innermost.iter_mut().enumerate() {
        while open.last().is_some_and(|index| found[*index].whole().end <= token) {
            open.pop();
        }
        *innermost = open.last().copied();
        open.extend(std::iter::from_fn(|| order.next_if(|index| found[*index].open == token)));
    }
    innermost
}

/// A mark, or the gap between two paragraphs.
enum Step {
    Mark(Mark),
    /// The first token of the next paragraph, and whether it is a mark that may open.
    Gap {
        next: usize,
        reopens: bool,
    },
}

fn steps(syntax: &Syntax, family: Family) -> Vec<Step> {
    let mut steps = Vec::new();
    let fronted = &mut Fronted::default();
    for (index, paragraph) in syntax.paragraphs.iter().enumerate() {
        if index > 0 {
            let next = paragraph.tokens.start;
            let reopens = mark(syntax, next, family, fronted).is_some_and(|mark| mark.open < 1.0);
            steps.push(Step::Gap { next, reopens });
        }
        let marks = paragraph.tokens.clone().filter_map(|token| mark(syntax, token, family, fronted));
        steps.extend(marks.map(Step::Mark));
    }
    steps
}

/// What a step does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Act {
    Skip,
    Open,
    Close,
    /// Closes one whose mark was forgotten, and opens another.
    Reopen,
    /// At the head of a paragraph: the mark repeats that the quotation goes on.
    Continue,
    /// At the end of a paragraph: the quotation ends though no mark closes it.
    Mend,
}

/// States: closed, open, and a quotation within one of the same family; and, after a gap, open with the mark of the
/// paragraph's head due.
const STATES: usize = 4;

/// Where `act` leads from `state`, and at what cost.
fn moves(step: &Step, state: usize, family: Family) -> Vec<(Act, usize, f32)> {
    match step {
        Step::Mark(mark) => {
            let repeat = (mark.open < 1.0).then_some((Act::Continue, 1, 0.0));
            match state {
                0 => vec![
                    (Act::Skip, 0, mark.skip.min(if mark.open >= 1.0 { 1.2 } else { NEVER })),
                    (Act::Open, 1, mark.open),
                ],
                1 => vec![
                    (Act::Skip, 1, mark.skip),
                    (Act::Close, 0, mark.close),
                    (Act::Reopen, 1, mark.open + mark.reopen),
                    (Act::Open, 2, mark.open + if family == Family::Single { NEVER } else { mark.within }),
                ],
                2 => vec![(Act::Skip, 2, mark.skip), (Act::Close, 1, mark.close)],
                _ => repeat.into_iter().collect(),
            }
        }
        Step::Gap { reopens, .. } => match state {
            0 => vec![(Act::Skip, 0, 0.0)],
            1 if *reopens => vec![(Act::Skip, 3, 0.45), (Act::Mend, 0, 1.0)],
            1 => vec![(Act::Skip, 1, 0.6), (Act::Mend, 0, 1.0)],
            _ => vec![(Act::Mend, 0, 2.0)],
        },
    }
}

fn solve(syntax: &Syntax, family: Family) -> Vec<Marked> {
    let steps = steps(syntax, family);
    if !steps.iter().any(|step| matches!(step, Step::Mark(_))) {
        return Vec::new();
    }
    let mut best = [0.0, NEVER * 1e6, NEVER * 1e6, NEVER * 1e6];
    let mut back: Vec<[(usize, Act); STATES]> = Vec::with_capacity(steps.len());
    for step in &steps {
        let mut next = [NEVER * 1e6; STATES];
        let mut from = [(0, Act::Skip); STATES];
        for (state, cost) in best.iter().enumerate() {
            for (act, to, extra) in moves(step, state, family) {
                if cost + extra < next[to] {
                    next[to] = cost + extra;
                    from[to] = (state, act);
                }
            }
        }
        best = next;
        back.push(from);
    }
    let ends = [best[0], best[1] + 1.0, best[2] + 2.0, NEVER * 1e6];
    let mut state = (0..STATES).fold(0, |low, state| if ends[state] < ends[low] { state } else { low });
    let mut acts = vec![Act::Skip; steps.len()];
    for index in (0..steps.len()).rev() {
        let (from, act) = back[index][state];
        acts[index] = act;
        state = from;
    }
    build(syntax, &steps, &acts)
}

fn build(syntax: &Syntax, steps: &[Step], acts: &[Act]) -> Vec<Marked> {
    let mut done = Vec::new();
    // Open quotations, innermost last: the opening token, its finished pieces, and where the present piece starts.
    let mut open: Vec<(usize, Vec<Range<usize>>, usize)> = Vec::new();
    let mut finish =
        |(token, mut pieces, start): (usize, Vec<Range<usize>>, usize), end: usize, close: Option<usize>| {
            if start < end {
                pieces.push(start..end);
            }
            if !pieces.is_empty() {
                done.push(Marked { pieces, open: token, close, depth: 0 });
            }
        };
    for (step, act) in steps.iter().zip(acts) {
        match (step, act) {
            (Step::Mark(mark), Act::Open) => open.push((mark.token, Vec::new(), mark.token + 1)),
            (Step::Mark(mark), Act::Close) => {
                if let Some(top) = open.pop() {
                    finish(top, mark.token, Some(mark.token));
                }
            }
            (Step::Mark(mark), Act::Reopen) => {
                let inside = open.last().map_or(0, |top| top.2)..mark.token;
                let end = forgotten_end(syntax, inside.clone());
                if let Some(top) = open.last_mut().filter(|_| end == mark.token && !inside.is_empty()) {
                    // Paragraphs that were joined: the mark repeats that the quotation goes on.
                    top.1.push(inside);
                    top.2 = mark.token + 1;
                } else {
                    if let Some(top) = open.pop() {
                        finish(top, end, None);
                    }
                    open.push((mark.token, Vec::new(), mark.token + 1));
                }
            }
            (Step::Mark(mark), Act::Continue) => {
                if let Some(top) = open.last_mut() {
                    top.2 = mark.token + 1;
                }
            }
            (Step::Gap { next, .. }, Act::Mend) => {
                while let Some(top) = open.pop() {
                    finish(top, *next, None);
                }
            }
            (Step::Gap { next, .. }, _) => {
                for top in &mut open {
                    if top.2 < *next {
                        top.1.push(top.2..*next);
                    }
                    top.2 = *next;
                }
            }
            (Step::Mark(_), _) => {}
        }
    }
    while let Some(top) = open.pop() {
        finish(top, syntax.tokens.len(), None);
    }
    done
}

/// Where a quotation whose closing mark was forgotten may have ended: at the comma before a verb of speech, or at the
/// last end of a sentence.
fn forgotten_end(syntax: &Syntax, inside: Range<usize>) -> usize {
    let speaks = |token: usize| cue_kinds(&syntax.word(token).to_lowercase()).has(CueKinds::SAY);
    let before_cue = inside.clone().find(|token| {
        matches!(syntax.word(*token), "," | "?" | "!") && (token + 1..(token + 4).min(inside.end)).any(speaks)
    });
    let last_end = || inside.clone().rev().find(|token| matches!(syntax.word(*token), "." | "?" | "!" | "…" | "..."));
    before_cue.or_else(last_end).map_or(inside.end, |token| token + 1)
}

#[cfg(test)]
mod tests;
