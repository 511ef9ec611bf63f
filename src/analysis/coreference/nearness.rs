//! How near in meaning a noun is to the words of an entity, by what the reader has learned of words.

use rustc_hash::FxHashMap;

use crate::reader::Reader;

/// What the reader knows of the words of one text.
#[derive(Debug, Default)]
pub(super) struct Nearness {
    /// Where the vector of each word stands, in vectors; none of a word that the reader does not know.
    known: FxHashMap<String, Option<usize>>,
    vectors: Vec<Vec<f32>>,
    /// The vectors of the words of each cluster, as far as asked for.
    of_cluster: Vec<Vec<Option<usize>>>,
}

impl Nearness {
    /// The cosine of the vectors of `noun` and of the nearest of `words`, those of `cluster`, which may grow but not
    /// change; 0 if none is near or known.
    pub fn of(&mut self, noun: &str, cluster: usize, words: &[String]) -> f32 {
        let Some(noun) = self.vector(noun) else { return 0.0 };
        if self.of_cluster.len() <= cluster {
            self.of_cluster.resize(cluster + 1, Vec::new());
        }
        for word in &words[self.of_cluster[cluster].len()..] {
            let vector = self.vector(word);
            self.of_cluster[cluster].push(vector);
        }
        let cosine = |other: &usize| {
            let (noun, other) = (&self.vectors[noun], &self.vectors[*other]);
            noun.iter().zip(other).map(|(one, other)| one * other).sum::<f32>()
        };
        self.of_cluster[cluster].iter().flatten().map(cosine).fold(0.0, f32::max)
    }

    fn vector(&mut self, word: &str) -> Option<usize> {
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
        let far = nearness.of("lawyer", 0, &words);
        let same = nearness.of("prize", 0, &words);
        words.push("attorney".to_owned());
        let near = nearness.of("lawyer", 0, &words);
        assert!((same - 1.0).abs() < 1e-5 && far < near && near < same, "{far} {near} {same}");
        assert_eq!(nearness.of("zzqqxv", 0, &words), 0.0);
        assert_eq!(nearness.of("lawyer", 3, &[]), 0.0);
    }
}
