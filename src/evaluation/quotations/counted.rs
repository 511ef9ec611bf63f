//! Quotations as sets of words, and which prediction stands for which gold quotation.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluation::corpora::Quote;
use crate::evaluation::words::{Range, WordSet, covered, marked_stretches, word_tokens};

pub(super) const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];

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
    pub(super) text: Vec<char>,
    pub(super) tokens: Vec<Range>,
    /// The words of each marked stretch that has any.
    pub(super) stretches: Vec<WordSet>,
    marked: WordSet,
}

impl Words {
    pub(super) fn new(text: &str) -> Words {
        let text: Vec<char> = text.chars().collect();
        let tokens = word_tokens(&text);
        let stretches = marked_stretches(&text).into_iter().map(|pieces| covered(&tokens, &pieces));
        let stretches: Vec<WordSet> = stretches.filter(|words| !words.is_empty()).collect();
        let marked = stretches.iter().flatten().copied().collect();
        Words { text, tokens, stretches, marked }
    }

    pub(super) fn word(&self, index: usize) -> String {
        let (start, end) = self.tokens[index];
        self.text[start..end].iter().collect()
    }

    pub(super) fn is_capitalized(&self, index: usize) -> bool {
        self.text[self.tokens[index].0].is_uppercase()
    }

    pub(super) fn is_listed(&self, index: usize, list: &[&str]) -> bool {
        list.contains(&self.word(index).to_lowercase().as_str())
    }

    fn covered(&self, pieces: Option<&Vec<Range>>) -> WordSet {
        pieces.map_or_else(WordSet::new, |pieces| covered(&self.tokens, pieces))
    }
}

/// A quotation as sets of words.
pub(super) struct Counted<'a> {
    pub(super) content: WordSet,
    pub(super) source: WordSet,
    pub(super) cue: WordSet,
    /// Index of [`KINDS`].
    pub(super) kind: usize,
    pub(super) quote: &'a Quote,
}

pub(super) fn count<'a>(quotes: &'a [Quote], words: &Words) -> Vec<Counted<'a>> {
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

pub(super) fn is_speech(quote: &Counted, words: &Words) -> bool {
    quote.kind != 2 || quote.cue.iter().any(|i| words.is_listed(*i, SPEECH))
}

/// Gold index to predicted index, best overlap first.
pub(super) fn match_quotes(gold: &[Counted], predicted: &[Counted]) -> BTreeMap<usize, usize> {
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
