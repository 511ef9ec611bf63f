//! The whole native file.

use serde::{Deserialize, Serialize};

use super::document::DocumentRecord;
use super::entities::{EntityRecord, MentionRecord};
use super::kinds::Extra;
use super::quotations::QuotationRecord;

record! {
    /// A text and its annotations: the whole native file.
    Annotations {
        /// Always `whosaid`.
        format: String,
        /// Major and minor version; only the major one must be known: `1.0`.
        version: String,
        /// What made the machine's annotations.
        generator: Generator,
        /// When the first correction was saved, or the annotations were made; RFC 3339, UTC.
        #[serde(default)]
        created: Option<String>,
        /// When the file was last saved; RFC 3339, UTC.
        #[serde(default)]
        modified: Option<String>,
        /// How the offsets count.
        offsets: Offsets,
        /// The text and what is known of it.
        document: DocumentRecord,
        /// Who and what the text speaks of, in the order of their first mention; those without mention last.
        entities: Vec<EntityRecord>,
        /// The quotations in the order of the text.
        quotations: Vec<QuotationRecord>,
        /// What the machine found and a person rejected.
        #[serde(default)]
        removed: Vec<SetAside>,
        /// Annotations whose words an edit of the text destroyed.
        #[serde(default)]
        lost: Vec<SetAside>,
    }
}

record! {
    /// The program and the model behind the machine's annotations.
    Generator {
        /// `whosaid`.
        name: String,
        /// Version of the program.
        version: String,
        /// Name of the model.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        model: Option<String>,
        /// SHA-256 of the model's file, in hex.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        model_sha256: Option<String>,
    }
}

record! {
    /// How the offsets of all spans count. Only the values of [`Offsets::default`] are read.
    Offsets {
        /// Unit of `start` and `end`: `codePoint`.
        unit: String,
        /// Unit of `start16` and `end16`: `utf16`.
        also: String,
        /// Whether `end` is the last or the one after: `exclusive`.
        end: String,
    }
}

impl Default for Offsets {
    fn default() -> Offsets {
        Offsets {
            unit: "codePoint".to_owned(),
            also: "utf16".to_owned(),
            end: "exclusive".to_owned(),
            extra: Extra::default(),
        }
    }
}

record! {
    /// An annotation that no longer counts: removed by a person, or lost in an edit of the text. Holds exactly one of
    /// `quotation`, `entity`, `mention`.
    SetAside {
        /// The piece of an earlier text that the spans count in; absent where they count in the document's text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        passage: Option<String>,
        /// The quotation, where it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quotation: Option<QuotationRecord>,
        /// The entity with its mentions, where it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entity: Option<EntityRecord>,
        /// The mention, where it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mention: Option<MentionRecord>,
        /// Id of the entity that the mention belonged to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mention_of: Option<String>,
    }
}
