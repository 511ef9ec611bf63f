//! Trains the joiner: the forests that choose sources, pieces of content and whole candidates.
//!
//! The candidates and their features are the library's own. A reader scores the texts it was trained on better than any
//! other text, so the roles are scored by networks that have not seen the article (`cargo xtask train --without K/N`);
//! parts of speech and names are the built-in reader's. Whole candidates rest on the other two forests, so these are
//! first trained on every other article each, and score the rest.

pub mod boosting;
mod questions;

use std::path::Path;

use anyhow::{Result, ensure};
use whosaid::analysis::quotations::candidates::{PIECE_FEATURES, SOURCE_FEATURES};
use whosaid::analysis::quotations::evidence::Convention;
use whosaid::analysis::quotations::features::FEATURES;
use whosaid::analysis::quotations::forest::Forest;
use whosaid::analysis::quotations::scorer::Joiner;
use whosaid::evaluation::corpora::Article;
use whosaid::reader::network::Network;

use crate::data::{self, Fold, QUOTATIONS};
use boosting::{Questions, Settings, fit, fit_more};
use questions::{Example, add_pieces, add_sources, add_wholes};

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// The share of PolNeAR's articles that is learned from.
    pub share: f32,
    /// How often an article of the other corpora counts.
    pub times: usize,
}

const SOURCE: Settings = Settings { trees: 150, depth: 5, rate: 0.15, sample: 0.7, ridge: 2.0, columns: 1.0, bags: 1 };
const PIECE: Settings = Settings { trees: 200, depth: 6, rate: 0.15, sample: 0.6, ridge: 2.0, columns: 1.0, bags: 1 };
const WHOLE: Settings = Settings { trees: 200, depth: 6, rate: 0.12, sample: 0.6, ridge: 3.0, columns: 1.0, bags: 1 };

/// Trains on the corpora of quotations in `folder`, scored by `readers`: reader number k has not seen part k of as many
/// parts. `tell` hears how it goes.
///
/// # Errors
/// When a corpus cannot be read, or there is none.
pub fn train(folder: &Path, readers: &[Network], plan: Plan, mut tell: impl FnMut(String)) -> Result<Joiner> {
    let mut corpora = Vec::new();
    for (name, _) in QUOTATIONS {
        corpora.push((name, data::articles(folder, name)?.unwrap_or_default()));
    }
    let mut examples: Vec<Example> = Vec::new();
    for (name, articles) in &corpora {
        let polnear = name.starts_with("quotations/polnear");
        let (convention, times) =
            if polnear { (Convention::Attributions, 1) } else { (Convention::Speech, plan.times) };
        let count = if polnear { (articles.len() as f32 * plan.share).ceil() as usize } else { articles.len() };
        for (index, article) in articles.iter().enumerate().take(count) {
            let parts = readers.len();
            let reader = (0..parts).find(|part| Fold { part: *part, parts }.holds(index)).map(|part| &readers[part]);
            examples.push(Example::new(article, reader, convention, times));
        }
    }
    ensure!(!examples.is_empty(), "no quotations in {}", folder.display());
    tell(format!("{} articles scored", examples.len()));
    let parts = |tell: &mut dyn FnMut(String), of: &dyn Fn(usize) -> bool| {
        let chosen = || examples.iter().enumerate().filter(|(index, _)| of(*index)).map(|(_, example)| example);
        let mut questions = Questions::default();
        chosen().for_each(|example| add_sources(example, &mut questions));
        tell(format!("sources: {} questions, {} rows", questions.groups.len(), questions.answers.len()));
        let mut joiner = Joiner { source: fit(&questions, SOURCE), ..Joiner::default() };
        let mut questions = Questions::default();
        chosen().for_each(|example| add_pieces(example, &joiner, &mut questions));
        tell(format!("pieces: {} questions, {} rows", questions.groups.len(), questions.answers.len()));
        joiner.piece = fit(&questions, PIECE);
        joiner
    };
    let halves = [0, 1].map(|half| parts(&mut tell, &|index| index % 2 == half));
    let mut questions = Questions::default();
    for (index, example) in examples.iter().enumerate() {
        add_wholes(example, &halves[(index + 1) % 2], &mut questions);
    }
    tell(format!("whole candidates: {} questions, {} rows", questions.groups.len(), questions.answers.len()));
    let whole = fit(&questions, WHOLE);
    let joiner = parts(&mut tell, &|_| true);
    Ok(Joiner { whole, ..joiner })
}

/// How many trees are added for sources, pieces and whole candidates, and how much of a step each takes.
const MORE_TREES: [usize; 3] = [40, 60, 80];
const MORE_RATE: f32 = 0.2;

/// Adds trees by what is marked in `articles`, whose roles the built-in reader has not learned, to those of `begin` that
/// [`train`] fits: what was added to them before is left out. `tell` hears how it goes.
///
/// # Errors
/// When `begin` asks for more features than there are.
pub fn refine(begin: &Joiner, articles: &[Article], mut tell: impl FnMut(String)) -> Result<Joiner> {
    let fits = begin.source.features <= SOURCE_FEATURES && begin.piece.features <= PIECE_FEATURES;
    ensure!(fits && begin.whole.features <= FEATURES, "the joiner to begin with was made for other features");
    let first = |forest: &Forest, settings: Settings| {
        Forest::new(forest.features, &forest.trees().take(settings.trees).collect::<Vec<_>>())
    };
    let begin = Joiner {
        source: first(&begin.source, SOURCE),
        piece: first(&begin.piece, PIECE),
        whole: first(&begin.whole, WHOLE),
        without: None,
    };
    let example = |article| Example::new(article, None, Convention::Speech, 1);
    let examples: Vec<Example> = articles.iter().map(example).collect();
    let more = |of: usize, like: Settings| Settings { trees: MORE_TREES[of], rate: MORE_RATE, ..like };
    let parts = |of: &dyn Fn(usize) -> bool| {
        let chosen = || examples.iter().enumerate().filter(|(index, _)| of(*index)).map(|(_, example)| example);
        let mut questions = Questions::default();
        chosen().for_each(|example| add_sources(example, &mut questions));
        let mut joiner = Joiner { source: fit_more(&begin.source, &questions, more(0, SOURCE)), ..begin.clone() };
        let mut questions = Questions::default();
        chosen().for_each(|example| add_pieces(example, &joiner, &mut questions));
        joiner.piece = fit_more(&begin.piece, &questions, more(1, PIECE));
        joiner
    };
    let halves = [0, 1].map(|half| parts(&|index| index % 2 == half));
    let mut questions = Questions::default();
    for (index, example) in examples.iter().enumerate() {
        add_wholes(example, &halves[(index + 1) % 2], &mut questions);
    }
    tell(format!("whole candidates: {} questions, {} rows", questions.groups.len(), questions.answers.len()));
    Ok(Joiner { whole: fit_more(&begin.whole, &questions, more(2, WHOLE)), ..parts(&|_| true) })
}
