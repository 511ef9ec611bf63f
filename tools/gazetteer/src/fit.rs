//! Fits the weights of the place scorer on a corpus of resolved places, with the corpus's own place names, so that
//! recognition does not matter, and says how well they do on articles they were not fitted on.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use whosaid::analysis::places::{self, FEATURES, Feature, Topic, WEIGHTS};
use whosaid::analysis::{Entity, EntityKind, Mention, MentionForm, entities};
use whosaid::evaluation::corpora::{Article, Name, read_articles};
use whosaid::evaluation::places::{NEAR_KILOMETRES, distance};
use whosaid::knowledge::gazetteer::{Gazetteer, PlaceId, fold};
use whosaid::syntax::Syntax;
use whosaid::text::Span;

use crate::alone;

/// Articles are dealt to as many hands; each is judged by weights fitted on the others.
const FOLDS: usize = 5;

/// How often the features are read anew with the weights fitted last.
const ROUNDS: usize = 5;

/// Steps of the ascent in each round.
const STEPS: usize = 400;

/// Pulls the weights towards 0, but for those in [`FREE`].
const RIDGE: f32 = 0.0005;

/// What the text says outright is not to be doubted because it says so seldom.
const FREE: [Feature; 2] = [Feature::SaidToLieThere, Feature::SaidToLieElsewhere];

/// A text made ready: its entities with the gold name of each mention of a place.
struct Case<'a> {
    syntax: Syntax<'a>,
    entities: Vec<Entity>,
    gold: BTreeMap<u32, &'a Name>,
    /// How much it counts in fitting.
    weight: f32,
}

/// Fits on `corpus`, prints how well the weights do, and writes them into the library's source unless `dry`.
pub fn run(corpus: &Path, is_dry: bool) -> Result<()> {
    let articles = read_articles(corpus)?;
    let alone = alone::articles();
    let cases: Vec<Case> = articles.iter().map(ready).collect();
    let cases_alone: Vec<Case> =
        alone.iter().map(|(article, weight)| Case { weight: *weight, ..ready(article) }).collect();
    let all: Vec<&Case> = cases.iter().collect();
    let all_alone: Vec<&Case> = cases_alone.iter().collect();
    println!("with the weights there are: {}; alone: {}", judge(&all, &WEIGHTS), judge(&all_alone, &WEIGHTS));
    let (mut held_out, mut held_out_alone) = (Tally::default(), Tally::default());
    for fold in 0..FOLDS {
        let weights = fit(&[dealt(&all, fold, false), dealt(&all_alone, fold, false)].concat());
        let tally = judge(&dealt(&all, fold, true), &weights);
        println!("fold {fold}: {tally}");
        held_out.add(&tally);
        held_out_alone.add(&judge(&dealt(&all_alone, fold, true), &weights));
    }
    println!("held out: {held_out}; alone: {held_out_alone}");
    let weights = fit(&[all.as_slice(), all_alone.as_slice()].concat());
    println!("fitted on all: {}; alone: {}", judge(&all, &weights), judge(&all_alone, &weights));
    for feature in Feature::ALL {
        println!("{:8.3} {feature:?}", weights[*feature as usize]);
    }
    if std::env::var_os("SHOW_ERRORS").is_some() {
        show_errors(&all, &weights);
        show_errors(&all_alone, &weights);
    }
    if is_dry { Ok(()) } else { write(&weights) }
}

/// The cases of one hand, or of all others.
fn dealt<'c, 'a>(cases: &[&'c Case<'a>], fold: usize, is_held_out: bool) -> Vec<&'c Case<'a>> {
    let dealt = cases.iter().enumerate();
    dealt.filter(|(index, _)| (index % FOLDS == fold) == is_held_out).map(|(_, case)| *case).collect()
}

fn write(weights: &[f32; FEATURES]) -> Result<()> {
    let mut text = String::from(
        "//! The weights of the place scorer. Written by `cargo xtask gazetteer weights`, not to be edited.\n\n\
         /// One weight per [`super::Feature`], in their order.\n\
         #[rustfmt::skip]\npub const WEIGHTS: [f32; super::FEATURES] = [\n",
    );
    for feature in Feature::ALL {
        writeln!(text, "    {:.3}, // {feature:?}", weights[*feature as usize])?;
    }
    text.push_str("];\n");
    let file = gazetteer::packages::root().join("src/analysis/places/weights.rs");
    std::fs::write(&file, text).with_context(|| format!("writing {}", file.display()))
}

fn ready(article: &Article) -> Case<'_> {
    let text = article.text.as_str();
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let span =
        |name: &Name| Span::new(starts[name.start.min(starts.len() - 1)], starts[name.end.min(starts.len() - 1)]);
    let syntax = Syntax::new(text);
    let mut found: Vec<Entity> = Vec::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    let mut gold = BTreeMap::new();
    let mut spans = Vec::new();
    for name in article.entities.iter().filter(|name| name.label == "PLACE") {
        let span = span(name);
        spans.push(span);
        gold.insert(span.start, name);
        let mention = Mention { span, form: MentionForm::Name };
        let index = *by_name.entry(fold(span.of(text))).or_insert(found.len());
        match found.get_mut(index) {
            Some(entity) => entity.mentions.push(mention),
            None => found.push(entity(EntityKind::Place, span, text)),
        }
    }
    for name in entities::find(&syntax) {
        let is_other = matches!(name.kind, EntityKind::Person | EntityKind::Organization);
        if is_other && !spans.contains(&name.span) {
            found.push(entity(name.kind, name.span, text));
        }
    }
    for entity in &mut found {
        entity.mentions.sort_by_key(|mention| mention.span);
    }
    found.sort_by_key(|entity| entity.mentions[0].span);
    places::split(&syntax, Gazetteer::built_in(), &mut found);
    Case { syntax, entities: found, gold, weight: 1.0 }
}

fn entity(kind: EntityKind, span: Span, text: &str) -> Entity {
    let mentions = vec![Mention { span, form: MentionForm::Name }];
    Entity { kind, name: span.of(text).to_owned(), description: None, mentions, place: None, members: Vec::new() }
}

/// Whether the place is the one meant.
fn is_right(gold: &Name, id: PlaceId) -> bool {
    let gazetteer = Gazetteer::built_in();
    let same = gold.geonameid.is_some_and(|number| gazetteer.geoname_id(id).map(u64::from) == Some(number));
    let point = gold.lat.zip(gold.lon);
    same || point
        .is_some_and(|point| distance(point, (gazetteer.latitude(id), gazetteer.longitude(id))) <= NEAR_KILOMETRES)
}

/// The gold names, of those with coordinates, of a topic.
fn gold_names<'a>(case: &Case<'a>, topic: &Topic) -> Vec<&'a Name> {
    let Some(entity) = topic.entity.map(|index| &case.entities[index]) else { return Vec::new() };
    let names = entity.mentions.iter().filter_map(|mention| case.gold.get(&mention.span.start));
    names.copied().filter(|name| name.lat.is_some()).collect()
}

#[derive(Default)]
struct Tally {
    all: usize,
    known: usize,
    reachable: usize,
    right: usize,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.all += other.all;
        self.known += other.known;
        self.reachable += other.reachable;
        self.right += other.right;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        let percent = |part: usize| 100.0 * part as f64 / self.all.max(1) as f64;
        write!(
            out,
            "{} places, name known {:.1} %, right one among the candidates {:.1} %, chosen {:.1} %",
            self.all,
            percent(self.known),
            percent(self.reachable),
            percent(self.right)
        )
    }
}

fn best(topic: &Topic) -> Option<PlaceId> {
    let best = topic.candidates.iter().max_by(|a, b| a.probability.total_cmp(&b.probability).then(b.id.cmp(&a.id)));
    best.map(|candidate| candidate.id)
}

fn judge(cases: &[&Case], weights: &[f32; FEATURES]) -> Tally {
    let mut tally = Tally::default();
    for case in cases {
        for topic in places::score(&case.syntax, Gazetteer::built_in(), &case.entities, weights) {
            for name in gold_names(case, &topic) {
                tally.all += 1;
                tally.known += usize::from(!topic.candidates.is_empty());
                tally.reachable += usize::from(topic.candidates.iter().any(|c| is_right(name, c.id)));
                tally.right += usize::from(best(&topic).is_some_and(|id| is_right(name, id)));
            }
        }
    }
    tally
}

fn show_errors(cases: &[&Case], weights: &[f32; FEATURES]) {
    let gazetteer = Gazetteer::built_in();
    for (number, case) in cases.iter().enumerate() {
        for topic in places::score(&case.syntax, gazetteer, &case.entities, weights) {
            for name in gold_names(case, &topic) {
                let chosen = best(&topic);
                if chosen.is_some_and(|id| is_right(name, id)) {
                    continue;
                }
                let words = topic.entity.map_or("", |index| case.entities[index].name.as_str());
                let right = topic.candidates.iter().find(|c| is_right(name, c.id));
                println!(
                    "{number}\t{words}\t{:?},{:?}\tchose {}\tright {}",
                    name.lat.unwrap_or(0.0),
                    name.lon.unwrap_or(0.0),
                    chosen.map_or("nothing".to_owned(), |id| gazetteer.label(id)),
                    right.map_or("unknown".to_owned(), |c| format!("{} {:.2}", gazetteer.label(c.id), c.probability))
                );
            }
        }
    }
}

/// A name with its candidates' features, which of them are right, and how often it stands.
struct Example {
    features: Vec<[f32; FEATURES]>,
    right: Vec<bool>,
    weight: f32,
}

/// Weights that make the right candidates likeliest.
fn fit(cases: &[&Case]) -> [f32; FEATURES] {
    let mut weights = WEIGHTS;
    for _ in 0..ROUNDS {
        let examples: Vec<Example> = cases.iter().flat_map(|case| examples(case, &weights)).collect();
        ascend(&examples, &mut weights);
    }
    weights
}

fn examples(case: &Case, weights: &[f32; FEATURES]) -> Vec<Example> {
    let mut examples = Vec::new();
    for topic in places::score(&case.syntax, Gazetteer::built_in(), &case.entities, weights) {
        let names = gold_names(case, &topic);
        let Some(name) = names.first() else { continue };
        let right: Vec<bool> = topic.candidates.iter().map(|c| is_right(name, c.id)).collect();
        if right.contains(&true) && right.contains(&false) {
            let features = topic.candidates.iter().map(|c| c.features.0).collect();
            examples.push(Example { features, right, weight: case.weight * (names.len() as f32).sqrt() });
        }
    }
    examples
}

/// Gradient ascent on the logarithm of the probability that a right candidate is chosen, with a step of its own for
/// each weight (Adagrad: Duchi, Hazan and Singer 2011).
fn ascend(examples: &[Example], weights: &mut [f32; FEATURES]) {
    let total: f32 = examples.iter().map(|example| example.weight).sum();
    let mut squares = [1e-6f32; FEATURES];
    for _ in 0..STEPS {
        let mut gradient = [0.0f32; FEATURES];
        for Example { features, right, weight } in examples {
            let sums: Vec<f32> = features.iter().map(|f| f.iter().zip(&*weights).map(|(f, w)| f * w).sum()).collect();
            let most = sums.iter().copied().fold(f32::MIN, f32::max);
            let odds: Vec<f32> = sums.iter().map(|sum: &f32| (sum - most).exp()).collect();
            let all: f32 = odds.iter().sum();
            let good: f32 = odds.iter().zip(right).filter(|(_, right)| **right).map(|(odds, _)| odds).sum();
            for ((features, odds), right) in features.iter().zip(&odds).zip(right) {
                let pull = if *right { odds / good.max(1e-9) } else { 0.0 } - odds / all;
                for (slope, feature) in gradient.iter_mut().zip(features) {
                    *slope += weight * pull * feature / total;
                }
            }
        }
        for feature in Feature::ALL {
            let index = *feature as usize;
            let slope = gradient[index] - if FREE.contains(feature) { 0.0 } else { RIDGE * weights[index] };
            squares[index] += slope * slope;
            weights[index] += 0.3 * slope / squares[index].sqrt();
        }
    }
}
