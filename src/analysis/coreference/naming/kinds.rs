//! One kind for names of the same words.

use rustc_hash::FxHashMap;

use super::words;
use crate::analysis::{EntityKind, Name};
use crate::knowledge::lexicon::{self, NounKind};
use crate::syntax::Syntax;

/// The names with one kind for the same words: that which the reader believes more of them. A surname keeps its own.
pub(in super::super) fn agree(syntax: &Syntax, names: &[Name]) -> Vec<Name> {
    let mut names = names.to_vec();
    let texts: Vec<String> = names.iter().map(|name| words(syntax, name).join(" ")).collect();
    let mut of_words: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut order = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let same = of_words.entry(text).or_default();
        if same.is_empty() {
            order.push(text.as_str());
        }
        same.push(index);
    }
    let is_surname = |text: &str| {
        let bears = |(name, known): (&Name, &String)| {
            name.kind == EntityKind::Person && known.rsplit_once(' ').is_some_and(|(_, last)| last == text)
        };
        names.iter().zip(&texts).any(bears)
    };
    let mut changes = Vec::new();
    for text in order {
        let same = &of_words[text];
        let mut votes: Vec<(EntityKind, f32)> = Vec::new();
        for index in same {
            let Name { kind, confidence, .. } = names[*index];
            match votes.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, sum)) => *sum += confidence,
                None => votes.push((kind, confidence)),
            }
        }
        let (kind, _) = votes.iter().copied().fold((EntityKind::Other, 0.0), |a, b| if b.1 > a.1 { b } else { a });
        let is_people = kind == EntityKind::Other && is_of_a_people(text);
        if is_people || (votes.len() > 1 && !is_surname(text)) {
            let kind = if is_people { EntityKind::Group } else { kind };
            changes.extend(same.iter().map(|index| (*index, kind)));
        }
    }
    changes.into_iter().for_each(|(index, kind)| names[index].kind = kind);
    names
}

/// "americans", "south africans", "muslims"
fn is_of_a_people(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let is_group = lexicon::noun(last).is_some_and(|noun| noun.kind == NounKind::Group);
    last.ends_with('s') && (is_group || (lexicon::demonym(last).is_some() && !last.ends_with("ss")))
}
