//! Trains the model of how likely it is that the speaker shown is right, on quotations whose speakers are known.

use whosaid::Span;
use whosaid::analysis::attribution::attribute_with;
use whosaid::analysis::coreference::{Ranker, resolve_with};
use whosaid::analysis::quotations::forest::Forest;

use super::Reading;
use super::corpora::{Gold, Quotation};
use super::judge::{last_word, plain};
use crate::joining::boosting::{Questions, Settings, fit};

/// Adds, of every quotation that is found and whose speaker is shown, whether this is right. The places are not looked
/// up: they part no speakers.
pub fn learn(reading: &Reading, ranker: &Ranker, questions: &mut Questions) {
    let Gold::Speakers(gold) = &reading.text.gold else { return };
    let resolved = resolve_with(&reading.syntax, &reading.names, &reading.quotations, &mut &*ranker);
    let mut rows = Vec::new();
    let keep = |row: &_| {
        rows.push(*row);
        0.0
    };
    let (quotations, entities) = (&reading.quotations, &resolved.entities);
    let attributions = attribute_with(&reading.syntax, quotations, entities, &resolved.choices, keep);
    let shown = quotations.iter().zip(attributions).filter_map(|(quotation, known)| Some((quotation, known.speaker?)));
    for ((quotation, speaker), row) in shown.zip(rows) {
        let likeness = |known: &&Quotation| likeness(reading, &quotation.content, &known.content);
        let Some(best) = gold.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b))) else { continue };
        if likeness(&best) >= 0.5 {
            let answer = f32::from(u8::from(is_same(&entities[speaker].name, best)));
            questions.push(std::iter::once((row.as_slice(), answer)));
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
pub fn train(questions: &Questions) -> Forest {
    fit(questions, Settings { trees: 80, depth: 4, rate: 0.08, sample: 0.7, ridge: 8.0, columns: 0.5, bags: 4 })
}
