//! The parts of the article that is made, and what a person has left a trace on.

use crate::session::article::{Entity, Origin, Quotation, SetAside, Status};

/// The parts of the new article.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) entities: Vec<Entity>,
    pub(super) quotations: Vec<Quotation>,
    pub(super) removed: Vec<SetAside>,
    pub(super) lost: Vec<SetAside>,
}

fn is_corrected(origin: Origin, status: Status) -> bool {
    origin != Origin::Machine || status != Status::Unreviewed
}

/// Whether a person has left a trace on a quotation, be it only a note or a tag.
pub(super) fn has_trace(quotation: &Quotation) -> bool {
    is_corrected(quotation.origin, quotation.status) || quotation.is_noted()
}

/// The same of an entity or one of its mentions.
pub(super) fn entity_has_trace(entity: &Entity) -> bool {
    is_corrected(entity.origin, entity.status) || entity.is_noted()
}
