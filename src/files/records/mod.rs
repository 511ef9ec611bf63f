//! The native file as plain records: its field names, and nothing else. See `../annotations.schema.json`.
//!
//! Every record keeps the fields it does not know in `extra`, so that a file of a later version 1 survives
//! being opened and saved.

mod kinds;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

#[cfg(target_arch = "wasm32")]
pub(crate) use kinds::called;
pub use kinds::{EntityKind, Extra, MentionForm, Origin, Precision, QuotationKind, Status};

/// Defines a record: camelCase names, unknown fields kept, its TypeScript type, its JSON Schema.
macro_rules! record {
    ($(#[$about:meta])* $name:ident { $($(#[$field_about:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub struct $name {
            $($(#[$field_about])* pub $field: $kind,)*
            /// Fields that this version does not know.
            #[serde(flatten)]
            pub extra: Extra,
        }
    };
}

/// A whole number, also one written with a fraction of zero: JSON does not tell `77.0` from `77`, and programs that hold
/// numbers in columns write it so.
fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    whole_if_any(deserializer)?.ok_or_else(|| D::Error::custom("invalid type: null, expected a whole number"))
}

/// The same, or none.
fn whole_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let Some(number) = Option::<serde_json::Number>::deserialize(deserializer)? else { return Ok(None) };
    let whole = number.as_u64().or_else(|| {
        let number = number.as_f64().filter(|number| number.fract() == 0.0 && *number >= 0.0)?;
        (number <= f64::from(u32::MAX)).then_some(number as u64)
    });
    let whole = whole.and_then(|whole| u32::try_from(whole).ok());
    whole.map(Some).ok_or_else(|| D::Error::custom(format!("{number} is no whole number from 0 to 4294967295")))
}

/// A whole number that a file may leave out. A type of its own: with serde's `default`, TypeScript's type would say that
/// the page must do without it, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Whole(pub u32);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Whole, D::Error> {
        whole(deserializer).map(Whole)
    }
}

/// Whether a reader fills the field in. Not `Option::is_none`, by which TypeScript's type would say that the page must.
fn is_left_out<T>(field: &Option<T>) -> bool {
    field.is_none()
}

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

record! {
    /// Somebody or something that the text speaks of.
    EntityRecord {
        /// Unique in the file.
        id: String,
        /// What it is.
        kind: EntityKind,
        /// The number of a speaker, from 1; never changes while one corrects.
        #[serde(default, deserialize_with = "whole_if_any", skip_serializing_if = "Option::is_none")]
        number: Option<u32>,
        /// Its fullest name.
        name: String,
        /// Its role: "chair of the port authority".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
        /// Where the text speaks of it, in the order of the text.
        mentions: Vec<MentionRecord>,
        /// Ids of the entities it joins; only of a group. Since 1.1.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        members: Vec<String>,
        /// Where it lies; only of a place that could be resolved.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<PlaceRecord>,
        /// Who made it; left out of a file where the machine did (since 1.1), always there in the page.
        #[serde(default, skip_serializing_if = "is_left_out")]
        #[cfg_attr(target_arch = "wasm32", tsify(type = "Origin"))]
        origin: Option<Origin>,
        /// Whether a person has looked at it; left out of a file where nobody has (since 1.1), always there in the page.
        #[serde(default, skip_serializing_if = "is_left_out")]
        #[cfg_attr(target_arch = "wasm32", tsify(type = "Status"))]
        status: Option<Status>,
        /// What a person noted. Since 1.1.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
        /// Words of a person's own to find it by. Since 1.1.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tags: Vec<String>,
    }
}

record! {
    /// A place in the text that stands for an entity.
    MentionRecord {
        /// Unique in the file.
        id: String,
        /// By name, pronoun or description.
        form: MentionForm,
        /// Where.
        span: SpanRecord,
        /// What a person noted. Since 1.1.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
        /// Words of a person's own to find it by. Since 1.1.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tags: Vec<String>,
    }
}

record! {
    /// A point on the map, and the others that the name may mean.
    PlaceRecord {
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
        /// How exact the point is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        precision: Option<Precision>,
        /// Name, region and country, to tell it from others of its name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
        /// ISO 3166-1 alpha-2.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        country: Option<String>,
        /// Its number at GeoNames.
        #[serde(default, deserialize_with = "whole_if_any", skip_serializing_if = "Option::is_none")]
        geoname_id: Option<u32>,
        /// From 0 to 1; absent where a person chose.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        score: Option<f64>,
        /// The others, likeliest first; in a file only where the choice was not clear (since 1.1): the likeliest has a
        /// score of 0.05 or more, or none.
        #[serde(default, skip_serializing_if = "is_left_out")]
        #[cfg_attr(target_arch = "wasm32", tsify(type = "CandidateRecord[]"))]
        candidates: Option<Vec<CandidateRecord>>,
    }
}

record! {
    /// Another place of the same name.
    CandidateRecord {
        /// Its number at GeoNames.
        #[serde(default, deserialize_with = "whole_if_any", skip_serializing_if = "Option::is_none")]
        geoname_id: Option<u32>,
        /// Name, region and country, to tell it from others of its name.
        label: String,
        /// Degrees north.
        lat: f64,
        /// Degrees east.
        lon: f64,
        /// How exact the point is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        precision: Option<Precision>,
        /// ISO 3166-1 alpha-2.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        country: Option<String>,
        /// From 0 to 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        score: Option<f64>,
    }
}

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
