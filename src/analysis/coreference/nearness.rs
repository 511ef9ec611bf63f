//! How near in meaning a noun is to the words of an entity, by what the reader has learned of words.

use rustc_hash::FxHashMap;

use crate::reader::Reader;

/// Words whose vectors are multiplied together.
const LANES: usize = 4;

/// What the reader knows of the words of one text.
#[derive(Debug, Default)]
pub(super) struct Nearness {
    /// Where the vector of each word stands, in vectors; none of a word that the reader does not know.
    known: FxHashMap<String, Option<usize>>,
    vectors: Vec<Vec<f32>>,
    /// The words of each cluster, as far as asked for.
    of_cluster: Vec<Words>,
}

/// The words of a cluster.
#[derive(Debug, Default, Clone)]
struct Words {
    /// How many there are,
    count: usize,
    /// and how many of them are known.
    known: usize,
    /// The vectors of the known ones, [`LANES`] at a time: their first values, then their second ones.
    vectors: Vec<[f32; LANES]>,
    /// The noun that was asked for last: where its vector stands, how many words were known then, and how near the nearest
    /// was.
    asked: Option<(usize, usize, f32)>,
}

impl Words {
    fn add(&mut self, vector: &[f32]) {
        let lane = self.known % LANES;
        if lane == 0 {
            self.vectors.resize(self.vectors.len() + vector.len(), [0.0; LANES]);
        }
        let start = self.vectors.len() - vector.len();
        self.vectors[start..].iter_mut().zip(vector).for_each(|(values, value)| values[lane] = *value);
        self.known += 1;
    }

    fn nearest(&self, noun: &[f32]) -> f32 {
        let mut nearest = 0f32;
        for vectors in self.vectors.chunks_exact(noun.len()) {
            let mut sums = [0f32; LANES];
            for (values, one) in vectors.iter().zip(noun) {
                for lane in 0..LANES {
                    sums[lane] += one * values[lane];
                }
            }
            nearest = sums.into_iter().fold(nearest, f32::max);
        }
        nearest
    }
}

impl Nearness {
    /// The cosine of the vectors of a noun, which stands where [`Nearness::vector`] told, and of the nearest of `words`, those
    /// of `cluster`, which may grow but not change; 0 if none is near or known.
    pub fn of(&mut self, noun: Option<usize>, cluster: usize, words: &[String]) -> f32 {
        let Some(noun) = noun else { return 0.0 };
        if self.of_cluster.len() <= cluster {
            self.of_cluster.resize(cluster + 1, Words::default());
        }
        for word in &words[self.of_cluster[cluster].count..] {
            let vector = self.vector(word);
            let known = &mut self.of_cluster[cluster];
            known.count += 1;
            if let Some(vector) = vector {
                known.add(&self.vectors[vector]);
            }
        }
        let known = &mut self.of_cluster[cluster];
        if let Some((asked, count, nearest)) = known.asked
            && (asked, count) == (noun, known.known)
        {
            return nearest;
        }
        let nearest = known.nearest(&self.vectors[noun]);
        known.asked = Some((noun, known.known, nearest));
        nearest
    }

    /// Where the vector of `word` stands; none of a word that the reader does not know.
    pub fn vector(&mut self, word: &str) -> Option<usize> {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let vector = Reader::built_in().vector(word);
        let index = vector.map(|vector| {
            self.vectors.push(vector);
            self.vectors.len() - 1
        });
        self.known.insert(word.to_owned(), index);
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_alike_are_near() {
        let mut nearness = Nearness::default();
        let mut words = vec!["prize".to_owned()];
        let [lawyer, prize, unknown] = ["lawyer", "prize", "zzqqxv"].map(|noun| nearness.vector(noun));
        let far = nearness.of(lawyer, 0, &words);
        let same = nearness.of(prize, 0, &words);
        words.push("attorney".to_owned());
        let near = nearness.of(lawyer, 0, &words);
        assert!((same - 1.0).abs() < 1e-5 && far < near && near < same, "{far} {near} {same}");
        assert_eq!(nearness.of(unknown, 0, &words), 0.0);
        assert_eq!(nearness.of(lawyer, 3, &[]), 0.0);
    }
}
