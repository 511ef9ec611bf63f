//! Scores quotations and their speakers.
//!
//! A quotation without a word in its content is dropped on both sides. Its kind is computed anew for gold and
//! prediction alike: *direct* if every word of its content lies in a marked stretch ([`super::words`]), *mixed* if some
//! do, *indirect* if none does.
//!
//! - `exact`: a prediction is right if its content words are those of an unused gold quotation
//! - `overlap`: one-to-one, best first, by intersection over union of content words, at least one half
//! - `token`: words of the union of all contents
//! - `direct`: marked stretches; one counts as a quotation if half its words lie in contents. `direct_e2e`: and the
//!   quotation that covers most of it has the right speaker (or rightly none)
//! - `attr_acc`: of overlapping quotations whose gold has a source, the share with the right one
//! - `e2e`: over all quotations: overlapping, and the right source (or rightly none)
//! - `ent_acc`, `named_acc`, `named_acc_pron` (gold with all mentions of the speaker): any mention of the speaker is
//!   hit; a mention by name is hit; the same where the source is a pronoun
//! - `speech_recall_overlap`: recall of gold quotations that are marked or have a cue of speech
//! - `cue_acc`: of overlapping quotations whose gold has a cue, the share whose cue is hit
//! - `token_source`, `token_cue`: words of the union of all sources, of all cues
//!
//! `_st` (strict): the predicted source shares a word that bears content with the gold source. `_le` (lenient): or it
//! shares a capitalized word with it.

mod counted;
mod errors;
mod sources;
mod tallies;

use std::collections::BTreeSet;

use self::counted::{Words, count, is_speech, match_quotes};
pub(super) use self::errors::errors;
use self::sources::is_right_source;
use self::tallies::Tallies;
use super::corpora::Article;
use super::figures::Figures;

/// The figures over `pairs` of gold and prediction. With `speech_only`, gold quotations of thought are dropped, and
/// predictions that match them are ignored.
pub fn score(pairs: &[(&Article, &Article)], speech_only: bool) -> Figures {
    let mut tallies = Tallies::default();
    for (gold, predicted) in pairs {
        let words = Words::new(&gold.text);
        let (mut gold, mut predicted) = (count(&gold.quotes, &words), count(&predicted.quotes, &words));
        if speech_only {
            let matched = match_quotes(&gold, &predicted);
            let dropped: BTreeSet<usize> =
                matched.iter().filter(|(i, _)| !is_speech(&gold[**i], &words)).map(|(_, j)| *j).collect();
            let mut index = 0..;
            predicted.retain(|_| index.next().is_none_or(|j| !dropped.contains(&j)));
            gold.retain(|quote| is_speech(quote, &words));
        }
        tallies.add_article(&words, &gold, &predicted);
    }
    tallies.figures()
}

/// For every matched quotation whose gold has a source: the prediction's confidence, and whether its source is right
/// (strict).
pub(super) fn confidences(pairs: &[(&Article, &Article)]) -> Vec<(f32, bool)> {
    let mut found = Vec::new();
    for (gold, predicted) in pairs {
        let words = Words::new(&gold.text);
        let (gold, predicted) = (count(&gold.quotes, &words), count(&predicted.quotes, &words));
        for (i, j) in match_quotes(&gold, &predicted) {
            if let (false, Some(confidence)) = (gold[i].source.is_empty(), predicted[j].quote.confidence) {
                let right = is_right_source(&gold[i].source, &predicted[j].source, &words, false);
                found.push((confidence, right));
            }
        }
    }
    found
}
