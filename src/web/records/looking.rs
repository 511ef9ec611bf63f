//! What the page shows beside the annotations: who speaks, what is said, what is to check, where a place may lie.
//! Each field and each value is what the record of that name in [`crate::session`] says of it.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use super::mirror::{Mirror, mirrored};
use crate::files::records::{EntityKind, Precision, QuotationKind, Status, called};
use crate::session;

called! {
    /// How sure the program is, in words.
    session::Certainty {
        Sure,
        Check,
        Guess,
    }
    /// Why something is to check.
    session::Reason {
        SpeakerUnknown,
        SpeakerUnsure,
        SpeakerProposed,
        PlaceUnknown,
        PlaceUnsure,
        SameWords,
        PartOfName,
    }
}

mirrored! {
    #[tsify(missing_as_null)]
    session::Voice {
        entity: Option<String>,
        number: Option<u32>,
        name: String,
        role: Option<String>,
        kind: Option<EntityKind>,
        texts: u32,
        quotations: u32,
        direct: u32,
        indirect: u32,
        mixed: u32,
        words: u32,
        quoted_words: u32,
        share_of_quotations: f64,
        share_of_words: f64,
        first_paragraph: Option<u32>,
    }
    session::Total {
        quotations: u32,
        words: u32,
    }
    session::Voices {
        voices: Vec<Voice>,
        total: Total,
    }
    #[tsify(missing_as_null)]
    session::Saying {
        id: String,
        speaker: Option<String>,
        number: Option<u32>,
        name: String,
        role: Option<String>,
        speaker_kind: Option<EntityKind>,
        kind: QuotationKind,
        status: Status,
        doubt: Option<f64>,
        note: String,
        tags: Vec<String>,
        words: String,
        paragraph: u32,
    }
    session::Label {
        label: String,
        turns: u32,
    }
    #[tsify(missing_as_null)]
    session::Digest {
        title: String,
        places: u32,
        to_check: u32,
        labels: Vec<Label>,
        voices: Voices,
        sayings: Vec<Saying>,
    }
    #[tsify(missing_as_null)]
    session::PlaceOption {
        candidate: Option<u32>,
        name: String,
        region: Option<String>,
        country: Option<String>,
        population: Option<u32>,
        lat: f64,
        lon: f64,
        precision: Option<Precision>,
        score: Option<f64>,
        nearest: Option<String>,
        distance: Option<u32>,
    }
    #[tsify(missing_as_null)]
    session::Check {
        id: String,
        entity: Option<String>,
        reason: Reason,
        doubt: f64,
        certainty: Certainty,
        other: Option<String>,
    }
}
