//! Reading thoroughly: a small transformer looks at the text as well, and what it says is mixed with what the reader says.
//!
//! It knows English from having been trained on much of it, which the reader does not; so it sees better what is speech and
//! where it ends, but takes a hundred times as long, and its weights are a file of their own that is loaded when it is
//! wanted. A text is cut into [`mod@windows`]; a token into [`pieces`] of words, each of which is told the reader's features of
//! its token as well; the [`encoder`] scores the first piece of every token. [`Scores`] are the logarithms of the mean of
//! both probabilities, weighted for each head as the file says.

pub mod encoder;
pub mod pieces;
mod product;
pub mod weights;
pub mod windows;

pub use weights::ThoroughError;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::features::{features, shortened};
use super::network::{PADDED_OUTPUTS, push_row};
use super::{Reader, Scores};
use crate::text::Segments;
use encoder::{Encoder, Input};
use pieces::Vocabulary;
use weights::FEATURES;
use windows::{Window, windows};

/// Which model read a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// Its name: language, year and month, kind.
    pub name: String,
    /// The SHA-256 of its file, in lower-case hex, if that is known.
    pub sha256: Option<String>,
}

/// A transformer that was loaded, with its name.
#[derive(Debug, Clone)]
pub struct Thorough {
    model: Model,
    vocabulary: Vocabulary,
    /// For each of [`FEATURES`] the row of each known hash.
    rows: Vec<FxHashMap<u32, u32>>,
    shares: [f32; super::network::HEADS.len()],
    encoder: Encoder,
}

impl Thorough {
    /// From the bytes of a file of weights.
    ///
    /// # Errors
    /// When the file is cut off, altered, or of another version.
    pub fn load(bytes: &[u8]) -> Result<Thorough, ThoroughError> {
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Thorough::load_as(bytes, Some(sha256))
    }

    /// The same, where `sha256`, the hash of `bytes` in hex, is at hand or not wanted: in a browser it takes longer than all
    /// the rest.
    ///
    /// # Errors
    /// As [`Thorough::load`].
    pub fn load_as(bytes: &[u8], sha256: Option<String>) -> Result<Thorough, ThoroughError> {
        let file = weights::decode(bytes)?;
        let missing = super::WeightsError::Senseless("a special piece is missing");
        Ok(Thorough {
            model: Model { name: file.model, sha256 },
            vocabulary: Vocabulary::new(&file.pieces, file.characters).ok_or(missing)?,
            // The file may hold hashes that are longer than the reader's are now.
            rows: (file.weights.features.iter().map(super::Table::by_hash))
                .map(|rows| rows.into_iter().map(|(hash, row)| (shortened(hash), row)).collect())
                .collect(),
            shares: file.shares,
            encoder: Encoder::new(file.weights),
        })
    }

    /// Which model it is.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Begins to read `text`, which was cut into `segments`.
    pub fn begin(&self, text: &str, segments: &Segments) -> Reading {
        let rows = features(text, segments);
        let mut reading = Reading { reader: Reader::built_in().read_rows(&rows), ..Reading::default() };
        for (token, row) in segments.tokens.iter().zip(&rows) {
            reading.starts.push(reading.pieces.len());
            self.vocabulary.push_pieces(token.of(text), &mut reading.pieces);
            let row = FEATURES.zip(&self.rows).map(|(column, rows)| rows.get(&row[column]).copied().unwrap_or(0));
            reading.features.extend(row);
        }
        reading.starts.push(reading.pieces.len());
        let counts: Vec<usize> = reading.starts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let ends: Vec<usize> = segments.sentences.iter().map(|sentence| sentence.tokens.end).collect();
        reading.windows = windows(&counts, &ends);
        reading
    }

    /// Reads the next window; whether there was one.
    pub fn step(&self, reading: &mut Reading) -> bool {
        let Some(window) = reading.windows.get(reading.done) else { return false };
        let outputs = self.outputs(reading, window);
        for row in outputs.chunks_exact(PADDED_OUTPUTS) {
            push_row(&mut reading.scores, row);
        }
        reading.done += 1;
        true
    }

    fn outputs(&self, reading: &Reading, window: &Window) -> Vec<f32> {
        let width = FEATURES.len();
        let mut inputs = vec![Input { piece: self.vocabulary.start(), features: &[] }];
        let mut wanted = Vec::new();
        for token in window.read.clone() {
            if window.scored.contains(&token) {
                wanted.push(inputs.len());
            }
            let features = &reading.features[token * width..][..width];
            let pieces = &reading.pieces[reading.starts[token]..reading.starts[token + 1]];
            inputs.extend(pieces.iter().map(|piece| Input { piece: *piece, features }));
        }
        inputs.push(Input { piece: self.vocabulary.end(), features: &[] });
        self.encoder.read(&inputs, &wanted)
    }

    /// The scores of a text that was read to its end, mixed with those of the reader; of a text that was not, the
    /// reader's alone. Of the parts of speech only the likeliest are kept.
    pub fn finish(&self, reading: Reading) -> Scores {
        let mut scores = reading.reader;
        if reading.done == reading.windows.len() {
            scores.mix(&reading.scores, &self.shares);
        }
        scores.keep_likeliest_parts();
        scores
    }

    /// Scores every token of `text`, which was cut into `segments`.
    pub fn read(&self, text: &str, segments: &Segments) -> Scores {
        let mut reading = self.begin(text, segments);
        while self.step(&mut reading) {}
        self.finish(reading)
    }
}

/// A text that is being read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The pieces of all tokens.
    pieces: Vec<u32>,
    /// Where the pieces of each token begin, and where those of the last end.
    starts: Vec<usize>,
    /// The rows of the features of each token.
    features: Vec<u32>,
    windows: Vec<Window>,
    /// How many windows are read.
    done: usize,
    /// What the transformer says of the tokens of those.
    scores: Scores,
    /// What the reader says.
    reader: Scores,
}

impl Reading {
    /// How many windows are read, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.windows.len())
    }
}

#[cfg(test)]
mod tests {
    use super::weights::{encode, untrained};
    use super::*;
    use crate::text::segment;

    #[test]
    fn every_token_is_scored() {
        let thorough = Thorough::load(&encode(&untrained(9))).unwrap();
        let sentence = "“The ports,” the port said, “are the port’s.” ";
        for count in [0, 1, 3, 200] {
            let text = sentence.repeat(count);
            let segments = segment(&text);
            let scores = thorough.read(&text, &segments);
            assert_eq!(scores.names.len(), segments.tokens.len());
            assert_eq!(scores.likeliest_parts.len(), segments.tokens.len());
            for row in &scores.names {
                let sum: f32 = row.iter().map(|x| x.exp()).sum();
                assert!((sum - 1.0).abs() < 1e-4, "{sum}");
            }
        }
    }

    #[test]
    fn scores_are_mixed_by_their_shares() {
        let mut file = untrained(9);
        let text = "“The ports,” the port said.";
        let segments = segment(text);
        let mut read = |share: f32| {
            file.shares = [share; 8];
            Thorough::load(&encode(&file)).unwrap().read(text, &segments)
        };
        let (small, large, both) = (read(0.0), read(1.0), read(0.25));
        let reader = Reader::built_in().read(text, &segments);
        assert_ne!(small, large);
        for token in 0..segments.tokens.len() {
            for tag in 0..3 {
                let of = |scores: &Scores| scores.speech.contents[token][tag].exp();
                assert!((of(&small) - of(&reader)).abs() < 1e-6);
                assert!((of(&both) - (0.75 * of(&small) + 0.25 * of(&large))).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn a_text_can_be_read_in_steps_and_given_up() {
        let thorough = Thorough::load(&encode(&untrained(9))).unwrap();
        let text = "“The ports,” the port said. ".repeat(100);
        let segments = segment(&text);
        let mut reading = thorough.begin(&text, &segments);
        let (done, all) = reading.progress();
        assert!(done == 0 && all > 2, "{all}");
        thorough.step(&mut reading);
        assert_eq!(reading.progress(), (1, all));
        let given_up = thorough.finish(reading.clone());
        assert_eq!(given_up, Reader::built_in().read(&text, &segments));
        while thorough.step(&mut reading) {}
        assert_eq!(thorough.finish(reading), thorough.read(&text, &segments));
    }
}
