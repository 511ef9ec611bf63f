//! Which parts of an old and a new text are the same: lines first, then words in what is left, then characters.
//!
//! Lines and words are aligned by patience diff (Bram Cohen): equal beginnings and ends, then the units that stand
//! exactly once on both sides, in their longest common order, then the same again between them.

use crate::arranging::Arrange;
use rustc_hash::FxHashMap;

use crate::Span;

/// Equal parts of two texts.
#[derive(Debug)]
pub(super) struct Alignment<'t> {
    old: &'t str,
    new: &'t str,
    /// In the order of both texts.
    kept: Vec<Block>,
    /// Lines that moved elsewhere, in the order of the old text.
    moved: Vec<Block>,
}

/// `old[start..start + length] == new[new_start..new_start + length]`, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Block {
    start: usize,
    new_start: usize,
    length: usize,
}

/// A unit with where it begins.
type Unit<'t> = (usize, &'t str);

impl<'t> Alignment<'t> {
    pub(super) fn new(old: &'t str, new: &'t str) -> Alignment<'t> {
        let old_lines = units(old, 0, |c| c == '\n');
        let new_lines = units(new, 0, |c| c == '\n');
        let pairs = align(&old_lines, &new_lines);
        let mut kept = Vec::new();
        for (old_gap, new_gap) in blocks(&old_lines, &new_lines, &pairs, old.len(), new.len(), &mut kept) {
            let old_words = units(&old[old_gap.clone()], old_gap.start, char::is_whitespace);
            let new_words = units(&new[new_gap.clone()], new_gap.start, char::is_whitespace);
            let pairs = align(&old_words, &new_words);
            // The gaps between words lie inside the gap between lines.
            let mut inner = Vec::new();
            let gaps = blocks(&old_words, &new_words, &pairs, old_gap.end, new_gap.end, &mut inner);
            kept.extend(inner);
            for (old_gap, new_gap) in gaps {
                let (before, after) = (&old[old_gap.clone()], &new[new_gap.clone()]);
                let prefix = common_prefix(before, after);
                let suffix = common_suffix(&before[prefix..], &after[prefix..]);
                kept.push(Block { start: old_gap.start, new_start: new_gap.start, length: prefix });
                kept.push(Block { start: old_gap.end - suffix, new_start: new_gap.end - suffix, length: suffix });
            }
        }
        Alignment { old, new, kept: merged(kept), moved: moved(&old_lines, &new_lines, &pairs) }
    }

    /// Where the words of `span` stand in the new text, if the part around them is the same in both texts.
    pub(super) fn find_in_place(&self, span: Span) -> Option<Span> {
        within(&self.kept, span).or_else(|| within(&self.moved, span))
    }

    /// Where the words of `span` stand in the new text, if that is certain: the part around them is the same in both
    /// texts, or they stand exactly once in each.
    pub(super) fn find(&self, span: Span) -> Option<Span> {
        self.find_in_place(span).or_else(|| {
            let words = span.of(self.old);
            only_match(self.old, words)?;
            only_match(self.new, words).map(|start| Span::new(start, start + words.len()))
        })
    }
}

/// Where `needle` begins in `text`, if it stands there exactly once.
pub(super) fn only_match(text: &str, needle: &str) -> Option<usize> {
    let first = text.find(needle)?;
    let step = needle.chars().next()?.len_utf8();
    (!text[first + step..].contains(needle)).then_some(first)
}

fn within(blocks: &[Block], span: Span) -> Option<Span> {
    let (start, end) = (span.start as usize, span.end as usize);
    let index = blocks.partition_point(|block| block.start <= start).checked_sub(1)?;
    let block = blocks[index];
    (end <= block.start + block.length).then(|| {
        let moved = block.new_start + (start - block.start);
        Span::new(moved, moved + (end - start))
    })
}

/// Cuts after every character that `ends` accepts.
fn units(text: &str, offset: usize, ends: impl Fn(char) -> bool) -> Vec<Unit<'_>> {
    let mut start = offset;
    (text.split_inclusive(ends))
        .map(|unit| {
            start += unit.len();
            (start - unit.len(), unit)
        })
        .collect()
}

/// Adds a block for every pair; gives the gaps between them, on both sides, that are not empty on both.
fn blocks(
    old: &[Unit],
    new: &[Unit],
    pairs: &[(usize, usize)],
    old_end: usize,
    new_end: usize,
    found: &mut Vec<Block>,
) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut gaps = Vec::new();
    let mut at = (old.first().map_or(old_end, |unit| unit.0), new.first().map_or(new_end, |unit| unit.0));
    for (i, j) in pairs {
        let ((start, unit), (new_start, _)) = (old[*i], new[*j]);
        gaps.push((at.0..start, at.1..new_start));
        found.push(Block { start, new_start, length: unit.len() });
        at = (start + unit.len(), new_start + unit.len());
    }
    gaps.push((at.0..old_end, at.1..new_end));
    gaps.retain(|(old, new)| !old.is_empty() && !new.is_empty());
    gaps
}

/// Pairs of equal units, in the order of both.
fn align(old: &[Unit], new: &[Unit]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open = vec![(0..old.len(), 0..new.len())];
    while let Some((mut a, mut b)) = open.pop() {
        while !a.is_empty() && !b.is_empty() && old[a.start].1 == new[b.start].1 {
            pairs.push((a.start, b.start));
            a.start += 1;
            b.start += 1;
        }
        while !a.is_empty() && !b.is_empty() && old[a.end - 1].1 == new[b.end - 1].1 {
            a.end -= 1;
            b.end -= 1;
            pairs.push((a.end, b.end));
        }
        let anchors = in_common_order(unique_pairs(old, new, a.clone(), b.clone()));
        if anchors.is_empty() {
            continue;
        }
        let mut at = (a.start, b.start);
        for (i, j) in anchors {
            pairs.push((i, j));
            open.push((at.0..i, at.1..j));
            at = (i + 1, j + 1);
        }
        open.push((at.0..a.end, at.1..b.end));
    }
    pairs.arrange();
    pairs
}

/// Pairs of units that stand exactly once in each range, in the order of `old`.
fn unique_pairs(
    old: &[Unit],
    new: &[Unit],
    a: std::ops::Range<usize>,
    b: std::ops::Range<usize>,
) -> Vec<(usize, usize)> {
    // How often, and where last, on either side.
    let mut counts: FxHashMap<&str, (u32, u32, usize)> = FxHashMap::default();
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    for i in a.clone() {
        counts.entry(old[i].1).or_default().0 += 1;
    }
    for j in b {
        if let Some(count) = counts.get_mut(new[j].1) {
            count.1 += 1;
            count.2 = j;
        }
    }
    let once = |i: usize| match counts.get(old[i].1) {
        Some((1, 1, j)) => Some((i, *j)),
        _ => None,
    };
    a.filter_map(once).collect()
}

/// The longest subsequence whose second members rise.
fn in_common_order(pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    // For each length: the pair that ends the best subsequence so far; for each pair: the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < pair.1);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        chain.push(pairs[index]);
        at = before[index];
    }
    chain.reverse();
    chain
}

/// Lines that have no partner in place and stand exactly once in each whole text.
fn moved(old: &[Unit], new: &[Unit], pairs: &[(usize, usize)]) -> Vec<Block> {
    let mut unique = unique_pairs(old, new, 0..old.len(), 0..new.len());
    unique.retain(|pair| pairs.binary_search(pair).is_err() && !old[pair.0].1.trim().is_empty());
    let block = |(i, j): (usize, usize)| Block { start: old[i].0, new_start: new[j].0, length: old[i].1.len() };
    unique.into_iter().map(block).collect()
}

/// Sorted, without empty ones, and what touches on both sides as one.
fn merged(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.retain(|block| block.length > 0);
    blocks.arrange();
    let mut whole: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match whole.last_mut() {
            Some(last)
                if last.start + last.length == block.start && last.new_start + last.length == block.new_start =>
            {
                last.length += block.length;
            }
            _ => whole.push(block),
        }
    }
    whole
}

fn common_prefix(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

fn common_suffix(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Alignment;
    use crate::Span;

    /// Checks where `[words]` in `old` stand in `new`, as `[words]` there, or that they are lost.
    fn check(old: &str, new: &str) {
        let (start, end) = (old.find('[').unwrap(), old.find(']').unwrap() - 1);
        let expect = new.find('[').map(|start| Span::new(start, new.find(']').unwrap() - 1));
        let (old, new) = (old.replace(['[', ']'], ""), new.replace(['[', ']'], ""));
        assert_eq!(Alignment::new(&old, &new).find(Span::new(start, end)), expect, "{old} -> {new}");
    }

    #[test]
    fn spans_move_with_their_words() {
        check("a [b] c", "a [b] c");
        check("a [b] c", "x a [b] c");
        check("she said [she] left", "she then said [she] left");
        check("one [two]", "one [two], three");
        check("She came. [She] saw.\nShe won.", "She never came. [She] saw.\nShe has won.");
    }

    #[test]
    fn spans_are_lost_with_their_words() {
        check("a [bcd] e", "a bd e");
        check("she said [she] left", "she said");
        check("[all of it]", "");
        check("Okafor spoke. [Okafor] left.", "Okafor spoke.");
    }

    #[test]
    fn paragraphs_move() {
        check("She [came].\nThey came too.\nEnd.", "They came too.\nEnd.\nShe [came].\n");
    }

    proptest! {
        #[test]
        fn never_other_words(old in "[ab \\né👍]{0,40}", new in "[ab \\né👍]{0,40}", start in 0..40usize, length in 1..8usize) {
            let ends: Vec<usize> = old.char_indices().map(|(at, _)| at).chain([old.len()]).collect();
            if start + length < ends.len() {
                let span = Span::new(ends[start], ends[start + length]);
                if let Some(found) = Alignment::new(&old, &new).find(span) {
                    prop_assert_eq!(found.of(&new), span.of(&old));
                }
            }
        }
    }
}
