//! Which features get a row, and the word vectors that rows begin with.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use whosaid::reader::features::{COLUMNS, word_hash};
use whosaid::reader::network::Weights;
use whosaid::text::segment;

use super::plan::Plan;
use crate::data::{Corpus, label};
use crate::vectors::Vectors;

/// The features that get a row: the commonest, if they occur often enough.
pub(super) fn known(corpora: &[Corpus], plan: &Plan) -> [Vec<u32>; COLUMNS] {
    let mut counts: [FxHashMap<u32, u32>; COLUMNS] = std::array::from_fn(|_| FxHashMap::default());
    for example in corpora.iter().flat_map(|corpus| &corpus.examples) {
        for row in label(example, &example.text).rows {
            for (counts, hash) in counts.iter_mut().zip(row) {
                *counts.entry(hash).or_default() += 1;
            }
        }
    }
    let mut column = 0;
    counts.map(|counts| {
        let (most, least) = match column {
            0 => (plan.words, 3),
            1 | 2 => (plan.affixes, 5),
            // Classes come from elsewhere.
            10 => (0, 0),
            _ => (1024, 3),
        };
        column += 1;
        let mut common: Vec<(u32, u32)> =
            counts.into_iter().filter(|(_, count)| *count >= least).map(|(hash, count)| (count, hash)).collect();
        common.sort_unstable_by_key(|(count, hash)| (std::cmp::Reverse(*count), *hash));
        common.truncate(most);
        let mut hashes: Vec<u32> = common.into_iter().map(|(_, hash)| hash).collect();
        hashes.sort_unstable();
        hashes
    })
}

/// Gives the rows of the word table the vectors of their words, and the last table the classes of words; says how many
/// words have a vector, and how many a class.
pub(super) fn begin_with(vectors: &Vectors, corpora: &[Corpus], plan: &Plan, weights: &mut Weights) -> (usize, usize) {
    let channels = weights.channels;
    let mut forms: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for example in corpora.iter().flat_map(|corpus| &corpus.examples) {
        for token in segment(&example.text).tokens {
            let word = token.of(&example.text);
            let counts = forms.entry(word.to_lowercase()).or_default();
            counts[0] += 1;
            counts[1] += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    let classes = vectors.classes(plan.classes, plan.seed);
    // Words that are mostly names are worth a place even if the corpora do not have them.
    let mut shares = vec![(0.0f32, 0.0f32); classes.means.len()];
    for (word, counts) in &forms {
        if let Some(class) = classes.of_word.get(word) {
            let share = &mut shares[usize::from(*class)];
            share.0 += counts[1] as f32 / counts[0] as f32;
            share.1 += 1.0;
        }
    }
    let is_of_names = |class: u16| shares[usize::from(class)].0 > NAMES * shares[usize::from(class)].1;
    let kept = classes.of_word.iter().filter(|(word, class)| forms.contains_key(*word) || is_of_names(**class));
    let kept: BTreeMap<u32, u16> = kept.map(|(word, class)| (word_hash(word), class + 1)).collect();
    let table = &mut weights.tables[COLUMNS - 1];
    table.known = kept.keys().copied().collect();
    table.shared = kept.values().copied().collect();
    table.rows.truncate(channels);
    table.rows.extend(classes.means.concat());

    let mut begun = 0;
    for word in forms.keys() {
        let row = weights.tables[0].row_of(word_hash(word)) * channels;
        if let Some(vector) = vectors.of(word).filter(|_| row > 0) {
            let class = weights.tables[COLUMNS - 1].row_of(word_hash(word)) * channels;
            let mean = if class > 0 { &weights.tables[COLUMNS - 1].rows[class..class + channels] } else { &[0.0; 0] };
            let mean = mean.to_vec();
            for (index, (value, of_vector)) in
                weights.tables[0].rows[row..row + channels].iter_mut().zip(vector).enumerate()
            {
                *value = of_vector - mean.get(index).unwrap_or(&0.0);
            }
            begun += 1;
        }
    }
    (begun, kept.len())
}

/// A class is one of names if its words are written with a capital in more than this share of their places.
const NAMES: f32 = 0.7;
