//! Trains how sure to be of speakers, on quotations whose speakers are known: that the one shown is right, and who speaks instead.

use whosaid::Span;
use whosaid::analysis::attribution::{Confidence, Estimate, attribute_with, features, rivals};
use whosaid::analysis::coreference::{Ranker, resolve_with};

use super::Reading;
use super::corpora::{Gold, Quotation};
use super::judge::{last_word, plain};
use crate::joining::boosting::{Questions, Settings, fit};

/// What to learn from.
#[derive(Default)]
pub struct Doubts {
    /// Of every speaker shown, whether it is right.
    pub shown: Questions,
    /// Who speaks instead, where it is wrong or nobody is shown.
    pub rivals: Questions,
}

/// The rows that are asked about.
#[derive(Default)]
struct Asked {
    shown: Vec<features::Row>,
    rivals: Vec<(Vec<usize>, Vec<rivals::Row>)>,
}

impl Estimate for Asked {
    fn shown(&mut self, row: &features::Row) -> f32 {
        self.shown.push(*row);
        0.0
    }

    fn rivals(&mut self, candidates: &[usize], rows: &[rivals::Row]) -> Vec<f32> {
        self.rivals.push((candidates.to_vec(), rows.to_vec()));
        Vec::new()
    }
}

/// Adds what every quotation that is found teaches. The places are not looked up: they part no speakers.
pub fn learn(reading: &Reading, ranker: &Ranker, doubts: &mut Doubts) {
    let Gold::Speakers(gold) = &reading.text.gold else { return };
    let resolved = resolve_with(&reading.syntax, &reading.names, &reading.quotations, &mut &*ranker);
    let mut asked = Asked::default();
    let (quotations, entities) = (&reading.quotations, &resolved.entities);
    let attributions = attribute_with(&reading.syntax, quotations, entities, &resolved.choices, &mut asked);
    let mut shown = asked.shown.iter();
    for ((quotation, attribution), (candidates, rows)) in quotations.iter().zip(attributions).zip(&asked.rivals) {
        let row = attribution.speaker.and_then(|_| shown.next());
        let likeness = |known: &&Quotation| likeness(reading, &quotation.content, &known.content);
        let Some(best) = gold.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b))) else { continue };
        if likeness(&best) < 0.5 {
            continue;
        }
        let is_right = |who: &usize| is_same(&entities[*who].name, best);
        let right = attribution.speaker.is_some_and(|speaker| is_right(&speaker));
        if let Some(row) = row {
            doubts.shown.push(std::iter::once((row.0.as_slice(), f32::from(u8::from(right)))));
        }
        if !right {
            let right: Vec<bool> = candidates.iter().map(is_right).collect();
            let sum = right.iter().filter(|right| **right).count();
            let share = |right: &bool| if *right { 1.0 / sum as f32 } else { 0.0 };
            let answers = std::iter::once(f32::from(u8::from(sum == 0))).chain(right.iter().map(share));
            doubts.rivals.push(rows.iter().map(|row| row.0.as_slice()).zip(answers));
        }
    }
}

/// The share of the tokens of two contents that both have.
fn likeness(reading: &Reading, a: &[Span], b: &[Span]) -> f32 {
    let tokens =
        |spans: &[Span]| -> Vec<usize> { spans.iter().flat_map(|span| reading.syntax.tokens_in(*span)).collect() };
    let (a, b) = (tokens(a), tokens(b));
    let both = a.iter().filter(|token| b.contains(token)).count() as f32;
    both / (a.len() as f32 + b.len() as f32 - both).max(1.0)
}

/// Whether the name shown is that of the gold, as `score_world.py` compares them.
fn is_same(shown: &str, gold: &Quotation) -> bool {
    let (shown, gold_name) = (plain(shown), plain(gold.speaker.as_deref().unwrap_or_default()));
    if shown.is_empty() || gold_name.is_empty() {
        return shown.is_empty() && gold_name.is_empty();
    }
    shown == gold_name
        || if gold.is_person {
            last_word(&shown) == last_word(&gold_name)
        } else {
            shown.contains(&gold_name) || gold_name.contains(&shown)
        }
}

/// The model.
pub fn train(doubts: &Doubts) -> Confidence {
    Confidence {
        shown: fit(
            &doubts.shown,
            Settings { trees: 80, depth: 4, rate: 0.08, sample: 0.7, ridge: 8.0, columns: 0.5, bags: 4 },
        ),
        rivals: fit(
            &doubts.rivals,
            Settings { trees: 80, depth: 3, rate: 0.15, sample: 0.7, ridge: 8.0, columns: 0.5, bags: 1 },
        ),
    }
}
