//! The reader: one small network that looks at every token of a text once and scores what it may be.
//!
//! Tokens become hashed features ([`mod@features`]), and the [`network`] turns features into [`Scores`]: for every token
//! the log-probabilities of its part of speech, of its place in a name, and of its place in the content, the source
//! and the cue of a quotation. The reader decides nothing; [`crate::analysis`] does, under its own constraints, and
//! must not care which reader gave the scores.
//!
//! **Architecture invariant:** the trainer (`tools/trainer`) takes features, network and file format from here; only
//! gradients are its own.

pub mod features;
pub(crate) mod integers;
mod long_paragraphs;
pub mod matrix;
pub mod network;
pub mod rounded;
mod scores;
mod tags;
pub mod thorough;
pub mod weights;

pub use long_paragraphs::segments_to_read;
pub use network::Table;
pub use scores::{Roles, Scores};
pub use tags::{NameKind, NameTag, PartOfSpeech, Piece, RoleTag};
pub use thorough::{Model, Thorough, ThoroughError};
pub use weights::WeightsError;

use std::sync::LazyLock;

use crate::text::Segments;
use features::{Row, changed, features};
use network::Network;

/// A network that was loaded, with its name.
#[derive(Debug, Clone)]
pub struct Reader {
    model: String,
    network: Network,
}

/// The weights that ship with this library; `src/data/README.md` says what they were trained on.
pub static WEIGHTS: &[u8] = include_bytes!("../data/reader.weights");

/// The SHA-256 of [`WEIGHTS`] in lower-case hex, and a line feed: to compute it would take longer than to read an article.
pub static WEIGHTS_SHA256: &str = include_str!("../data/reader.sha256");

impl Reader {
    /// The reader that ships with this library.
    pub fn built_in() -> &'static Reader {
        static LOADED: LazyLock<Reader> = LazyLock::new(|| {
            // The bytes are compiled in, and a test checks them: there is no run on which they are broken.
            let (model, weights) = weights::decode_built_in(WEIGHTS).expect("the built-in weights are whole");
            Reader { model, network: Network::new(weights) }
        });
        &LOADED
    }

    /// From the bytes of a weights file.
    ///
    /// # Errors
    /// When the file is cut off, altered, or of another version.
    pub fn load(bytes: &[u8]) -> Result<Reader, WeightsError> {
        let (model, weights) = weights::decode(bytes)?;
        Ok(Reader { model, network: Network::new(weights) })
    }

    /// The name of the model: language, then year and month.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// What the network knows of `word`, in small letters, wherever it stands: the rows of the two tables of words,
    /// added and brought to length one; none of a word that is in neither.
    pub fn vector(&self, word: &str) -> Option<Vec<f32>> {
        let hash = features::word_hash(word);
        let sum = self.network.rows_of(&[features::WORD, features::WORD_CLASS], hash)?;
        let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
        (length > 0.0).then(|| sum.iter().map(|value| value / length).collect())
    }

    /// Whether `word`, in small letters, is one of those with a row of their own, which are the most usual ones; now and then (one of 127)
    /// another is taken for such a one.
    pub fn is_usual(&self, word: &str) -> bool {
        self.network.rows_of(&[features::WORD], features::word_hash(word)).is_some()
    }

    /// Scores every token of `text`, which was cut into `segments`; of the parts of speech only the likeliest are kept.
    pub fn read(&self, text: &str, segments: &Segments) -> Scores {
        let rows = features(text, segments);
        self.network.read_range(&rows, 0..rows.len())
    }

    /// The likeliest part of speech of every token of `text`, which was cut into `segments`: as [`Reader::read`] would
    /// score them, in less time.
    pub fn read_parts_of_speech(&self, text: &str, segments: &Segments) -> Vec<PartOfSpeech> {
        self.network.read_parts_of_speech(&features(text, segments))
    }

    /// Scores every token by its features, with the scores of all parts of speech.
    fn read_rows(&self, rows: &[Row]) -> Scores {
        self.network.read(rows)
    }

    /// The same scores as [`Reader::read`] gives, but what `memory` holds from a text before, perhaps the same one a
    /// keystroke ago, is not read again. Then remembers this text.
    pub fn read_changes(&self, text: &str, segments: &Segments, memory: &mut Memory) -> Scores {
        let rows = features(text, segments);
        let new = changed(&memory.rows, &rows);
        let kept_end = rows.len() - new.end;
        let reach = self.network.reach();
        let start = new.start.saturating_sub(reach);
        let end = rows.len().min(new.end + reach);
        let mut scores = memory.scores.part(0..start);
        scores.append(self.network.read_range(&rows, start..end));
        let before = memory.rows.len();
        scores.append(memory.scores.part(before - (kept_end - (end - new.end))..before));
        *memory =
            if rows.len() > LONGEST_REMEMBERED { Memory::default() } else { Memory { rows, scores: scores.clone() } };
        scores
    }
}

/// The text that was read last, as features and scores.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    rows: Vec<Row>,
    scores: Scores,
}

/// Texts of more tokens are not remembered: about 10 MB of scores.
const LONGEST_REMEMBERED: usize = 50_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::segment;

    #[test]
    fn the_built_in_weights_are_whole() {
        assert_eq!(Reader::load(WEIGHTS).map(|reader| reader.model), Ok(Reader::built_in().model.clone()));
    }

    #[test]
    fn the_built_in_reader_reads() {
        let reader = Reader::built_in();
        let text = "“We will rebuild the bridge,” Mayor Ann Lee told reporters in Boston on Monday.";
        let scores = reader.read(text, &segment(text));
        assert!(reader.model().starts_with("en-"));
        let words: Vec<&str> = segment(text).tokens.iter().map(|t| t.of(text)).collect();
        let at = |word: &str| words.iter().position(|w| *w == word).expect("a word of the text");
        assert_eq!(scores.part_of_speech(at("told")), PartOfSpeech::Verb);
        let rows = reader.read_rows(&features(text, &segment(text)));
        let parts =
            |scores: &Scores| words.iter().enumerate().map(|(at, _)| scores.part_of_speech(at)).collect::<Vec<_>>();
        assert_eq!((parts(&scores), scores.parts_of_speech.len()), (parts(&rows), 0), "only the likeliest are kept");
        assert!(scores.speech.contents[at("bridge")][0] < -1.0, "in a content");
        assert!(scores.speech.cues[at("told")][0] < -1.0, "in a cue");
        assert!(scores.names[at("Boston")][NameTag::Name(NameKind::Place, Piece::Single).index()] > -0.7);
    }

    #[test]
    fn changes_are_read_like_the_whole() {
        let reader = Reader::built_in();
        let sentence =
            |name: &str| format!("{name} said on Monday that the \"plan\" was ready, and nobody else spoke.\n\n");
        let article: String = ["Ann Lee", "He", "The mayor of Paris", "Officials", "She"].map(sentence).concat();
        let mut memory = Memory::default();
        let mut check = |text: &str| {
            let segments = segment(text);
            assert_eq!(reader.read_changes(text, &segments, &mut memory), reader.read(text, &segments), "{text}");
        };
        check(&article);
        check(&article.replace("Officials", "Two officials of the port"));
        check(&article);
        check(&format!("{article}{article}"));
        check(&article[..article.len() / 2]);
        check("");
        check(&article);
    }
}
