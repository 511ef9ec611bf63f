//! Finds quotations with their cues and the words that may name their speakers.

use super::Quotation;
use crate::syntax::Syntax;

/// Finds quotations with their cues and the words that may name their speakers, in the order of the text.
pub fn find(_syntax: &Syntax) -> Vec<Quotation> {
    Vec::new()
}
