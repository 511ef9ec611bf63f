//! What kinds and states are called in files.

use crate::analysis::{EntityKind, MentionForm, Precision, QuotationKind};
use crate::session::{Origin, Status};

/// The kind of that name, in any case; `other` where it is none of ours.
pub(in crate::files) fn entity_kind_of(name: &str) -> EntityKind {
    match name.to_ascii_lowercase().as_str() {
        "person" | "per" => EntityKind::Person,
        "organization" | "organisation" | "org" => EntityKind::Organization,
        "place" | "location" | "loc" | "gpe" => EntityKind::Place,
        "group" => EntityKind::Group,
        _ => EntityKind::Other,
    }
}

pub(in crate::files) fn quotation_kind_of(name: &str) -> Option<QuotationKind> {
    match name.to_ascii_lowercase().as_str() {
        "direct" => Some(QuotationKind::Direct),
        "indirect" => Some(QuotationKind::Indirect),
        "mixed" => Some(QuotationKind::Mixed),
        _ => None,
    }
}

pub(in crate::files) fn mention_form_of(name: &str) -> MentionForm {
    match name.to_ascii_lowercase().as_str() {
        "pronoun" => MentionForm::Pronoun,
        "description" => MentionForm::Description,
        _ => MentionForm::Name,
    }
}

pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Machine => "machine",
        Origin::Human => "human",
        Origin::MachineEdited => "machineEdited",
    }
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Unreviewed => "unreviewed",
        Status::Accepted => "accepted",
        Status::Edited => "edited",
    }
}

pub(in crate::files) fn status_of(name: &str) -> Status {
    match name {
        "accepted" => Status::Accepted,
        "edited" => Status::Edited,
        _ => Status::Unreviewed,
    }
}

pub(super) fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Country => "country",
        Precision::Region => "region",
        Precision::City => "city",
        Precision::Feature => "feature",
    }
}

/// The place of that number as GeoNames' own data name it.
pub(super) fn geonames_iri(id: u32) -> String {
    format!("https://sws.geonames.org/{id}/")
}

/// The number in such a name.
pub(in crate::files) fn geoname_of(iri: &str) -> Option<u32> {
    iri.strip_prefix("https://sws.geonames.org/")?.trim_end_matches('/').parse().ok()
}
