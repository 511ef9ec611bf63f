//! What is learned from at a time.

use whosaid::reader::features::COLUMNS;
use whosaid::reader::network::{HEADS, OUTPUTS};

/// A stretch of tokens with what is known of them.
#[derive(Debug, Clone, Default)]
pub struct Chunk {
    /// For every token, the rows of the tables.
    pub rows: Vec<[u32; COLUMNS]>,
    /// For every token and head, the outputs that would be right, as bits; zero if nothing is known.
    pub targets: Vec<[u32; HEADS.len()]>,
    /// The probabilities that a larger network gives to the outputs, for tokens of which it says anything; a head of
    /// which it says nothing has zeros.
    pub taught: Vec<Option<Box<[f32; OUTPUTS]>>>,
}

impl Chunk {
    /// For each head, of how many tokens anything is known.
    pub fn labels(&self) -> [usize; HEADS.len()] {
        let mut first = 0;
        std::array::from_fn(|head| {
            let outputs = first..first + HEADS[head];
            first = outputs.end;
            let is_taught = |row: &Option<Box<[f32; OUTPUTS]>>| {
                row.as_ref().is_some_and(|row| row[outputs.clone()].iter().any(|p| *p > 0.0))
            };
            let tokens = self.targets.iter().zip(&self.taught);
            tokens.filter(|(targets, taught)| targets[head] != 0 || is_taught(taught)).count()
        })
    }
}
