//! Joins names, pronouns and descriptions of the same thing into entities.
//!
//! # Steps
//! 1. `naming` gives names of the same words the same kind, and joins names: short forms with full ones, acronyms with what they stand for.
//! 2. `mentions` finds the pronouns, the descriptions, and the head of every source of a quotation.
//! 3. `turns` tells who speaks in each paragraph, and to whom.
//! 4. `decide` walks the text once. For each pronoun and description `evidence` gathers the candidates with their
//!    [`features`]; the fitted [`Ranker`] chooses one of them, or none.
//! 5. `introductions` joins who is told of first and named later.
//! 6. `turns` gives "I" and "you" to those who speak and are spoken to.

mod asked;
mod clusters;
mod countries;
mod decide;
mod evidence;
mod exclusions;
pub mod features;
mod forms;
pub mod introductions;
mod lookup;
mod mentions;
mod naming;
mod nearness;
mod nouns;
mod offices;
mod owners;
mod ranker;
mod several;
mod told;
mod turns;

use super::{Entity, Name, Quotation};
use crate::Span;
use crate::arranging::Arrange;
use crate::syntax::Syntax;
use clusters::Board;
pub use lookup::Lookup;
use mentions::{Phrase, Wording};
pub use ranker::{Case, Chooser, RANKER, Ranker};
use rustc_hash::FxHashMap;

/// What the steps read and none of them changes.
struct Given<'a, 't> {
    syntax: &'a Syntax<'t>,
    names: &'a [Name],
    /// The cluster of each name.
    of_name: Vec<usize>,
    /// Another cluster that some of the names may mean as well: "Lee", where two are called so.
    rivals: FxHashMap<usize, usize>,
    wordings: Vec<Wording>,
    /// What stands beside a name and says what its bearer is.
    beside: Vec<Phrase>,
    /// For each token the quotation inside whose marks it stands.
    spoken: Vec<Option<u32>>,
    /// For each token the quotation in whose content it stands without marks.
    reported: Vec<Option<u32>>,
    /// The tokens of the contents of each quotation.
    contents: Vec<Vec<std::ops::Range<usize>>>,
}

/// The entities of a text, and how sure it is who its sources are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolved {
    /// The entities in the order of their first mention.
    pub entities: Vec<Entity>,
    /// The choices that were made for sources without a name, in the order of the text.
    pub choices: Vec<Choice>,
}

/// Whom a source without a name was taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The source.
    pub span: Span,
    /// From 0 to 1: how likely the choice is.
    pub chance: f32,
    /// The likeliest others, each by a mention, with their chances; at most three.
    pub rivals: Vec<(Span, f32)>,
}

/// Joins `names`, and the source words of `quotations`, into entities, in the order of their first mention.
///
/// Every source of a quotation gets a mention: of the name that is its head, or of its own words.
pub fn resolve(syntax: &Syntax, names: &[Name], quotations: &[Quotation]) -> Resolved {
    resolve_with(syntax, names, quotations, &mut &*ranker::RANKER)
}

/// Like [`resolve`], with another chooser than the built-in ranker.
pub fn resolve_with(syntax: &Syntax, names: &[Name], quotations: &[Quotation], chooser: &mut dyn Chooser) -> Resolved {
    let mut board = Board::default();
    let spoken = mentions::quoted_by(syntax, quotations);
    let names = &naming::initials(syntax, naming::agree(syntax, names));
    let mut is_source = vec![false; syntax.tokens.len()];
    for source in quotations.iter().filter_map(|quotation| quotation.sources.first()) {
        is_source[syntax.tokens_in(source.span)].fill(true);
    }
    let (of_name, rivals) = naming::join(syntax, names, &spoken, &is_source, &mut board);
    let (wordings, beside) = mentions::find(syntax, names, quotations, &spoken);
    let contents: Vec<Vec<_>> = quotations
        .iter()
        .map(|quotation| quotation.content.iter().map(|span| syntax.tokens_in(*span)).collect())
        .collect();
    let mut reported = vec![None; syntax.tokens.len()];
    for (index, ranges) in contents.iter().enumerate() {
        for at in ranges.iter().cloned().flatten().filter(|at| spoken[*at].is_none()) {
            reported[at] = Some(index as u32);
        }
    }
    let given = Given { syntax, names, of_name, rivals, wordings, beside, spoken, reported, contents };
    let turns = turns::find(&given, &board);
    let mut choices = decide::resolve(&given, &turns, &mut board, chooser);
    choices.arrange_by_key(|choice| choice.span);
    turns::resolve(&given, &turns, &mut board);
    Resolved { entities: board.into_entities(syntax), choices }
}

#[cfg(test)]
mod tests;
