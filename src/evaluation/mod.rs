//! Measures the annotator on corpora: readers of corpora, and one scorer for each thing that is marked.
//!
//! The measures are those that the field uses for quotation attribution and for names; each scorer's
//! documentation gives its definitions. All offsets here are Unicode code points, end-exclusive, as in the corpora;
//! [`prediction`] is the only place that converts.
//!
//! **Architecture invariant:** a scorer sees predictions and gold only as [`corpora`] records; it knows nothing of
//! [`crate::Document`], so that the predictions of any other system can be scored as well.

pub mod ablation;
pub mod chains;
pub mod corpora;
mod errors;
mod figures;
pub mod gap;
pub mod names;
pub mod places;
pub mod prediction;
pub mod pronouns;
pub mod quotations;
pub mod reliability;
mod report;
pub mod roles;
pub mod run;
pub mod syntax;
pub mod words;
pub mod world;

pub use figures::{Figure, Figures, Rate, Share};
pub use report::Report;
