//! A text and its pieces: spans, tokens, sentences and paragraphs.
//!
//! **Architecture invariant:** nothing here knows any word list but the abbreviations that end in a full stop,
//! the names of months and days and the lines of web pages, and nothing here depends on another module of this crate.

mod abbreviations;
pub mod clear;
mod clipped;
pub mod date;
mod page_lines;
mod segmenter;
mod span;
mod tokenizer;

pub use segmenter::{Paragraph, Segments, Sentence, segment};
pub use span::Span;
pub use tokenizer::{Token, TokenKind, tokenize};
