//! Where mentions stand in their clauses.

use std::ops::Range;

use super::Given;
use super::clusters::Placed;
use super::mentions::pronoun;
use crate::analysis::MentionForm;
use crate::syntax::Syntax;
use crate::syntax::phrases::Slot;

/// A mention with where it stands.
pub(super) fn placed(given: &Given, tokens: Range<usize>, form: MentionForm) -> Placed {
    let slot = slot(given.syntax, &tokens);
    Placed { span: given.syntax.span(tokens.clone()), form, slot, quoted: given.spoken[tokens.start], tokens }
}

/// Where the words at `tokens` stand in their clause.
pub(super) fn slot(syntax: &Syntax, tokens: &Range<usize>) -> Slot {
    let is_pronoun = tokens.len() == 1 && pronoun(syntax.word(tokens.start)).is_some();
    syntax.slot(tokens, is_pronoun)
}
