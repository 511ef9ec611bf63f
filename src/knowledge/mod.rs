//! What is known before reading: lexicons and the gazetteer, compiled from `src/data/`.

pub mod cues;
pub mod gazetteer;
pub mod language;
pub mod lexicon;
