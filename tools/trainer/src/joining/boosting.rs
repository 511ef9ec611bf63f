//! Gradient boosting of oblivious trees for choices among rivals.
//!
//! The loss is the cross entropy between the softmax of the scores of the rivals of one question and the right answer.

use std::ops::Range;

use whosaid::analysis::quotations::forest::{Forest, Tree};

/// Questions with their rivals, each a row of features.
#[derive(Clone, Default)]
pub struct Questions {
    /// How many features a row has.
    pub features: usize,
    /// The rows, one after the other.
    pub values: Vec<f32>,
    /// The share of each row in the right answer; they sum to one within a question.
    pub answers: Vec<f32>,
    /// The rows of each question.
    pub groups: Vec<Range<usize>>,
}

impl Questions {
    /// Adds a question.
    pub fn push<'r>(&mut self, rows: impl Iterator<Item = (&'r [f32], f32)>) {
        let start = self.answers.len();
        for (row, answer) in rows {
            self.features = row.len();
            self.values.extend_from_slice(row);
            self.answers.push(answer);
        }
        self.groups.push(start..self.answers.len());
    }
}

impl Extend<Questions> for Questions {
    fn extend<I: IntoIterator<Item = Questions>>(&mut self, others: I) {
        for other in others {
            let start = self.answers.len();
            self.features = self.features.max(other.features);
            self.values.extend(other.values);
            self.answers.extend(other.answers);
            self.groups.extend(other.groups.iter().map(|group| group.start + start..group.end + start));
        }
    }
}

/// How to learn.
#[derive(Clone, Copy)]
pub struct Settings {
    /// How many trees.
    pub trees: usize,
    /// How many questions each asks.
    pub depth: usize,
    /// The share of each tree's step that is taken.
    pub rate: f32,
    /// The share of the questions that each tree sees.
    pub sample: f32,
    /// Added to the second derivatives.
    pub ridge: f32,
    /// The share of the features that each tree may ask for.
    pub columns: f32,
    /// Of how many forests the mean is taken.
    pub bags: u64,
}

const BINS: usize = 32;

/// Thresholds between the bins of each feature, at its quantiles.
fn thresholds(questions: &Questions) -> Vec<Vec<f32>> {
    let rows = questions.answers.len();
    let step = (rows / 40_000).max(1);
    (0..questions.features)
        .map(|feature| {
            let mut sample: Vec<f32> =
                (0..rows).step_by(step).map(|row| questions.values[row * questions.features + feature]).collect();
            sample.sort_by(f32::total_cmp);
            let mut distinct = sample.clone();
            distinct.dedup();
            let mut cuts: Vec<f32> = if distinct.len() <= BINS {
                distinct.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0).collect()
            } else {
                (1..BINS).map(|bin| sample[bin * sample.len() / BINS]).collect()
            };
            cuts.dedup();
            cuts
        })
        .collect()
}

/// Learns a forest: the mean of as many as there are bags, which differ in what their trees see.
pub fn fit(questions: &Questions, settings: Settings) -> Forest {
    fit_more(&Forest::default(), questions, settings)
}

/// Adds to `forest` trees that mend what it answers wrongly.
pub fn fit_more(forest: &Forest, questions: &Questions, settings: Settings) -> Forest {
    let begin = if forest.features == 0 {
        vec![0.0; questions.answers.len()]
    } else {
        let rows: Vec<&[f32]> = questions.values.chunks_exact(questions.features).collect();
        forest.scores(&rows)
    };
    let mut mean: Vec<Tree> = forest.trees().collect();
    for bag in 0..settings.bags {
        let mut trees = fit_one(questions, settings, bag, begin.clone());
        trees.iter_mut().flat_map(|tree| &mut tree.leaves).for_each(|leaf| *leaf /= settings.bags as f32);
        mean.append(&mut trees);
    }
    Forest::new(questions.features, &mean)
}

fn fit_one(questions: &Questions, settings: Settings, bag: u64, mut scores: Vec<f32>) -> Vec<Tree> {
    let (rows, features) = (questions.answers.len(), questions.features);
    let cuts = thresholds(questions);
    let bins: Vec<u8> = (0..rows * features)
        .map(|index| cuts[index % features].partition_point(|cut| *cut < questions.values[index]) as u8)
        .collect();
    let mut trees = Vec::new();
    let mut random = 0x9e37_79b9_7f4a_7c15u64 ^ (bag * 0x1234_5678_9abc_def1);
    let mut draw = move || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 40) as f32 / (1u64 << 24) as f32
    };
    let (mut slope, mut curve) = (vec![0f32; rows], vec![0f32; rows]);
    for _ in 0..settings.trees {
        let mut seen: Vec<u32> = Vec::new();
        for group in &questions.groups {
            if draw() >= settings.sample {
                continue;
            }
            if group.len() == 1 {
                // A question to be answered with yes or no.
                let row = group.start;
                let p = 1.0 / (1.0 + (-scores[row]).exp());
                slope[row] = questions.answers[row] - p;
                curve[row] = (p * (1.0 - p)).max(1e-4);
                seen.push(row as u32);
                continue;
            }
            let most = scores[group.clone()].iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let sum: f32 = scores[group.clone()].iter().map(|score| (score - most).exp()).sum();
            for row in group.clone() {
                let p = (scores[row] - most).exp() / sum;
                slope[row] = questions.answers[row] - p;
                curve[row] = (p * (1.0 - p)).max(1e-4);
                seen.push(row as u32);
            }
        }
        // Where all are asked, nothing is drawn.
        let asked: Vec<usize> =
            (0..features).filter(|_| settings.columns >= 1.0 || draw() < settings.columns).collect();
        let tree = grow(&bins, &cuts, &seen, &slope, &curve, settings, &asked);
        let rows = questions.values.chunks_exact(features);
        scores.iter_mut().zip(rows).for_each(|(score, row)| *score += tree.score(row));
        trees.push(tree);
    }
    trees
}

fn grow(
    bins: &[u8],
    cuts: &[Vec<f32>],
    seen: &[u32],
    slope: &[f32],
    curve: &[f32],
    settings: Settings,
    asked: &[usize],
) -> Tree {
    let features = cuts.len();
    let mut leaf_of = vec![0u8; seen.len()];
    let mut tree = Tree::default();
    let mut histogram: Vec<(f32, f32)> = Vec::new();
    for level in 0..settings.depth {
        let leaves = 1 << level;
        histogram.clear();
        histogram.resize(leaves * features * BINS, (0.0, 0.0));
        for (row, leaf) in seen.iter().zip(&leaf_of) {
            let row = *row as usize;
            let (g, h) = (slope[row], curve[row]);
            let base = &mut histogram[usize::from(*leaf) * features * BINS..][..features * BINS];
            for (feature, bin) in bins[row * features..(row + 1) * features].iter().enumerate() {
                let cell = &mut base[feature * BINS + usize::from(*bin)];
                cell.0 += g;
                cell.1 += h;
            }
        }
        let mut best = (0.0f64, 0, 0);
        for &feature in asked {
            let mut gains = vec![0f64; cuts[feature].len()];
            for leaf in 0..leaves {
                let cells = &histogram[(leaf * features + feature) * BINS..][..BINS];
                let (g, h) =
                    cells.iter().fold((0f64, 0f64), |sum, cell| (sum.0 + f64::from(cell.0), sum.1 + f64::from(cell.1)));
                let worth = |g: f64, h: f64| g * g / (h + f64::from(settings.ridge));
                let (mut below_g, mut below_h) = (0f64, 0f64);
                for (cut, gain) in gains.iter_mut().enumerate() {
                    below_g += f64::from(cells[cut].0);
                    below_h += f64::from(cells[cut].1);
                    *gain += worth(below_g, below_h) + worth(g - below_g, h - below_h) - worth(g, h);
                }
            }
            for (cut, gain) in gains.iter().enumerate() {
                if *gain > best.0 + 1e-9 {
                    best = (*gain, feature, cut);
                }
            }
        }
        if best.0 <= 0.0 {
            break;
        }
        let (_, feature, cut) = best;
        for (row, leaf) in seen.iter().zip(&mut leaf_of) {
            *leaf |= u8::from(usize::from(bins[*row as usize * features + feature]) > cut) << level;
        }
        tree.questions.push((feature as u8, cuts[feature][cut]));
    }
    let mut sums = vec![(0f64, 0f64); 1 << tree.questions.len()];
    for (row, leaf) in seen.iter().zip(&leaf_of) {
        let sum = &mut sums[usize::from(*leaf)];
        sum.0 += f64::from(slope[*row as usize]);
        sum.1 += f64::from(curve[*row as usize]);
    }
    tree.leaves = sums
        .iter()
        .map(|(g, h)| ((g / (h + f64::from(settings.ridge))) * f64::from(settings.rate)).clamp(-7.9, 7.9) as f32)
        .map(|leaf| (leaf * 4096.0).round() / 4096.0)
        .collect();
    tree
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Questions with two rivals each, of which the one with the greater value is right.
    fn questions() -> Questions {
        let mut questions = Questions::default();
        for number in 0..40u8 {
            let (low, high) = (f32::from(number % 7), f32::from(number % 7) + 5.0);
            questions.push([([low].as_slice(), 0.0), ([high].as_slice(), 1.0)].into_iter());
        }
        questions
    }

    #[test]
    fn more_trees_mend_what_is_wrong() {
        let settings = Settings { trees: 4, depth: 2, rate: 0.5, sample: 1.0, ridge: 1.0, columns: 1.0, bags: 1 };
        let questions = questions();
        let gap = |forest: &Forest| {
            let scores = forest.scores(&[&[8.0], &[3.0]]);
            scores[0] - scores[1]
        };
        let begin = fit(&questions, settings);
        let more = fit_more(&begin, &questions, settings);
        assert!(gap(&begin) > 0.0);
        assert!(gap(&more) > gap(&begin));
        assert_eq!(more.trees().count(), 8);
        assert_eq!(more.trees().take(4).collect::<Vec<_>>(), begin.trees().collect::<Vec<_>>());
    }
}
