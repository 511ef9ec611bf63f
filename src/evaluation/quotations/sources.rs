//! Whether a source, and what the reader is shown of it, points at the right speaker.

use std::collections::BTreeSet;

use super::counted::Words;
use crate::evaluation::corpora::{Quote, SpeakerName};
use crate::evaluation::words::{Range, WordSet, covered};

const FUNCTION_WORDS: &[&str] =
    &["the", "a", "an", "of", "in", "at", "for", "and", "to", "s", "'s", "’s", "on", "by", "with", "from"];

pub(super) const PRONOUNS: &[&str] = &[
    "he",
    "she",
    "they",
    "it",
    "we",
    "i",
    "you",
    "his",
    "her",
    "their",
    "its",
    "our",
    "my",
    "who",
    "him",
    "them",
    "himself",
    "herself",
    "themselves",
    "this",
    "that",
    "these",
    "those",
    "the",
    "a",
    "an",
];

/// Whether the words of the `predicted` source point at the `gold` source.
pub(super) fn is_right_source(gold: &WordSet, predicted: &WordSet, words: &Words, lenient: bool) -> bool {
    let mut core: WordSet = gold.iter().copied().filter(|i| !words.is_listed(*i, FUNCTION_WORDS)).collect();
    if core.is_empty() {
        core.clone_from(gold);
    }
    if !core.is_disjoint(predicted) {
        return true;
    }
    let names = |set: &WordSet| -> BTreeSet<String> {
        let capitalized = set.iter().filter(|i| words.is_capitalized(**i) && !words.is_listed(**i, FUNCTION_WORDS));
        capitalized
            .map(|i| words.word(*i))
            .filter(|w| !["He", "She", "They", "It", "We", "I", "Who"].contains(&w.as_str()))
            .map(|w| w.replace("’s", "").replace("'s", "").to_lowercase())
            .collect()
    };
    lenient && !names(gold).is_disjoint(&names(predicted))
}

/// The mentions that show the reader who is meant, the most telling first: by name, all, the source itself.
pub(super) fn shown_speaker(predicted: &Quote) -> Vec<&Vec<Range>> {
    let named = predicted.speaker_name.as_ref().and_then(SpeakerName::mentions);
    let given = [named, predicted.coref.as_ref(), predicted.speaker.as_ref()];
    given.into_iter().flatten().filter(|pieces| !pieces.is_empty()).collect()
}

/// Whether the most telling mentions hit a mention by name; nothing if `chain` has none.
pub(super) fn is_named_rightly(words: &Words, chain: &[Range], predicted: &Quote) -> Option<bool> {
    let is_name = |i: &usize| words.is_capitalized(*i) && !words.is_listed(*i, PRONOUNS);
    let mentions = chain.iter().map(|mention| covered(&words.tokens, &[*mention]));
    let named: WordSet = mentions.filter(|mention| mention.iter().any(is_name)).flatten().collect();
    let best = shown_speaker(predicted).into_iter().next();
    (!named.is_empty()).then(|| best.is_some_and(|best| !covered(&words.tokens, best).is_disjoint(&named)))
}
