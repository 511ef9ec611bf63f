//! The corpora, and what they say of every token.
//!
//! `corpora.rs` reads the files; `learned.rs` makes examples of articles, and `teacher.rs` adds what a larger network
//! says of them; `labels.rs` puts all that on tokens; `variants.rs` changes names and letters.

mod corpora;
mod example;
mod labels;
mod learned;
mod teacher;
mod variants;

pub(crate) use corpora::QUOTATIONS;
pub use corpora::{Fold, articles, read_all, read_without, treebank};
pub use example::{Corpus, Example, Range, RoleLabels, Taught};
pub(crate) use labels::{ATTRIBUTION_HEAD, SPEECH_HEAD};
pub use labels::{Labeled, label, places_of};
pub(crate) use learned::{with_names, with_parts_of_speech, with_roles};
pub use variants::{Pool, recased, renamed};
