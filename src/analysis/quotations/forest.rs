//! [`Forest`]: boosted trees that score candidates.
//!
//! The trees are oblivious, as in CatBoost (Prokhorenkova et al., 2018): every node of a level asks the same question,
//! so that a tree is a list of questions and a table of values, and its answer needs no branches. Several rows are asked
//! at once, each in its lane of the processor's vectors.

use crate::reader::matrix::{LANES, vectorized};
use thiserror::Error;

/// A sum of oblivious trees over a row of features.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Forest {
    /// How many features a row has.
    pub features: usize,
    /// The trees.
    pub trees: Vec<Tree>,
}

/// One tree: value `leaves[i]`, where bit `l` of `i` tells whether question `l` is answered with yes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tree {
    /// Feature and threshold of each level: is the feature greater than the threshold?
    pub questions: Vec<(u8, f32)>,
    /// Two to the power of the number of questions.
    pub leaves: Vec<f32>,
}

/// Why the bytes of a forest cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a forest: {0}")]
pub struct ForestError(&'static str);

/// Leaf values are stored as multiples of this.
const LEAF_STEP: f32 = 1.0 / 4096.0;

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
    /// The forest that may not ask for `feature`: what that feature is worth shows without fitting anew.
    pub fn without(&self, feature: usize) -> Forest {
        Forest { features: self.features, trees: self.trees.iter().map(|tree| tree.without(feature)).collect() }
    }

    /// The sum of the trees' values for each of `rows`, which must have [`Forest::features`] values; missing ones count
    /// as zero.
    pub fn scores(&self, rows: &[&[f32]]) -> Vec<f32> {
        let mut scores = Vec::with_capacity(rows.len());
        let (whole, rest) = rows.split_at(rows.len() / LANES * LANES);
        self.add_scores::<LANES>(whole, &mut scores);
        // Most cues have fewer rivals than there are lanes.
        if rest.len() > LANES / 2 {
            self.add_scores::<LANES>(rest, &mut scores);
        } else {
            self.add_scores::<{ LANES / 2 }>(rest, &mut scores);
        }
        scores
    }

    /// Adds the scores of `rows`, `N` of which are asked at once.
    fn add_scores<const N: usize>(&self, rows: &[&[f32]], scores: &mut Vec<f32>) {
        if rows.is_empty() {
            return;
        }
        let mut columns = vec![[0.0; N]; self.features];
        for rows in rows.chunks(N) {
            for (lane, row) in rows.iter().enumerate() {
                for (index, column) in columns.iter_mut().enumerate() {
                    column[lane] = row.get(index).copied().unwrap_or(0.0);
                }
            }
            let sums = vectorized(
                #[inline(always)]
                || self.sums(&columns),
            );
            scores.extend_from_slice(&sums[..rows.len()]);
        }
    }

    /// The scores of the lanes of `columns`.
    #[inline(always)]
    fn sums<const N: usize>(&self, columns: &[[f32; N]]) -> [f32; N] {
        let mut sums = [0.0; N];
        for tree in &self.trees {
            let mut leaves = [0u32; N];
            for (feature, threshold) in tree.questions.iter().rev() {
                let values = &columns[usize::from(*feature)];
                for lane in 0..N {
                    leaves[lane] = leaves[lane] * 2 + u32::from(values[lane] > *threshold);
                }
            }
            for lane in 0..N {
                sums[lane] += tree.leaves[leaves[lane] as usize];
            }
        }
        sums
    }

    /// The bytes that [`Forest::read`] reads: the numbers of features and trees, then of each tree its questions
    /// (feature, threshold) and its leaves (multiples of 1/4096), little-endian.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = vec![self.features as u8];
        bytes.extend((self.trees.len() as u16).to_le_bytes());
        for tree in &self.trees {
            bytes.push(tree.questions.len() as u8);
            for (feature, threshold) in &tree.questions {
                bytes.push(*feature);
                bytes.extend(threshold.to_le_bytes());
            }
            for leaf in &tree.leaves {
                bytes.extend(((leaf / LEAF_STEP).round() as i16).to_le_bytes());
            }
        }
        bytes
    }

    /// Reads a forest from the start of `bytes`, which it moves on.
    ///
    /// # Errors
    /// When the bytes end too soon, or a tree asks for a feature that does not exist.
    pub fn read(bytes: &mut &[u8]) -> Result<Forest, ForestError> {
        let [features] = take(bytes)?;
        let trees = u16::from_le_bytes(take(bytes)?);
        let mut forest = Forest { features: usize::from(features), trees: Vec::with_capacity(usize::from(trees)) };
        for _ in 0..trees {
            let [depth] = take(bytes)?;
            if depth > 12 {
                return Err(ForestError("a tree is too deep"));
            }
            let mut tree = Tree::default();
            for _ in 0..depth {
                let [feature] = take(bytes)?;
                if feature >= features {
                    return Err(ForestError("there is no such feature"));
                }
                tree.questions.push((feature, f32::from_le_bytes(take(bytes)?)));
            }
            for _ in 0..1 << depth {
                tree.leaves.push(f32::from(i16::from_le_bytes(take(bytes)?)) * LEAF_STEP);
            }
            forest.trees.push(tree);
        }
        Ok(forest)
    }
}

/// The next `N` bytes, which it moves on.
pub(crate) fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], ForestError> {
    let (head, rest) = bytes.split_first_chunk::<N>().ok_or(ForestError("its bytes end too soon"))?;
    *bytes = rest;
    Ok(*head)
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
mod tests {
    use super::*;

    fn forest() -> Forest {
        let tree = Tree { questions: vec![(0, 0.5), (1, -1.0)], leaves: vec![0.0, 1.0, 2.0, -3.0] };
        Forest { features: 2, trees: vec![tree, Tree { questions: vec![], leaves: vec![0.25] }] }
    }

    fn check(row: &[f32], expect: f32) {
        // As one of many, more than are asked at once.
        let rows: Vec<&[f32]> = [&[9.0, 9.0][..]; 2 * LANES].into_iter().chain([row]).collect();
        let scores = forest().scores(&rows);
        assert!((scores[2 * LANES] - expect).abs() < 1e-6, "{row:?}");
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
    fn survives_a_round_trip_and_refuses_broken_bytes() {
        let bytes = forest().write();
        assert_eq!(Forest::read(&mut bytes.as_slice()), Ok(forest()));
        for cut in 0..bytes.len() {
            assert!(Forest::read(&mut &bytes[..cut]).is_err());
        }
    }

    #[test]
    fn rivals_share_one() {
        let mut scores = [1.0, 1.0, f32::NEG_INFINITY];
        softmax(&mut scores);
        assert_eq!(scores, [0.5, 0.5, 0.0]);
    }
}
