//! What is read wrongly, one by one.

use std::collections::BTreeSet;

use super::counted::{Counted, KINDS, Words, count, match_quotes};
use super::sources::{is_named_rightly, is_right_source};
use crate::evaluation::corpora::{Article, SpeakerName};
use crate::evaluation::errors::ErrorCase;
use crate::evaluation::words::Range;

/// The errors of one article, each with the quotation's kind: `missed`, `spurious`, `speaker` (wrong source, or none),
/// `named` (right source, but the reader is shown somebody else, or nobody by name).
pub(in crate::evaluation) fn errors(gold: &Article, predicted: &Article) -> Vec<ErrorCase> {
    let words = Words::new(&gold.text);
    let (gold, predicted) = (count(&gold.quotes, &words), count(&predicted.quotes, &words));
    let matched = match_quotes(&gold, &predicted);
    let show = |q: &Counted| {
        let part = |pieces: &Option<Vec<Range>>| {
            pieces.as_ref().map_or("-".to_owned(), |pieces| ErrorCase::slices(&words.text, pieces))
        };
        let confidence = q.quote.confidence.map_or(String::new(), |c| format!(" ({c:.2})"));
        let content = ErrorCase::slices(&words.text, &q.quote.content);
        let named = q.quote.speaker_name.as_ref().and_then(SpeakerName::mentions);
        let entity = q.quote.speaker_entity.as_ref().or(named);
        let entity = entity.map_or(String::new(), |mentions| {
            format!(" = {}", ErrorCase::slices(&words.text, &mentions[..mentions.len().min(4)]))
        });
        let source = part(&q.quote.speaker);
        format!("[{}] {source}{entity}{confidence} | {} | {content}", KINDS[q.kind], part(&q.quote.cue))
    };
    let mut cases = Vec::new();
    let mut add = |kinds: [&'static str; 3], q: &Counted, gold: Option<&Counted>, predicted: Option<&Counted>| {
        let whole = q.quote.content.iter().fold((usize::MAX, 0), |all, p| (all.0.min(p.0), all.1.max(p.1)));
        cases.push(ErrorCase {
            kind: kinds[q.kind],
            article: String::new(),
            gold: gold.map(show),
            predicted: predicted.map(show),
            context: ErrorCase::context(&words.text, whole),
        });
    };
    for (i, g) in gold.iter().enumerate() {
        match matched.get(&i).map(|j| &predicted[*j]) {
            None => {
                let near = predicted.iter().find(|p| !p.content.is_disjoint(&g.content));
                add(["missed-direct", "missed-mixed", "missed-indirect"], g, Some(g), near);
            }
            Some(p) if !g.source.is_empty() && !is_right_source(&g.source, &p.source, &words, true) => {
                add(["speaker-direct", "speaker-mixed", "speaker-indirect"], g, Some(g), Some(p));
            }
            Some(p) => {
                let chain = g.quote.speaker_entity.as_deref().unwrap_or_default();
                if is_named_rightly(&words, chain, p.quote) == Some(false) {
                    add(["named-direct", "named-mixed", "named-indirect"], g, Some(g), Some(p));
                }
            }
        }
    }
    let used: BTreeSet<usize> = matched.into_values().collect();
    for (_, p) in predicted.iter().enumerate().filter(|(j, _)| !used.contains(j)) {
        add(["spurious-direct", "spurious-mixed", "spurious-indirect"], p, None, Some(p));
    }
    cases
}
