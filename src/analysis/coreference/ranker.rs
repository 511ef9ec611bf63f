//! [`Ranker`]: the fitted model that chooses among candidates, and [`Chooser`], which it is one of.

use std::sync::LazyLock;

use super::clusters::Board;
use super::features::{Feature, Row};
use super::introductions::Introduction;
use crate::Span;
use crate::analysis::MentionForm;
use crate::analysis::quotations::forest::{Forest, ForestError, softmax, take};

/// The built-in ranker: see `src/data/README.md`.
pub static RANKER: LazyLock<Ranker> =
    LazyLock::new(|| Ranker::read(include_bytes!("../../data/coreference.ranker")).unwrap_or_default());

/// Words whose entity is asked for, with the candidates.
pub struct Case<'a> {
    /// The words up to their head.
    pub span: Span,
    /// Pronoun or description.
    pub form: MentionForm,
    /// One row per candidate; the first is "none of these".
    pub rows: &'a [Row],
    pub(super) clusters: &'a [usize],
    pub(super) board: &'a Board,
}

impl Case<'_> {
    /// The mentions so far of candidate `index`; none for the first, which is nobody.
    pub fn mentions(&self, index: usize) -> impl Iterator<Item = Span> {
        let cluster = index.checked_sub(1).and_then(|index| self.clusters.get(index));
        cluster.into_iter().flat_map(|cluster| self.board.clusters[*cluster].mentions.iter().map(|known| known.span))
    }
}

/// Chooses among the candidates of a case.
pub trait Chooser {
    /// The probabilities of the candidates: one per row.
    fn choose(&mut self, case: &Case) -> Vec<f32>;

    /// How likely it is that somebody told of without a name is the one named later.
    fn introduces(&mut self, case: &Introduction) -> f32 {
        case.chance()
    }
}

/// The fitted model: a forest for pronouns, one for descriptions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ranker {
    /// Taken from the scores of "none of these", for a pronoun and for a description, and for those that are the source
    /// of a quotation: those who read would rather see a doubtful link than none.
    pub shyness: [f32; 4],
    /// Whom a pronoun stands for.
    pub pronouns: Forest,
    /// Whom a description stands for.
    pub descriptions: Forest,
}

impl Ranker {
    /// The bytes that [`Ranker::read`] reads.
    pub fn write(&self) -> Vec<u8> {
        let shyness = self.shyness.map(f32::to_le_bytes).concat();
        [shyness, self.pronouns.write(), self.descriptions.write()].concat()
    }

    /// Reads what [`Ranker::write`] wrote.
    ///
    /// # Errors
    /// When the bytes are no ranker.
    pub fn read(mut bytes: &[u8]) -> Result<Ranker, ForestError> {
        let mut shyness = [0.0; 4];
        for value in &mut shyness {
            *value = f32::from_le_bytes(take(&mut bytes)?);
        }
        Ok(Ranker { shyness, pronouns: Forest::read(&mut bytes)?, descriptions: Forest::read(&mut bytes)? })
    }
}

impl Chooser for &Ranker {
    fn choose(&mut self, case: &Case) -> Vec<f32> {
        let is_pronoun = case.form == MentionForm::Pronoun;
        let forest = if is_pronoun { &self.pronouns } else { &self.descriptions };
        let rows: Vec<&[f32]> = case.rows.iter().map(|row| row.0.as_slice()).collect();
        let mut scores = forest.scores(&rows);
        let is_source = case.rows[0].get(Feature::IsSource) > 0.0;
        scores[0] -= self.shyness[usize::from(!is_pronoun) + 2 * usize::from(is_source)];
        softmax(&mut scores);
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::super::features::FEATURES;
    use super::*;

    #[test]
    fn the_built_in_ranker_can_be_read() {
        let bytes = include_bytes!("../../data/coreference.ranker");
        let ranker = Ranker::read(bytes).expect("a ranker");
        assert_eq!((ranker.pronouns.features, ranker.descriptions.features), (FEATURES, FEATURES));
        assert_eq!(ranker.write(), bytes);
        assert!(Ranker::read(&bytes[..bytes.len() - 1]).is_err());
    }
}
