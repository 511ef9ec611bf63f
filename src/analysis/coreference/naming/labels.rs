//! Names that stand only in the labels of turns: "MC: It is." where Maeve Corrigan is named.

use super::super::clusters::push_new;
use crate::arranging::Arrange;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::analysis::rules::Rule;
use crate::analysis::{EntityKind, Name};
use crate::syntax::Syntax;

/// The names, with the initials that label two or more paragraphs as names of the one person that they abbreviate.
pub(in super::super) fn initials(syntax: &Syntax, names: Vec<Name>) -> Vec<Name> {
    let mut labels: FxHashMap<&str, Vec<Range<usize>>> = FxHashMap::default();
    for label in (0..syntax.paragraphs.len()).filter_map(|paragraph| syntax.label(paragraph)) {
        let word = syntax.word(label.start);
        if label.len() == 1 && (2..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            labels.entry(word).or_default().push(label);
        }
    }
    labels.retain(|_, places| places.len() > 1);
    if labels.is_empty() || !Rule::LabelInitials.holds() {
        return names;
    }
    let mut bearers: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for name in names.iter().filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1) {
        let words = || name.tokens.clone().map(|at| syntax.word(at));
        let initials: String = words().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
        let bearer = words().collect::<Vec<_>>().join(" ");
        push_new(bearers.entry(initials).or_default(), bearer);
    }
    let mut places: Vec<Range<usize>> = (labels.into_iter())
        .filter(|(word, _)| bearers.get(*word).is_some_and(|bearers| bearers.len() == 1))
        .flat_map(|(_, places)| places)
        .collect();
    places.arrange_by_key(|place| place.start);
    let is_apart = |name: &Name| {
        let next = places.partition_point(|place| place.end <= name.tokens.start);
        places.get(next).is_none_or(|place| place.start >= name.tokens.end)
    };
    let mut all: Vec<Name> = names.into_iter().filter(is_apart).collect();
    all.extend(places.into_iter().map(|place| Name::bare(syntax, place, EntityKind::Person, 1.0)));
    all.arrange_by_key(|name| name.tokens.start);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of `text`, of which those in `people` are known.
    fn check(text: &str, people: &[&str], expect: &[&str]) {
        let syntax = Syntax::new(text);
        let name = |words: &&str| Name::of_words(&syntax, words, EntityKind::Person);
        let found = initials(&syntax, people.iter().map(name).collect());
        let words: Vec<&str> = found.iter().map(|name| name.span.of(text)).collect();
        assert_eq!(words, expect, "{text}");
    }

    #[test]
    fn labels_of_one_person() {
        let text = "Ann Lee and Tom Vance met.\n\nAL: Why?\n\nTV: I fell.\n\nAL: Where?";
        check(text, &["Ann Lee", "Tom Vance"], &["Ann Lee", "Tom Vance", "AL", "AL"]);
        check(text, &["Tom Vance"], &["Tom Vance"]);
        let text = "Ann Lee and Abe Low met.\n\nAL: Why?\n\nAL: Where?";
        check(text, &["Ann Lee", "Abe Low"], &["Ann Lee", "Abe Low"]);
    }
}
