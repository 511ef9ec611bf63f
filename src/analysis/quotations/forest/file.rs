//! The bytes of a [`Forest`].

use super::{DEEPEST, Forest};
use crate::arranging::Arrange;
use thiserror::Error;

/// Why the bytes of a forest cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a forest: {0}")]
pub struct ForestError(&'static str);

impl Forest {
    /// The bytes that [`Forest::read`] reads, little-endian: the number of features (u8) and of trees (u16); how many
    /// different questions there are of each feature (u8), and their thresholds (f32); then of all trees the depths (u8), of
    /// all their questions the features (u8), and which of those of its feature each is (u8); and of all leaves the
    /// lower bytes, then the upper ones. A leaf is stored in steps of 1/256, zigzag: 0, -1, 1, -2 are 0, 1, 2, 3.
    /// What is alike stands together, so that brotli makes it half as long as tree by tree.
    ///
    /// # Panics
    /// When there are more than 255 different questions of a feature.
    pub fn write(&self) -> Vec<u8> {
        let (questions, leaves): (Vec<_>, Vec<_>) = self.parts().unzip();
        let mut bytes = vec![self.features as u8];
        bytes.extend((questions.len() as u16).to_le_bytes());
        let mut different = self.questions.clone();
        different.arrange_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let start = |feature: u8| different.partition_point(|question| question.0 < feature);
        bytes.extend((0..self.features as u8).map(|feature| {
            let count = different.partition_point(|question| question.0 <= feature) - start(feature);
            u8::try_from(count).expect("at most 255 questions of a feature")
        }));
        bytes.extend(different.iter().flat_map(|(_, threshold)| threshold.to_le_bytes()));
        bytes.extend(questions.iter().map(|questions| questions.len() as u8));
        bytes.extend(questions.iter().flatten().map(|(feature, _)| feature));
        bytes.extend(questions.iter().flatten().map(|(feature, threshold)| {
            let own = &different[start(*feature)..];
            own.partition_point(|(one, other)| one == feature && other.total_cmp(threshold).is_lt()) as u8
        }));
        let zigzag = |leaf: &i16| ((leaf << 1) ^ (leaf >> 15)).to_le_bytes();
        let leaves: Vec<[u8; 2]> = leaves.iter().flatten().map(zigzag).collect();
        bytes.extend(leaves.iter().map(|[lower, _]| lower));
        bytes.extend(leaves.iter().map(|[_, upper]| upper));
        bytes
    }

    /// Reads a forest from the start of `bytes`, which it moves on.
    ///
    /// # Errors
    /// When the bytes end too soon, or a tree asks what there is not.
    pub fn read(bytes: &mut &[u8]) -> Result<Forest, ForestError> {
        let [features] = take(bytes)?;
        let trees = usize::from(u16::from_le_bytes(take(bytes)?));
        let counts = take_slice(bytes, features.into())?;
        let mut known = Vec::new();
        // Where the questions of each feature begin.
        let mut starts = Vec::with_capacity(counts.len());
        for (feature, count) in (0..features).zip(counts) {
            starts.push(known.len());
            for _ in 0..*count {
                known.push((feature, f32::from_le_bytes(take(bytes)?)));
            }
        }
        let depths = take_slice(bytes, trees)?;
        if depths.iter().any(|depth| usize::from(*depth) > DEEPEST) {
            return Err(ForestError("a tree is too deep"));
        }
        let questions = depths.iter().map(|depth| usize::from(*depth)).sum();
        let mut asked = take_slice(bytes, questions)?.iter().zip(take_slice(bytes, questions)?);
        let leaves = depths.iter().map(|depth| 1 << depth).sum();
        let mut leaves = take_slice(bytes, leaves)?.iter().zip(take_slice(bytes, leaves)?).map(|(lower, upper)| {
            let zigzag = u16::from_le_bytes([*lower, *upper]);
            (zigzag >> 1) as i16 ^ -((zigzag & 1) as i16)
        });
        let mut forest = Forest { features: features.into(), questions: known, ..Forest::default() };
        for depth in depths {
            let mut numbers = [0; DEEPEST];
            let numbers = &mut numbers[..usize::from(*depth)];
            for (number, (feature, own)) in numbers.iter_mut().zip(&mut asked) {
                let feature = usize::from(*feature);
                if counts.get(feature).is_none_or(|count| own >= count) {
                    return Err(ForestError("there is no such question"));
                }
                *number = (starts[feature] + usize::from(*own)) as u16;
            }
            forest.add(numbers, (&mut leaves).take(1 << depth).collect());
        }
        Ok(forest)
    }
}

const TOO_SHORT: ForestError = ForestError("its bytes end too soon");

/// The next `N` bytes, which it moves on.
pub(crate) fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], ForestError> {
    let (head, rest) = bytes.split_first_chunk::<N>().ok_or(TOO_SHORT)?;
    *bytes = rest;
    Ok(*head)
}

/// The next `count` bytes, which it moves on.
fn take_slice<'b>(bytes: &mut &'b [u8], count: usize) -> Result<&'b [u8], ForestError> {
    let (head, rest) = bytes.split_at_checked(count).ok_or(TOO_SHORT)?;
    *bytes = rest;
    Ok(head)
}

#[cfg(test)]
mod tests {
    use super::super::tests::forest;
    use super::*;

    #[test]
    fn survives_a_round_trip_and_refuses_broken_bytes() {
        let bytes = forest().write();
        assert_eq!(Forest::read(&mut bytes.as_slice()), Ok(forest()));
        for cut in 0..bytes.len() {
            assert!(Forest::read(&mut &bytes[..cut]).is_err());
        }
    }
}
