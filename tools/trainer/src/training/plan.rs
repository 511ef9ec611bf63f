//! How to train, and what to learn from besides the corpora.

use std::path::PathBuf;

use whosaid::reader::network::{HEADS, Network, Weights};

use crate::data::Fold;
use crate::gradients::Dropout;

/// How to train.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How often all corpora are read.
    pub epochs: usize,
    /// Of everything that is drawn by chance.
    pub seed: u64,
    /// Values that stand for a token; a multiple of 16.
    pub channels: usize,
    /// How far each block looks to both sides.
    pub dilations: Vec<usize>,
    /// The most words that get a row of their own.
    pub words: usize,
    /// The most prefixes, and the most suffixes.
    pub affixes: usize,
    /// The highest rate of learning.
    pub rate: f32,
    /// Chances of leaving something out.
    pub dropout: Dropout,
    /// The chance of a paragraph to be written in other letters.
    pub recase: f32,
    /// The chance of a name to be exchanged for another.
    pub rename: f32,
    /// Word vectors to begin with: the folder `vocab` of spaCy's en_core_web_md.
    pub vectors: Option<PathBuf>,
    /// Classes that words are put into by their vectors.
    pub classes: usize,
    /// Weights to begin with, instead of noise and word vectors: they were taught, and their features are kept.
    pub begin: Option<Weights>,
    /// The articles with quotations that are left out; then roles are all that is learned.
    pub without: Option<Fold>,
    /// The model's name.
    pub model: String,
}

/// A network to learn from.
#[derive(Debug, Clone)]
pub struct Teacher {
    /// The network.
    pub network: Network,
    /// The heads that it speaks for, in the order of [`HEADS`].
    pub heads: [bool; HEADS.len()],
}
