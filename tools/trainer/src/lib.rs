//! Trains the reader of whosaid over the library's own features, network and file format.

pub mod data;
pub mod gradients;
mod optimizer;
mod score;
pub mod training;
