//! Scores pronouns between two names: GAP (Webster, Recasens, Axelrod and Baldridge: Mind the GAP, TACL 2018).
//!
//! Each pronoun has two candidate names, and for each it is known whether the pronoun means it (one does, or neither).
//! A system says so of a candidate if an entity has the pronoun among its mentions and, among its mentions by name, one
//! that overlaps the candidate.
//! Precision, recall and F1 count all these labels, two for each pronoun; `feminine` (she, her, hers, herself) and
//! `masculine` (he, him, his, himself) go by the pronoun, `bias` is feminine F1 to masculine F1.

use super::corpora::{Chains, NamedCandidate, PronounOfTwo};
use super::errors::ErrorCase;
use super::figures::{Figure, Figures, Rate};

const FEMININE: [&str; 4] = ["she", "her", "hers", "herself"];
const MASCULINE: [&str; 4] = ["he", "him", "his", "himself"];

/// Whether an entity of `predicted` has the pronoun and, by name, the candidate.
fn is_given(gold: &PronounOfTwo, candidate: &NamedCandidate, predicted: &Chains) -> bool {
    let names_it = |start: usize, end: usize| start < candidate.end && candidate.start < end;
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

#[cfg(test)]
mod tests {
    use super::super::corpora::{Chain, ChainMention, Stretch};
    use super::*;

    /// Ann saw Eva when the pronoun that follows left: gold says whom it means, the system which of the entities.
    fn check(cases: &[(&str, [bool; 2], Option<usize>)], overall: (usize, usize, usize), bias: Option<f64>) {
        let mut records = Vec::new();
        for (pronoun, same, ours) in cases {
            let candidate = |start: usize, name: &str, same: bool| NamedCandidate {
                start,
                end: start + 3,
                name: name.into(),
                same,
            };
            let end = 17 + pronoun.len();
            let gold = PronounOfTwo {
                text: format!("Ann saw Eva when {pronoun} left."),
                pronoun: Stretch { start: 17, end },
                candidates: vec![candidate(0, "Ann", same[0]), candidate(8, "Eva", same[1])],
                ..PronounOfTwo::default()
            };
            let mention = |start: usize, end: usize, form: &str| ChainMention { start, end, form: form.to_owned() };
            let mut entities: Vec<Chain> =
                [0, 8].map(|at| Chain { mentions: vec![mention(at, at + 3, "name")], ..Chain::default() }).into();
            if let Some(entity) = ours.and_then(|index| entities.get_mut(index)) {
                entity.mentions.push(mention(17, end, "pronoun"));
            }
            records.push((gold, Chains { entities, ..Chains::default() }));
        }
        let figures = score(&records.iter().map(|(gold, ours)| (gold, ours)).collect::<Vec<_>>());
        assert_eq!(figures[0].1, Figure::Rate(Rate::new(overall.0, overall.1, overall.2)));
        assert_eq!(figures.get(3).map(|figure| figure.1), bias.map(Figure::Ratio));
    }

    #[test]
    fn two_labels_for_each_pronoun() {
        check(&[("she", [true, false], Some(0))], (1, 1, 1), None);
        check(&[("She", [true, false], Some(1)), ("he", [false, true], Some(1))], (1, 2, 2), Some(0.0));
        check(&[("her", [false, false], Some(0)), ("his", [false, true], None)], (0, 1, 1), None);
        check(&[("hers", [true, false], Some(0)), ("him", [true, false], Some(0))], (2, 2, 2), Some(1.0));
    }
}
