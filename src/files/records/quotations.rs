//! What is said, and who may have said it.

use serde::{Deserialize, Serialize};

use super::document::SpanRecord;
use super::kinds::{Extra, Origin, QuotationKind, Status};
use super::numbers::is_left_out;

record! {
    /// Words that somebody said or wrote.
    QuotationRecord {
        /// Unique in the file.
        id: String,
        /// Direct, indirect or mixed.
        kind: QuotationKind,
        /// The words said, without the outer quotation marks: one span per piece, in the order of the text, at
        /// least one, none overlapping.
        spans: Vec<SpanRecord>,
        /// The parts inside quotation marks. Left out of a file of a direct quotation, of which they are the `spans`,
        /// and of an indirect one, which has none (since 1.1); always there in the page.
        #[serde(default, skip_serializing_if = "is_left_out")]
        #[cfg_attr(target_arch = "wasm32", tsify(type = "SpanRecord[]"))]
        quoted_parts: Option<Vec<SpanRecord>>,
        /// The words that link speaker and quotation: "said".
        #[serde(default)]
        cue: Option<SpanRecord>,
        /// The words that name the speaker: "she".
        #[serde(default)]
        source: Option<SpanRecord>,
        /// Id of the entity that speaks; none where it is not known.
        #[serde(default)]
        speaker: Option<String>,
        /// Others that may be the speaker, likeliest first.
        #[serde(default, skip_serializing_if = "is_left_out")]
        #[cfg_attr(target_arch = "wasm32", tsify(type = "AlternativeRecord[]"))]
        alternatives: Option<Vec<AlternativeRecord>>,
        /// From 0 to 1: how likely it is that the speaker is right; none where a person said so.
        #[serde(default)]
        confidence: Option<f64>,
        /// Who made it; left out of a file where the machine did (since 1.1), always there in the page.
        #[serde(default, skip_serializing_if = "is_left_out")]
        #[cfg_attr(target_arch = "wasm32", tsify(type = "Origin"))]
        origin: Option<Origin>,
        /// Whether a person has looked at it; left out of a file where nobody has (since 1.1), always there in the page.
        #[serde(default, skip_serializing_if = "is_left_out")]
        #[cfg_attr(target_arch = "wasm32", tsify(type = "Status"))]
        status: Option<Status>,
        /// What a person noted; left out of a file where that is nothing (since 1.1), always there in the page.
        #[serde(default, skip_serializing_if = "is_left_out")]
        #[cfg_attr(target_arch = "wasm32", tsify(type = "string"))]
        note: Option<String>,
        /// Words of a person's own to find it by. Since 1.1.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tags: Vec<String>,
    }
}

record! {
    /// Another entity that may be the speaker.
    AlternativeRecord {
        /// Its id.
        speaker: String,
        /// From 0 to 1.
        confidence: f64,
    }
}
