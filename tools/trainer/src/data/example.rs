//! A text with what a corpus says of it, and a corpus of such texts.

use whosaid::reader::{NameKind, PartOfSpeech};

/// Characters from, to.
pub type Range = (usize, usize);

/// A text with what a corpus says of it.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The parts of speech of its words, if the corpus tells.
    pub parts_of_speech: Option<Vec<(Range, PartOfSpeech)>>,
    /// Its names, if the corpus tells; no kind for what may or may not be a name.
    pub names: Option<Vec<(Range, Option<NameKind>)>>,
    /// Whether names of other kinds are among the names.
    pub tells_other_names: bool,
    /// The roles in quotations of what is said or written, if the corpus tells.
    pub speech: Option<RoleLabels>,
    /// The roles in attributions of any kind, if the corpus tells.
    pub attributions: Option<RoleLabels>,
    /// What a larger network says of it, if there is one (`teach`).
    pub taught: Vec<Taught>,
}

/// What a corpus says of the roles in its quotations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RoleLabels {
    /// The pieces of contents, sources and cues.
    pub pieces: [Vec<Range>; 3],
    /// The same of quotations that may or may not be counted: nothing is learned there.
    pub unknown: [Vec<Range>; 3],
}

/// What a larger network says of a token.
#[derive(Debug, Clone)]
pub struct Taught {
    /// Where the token stands. It counts only if it is a token of ours.
    pub range: Range,
    /// The head it speaks to, in the order of [`whosaid::reader::network::HEADS`].
    pub head: usize,
    /// As many probabilities as that head has outputs.
    pub probabilities: Vec<f32>,
}

/// A corpus to learn from.
#[derive(Debug, Clone)]
pub struct Corpus {
    /// Its file, without the ending.
    pub name: &'static str,
    /// Its texts.
    pub examples: Vec<Example>,
    /// How much its labels are believed.
    pub weight: f32,
    /// The share of its texts that is read in an epoch.
    pub share: f32,
}
