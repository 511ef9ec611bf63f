//! Who and what the text speaks of, and where it lies.

use serde::{Deserialize, Serialize};

use super::document::SpanRecord;
use super::kinds::{EntityKind, Extra, MentionForm, Origin, Precision, Status};
use super::numbers::{is_left_out, whole_if_any};

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
