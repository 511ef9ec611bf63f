//! Scores quotations and whether the right speaker is shown, against gold with full names of the speakers (the sets
//! `quotations/world` and `quotations/kinds`).
//!
//! Two contents match if their words have an intersection over union ([`super::words`]) of one half or more. Gold
//! quotations that are `optional` count for nothing: neither they, nor predictions that match one of them and no
//! required one.
//!
//! - `exact`, `overlap`, `token`, `direct`, `attribution` (strict), `e2e` (strict): as in [`quotations`]
//! - `shown`: of the required quotations found, those shown under the right name; `shown_KIND` by the kind of the gold
//!   speaker (`nobody` where the gold has none); `shown_all`: of all required ones, found or not
//! - `sure`: area under the curve of confidence that tells right from wrong speakers, in percent: how often a right one
//!   has the higher confidence of a right and a wrong one, ties half
//! - `wrong_above_90`: share of the wrong speakers whose confidence is 0.9 or more
//! - `log_loss`: mean of the logarithm, with its sign changed, of the chance that the confidence gives to what is so, in
//!   hundredths; `log_loss_of_all`: the same of speakers, alternatives and "none of these"
//! - `next_right`, `others_right`: of the speakers that are wrong or missing, those who are the first alternative, or any
//! - `cue_exact`, `source_exact`: of the required quotations found, those whose cue (source) is that of the gold to the
//!   letter, or rightly none; the script has no such figures
//!
//! A name is right if it equals the gold one without leading article and capitals; of a person the same last word is
//! enough, of others that one name holds the other; nobody is right where the gold has nobody. The prediction of a
//! required quotation is the one with the best match, the first of equals.

use std::collections::BTreeMap;

use super::corpora::{Article, Quote, SpeakerName};
use super::errors::ErrorCase;
use super::figures::{Figure, Figures, Share, to_thousandths};
use super::quotations;
use super::words::{Range, WordSet, covered, word_tokens};

/// From which confidence on a wrong speaker counts in `wrong_above_90`.
const SURE: f64 = 0.9;

/// What is said to be less likely counts as this in a logarithm.
const LEAST_CHANCE: f64 = 0.001;

/// A required quotation that was found.
struct Found<'a> {
    gold: &'a Quote,
    ours: &'a Quote,
    right: bool,
}

impl Found<'_> {
    /// Person, organization, ..., or nobody.
    fn kind(&self) -> &str {
        kind_of(self.gold)
    }

    /// Whether the pieces of one part are the same.
    fn is_exact(&self, part: fn(&Quote) -> Option<&[Range]>) -> bool {
        let pieces = |quote| part(quote).unwrap_or_default();
        pieces(self.gold) == pieces(self.ours)
    }

    /// How sure the system is of the speaker it shows.
    fn confidence(&self) -> Option<f64> {
        self.ours.shown_speaker.as_ref()?;
        self.ours.confidence.map(to_thousandths)
    }

    fn is_right(&self, shown: Option<&str>) -> bool {
        let name = self.gold.speaker_name.as_ref().and_then(SpeakerName::full);
        is_same_speaker(shown, name, self.kind())
    }

    /// What is said to be the chance of what is so: of the one shown, of one of the others, of none of them.
    fn chance(&self) -> f64 {
        let shown = self.confidence().unwrap_or_default();
        let others = || self.ours.alternatives.iter().map(|(_, chance)| to_thousandths(*chance));
        match self.right_other() {
            _ if self.right && self.ours.shown_speaker.is_some() => shown,
            Some(place) => others().nth(place).unwrap_or_default(),
            None => 1.0 - shown - others().sum::<f64>(),
        }
    }

    /// Which of the others is right, where the one shown is not.
    fn right_other(&self) -> Option<usize> {
        let is_right = |(name, _): &(String, f32)| self.is_right(Some(name));
        self.ours.alternatives.iter().position(is_right).filter(|_| !self.right)
    }
}

fn kind_of(gold: &Quote) -> &str {
    gold.speaker_kind.as_deref().filter(|kind| !kind.is_empty()).unwrap_or("nobody")
}

/// Intersection over union.
fn overlap(a: &WordSet, b: &WordSet) -> f64 {
    let shared = a.intersection(b).count();
    shared as f64 / (a.len() + b.len() - shared).max(1) as f64
}

fn contents(article: &Article, words: &[(usize, usize)]) -> Vec<WordSet> {
    article.quotes.iter().map(|quote| covered(words, &quote.content)).collect()
}

/// Gold without its optional quotations, and the prediction without those that match only these.
fn without_optional(gold: &Article, predicted: &Article) -> (Article, Article) {
    let words = word_tokens(&gold.text.chars().collect::<Vec<_>>());
    let all = contents(gold, &words);
    let matches = |content: &WordSet, optional: bool| {
        gold.quotes.iter().zip(&all).any(|(quote, of)| quote.optional == optional && overlap(content, of) >= 0.5)
    };
    let keep =
        contents(predicted, &words).into_iter().map(|content| !matches(&content, true) || matches(&content, false));
    let kept = predicted.quotes.iter().zip(keep).filter(|(_, keep)| *keep).map(|(quote, _)| quote.clone()).collect();
    let required = gold.quotes.iter().filter(|quote| !quote.optional).cloned().collect();
    (Article { quotes: required, ..gold.clone() }, Article { quotes: kept, ..predicted.clone() })
}

/// The required quotations of `gold` that `predicted` has.
fn found<'a>(gold: &'a Article, predicted: &'a Article) -> Vec<Found<'a>> {
    let words = word_tokens(&gold.text.chars().collect::<Vec<_>>());
    let (all, ours) = (contents(gold, &words), contents(predicted, &words));
    let mut found = Vec::new();
    for (quote, content) in gold.quotes.iter().zip(&all).filter(|(quote, _)| !quote.optional) {
        let mut best: Option<(f64, &Quote)> = None;
        for (other, words) in predicted.quotes.iter().zip(&ours) {
            let overlap = overlap(content, words);
            if overlap >= 0.5 && best.is_none_or(|(most, _)| overlap > most) {
                best = Some((overlap, other));
            }
        }
        if let Some((_, ours)) = best {
            let mut one = Found { gold: quote, ours, right: false };
            one.right = one.is_right(ours.shown_speaker.as_deref());
            found.push(one);
        }
    }
    found
}

/// `name` in small letters, with straight apostrophes, without a leading article.
fn plain(name: Option<&str>) -> String {
    let name = name.unwrap_or_default().to_lowercase().replace('’', "'");
    let bare = ["the ", "a ", "an "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(&name);
    bare.trim().to_owned()
}

fn is_same_speaker(shown: Option<&str>, gold: Option<&str>, kind: &str) -> bool {
    let (shown, gold) = (plain(shown), plain(gold));
    if shown.is_empty() || gold.is_empty() {
        return shown == gold;
    }
    let last = |name: &str| name.split_whitespace().next_back().map(str::to_owned);
    shown == gold
        || if kind == "person" { last(&shown) == last(&gold) } else { shown.contains(&gold) || gold.contains(&shown) }
}

/// How often the right one of a right and a wrong one has the higher confidence, ties half; nothing without a pair.
fn area(right: &[f64], wrong: &[f64]) -> Option<f64> {
    if right.is_empty() || wrong.is_empty() {
        return None;
    }
    let wins = |r: f64, w: f64| f64::from(u8::from(r > w)) + f64::from(u8::from(r == w)) / 2.0;
    let sum: f64 = right.iter().flat_map(|r| wrong.iter().map(move |w| wins(*r, *w))).sum();
    Some(sum / right.len() as f64 / wrong.len() as f64)
}

/// The figures over `pairs` of gold and prediction.
pub fn score(pairs: &[(&Article, &Article)]) -> Figures {
    let counted: Vec<(Article, Article)> = pairs.iter().map(|(gold, ours)| without_optional(gold, ours)).collect();
    let counted: Vec<(&Article, &Article)> = counted.iter().map(|(gold, ours)| (gold, ours)).collect();
    let as_quotations = quotations::score(&counted, false);
    let names = [("attr_acc_st", "attribution"), ("e2e_st", "e2e")];
    let same = ["exact", "overlap", "token", "direct"].map(|name| (name, name));
    let mut figures = Figures::new();
    for (theirs, ours) in same.into_iter().chain(names) {
        figures.extend(as_quotations.iter().find(|(name, _)| name == theirs).map(|(_, f)| (ours.to_owned(), *f)));
    }

    let found: Vec<Found> = pairs.iter().flat_map(|(gold, ours)| found(gold, ours)).collect();
    let required = counted.iter().map(|(gold, _)| gold.quotes.len()).sum();
    let mut by_kind: BTreeMap<&str, Share> = BTreeMap::new();
    let mut shown = Share::default();
    for quote in &found {
        shown.add(quote.right);
        by_kind.entry(quote.kind()).or_default().add(quote.right);
    }
    let confidences = |right: bool| -> Vec<f64> {
        found.iter().filter(|quote| quote.right == right).filter_map(Found::confidence).collect()
    };
    let (right, wrong) = (confidences(true), confidences(false));
    let above = Share { right: wrong.iter().filter(|c| **c >= SURE).count(), of: wrong.len() };
    let mut add = |name: &str, figure: Figure| figures.push((name.to_owned(), figure));
    add("required", Figure::Number(required as f64));
    add("shown", Figure::Share(shown));
    add("shown_all", Figure::Share(Share { right: shown.right, of: required }));
    for (kind, share) in by_kind {
        add(&format!("shown_{kind}"), Figure::Share(share));
    }
    if let Some(area) = area(&right, &wrong) {
        add("sure", Figure::Number(100.0 * area));
    }
    add("wrong_above_90", Figure::Share(above));
    let loss = |chances: Vec<f64>| {
        let sum: f64 = chances.iter().map(|chance| -chance.max(LEAST_CHANCE).ln()).sum();
        Figure::Number(100.0 * sum / chances.len().max(1) as f64)
    };
    add("log_loss", loss(right.iter().copied().chain(wrong.iter().map(|chance| 1.0 - chance)).collect()));
    add("log_loss_of_all", loss(found.iter().map(Found::chance).collect()));
    let others = |is_wanted: fn(usize) -> bool| {
        let wrong = found.iter().filter(|quote| !quote.right && quote.gold.speaker_name.is_some());
        let mut share = Share::default();
        wrong.for_each(|quote| share.add(quote.right_other().is_some_and(is_wanted)));
        Figure::Share(share)
    };
    add("next_right", others(|place| place == 0));
    add("others_right", others(|_| true));
    let exact = |part: fn(&Quote) -> Option<&[Range]>| {
        Figure::Share(Share { right: found.iter().filter(|quote| quote.is_exact(part)).count(), of: found.len() })
    };
    add("cue_exact", exact(|quote| quote.cue.as_deref()));
    add("source_exact", exact(|quote| quote.speaker.as_deref()));
    figures
}

/// For every required quotation found for which somebody is shown: the confidence, and whether the name is right.
pub(super) fn confidences(pairs: &[(&Article, &Article)]) -> Vec<(f64, bool)> {
    let found = pairs.iter().flat_map(|(gold, ours)| found(gold, ours));
    found.filter_map(|quote| Some((quote.confidence()?, quote.right))).collect()
}

/// For every alternative of a required quotation found: its confidence, and whether it is right.
pub(super) fn confidences_of_others(pairs: &[(&Article, &Article)]) -> Vec<(f64, bool)> {
    let found = pairs.iter().flat_map(|(gold, ours)| found(gold, ours));
    let of_one = |quote: Found| {
        let right = quote.right_other();
        let others = quote.ours.alternatives.iter().enumerate();
        others.map(|(place, (_, chance))| (to_thousandths(*chance), right == Some(place))).collect::<Vec<_>>()
    };
    found.flat_map(of_one).collect()
}

/// The errors of one article: those of [`quotations`] without optional ones, and by the kind of the gold speaker where
/// another name is shown (`shown-person`, ...).
pub(super) fn errors(gold: &Article, predicted: &Article) -> Vec<ErrorCase> {
    let (required, kept) = without_optional(gold, predicted);
    let mut cases = quotations::errors(&required, &kept);
    let text: Vec<char> = gold.text.chars().collect();
    for quote in found(gold, predicted).iter().filter(|quote| !quote.right) {
        let name = quote.gold.speaker_name.as_ref().and_then(SpeakerName::full);
        let source = quote.gold.speaker.as_ref().map_or("-".to_owned(), |pieces| ErrorCase::slices(&text, pieces));
        let whole = quote.gold.content.iter().fold((usize::MAX, 0), |all, p| (all.0.min(p.0), all.1.max(p.1)));
        let shown = quote.ours.shown_speaker.as_deref().unwrap_or("nobody");
        cases.push(ErrorCase {
            kind: match quote.kind() {
                "person" => "shown-person",
                "organization" => "shown-organization",
                "place" => "shown-place",
                "group" => "shown-group",
                "nobody" => "shown-nobody",
                _ => "shown-other",
            },
            article: String::new(),
            gold: Some(format!("{} (source: {source})", name.unwrap_or("nobody"))),
            predicted: Some(format!("{shown} ({:.2})", quote.ours.confidence.unwrap_or_default())),
            context: ErrorCase::context(&text, whole),
        });
    }
    cases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_are_compared_by_kind() {
        let check = |shown: &str, gold: &str, kind: &str, expect: bool| {
            let name = |name: &'static str| (!name.is_empty()).then_some(name);
            let (shown, gold) = (shown.to_owned().leak(), gold.to_owned().leak());
            assert_eq!(is_same_speaker(name(shown), name(gold), kind), expect, "{shown} for {gold}");
        };
        check("Okafor", "Ada Okafor", "person", true);
        check("Ada", "Ada Okafor", "person", false);
        check("The Port’s Board", "port's board", "organization", true);
        check("Port Board", "Port Board of Hull", "organization", true);
        check("Hull", "Leeds", "place", false);
        check("", "", "nobody", true);
        check("Hull", "", "nobody", false);
        check("", "Leeds", "place", false);
    }

    #[test]
    fn the_area_counts_ties_half() {
        assert_eq!(area(&[0.9, 0.5], &[0.5]), Some(0.75));
        assert_eq!(area(&[], &[0.5]), None);
    }
}
