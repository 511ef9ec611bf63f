//! [`Joiner`]: the forests that score sources, pieces and whole candidates.

use crate::arranging::Arrange;
use std::ops::Range;

use super::candidates::{Choice, CueFeature, Generator, PieceFeature, SourceFeature};
use super::features::Feature;
use super::forest::{Forest, ForestError, shares};

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

/// Ranks the choices of each group.
pub fn ranked(forest: &Forest, groups: Vec<Vec<Choice>>) -> Vec<Ranked> {
    let rows: Vec<Vec<&[f32]>> =
        groups.iter().map(|choices| choices.iter().map(|choice| choice.features.as_slice()).collect()).collect();
    let of_group = |(choices, shares): (Vec<Choice>, Vec<f32>)| {
        let none = shares.first().copied().unwrap_or(1.0);
        let choices = choices.into_iter().zip(shares);
        let mut ranked: Vec<Scored> = choices.filter_map(|(choice, share)| Some((choice.tokens?, share))).collect();
        ranked.arrange_by(|a, b| b.1.total_cmp(&a.1).then(a.0.start.cmp(&b.0.start)));
        (ranked, none)
    };
    let shares = shares(forest, &rows);
    groups.into_iter().zip(shares).map(of_group).collect()
}

#[cfg(test)]
mod tests {
    use super::super::by_hand::{self, tree};
    use super::super::candidates::{PIECE_FEATURES, SOURCE_FEATURES};
    use super::super::features::FEATURES;
    use super::*;

    #[test]
    fn rivals_are_ranked() {
        let forest = Forest::new(1, &[tree(0, 1.5, [0.0, 2.0]), tree(0, 2.5, [0.0, 1.0])]);
        let choice = |start: usize, value: f32| Choice {
            tokens: (start > 0).then_some(start..start + 1),
            features: vec![value],
        };
        let groups = vec![vec![choice(0, 2.0), choice(7, 1.0), choice(3, 3.0), choice(5, 1.0)], vec![choice(0, 9.0)]];
        let found = ranked(&forest, groups);
        let starts: Vec<usize> = found[0].0.iter().map(|(tokens, _)| tokens.start).collect();
        assert_eq!(starts, [3, 5, 7]);
        let all = [2.0f32, 0.0, 3.0, 0.0].map(f32::exp);
        let share = |value: f32| value.exp() / all.iter().sum::<f32>();
        assert!((found[0].0[0].1 - share(3.0)).abs() < 1e-6 && (found[0].1 - share(2.0)).abs() < 1e-6);
        assert_eq!(found[1], (Vec::new(), 1.0));
    }

    #[test]
    fn no_tree_asks_for_what_is_left_out() {
        let every = |features: usize| {
            Forest::new(features, &(0..features).map(|column| tree(column, 0.5, [0.0, 1.0])).collect::<Vec<_>>())
        };
        let lost = |forest: &Forest| -> Vec<usize> {
            let asked: Vec<usize> = forest.trees().flat_map(|tree| tree.questions).map(|one| one.0.into()).collect();
            (0..forest.features).filter(|column| !asked.contains(column)).collect()
        };
        let whole = Joiner {
            source: every(SOURCE_FEATURES),
            piece: every(PIECE_FEATURES),
            whole: every(FEATURES),
            ..Joiner::default()
        };
        let mut all = [const { Vec::new() }; 3];
        for (name, ablation) in Ablation::all() {
            let joiner = whole.ablated(ablation);
            let lost = [&joiner.source, &joiner.piece, &joiner.whole].map(lost);
            let expect = match name.split_once('.') {
                Some(("Cue", _)) => [1, 1, 0],
                Some(("Source", _)) => [1, 0, 0],
                Some(("Piece", _)) => [0, 1, 0],
                Some(("Whole", _)) => [0, 0, 1],
                _ => [0; 3],
            };
            assert_eq!(lost.each_ref().map(Vec::len), expect, "{name}");
            all.iter_mut().zip(lost).for_each(|(all, lost)| all.extend(lost));
        }
        // Each column has one name.
        let columns = [SOURCE_FEATURES, PIECE_FEATURES, FEATURES].map(|features| (0..features).collect::<Vec<_>>());
        assert_eq!(all, columns);
    }

    #[test]
    fn joiners_are_read_as_written() {
        let joiner = by_hand::joiner();
        let read = Joiner::read(&joiner.write()).expect("a joiner");
        assert!(read.source.trees().eq(joiner.source.trees()) && read.piece.trees().eq(joiner.piece.trees()));
        assert!(read.whole.trees().eq(joiner.whole.trees()) && read.whole.features == FEATURES);
        assert!(Joiner::read(&joiner.write()[..9]).is_err());
    }
}
