//! [`Board`]: the entities while they are being put together.

use crate::arranging::Arrange;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::mentions::slot;
use crate::Span;
use crate::analysis::rules::Rule;
use crate::analysis::{Entity, EntityKind, Mention, MentionForm};
use crate::knowledge::lexicon::{self, Gender};
use crate::reader::PartOfSpeech;
use crate::syntax::Syntax;
use crate::syntax::closed::is_article;
use crate::syntax::phrases::Slot;

/// The entities found so far; the index of one never changes.
#[derive(Debug, Default)]
pub(super) struct Board {
    pub clusters: Vec<Cluster>,
    /// The cluster of the likeliest source of each quotation, as far as known.
    pub speakers: Vec<Option<usize>>,
}

/// What is known of an entity so far.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub kind: EntityKind,
    /// Where its fullest name, or its description, stands.
    pub name: Span,
    /// Whether that is a name, and no description.
    pub is_named: bool,
    /// The surname of a relative, which is shown behind a first name.
    pub surname: Option<Span>,
    /// Whether it becomes an entity only if something takes it up.
    pub is_waiting: bool,
    /// Whether its noun stands for several.
    pub is_plural: bool,
    /// The clusters it joins: "Ann Lee and Tom Vance".
    pub members: Vec<usize>,
    /// Those whom it joins to them without a name: "her colleagues".
    pub others: Option<Span>,
    /// Its role in the words of the text.
    pub description: Option<Span>,
    /// How sure it is that this is a woman (above zero) or a man (below).
    pub gender: f32,
    /// What its first name lets expect.
    pub expected_gender: Option<Gender>,
    /// The nouns it was called by, in small letters: "minister", "spokesman".
    pub roles: Vec<String>,
    /// Its mentions in the order of the text.
    pub mentions: Vec<Placed>,
}

/// A mention with its place among the tokens.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub span: Span,
    pub form: MentionForm,
    pub tokens: Range<usize>,
    pub slot: Slot,
    /// The quotation inside whose marks it stands.
    pub quoted: Option<u32>,
}

impl Placed {
    /// A mention at `tokens`; `spoken` tells of each token inside the marks of which quotation it stands.
    pub fn new(syntax: &Syntax, spoken: &[Option<u32>], tokens: Range<usize>, form: MentionForm) -> Placed {
        let slot = slot(syntax, &tokens);
        Placed { span: syntax.span(tokens.clone()), form, slot, quoted: spoken[tokens.start], tokens }
    }
}

impl Board {
    /// Adds an entity without mentions.
    pub fn add(&mut self, kind: EntityKind, name: Span, is_named: bool) -> usize {
        self.clusters.push(Cluster {
            kind,
            name,
            is_named,
            surname: None,
            is_waiting: false,
            is_plural: kind == EntityKind::Group,
            members: Vec::new(),
            others: None,
            description: None,
            gender: 0.0,
            expected_gender: None,
            roles: Vec::new(),
            mentions: Vec::new(),
        });
        self.clusters.len() - 1
    }

    /// The cluster of the likeliest source of a quotation.
    pub fn speaker(&self, quotation: u32) -> Option<usize> {
        *self.speakers.get(quotation as usize)?
    }

    /// Adds a mention to `cluster`.
    pub fn mention(&mut self, cluster: usize, placed: Placed) {
        let mentions = &mut self.clusters[cluster].mentions;
        let at = mentions.partition_point(|known| known.tokens.start <= placed.tokens.start);
        mentions.insert(at, placed);
    }

    /// Joins groups, organizations and things without a name that speak and are told of in the same words: "residents" and
    /// "Residents", "the inquest" twice. "a report" and "some residents" may be others each time.
    fn join_same_words(&mut self, syntax: &Syntax) {
        let mut known: FxHashMap<(EntityKind, String), usize> = FxHashMap::default();
        let mut joined: FxHashMap<usize, usize> = FxHashMap::default();
        let mut speaks = vec![false; self.clusters.len()];
        self.speakers.iter().flatten().for_each(|cluster| speaks[*cluster] = true);
        for (index, speaks) in speaks.into_iter().enumerate() {
            let cluster = &self.clusters[index];
            let is_joinable = speaks
                && !cluster.is_named
                && !cluster.is_waiting
                && !cluster.mentions.is_empty()
                && cluster.members.is_empty()
                && !matches!(cluster.kind, EntityKind::Person | EntityKind::Place);
            if !is_joinable || !Rule::SameWords.holds() {
                continue;
            }
            let words = one_line(cluster.name.of(syntax.text)).to_lowercase();
            let is_told = words.starts_with("the ") || cluster.is_plural && is_bare(syntax, cluster.name);
            if !is_told {
                continue;
            }
            let first = *known.entry((cluster.kind, words)).or_insert(index);
            if first != index {
                let mentions = std::mem::take(&mut self.clusters[index].mentions);
                mentions.into_iter().for_each(|placed| self.mention(first, placed));
                joined.insert(index, first);
            }
        }
        for member in self.clusters.iter_mut().flat_map(|cluster| &mut cluster.members) {
            *member = joined.get(member).copied().unwrap_or(*member);
        }
    }

    /// The records, in the order of their first mention.
    pub fn into_entities(mut self, syntax: &Syntax) -> Vec<Entity> {
        self.join_same_words(syntax);
        let shared = self.shared_surnames(syntax);
        // A mention belongs to one entity: to the first that claimed it.
        let mut claimed: FxHashMap<Span, usize> = FxHashMap::default();
        for (index, cluster) in self.clusters.iter_mut().enumerate() {
            let is_dropped = cluster.is_waiting;
            cluster.mentions.retain(|mention| {
                let is_free = !is_dropped && !claimed.contains_key(&mention.span);
                is_free && claimed.insert(mention.span, index).is_none()
            });
            cluster.mentions.arrange_by_key(|mention| mention.span);
        }
        let clusters = &self.clusters;
        let mut order: Vec<usize> = (0..clusters.len()).filter(|index| !clusters[*index].mentions.is_empty()).collect();
        order.arrange_by_key(|index| clusters[*index].mentions[0].span);
        let mut places: Vec<Option<usize>> = vec![None; clusters.len()];
        order.iter().enumerate().for_each(|(place, index)| places[*index] = Some(place));
        let entity = |index: &usize| {
            let cluster = &clusters[*index];
            let name = match cluster.members.as_slice() {
                [] if cluster.is_named => {
                    let surname = cluster.surname.map(|span| format!(" {}", span.of(syntax.text))).unwrap_or_default();
                    one_line(cluster.name.of(syntax.text)) + &surname
                }
                [] => without_article(one_line(&self.with_owner(&claimed, &shared, syntax, cluster.name))),
                members => {
                    let spans = members.iter().map(|member| clusters[*member].name).chain(cluster.others);
                    joined(spans.map(|span| one_line(span.of(syntax.text))))
                }
            };
            Entity {
                kind: cluster.kind,
                name,
                description: cluster.description.map(|span| one_line(span.of(syntax.text))),
                mentions: cluster.mentions.iter().map(|it| Mention { span: it.span, form: it.form }).collect(),
                members: cluster.members.iter().filter_map(|member| places[*member]).collect(),
                place: None,
            }
        };
        order.iter().map(entity).collect()
    }
}

/// Whether a description has no article, number or owner and no word before its noun that tells how many of them: "legal
/// experts", and not "several experts".
fn is_bare(syntax: &Syntax, words: Span) -> bool {
    let first = syntax.tokens_in(words).start;
    let part = syntax.part_of_speech(first);
    (part.is_noun() || part == PartOfSpeech::Adjective) && !lexicon::tells_how_many(syntax.word(first))
}

/// A description without its article: "the police chief" as "police chief".
fn without_article(description: String) -> String {
    match description.split_once(' ') {
        Some((first, rest)) if is_article(first) => rest.to_owned(),
        _ => description,
    }
}

/// "Ann Lee, Tom Vance and Ada Okafor"
fn joined(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

impl Cluster {
    /// Its mentions that begin before token `at`.
    pub fn before(&self, at: usize) -> &[Placed] {
        &self.mentions[..self.mentions.partition_point(|mention| mention.tokens.start < at)]
    }

    /// Its mentions that begin at token `at` or behind it.
    pub fn from(&self, at: usize) -> &[Placed] {
        &self.mentions[self.before(at).len()..]
    }

    /// Its latest mention that begins before token `at`.
    pub fn latest(&self, at: usize) -> Option<&Placed> {
        self.before(at).last()
    }

    /// Whether a mention of it holds token `at`.
    pub fn holds(&self, at: usize) -> bool {
        self.latest(at + 1).is_some_and(|mention| mention.tokens.end > at)
    }

    /// Whether it is a person who has a name.
    pub fn is_named_person(&self) -> bool {
        self.is_named && self.kind == EntityKind::Person
    }

    /// Whether it is one alone that the text tells of without a name.
    pub fn is_unnamed(&self) -> bool {
        !self.is_named && !self.is_plural && !self.is_waiting && self.members.is_empty()
    }

    /// Its gender, as the text tells it, or else as its first name lets expect.
    pub fn gender(&self) -> Option<Gender> {
        self.told_gender().or(self.expected_gender)
    }

    /// Its gender as titles, roles and pronouns tell it.
    pub fn told_gender(&self) -> Option<Gender> {
        match self.gender {
            g if g > 0.5 => Some(Gender::Female),
            g if g < -0.5 => Some(Gender::Male),
            _ => None,
        }
    }

    /// How sure it is that its gender is this: below zero, that it is not.
    pub fn told(&self, gender: Gender) -> f32 {
        if gender == Gender::Female { self.gender } else { -self.gender }
    }

    /// Takes in evidence of gender; `weight` 1 settles it unless other evidence speaks against it.
    pub fn learn_gender(&mut self, gender: Option<Gender>, weight: f32) {
        self.gender += match gender {
            Some(Gender::Female) => weight,
            Some(Gender::Male) => -weight,
            None => 0.0,
        };
    }

    /// Takes in a noun it was called by, in small letters.
    pub fn learn_role(&mut self, noun: String) {
        push_new(&mut self.roles, noun);
    }
}

/// Adds `item` to `items`, unless it is there.
pub(super) fn push_new<T: PartialEq>(items: &mut Vec<T>, item: T) {
    if !items.contains(&item) {
        items.push(item);
    }
}

/// `words` on one line, with single spaces.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_told_of_in_the_same_words() {
        let text = "Legal experts met. legal experts left. The inquest met. The inquest rose. \
                    Several experts met. Several experts left. A report came. A report went. The gates shut. The gates fell.";
        let syntax = Syntax::new(text);
        let mut board = Board::default();
        for (words, kind) in [
            ("Legal experts", EntityKind::Group),
            ("legal experts", EntityKind::Group),
            ("The inquest", EntityKind::Other),
            ("Several experts", EntityKind::Group),
            ("A report", EntityKind::Other),
            ("The gates", EntityKind::Other),
        ] {
            for (start, _) in text.match_indices(words) {
                let span = Span::new(start, start + words.len());
                let cluster = board.add(kind, span, false);
                let tokens = syntax.tokens_in(span);
                let form = MentionForm::Description;
                board.mention(cluster, Placed { span, form, tokens, slot: Slot::Subject, quoted: None });
                board.speakers.push((words != "The gates").then_some(cluster));
            }
        }
        let found = board.into_entities(&syntax);
        let shown: Vec<(&str, usize)> = found.iter().map(|one| (one.name.as_str(), one.mentions.len())).collect();
        let expect = [
            ("Legal experts", 2),
            ("inquest", 2),
            ("Several experts", 1),
            ("Several experts", 1),
            ("report", 1),
            ("report", 1),
            ("gates", 1),
            ("gates", 1),
        ];
        assert_eq!(shown, expect);
    }
}
