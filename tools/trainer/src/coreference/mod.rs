//! Trains the ranker of coreference: whom a pronoun or a description stands for.
//!
//! The mentions, the candidates and their features are the library's own. It walks each text as it always does, but the
//! gold answers where it tells; every answer is a question to learn from.

mod confidence;
mod corpora;
pub mod introductions;
mod judge;
mod score;

use std::path::Path;

use anyhow::Result;
use whosaid::analysis::attribution::Confidence;
use whosaid::analysis::coreference::features::Feature;
use whosaid::analysis::coreference::{Ranker, resolve_with};
use whosaid::analysis::{Name, Quotation, entities, quotations};
use whosaid::evaluation::corpora::Article;
use whosaid::syntax::Syntax;

use crate::joining::boosting::{Settings, fit};
use crate::marks;
use confidence::Doubts;
use corpora::{Gold, Text};
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

    /// The questions of the text.
    fn learn(&self, ranker: Option<&Ranker>) -> Lessons {
        let mut lessons = Lessons::default();
        let mut judge = Judge { text: self.text, ranker, lessons: &mut lessons };
        resolve_with(&self.syntax, &self.names, &self.quotations, &mut judge);
        lessons
    }

    fn score(&self, mut ranker: &Ranker, tally: &mut Tally) {
        if matches!(self.text.gold, Gold::Speakers(_)) {
            return;
        }
        let resolved = resolve_with(&self.syntax, &self.names, &self.quotations, &mut ranker);
        tally.add(self.text, &resolved.entities);
    }
}

/// What to learn, and how.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many trees for pronouns, and for descriptions.
    pub trees: [usize; 2],
    /// How many questions each asks.
    pub depth: usize,
    /// The share of each tree's step that is taken, for pronouns and for descriptions.
    pub rate: [f32; 2],
    /// What is taken from the scores of "none of these": [`Ranker::shyness`].
    pub shyness: [f32; 4],
    /// What is added to the second derivatives.
    pub ridge: f32,
    /// The share of the questions that each tree sees.
    pub sample: f32,
    /// The share of the features that each tree may ask for.
    pub columns: f32,
    /// Of how many forests the mean is taken, for pronouns and for descriptions.
    pub bags: [u64; 2],
    /// Whether to tell what groups of features are worth, by leaving them out.
    pub ablation: bool,
}

impl Plan {
    fn fit(&self, lessons: &Lessons) -> Ranker {
        let &Plan { trees, depth, rate, sample, ridge, columns, bags, .. } = self;
        let settings = |form: usize| Settings {
            trees: trees[form],
            depth,
            rate: rate[form],
            sample,
            ridge,
            columns,
            bags: bags[form],
        };
        Ranker {
            shyness: self.shyness,
            pronouns: fit(&lessons.pronouns, settings(0)),
            descriptions: fit(&lessons.descriptions, settings(1)),
        }
    }
}

/// What was trained.
pub struct Trained {
    /// The ranker of coreference.
    pub ranker: Ranker,
    /// How sure to be of speakers.
    pub confidence: Confidence,
}

/// The texts are trained on all but one of so many parts, and measured on that.
const FOLDS: usize = 4;

/// Trains on the corpora in `folder`. `tell` hears how it goes, with figures on the dev sets and on folds of the texts.
///
/// # Errors
/// When a corpus cannot be read.
pub fn train(folder: &Path, plan: Plan, mut tell: impl FnMut(String)) -> Result<Trained> {
    let mut chains = corpora::read(folder, "coreference/world.train", &[])?;
    let known: Vec<String> = chains.iter().map(|(id, _)| id.clone()).collect();
    let mut others = corpora::read(folder, "coreference/gap.train", &[])?;
    // Of the texts with chains the quotations only teach how sure to be.
    let all_quoted = corpora::read(folder, "quotations/world.train", &[])?;
    let (doubled, new): (Vec<_>, Vec<_>) = all_quoted.into_iter().partition(|(id, _)| known.contains(id));
    others.extend(new);
    others.extend(corpora::read(folder, "quotations/kinds.train", &[])?);
    let (marked, held_back) = marks::read(folder)?;
    others.extend(quoted(&marked)?);
    let treebank = corpora::treebank(folder)?;
    chains.extend(treebank.iter().step_by(2).cloned());
    let dev = [
        corpora::read(folder, "coreference/world.dev", &[])?,
        corpora::read(folder, "coreference/gap.dev", &[])?,
        treebank.into_iter().skip(1).step_by(2).collect(),
    ]
    .concat();
    let (chains, others) = (readings(&chains), readings(&others));
    let (doubled, dev) = (readings(&doubled), readings(&dev));
    tell(format!("{} texts with chains, {} others", chains.len(), others.len()));
    let of_chains: Vec<Lessons> = chains.iter().map(|reading| reading.learn(None)).collect();
    let first = plan.fit(&Lessons::of(of_chains.iter()));
    let of_others: Vec<Lessons> = others.iter().map(|reading| reading.learn(Some(&first))).collect();
    let all = Lessons::of(of_chains.iter().chain(&of_others));
    let (pronouns, descriptions) = (all.pronouns.groups.len(), all.descriptions.groups.len());
    tell(format!("{pronouns} questions about pronouns, {descriptions} about descriptions"));

    let mut doubts = Doubts::default();
    let mut tallies = vec![Tally::default(); SHYNESS.len() + 1];
    for fold in 0..FOLDS {
        let seen = |(index, lessons)| Some(lessons).filter(|_| index % FOLDS != fold);
        let lessons = of_chains.iter().enumerate().filter_map(seen);
        let is_of_fold = |reading: &&Reading| {
            let index = chains.iter().position(|known| known.text.text == reading.text.text);
            index.is_some_and(|index| index % FOLDS == fold)
        };
        let mut ranker = plan.fit(&Lessons::of(lessons.chain(of_others.iter().enumerate().filter_map(seen))));
        for (tally, shyness) in tallies.iter_mut().zip([plan.shyness].iter().chain(&SHYNESS)) {
            ranker.shyness = *shyness;
            let held_back = chains.iter().chain(&others).enumerate();
            // The others are counted on from the chains, so that their folds are the same as above.
            let is_held_back = |index: usize| match index.checked_sub(chains.len()) {
                Some(index) => index % FOLDS == fold,
                None => index % FOLDS == fold,
            };
            held_back.filter(|(index, _)| is_held_back(*index)).for_each(|(_, reading)| reading.score(&ranker, tally));
            let speakers = others.iter().skip(fold).step_by(FOLDS).chain(doubled.iter().filter(is_of_fold));
            let mut of_fold = Doubts::default();
            speakers.for_each(|reading| confidence::learn(reading, &ranker, &mut of_fold));
            let answers = &of_fold.shown.answers;
            tally.add_speakers(answers.iter().filter(|answer| **answer > 0.5).count(), answers.len());
        }
        ranker.shyness = plan.shyness;
        others.iter().skip(fold).step_by(FOLDS).for_each(|reading| confidence::learn(reading, &ranker, &mut doubts));
        doubled.iter().filter(is_of_fold).for_each(|reading| confidence::learn(reading, &ranker, &mut doubts));
    }
    for (tally, shyness) in tallies.iter().zip([plan.shyness].iter().chain(&SHYNESS)) {
        tell(format!("folds, {shyness:?}: {}", tally.lines().join("; ")));
    }
    let ranker = plan.fit(&all);
    tell(format!("dev: {}", figures(&dev, &ranker)));
    let of = |name| -> Result<_> { Ok((name, corpora::read(folder, name, &[])?)) };
    let marks = ("marks, held back", quoted(&held_back)?);
    for (name, texts) in [of("quotations/world.dev")?, of("quotations/kinds.dev")?, marks] {
        let mut shown = Doubts::default();
        readings(&texts).iter().for_each(|reading| confidence::learn(reading, &ranker, &mut shown));
        tell(format!(
            "{name}: {} speakers shown, {} of them right",
            shown.shown.answers.len(),
            shown.shown.answers.iter().sum::<f32>()
        ));
    }
    let Doubts { shown, rivals } = &doubts;
    tell(format!("{} speakers shown, {} of them right", shown.answers.len(), shown.answers.iter().sum::<f32>()));
    tell(format!("{} speakers wrong or missing", rivals.groups.len()));
    let confidence = confidence::train(&doubts);
    if plan.ablation {
        ablate(plan, all, &dev, &mut tell);
    }
    Ok(Trained { ranker, confidence })
}

/// Tried beside what is asked for, on the folds.
const SHYNESS: [[f32; 4]; 3] = [[0.3, 1.2, 0.3, 1.2], [0.3, 1.6, 0.3, 1.2], [0.3, 2.0, 0.3, 0.7]];

/// The texts of those `articles` that have quotations.
fn quoted(articles: &[Article]) -> Result<Vec<(String, Text)>> {
    articles.iter().filter(|one| !one.quotes.is_empty()).map(corpora::marked).collect()
}

fn readings(texts: &[(String, Text)]) -> Vec<Reading<'_>> {
    texts.iter().map(|(_, text)| Reading::new(text)).collect()
}

fn figures(dev: &[Reading], ranker: &Ranker) -> String {
    let mut tally = Tally::default();
    dev.iter().for_each(|reading| reading.score(ranker, &mut tally));
    tally.lines().join("; ")
}

/// Features that tell of the same: what they are worth is told together.
const GROUPS: [(&str, &[Feature]); 10] = {
    use Feature::*;
    [
        ("distance", &[Sentences, Paragraphs, Tokens, Rank, RankFitting]),
        ("how often", &[Often, OftenRank, Lately, NamedInAll]),
        ("kind, gender", &[Kind, Named, Members, Gender, Fits, Fitting]),
        ("slots in clauses", &[Case, LatestSlot, SubjectLately, SameClause, TakenUp, Before]),
        (
            "clauses between",
            &[Slot, Fronted, NamedAfter, VerbsBetween, Boundary, ClauseSubject, GenderTold, LatestBefore, Subjects],
        ),
        ("the latest mention", &[LatestForm, LatestQuoted, LatestIsFirst, Chain]),
        ("speech and turns", &[Quoted, IsSource, SpokeLast, OwnWords, OwnTurn, InSaid, Speaks, OfSpeaker]),
        ("place in the text", &[FirstOfParagraph, InLead, Ahead]),
        (
            "words of descriptions",
            &[SameWords, SameNoun, Role, InName, Shared, Unshared, OtherName, Roles, NounNear, MatchRank],
        ),
        ("noun and determiner", &[Determiner, Noun, General, Modifiers, GoesOn, Relation, NounFits]),
    ]
};

/// Tells the figures without each group of features: their values are set to zero, so that no tree asks for them.
fn ablate(plan: Plan, lessons: Lessons, dev: &[Reading], tell: &mut impl FnMut(String)) {
    for (name, group) in GROUPS {
        let mut without = lessons.clone();
        for questions in [&mut without.pronouns, &mut without.descriptions] {
            let width = questions.features;
            let rows = questions.values.chunks_exact_mut(width);
            rows.for_each(|row| group.iter().for_each(|feature| row[*feature as usize] = 0.0));
        }
        tell(format!("without {name}: {}", figures(dev, &plan.fit(&without))));
    }
}
