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

use std::collections::{BTreeMap, BTreeSet};

use super::corpora::{Article, Quote, SpeakerName};
use super::errors::ErrorCase;
use super::figures::{Figure, Figures, Rate, Share};
use super::words::{Range, WordSet, covered, marked_stretches, word_tokens};

const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];

const FUNCTION_WORDS: &[&str] =
    &["the", "a", "an", "of", "in", "at", "for", "and", "to", "s", "'s", "’s", "on", "by", "with", "from"];

const PRONOUNS: &[&str] = &[
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

/// Words of a cue that make it one of speech or writing, not of thought.
#[rustfmt::skip]
const SPEECH: &[&str] = &[
    "say", "says", "said", "saying", "tell", "tells", "told", "telling", "add", "adds", "added", "adding", "ask",
    "asks", "asked", "asking", "explain", "explains", "explained", "explaining", "write", "writes", "wrote", "writing",
    "written", "tweet", "tweets", "tweeted", "tweeting", "note", "notes", "noted", "noting", "state", "states",
    "stated", "stating", "announce", "announces", "announced", "announcing", "claim", "claims", "claimed", "claiming",
    "argue", "argues", "argued", "arguing", "report", "reports", "reported", "reporting", "declare", "declares",
    "declared", "declaring", "insist", "insists", "insisted", "insisting", "respond", "responds", "responded",
    "responding", "reply", "replies", "replied", "replying", "according", "remark", "remarks", "remarked", "comment",
    "commented", "comments", "suggest", "suggests", "suggested", "suggesting", "warn", "warns", "warned", "warning",
    "call", "calls", "called", "calling", "describe", "describes", "described", "describing", "acknowledge",
    "acknowledged", "acknowledges", "admit", "admits", "admitted", "admitting", "accuse", "accused", "accuses",
    "accusing", "criticize", "criticized", "deny", "denies", "denied", "denying", "continue", "continued", "continues",
    "concede", "conceded", "point", "pointed", "points", "quote", "quoted", "quoting", "mention", "mentioned",
    "mentions", "joke", "joked", "jokes", "recall", "recalled", "recalls", "predict", "predicted", "observe",
    "observed", "urge", "urged", "urges", "allege", "alleged", "alleges", "contend", "contends", "contended", "assert",
    "asserted", "asserts", "maintain", "maintained", "confirm", "confirmed", "confirms", "repeat", "repeated",
    "conclude", "concluded", "concludes", "speak", "spoke", "speaking", "statement", "testify", "testified", "read",
    "reads", "caution", "cautioned", "lament", "lamented", "exclaim", "exclaimed", "shout", "shouted", "quip",
    "quipped", "complain", "complained", "boast", "boasted", "promise", "promised", "vow", "vowed", "pledge",
    "pledged", "propose", "proposed", "reveal", "revealed", "emphasize", "emphasized", "stress", "stressed",
    "reiterate", "reiterated",
];

/// An article's words and marked stretches.
pub(super) struct Words {
    pub text: Vec<char>,
    pub tokens: Vec<Range>,
    /// The words of each marked stretch that has any.
    stretches: Vec<WordSet>,
    marked: WordSet,
}

impl Words {
    pub fn new(text: &str) -> Words {
        let text: Vec<char> = text.chars().collect();
        let tokens = word_tokens(&text);
        let stretches = marked_stretches(&text).into_iter().map(|pieces| covered(&tokens, &pieces));
        let stretches: Vec<WordSet> = stretches.filter(|words| !words.is_empty()).collect();
        let marked = stretches.iter().flatten().copied().collect();
        Words { text, tokens, stretches, marked }
    }

    fn word(&self, index: usize) -> String {
        let (start, end) = self.tokens[index];
        self.text[start..end].iter().collect()
    }

    fn is_capitalized(&self, index: usize) -> bool {
        self.text[self.tokens[index].0].is_uppercase()
    }

    fn is_listed(&self, index: usize, list: &[&str]) -> bool {
        list.contains(&self.word(index).to_lowercase().as_str())
    }

    fn covered(&self, pieces: Option<&Vec<Range>>) -> WordSet {
        pieces.map_or_else(WordSet::new, |pieces| covered(&self.tokens, pieces))
    }
}

/// A quotation as sets of words.
struct Counted<'a> {
    content: WordSet,
    source: WordSet,
    cue: WordSet,
    /// Index of [`KINDS`].
    kind: usize,
    quote: &'a Quote,
}

fn count<'a>(quotes: &'a [Quote], words: &Words) -> Vec<Counted<'a>> {
    let counted = quotes.iter().map(|quote| {
        let content = words.covered(Some(&quote.content));
        let marked = content.intersection(&words.marked).count();
        let kind = if marked == content.len() {
            0
        } else if marked > 0 {
            1
        } else {
            2
        };
        Counted {
            source: words.covered(quote.speaker.as_ref()),
            cue: words.covered(quote.cue.as_ref()),
            content,
            kind,
            quote,
        }
    });
    counted.filter(|quote| !quote.content.is_empty()).collect()
}

fn is_speech(quote: &Counted, words: &Words) -> bool {
    quote.kind != 2 || quote.cue.iter().any(|i| words.is_listed(*i, SPEECH))
}

/// Gold index to predicted index, best overlap first.
fn match_quotes(gold: &[Counted], predicted: &[Counted]) -> BTreeMap<usize, usize> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let shared = g.content.intersection(&p.content).count();
            let overlap = shared as f64 / (g.content.len() + p.content.len() - shared) as f64;
            if shared > 0 && overlap >= 0.5 {
                candidates.push((overlap, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut matched, mut used) = (BTreeMap::new(), BTreeSet::new());
    for (_, i, j) in candidates {
        if !matched.contains_key(&i) && used.insert(j) {
            matched.insert(i, j);
        }
    }
    matched
}

/// Whether the words of the `predicted` source point at the `gold` source.
fn is_right_source(gold: &WordSet, predicted: &WordSet, words: &Words, lenient: bool) -> bool {
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
struct Tallies {
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

impl Tallies {
    fn add_article(&mut self, words: &Words, gold: &[Counted], predicted: &[Counted]) {
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

    fn figures(&self) -> Figures {
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

/// The mentions that show the reader who is meant, the most telling first: by name, all, the source itself.
fn shown_speaker(predicted: &Quote) -> Vec<&Vec<Range>> {
    let named = predicted.speaker_name.as_ref().and_then(SpeakerName::mentions);
    let given = [named, predicted.coref.as_ref(), predicted.speaker.as_ref()];
    given.into_iter().flatten().filter(|pieces| !pieces.is_empty()).collect()
}

/// Whether the most telling mentions hit a mention by name; nothing if `chain` has none.
fn is_named_rightly(words: &Words, chain: &[Range], predicted: &Quote) -> Option<bool> {
    let is_name = |i: &usize| words.is_capitalized(*i) && !words.is_listed(*i, PRONOUNS);
    let mentions = chain.iter().map(|mention| covered(&words.tokens, &[*mention]));
    let named: WordSet = mentions.filter(|mention| mention.iter().any(is_name)).flatten().collect();
    let best = shown_speaker(predicted).into_iter().next();
    (!named.is_empty()).then(|| best.is_some_and(|best| !covered(&words.tokens, best).is_disjoint(&named)))
}

/// The quotation that covers most of `stretch`; the first of equals.
fn covering<'a, 'q>(quotes: &'a [Counted<'q>], stretch: &WordSet) -> Option<&'a Counted<'q>> {
    quotes.iter().rev().max_by_key(|q| q.content.intersection(stretch).count())
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

/// The errors of one article, each with the quotation's kind: `missed`, `spurious`, `speaker` (wrong source, or none),
/// `named` (right source, but the reader is shown somebody else, or nobody by name).
pub(super) fn errors(gold: &Article, predicted: &Article) -> Vec<ErrorCase> {
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
