//! The text: how long it is, where it comes from, and how a piece of it is pointed at.

use serde::{Deserialize, Serialize};

use super::kinds::Extra;
use super::numbers::{Whole, is_left_out, whole};

record! {
    /// The text and what is known of it.
    DocumentRecord {
        /// The id it came with, or `urn:sha256:` and the hash of the text.
        id: String,
        /// Its headline.
        #[serde(default)]
        title: Option<String>,
        /// Where it stands on the web.
        #[serde(default)]
        url: Option<String>,
        /// Who published it: "The Harbour Post". Since 1.1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outlet: Option<String>,
        /// Who wrote it. Since 1.1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        author: Option<String>,
        /// The day it was published; ISO 8601. Since 1.1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        published: Option<String>,
        /// The day it was taken from where it stands; ISO 8601. Since 1.1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accessed: Option<String>,
        /// The people who corrected the annotations. Since 1.1.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        annotators: Vec<AnnotatorRecord>,
        /// The day it was written, as its own text says; ISO 8601.
        #[serde(default)]
        date: Option<String>,
        /// BCP 47.
        #[serde(default)]
        language: Option<String>,
        /// The text that all spans count in.
        text: String,
        /// What was done to the input to get the text: `lf` (CR LF and CR became LF), `wellFormed` (lone surrogates
        /// became U+FFFD).
        #[serde(default)]
        text_normalization: Vec<String>,
        /// How long the text is.
        length: Length,
        /// SHA-256 of the text's UTF-8 bytes, in lower-case hex.
        sha256: String,
    }
}

record! {
    /// Somebody who corrected the annotations. Since 1.1.
    AnnotatorRecord {
        /// Unique among the annotators of the file.
        id: String,
        /// The name.
        name: String,
    }
}

record! {
    /// The length of a text in three units.
    Length {
        /// Unicode code points.
        #[serde(deserialize_with = "whole")]
        code_points: u32,
        /// UTF-16 code units.
        #[serde(deserialize_with = "whole")]
        utf16: u32,
        /// Bytes of UTF-8.
        #[serde(deserialize_with = "whole")]
        utf8: u32,
    }
}

record! {
    /// A piece of the text. `text[start..end] == exact` in code points, `text[start16..end16] == exact` in UTF-16.
    SpanRecord {
        /// The first code point.
        #[serde(deserialize_with = "whole")]
        start: u32,
        /// The code point after the last.
        #[serde(deserialize_with = "whole")]
        end: u32,
        /// The first UTF-16 code unit. Left out of a file where it is `start` (since 1.1); always there in the page.
        #[serde(skip_serializing_if = "is_left_out")]
        #[cfg_attr(target_arch = "wasm32", tsify(type = "number"))]
        start16: Option<Whole>,
        /// The UTF-16 code unit after the last. Left out of a file where it is `end` (since 1.1); always there in the
        /// page.
        #[serde(skip_serializing_if = "is_left_out")]
        #[cfg_attr(target_arch = "wasm32", tsify(type = "number"))]
        end16: Option<Whole>,
        /// The words.
        exact: String,
        /// Up to 32 code points before; in the `spans` of quotations only, and only where `exact` stands more than
        /// once in the text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        prefix: Option<String>,
        /// Up to 32 code points after; beside `prefix`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        suffix: Option<String>,
    }
}
