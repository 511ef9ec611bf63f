//! Trains the reader of whosaid over the library's own features, network and file format.

pub mod coreference;
pub mod data;
pub mod exchange;
pub mod gradients;
pub mod joining;
pub mod marks;
mod optimizer;
pub mod pruning;
pub mod score;
pub mod thorough;
pub mod training;
pub mod vectors;
