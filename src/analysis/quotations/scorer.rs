//! [`Joiner`]: the forests that score sources, pieces and whole candidates.

use crate::arranging::Arrange;
use std::ops::Range;

use super::candidates::{Choice, CueFeature, Generator, PieceFeature, SourceFeature};
use super::features::Feature;
use super::forest::{Forest, ForestError, softmax};

/// Tokens, and how likely they are what they are held for, from 0 to 1.
pub type Scored = (Range<usize>, f32);

/// The fitted part of the search for quotations; `src/data/README.md` says what it was fitted on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Joiner {
    /// Chooses the source of a cue.
    pub source: Forest,
    /// Chooses the piece of content on one side of a cue.
    pub piece: Forest,
    /// Chooses among the candidates of a group, and whether any of them is a quotation.
    pub whole: Forest,
    /// What is left out to see what it is worth; nothing in the built-in joiner, and not written.
    pub without: Option<Ablation>,
}

/// A part of the search that is left out to see what it is worth. A feature is left out by letting no tree ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ablation {
    /// A feature of cues, in the rows of sources and of pieces.
    Cue(CueFeature),
    /// A feature of sources.
    Source(SourceFeature),
    /// A feature of pieces.
    Piece(PieceFeature),
    /// A feature of whole candidates.
    Whole(Feature),
    /// A generator: its candidates are not proposed.
    Generator(Generator),
}

impl Ablation {
    /// All there are, with their names: "Cue.Begin", "Generator.Turn".
    pub fn all() -> impl Iterator<Item = (String, Ablation)> {
        let cues = CueFeature::ALL.iter().copied().map(Ablation::Cue);
        let sources = SourceFeature::ALL.iter().copied().map(Ablation::Source);
        let pieces = PieceFeature::ALL.iter().copied().map(Ablation::Piece);
        let wholes = Feature::ALL.iter().copied().map(Ablation::Whole);
        let generators = Generator::ALL.into_iter().map(Ablation::Generator);
        let all = cues.chain(sources).chain(pieces).chain(wholes).chain(generators);
        all.map(|one| (format!("{one:?}").replace('(', ".").replace(')', ""), one))
    }
}

impl Joiner {
    /// The bytes that [`Joiner::read`] reads.
    pub fn write(&self) -> Vec<u8> {
        [self.source.write(), self.piece.write(), self.whole.write()].concat()
    }

    /// Reads a joiner.
    ///
    /// # Errors
    /// When the bytes are not those of a joiner.
    pub fn read(mut bytes: &[u8]) -> Result<Joiner, ForestError> {
        Ok(Joiner {
            source: Forest::read(&mut bytes)?,
            piece: Forest::read(&mut bytes)?,
            whole: Forest::read(&mut bytes)?,
            without: None,
        })
    }

    /// The joiner without a feature or a generator.
    pub fn ablated(&self, without: Ablation) -> Joiner {
        let mut joiner = Joiner { without: Some(without), ..self.clone() };
        match without {
            Ablation::Cue(feature) => {
                joiner.source = self.source.without(feature as usize);
                joiner.piece = self.piece.without(feature as usize);
            }
            Ablation::Source(feature) => joiner.source = self.source.without(feature as usize),
            Ablation::Piece(feature) => joiner.piece = self.piece.without(feature as usize),
            Ablation::Whole(feature) => joiner.whole = self.whole.without(feature as usize),
            Ablation::Generator(_) => {}
        }
        joiner
    }
}

/// Rivals with their probabilities, likeliest first, and how likely none of them is right.
pub type Ranked = (Vec<Scored>, f32);

/// Ranks the choices of each group. Groups are small, and a forest scores several rows as quickly as one.
pub fn ranked(forest: &Forest, groups: Vec<Vec<Choice>>) -> Vec<Ranked> {
    let rows: Vec<&[f32]> = groups.iter().flatten().map(|choice| choice.features.as_slice()).collect();
    let mut scores = forest.scores(&rows);
    let mut rest = scores.as_mut_slice();
    let mut all = Vec::with_capacity(groups.len());
    for choices in groups {
        let (scores, next) = rest.split_at_mut(choices.len());
        rest = next;
        softmax(scores);
        let none = scores.first().copied().unwrap_or(1.0);
        let choices = choices.into_iter().zip(&*scores);
        let mut ranked: Vec<Scored> = choices.filter_map(|(choice, score)| Some((choice.tokens?, *score))).collect();
        ranked.arrange_by(|a, b| b.1.total_cmp(&a.1).then(a.0.start.cmp(&b.0.start)));
        all.push((ranked, none));
    }
    all
}
