//! How good a ranker is on texts held back: the shares of pronouns and descriptions given to the right name, as in
//! `score_chains.py`, and of the pairs of GAP.

use std::collections::{BTreeMap, BTreeSet};

use whosaid::analysis::Entity;
use whosaid::{Span, analysis::MentionForm};

use super::corpora::{Form, Gold, Text};
use super::judge::is_linked;

/// Right, given and gold links of each form.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    counts: BTreeMap<&'static str, [usize; 3]>,
}

impl Tally {
    /// Counts what is right in one text.
    pub fn add(&mut self, text: &Text, entities: &[Entity]) {
        match &text.gold {
            Gold::Chains(gold) => {
                let ours: Vec<(Span, usize)> = (entities.iter().enumerate())
                    .flat_map(|(index, entity)| entity.mentions.iter().map(move |mention| (mention.span, index)))
                    .collect();
                let got: Vec<Option<usize>> = gold
                    .iter()
                    .map(|known| {
                        let same = ours
                            .iter()
                            .filter(|(span, _)| span.end.abs_diff(known.span.end) <= 2 && span.overlaps(known.span));
                        same.min_by_key(|(span, index)| (span.start.abs_diff(known.span.start), *index)).map(|o| o.1)
                    })
                    .collect();
                let mut named: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
                for (known, ours) in gold.iter().zip(&got).filter(|(known, _)| known.form == Form::Name) {
                    named.entry(known.entity).or_default().extend(ours);
                }
                let all: BTreeSet<usize> = named.values().flatten().copied().collect();
                for (known, ours) in gold.iter().zip(&got).filter(|(known, _)| is_linked(known.form)) {
                    let form = match (known.form, text.is_treebank) {
                        (Form::Pronoun, false) => "pronouns",
                        (_, false) => "descriptions",
                        (Form::Pronoun, true) => "pronouns of GUM",
                        (_, true) => continue,
                    };
                    let counts = self.counts.entry(form).or_default();
                    let is_right =
                        named.get(&known.entity).zip(*ours).is_some_and(|(names, ours)| names.contains(&ours));
                    counts[0] += usize::from(is_right);
                    counts[1] += usize::from(ours.is_some_and(|ours| all.contains(&ours)));
                    counts[2] += usize::from(named.contains_key(&known.entity));
                }
            }
            Gold::Pair(pronoun, names) => {
                let entity = entities.iter().find(|entity| entity.mentions.iter().any(|known| known.span == *pronoun));
                let is_name = |known: &&whosaid::analysis::Mention| known.form == MentionForm::Name;
                let word = pronoun.of(&text.text).to_lowercase();
                let form = if word.starts_with('s') || word.starts_with("her") { "gap, she" } else { "gap, he" };
                for (name, same) in names {
                    let given = entity.is_some_and(|entity| {
                        entity.mentions.iter().filter(is_name).any(|known| known.span.overlaps(*name))
                    });
                    let counts = self.counts.entry(form).or_default();
                    counts[0] += usize::from(given && *same);
                    counts[1] += usize::from(given);
                    counts[2] += usize::from(*same);
                }
            }
            Gold::Speakers(_) => {}
        }
    }

    /// Counts speakers shown, and those that are right.
    pub fn add_speakers(&mut self, right: usize, shown: usize) {
        let counts = self.counts.entry("speakers").or_default();
        *counts = [counts[0] + right, counts[1] + shown, counts[2] + shown];
    }

    /// The figures of each form.
    pub fn lines(&self) -> Vec<String> {
        let rate = |(form, [right, given, gold]): (&&str, &[usize; 3])| {
            let (p, r) = (*right as f64 / (*given).max(1) as f64, *right as f64 / (*gold).max(1) as f64);
            let f = 2.0 * p * r / (p + r).max(1e-9);
            format!("{form} P {:.1} R {:.1} F {:.1} ({right} right)", 100.0 * p, 100.0 * r, 100.0 * f)
        };
        self.counts.iter().map(rate).collect()
    }
}
