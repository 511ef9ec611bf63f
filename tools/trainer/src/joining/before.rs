//! Joiners in the form that files had until commit abc145b: tree by tree, the number of questions (u8), of
//! each the feature (u8) and the threshold (f32), then the leaves (i16, multiples of 1/4096); before them the number of
//! features (u8) and of trees (u16). The shipped joiner was begun with one.

use anyhow::{Context, Result, ensure};
use whosaid::analysis::quotations::forest::{DEEPEST, Forest, Tree};
use whosaid::analysis::quotations::scorer::Joiner;

/// Reads a joiner in the form of now or that of before.
pub fn read(bytes: &[u8]) -> Result<Joiner> {
    if let Ok(joiner) = Joiner::read(bytes)
        && joiner.write() == bytes
    {
        return Ok(joiner);
    }
    let mut rest = bytes;
    let joiner =
        Joiner { source: forest(&mut rest)?, piece: forest(&mut rest)?, whole: forest(&mut rest)?, without: None };
    ensure!(rest.is_empty(), "not a joiner: bytes are left over");
    Ok(joiner)
}

fn forest(bytes: &mut &[u8]) -> Result<Forest> {
    let [features] = take(bytes)?;
    let mut trees = Vec::new();
    for _ in 0..u16::from_le_bytes(take(bytes)?) {
        let [depth] = take(bytes)?;
        ensure!(usize::from(depth) <= DEEPEST, "not a joiner: a tree is too deep");
        let mut tree = Tree::default();
        for _ in 0..depth {
            let [feature] = take(bytes)?;
            ensure!(feature < features, "not a joiner: there is no such feature");
            tree.questions.push((feature, f32::from_le_bytes(take(bytes)?)));
        }
        for _ in 0..1 << depth {
            tree.leaves.push(f32::from(i16::from_le_bytes(take(bytes)?)) / 4096.0);
        }
        trees.push(tree);
    }
    Ok(Forest::new(features.into(), &trees))
}

/// The next `N` bytes, which it moves on.
fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>().context("not a joiner: its bytes end too soon")?;
    *bytes = rest;
    Ok(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        // One question and two leaves, 0.5 and -2, for each of the forests.
        let tree =
            [&[2, 1, 0, 1, 1][..], &1.5f32.to_le_bytes(), &2048i16.to_le_bytes(), &(-8192i16).to_le_bytes()].concat();
        let before = tree.repeat(3);
        let joiner = read(&before).unwrap();
        assert_eq!(joiner.whole.scores(&[&[0.0, 1.0], &[0.0, 2.0]]), [0.5, -2.0]);
        assert_eq!(read(&joiner.write()).unwrap(), joiner);
        for cut in 0..before.len() {
            assert!(read(&before[..cut]).is_err());
        }
    }
}
