//! whosaid marks **who said what, and where** in a news article: speakers, quotations, the cues that link
//! them, and places.
//!
//! # Steps
//! [`Annotator::annotate`] walks the text once, and each step is a folder:
//!
//! 1. [`text`] cuts the text into tokens, sentences and paragraphs.
//! 2. [`knowledge`] is what is known before reading: lexicons and the gazetteer.
//! 3. [`reader`] scores every token (parts of speech, names, quotation roles). The result of the steps
//!    so far is a [`syntax::Syntax`], which no later step changes.
//! 4. [`analysis`] says what the text says: names, quotations, who is who, who said what, which place is meant.
//! 5. [`document`] ties the steps together and holds the result.
//!
//! What is done with a [`Document`] stands above: [`session`] corrects it, [`files`] reads and writes it, `web`
//! is the thin rim towards the browser, `evaluation` measures it.

pub mod analysis;
mod arranging;
pub mod document;
#[cfg(not(target_arch = "wasm32"))]
pub mod evaluation;
pub mod files;
pub mod knowledge;
pub mod reader;
pub mod session;
pub mod syntax;
pub mod text;
#[cfg(target_arch = "wasm32")]
pub mod web;

pub use document::{Annotator, Document};
pub use text::Span;

/// Runs the examples of the README as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
