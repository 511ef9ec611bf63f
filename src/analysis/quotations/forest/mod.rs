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
}

/// A tree of a [`Forest`], or a part of one whose values do not fit in a byte: those of its parts, which follow one another, are added.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Grown {
    depth: u8,
    /// Whether it is a further part of the tree before.
    goes_on: bool,
    /// The numbers of its questions; further ones are zero, and their answers do not count.
    asked: [u16; DEEPEST],
    /// The values of its leaves, in steps of [`LEAF_STEP`], over and over where there are fewer.
    leaves: ByteTable,
}

/// So many bytes, and no more, can be added in 16 bits whatever they are.
const SHORT_SUM: usize = 256;

/// One tree: value `leaves[i]`, where bit `l` of `i` tells whether question `l` is answered with yes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tree {
    /// Feature and threshold of each level: is the feature greater than the threshold? At most [`DEEPEST`].
    pub questions: Vec<(u8, f32)>,
    /// Two to the power of the number of questions; a forest rounds them to multiples of 1/256.
    pub leaves: Vec<f32>,
}

/// Leaf values are multiples of this.
const LEAF_STEP: f32 = 1.0 / 256.0;

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
        let mut forest = Forest { features, ..Forest::default() };
        // The numbers of the questions by feature and bits of the threshold.
        let mut numbers = FxHashMap::default();
        for tree in trees {
            let known = &mut forest.questions;
            let questions: Vec<u16> = (tree.questions.iter())
                .map(|question| {
                    *numbers.entry((question.0, question.1.to_bits())).or_insert_with(|| {
                        known.push(*question);
                        (known.len() - 1) as u16
                    })
                })
                .collect();
            forest.add(&questions, tree.leaves.iter().map(|leaf| (leaf / LEAF_STEP).round() as i16).collect());
        }
        forest
    }

    /// Adds a tree that asks the questions of these numbers; its `leaves` are in steps of [`LEAF_STEP`].
    fn add(&mut self, questions: &[u16], mut leaves: Vec<i16>) {
        let depth = questions.len() as u8;
        let mut tree = Grown { depth, goes_on: false, asked: [0; DEEPEST], leaves: ByteTable::default() };
        tree.asked[..questions.len()].copy_from_slice(questions);
        loop {
            let bytes = tree.leaves.as_flattened_mut();
            for (byte, leaf) in bytes.iter_mut().zip(&mut leaves) {
                *byte = (*leaf).clamp(i8::MIN.into(), i8::MAX.into()) as i8;
                *leaf -= i16::from(*byte);
            }
            for level in questions.len()..DEEPEST {
                bytes.copy_within(..1 << level, 1 << level);
            }
            self.trees.push(tree);
            if leaves.iter().all(|rest| *rest == 0) {
                return;
            }
            tree.goes_on = true;
        }
    }

    /// The questions and the values of the leaves of each tree, its parts put together.
    fn parts(&self) -> impl Iterator<Item = (Vec<(u8, f32)>, Vec<i16>)> {
        let trees = self.trees.chunk_by(|_, next| next.goes_on);
        trees.map(|parts| {
            let Grown { depth, asked, .. } = parts[0];
            let leaf = |at: usize| parts.iter().map(|part| i16::from(part.leaves.as_flattened()[at])).sum();
            (
                asked[..usize::from(depth)].iter().map(|number| self.questions[usize::from(*number)]).collect(),
                (0..1 << depth).map(leaf).collect(),
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
        for trees in forest.trees.chunks(SHORT_SUM) {
            let mut short = [0i16; PLACES];
            for Grown { asked, leaves, .. } in trees {
                // What is not asked has the highest bits, and leaves come over and over.
                let mut numbers = [0u8; PLACES];
                for (level, question) in asked.iter().enumerate() {
                    let answers = &answers[usize::from(*question)];
                    for place in 0..PLACES {
                        numbers[place] |= answers[place] & (1 << level);
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
    fn leaves_may_be_larger_than_a_byte() {
        let tree = |leaves| vec![Tree { questions: vec![(0, 0.5)], leaves }];
        for trees in [tree(vec![-127.5, 0.25]), tree(vec![-0.5, 0.5])] {
            let forest = Forest::new(1, &trees);
            assert_eq!(forest.trees().collect::<Vec<_>>(), trees);
            assert_eq!(forest.scores(&[&[0.0], &[1.0]]), trees[0].leaves);
            assert_eq!(Forest::read(&mut forest.write().as_slice()), Ok(forest));
        }
        // The largest that a file holds.
        assert_eq!(Forest::new(1, &tree(vec![1e9, 3.0])).scores(&[&[0.0]]), [f32::from(i16::MAX) / 256.0]);
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
