//! [`Repeated`]: which words stand more than once in a text.

use crate::arranging::Arrange;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::session::{Annotation, Article, Piece};

/// So many bytes of a string are looked up at every place of the text; shorter strings as a whole.
const KEY: usize = 12;

/// The pieces of quotations whose words stand more than once in the text. Found in one pass over the text.
pub(super) struct Repeated<'t>(FxHashSet<&'t str>);

impl<'t> Repeated<'t> {
    /// Of the quotations of an article, the removed ones among them.
    pub(super) fn of(article: &'t Article) -> Repeated<'t> {
        let removed = article.removed.iter().filter(|aside| aside.passage.is_none());
        let removed = removed.flat_map(|aside| pieces(&aside.annotation));
        let all = article.quotations.iter().flat_map(|quotation| &quotation.pieces).chain(removed);
        Repeated::find(&article.text, all.map(|piece| piece.span.of(&article.text)))
    }

    /// Of an annotation of an earlier text.
    pub(super) fn in_passage(annotation: &Annotation, passage: &'t str) -> Repeated<'t> {
        Repeated::find(passage, pieces(annotation).iter().map(|piece| piece.span.of(passage)))
    }

    /// Whether `words` stand more than once.
    pub(super) fn has(&self, words: &str) -> bool {
        self.0.contains(words)
    }

    fn find(text: &'t str, strings: impl Iterator<Item = &'t str>) -> Repeated<'t> {
        let distinct: FxHashSet<&str> = strings.filter(|string| !string.is_empty()).collect();
        let mut distinct: Vec<&str> = distinct.into_iter().collect();
        distinct.arrange();
        let mut by_key: FxHashMap<&[u8], Bucket<'t>> = FxHashMap::default();
        let mut lengths: FxHashSet<usize> = FxHashSet::default();
        let mut begins = [false; 256];
        for string in distinct {
            let key = &string.as_bytes()[..string.len().min(KEY)];
            by_key.entry(key).or_default().push(string);
            lengths.insert(key.len());
            begins[usize::from(key[0])] = true;
        }
        let mut lengths: Vec<usize> = lengths.into_iter().collect();
        lengths.arrange();
        let bytes = text.as_bytes();
        let mut repeated = FxHashSet::default();
        for at in 0..bytes.len() {
            if !begins[usize::from(bytes[at])] {
                continue;
            }
            for length in &lengths {
                let Some(key) = bytes.get(at..at + length) else { break };
                if let Some(bucket) = by_key.get_mut(key) {
                    bucket.see(&bytes[at..], &mut repeated);
                }
            }
        }
        Repeated(repeated)
    }
}

/// Strings with the same first bytes, sorted.
#[derive(Default)]
struct Bucket<'t>(Vec<Entry<'t>>);

/// A string, the longest before it that it begins with, and how often it was seen: twice at most.
struct Entry<'t> {
    string: &'t str,
    beginning: Option<usize>,
    seen: u8,
}

impl<'t> Bucket<'t> {
    /// Adds a string that comes after all others.
    fn push(&mut self, string: &'t str) {
        let mut beginning = self.0.len().checked_sub(1);
        while let Some(index) = beginning.filter(|index| !string.starts_with(self.0[*index].string)) {
            beginning = self.0[index].beginning;
        }
        self.0.push(Entry { string, beginning, seen: 0 });
    }

    /// Counts every string that `rest` begins with.
    fn see(&mut self, rest: &[u8], repeated: &mut FxHashSet<&'t str>) {
        let after = self.0.partition_point(|entry| entry.string.as_bytes() <= rest);
        let mut next = after.checked_sub(1);
        while let Some(index) = next {
            let entry = &mut self.0[index];
            if rest.starts_with(entry.string.as_bytes()) {
                // What a string begins with was seen at least as often.
                if entry.seen > 1 {
                    break;
                }
                entry.seen += 1;
                if entry.seen > 1 {
                    repeated.insert(entry.string);
                }
            }
            next = entry.beginning;
        }
    }
}

fn pieces(annotation: &Annotation) -> &[Piece] {
    match annotation {
        Annotation::Quotation(quotation) => &quotation.pieces,
        Annotation::Entity(_) | Annotation::Mention(..) => &[],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn just_what_stands_twice(text in "[ab]{0,40}", cuts in prop::collection::vec((0_usize..40, 1_usize..20), 0..8)) {
            let strings: Vec<&str> = cuts.iter().filter_map(|(start, length)| text.get(*start..start + length)).collect();
            let repeated = Repeated::find(&text, strings.iter().copied());
            for string in strings {
                let count = (0..text.len()).filter(|at| text[*at..].starts_with(string)).count();
                prop_assert_eq!(repeated.has(string), count > 1, "{} in {}", string, text);
            }
        }
    }
}
