//! Trains the ranker of coreference: whom a pronoun or a description stands for.
//!
//! The mentions, the candidates and their features are the library's own. It walks each text as it always does, but the
//! gold answers where it tells; every answer is a question to learn from.

mod corpora;
mod judge;
mod score;

use std::path::Path;

use anyhow::Result;
use whosaid::analysis::coreference::features::{FEATURES, Feature};
use whosaid::analysis::coreference::{Ranker, resolve_with};
use whosaid::analysis::{Name, Quotation, entities, quotations};
use whosaid::syntax::Syntax;

use crate::joining::boosting::{Settings, fit};
use corpora::Text;
use judge::{Judge, Lessons};
use score::Tally;

/// A text as the annotator reads it.
struct Reading<'a> {
    text: &'a Text,
    syntax: Syntax<'a>,
    names: Vec<Name>,
    quotations: Vec<Quotation>,
}

impl<'a> Reading<'a> {
    fn new(text: &'a Text) -> Reading<'a> {
        let syntax = Syntax::new(&text.text);
        let (names, quotations) = (entities::find(&syntax), quotations::find(&syntax, false));
        Reading { text, syntax, names, quotations }
    }

    fn learn(&self, ranker: Option<&Ranker>, follows_ranker: bool, lessons: &mut Lessons) {
        let mut judge = Judge { text: self.text, ranker, follows_ranker, lessons };
        resolve_with(&self.syntax, &self.names, &self.quotations, &mut judge);
    }
}

/// What to learn, and how.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many trees for pronouns, and for descriptions.
    pub trees: [usize; 2],
    /// How many questions each asks.
    pub depth: usize,
    /// The share of each tree's step that is taken.
    pub rate: f32,
    /// Whether to learn from walks that follow a ranker which has not seen the text, too.
    pub crossed: bool,
    /// What is taken from the scores of "none of these".
    pub shyness: [f32; 2],
    /// Whether to tell what each feature is worth, by leaving it out.
    pub ablation: bool,
}

impl Plan {
    fn fit(&self, lessons: &Lessons) -> Ranker {
        let settings = |trees| Settings { trees, depth: self.depth, rate: self.rate, sample: 0.7, ridge: 3.0 };
        Ranker {
            shyness: self.shyness,
            pronouns: fit(&lessons.pronouns, settings(self.trees[0])),
            descriptions: fit(&lessons.descriptions, settings(self.trees[1])),
        }
    }
}

/// Trains on the corpora in `folder`. `tell` hears how it goes, with figures on the dev sets.
///
/// # Errors
/// When a corpus cannot be read.
pub fn train(folder: &Path, plan: Plan, mut tell: impl FnMut(String)) -> Result<Ranker> {
    let chains = corpora::read(folder, "coreference/world.train", &[])?;
    let known: Vec<String> = chains.iter().map(|(id, _)| id.clone()).collect();
    let mut others = corpora::read(folder, "coreference/gap.train", &[])?;
    others.extend(corpora::read(folder, "quotations/world.train", &known)?);
    others.extend(corpora::read(folder, "quotations/kinds.train", &[])?);
    let treebank = corpora::treebank(folder)?;
    let mut chains = chains;
    chains.extend(treebank.iter().step_by(2).cloned());
    let dev = [
        corpora::read(folder, "coreference/world.dev", &[])?,
        corpora::read(folder, "coreference/gap.dev", &[])?,
        treebank.into_iter().skip(1).step_by(2).collect(),
    ]
    .concat();
    let (chains, others, dev) = (readings(&chains), readings(&others), readings(&dev));
    tell(format!("{} texts with chains, {} others", chains.len(), others.len()));
    let mut lessons = Lessons::default();
    chains.iter().for_each(|reading| reading.learn(None, false, &mut lessons));
    let mut ranker = plan.fit(&lessons);
    if plan.crossed {
        // Where the ranker of the other half goes wrong, the gold still tells what would be right.
        for half in 0..2 {
            let mut of_half = Lessons::default();
            chains.iter().skip(1 - half).step_by(2).for_each(|reading| reading.learn(None, false, &mut of_half));
            let other = plan.fit(&of_half);
            chains.iter().skip(half).step_by(2).for_each(|reading| reading.learn(Some(&other), true, &mut lessons));
        }
        ranker = plan.fit(&lessons);
    }
    for line in figures(&dev, &ranker) {
        tell(format!("chains: {line}"));
    }
    others.iter().for_each(|reading| reading.learn(Some(&ranker), false, &mut lessons));
    tell(format!(
        "{} questions about pronouns, {} about descriptions",
        lessons.pronouns.groups.len(),
        lessons.descriptions.groups.len()
    ));
    ranker = plan.fit(&lessons);
    for shyness in [[0.0, 0.0], plan.shyness, [1.0, 1.0], [1.5, 1.5]] {
        ranker.shyness = shyness;
        tell(format!("all, {shyness:?}: {}", figures(&dev, &ranker).join("; ")));
    }
    ranker.shyness = plan.shyness;
    if plan.ablation {
        ablate(plan, &mut lessons, &dev, &mut tell);
    }
    Ok(ranker)
}

fn readings(texts: &[(String, Text)]) -> Vec<Reading<'_>> {
    texts.iter().map(|(_, text)| Reading::new(text)).collect()
}

fn figures(dev: &[Reading], ranker: &Ranker) -> Vec<String> {
    let mut tally = Tally::default();
    for reading in dev {
        tally.add(reading.text, &resolve_with(&reading.syntax, &reading.names, &reading.quotations, &mut &*ranker));
    }
    tally.lines()
}

/// Tells the figures without each feature: its values are set to zero, so that no tree asks for it.
fn ablate(plan: Plan, lessons: &mut Lessons, dev: &[Reading], tell: &mut impl FnMut(String)) {
    for feature in 1..FEATURES {
        let mut kept: Vec<Vec<f32>> = Vec::new();
        for questions in [&mut lessons.pronouns, &mut lessons.descriptions] {
            let width = questions.features;
            let column = questions.values.chunks_exact_mut(width).map(|row| std::mem::take(&mut row[feature]));
            kept.push(column.collect());
        }
        let ranker = plan.fit(lessons);
        tell(format!("without {:?}: {}", Feature::ALL[feature], figures(dev, &ranker).join("; ")));
        for (questions, column) in [&mut lessons.pronouns, &mut lessons.descriptions].into_iter().zip(kept) {
            let width = questions.features;
            questions.values.chunks_exact_mut(width).zip(column).for_each(|(row, value)| row[feature] = value);
        }
    }
}
