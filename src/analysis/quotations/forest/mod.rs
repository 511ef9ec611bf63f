//! [`Forest`]: boosted trees that score candidates.
//!
//! The trees are oblivious, as in CatBoost (Prokhorenkova et al., 2018): every node of a level asks the same question,
//! so that a tree is a list of questions and a table of values, and its answer needs no branches. Several rows are asked
//! at once, each in its lane of the processor's vectors.

mod file;

pub use file::ForestError;
pub(crate) use file::take;

use crate::reader::integers::{ByteTable, ENTRIES, Instructions, PLACES, Work, run};
use rustc_hash::FxHashMap;

/// A sum of oblivious trees over a row of features.
///
/// Many trees ask the same: so each different question is asked once, and a tree only puts the answers together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Forest {
    /// How many features a row has.
    pub features: usize,
    /// The different questions of all trees: feature and threshold.
    questions: Vec<(u8, f32)>,
    trees: Vec<Grown>,
    /// After how many trees a sum of 16 bits can overflow, and again.
    ends: Vec<usize>,
}

/// A tree of a [`Forest`].
#[derive(Debug, Clone, Default, PartialEq)]
struct Grown {
    depth: u8,
    /// The numbers of its questions; further ones are zero, and their answers do not count.
    asked: [u16; DEEPEST],
    /// The values of its leaves, in steps of [`LEAF_STEP`], over and over where there are fewer.
    leaves: ByteTable,
}

/// One tree: value `leaves[i]`, where bit `l` of `i` tells whether question `l` is answered with yes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tree {
    /// Feature and threshold of each level: is the feature greater than the threshold? At most [`DEEPEST`].
    pub questions: Vec<(u8, f32)>,
    /// Two to the power of the number of questions; a forest rounds them to multiples of 1/4096.
    pub leaves: Vec<f32>,
}

/// Leaf values are multiples of this.
const LEAF_STEP: f32 = 1.0 / 4096.0;

/// The most questions that a tree asks: as many as the table of its leaves has room for.
pub const DEEPEST: usize = ENTRIES.ilog2() as usize;

impl Tree {
    /// The tree's value for `row`.
    pub fn score(&self, row: &[f32]) -> f32 {
        let mut leaf = 0;
        for (level, (feature, threshold)) in self.questions.iter().enumerate() {
            leaf |= usize::from(row.get(usize::from(*feature)).is_some_and(|value| value > threshold)) << level;
        }
        self.leaves[leaf]
    }
}

impl Tree {
    /// The tree that may not ask for `feature`: its answer is the mean of those it would give to yes and no.
    fn without(&self, feature: usize) -> Tree {
        let mut tree = self.clone();
        while let Some(level) = tree.questions.iter().position(|(asked, _)| usize::from(*asked) == feature) {
            let bit = 1 << level;
            let low = |leaf: usize| (leaf & (bit - 1)) | ((leaf & !(bit - 1)) << 1);
            let halves = (0..tree.leaves.len() / 2).map(low);
            tree.leaves = halves.map(|leaf| (tree.leaves[leaf] + tree.leaves[leaf | bit]) / 2.0).collect();
            tree.questions.remove(level);
        }
        tree
    }
}

impl Forest {
    /// Trees over rows of `features` values.
    pub fn new(features: usize, trees: &[Tree]) -> Forest {
        let mut builder = Builder { forest: Forest { features, ..Forest::default() }, largest: 0 };
        // The numbers of the questions by feature and bits of the threshold.
        let mut numbers = FxHashMap::default();
        for tree in trees {
            let known = &mut builder.forest.questions;
            let questions: Vec<u16> = (tree.questions.iter())
                .map(|question| {
                    *numbers.entry((question.0, question.1.to_bits())).or_insert_with(|| {
                        known.push(*question);
                        (known.len() - 1) as u16
                    })
                })
                .collect();
            let leaves = tree.leaves.iter().map(|leaf| (leaf / LEAF_STEP).round() as i16);
            builder.add(&questions, leaves);
        }
        builder.forest
    }

    /// The questions and the values of the leaves of each tree.
    fn parts(&self) -> impl Iterator<Item = (Vec<(u8, f32)>, Vec<i16>)> {
        self.trees.iter().map(|Grown { depth, asked, leaves: [lower, upper] }| {
            let leaves = lower.as_flattened().iter().zip(upper.as_flattened()).take(1 << depth);
            (
                asked[..usize::from(*depth)].iter().map(|number| self.questions[usize::from(*number)]).collect(),
                leaves.map(|(lower, upper)| i16::from_le_bytes([*lower, *upper])).collect(),
            )
        })
    }

    /// The trees.
    pub fn trees(&self) -> impl Iterator<Item = Tree> {
        self.parts().map(|(questions, leaves)| {
            let leaves = leaves.into_iter().map(|leaf| f32::from(leaf) * LEAF_STEP).collect();
            Tree { questions, leaves }
        })
    }

    /// The forest that may not ask for `feature`: what that feature is worth shows without fitting anew.
    pub fn without(&self, feature: usize) -> Forest {
        let trees: Vec<Tree> = self.trees().map(|tree| tree.without(feature)).collect();
        Forest::new(self.features, &trees)
    }

    /// The sum of the trees' values for each of `rows`, which must have [`Forest::features`] values; missing ones count
    /// as zero.
    pub fn scores(&self, rows: &[&[f32]]) -> Vec<f32> {
        let mut scores = Vec::with_capacity(rows.len());
        let mut columns = vec![[0.0; PLACES]; self.features];
        // One at least, which trees without questions look at in vain.
        let mut answers = vec![[0; PLACES]; self.questions.len().max(1)];
        for rows in rows.chunks(PLACES) {
            for (place, row) in rows.iter().enumerate() {
                let (told, missing) = columns.split_at_mut(row.len().min(self.features));
                told.iter_mut().zip(*row).for_each(|(column, value)| column[place] = *value);
                missing.iter_mut().for_each(|column| column[place] = 0.0);
            }
            let sums = run(Asked { forest: self, columns: &columns, answers: &mut answers });
            scores.extend(sums[..rows.len()].iter().map(|sum| *sum as f32 * LEAF_STEP));
        }
        scores
    }
}

/// How likely each of the rivals of each group is right, who share one. Groups are small, and a forest scores several rows as quickly
/// as one.
pub fn shares<R: AsRef<[f32]>>(forest: &Forest, groups: &[Vec<R>]) -> Vec<Vec<f32>> {
    let rows: Vec<&[f32]> = groups.iter().flatten().map(AsRef::as_ref).collect();
    let mut scores = forest.scores(&rows).into_iter();
    let shares = groups.iter().map(|group| {
        let mut shares: Vec<f32> = scores.by_ref().take(group.len()).collect();
        softmax(&mut shares);
        shares
    });
    shares.collect()
}

/// A forest to which trees are added.
struct Builder {
    forest: Forest,
    /// The largest sum of the trees since the last end.
    largest: u16,
}

impl Builder {
    /// Adds a tree that asks the questions of these numbers.
    fn add(&mut self, questions: &[u16], leaves: impl Iterator<Item = i16>) {
        let Forest { trees, ends, .. } = &mut self.forest;
        let mut tree = Grown { depth: questions.len() as u8, ..Grown::default() };
        tree.asked[..questions.len()].copy_from_slice(questions);
        let [lower, upper] = tree.leaves.each_mut().map(|bytes| bytes.as_flattened_mut());
        let mut largest = 0;
        for ((lower, upper), leaf) in lower.iter_mut().zip(&mut *upper).zip(leaves) {
            [*lower, *upper] = leaf.to_le_bytes();
            largest = leaf.unsigned_abs().max(largest);
        }
        for level in questions.len()..DEEPEST {
            lower.copy_within(..1 << level, 1 << level);
            upper.copy_within(..1 << level, 1 << level);
        }
        if self.largest.saturating_add(largest) > i16::MAX as u16 {
            ends.push(trees.len());
            self.largest = 0;
        }
        self.largest += largest;
        trees.push(tree);
    }
}

/// Rows that are asked at once, column by column, and room for their answers.
struct Asked<'a> {
    forest: &'a Forest,
    columns: &'a [[f32; PLACES]],
    answers: &'a mut [[u8; PLACES]],
}

impl Work for Asked<'_> {
    /// The sums of the leaves, in steps of [`LEAF_STEP`].
    type Output = [i32; PLACES];

    #[inline(always)]
    fn run<I: Instructions>(self, with: I) -> [i32; PLACES] {
        let Asked { forest, columns, answers } = self;
        for ((feature, threshold), answers) in forest.questions.iter().zip(&mut *answers) {
            *answers = with.are_above(&columns[usize::from(*feature)], *threshold);
        }
        let mut sums = [0; PLACES];
        let mut start = 0;
        for end in forest.ends.iter().copied().chain([forest.trees.len()]) {
            let mut short = [0i16; PLACES];
            for Grown { asked, leaves, .. } in &forest.trees[start..end] {
                // What is not asked has the highest bits, and leaves come over and over.
                let mut numbers = [0u8; PLACES];
                for question in asked.iter().rev() {
                    let answers = &answers[usize::from(*question)];
                    for place in 0..PLACES {
                        numbers[place] = (numbers[place] * 2).wrapping_sub(answers[place]);
                    }
                }
                let found = with.look_up(leaves, numbers);
                for place in 0..PLACES {
                    short[place] += found[place];
                }
            }
            for place in 0..PLACES {
                sums[place] += i32::from(short[place]);
            }
            start = end;
        }
        sums
    }
}

/// Turns scores of rivals into probabilities that sum to one.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn forest() -> Forest {
        let tree = Tree { questions: vec![(0, 0.5), (1, -1.0)], leaves: vec![0.0, 1.0, 2.0, -3.0] };
        Forest::new(2, &[tree, Tree { questions: vec![], leaves: vec![0.25] }])
    }

    fn check(row: &[f32], expect: f32) {
        // As one of many, more than are asked at once.
        let rows: Vec<&[f32]> = [&[9.0, 9.0][..]; 2 * PLACES].into_iter().chain([row]).collect();
        let scores = forest().scores(&rows);
        assert!((scores[2 * PLACES] - expect).abs() < 1e-6, "{row:?}");
        assert_eq!(scores.len(), rows.len());
    }

    #[test]
    fn scores() {
        check(&[0.0, -2.0], 0.25);
        check(&[1.0, -2.0], 1.25);
        check(&[0.0, 0.0], 2.25);
        check(&[1.0, 0.0], -2.75);
        check(&[1.0], -2.75);
    }

    #[test]
    fn without_a_feature_both_answers_count() {
        let rows: [&[f32]; 2] = [&[1.0, -2.0], &[1.0, 0.0]];
        assert_eq!(forest().without(0).scores(&rows), [0.75, -0.25]);
        assert_eq!(forest().without(1).scores(&rows), [-0.75, -0.75]);
    }

    #[test]
    fn rivals_share_one() {
        let mut scores = [1.0, 1.0, f32::NEG_INFINITY];
        softmax(&mut scores);
        assert_eq!(scores, [0.5, 0.5, 0.0]);
    }
}
