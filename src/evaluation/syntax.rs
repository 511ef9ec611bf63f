//! Scores sentence boundaries, tokens and parts of speech against a treebank, by places in the text.
//!
//! - `boundaries`: ends of sentences (the place after the last character)
//! - `sentences`: sentences with both ends right
//! - `tokens`: tokens with both ends right; its recall is the coverage of the next
//! - `pos`: of gold tokens that are tokens of ours, the share with the same universal part of speech; words that the
//!   corpus calls X are not known to be anything and left out

use std::collections::BTreeSet;

use super::corpora::Treebank;
use super::figures::{Figure, Figures, Rate, Share};
use super::prediction::CodePoints;
use super::words::Range;
use crate::syntax::Syntax;

/// What is counted of one document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// Right, predicted, gold: of boundaries, sentences, tokens.
    counts: [[usize; 3]; 3],
    parts_of_speech: Share,
    is_read: bool,
}

/// Compares `syntax`, read from the treebank's text, with `gold`.
pub fn compare(gold: &Treebank, syntax: &Syntax) -> Tally {
    let points = CodePoints::new(syntax.text);
    let count =
        |gold: BTreeSet<Range>, ours: BTreeSet<Range>| [gold.intersection(&ours).count(), ours.len(), gold.len()];
    let sentences = || syntax.sentences.iter().map(|s| points.range(s.span));
    let tokens = || syntax.tokens.iter().map(|t| points.range(t.span));
    let end = |range: Range| (range.1, range.1);
    let mut parts_of_speech = Share::default();
    let ours: Vec<Range> = tokens().collect();
    for token in gold.tokens.iter().filter(|t| t.pos != "X") {
        if let Ok(index) = ours.binary_search(&token.span) {
            parts_of_speech.add(syntax.part_of_speech(index).tag() == token.pos);
        }
    }
    let counts = [
        count(gold.sentences.iter().copied().map(end).collect(), sentences().map(end).collect()),
        count(gold.sentences.iter().copied().collect(), sentences().collect()),
        count(gold.tokens.iter().map(|t| t.span).collect(), tokens().collect()),
    ];
    Tally { counts, parts_of_speech, is_read: !syntax.scores.is_empty() }
}

/// The figures over all documents.
pub fn figures(tallies: &[Tally]) -> Figures {
    let rate = |which: usize| {
        let sum = |field: usize| tallies.iter().map(|t| t.counts[which][field]).sum();
        Figure::Rate(Rate::new(sum(0), sum(1), sum(2)))
    };
    let mut figures: Figures = ["boundaries", "sentences", "tokens"]
        .iter()
        .enumerate()
        .map(|(i, name)| ((*name).to_owned(), rate(i)))
        .collect();
    if tallies.iter().any(|t| t.is_read) {
        let sum = |field: fn(&Share) -> usize| tallies.iter().map(|t| field(&t.parts_of_speech)).sum();
        figures.push(("pos".to_owned(), Figure::Share(Share { right: sum(|s| s.right), of: sum(|s| s.of) })));
    }
    figures
}
