//! What the text says: names, quotations, who is who, who said what, which place is meant.
//!
//! `entities` and `quotations` are blind to each other; `coreference` reads both; `attribution` and `places` read
//! what it makes of them. Each stage is a function that gets exactly what it may read.

pub mod attribution;
pub mod columns;
pub mod coreference;
pub mod entities;
pub mod places;
pub mod quotations;
mod records;
pub mod rules;

pub use records::*;
