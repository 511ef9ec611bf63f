//! Scores names: exact span and label.
//!
//! With `lenient_ends`, a leading "the", "a" or "an" and a trailing "'s" are taken off gold and prediction alike:
//! corpora differ in where they put them.

use std::collections::BTreeSet;

use super::corpora::{Article, Name};
use super::errors::ErrorCase;
use super::figures::{Figure, Figures, Rate};
use super::words::is_space;

/// The labels that count; any other is ignored on both sides.
pub const LABELS: &[&str] = &["PERSON", "ORG", "PLACE"];

/// How many names of a label were right, predicted wrongly, and missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Same span, same label.
    pub right: usize,
    /// Predicted only.
    pub spurious: usize,
    /// In gold only.
    pub missed: usize,
}

impl Counts {
    fn rate(self) -> Rate {
        Rate::new(self.right, self.right + self.spurious, self.right + self.missed)
    }
}

/// Start, end and label.
type Key = (usize, usize, String);

/// White space and, with `lenient_ends`, article and possessive off the ends of `start..end`.
pub fn trim(text: &[char], mut start: usize, mut end: usize, lenient_ends: bool) -> (usize, usize) {
    while start < end && is_space(text[start]) {
        start += 1;
    }
    while end > start && is_space(text[end - 1]) {
        end -= 1;
    }
    if lenient_ends {
        start += leading_article(&text[start..end]);
        end -= trailing_possessive(&text[start..end]);
    }
    (start, end)
}

/// Length of "the ", "a ", "an " at the start of `name`; 0 if nothing would be left.
fn leading_article(name: &[char]) -> usize {
    for article in ["the", "a", "an"] {
        let length = article.len();
        if name.len() > length && name.iter().zip(article.chars()).all(|(c, a)| c.eq_ignore_ascii_case(&a)) {
            let spaces = name[length..].iter().take_while(|c| is_space(**c)).count();
            if spaces > 0 && length + spaces < name.len() {
                return length + spaces;
            }
        }
    }
    0
}

/// Length of "'s", "'", " 's" at the end of `name`; 0 if nothing would be left.
fn trailing_possessive(name: &[char]) -> usize {
    let is_apostrophe = |c: &char| matches!(c, '\'' | '’');
    let marked = match name {
        [.., mark] if is_apostrophe(mark) => 1,
        [.., mark, 's'] if is_apostrophe(mark) => 2,
        _ => return 0,
    };
    let kept = name.len() - marked;
    let kept = kept - usize::from(kept > 0 && is_space(name[kept - 1]));
    if kept > 0 { name.len() - kept } else { 0 }
}

fn keys(names: &[Name], text: Option<&[char]>, lenient_ends: bool) -> BTreeSet<Key> {
    let counted = names.iter().filter(|n| LABELS.contains(&n.label.as_str()));
    counted
        .map(|n| {
            let (start, end) = text.map_or((n.start, n.end), |text| {
                trim(text, n.start.min(text.len()), n.end.min(text.len()), lenient_ends)
            });
            (start, end, n.label.clone())
        })
        .collect()
}

/// Counts by label, in the order of [`LABELS`]. `pairs`: gold and prediction of each article.
pub fn score(pairs: &[(&Article, &Article)], lenient_ends: bool) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); LABELS.len()];
    let place = |key: &Key| LABELS.iter().position(|l| *l == key.2).unwrap_or(0);
    for (gold, predicted) in pairs {
        let text: Vec<char> = gold.text.chars().collect();
        let gold = keys(&gold.entities, lenient_ends.then_some(&text[..]), lenient_ends);
        let predicted = keys(&predicted.entities, Some(&text), lenient_ends);
        for key in &predicted {
            let of = &mut counts[place(key)];
            if gold.contains(key) { of.right += 1 } else { of.spurious += 1 }
        }
        for key in gold.difference(&predicted) {
            counts[place(key)].missed += 1;
        }
    }
    counts
}

/// `counts` as figures: a rate per label, and over all labels as "micro".
pub fn figures(counts: &[Counts]) -> Figures {
    let sum = |field: fn(&Counts) -> usize| counts.iter().map(field).sum();
    let all = Counts { right: sum(|c| c.right), spurious: sum(|c| c.spurious), missed: sum(|c| c.missed) };
    let labelled = LABELS.iter().copied().zip(counts.iter().copied());
    std::iter::once(("micro", all))
        .chain(labelled)
        .map(|(name, counts)| (name.to_owned(), Figure::Rate(counts.rate())))
        .collect()
}

/// The errors of one article: `label` (right span, wrong label), `boundary` (overlap), `missed`, `spurious`.
pub(super) fn errors(gold: &Article, predicted: &Article) -> Vec<ErrorCase> {
    let text: Vec<char> = gold.text.chars().collect();
    let (gold_keys, keys) = (keys(&gold.entities, Some(&text), true), keys(&predicted.entities, Some(&text), true));
    let overlaps = |a: &Key, b: &Key| a.0 < b.1 && b.0 < a.1;
    let show = |key: &Key| format!("{} {}", key.2, ErrorCase::slice(&text, (key.0, key.1)));
    let mut cases = Vec::new();
    let mut add = |kind: &'static str, at: &Key, gold: Option<&Key>, predicted: Option<&Key>| {
        cases.push(ErrorCase {
            kind,
            article: String::new(),
            gold: gold.map(show),
            predicted: predicted.map(show),
            context: ErrorCase::context(&text, (at.0, at.1)),
        });
    };
    for key in gold_keys.difference(&keys) {
        let other = keys.iter().find(|k| overlaps(k, key));
        let kind = match other {
            Some(other) if (other.0, other.1) == (key.0, key.1) => "label",
            Some(_) => "boundary",
            None => "missed",
        };
        add(kind, key, Some(key), other);
    }
    for key in keys.difference(&gold_keys).filter(|key| !gold_keys.iter().any(|k| overlaps(k, key))) {
        add("spurious", key, None, Some(key));
    }
    cases
}
