//! Scores who is who: entities with their mentions, against articles in which all mentions are marked (the set
//! `coreference/world`).
//!
//! A mention of the system is a gold mention when both overlap and end with the same word: their ends are equal or two
//! characters apart (a possessive); the one whose start is nearest, then the entity that comes first.
//!
//! - `pronoun`, `description`: of the gold mentions of this form whose entity has a name in the article, those given to
//!   an entity that has one of its names as a mention (recall); of all of this form that the system gives to an entity
//!   which some gold name belongs to, how many rightly (precision)
//! - `b3`: B-cubed over the gold mentions that the system has too, single ones among them
//! - `kind`: of the gold entities with a name that the system has, those whose most frequent entity has their kind
//! - `split`: of these, those whose names lie in more than one entity of the system; `merged`: of the system's
//!   entities with a gold name, those with names of more than one gold entity
//! - `entities`: how many gold entities these are

use std::collections::{BTreeMap, BTreeSet};

use super::corpora::{ChainMention, Chains};
use super::errors::ErrorCase;
use super::figures::{Figure, Figures, Rate, Share};

const FORMS: [&str; 2] = ["pronoun", "description"];

/// For each gold entity, the system's entity of each of its mentions.
type Given = Vec<Vec<Option<usize>>>;

fn given(gold: &Chains, predicted: &Chains) -> Given {
    let mut by_end: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (index, entity) in predicted.entities.iter().enumerate() {
        for mention in &entity.mentions {
            by_end.entry(mention.end).or_default().push((mention.start, index));
        }
    }
    let of_mention = |mention: &ChainMention| {
        let ends = [Some(mention.end), Some(mention.end + 2), mention.end.checked_sub(2)];
        let near = ends.into_iter().flatten().flat_map(|end| {
            let starts = by_end.get(&end).into_iter().flatten();
            starts.filter(move |(start, _)| *start < mention.end && mention.start < end)
        });
        near.map(|(start, index)| (start.abs_diff(mention.start), *index)).min().map(|(_, index)| index)
    };
    gold.entities.iter().map(|entity| entity.mentions.iter().map(of_mention).collect()).collect()
}

/// For each gold entity, the system's entities that have one of its names.
fn named(gold: &Chains, given: &Given) -> Vec<BTreeSet<usize>> {
    let of_entity = |(entity, given): (&super::corpora::Chain, &Vec<Option<usize>>)| {
        entity
            .mentions
            .iter()
            .zip(given)
            .filter(|(mention, _)| mention.is_name())
            .filter_map(|(_, index)| *index)
            .collect()
    };
    gold.entities.iter().zip(given).map(of_entity).collect()
}

/// The most frequent entity, the first of equals in the order of the mentions.
fn most_frequent(given: &[Option<usize>]) -> Option<usize> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for index in given.iter().flatten() {
        match counts.iter_mut().find(|(other, _)| other == index) {
            Some((_, count)) => *count += 1,
            None => counts.push((*index, 1)),
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map(|(index, _)| *index)
}

/// What is counted over all articles.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    /// Of each of [`FORMS`]: hit, given, gold.
    forms: [[usize; 3]; 2],
    kind: Share,
    split: Share,
    merged: Share,
    /// Sums of B-cubed precision and recall, and of how many mentions.
    b_cubed: (f64, f64, usize),
}

impl Tally {
    fn add(&mut self, gold: &Chains, predicted: &Chains) {
        let given = given(gold, predicted);
        let named = named(gold, &given);
        let all_named: BTreeSet<usize> = named.iter().flatten().copied().collect();
        for ((entity, given), named) in gold.entities.iter().zip(&given).zip(&named) {
            let has_name = entity.mentions.iter().any(ChainMention::is_name);
            for (mention, index) in entity.mentions.iter().zip(given) {
                let Some(form) = FORMS.iter().position(|form| *form == mention.form) else { continue };
                let [hit, given, gold] = &mut self.forms[form];
                *gold += usize::from(has_name);
                *hit += usize::from(has_name && index.is_some_and(|index| named.contains(&index)));
                *given += usize::from(index.is_some_and(|index| all_named.contains(&index)));
            }
            if let Some(best) = most_frequent(given).filter(|_| !named.is_empty()) {
                self.split.add(named.len() > 1);
                self.kind.add(predicted.entities[best].kind == entity.kind);
            }
        }
        for entity in &all_named {
            self.merged.add(named.iter().filter(|of| of.contains(entity)).count() > 1);
        }
        self.add_b_cubed(&given);
    }

    fn add_b_cubed(&mut self, given: &Given) {
        let pairs = || given.iter().enumerate().flat_map(|(n, of)| of.iter().flatten().map(move |index| (n, *index)));
        let (mut both, mut ours, mut gold) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (n, index) in pairs() {
            *both.entry((n, index)).or_insert(0) += 1;
            *ours.entry(index).or_insert(0) += 1;
            *gold.entry(n).or_insert(0) += 1;
        }
        for (n, index) in pairs() {
            let shared = f64::from(both[&(n, index)]);
            self.b_cubed.0 += shared / f64::from(ours[&index]);
            self.b_cubed.1 += shared / f64::from(gold[&n]);
            self.b_cubed.2 += 1;
        }
    }
}

/// The figures over `pairs` of gold and prediction.
pub fn score(pairs: &[(&Chains, &Chains)]) -> Figures {
    let mut tally = Tally::default();
    pairs.iter().for_each(|(gold, predicted)| tally.add(gold, predicted));
    let mut figures = Figures::new();
    for (form, [hit, given, gold]) in FORMS.iter().zip(tally.forms) {
        figures.push(((*form).to_owned(), Figure::Rate(Rate::new(hit, given, gold))));
        figures.push((format!("{form}_gold"), Figure::Number(gold as f64)));
    }
    let (precision, recall, mentions) = tally.b_cubed;
    let (precision, recall) = (precision / mentions.max(1) as f64, recall / mentions.max(1) as f64);
    let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
    figures.push(("b3".to_owned(), Figure::Rate(Rate { precision, recall, f1 })));
    for (name, share) in [("kind", tally.kind), ("split", tally.split), ("merged", tally.merged)] {
        figures.push((name.to_owned(), Figure::Share(share)));
    }
    figures.push(("entities".to_owned(), Figure::Number(tally.kind.of as f64)));
    figures
}

/// The errors of one article: `pronoun`, `description` (given to another entity, or to none), `kind`, `split`, `merged`.
pub(super) fn errors(gold: &Chains, predicted: &Chains) -> Vec<ErrorCase> {
    let text: Vec<char> = gold.text.chars().collect();
    let given = given(gold, predicted);
    let named = named(gold, &given);
    let show = |index: usize| format!("{} ({})", predicted.entities[index].name, predicted.entities[index].kind);
    let mut cases = Vec::new();
    let mut add = |kind: &'static str, at: &ChainMention, gold: String, ours: String| {
        let context = ErrorCase::context(&text, (at.start, at.end));
        cases.push(ErrorCase { kind, article: String::new(), gold: Some(gold), predicted: Some(ours), context });
    };
    for ((entity, given), names) in gold.entities.iter().zip(&given).zip(&named) {
        let (Some(first), true) = (entity.mentions.first(), entity.mentions.iter().any(ChainMention::is_name)) else {
            continue;
        };
        let truth = format!("{} ({})", entity.name, entity.kind);
        for (mention, index) in entity.mentions.iter().zip(given) {
            let form = FORMS.iter().find(|form| **form == mention.form);
            if let Some(form) = form.filter(|_| index.is_none_or(|index| !names.contains(&index))) {
                add(form, mention, truth.clone(), index.map_or("nobody".to_owned(), show));
            }
        }
        let Some(best) = most_frequent(given).filter(|_| !names.is_empty()) else { continue };
        if predicted.entities[best].kind != entity.kind {
            add("kind", first, truth.clone(), show(best));
        }
        if names.len() > 1 {
            let all: Vec<String> = names.iter().map(|index| show(*index)).collect();
            add("split", first, truth.clone(), all.join("; "));
        }
    }
    let all_named: BTreeSet<usize> = named.iter().flatten().copied().collect();
    for index in all_named {
        let of: Vec<_> = gold.entities.iter().zip(&named).filter(|(_, names)| names.contains(&index)).collect();
        if let [_, (second, _), ..] = of[..] {
            let all: Vec<&str> = of.iter().map(|(entity, _)| entity.name.as_str()).collect();
            add("merged", &second.mentions[0], all.join("; "), show(index));
        }
    }
    cases
}
