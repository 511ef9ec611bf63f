//! How well a network reads the dev sets: the figures that choose among epochs.
//!
//! Names by exact span and kind, without leading articles and trailing possessives, as F1 over persons, organizations
//! and places; roles by words, as F1; parts of speech by words, as accuracy. In percent.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use whosaid::evaluation::corpora::{Article, is_held_back};
use whosaid::reader::features::features;
use whosaid::reader::network::Network;
use whosaid::reader::{NameKind, NameTag, Piece, RoleTag, Scores};
use whosaid::text::{TokenKind, segment};

use crate::data::{self, Range, places_of};

/// The dev sets.
pub struct DevSets {
    names: Vec<(&'static str, Vec<Article>)>,
    /// By name; whether by the convention of attributions of any kind.
    roles: Vec<(&'static str, bool, Vec<data::Example>)>,
    parts_of_speech: Vec<data::Example>,
}

const NAMES: [&str; 5] = [
    "entities/worldwide.dev",
    "entities/uner_ewt.dev",
    "entities/wnut17.dev",
    "entities/crossner_politics.dev",
    "places/lgl",
];

impl DevSets {
    /// Reads those that are in `folder`.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(folder: &Path) -> Result<DevSets> {
        let mut names = Vec::new();
        for name in NAMES {
            if let Some(articles) = data::articles(folder, name)? {
                names.push((name, articles));
            }
        }
        let mut roles = Vec::new();
        for (set, name) in [("polnear.dev", ""), ("world.dev", "world "), ("kinds.dev", "kinds ")] {
            let corpus = format!("quotations/{set}");
            let articles = data::articles(folder, &corpus)?.unwrap_or_default();
            let examples = articles.iter().map(|article| data::with_roles(article, &corpus)).collect();
            roles.push((name, set == "polnear.dev", examples));
        }
        let treebank = data::treebank(folder)?.unwrap_or_default();
        let held_back = treebank.iter().enumerate().filter(|(index, _)| is_held_back(*index));
        Ok(DevSets {
            names,
            roles,
            parts_of_speech: held_back.map(|(_, text)| data::with_parts_of_speech(text)).collect(),
        })
    }

    /// The figures of `network`, each with its name.
    pub fn measure(&self, network: &Network) -> Vec<(String, f64)> {
        let mut figures = Vec::new();
        for (set, articles) in &self.names {
            let kinds: &[NameKind] = if *set == "places/lgl" { &[NameKind::Place] } else { &NameKind::ALL[..3] };
            let mut all = [0; 3];
            let mut each = vec![[0; 3]; kinds.len()];
            for article in articles {
                let chars: Vec<char> = article.text.chars().collect();
                let gold = article.entities.iter().filter_map(|e| {
                    let kind = NAMED.iter().find(|(label, _)| *label == e.label)?.1;
                    Some((plain(&chars, (e.start, e.end)), kind as usize))
                });
                let gold: BTreeSet<(Range, usize)> = gold.filter(|(_, k)| *k < 3).collect();
                let ours = names(&article.text, network)
                    .into_iter()
                    .map(|(range, kind)| (plain(&chars, range), kind as usize));
                let ours: BTreeSet<(Range, usize)> = ours.collect();
                for (count, kind) in each.iter_mut().zip(kinds) {
                    let of_kind = |set: &BTreeSet<(Range, usize)>| {
                        set.iter().filter(|(_, k)| *k == *kind as usize).copied().collect::<BTreeSet<_>>()
                    };
                    let (gold, ours) = (of_kind(&gold), of_kind(&ours));
                    let counts = [gold.intersection(&ours).count(), ours.len(), gold.len()];
                    for i in 0..3 {
                        count[i] += counts[i];
                        all[i] += counts[i];
                    }
                }
            }
            let name = set.rsplit('/').next().unwrap_or(set);
            figures.push((name.to_owned(), f1(all)));
            if *set == NAMES[0] {
                for (kind, count) in kinds.iter().zip(each) {
                    figures.push((format!("{name} {kind:?}"), f1(count)));
                }
            }
        }
        self.measure_roles(network, &mut figures);
        self.measure_parts_of_speech(network, &mut figures);
        figures
    }

    fn measure_roles(&self, network: &Network, figures: &mut Vec<(String, f64)>) {
        for (name, of_any_kind, examples) in &self.roles {
            measure_roles(name, *of_any_kind, examples, network, figures);
        }
    }

    fn measure_parts_of_speech(&self, network: &Network, figures: &mut Vec<(String, f64)>) {
        let (mut right, mut all) = (0, 0);
        for example in &self.parts_of_speech {
            let (labeled, scores) = read(example, network);
            for (index, target) in labeled.targets.iter().enumerate().filter(|(_, target)| target[0] != 0) {
                right += usize::from(target[0] == 1 << scores.part_of_speech(index) as u32);
                all += 1;
            }
        }
        if all > 0 {
            figures.push(("parts of speech".to_owned(), 100.0 * right as f64 / all as f64));
        }
    }
}

/// F1 of the words of each role; words of which nothing is known do not count.
fn measure_roles(
    set: &str,
    of_any_kind: bool,
    examples: &[data::Example],
    network: &Network,
    figures: &mut Vec<(String, f64)>,
) {
    let mut counts = [[0; 3]; 3];
    for example in examples {
        let (labeled, scores) = read(example, network);
        let (first, roles) = if of_any_kind {
            (data::ATTRIBUTION_HEAD, &scores.attributions)
        } else {
            (data::SPEECH_HEAD, &scores.speech)
        };
        let tokens = segment(&example.text).tokens;
        for (index, token) in tokens.iter().enumerate() {
            if matches!(token.kind, TokenKind::Punctuation | TokenKind::Symbol) {
                continue;
            }
            let rows = [roles.contents[index], roles.sources[index], roles.cues[index]];
            for (role, row) in rows.iter().enumerate() {
                let target = labeled.targets[index][first + role];
                let is_gold = target != 1 << RoleTag::Outside as u32;
                let is_ours = row[1].max(row[2]) > row[0];
                for (count, holds) in counts[role].iter_mut().zip([is_gold && is_ours, is_ours, is_gold]) {
                    *count += usize::from(holds && target != 0);
                }
            }
        }
    }
    for (name, count) in ["content", "source", "cue"].iter().zip(counts) {
        if !examples.is_empty() {
            figures.push((format!("{set}{name}"), f1(count)));
        }
    }
}

const NAMED: [(&str, NameKind); 3] =
    [("PERSON", NameKind::Person), ("ORG", NameKind::Organization), ("PLACE", NameKind::Place)];

fn read(example: &data::Example, network: &Network) -> (data::Labeled, Scores) {
    let labeled = data::label(example, &example.text);
    let scores = network.read(&labeled.rows);
    (labeled, scores)
}

fn f1([right, ours, gold]: [usize; 3]) -> f64 {
    if ours + gold == 0 { 0.0 } else { 200.0 * right as f64 / (ours + gold) as f64 }
}

/// Without a leading article and a trailing possessive.
fn plain(chars: &[char], (mut start, mut end): Range) -> Range {
    let lower: String = chars[start..end].iter().flat_map(|c| c.to_lowercase()).collect();
    if let Some(article) = ["the ", "a ", "an "].iter().find(|a| lower.starts_with(*a) && lower.len() > a.len()) {
        start += article.len();
    }
    for tail in [2, 1] {
        let is_tail = end - start > tail
            && matches!(chars[end - tail], '\'' | '\u{2019}')
            && (tail == 1 || matches!(chars[end - 1], 's' | 'S'));
        if is_tail {
            end -= tail;
            break;
        }
    }
    (start, end)
}

/// The likeliest names under [`NameTag::allows`], in characters.
fn names(text: &str, network: &Network) -> Vec<(Range, NameKind)> {
    let segments = segment(text);
    let scores = network.read(&features(text, &segments));
    let places = places_of(text, &segments.tokens);
    let mut names = Vec::new();
    for sentence in &segments.sentences {
        let tags = likeliest_tags(&scores.names[sentence.tokens.clone()]);
        let mut start = sentence.tokens.start;
        for (index, tag) in sentence.tokens.clone().zip(tags) {
            match tag {
                NameTag::Name(_, Piece::Begin) => start = index,
                NameTag::Name(kind, Piece::Single) => names.push((places[index], kind)),
                NameTag::Name(kind, Piece::End) => names.push(((places[start].0, places[index].1), kind)),
                _ => {}
            }
        }
    }
    names
}

/// The likeliest row of tags that is allowed (Viterbi).
fn likeliest_tags(rows: &[[f32; NameTag::COUNT]]) -> Vec<NameTag> {
    let mut best: Vec<[(f32, usize); NameTag::COUNT]> = Vec::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
        best.push(std::array::from_fn(|tag| {
            let next = NameTag::ALL[tag];
            let from = (0..NameTag::COUNT)
                .filter(|before| if number == 0 { *before == 0 } else { true })
                .filter(|before| NameTag::ALL[*before].allows(next))
                .map(|before| (if number == 0 { 0.0 } else { best[number - 1][before].0 }, before))
                .fold((f32::NEG_INFINITY, 0), |a, b| if b.0 > a.0 { b } else { a });
            (from.0 + row[tag], from.1)
        }));
    }
    let mut tags = Vec::with_capacity(rows.len());
    let closing = (0..NameTag::COUNT).filter(|tag| NameTag::ALL[*tag].allows(NameTag::Outside));
    let Some(last) = best.last() else { return tags };
    let mut tag = closing.fold(0, |a, b| if last[b].0 > last[a].0 { b } else { a });
    for row in best.iter().rev() {
        tags.push(NameTag::ALL[tag]);
        tag = row[tag].1;
    }
    tags.reverse();
    tags
}
