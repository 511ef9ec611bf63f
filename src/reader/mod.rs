//! The reader: one small network that looks at every token of a text once and scores what it may be.
//!
//! Tokens become hashed features ([`features`]), and the [`network`] turns features into [`Scores`]: for every token
//! the log-probabilities of its part of speech, of its place in a name, and of its place in the content, the source
//! and the cue of a quotation. The reader decides nothing; [`crate::analysis`] does, under its own constraints, and
//! must not care which reader gave the scores.
//!
//! **Architecture invariant:** the trainer (`tools/trainer`) takes features, network and file format from here; only
//! gradients are its own.

pub mod features;
pub mod matrix;
pub mod network;
mod scores;
pub mod weights;

pub use scores::{NameKind, NameTag, PartOfSpeech, Piece, RoleTag, Scores};
pub use weights::WeightsError;

use crate::text::Segments;
use network::Network;

/// A network that was loaded, with its name.
#[derive(Debug, Clone)]
pub struct Reader {
    model: String,
    network: Network,
}

impl Reader {
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

    /// Scores every token of `text`, which was cut into `segments`.
    pub fn read(&self, text: &str, segments: &Segments) -> Scores {
        self.network.read(&features::features(text, segments))
    }
}
