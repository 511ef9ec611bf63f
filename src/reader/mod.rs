//! The reader: one small network that looks at every token of a text once and scores what it may be.
//!
//! Tokens become hashed features, features become [`Scores`]: for every token the log-probabilities of its part of
//! speech, of its place in a name, and of its place in the content, the source and the cue of a quotation. The reader
//! decides nothing; [`crate::analysis`] does, under its own constraints, and must not care which reader gave the scores.

mod scores;

pub use scores::{NameKind, NameTag, PartOfSpeech, Piece, RoleTag, Scores};
