//! What each command does, in articles with their annotations written into the text (`notation.rs`).

mod checks;
mod entities;
mod notation;
mod quotations;
mod retext;
mod spread;
mod steps;
