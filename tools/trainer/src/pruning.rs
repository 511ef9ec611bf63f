//! Takes columns out of forests that no tree asks for.
//!
//! What is fitted does not ask for all its features. Their columns are taken out of the files by `cargo xtask train prune`,
//! and their names, which it tells, are then to be taken out of the code: so that no feature is computed in vain.

use std::fmt::Debug;

use anyhow::{Result, ensure};
use whosaid::analysis::attribution::Confidence;
use whosaid::analysis::attribution::features::Feature as OfConfidence;
use whosaid::analysis::attribution::rivals::Feature as OfRival;
use whosaid::analysis::coreference::Ranker;
use whosaid::analysis::coreference::features::Feature as OfRanker;
use whosaid::analysis::quotations::candidates::{CueFeature, PieceFeature, SourceFeature};
use whosaid::analysis::quotations::features::Feature as OfWhole;
use whosaid::analysis::quotations::forest::{Forest, Tree};
use whosaid::analysis::quotations::scorer::Joiner;

/// The names of features, in the order of their columns.
fn names<F: Debug>(of: &str, all: &[F]) -> Vec<String> {
    all.iter().map(|feature| format!("{of}.{feature:?}")).collect()
}

/// Takes out of `joiner` what no tree asks for, and tells the names.
///
/// # Errors
/// When its rows are not those of this library.
pub fn joiner(joiner: &mut Joiner) -> Result<Vec<String>> {
    let cue = names("Cue", CueFeature::ALL);
    let [of_sources, of_pieces] = [names("Source", SourceFeature::ALL), names("Piece", PieceFeature::ALL)];
    let parts =
        &mut [(&mut joiner.source, [&*cue, &of_sources].concat()), (&mut joiner.piece, [&*cue, &of_pieces].concat())];
    let mut gone = prune(parts, cue.len())?;
    gone.extend(prune(&mut [(&mut joiner.whole, names("Whole", OfWhole::ALL))], 0)?);
    Ok(gone)
}

/// The same of `ranker`, both of whose forests are asked about the same rows.
///
/// # Errors
/// When its rows are not those of this library.
pub fn ranker(ranker: &mut Ranker) -> Result<Vec<String>> {
    let names = names("Ranker", OfRanker::ALL);
    prune(&mut [(&mut ranker.pronouns, names.clone()), (&mut ranker.descriptions, names.clone())], names.len())
}

/// The same of `confidence`.
///
/// # Errors
/// When its rows are not those of this library.
pub fn confidence(confidence: &mut Confidence) -> Result<Vec<String>> {
    let Confidence { shown, rivals } = confidence;
    prune(&mut [(shown, names("Confidence", OfConfidence::ALL)), (rivals, names("Rival", OfRival::ALL))], 0)
}

/// Takes out of forests, whose rows begin with the same `shared` columns, what none of them asks for.
fn prune(forests: &mut [(&mut Forest, Vec<String>)], shared: usize) -> Result<Vec<String>> {
    let mut asked = Vec::new();
    for (forest, names) in &mut *forests {
        ensure!(forest.features == names.len(), "its rows have {} columns, not {}", forest.features, names.len());
        let mut of_forest = vec![false; names.len()];
        forest.trees().flat_map(|tree| tree.questions).for_each(|(column, _)| of_forest[usize::from(column)] = true);
        asked.push(of_forest);
    }
    let by_any: Vec<bool> = (0..shared).map(|column| asked.iter().any(|asked| asked[column])).collect();
    let mut gone = Vec::new();
    for ((forest, names), mut asked) in forests.iter_mut().zip(asked) {
        asked[..shared].copy_from_slice(&by_any);
        let kept: Vec<usize> = (0..asked.len()).filter(|column| asked[*column]).collect();
        let unasked = names.iter().zip(&asked).filter(|(name, asked)| !**asked && !gone.contains(*name));
        gone.extend(unasked.map(|(name, _)| name.clone()).collect::<Vec<_>>());
        let mut trees: Vec<Tree> = forest.trees().collect();
        for (column, _) in trees.iter_mut().flat_map(|tree| &mut tree.questions) {
            *column = kept.partition_point(|kept| *kept < usize::from(*column)) as u8;
        }
        **forest = Forest::new(kept.len(), &trees);
    }
    Ok(gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATA: [&[u8]; 3] = [
        include_bytes!("../../../src/data/quotations.joiner"),
        include_bytes!("../../../src/data/coreference.ranker"),
        include_bytes!("../../../src/data/attribution.forest"),
    ];

    #[test]
    fn every_feature_is_asked_for() {
        let [of_joiner, of_ranker, of_confidence] = DATA;
        assert_eq!(joiner(&mut Joiner::read(of_joiner).unwrap()).unwrap(), Vec::<String>::new());
        assert_eq!(ranker(&mut Ranker::read(of_ranker).unwrap()).unwrap(), Vec::<String>::new());
        assert_eq!(confidence(&mut Confidence::read(of_confidence).unwrap()).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_asked_for_goes() {
        let forest = |columns: &[u8]| {
            let tree = |column: &u8| Tree { questions: vec![(*column, 0.5)], leaves: vec![0.0, f32::from(*column)] };
            Forest::new(4, &columns.iter().map(tree).collect::<Vec<_>>())
        };
        let names = || ["A", "B", "C", "D"].map(String::from).to_vec();
        // The first two columns are those of both.
        let (mut one, mut other) = (forest(&[3]), forest(&[1, 2]));
        let gone = prune(&mut [(&mut one, names()), (&mut other, names())], 2).unwrap();
        assert_eq!(gone, ["A", "C", "D"]);
        assert_eq!(one.scores(&[&[0.0, 1.0], &[1.0, 0.0]]), [3.0, 0.0]);
        assert_eq!(other.scores(&[&[0.0, 1.0], &[1.0, 0.0], &[1.0, 1.0]]), [2.0, 1.0, 3.0]);
        assert!(prune(&mut [(&mut one, names())], 0).is_err());
    }
}
