//! AdamW (Loshchilov and Hutter 2019) and the running average of the weights.
//!
//! Rows of tables are only touched in steps that saw their feature.

use whosaid::reader::network::Weights;

const MOMENTUM: f32 = 0.9;
const VARIANCE: f32 = 0.99;
const DECAY: f32 = 0.01;

/// What is remembered between steps.
pub struct Optimizer {
    means: Weights,
    squares: Weights,
    steps: i32,
}

/// All lists of values but tables, and whether they are pulled towards zero.
fn dense(weights: &mut Weights) -> Vec<(&mut Vec<f32>, bool)> {
    let mut lists = Vec::new();
    for block in &mut weights.blocks {
        lists.push((&mut block.norm.gain, false));
        lists.push((&mut block.norm.bias, false));
        lists.push((&mut block.matrix, true));
        lists.push((&mut block.bias, false));
    }
    lists.push((&mut weights.norm.gain, false));
    lists.push((&mut weights.norm.bias, false));
    lists.push((&mut weights.heads, true));
    lists.push((&mut weights.head_bias, false));
    lists
}

/// The same shapes, all zero.
pub fn zeros(weights: &Weights) -> Weights {
    let mut zeros = weights.clone();
    dense(&mut zeros).into_iter().for_each(|(list, _)| list.fill(0.0));
    zeros.tables.iter_mut().for_each(|table| table.rows.fill(0.0));
    zeros
}

impl Optimizer {
    /// For weights of these shapes.
    pub fn new(weights: &Weights) -> Optimizer {
        Optimizer { means: zeros(weights), squares: zeros(weights), steps: 0 }
    }

    /// Changes `weights` against `gradients`, which are set to zero. `touched` are the rows of each table that may
    /// have a gradient, ascending.
    pub fn step(&mut self, weights: &mut Weights, gradients: &mut Weights, touched: &[Vec<u32>], rate: f32, clip: f32) {
        self.steps += 1;
        let channels = weights.channels;
        let norm = norm(gradients, touched).sqrt();
        let update = Update {
            rate,
            scale: if norm > clip { clip / norm } else { 1.0 },
            mean_bias: 1.0 - MOMENTUM.powi(self.steps),
            square_bias: 1.0 - VARIANCE.powi(self.steps),
        };
        let lists = dense(weights).into_iter().zip(dense(gradients)).zip(dense(&mut self.means));
        for ((((weights, decays), (gradients, _)), (means, _)), (squares, _)) in lists.zip(dense(&mut self.squares)) {
            update.apply(weights, gradients, means, squares, if decays { DECAY } else { 0.0 });
        }
        let tables = weights.tables.iter_mut().zip(&mut gradients.tables).zip(&mut self.means.tables);
        for ((((weights, gradients), means), squares), touched) in tables.zip(&mut self.squares.tables).zip(touched) {
            for row in touched {
                let range = *row as usize * channels..(*row as usize + 1) * channels;
                update.apply(
                    &mut weights.rows[range.clone()],
                    &mut gradients.rows[range.clone()],
                    &mut means.rows[range.clone()],
                    &mut squares.rows[range],
                    0.0,
                );
            }
        }
    }
}

/// The square of the length of all gradients.
fn norm(gradients: &mut Weights, touched: &[Vec<u32>]) -> f32 {
    let channels = gradients.channels;
    let mut sum: f32 = dense(gradients).iter().map(|(list, _)| squares(list)).sum();
    for (table, touched) in gradients.tables.iter().zip(touched) {
        sum += touched
            .iter()
            .map(|row| squares(&table.rows[*row as usize * channels..(*row as usize + 1) * channels]))
            .sum::<f32>();
    }
    sum
}

fn squares(values: &[f32]) -> f32 {
    values.iter().map(|x| x * x).sum()
}

struct Update {
    rate: f32,
    scale: f32,
    mean_bias: f32,
    square_bias: f32,
}

impl Update {
    #[inline(always)]
    fn apply(&self, weights: &mut [f32], gradients: &mut [f32], means: &mut [f32], squares: &mut [f32], decay: f32) {
        let values = weights.iter_mut().zip(gradients).zip(means.iter_mut().zip(squares));
        for ((weight, gradient), (mean, square)) in values {
            let slope = *gradient * self.scale;
            *gradient = 0.0;
            *mean = MOMENTUM * *mean + (1.0 - MOMENTUM) * slope;
            *square = VARIANCE * *square + (1.0 - VARIANCE) * slope * slope;
            let step = (*mean / self.mean_bias) / ((*square / self.square_bias).sqrt() + 1e-8);
            *weight -= self.rate * (step + decay * *weight);
        }
    }
}

/// Moves `average` a share of the way to `weights`.
pub fn average(average: &mut Weights, weights: &mut Weights, share: f32) {
    let blend = |average: &mut [f32], weights: &[f32]| {
        for (average, weight) in average.iter_mut().zip(weights) {
            *average += share * (weight - *average);
        }
    };
    for ((average, _), (weights, _)) in dense(average).into_iter().zip(dense(weights)) {
        blend(average, weights);
    }
    for (average, weights) in average.tables.iter_mut().zip(&weights.tables) {
        blend(&mut average.rows, &weights.rows);
    }
}
