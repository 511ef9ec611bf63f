//! Trains the joiner: the forests that join cues, sources and contents, and tell quotations from scare quotes.
//!
//! The options and their features are the library's own. A reader scores the texts it was trained on better than any
//! other text, so the roles are scored by linear readers ([`linear`]) that have not seen the article; parts of speech
//! and names, which no article of the corpus teaches, are the built-in reader's.

pub mod boosting;
pub mod linear;

use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use whosaid::analysis::quotations::join::{Joiner, probabilities};
use whosaid::analysis::quotations::marks;
use whosaid::analysis::quotations::options::{
    Choice, CueOption, Side, cues, mark_features, piece_choices, source_choices, sources,
};
use whosaid::analysis::quotations::reading::Reading;
use whosaid::evaluation::corpora::Article;
use whosaid::syntax::Syntax;

use crate::data::{self, places_of};
use boosting::{Questions, Settings, fit};
use linear::Text;

/// A quotation of the corpus in tokens.
struct Gold {
    content: Vec<Range<usize>>,
    source: Option<Range<usize>>,
    cue: Option<Range<usize>>,
}

/// A scored article with its quotations.
struct Example<'a> {
    syntax: Syntax<'a>,
    gold: Vec<Gold>,
}

/// Linear readers are trained on all but one of so many parts of the articles, and score that.
const FOLDS: usize = 4;

/// Trains on the articles of polnear.train in `folder`. `tell` hears how it goes.
///
/// # Errors
/// When the corpus cannot be read.
pub fn train(folder: &Path, mut tell: impl FnMut(String)) -> Result<Joiner> {
    let articles = data::articles(folder, "quotations/polnear.train")?.context("no quotations to learn from")?;
    let mut examples: Vec<Example> = articles.iter().map(example).collect();
    let texts: Vec<Text> = examples.iter().map(|example| Text::new(&example.syntax, tags(example))).collect();
    for (example, rows) in examples.iter_mut().zip(linear::crossed_scores(&texts, FOLDS)) {
        let role = |at: usize| rows.iter().map(|row| [row[at], row[at + 1], row[at + 2]]).collect();
        example.syntax.scores.attributions =
            whosaid::reader::Roles { contents: role(0), sources: role(3), cues: role(6) };
    }
    tell(format!("{} articles scored", examples.len()));
    let base = Settings { trees: 150, depth: 5, rate: 0.15, sample: 0.7, ridge: 2.0 };
    let mut questions = Questions::default();
    examples.iter().for_each(|example| add_sources(example, &mut questions));
    tell(format!("sources: {} questions, {} rows", questions.groups.len(), questions.answers.len()));
    let source = fit(&questions, base);
    let mut joiner = Joiner { source, ..Joiner::default() };
    let mut questions = Questions::default();
    examples.iter().for_each(|example| add_pieces(example, &joiner, &mut questions));
    tell(format!("pieces: {} questions, {} rows", questions.groups.len(), questions.answers.len()));
    joiner.piece = fit(&questions, Settings { trees: 200, depth: 6, sample: 0.6, ..base });
    let mut questions = Questions::default();
    examples.iter().for_each(|example| add_marks(example, &mut questions));
    tell(format!("marks: {} questions", questions.groups.len()));
    joiner.mark = fit(&questions, Settings { trees: 80, depth: 4, ..base });
    Ok(joiner)
}

fn example(article: &Article) -> Example<'_> {
    let syntax = Syntax::new(&article.text);
    let places = places_of(&article.text, &syntax.tokens);
    let tokens = |range: &data::Range| {
        let start = places.partition_point(|place| place.1 <= range.0);
        start..places.partition_point(|place| place.0 < range.1).max(start)
    };
    let all = |ranges: &[data::Range]| ranges.iter().map(tokens).filter(|r| !r.is_empty()).collect::<Vec<_>>();
    let first = |ranges: &Option<Vec<data::Range>>| ranges.as_ref().and_then(|ranges| all(ranges).into_iter().next());
    let gold = article.quotes.iter().map(|quote| Gold {
        content: all(&quote.content),
        source: first(&quote.speaker),
        cue: first(&quote.cue),
    });
    let gold = gold.collect();
    Example { syntax, gold }
}

/// The right tags of the roles of every token.
fn tags(example: &Example) -> Vec<[u8; 3]> {
    let mut tags = vec![[0; 3]; example.syntax.tokens.len()];
    for gold in &example.gold {
        let pieces = gold.content.iter().map(|piece| (0, piece));
        let pieces = pieces.chain(gold.source.iter().map(|source| (1, source)));
        for (role, piece) in pieces.chain(gold.cue.iter().map(|cue| (2, cue))) {
            piece.clone().enumerate().for_each(|(number, token)| tags[token][role] = 1 + u8::from(number > 0));
        }
    }
    tags
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

fn push(questions: &mut Questions, choices: &[Choice], answer: impl Fn(usize) -> f32) {
    questions.push(choices.iter().enumerate().map(|(index, choice)| (choice.features.as_slice(), answer(index))));
}

/// Of every cue of a quotation: which of the options is its source?
fn add_sources(example: &Example, questions: &mut Questions) {
    let marked = marks::find(&example.syntax);
    let reading = Reading::new(&example.syntax, &marked);
    let (cues, all_sources) = (cues(&reading), sources(&reading));
    for (index, owner) in owners(&cues, &example.gold).into_iter().enumerate() {
        let Some(quotation) = owner else { continue };
        let choices = source_choices(&reading, &cues, &all_sources, index);
        let right = match &quotation.source {
            None => Some(0),
            Some(source) => {
                let overlap = |choice: &Choice| choice.tokens.as_ref().map_or(0, |tokens| shared(tokens, source));
                (1..choices.len()).rev().max_by_key(|i| overlap(&choices[*i])).filter(|i| overlap(&choices[*i]) > 0)
            }
        };
        if let Some(right) = right {
            push(questions, &choices, |index| f32::from(u8::from(index == right)));
        }
    }
}

/// Of every side of every cue: which of the options is the content that it has there?
fn add_pieces(example: &Example, joiner: &Joiner, questions: &mut Questions) {
    let marked = marks::find(&example.syntax);
    let reading = Reading::new(&example.syntax, &marked);
    let (cues, all_sources) = (cues(&reading), sources(&reading));
    for (index, owner) in owners(&cues, &example.gold).into_iter().enumerate() {
        let choices = source_choices(&reading, &cues, &all_sources, index);
        let scores = probabilities(&joiner.source, &choices);
        let best = (0..scores.len()).fold(0, |best, i| if scores[i] > scores[best] { i } else { best });
        let source = choices[best].tokens.as_ref();
        for side in [Side::Left, Side::Right] {
            let choices = piece_choices(&reading, &cues, index, source, side);
            let Some(piece) = owner.and_then(|quotation| piece_on(&reading, quotation, side)) else {
                if choices.len() > 1 {
                    push(questions, &choices, |index| f32::from(u8::from(index == 0)));
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
            if most < 0.5 {
                continue;
            }
            // The most like the right one is the answer, and a little of it goes to what is nearly as like.
            let share =
                |index: usize| if likeness[index] < 0.5 { 0.0 } else { ((likeness[index] - most) * 20.0).exp() };
            let sum: f32 = (0..choices.len()).map(share).sum();
            push(questions, &choices, |index| share(index) / sum);
        }
    }
}

/// The content of `quotation` on one side of its cue, from its first word to its last.
fn piece_on(reading: &Reading, quotation: &Gold, side: Side) -> Option<Range<usize>> {
    let cue = quotation.cue.as_ref()?;
    let on_side = |piece: &&Range<usize>| (piece.start < cue.start) == (side == Side::Left);
    let start = quotation.content.iter().filter(on_side).map(|piece| piece.start).min()?;
    let end = quotation.content.iter().filter(on_side).map(|piece| piece.end).max()?;
    let first = reading.word_from(start, end)?;
    Some(first..reading.word_before(first, end)? + 1)
}

/// Of everything between marks: is half of it or more said by somebody?
fn add_marks(example: &Example, questions: &mut Questions) {
    let marked = marks::find(&example.syntax);
    let reading = Reading::new(&example.syntax, &marked);
    let cues = cues(&reading);
    let mut said = vec![false; example.syntax.tokens.len()];
    example.gold.iter().flat_map(|quotation| &quotation.content).for_each(|piece| said[piece.clone()].fill(true));
    for mark in marked.iter().filter(|mark| mark.depth == 0) {
        let words: Vec<usize> = mark.pieces.iter().cloned().flatten().filter(|token| reading.is_word(*token)).collect();
        if words.is_empty() {
            continue;
        }
        let right = words.iter().filter(|token| said[**token]).count() * 2 >= words.len();
        let features = mark_features(&reading, &cues, mark);
        questions.push(std::iter::once((features.as_slice(), f32::from(u8::from(right)))));
    }
}
