//! What follows whenever a quotation is changed: its quoted parts fit, and somebody has had a hand in it.

use super::marks::marked_parts;
use crate::analysis::QuotationKind;
use crate::session::apply::touch;
use crate::session::article::{Piece, Quotation, Status};
use crate::session::checks;

/// Notes that a person changed something else than the speaker: as long as the speaker is to check, the quotation is.
pub(super) fn edited(quotation: &mut Quotation) {
    let is_to_check = checks::is_to_check(quotation);
    touch(&mut quotation.origin, &mut quotation.status);
    if is_to_check {
        quotation.status = Status::Unreviewed;
    }
}

/// Makes the quoted parts fit changed pieces.
pub(super) fn fit(quotation: &mut Quotation, text: &str) {
    if quotation.kind == QuotationKind::Mixed {
        quotation.quoted_parts = with_marked_parts(text, quotation);
    }
    quotation.fit_quoted_parts(text);
    edited(quotation);
}

/// The quoted parts as they are, and those inside the marks of pieces that hold none yet.
fn with_marked_parts(text: &str, quotation: &Quotation) -> Vec<Piece> {
    let mut parts = quotation.quoted_parts.clone();
    for part in marked_parts(text, &quotation.pieces) {
        if !parts.iter().any(|known| known.span.overlaps(part.span)) {
            parts.push(part);
        }
    }
    parts
}
