//! What the forests are asked of an article, and the right answers.

use std::ops::Range;

use whosaid::analysis::quotations::candidates::{
    self, Choice, CueOption, Generator, Side, cues, piece_choices, source_choices, sources,
};
use whosaid::analysis::quotations::evidence::{Convention, Evidence};
use whosaid::analysis::quotations::features::rows;
use whosaid::analysis::quotations::marks::{self, Marked};
use whosaid::analysis::quotations::scorer::{Joiner, ranked};
use whosaid::evaluation::corpora::Article;
use whosaid::reader::features::features;
use whosaid::reader::network::Network;
use whosaid::reader::segments_to_read;
use whosaid::syntax::Syntax;

use super::boosting::Questions;
use crate::data::{self, places_of};

/// A quotation of the corpus in tokens.
struct Gold {
    content: Vec<Range<usize>>,
    source: Option<Range<usize>>,
    cue: Option<Range<usize>>,
    is_optional: bool,
}

/// A scored article with its quotations.
pub struct Example<'a> {
    syntax: Syntax<'a>,
    marked: Vec<Marked>,
    convention: Convention,
    gold: Vec<Gold>,
    times: usize,
}

impl<'a> Example<'a> {
    /// `article`, its roles scored by `reader`, counted so many `times`.
    pub fn new(article: &'a Article, reader: Option<&Network>, convention: Convention, times: usize) -> Example<'a> {
        let mut syntax = Syntax::new(&article.text);
        if let Some(reader) = reader {
            let scores = reader.read(&features(&article.text, &segments_to_read(&article.text)));
            syntax.scores.speech = scores.speech;
            syntax.scores.attributions = scores.attributions;
        }
        let places = places_of(&article.text, &syntax.tokens);
        let tokens = |range: &data::Range| {
            let start = places.partition_point(|place| place.1 <= range.0);
            start..places.partition_point(|place| place.0 < range.1).max(start)
        };
        let all = |ranges: &[data::Range]| ranges.iter().map(tokens).filter(|r| !r.is_empty()).collect::<Vec<_>>();
        let first =
            |ranges: &Option<Vec<data::Range>>| ranges.as_ref().and_then(|ranges| all(ranges).into_iter().next());
        let gold = article.quotes.iter().map(|quote| Gold {
            content: all(&quote.content),
            source: first(&quote.speaker),
            cue: first(&quote.cue),
            is_optional: quote.optional,
        });
        let gold = gold.collect();
        let marked = marks::find(&syntax);
        Example { syntax, marked, convention, gold, times }
    }

    fn evidence(&self) -> Evidence<'_, 'a> {
        Evidence::new(&self.syntax, &self.marked, self.convention)
    }
}

fn shared(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// The quotation of each cue option: that whose cue it is the likeliest option of.
fn owners<'g>(cues: &[CueOption], gold: &'g [Gold]) -> Vec<Option<&'g Gold>> {
    let mut owners: Vec<Option<&Gold>> = vec![None; cues.len()];
    for quotation in gold {
        let Some(cue) = &quotation.cue else { continue };
        let free = (0..cues.len()).filter(|index| owners[*index].is_none() && shared(&cues[*index].tokens, cue) > 0);
        if let Some(best) = free.max_by(|a, b| cues[*a].probability.total_cmp(&cues[*b].probability)) {
            owners[best] = Some(quotation);
        }
    }
    owners
}

fn push(questions: &mut Questions, times: usize, choices: &[Choice], answer: impl Fn(usize) -> f32) {
    for _ in 0..times {
        questions.push(choices.iter().enumerate().map(|(index, choice)| (choice.features.as_slice(), answer(index))));
    }
}

/// Of every cue of a quotation: which of the options is its source?
pub fn add_sources(example: &Example, questions: &mut Questions) {
    let evidence = example.evidence();
    let (cues, all_sources) = (cues(&evidence), sources(&evidence));
    for (index, owner) in owners(&cues, &example.gold).into_iter().enumerate() {
        let Some(quotation) = owner else { continue };
        let choices = source_choices(&evidence, &cues, &all_sources, index);
        let right = match &quotation.source {
            None => Some(0),
            Some(source) => {
                let overlap = |index: usize| {
                    let tokens = choices[index].tokens.clone().unwrap_or(0..0);
                    let both = shared(&tokens, source);
                    both as f32 / (tokens.len() + source.len() - both) as f32
                };
                let best = (1..choices.len()).rev().max_by(|a, b| overlap(*a).total_cmp(&overlap(*b)));
                best.filter(|index| overlap(*index) > 0.0)
            }
        };
        if let Some(right) = right {
            push(questions, example.times, &choices, |index| f32::from(u8::from(index == right)));
        }
    }
}

/// Of every side of every cue: which of the options is the content that it has there?
pub fn add_pieces(example: &Example, joiner: &Joiner, questions: &mut Questions) {
    let evidence = example.evidence();
    let (cues, all_sources) = (cues(&evidence), sources(&evidence));
    for (index, owner) in owners(&cues, &example.gold).into_iter().enumerate() {
        if owner.is_some_and(|quotation| quotation.is_optional) {
            continue;
        }
        let choices = source_choices(&evidence, &cues, &all_sources, index);
        let (sources, none) = ranked(&joiner.source, vec![choices]).swap_remove(0);
        let source = sources.first().filter(|(_, score)| *score >= none).map(|(source, _)| source);
        for side in [Side::Left, Side::Right] {
            let choices = piece_choices(&evidence, &cues, index, source, side);
            let Some(piece) = owner.and_then(|quotation| piece_on(&evidence, quotation, side)) else {
                if choices.len() > 1 {
                    push(questions, example.times, &choices, |index| f32::from(u8::from(index == 0)));
                }
                continue;
            };
            let likeness: Vec<f32> = choices
                .iter()
                .map(|choice| {
                    let tokens = choice.tokens.clone().unwrap_or(0..0);
                    let both = shared(&tokens, &piece) as f32;
                    both / (tokens.len() as f32 + piece.len() as f32 - both)
                })
                .collect();
            let most = likeness.iter().copied().fold(0.0, f32::max);
            if most >= 0.5 {
                let shares = shares(&likeness, 20.0);
                push(questions, example.times, &choices, |index| shares[index]);
            }
        }
    }
}

/// The most like the right one is the answer, and a little of it goes to what is nearly as like.
fn shares(likeness: &[f32], sharpness: f32) -> Vec<f32> {
    let most = likeness.iter().copied().fold(0.0, f32::max);
    let share = |value: f32| if value < 0.3 { 0.0 } else { ((value - most) * sharpness).exp() };
    let sum: f32 = likeness.iter().map(|value| share(*value)).sum();
    likeness.iter().map(|value| share(*value) / sum).collect()
}

/// The content of `quotation` on one side of its cue, from its first word to its last.
fn piece_on(evidence: &Evidence, quotation: &Gold, side: Side) -> Option<Range<usize>> {
    let cue = quotation.cue.as_ref()?;
    let on_side = |piece: &&Range<usize>| (piece.start < cue.start) == (side == Side::Left);
    let start = quotation.content.iter().filter(on_side).map(|piece| piece.start).min()?;
    let end = quotation.content.iter().filter(on_side).map(|piece| piece.end).max()?;
    evidence.trimmed(start..end)
}

/// How good `content` is for `gold`: 1 if their words are the same, three fifths of the overlap of words if that is at
/// least a half, otherwise nothing.
fn likeness(evidence: &Evidence, content: &[Range<usize>], gold: &Gold) -> f32 {
    let words = |pieces: &[Range<usize>]| pieces.iter().map(|piece| evidence.word_count(piece.clone())).sum::<u32>();
    let both: u32 = content
        .iter()
        .flat_map(|a| gold.content.iter().map(move |b| a.start.max(b.start)..a.end.min(b.end)))
        .map(|both| evidence.word_count(both))
        .sum();
    let (ours, theirs) = (words(content), words(&gold.content));
    match both {
        0 => 0.0,
        _ if both == ours && both == theirs => 1.0,
        _ => {
            let overlap = both as f32 / (ours + theirs - both) as f32;
            if overlap < 0.5 { 0.0 } else { 0.6 * overlap }
        }
    }
}

/// Of every group of candidates: which is right, if any?
pub fn add_wholes(example: &Example, joiner: &Joiner, questions: &mut Questions) {
    let evidence = example.evidence();
    let (cues, candidates) = candidates::all(&evidence, joiner);
    let owners = owners(&cues, &example.gold);
    let owned: Vec<&Gold> = owners.iter().copied().flatten().collect();
    for group in candidates.chunk_by(|a, b| a.group == b.group) {
        if matches!(group[0].generator, Generator::Turn | Generator::Signed | Generator::Post) {
            continue;
        }
        let of_cue = owners.get(group[0].group).copied();
        let golds: Vec<&Gold> = match of_cue {
            Some(owner) => owner.into_iter().collect(),
            // What a cue of the text claims is asked of that cue.
            None => example.gold.iter().filter(|gold| !owned.iter().any(|one| std::ptr::eq(*one, *gold))).collect(),
        };
        let like = |content: &[Range<usize>]| {
            let all = golds.iter().map(|gold| (likeness(&evidence, content, gold), gold.is_optional));
            all.fold((0.0, false), |best, one| if one.0 > best.0 { one } else { best })
        };
        let likeness: Vec<(f32, bool)> = group.iter().map(|candidate| like(&candidate.content)).collect();
        let optional = likeness.iter().any(|(value, optional)| *optional && *value > 0.0);
        if optional || of_cue.flatten().is_some_and(|owner| owner.is_optional) {
            continue;
        }
        let mut answers: Vec<f32> = vec![0.0];
        answers.extend(likeness.iter().map(|(value, _)| *value));
        if answers.iter().all(|value| *value < 0.3) {
            answers[0] = 1.0;
        }
        let shares = shares(&answers, 12.0);
        let rows = rows(&evidence, &cues, group);
        for _ in 0..example.times {
            questions.push(rows.iter().zip(&shares).map(|(row, share)| (row.as_slice(), *share)));
        }
    }
}
