//! Scores pronouns between two names: GAP (Webster, Recasens, Axelrod and Baldridge: Mind the GAP, TACL 2018).
//!
//! Each pronoun has two candidate names, and for each it is known whether the pronoun means it (one does, or neither).
//! A system says so of a candidate if an entity has the pronoun among its mentions and, by name, the candidate: a
//! mention that overlaps it and ends with the same word (ends equal or two characters apart, as in [`super::chains`]).
//! Precision, recall and F1 count all these labels, two for each pronoun; `feminine` (she, her, hers, herself) and
//! `masculine` (he, him, his, himself) go by the pronoun, `bias` is feminine F1 to masculine F1.

use super::corpora::{Chains, NamedCandidate, PronounOfTwo};
use super::errors::ErrorCase;
use super::figures::{Figure, Figures, Rate};

const FEMININE: [&str; 4] = ["she", "her", "hers", "herself"];
const MASCULINE: [&str; 4] = ["he", "him", "his", "himself"];

/// Whether an entity of `predicted` has the pronoun and, by name, the candidate.
fn is_given(gold: &PronounOfTwo, candidate: &NamedCandidate, predicted: &Chains) -> bool {
    let names_it = |start: usize, end: usize| {
        start < candidate.end && candidate.start < end && [0, 2].contains(&end.abs_diff(candidate.end))
    };
    predicted.entities.iter().any(|entity| {
        let is_pronoun = |start: usize, end: usize| (start, end) == (gold.pronoun.start, gold.pronoun.end);
        entity.mentions.iter().any(|m| is_pronoun(m.start, m.end))
            && entity.mentions.iter().any(|m| m.is_name() && names_it(m.start, m.end))
    })
}

fn pronoun(gold: &PronounOfTwo) -> String {
    let length = gold.pronoun.end - gold.pronoun.start;
    gold.text.chars().skip(gold.pronoun.start).take(length).collect::<String>().to_lowercase()
}

/// The figures over `pairs` of gold and prediction.
pub fn score(pairs: &[(&PronounOfTwo, &Chains)]) -> Figures {
    // Right, predicted, gold.
    let [mut all, mut feminine, mut masculine] = [[0_usize; 3]; 3];
    for (gold, predicted) in pairs {
        let pronoun = pronoun(gold);
        for candidate in &gold.candidates {
            let given = is_given(gold, candidate, predicted);
            let counts = [given && candidate.same, given, candidate.same].map(usize::from);
            let tallies = [
                (&mut all, true),
                (&mut feminine, FEMININE.contains(&pronoun.as_str())),
                (&mut masculine, MASCULINE.contains(&pronoun.as_str())),
            ];
            for (tally, _) in tallies.into_iter().filter(|(_, counts)| *counts) {
                tally.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
        }
    }
    let rate = |[right, predicted, gold]: [usize; 3]| Rate::new(right, predicted, gold);
    let (of_women, of_men) = (rate(feminine), rate(masculine));
    let mut figures = vec![
        ("overall".to_owned(), Figure::Rate(rate(all))),
        ("feminine".to_owned(), Figure::Rate(of_women)),
        ("masculine".to_owned(), Figure::Rate(of_men)),
    ];
    if of_men.f1 > 0.0 {
        figures.push(("bias".to_owned(), Figure::Ratio(of_women.f1 / of_men.f1)));
    }
    figures
}

/// The wrong labels of one text: `wrong` (the name is not meant), `missed` (it is, but not said), `feminine` or
/// `masculine`.
pub(super) fn errors(gold: &PronounOfTwo, predicted: &Chains) -> Vec<ErrorCase> {
    let text: Vec<char> = gold.text.chars().collect();
    let is_feminine = FEMININE.contains(&pronoun(gold).as_str());
    let wrong = gold.candidates.iter().filter(|candidate| is_given(gold, candidate, predicted) != candidate.same);
    let mut cases = Vec::new();
    for candidate in wrong {
        let given = predicted
            .entities
            .iter()
            .find(|entity| entity.mentions.iter().any(|m| (m.start, m.end) == (gold.pronoun.start, gold.pronoun.end)));
        cases.push(ErrorCase {
            kind: match (candidate.same, is_feminine) {
                (true, true) => "missed-feminine",
                (true, false) => "missed-masculine",
                (false, true) => "wrong-feminine",
                (false, false) => "wrong-masculine",
            },
            article: String::new(),
            gold: Some(format!("{}{}", if candidate.same { "" } else { "not " }, candidate.name)),
            predicted: Some(given.map_or("nobody".to_owned(), |entity| entity.name.clone())),
            context: ErrorCase::context(&text, (gold.pronoun.start, gold.pronoun.end)),
        });
    }
    cases
}
