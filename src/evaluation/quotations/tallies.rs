//! What is counted over all articles, and the figures that come of it.

use std::collections::BTreeMap;

use super::counted::{Counted, KINDS, Words, is_speech, match_quotes};
use super::sources::{PRONOUNS, is_named_rightly, is_right_source, shown_speaker};
use crate::evaluation::corpora::Quote;
use crate::evaluation::figures::{Figure, Figures, Rate, Share};
use crate::evaluation::words::{Range, WordSet, covered};

/// Right predictions of all predictions, and found gold of all gold.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    right: usize,
    predicted: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    fn add_sets(&mut self, gold: &WordSet, predicted: &WordSet) {
        self.add_shares(gold, predicted, gold, predicted);
    }

    /// Words of `predicted` that lie in `all_gold`, words of `gold` that lie in `all_predicted`.
    fn add_shares(&mut self, gold: &WordSet, predicted: &WordSet, all_gold: &WordSet, all_predicted: &WordSet) {
        self.right += predicted.intersection(all_gold).count();
        self.predicted += predicted.len();
        self.found += gold.intersection(all_predicted).count();
        self.gold += gold.len();
    }

    fn figure(self) -> Figure {
        Figure::Rate(Rate::of_two(self.right, self.predicted, self.found, self.gold))
    }
}

/// A tally over all quotations and one for each of [`KINDS`].
#[derive(Debug, Clone, Copy, Default)]
struct ByKind {
    all: Tally,
    of: [Tally; 3],
}

impl ByKind {
    fn add_totals(&mut self, gold: &[Counted], predicted: &[Counted]) {
        self.all.gold += gold.len();
        self.all.predicted += predicted.len();
        gold.iter().for_each(|q| self.of[q.kind].gold += 1);
        predicted.iter().for_each(|q| self.of[q.kind].predicted += 1);
    }

    fn add_hit(&mut self, gold: &Counted, predicted: &Counted) {
        self.all.right += 1;
        self.all.found += 1;
        self.of[predicted.kind].right += 1;
        self.of[gold.kind].found += 1;
    }
}

/// What is counted over all articles. Two of a kind: strict, lenient.
#[derive(Debug, Clone, Default)]
pub(super) struct Tallies {
    exact: ByKind,
    overlap: ByKind,
    token: ByKind,
    end_to_end: [ByKind; 2],
    attribution: [[Share; 4]; 2],
    direct: Tally,
    direct_end_to_end: [Tally; 2],
    token_source: Tally,
    token_cue: Tally,
    entity: Share,
    named: Share,
    named_for_pronoun: Share,
    speech: Share,
    cue: Share,
}

impl Tallies {
    pub(super) fn add_article(&mut self, words: &Words, gold: &[Counted], predicted: &[Counted]) {
        self.exact.add_totals(gold, predicted);
        self.overlap.add_totals(gold, predicted);
        self.end_to_end.iter_mut().for_each(|t| t.add_totals(gold, predicted));
        self.add_exact(gold, predicted);
        self.add_tokens(gold, predicted);
        let matched = match_quotes(gold, predicted);
        for (i, quote) in gold.iter().enumerate() {
            if is_speech(quote, words) {
                self.speech.add(matched.contains_key(&i));
            }
        }
        for (i, j) in &matched {
            self.add_match(words, &gold[*i], &predicted[*j]);
        }
        self.add_stretches(words, gold, predicted);
    }

    fn add_exact(&mut self, gold: &[Counted], predicted: &[Counted]) {
        let mut unused: BTreeMap<&WordSet, Vec<usize>> = BTreeMap::new();
        for (i, quote) in gold.iter().enumerate() {
            unused.entry(&quote.content).or_default().push(i);
        }
        for quote in predicted {
            if let Some(i) = unused.get_mut(&quote.content).and_then(Vec::pop) {
                self.exact.add_hit(&gold[i], quote);
            }
        }
    }

    fn add_tokens(&mut self, gold: &[Counted], predicted: &[Counted]) {
        let (all_gold, all_predicted) = (union(gold, |q| &q.content), union(predicted, |q| &q.content));
        self.token.all.add_sets(&all_gold, &all_predicted);
        for (kind, tally) in self.token.of.iter_mut().enumerate() {
            let of_kind = |quotes: &[Counted]| -> WordSet {
                quotes.iter().filter(|q| q.kind == kind).flat_map(|q| q.content.iter().copied()).collect()
            };
            tally.add_shares(&of_kind(gold), &of_kind(predicted), &all_gold, &all_predicted);
        }
        self.token_source.add_sets(&union(gold, |q| &q.source), &union(predicted, |q| &q.source));
        self.token_cue.add_sets(&union(gold, |q| &q.cue), &union(predicted, |q| &q.cue));
    }

    fn add_match(&mut self, words: &Words, gold: &Counted, predicted: &Counted) {
        self.overlap.add_hit(gold, predicted);
        for (lenient, (attribution, end_to_end)) in self.attribution.iter_mut().zip(&mut self.end_to_end).enumerate() {
            let right = if gold.source.is_empty() {
                predicted.source.is_empty()
            } else {
                let right = is_right_source(&gold.source, &predicted.source, words, lenient == 1);
                attribution[3].add(right);
                attribution[gold.kind].add(right);
                right
            };
            if right {
                end_to_end.add_hit(gold, predicted);
            }
        }
        if !gold.cue.is_empty() {
            self.cue.add(!gold.cue.is_disjoint(&predicted.cue));
        }
        if let Some(chain) = gold.quote.speaker_entity.as_ref().filter(|chain| !chain.is_empty()) {
            self.add_speaker(words, gold, predicted.quote, chain);
        }
    }

    fn add_speaker(&mut self, words: &Words, gold: &Counted, predicted: &Quote, chain: &[Range]) {
        let given = shown_speaker(predicted);
        let any: WordSet = given.iter().flat_map(|pieces| covered(&words.tokens, pieces)).collect();
        self.entity.add(!covered(&words.tokens, chain).is_disjoint(&any));
        if let Some(right) = is_named_rightly(words, chain, predicted) {
            self.named.add(right);
            if gold.source.len() == 1 && gold.source.iter().all(|i| words.is_listed(*i, PRONOUNS)) {
                self.named_for_pronoun.add(right);
            }
        }
    }

    fn add_stretches(&mut self, words: &Words, gold: &[Counted], predicted: &[Counted]) {
        let (all_gold, all_predicted) = (union(gold, |q| &q.content), union(predicted, |q| &q.content));
        for stretch in &words.stretches {
            let is_in = |all: &WordSet| stretch.intersection(all).count() * 2 >= stretch.len();
            let (is_gold, is_predicted) = (is_in(&all_gold), is_in(&all_predicted));
            let mut speakers = [false; 2];
            if let (true, true, Some(g), Some(p)) =
                (is_gold, is_predicted, covering(gold, stretch), covering(predicted, stretch))
            {
                speakers = [false, true].map(|lenient| {
                    let unknown = (g.source.is_empty(), p.source.is_empty());
                    unknown == (true, true)
                        || (unknown == (false, false) && is_right_source(&g.source, &p.source, words, lenient))
                });
            }
            let tallies = std::iter::once((&mut self.direct, is_gold && is_predicted))
                .chain(self.direct_end_to_end.iter_mut().zip(speakers));
            for (tally, right) in tallies {
                tally.gold += usize::from(is_gold);
                tally.predicted += usize::from(is_predicted);
                tally.right += usize::from(right);
                tally.found += usize::from(right);
            }
        }
    }

    pub(super) fn figures(&self) -> Figures {
        let mut figures: Figures = Vec::new();
        let mut add = |name: &str, figure: Figure| figures.push((name.to_owned(), figure));
        add("gold", Figure::Number(self.overlap.all.gold as f64));
        add("predicted", Figure::Number(self.overlap.all.predicted as f64));
        for (name, tally) in [("exact", &self.exact), ("overlap", &self.overlap), ("token", &self.token)] {
            add(name, tally.all.figure());
            for (kind, tally) in KINDS.iter().zip(tally.of) {
                add(&format!("{name}_{kind}"), tally.figure());
            }
        }
        add("direct", self.direct.figure());
        for (index, suffix) in ["st", "le"].iter().enumerate() {
            add(&format!("direct_e2e_{suffix}"), self.direct_end_to_end[index].figure());
            add(&format!("e2e_{suffix}"), self.end_to_end[index].all.figure());
            for (kind, tally) in KINDS.iter().zip(self.end_to_end[index].of) {
                add(&format!("e2e_{suffix}_{kind}"), tally.figure());
            }
            add(&format!("attr_acc_{suffix}"), Figure::Share(self.attribution[index][3]));
            for (kind, share) in KINDS.iter().zip(self.attribution[index]) {
                add(&format!("attr_acc_{suffix}_{kind}"), Figure::Share(share));
            }
        }
        if self.entity.of > 0 {
            add("ent_acc", Figure::Share(self.entity));
            add("named_acc", Figure::Share(self.named));
            add("named_acc_pron", Figure::Share(self.named_for_pronoun));
        }
        add("speech_recall_overlap", Figure::Share(self.speech));
        add("cue_acc", Figure::Share(self.cue));
        add("token_source", self.token_source.figure());
        add("token_cue", self.token_cue.figure());
        figures
    }
}

fn union(quotes: &[Counted], part: for<'a> fn(&'a Counted<'_>) -> &'a WordSet) -> WordSet {
    let mut all = WordSet::new();
    for quote in quotes {
        all.extend(part(quote));
    }
    all
}

/// The quotation that covers most of `stretch`; the first of equals.
fn covering<'a, 'q>(quotes: &'a [Counted<'q>], stretch: &WordSet) -> Option<&'a Counted<'q>> {
    quotes.iter().rev().max_by_key(|q| q.content.intersection(stretch).count())
}
